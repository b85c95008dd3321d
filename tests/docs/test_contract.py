"""What docs/contract.md says that others rely on is what the program does."""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from scoreboard.cli.showing import BOARDS
from scoreboard.desk.permissions import PERMITTED
from scoreboard.enums import (
    ConfirmedBy,
    NomineeStatus,
    NoWinner,
    Outcome,
    Panel,
    Publication,
    Ranking,
    Role,
    StarSecret,
    Status,
    TieRule,
    YearState,
)
from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.exchange.folder import CSV_FORMATS
from scoreboard.exchange.formats.competition import Definitions
from scoreboard.exchange.formats.series import DeclaredSettings, Override, Pool
from scoreboard.exchange.validation import Format, KeyGroup, inner_format, keys_of, needed_keys_of, understood
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.rules.sealing import SALT_BYTES
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Date, towns
from tests.acceptance.driver import Program
from tests.docs.pages import HOUSE, blocks, page, rows, section
from tests.handan import CEREMONY, prepared

__all__ = ["prepared"]

TEXT = page("docs/contract.md")
BOARD_TEXTS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", section(TEXT, "JSON of `show`"), re.M | re.S))
COMMON = {"board", "competition", "series", "period", "revision", "published_at", "rows"}


def words(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def keys(board: str, heading: str) -> set[str]:
    """The keys that the page names below a board after one of its headings."""
    found = re.search(rf"^- {heading}: (.*)$", BOARD_TEXTS[board], re.MULTILINE)
    return words(found.group(1)) if found else set()


@pytest.fixture(scope="module")
def awarded(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The demo's contest after its ceremony."""
    folder = tmp_path_factory.mktemp("awarded") / "contest"
    shutil.copytree(prepared, folder)
    program = Program(folder / "handan-2010.db", now="2010-11-05T09:12:31+08:00", acting="director")
    program.ok("ceremony", "seal", CEREMONY)
    play(program, CEREMONY)
    return program.by(None)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A contest with what the demo's has none of."""
    folder = tmp_path_factory.mktemp("beside")
    given = Competition(
        units=towns(2),
        campaigns=[{"name": "承诺日", "start": Date("2031-01-05"), "end": Date("2031-01-15")}],
        records={
            "benchmarks": [{"unit": "t1", "title": "产值", "against": "邻区", "theirs": 12, "ours": 9}],
            "visits": [{"title": "第一批", "people": 105}],
        },
    )
    program = Program(folder / "contest.db", now=None, acting=None)
    program.ok("load", given.write(folder / "folder"))
    return program


BESIDE = ("benchmarks", "campaigns", "visits")


def asked(board: str) -> list[tuple[str, ...]]:
    """The ways in which a board is asked for here."""
    if board in ("unit", "proof"):
        return [(board, "yongnian" if board == "unit" else CEREMONY)]
    if board == "ceremony" or kind_of(board).key in (Key.NOTHING, Key.PERIOD):
        return [(board,)]
    return [(board, "--series", "city"), (board, "--series", "city", "--area", "key-projects")][
        : 1 + (board == "ranking")
    ]


def test_every_board_is_on_the_page_and_none_that_is_gone() -> None:
    assert set(BOARD_TEXTS) == set(BOARDS)


@pytest.mark.parametrize("board", BOARDS)
def test_a_boards_keys_are_those_of_the_page(awarded: Program, beside: Program, board: str) -> None:
    assert words(section(TEXT, "JSON of `show`").partition("###")[0]) >= COMMON
    seen: set[str] = set()
    for question in asked(board):
        program = beside if board in BESIDE else awarded
        payload = json.loads(program.ok("show", *question, "--format", "json").out)
        always_there, sometimes = keys(board, "Beside"), keys(board, "Beside, sometimes")
        assert COMMON | always_there <= payload.keys() <= COMMON | always_there | sometimes
        always, perhaps = keys(board, "Row"), keys(board, "Row, sometimes")
        for row in payload["rows"]:
            assert always <= row.keys() <= always | perhaps
            seen |= row.keys()
    assert seen >= keys(board, "Row")


@pytest.mark.parametrize("board", BOARDS)
def test_a_boards_csv_columns_are_those_of_the_page(awarded: Program, board: str) -> None:
    found = re.search(r"^- CSV: ([^;\n]*)(?:; of an area without (.*))?$", BOARD_TEXTS[board], re.MULTILINE)
    assert found is not None, "say under the board: - CSV: its columns"
    columns = re.findall(r"`([^`]+)`", found[1])
    for question in asked(board):
        without = words(found[2] or "") if "--area" in question else set()
        header, *_ = awarded.ok("show", *question, "--format", "csv").out.splitlines()
        assert header.split(",") == [column for column in columns if column not in without]


def test_the_keys_that_stand_only_sometimes_are_written_somewhere() -> None:
    written = {
        literal or field
        for path in (HOUSE / "scoreboard" / "publications").rglob("*.py")
        for literal, field in re.findall(r'"(\w+)"|^    (\w+): ', path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for board in BOARD_TEXTS:
        assert keys(board, "Beside, sometimes") | keys(board, "Row, sometimes") <= written | {"reason_area_name"}, board


def test_a_page_of_a_board_says_which_part_it_is(awarded: Program) -> None:
    first = awarded.show("ranking", "--series", "city", "--offset", "0")
    assert {"total", "offset", "limit"} <= words(section(TEXT, "JSON of `show`")) & first.keys()
    assert (len(first["rows"]), first["limit"]) == (20, 20)
    assert "20 rows unless said" in " ".join(TEXT.split())
    assert awarded("show", "ranking", "--series", "city", "--around", "cixian", "--offset", "0").code == 2


def test_nothing_public_yet(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("load", "data/template")
    assert (program.show("flags")["rows"], program.show("flags")["revision"]) == ([], 0)


def test_the_values_that_boards_have_are_all_on_the_page() -> None:
    boards = section(TEXT, "JSON of `show`")
    assert words(section(TEXT, "Who holds a flag")) >= set(Outcome)
    assert words(BOARD_TEXTS["ranking"]) >= set(Status)
    assert words(BOARD_TEXTS["flags"]) >= {CustodyKind.REVOKED, CustodyKind.ABOLISHED, CustodyKind.ASSIGNED}
    assert words(BOARD_TEXTS["stars"]) >= set(NomineeStatus)
    assert words(BOARD_TEXTS["annual"]) >= set(YearState)
    assert words(boards) >= {f"{name}" for name in kind_names()}


def test_exit_codes() -> None:
    told = {int(code): meaning for code, meaning in rows(section(TEXT, "Every command"))}
    assert set(told) == {0, Refused.exit_code, BadInput.exit_code, Unreachable.exit_code}
    assert told[Refused.exit_code].startswith("refused")
    assert "bad input" in told[BadInput.exit_code]
    assert "cannot be reached" in told[Unreachable.exit_code]


def test_roles() -> None:
    told = {cells[0].strip("`"): cells[1] for cells in rows(section(TEXT, "Roles"))}
    assert set(told) == set(Role)
    of_admins_alone = [deed for deed, roles in PERMITTED.items() if roles == {"admin"}]
    words_for = {"back up": "backs up", "add people": "adds people", "veto": "vetoes", "year": "closes the year"}
    for deed in of_admins_alone:
        assert words_for.get(deed, f"{deed}s") in told["admin"], deed


def example() -> dict[str, object]:
    (text,) = blocks(section(TEXT, "A competition folder"), "toml")
    return tomllib.loads(text)


def test_the_folder_of_the_page_loads(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (text,) = blocks(section(TEXT, "A competition folder"), "toml")
    (folder / "competition.toml").write_text(text, encoding="utf-8")
    (folder / "units.csv").write_text("id,name,parent,pool\nlake,湖区,,\nt1,东镇,lake,town\n", encoding="utf-8")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("load", str(folder))
    assert program.ok("load", str(folder), "--check").out


def of_the_example(
    document: dict[str, object], model: type[Format]
) -> Iterator[tuple[type[Format], dict[str, object]]]:
    """Each table of the example with its format."""
    yield model, document
    for name, field in model.model_fields.items():
        inner, value = inner_format(model, name), document.get(field.alias or name)
        if inner is not None and not issubclass(inner, KeyGroup):
            for table in value if isinstance(value, list) else [value]:
                if isinstance(table, dict):
                    yield from of_the_example(table, inner)


def test_the_keys_of_the_page_are_the_programs() -> None:
    """Each key of a format stands in the example; `name_en` and the settings of a single period are told once."""
    seen: dict[type[Format], set[str]] = {}
    for model, table in of_the_example(example(), Definitions):
        assert set(table) <= set(keys_of(model))
        seen.setdefault(model, set()).update(table)
    for model, written in seen.items():
        elsewhere = {"name_en"} | (set(keys_of(DeclaredSettings)) if model is Override else set())
        assert set(keys_of(model)) - written <= elsewhere, model
    every = {inner for model in seen for name in model.model_fields if (inner := inner_format(model, name))}
    assert {inner for inner in every if not issubclass(inner, KeyGroup)} <= {*seen, Pool}


def test_the_defaults_of_the_page_are_the_programs() -> None:
    """Ids, names, days and lists of the example are its own; figures and words of settings are the defaults."""
    compared = 0
    for model, table in of_the_example(example(), Definitions):
        needed = {key: table[key] for key in needed_keys_of(model) if key in table}
        plain = understood(model, needed, lambda path, wrong: None)
        defaults = {**dict(plain), **dict(getattr(plain, "settings", ()))}
        for name in table.keys() & defaults.keys() - needed.keys() - {"flag", "name_en"}:
            told = tuple(table[name]) if defaults[name] == () else table[name]
            if isinstance(defaults[name], str | int | Decimal | dict) or name == "countback":
                assert told == defaults[name], (model, name)
                compared += 1
    assert compared >= 15


@pytest.mark.parametrize("setting", [Ranking, Publication, TieRule, NoWinner, ConfirmedBy, Panel, StarSecret])
def test_every_value_of_a_setting_is_on_the_page(setting: type[StrEnum]) -> None:
    told = set(re.findall(r'"([\w-]+)', section(TEXT, "A competition folder")))
    assert set(setting) <= told


def test_the_columns_of_the_page_are_the_programs() -> None:
    told = {name: tuple(columns.split(", ")) for name, columns in rows(section(TEXT, "A competition folder"))}
    assert told == {row.file: keys_of(row) for row in CSV_FORMATS}


def test_the_salt_is_as_long_as_the_page_says() -> None:
    assert f"{SALT_BYTES} random bytes" in section(TEXT, "Seal and proof")
