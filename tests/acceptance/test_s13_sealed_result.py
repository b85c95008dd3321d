"""S13: while a result is sealed, nobody outside finds anything of it, byte by byte; each step shows its own part.

The scores of these contests are unlike any other number, so that a byte that leaks is a byte that is found.
"""

import json
import random
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.wire import to_json
from tests.acceptance.ceremonies import play, status, steps
from tests.acceptance.competition import Competition, Date, Row, Series, held, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.acceptance.viewers import file_bytes, only_the_public_file, outputs
from tests.published import revisions, rows

AREAS = tuple(f"a{number}" for number in range(1, 10))
FEW = AREAS[:4]
UNITS = tuple(f"t{number}" for number in range(1, 8))
PERIODS = ("2031Q1", "2031Q2")
CEREMONY = "main-2031Q2"
CLOSED, HELD = "2031-07-05T09:00:00+08:00", "2031-07-20T15:00:00+08:00"
Cells = Mapping[str, Mapping[str, object]]


def numbers(seed: int, low: int = 60, high: int = 99) -> Iterator[str]:
    """Scores with four digits behind the point, no two of which look alike when they are rounded."""
    chance = random.Random(seed)
    for shown in chance.sample(range(low * 100, high * 100), 300):
        yield f"{Decimal(shown).scaleb(-2)}{chance.randint(11, 39)}"


def drawn(seed: int, areas: Sequence[str], low: int = 60, high: int = 99) -> dict[str, dict[str, object]]:
    given = numbers(seed, low, high)
    return {area: {unit: next(given) for unit in UNITS} for area in areas}


def contest(sealed: Cells, *, nominees: tuple[Row, ...] = (), **settings: object) -> Competition:
    """The first quarter is public as soon as it is closed; the second one is what this is about."""
    areas = tuple(sealed)
    live = {"2031Q1": {"publication": "live"}}
    return Competition(
        series=[Series("main", areas, settings={"confirm": "self", **settings}, overrides=live)],
        units=towns(len(UNITS)),
        custody=held("main", {area: UNITS[n % 3] for n, area in enumerate(areas)}),
        scores=[*scores("main", "2031Q1", drawn(1, areas, 20, 50)), *scores("main", "2031Q2", sealed, state="draft")],
        stars=[{"id": "service", "name": "服务星"}] if nominees else (),
        nominees=nominees,
    )


def sealed(opened: Opened, competition: Competition) -> Program:
    """The first quarter awarded, the second one confirmed and closed."""
    program = opened(competition).at("2031-04-05T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    program.at(CLOSED).ok("confirm", "main", "2031Q2")
    program.at(CLOSED).ok("close", "main", "2031Q2")
    return program.at(HELD)


def winner(cells: Mapping[str, object]) -> str:
    return max(cells, key=lambda unit: Decimal(str(cells[unit])))


def written(score: object) -> tuple[bytes, bytes]:
    """A score as it may be written: unrounded, and as it is shown."""
    value = Decimal(str(score))
    return f"{value}".encode(), f"{value:.2f}".encode()


def assert_hidden(found: bytes, cells: Cells, revealed: Sequence[str], begun: Collection[str] = ()) -> None:
    """No score of a flag that has not been revealed, but for the lesser places of those whose cue has begun."""
    for area in cells:
        if area in revealed:
            continue
        best = winner(cells[area])
        for unit, score in cells[area].items():
            if area in begun and unit != best:
                continue
            for words in written(score):
                assert words not in found, f"{unit}'s {score} in {area}"


def public_rows(program: Program) -> list[tuple[str, dict[str, Any]]]:
    """Every payload that the public file holds, boards and scenes, with its key."""
    with closing(sqlite3.connect(program.public)) as public:
        scenes = public.execute("SELECT ceremony, scene FROM stage ORDER BY sequence").fetchall()
    boards = [(board.key, to_json(board.words)) for board in revisions(program.public)]
    return [*boards, *((key, json.loads(text)) for key, text in scenes)]


def assert_winners_hidden(program: Program, cells: Cells, revealed: list[str]) -> None:
    """In no payload does the winner of a flag that has not been revealed stand in a winning place."""

    def walk(key: str, here: Any) -> None:
        if isinstance(here, list):
            for item in here:
                walk(key, item)
        if not isinstance(here, dict):
            return
        area = str(here.get("area"))
        if key in (CEREMONY, "flags/main/2031Q2", "bulletin/main/2031Q2") and area in cells and area not in revealed:
            assert "holders" not in here
            assert "row" not in here
            for row in here.get("rows", []):
                assert row["unit"] != winner(cells[area])
                assert row["rank"] != 1
        for inner in here.values():
            walk(key, inner)

    for key, payload in public_rows(program):
        walk(key, payload)


def test_s13_sealed_result(opened: Opened, tmp_path: Path) -> None:
    """Nothing shows after closing; after each reveal exactly what has been revealed; all of it at the end."""
    cells = drawn(2, FEW)
    program = opened(contest(cells)).at("2031-04-05T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    before, said = file_bytes(program), outputs(program, FEW, PERIODS, thorough=True)
    for command in (("confirm", "main", "2031Q2"), ("close", "main", "2031Q2")):
        program.at(CLOSED).ok(*command)
        assert file_bytes(program) == before, "to enter, confirm and close changes nothing that is public"
    assert outputs(program, FEW, PERIODS, thorough=True) == said
    assert_hidden(file_bytes(program) + said, cells, [])

    program = program.at(HELD)
    done: list[str] = []
    subjects = [cue["subject"] for cue in status(program, CEREMONY)["sheet"]]
    for step in steps(program, CEREMONY):
        revealed = step["revealed"]
        assert revealed == list(FEW[: len(revealed)])
        found = file_bytes(program) + outputs(program, FEW, PERIODS[1:], thorough=len(revealed) == 2 != len(done))
        assert_hidden(found, cells, revealed, subjects[: step["cue"]])
        assert_winners_hidden(program, cells, revealed)
        if revealed != done:
            assert sorted(program.flags("--period", "2031Q2")) == revealed
            assert units(program.flags("--period", "2031Q2")[revealed[-1]]["holders"]) == [winner(cells[revealed[-1]])]
            done = revealed
    assert done == list(FEW)
    found = file_bytes(program)
    assert all(words in found for area in FEW for score in cells[area].values() for words in written(score))
    elsewhere = only_the_public_file(program, tmp_path / "elsewhere")
    assert elsewhere.show("flags") == program.show("flags")


def test_s13_three_of_nine(opened: Opened) -> None:
    """After 3 of 9 reveals exactly three show, in every board."""
    cells = drawn(3, AREAS)
    program = sealed(opened, contest(cells))
    for step in steps(program, CEREMONY):
        if len(step["revealed"]) == 3:
            break
    three = list(AREAS[:3])
    quarter = ("--period", "2031Q2")
    assert sorted(program.flags(*quarter)) == three
    assert program.show("ceremony")["revealed"] == three
    assert [area for area in AREAS if program.rows("ranking", *quarter, "--area", area)] == three
    assert program.show("ranking", *quarter)["revision"] == 0, "the overall table waits for the end"
    assert program.show("ranking")["period"] == "2031Q1"
    program.refuses(1, "bulletin", "main", "2031Q2")
    assert len(program.rows("flags", "--period", "2031Q1")) == 9
    assert_hidden(file_bytes(program), cells, three)


def test_s13_display_restarted(opened: Opened) -> None:
    """A display restarted after 4 reveals resumes at 4, and a second display agrees."""
    program = sealed(opened, contest(drawn(4, AREAS)))
    first = PublicReader(program.public)
    for step in steps(program, CEREMONY):
        if len(step["revealed"]) == 4:
            break
    seen = first.stage()
    first.close()
    assert seen is not None
    assert (seen.sequence, seen.scene["revealed"]) == (step["sequence"], list(AREAS[:4]))
    displays = [PublicReader(program.public) for _ in range(2)]
    assert [display.stage() for display in displays] == [seen, seen]
    assert displays[0].boards("") == displays[1].boards("")
    program.ok("cue", "next", CEREMONY)
    moved = [display.stage() for display in displays]
    assert moved[0] == moved[1] != seen
    for display in displays:
        display.close()
    status_elsewhere = program.by(None).in_a_process("show", "ceremony", "--format", "json").json()
    assert status_elsewhere["sequence"] == program.show("ceremony")["sequence"] == step["sequence"] + 1


def shifted(cells: Cells, areas: Sequence[str]) -> dict[str, dict[str, object]]:
    """The same numbers, but in these areas the next unit has each of them."""
    changed = {}
    for area, given in cells.items():
        values = list(given.values())
        if area in areas:
            values = [*values[1:], values[0]]
        changed[area] = dict(zip(given, values, strict=True))
    return changed


def awkward(seed: int) -> dict[str, dict[str, object]]:
    """Results with everything that may be entered: below the minimum, n/a, missing."""
    cells = drawn(seed, FEW)
    for area in FEW:
        cells[area]["t5"], cells[area]["t6"], cells[area]["t7"] = "3.1", "n/a", None
    return cells


def twins(opened_twice: tuple[Program, Program], one: Competition, other: Competition, tmp_path: Path) -> None:
    for program, competition, name in zip(opened_twice, (one, other), ("one", "other"), strict=True):
        program.at("2031-01-05T09:00:00+08:00").ok("load", competition.write(tmp_path / name), "--with-clock")
        program.at("2031-04-05T09:00:00+08:00").ok("close", "main", "2031Q1")
        program.at(CLOSED).ok("confirm", "main", "2031Q2")
        program.at(CLOSED).ok("close", "main", "2031Q2")


@pytest.fixture
def pair(database_with_root: Path, tmp_path: Path) -> tuple[Program, Program]:
    """Two databases of the same name."""
    programs = []
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "contest.db").write_bytes(database_with_root.read_bytes())
        programs.append(Program(tmp_path / name / "contest.db"))
    return programs[0], programs[1]


def assert_same(pair: tuple[Program, Program], *, thorough: bool = False) -> None:
    left, right = pair
    assert file_bytes(left) == file_bytes(right)
    said = [outputs(program, FEW, PERIODS[1:], thorough=thorough) for program in pair]
    if said[0] != said[1]:
        told = [text.decode().replace(str(p.database.parent), "") for text, p in zip(said, pair, strict=True)]
        assert told[0] == told[1]


@pytest.mark.parametrize("same", [0, pytest.param(2, marks=pytest.mark.long)])
def test_s13_two_outcomes_look_the_same(pair: tuple[Program, Program], tmp_path: Path, same: int) -> None:
    """Two contests, of which the first `same` flags end alike and the others don't, run by the same commands.

    The public bytes of both are the same until the first step that shows one of those others.
    """
    cells = awkward(5)
    nominees = [
        {"period": "2031Q2", "star": "service", "unit": unit, "person": person, "series": "main", "status": state}
        | {"members_issued": 9, "members_returned": 9, "members_valid": 9, "members_for": votes}
        | {"masses_issued": 9, "masses_returned": 9, "masses_valid": 9, "masses_for": votes}
        for unit, person, state, votes in (("t1", "甲", "confirmed", 8), ("t2", "乙", "nominated", 3))
    ]
    others = [{**row, "members_for": 11 - int(str(row["members_for"]))} for row in nominees]
    others[0]["status"], others[1]["status"] = "nominated", "confirmed"
    one = contest(cells, nominees=tuple(nominees), minimum=10, tie="holder-retains")
    other = contest(shifted(cells, FEW[same:]), nominees=tuple(others), minimum=10, tie="holder-retains")
    twins(pair, one, other, tmp_path)
    assert_same(pair, thorough=True)
    assert drafts(pair[0]) != drafts(pair[1]), "the two contests differ where nobody outside can see"
    left, right = (program.at(HELD) for program in pair)
    for program in (left, right):
        program.ok("veto", "t4", "safety", "--period", "2031Q2", "--reason", "事故")
        program.ok("decide", "correction", "main", "2031Q2", "a4", "t3", "98.7612", *WHY)
    assert_same((left, right))
    differing = 2 + same
    for mine, theirs in zip(steps(left, CEREMONY), steps(right, CEREMONY), strict=False):
        assert mine == theirs
        if mine["cue"] == differing and mine["step"] > 2:
            break
        assert_same((left, right))
    assert mine["cue"] == differing
    for program in (left, right):
        for command in (("cover", CEREMONY), ("uncover", CEREMONY), ("back", CEREMONY)):
            program.ok("cue", *command)
        program.ok("cue", "goto", 5, CEREMONY)
    scenes = [PublicReader(program.public).stage() for program in (left, right)]
    assert scenes[0] is not None
    assert scenes[1] is not None
    assert scenes[0].scene == scenes[1].scene


WHY = ("--reason", "漏报", "--approved-by", "王局长")


def drafts(program: Program) -> str:
    return program.ok("show", "ranking", "--private", "--period", "2031Q2", "--format", "json").out


def test_s13_live_and_frozen(pair: tuple[Program, Program], tmp_path: Path) -> None:
    """In a live period what is confirmed after the freeze stays sealed until the ceremony."""
    first, last = drawn(6, FEW), drawn(7, FEW)
    freeze = {"2031Q2": {"publication": "live", "freeze": Date("2031-06-20T00:00:00")}}
    series = Series("main", FEW, settings={"confirm": "self"}, overrides=freeze)
    early = {area: {unit: first[area][unit] for unit in UNITS[:3]} for area in FEW}
    late = {area: {unit: last[area][unit] for unit in UNITS[3:]} for area in FEW[:3]}
    lasting = shifted(late, FEW)
    for program, cells in zip(pair, (late, lasting), strict=True):
        folder = Competition(
            series=[series],
            units=towns(len(UNITS)),
            scores=[
                *scores("main", "2031Q2", early),
                *scores("main", "2031Q2", cells, state="draft"),
            ],
        ).write(tmp_path / program.database.parent.name / "folder")
        program.at("2031-06-19T23:59:59+08:00").ok("load", folder, "--with-clock")
        assert program.ranking("--area", "a1")["t1"]["score_exact"] == early["a1"]["t1"]
        program.at("2031-06-20T00:00:00+08:00").ok("confirm", "main", "2031Q2")
    assert_same(pair)
    assert_hidden(file_bytes(pair[0]), late, [])
    for program in pair:
        frozen = program.at(CLOSED)
        frozen.ok("unconfirm", "main", "2031Q2", "--area", "a1", "--unit", "t1")
        frozen.ok("confirm", "main", "2031Q2")
        assert "main-2031Q2" in frozen.ok("close", "main", "2031Q2").out
        frozen.ok("veto", "t2", "safety", "--period", "2031Q2", "--reason", "事故")
        frozen.ok("reopen", "main", "2031Q2")
        frozen.ok("close", "main", "2031Q2")
        assert program.ranking("--area", "a1", "--period", "2031Q2")["t1"]["score_exact"] == early["a1"]["t1"]
        assert "t4" not in {u for u, r in program.ranking("--area", "a1").items() if r["score"]}
    assert_same(pair, thorough=True)
    program = pair[0].at(HELD)
    play(program, CEREMONY)
    assert program.ranking("--area", "a1")["t4"]["score_exact"] == late["a1"]["t4"]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))])
def test_s13_random_walk(opened: Opened, seed: int) -> None:
    """Next, back, jump and cover in any order: only a flag's last step forward reveals it, and nothing else leaks."""
    chance = random.Random(seed)
    cells = drawn(20 + seed, FEW)
    program = sealed(opened, contest(cells))
    sheet = status(program, CEREMONY)["sheet"]
    shown: list[str] = []
    begun: set[str] = set()
    for _ in range(40):
        move = chance.choices(("next", "back", "goto", "cover", "uncover"), (10, 4, 2, 1, 1))[0]
        words = ("goto", chance.randint(1, len(sheet) - 1)) if move == "goto" else (move,)
        boards = public_boards(program)
        result = program("cue", *words, CEREMONY)
        assert result.code in (0, 1), result
        here = status(program, CEREMONY)
        subject = sheet[here["cue"] - 1]["subject"] if here["cue"] else None
        if here["revealed"] != shown and here["sequence"]:
            assert move == "next"
            assert here["revealed"] == [*shown, subject]
            shown = here["revealed"]
        elif result.code == 0:
            assert public_boards(program) == boards, f"{words} published something"
        if move in ("next", "goto") and result.code == 0 and subject in FEW:
            begun.add(subject)
        assert_hidden(file_bytes(program), cells, shown, begun)
        assert_winners_hidden(program, cells, shown)


def public_boards(program: Program) -> list[tuple[Any, ...]]:
    return [row for row in rows(program.public) if row[0] != "stage"]
