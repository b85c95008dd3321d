"""A page of a board, the page of a unit, and the board of one unit, on a terminal here and over ssh."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from scoreboard.cli.board_over_ssh import answer
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1, Q2 = "2031Q1", "2031Q2"
COUNT = 50


@pytest.fixture(scope="module")
def shown(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Fifty towns: t1 is first in the first quarter, and in the second the last five have no score."""
    program = Program(tmp_path_factory.mktemp("pages") / "contest.db")
    program.database.write_bytes(database_with_root.read_bytes())
    votes = {
        f"{group}_{count}": 5 for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
    }
    competition = Competition(
        series=[Series("main", ("roads",), settings={"confirm": "self", "publication": "ceremony"})],
        units=towns(COUNT),
        custody=held("main", {"roads": "t2"}),
        scores=[
            *scores("main", Q1, {"roads": {f"t{number}": 100 - number for number in range(1, COUNT + 1)}}),
            *scores("main", Q2, {"roads": {f"t{number}": 40 + number for number in range(1, COUNT - 4)}}),
        ],
        stars=[{"id": "service", "name": "服务星"}],
        nominees=[{"period": Q1, "star": "service", "unit": "t1", "person": "张三", "status": "confirmed", **votes}],
    )
    folder = competition.write(program.database.parent / "folder")
    (folder / "pledges.csv").write_text("unit,person,text,due\nt1,李四,修路,2031-12-31\n", encoding="utf-8")
    program.ok("load", folder, "--with-clock")
    for period in (Q1, Q2):
        program.ok("close", "main", period)
        play(program, f"main-{period}")
    return program


def page(program: Program, *words: object) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(program.ok("show", *words, "--format", "json").out)
    return payload


def units(payload: dict[str, Any]) -> list[str]:
    return [row["unit"] for row in payload["rows"]]


@pytest.mark.parametrize("board", [["ranking"], ["ranking", "--area", "roads"], ["ranking", "--period", Q1]])
def test_pages_are_the_parts_of_the_whole(shown: Program, board: list[str]) -> None:
    whole = page(shown, *board)
    assert not {"total", "offset", "limit"} & whole.keys()
    parts = [page(shown, *board, "--limit", 8, "--offset", offset) for offset in range(0, COUNT, 8)]
    assert [unit for part in parts for unit in units(part)] == units(whole)
    assert [row for part in parts for row in part["rows"]] == whole["rows"]
    assert {(part["total"], part["limit"]) for part in parts} == {(COUNT, 8)}
    assert [part["offset"] for part in parts] == list(range(0, COUNT, 8))


def test_a_page_has_twenty_rows_unless_another_number_is_wanted(shown: Program) -> None:
    first = page(shown, "ranking", "--offset", 0)
    assert (len(first["rows"]), first["limit"], first["offset"], first["total"]) == (20, 20, 0, COUNT)
    last = page(shown, "ranking", "--offset", 45)
    assert (len(last["rows"]), last["offset"]) == (10, 40)
    assert page(shown, "ranking", "--offset", 5000)["rows"] == []


@pytest.mark.parametrize("name", ["t7", "T7", "town T7"])
def test_the_page_around_a_unit_begins_at_a_multiple_of_the_limit(shown: Program, name: str) -> None:
    whole = units(page(shown, "ranking"))
    around = page(shown, "ranking", "--around", name, "--limit", 7)
    assert "t7" in units(around)
    assert around["offset"] == whole.index("t7") // 7 * 7
    assert units(around) == whole[around["offset"] : around["offset"] + 7]


def test_units_without_a_place_come_last(shown: Program) -> None:
    last = page(shown, "ranking", "--area", "roads", "--around", "t50")
    assert last["rows"][-1]["status"] == "missing"
    assert last["offset"] == 40


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ["ranking", "--around", "lake"]),
        (1, ["stars", "--period", Q1, "--around", "t2"]),
        (2, ["ranking", "--around", "nobody"]),
        (2, ["ranking", "--around", "t1", "--offset", "0"]),
        (2, ["ranking", "--limit", "0"]),
        (2, ["ranking", "--offset", "-1"]),
        (2, ["ranking", "--limit", "9" * 30]),
        (2, ["unit"]),
        (2, ["unit", "nobody"]),
        (2, ["flags", "t1"]),
    ],
)
def test_what_is_no_page_is_refused(shown: Program, code: int, words: list[str]) -> None:
    shown.refuses(code, "show", *words)
    told = answer(" ".join(["show", *words]), shown.public, "board", "en")
    assert (told.code, told.out) == (code, "")


def test_other_boards_have_pages_too(shown: Program) -> None:
    flags = page(shown, "flags", "--period", Q1, "--around", "t1")
    assert (flags["total"], flags["rows"][0]["holders"][0]["unit"]) == (1, "t1")
    assert page(shown, "stars", "--period", Q1, "--limit", 1, "--offset", 1)["rows"] == []
    assert page(shown, "pledges", "--around", "t1")["total"] == 1


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_over_ssh_pages_are_the_same(shown: Program, form: str) -> None:
    for words in (["ranking", "--limit", "5", "--offset", "5"], ["ranking", "--around", "t7"], ["unit", "t1"]):
        here = shown.speaking("en").ok("show", *words, "--format", form)
        assert answer(" ".join(["show", *words, "--format", form]), shown.public, "board", "en").out == here.out


def test_a_table_says_which_rows_it_has(shown: Program) -> None:
    assert "Rows 41-45 of 50" in shown.speaking("en").ok("show", "ranking", "--limit", 5, "--offset", 40).out
    assert "第 41-45 行，共 50 行" in shown.speaking("zh").ok("show", "ranking", "--limit", 5, "--offset", 40).out
    rows = list(csv.reader(io.StringIO(shown.ok("show", "ranking", "--limit", 5, "--format", "csv").out)))
    assert len(rows) == 6


def test_what_is_sealed_comes_in_pages_too(shown: Program) -> None:
    around = page(shown, "ranking", "--area", "roads", "--private", "--around", "t7", "--limit", 10)
    assert ("t7" in units(around), around["total"], around["limit"]) == (True, COUNT, 10)
    shown.refuses(2, "show", "unit", "t1", "--private")


def test_a_unit_has_a_board_of_its_own(shown: Program) -> None:
    board = page(shown, "unit", "t1")
    assert (board["board"], board["unit"], board["competition"]) == ("unit", "t1", "lake-2031")
    assert board["revision"] > 0
    assert [(row["period"], row["area"], row["rank"]) for row in board["rows"]] == [
        (Q2, None, 45), (Q2, "roads", 45), (Q1, None, 1), (Q1, "roads", 1),
    ]  # fmt: skip
    assert [row["holds"] for row in board["rows"]] == [False, False, False, True]
    assert board["flags"] == []
    assert [(row["person"], row["period"]) for row in board["stars"]] == [("张三", Q1)]
    assert [row["text"] for row in board["pledges"]] == ["修路"]
    winner = page(shown, "unit", "t45")
    assert [(row["area"], row["period"], row["defences"]) for row in winner["flags"]] == [("roads", Q2, 0)]


def test_a_unit_is_told_of_as_it_was(shown: Program) -> None:
    before = page(shown, "unit", "t1", "--as-of", "2031-01-01")
    assert (before["unit"], before["rows"], before["flags"], before["revision"]) == ("t1", [], [], 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_unit_as_a_table(shown: Program, lang: str) -> None:
    told = shown.speaking(lang).ok("show", "unit", "t1").out
    for said in ("张三", "修路", "★", "45"):
        assert said in told


def test_no_unit_stands_on_a_board_of_which_nothing_is_public(opened: Opened) -> None:
    program = opened(Competition(units=towns(2)))
    program.refuses(1, "show", "flags", "--around", "t1")
    program.refuses(2, "show", "flags", "--around", "nobody")


@pytest.mark.parametrize(
    ("words", "begins", "count"), [((1, 2), 0, 2), ((5, 2), 4, 2), ((49, 20), 40, 10), ((59, 20), 40, 10)]
)
def test_a_page_begins_at_a_multiple_of_its_length(
    shown: Program, words: tuple[int, int], begins: int, count: int
) -> None:
    offset, limit = words
    found = page(shown, "ranking", "--period", Q1, "--offset", offset, "--limit", limit)
    assert (found["offset"], found["limit"], found["total"]) == (begins, limit, COUNT)
    assert units(found) == [f"t{number + 1}" for number in range(begins, begins + count)]
