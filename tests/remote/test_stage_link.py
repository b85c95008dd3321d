"""Sizes and pictures beyond those that an edge asks for share the nearest one that is there."""

from pathlib import Path

import pytest

from screens.remote import stage_link
from screens.remote.picture_key import COLOURLESS, TRUECOLOR, StageKey
from screens.remote.shared_bytes import SharedBytes
from screens.remote.stage_link import StageLink


class Watcher:
    """Somebody who watches."""

    offset, version, place, busy = (0, 0), 0, 0, False

    def send(self, frame: SharedBytes) -> None:
        """Nothing is sent here."""


def key(columns: int, rows: int = 40, depth: str = TRUECOLOR, board: str = "board") -> StageKey:
    return StageKey(board, columns, rows, depth, "zh")


@pytest.fixture
def link(monkeypatch: pytest.MonkeyPatch) -> StageLink:
    monkeypatch.setattr(stage_link, "MOST_SIZES", 3)
    return StageLink(Path("/nowhere"))


def test_a_size_too_many_gets_the_next_smaller_one(link: StageLink) -> None:
    for columns in (80, 100, 120):
        assert link.watch(Watcher(), key(columns)).key == key(columns)
    assert link.watch(Watcher(), key(110)).key == key(100)
    assert link.watch(Watcher(), key(300)).key == key(120)
    assert link.watch(Watcher(), key(100)).key == key(100)


def test_a_size_smaller_than_all_is_never_given_one_that_is_cut(link: StageLink) -> None:
    for columns in (80, 100, 120):
        link.watch(Watcher(), key(columns))
    shown = link.watch(Watcher(), key(40, 10)).key
    assert shown.columns <= 40
    assert shown.rows <= 10


def test_ever_smaller_sizes_are_bounded_too(link: StageLink) -> None:
    shown = {link.watch(Watcher(), key(columns, columns // 3)).key for columns in range(200, 20, -1)}
    assert len({(one.columns, one.rows) for one in shown}) <= 3 + 2


def test_legible_colours_count_more_than_the_size(link: StageLink) -> None:
    link.watch(Watcher(), key(80, depth=COLOURLESS))
    link.watch(Watcher(), key(100))
    link.watch(Watcher(), key(120))
    assert link.watch(Watcher(), key(110, depth=COLOURLESS)).key == key(80, depth=COLOURLESS)


def test_a_size_that_nobody_has_any_more_makes_room(link: StageLink) -> None:
    leaver = Watcher()
    feed = link.watch(leaver, key(80))
    for columns in (100, 120):
        link.watch(Watcher(), key(columns))
    link.leave(leaver, feed)
    assert link.watch(Watcher(), key(90)).key == key(90)


def test_new_pictures_are_asked_for_only_so_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_link, "NEW_A_SECOND", 0.0)
    link = StageLink(Path("/nowhere"))
    asked = [link.watch(Watcher(), key(100, board=f"b{n}")).key.board for n in range(round(stage_link.NEW_AT_ONCE) + 5)]
    assert len(set(asked)) == stage_link.NEW_AT_ONCE


def test_nobody_is_given_colours_that_their_terminal_has_not(link: StageLink) -> None:
    for columns in (80, 100, 120):
        link.watch(Watcher(), key(columns))
    shown = link.watch(Watcher(), key(110, depth=COLOURLESS)).key
    assert (shown.depth, shown.columns <= 110) == (COLOURLESS, True)


def test_who_wants_it_still_is_given_what_stands(link: StageLink) -> None:
    link.watch(Watcher(), key(80).but(still=True))
    for columns in (100, 120):
        link.watch(Watcher(), key(columns))
    assert link.watch(Watcher(), key(110).but(still=True)).key == key(80).but(still=True)


def test_there_is_room_again_for_a_size_once_another_is_gone(link: StageLink) -> None:
    leaver = Watcher()
    feed = link.watch(leaver, key(80))
    for columns in (100, 120):
        link.watch(Watcher(), key(columns))
    assert not link.has_room_for(key(110))
    assert link.has_room_for(key(100))
    link.leave(leaver, feed)
    assert link.has_room_for(key(110))
