"""Numbers beyond all measure and paths that no system takes: wrong usage, told in a sentence, on every command."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest

from scoreboard.store.schema import REVISIONS
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import copied
from tests.acceptance.driver import Program, assert_complaint
from tests.cli.test_arguments_fuzz import NEVER_ENDS, PLAUSIBLE
from tests.cli.test_help import every_command

Q1 = "2031Q1"


@pytest.fixture(scope="module")
def closed(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("closed")
    program = copied(Program(database_with_root), folder)
    cells = scores("main", Q1, {"roads": {"t1": 9, "t2": 8}})
    program.ok(
        "load",
        Competition(series=[live("roads")], units=towns(2), scores=cells).write(folder / "folder"),
        "--with-clock",
    )
    program.ok("close", "main", Q1)
    return program


@pytest.fixture
def contest(closed: Program, tmp_path: Path) -> Program:
    return copied(closed, tmp_path)


@pytest.fixture
def patience() -> Iterator[None]:
    """Nothing may wait for somebody to write into a FIFO."""

    def late(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def parameters(kind: type[click.ParamType]) -> list[tuple[tuple[str, ...], str]]:
    """Every command with a parameter of a kind, and that parameter's name."""
    return [
        (path, parameter.name or "")
        for path, command in every_command()
        for parameter in command.params
        if isinstance(parameter.type, kind) and path not in NEVER_ENDS
    ]


def words(path: tuple[str, ...], wanted: str, value: str) -> list[str]:
    """A plausible command with one value of its own."""
    command = dict(every_command())[path]
    found = [*path]
    for parameter in command.params:
        given = value if parameter.name == wanted else PLAUSIBLE.get(parameter.name or "", "5")
        if isinstance(parameter, click.Argument):
            found.append(given)
        elif parameter.name == wanted or parameter.required:
            found += [parameter.opts[0], given]
    return found


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "-1", "2147483648"], ids=len)
@pytest.mark.parametrize(("path", "name"), parameters(click.IntRange), ids=lambda part: "-".join(part) if part else "")
def test_f713_numbers_have_bounds(contest: Program, path: tuple[str, ...], name: str, number: str) -> None:
    contest.refuses(2, *words(path, name, number))


PATHS = parameters(click.Path)


@pytest.mark.parametrize("name", ["x" * 3000, "x" * 256, "/".join(["y" * 200] * 30)], ids=len)
@pytest.mark.parametrize(("path", "parameter"), PATHS, ids=lambda part: "-".join(part) if part else "")
def test_f713_paths_have_bounds(contest: Program, path: tuple[str, ...], parameter: str, name: str) -> None:
    contest.refuses(2, *words(path, parameter, name))


KINDS = ("fifo", "folder", "socket", "device", "loop", "unreadable", "empty", "binary")
WRONG_FILES = [
    pytest.param(path, parameter, kind, id="-".join([*path, parameter, kind]))
    for path, parameter in PATHS
    for kind in KINDS
    if (parameter, kind) != ("key", "fifo")  # a key may come from another program
]


@pytest.mark.parametrize(("path", "parameter", "kind"), WRONG_FILES)
def test_f713_what_is_no_such_file_is_told(
    contest: Program, tmp_path: Path, path: tuple[str, ...], parameter: str, kind: str, patience: None
) -> None:
    """Never a mistake of the program, and never a wait."""
    place = tmp_path / "thing"
    match kind:
        case "fifo":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case "device":
            place = Path(os.devnull)
        case "loop":
            place.symlink_to(place)
        case "binary":
            place.write_bytes(bytes(range(256)) * 20)
        case _:
            place.touch(mode=0 if kind == "unreadable" else 0o600)
    result = contest(*words(path, parameter, str(place)))
    written = parameter == "output" and kind in ("device", "binary")
    written |= (*path, parameter, kind) == ("kiosk", "install", "root", "folder")
    assert result.code in (1, 2, 3) or kind in ("socket", "empty", "unreadable", "loop") or written, result
    if result.code:
        assert_complaint(result, "en")


@pytest.mark.parametrize(
    "name", ["x" * 3000, "x" * 250 + ".db", "a/" * 3000, "\udcff\udcfe.db", "~nobody-here/x.db"], ids=len
)
@pytest.mark.parametrize("way", ["option", "environment"])
def test_f713_a_database_that_cannot_be_called_so(
    contest: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, way: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["show", "ranking"], ["enter", "main", Q1, "roads", "t1", "5"], ["db", "status"], ["doctor"]):
        program = contest if way == "option" else Program(Path(name))
        result = program(*command, *(["--database", name] if way == "option" else []))
        assert result.code in (1, 2, 3) or command[0] in ("db", "doctor"), result
        if result.code:
            assert_complaint(result, "en")


@pytest.mark.parametrize("file", ["units.csv", "competition.toml", "scores.csv", "ceremonies"])
@pytest.mark.parametrize("kind", ["fifo", "folder", "loop", "file"])
def test_f713_a_folder_with_something_else_in_it(
    contest: Program, tmp_path: Path, file: str, kind: str, patience: None
) -> None:
    folder = Competition(series=[live("roads")], units=towns(2)).write(tmp_path / "other")
    place = folder / file
    if place.is_file():
        place.unlink()
    match kind:
        case "fifo":
            os.mkfifo(place)
        case "folder":
            place.mkdir(exist_ok=True)
        case "loop":
            place.symlink_to(place)
        case _:
            place.write_bytes(b"\0\xff")
    if (file, kind) == ("ceremonies", "folder"):
        return
    result = contest("load", folder)
    assert result.code == 2, result
    assert file in result.complaint


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%41b.db", "a b.db", "县?mode=rw.db", "-x.db"])
def test_a_database_may_be_called_what_a_url_would_read_otherwise(contest: Program, name: str) -> None:
    folder = contest.database.parent / "odd"
    folder.mkdir()
    odd = replace(contest, database=folder / name)
    contest.ok("backup", folder / "b")
    odd.ok("restore", folder / "b")
    assert odd.rows("ranking") == contest.rows("ranking")
    assert odd.ok("db", "status").out.count(REVISIONS[-1]) == 2
    odd.ok("enter", "main", "2031Q2", "roads", "t1", "5")
    odd.ok("backup", folder / "b")
    assert {path.name for path in folder.iterdir()} == {"b", name, name[:-3] + "-public.db"}
