"""The private process: a screen whose viewer presses keys without end costs no more than a few of them."""

import asyncio
from pathlib import Path
from unittest.mock import Mock, patch

from scoreboard.cli.board_over_ssh import answer
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.remote import private, wire
from screens.remote.picture_key import StageKey
from screens.remote.private import KEYS_AT_ONCE, PRESS_SECONDS, PrivateServer
from screens.remote.searching import LONGEST_QUERY

KEY = StageKey("board", 100, 30, "256", "zh")


async def test_a_flood_of_keys_is_taken_in_small_parts(quiet: Settings, tmp_path: Path) -> None:
    server, line = PrivateServer(quiet.paths.public, tmp_path / "socket", 100.0, answer), Mock()
    server._take_in(PublicReader(quiet.paths.public))
    server._answer(line, wire.worded(wire.OPEN, 1, wire.key_words(KEY)))
    own = server._owns[line, 1]
    with patch.object(private, "lines_of", side_effect=private.lines_of) as looked:
        for _ in range(200):
            server._answer(line, wire.Message(wire.INPUT, 1, b"y" * 4096))
        assert looked.call_count <= LONGEST_QUERY + 2
        assert len(own.waiting) == KEYS_AT_ONCE
        while own.waiting:
            await asyncio.sleep(PRESS_SECONDS)
    assert own.state.query == "y" * LONGEST_QUERY


async def test_keys_one_after_the_other_are_all_taken(quiet: Settings, tmp_path: Path) -> None:
    server, line = PrivateServer(quiet.paths.public, tmp_path / "socket", 100.0, answer), Mock()
    server._take_in(PublicReader(quiet.paths.public))
    server._answer(line, wire.worded(wire.OPEN, 1, wire.key_words(KEY)))
    own = server._owns[line, 1]
    for key in "yongnian":
        server._answer(line, wire.Message(wire.INPUT, 1, key.encode()))
    assert own.state.query == "y"
    while own.pressing:
        await asyncio.sleep(PRESS_SECONDS)
    assert own.state.query == "yongnian"
    server._answer(line, wire.Message(wire.INPUT, 1, b"\x1b"))
    assert not server._owns
