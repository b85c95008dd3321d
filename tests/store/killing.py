"""Killing a process (SIGKILL) in the middle of what it does, and what must be so afterwards whatever it was doing."""

import contextlib
import importlib
import io
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scoreboard.cli.program import COMMANDS, run
from scoreboard.settings import Settings
from tests.acceptance.driver import Program, contents, environment
from tests.contests import CHIEF, NOW, Shape, opened
from tests.processes import PROCESSES

for _module in sorted(set(COMMANDS.values()) - {"kiosk", "serving"}):
    importlib.import_module(f"scoreboard.cli.{_module}")  # beforehand, so that a child begins at once
MOST_HEARD = 8
"""After how many words at most a child that works for ever is killed, wherever it is by then."""
SECONDS_MORE = 0.03
PERIODS = ("2030Q1", "2030Q2")


def lives(
    target: Callable[..., None], settings: Settings, chance: random.Random, kills: int
) -> Iterator[list[tuple[Any, ...]]]:
    """Start `target` again and again and kill it; yields what each one has said.

    How long one lives is counted in its words, so that a busy machine does not have them all die before they work;
    one that is to say nothing dies while it starts.
    """
    for _ in range(kills):
        ear, mouth = PROCESSES.Pipe(duplex=False)
        child = PROCESSES.Process(target=target, args=(settings, chance.getrandbits(32), mouth))
        child.start()
        mouth.close()
        said: list[tuple[Any, ...]] = []
        for _ in range(chance.randint(0, MOST_HEARD)):
            assert ear.poll(60), "the child does not go on"
            said.append(ear.recv())
        child.join(chance.uniform(0, SECONDS_MORE))
        assert child.is_alive(), f"the child ended by itself: {child.exitcode}"
        child.kill()
        child.join()
        with contextlib.suppress(EOFError):
            while True:
                said.append(ear.recv())
        ear.close()
        yield said


def check_public_file(settings: Settings) -> None:
    """Viewers can read it as it was left; whoever opens the main one next brings it to just what that one says."""
    looking = Program(settings.paths.main, now=settings.now, acting=None)
    if settings.paths.public.exists():
        shown = looking("show", "flags", "--series", "main", "--format", "json")
        assert shown.code == 0 or not any((contents(settings.paths.public) or {}).values()), shown
    with opened(settings):
        pass
    carried = all_of(settings.paths.public)
    anew = settings.paths.main.parent / "anew"
    anew.mkdir()
    with (
        contextlib.closing(sqlite3.connect(settings.paths.main)) as given,
        contextlib.closing(sqlite3.connect(anew / settings.paths.main.name)) as copy,
    ):
        given.backup(copy)
    fresh = replace(settings, database=str(anew / settings.paths.main.name))
    with opened(fresh):
        assert carried == all_of(fresh.paths.public)
    shutil.rmtree(anew)


def all_of(path: Path) -> dict[str, list[str]]:
    """All rows of a database, whatever their order."""
    found = contents(path)
    assert found is not None
    return {table: sorted(map(repr, rows)) for table, rows in found.items()}


# --- one command, killed --------------------------------------------------------------------------------------------


HERE = "HERE"
"""Stands in a deed's words for the database's folder."""


@dataclass(frozen=True)
class Deed:
    """A command that is killed at any moment, and then given again, as whoever saw it die would do."""

    words: tuple[str, ...]
    prepare: Callable[[Path, Shape], None]
    """Makes the database contest.db in a folder, and beside it what else the command reads."""
    shape: Shape
    now: str | None = NOW
    acting: str | None = CHIEF
    again: int = 0
    """The exit code of the command where it is done already."""
    at_once: bool = True
    """Whether it is done as a whole or not at all; else in portions, which the same command goes on with."""


def said_by(program: Program, shape: Shape) -> dict[str, Any] | None:
    """What a database says: every score in its version and state, and every public board; None without a contest.

    Counts of revisions and times are left out: a deed in two goes has more of them than in one.
    """
    if not rows_in(program.database, "competition"):
        return None
    cells = "SELECT series_id, period_id, area_id, unit_id, judge, value, version, state FROM score"
    with contextlib.closing(sqlite3.connect(program.database)) as connection:
        said: dict[str, Any] = {"scores": sorted(connection.execute(cells))}
    reader = program.by(None)
    for period in PERIODS:
        of = ("--series", "main", "--period", period, "--format", "json")
        for board in (("ranking",), ("flags",), ("stars",), *(("ranking", "--area", area) for area in shape.area_ids)):
            shown = reader.ok("show", *board, *of).json()
            said[f"{period} {' '.join(board)}"] = {
                key: value for key, value in shown.items() if key not in ("revision", "published_at")
            }
        printed = reader("bulletin", "main", period, "--revision", 1)
        said[f"{period} bulletin"] = printed.out if printed.code == 0 else printed.code
        said[f"{period} ceremony"] = reader("cue", "status", f"main-{period}").code
    return said


def do_once(database: str, words: list[str], mouth: Connection) -> None:
    """Run one command, say so, and wait for the end."""
    quiet = io.StringIO()
    mouth.send(("about",))
    with (
        environment(SCOREBOARD_DATABASE=database, SCOREBOARD_LANG="en"),
        contextlib.redirect_stdout(quiet),
        contextlib.redirect_stderr(quiet),
    ):
        code = run(words)
    mouth.send(("done", code, quiet.getvalue()))
    time.sleep(600)


def killed_at(program: Program, words: tuple[str, ...], seconds: float | None) -> tuple[bool, float]:
    """Run a command in a process of its own and kill it after so long, or when it is done.

    Returns whether it was acknowledged, and how long after its beginning it ended.
    """
    ear, mouth = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=do_once, args=(str(program.database), program.words(words), mouth))
    child.start()
    mouth.close()
    assert ear.poll(60), "the child did not begin"
    ear.recv()
    began = time.monotonic()
    ear.poll(120 if seconds is None else seconds)
    taken = time.monotonic() - began
    child.kill()
    child.join()
    acknowledged = False
    with contextlib.suppress(EOFError):
        _, code, told = ear.recv()
        assert code == 0, told
        acknowledged = True
    ear.close()
    assert acknowledged or seconds is not None, "it never ended"
    return acknowledged, taken


def kill_often(deed: Deed, place: Path, kills: int, seed: int) -> None:
    """Do a deed undisturbed; then kill it again and again, look, and do it once more."""
    chance = random.Random(seed)
    first = Program(place / "first" / "contest.db", now=deed.now, acting=deed.acting)
    first.database.parent.mkdir(parents=True)
    deed.prepare(first.database.parent, deed.shape)
    before = said_by(first, deed.shape)
    undisturbed = copied(first, place / "undisturbed")
    _, seconds = killed_at(undisturbed, words_of(deed, undisturbed), None)
    after = said_by(undisturbed, deed.shape)
    assert after is not None
    assert after != before
    midway = 0
    for number in range(kills):
        program = copied(first, place / str(number))
        words = words_of(deed, program)
        acknowledged, _ = killed_at(program, words, chance.uniform(0, 1.1 * seconds))
        midway += not acknowledged
        if rows_in(program.database, "competition"):
            check_public_file(Settings(str(program.database), "en", deed.now, deed.acting))
            program.by(None).ok("journal", "--verify")
        state = said_by(program, deed.shape)
        assert state == after or not acknowledged, "acknowledged, and lost"
        assert state in (before, after) or not deed.at_once, "half done"
        again = program(*words)
        assert again.code == 0 or (state == after and again.code == deed.again), again
        assert said_by(program, deed.shape) == after
        check_public_file(Settings(str(program.database), "en", deed.now, deed.acting))
        shutil.rmtree(program.database.parent)
    assert midway or kills < 20, "none was killed before it was done"


def rows_in(database: Path, table: str) -> int:
    """How many rows a table has; 0 where there is no database, or no such table."""
    found = contents(database) or {}
    return len(found.get(table, ()))


def words_of(deed: Deed, program: Program) -> tuple[str, ...]:
    """A deed's command for the database of `program`."""
    return tuple(word.replace(HERE, str(program.database.parent)) for word in deed.words)


def copied(program: Program, folder: Path) -> Program:
    """The same in another folder; nobody may have the first one open."""
    shutil.copytree(program.database.parent, folder)
    return replace(program, database=folder / program.database.name)
