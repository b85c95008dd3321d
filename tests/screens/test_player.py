"""What a hall shows when: a ceremony while one is on, what was there before once it is over, and the pages in turn."""

import ast
import inspect
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from scoreboard.ceremony.rehearsal import end_rehearsal, rehearse
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.settings import Settings
from scoreboard.wire import Misfit
from screens import player as player_module
from screens import playlist as playlist_module
from screens.held_boards import HeldBoards, News
from screens.looks import Look
from screens.player import AFTER_CEREMONY_SECONDS, CLOSING_SECONDS, Player
from screens.playlist import Item
from screens.remote.boards import viewer_items
from screens.remote.stage import PAGE_SECONDS
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_steps import TWO
from tests.contests import opened
from tests.screens.played import pages

from .hostile_samples import table
from .samples import scenes

SIZE = (80, 24)


def rehearses(player: Player, settings: Settings) -> bool:
    """Whether what the board shows, once it has read what is public now, is marked as a rehearsal's."""
    with closing(PublicReader(settings.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        player.load(held)
        player.follow(reader.stage())
    return bool(player.shown(None, SIZE, Look()).scene.rehearsal)


def test_a_rehearsal_that_is_over_leaves_the_screen(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    player = Player(partial(viewer_items, "board"), lambda: 0.0, PAGE_SECONDS)
    assert not rehearses(player, settings)
    with opened(settings) as store:
        with acting(store, settings, "direct") as writing:
            rehearse(writing, CEREMONY, seed=1)
        assert rehearses(player, settings)
        with acting(store, settings, "direct") as writing:
            end_rehearsal(writing, CEREMONY)
    assert not rehearses(player, settings)
    assert not player.on_stage
    move(settings)
    assert not rehearses(player, settings)
    assert player.on_stage


@pytest.mark.parametrize(
    ("ago", "stays"), [(0.0, True), (AFTER_CEREMONY_SECONDS - 1, True), (AFTER_CEREMONY_SECONDS, False)]
)
def test_who_comes_during_the_last_picture_sees_it_as_long_as_all_others(ago: float, stays: bool) -> None:
    """A stage process that was killed, and a board that nobody has watched before."""
    player = Player(partial(viewer_items, "board"), lambda: 1000.0, PAGE_SECONDS)
    player.follow(staged(9, "closing"), ago=ago)
    assert player.on_stage == stays


@pytest.mark.parametrize(("boards", "seconds"), [("soon", AFTER_CEREMONY_SECONDS), ("now", 0.0)])
def test_f611_a_ceremony_that_was_broken_off_leaves_the_screen(boards: str, seconds: float) -> None:
    clock = [1000.0]
    player = Player(partial(viewer_items, "board"), lambda: clock[0], PAGE_SECONDS)
    stage = staged(9)
    player.follow(replace(stage, covered=True, scene={**stage.scene, "boards": boards}))
    assert player.on_stage is (seconds > 0)
    clock[0] += seconds
    assert not player.on_stage


def test_who_comes_in_the_middle_of_a_step_sees_what_all_others_see_of_it() -> None:
    player = Player(partial(viewer_items, "board"), lambda: 1000.0, PAGE_SECONDS)
    player.follow(staged(1), ago=7.0)
    assert player.shown(None, SIZE, Look()).elapsed == 7.0


def test_a_step_that_shows_what_is_shown_already_begins_nothing_anew() -> None:
    clock = [1000.0]
    player = Player(partial(viewer_items, "board"), lambda: clock[0], PAGE_SECONDS)
    first = staged(1)
    player.follow(first)
    clock[0] += 5.0
    player.follow(replace(first, sequence=2, step=first.step + 1))
    assert player.shown(None, SIZE, Look()).elapsed == 5.0
    player.follow(replace(first, sequence=3))
    assert player.shown(None, SIZE, Look()).elapsed == 0.0, "who goes back to a step sees it from its beginning"


LOOK = Look(native=True)


class Room:
    """A player of two tables of three pages between two titles, and a clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0
        names = ("ranking/main/1", "ranking/main/2")
        self.items = [
            Item("competition", scene_of(scenes()["title"])),
            *(Item(name, scene_of({"scene": "table", "board": table(45)})) for name in names),
            Item("flags/main/1", scene_of(scenes()["message"])),
        ]
        self.player = Player(lambda held: list(self.items), lambda: self.seconds, 10.0)
        self.player.load(HeldBoards())

    @property
    def at(self) -> tuple[int, int]:
        """The place in the playlist and the page that are shown; the step of a ceremony and the page on the stage."""
        sequence, place, page = self.player.shown(None, SIZE, LOOK).mark
        return sequence or place, page

    def second(self, seconds: float = 1.0) -> tuple[int, int]:
        """Let time go by; what is shown then."""
        self.seconds += seconds
        self.player.turn(self.player.scene_pages(SIZE, LOOK))
        return self.at

    def hand(self, by: int) -> tuple[int, int]:
        """Turn by hand; what is shown then."""
        self.player.turn_by_hand(by, SIZE, LOOK)
        return self.at


def test_pages_turn_by_themselves_through_the_whole_list() -> None:
    room = Room()
    count = pages(room.items[1].scene, SIZE, LOOK)
    assert count > 1
    seen = [room.at] + [room.second(10.0) for _ in range(2 * count + 2)]
    tables = [(place, page) for place in (1, 2) for page in range(count)]
    assert seen == [(0, 0), *tables, (3, 0), (0, 0)]


def test_who_turns_by_hand_is_followed_by_the_pages_that_are_left() -> None:
    room = Room()
    last = pages(room.items[1].scene, SIZE, LOOK) - 1
    assert room.hand(-1) == (3, 0)
    assert room.hand(1) == (0, 0)
    assert [room.hand(1) for _ in range(last + 1)] == [(1, page) for page in range(last + 1)]
    assert room.second(9.0) == (1, last)
    assert room.second(1.0) == (2, 0)
    assert room.hand(-1) == (1, 0)


def test_a_page_that_is_held_stays_until_it_is_let_go() -> None:
    room = Room()
    room.hand(1)
    room.second(4.0)
    room.player.pause()
    assert room.second(1000.0) == (1, 0)
    room.player.pause()
    assert room.second(5.0) == (1, 0)
    assert room.second(1.0) == (1, 1)


def staged(sequence: int, scene: str = "title") -> Stage:
    """A step of a ceremony."""
    shown, at = scenes()[scene], "2030-05-01T01:00:00+00:00"
    return Stage(sequence, CEREMONY, "main", "2030Q1", 9, 1, False, False, shown, at)


def test_after_a_ceremony_the_list_goes_on_where_it_was() -> None:
    room = Room()
    room.hand(1)
    room.player.follow(staged(5))
    assert room.second(1000.0) == (5, 0)
    assert room.hand(1) == (5, 0), "a ceremony is turned by its director alone"
    room.player.follow(staged(6, "closing"))
    assert room.second(AFTER_CEREMONY_SECONDS - 1) == (6, 0)
    room.seconds += 1.0
    assert room.at == (1, 0), "nothing else is seen until the next second"
    assert room.second(9.0) == (1, 0)
    assert room.second(1.0) == (1, 1)


def test_a_new_result_takes_the_wall_once_the_closing_has_been_seen() -> None:
    room = Room()
    news = News(changed=frozenset({"flags/main/1", "ranking/main/2"}), after=1, upto=2)
    held = cast(HeldBoards, SimpleNamespace(before=lambda key: None, ranking=lambda key: None))
    room.player.follow(staged(6, "closing"))
    room.player.load(held, news)
    assert room.at == (6, 0)
    room.second(CLOSING_SECONDS)
    room.player.load(held, news)
    assert room.at == (2, 0), "the table, not the wall of flags that it changed"
    room.player.follow(staged(6, "closing"))
    assert room.second() == (2, 0)


def test_a_step_of_another_form_leaves_the_one_before() -> None:
    room = Room()
    room.player.follow(staged(5))
    bad = replace(staged(6), scene={"scene": "flag", "moment": "transfer"})
    with pytest.raises(Misfit, match="FlagTransfer"):
        room.player.follow(bad)
    assert room.at == (5, 0), "and what the display reports stays there, so that the director sees that it is behind"


def test_a_scene_is_found_again_among_others_of_its_board() -> None:
    room = Room()
    room.items = [
        Item("flags/main/1", scene_of(scenes()["flag-captured"] | {"area": area})) for area in ("a1", "a2", "a3")
    ]
    room.player.due = True
    room.player.renew(HeldBoards())
    room.hand(1)
    room.items = [Item("flags/main/1", WallScene(board=None)), *room.items]
    room.player.due = True
    room.player.renew(HeldBoards())
    assert room.player.items[room.player.place].name[2] == "a2"


def test_the_player_draws_nothing_and_opens_nothing() -> None:
    for module in (player_module, playlist_module):
        tree = ast.parse(inspect.getsource(module))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        rooms = {name.partition(".")[0] for name in names}
        assert rooms <= {"collections", "dataclasses", "datetime", "typing", "scoreboard", "screens"}
        assert not any(name.startswith(("scoreboard.store", "screens.widgets", "screens.remote")) for name in names)
