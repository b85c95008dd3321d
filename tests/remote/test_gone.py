"""What viewers see of a board that is no more, of another file in the place of the first, and of a bad board."""

import asyncio
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scoreboard.cli.board_over_ssh import answer
from scoreboard.facts import FactKind
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from scoreboard.store.public.changes import PublicChanges
from screens.change_feed import follow
from screens.player import Player
from screens.remote import wire
from screens.remote.boards import viewer_items
from screens.remote.limits import Pace
from screens.remote.picture import Subscriber
from screens.remote.picture_key import StageKey
from screens.remote.stage import PAGE_SECONDS, StageServer
from tests.contests import opened
from tests.remote.test_stage import Ear
from tests.screens.samples import scenes

UNIT, KEY = "yongnian", StageKey("yongnian", 120, 40, "256", "zh")
BOARD = KEY.but(board="board")


def take_out(settings: Settings, unit: str) -> None:
    """What a load does that leaves a unit out."""
    with opened(settings) as store, store.transaction() as session:
        changes = PublicChanges(session, datetime(2010, 10, 20, tzinfo=UTC))
        changes.put(FactKind.UNIT, {unit: None})
        changes.touch("competition")


@pytest.fixture
def stage(handan: Settings, tmp_path: Path) -> Any:
    """A stage process that draws a unit and everything, for one edge."""
    server: Any = StageServer(handan.paths.public, tmp_path / "stage", Pace())
    server._reader = PublicReader(handan.paths.public)
    server._take_in(server._reader)
    edge = Subscriber(Ear())  # type: ignore[arg-type]
    for number, key in enumerate((KEY, BOARD)):
        server._answer(edge, wire.worded(wire.JOIN, number, {**wire.key_words(key), "version": 0}))
        server._answer(edge, wire.Message(wire.WHOLE, number))
    return server


def text(stage: Any, key: StageKey) -> str:
    return "\n".join("".join(row.glyphs) for row in stage._pictures[key].rows)


async def test_a_unit_that_is_taken_out_leaves_its_viewers_everything_and_says_so(stage: Any, handan: Settings) -> None:
    assert "永年县" in text(stage, KEY)
    take_out(handan, UNIT)
    stage._take_in(stage._reader)
    await stage._tick(True)
    assert stage._players[UNIT].items == stage._players["board"].items
    assert f"“{UNIT}”已不在赛程中" in text(stage, KEY)
    assert "已不在赛程中" not in text(stage, BOARD)


async def test_a_board_that_cannot_be_drawn_takes_no_other_picture(
    stage: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stage._players[UNIT], "items", [])
    await stage._tick(True)
    assert stage._players[UNIT].items
    stage._second = -1
    stage._pictures[BOARD].rows = (*stage._pictures[BOARD].rows[:-1], stage._pictures[BOARD].rows[0])
    await stage._tick(True)
    assert "q 离开" in text(stage, BOARD)
    assert "IndexError" in caplog.text


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what a task causes; the deadline only ends a test that fails."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def test_another_file_in_its_place_is_read_anew_though_its_numbers_are_the_same(
    handan: Settings, tmp_path: Path
) -> None:
    server: Any = StageServer(handan.paths.public, tmp_path / "stage", Pace())
    watching = asyncio.create_task(follow(server._public, server._changed, server._lost))
    await until(lambda: not server._held.is_empty)
    assert any(key.startswith("flags/") for key in server._held.keys)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(handan.paths.public)) as link:
        link.execute("VACUUM INTO ?", (str(other),))
    with closing(sqlite3.connect(other)) as link:
        link.execute("UPDATE public_board SET revision = 0 WHERE key LIKE 'flags/%'")
        words = json.loads(link.execute("SELECT value FROM public_fact WHERE kind = 'competition'").fetchone()[0])
        words["name"] = "another contest"
        link.execute("UPDATE public_fact SET value = ? WHERE kind = 'competition'", (json.dumps(words),))
        link.commit()
    os.replace(other, handan.paths.public)
    await until(lambda: not server._held.is_empty and server._held.competition.name == "another contest")
    assert not [key for key in server._held.keys if key.startswith("flags/")]
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


@pytest.mark.parametrize("board", ["flags", "stars", "board", "city", UNIT])
def test_every_board_shows_the_ceremony_while_one_is_on(board: str) -> None:
    title = Stage(1, "c", "city", "2010Q3", 1, 1, False, False, scenes()["title"], "2010-11-05T01:00:00+00:00")
    player = Player(partial(viewer_items, board), lambda: 1000.0, PAGE_SECONDS)
    player.follow(title)
    assert player.on_stage


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("show --help", 0, "--as-of"),
        ("show stars --as-of= --area town", 2, "is not a time"),
        ("show ranking --series=", 2, "there is no series"),
        ("show 'ranking", 2, "only boards"),
    ],
)
def test_every_question_is_answered(quiet: Settings, command: str, code: int, said: str) -> None:
    found = answer(command, quiet.paths.public, "board", "en")
    assert found.code == code
    assert said in found.out + found.err
    assert "--database" not in found.out


def test_a_mistake_of_the_program_is_an_answer_too(quiet: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: object) -> str:
        raise KeyError(words)

    monkeypatch.setattr("scoreboard.cli.board_over_ssh.board_text", broken)
    found = answer("show ranking --series city", quiet.paths.public, "board", "en")
    assert (found.out, found.code) == ("", 1)
    assert found.err.count("\n") == 1


def test_nobody_is_told_where_the_servers_files_are(tmp_path: Path) -> None:
    found = answer("show flags", tmp_path / "away.db", "board", "en")
    assert found.code == 3
    assert str(tmp_path) not in found.err
