"""What a viewer holds of the public file: what a change touched is read again, of long rankings a part."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader, Window
from scoreboard.publications.scene import MovingScene
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.public import file
from scoreboard.wire import UNSET
from screens import held_boards
from screens.held_boards import HeldBoards, News
from screens.looks import Look
from screens.playlist import Item, changed_scene, playlist
from tests.contests import Shape, opened, prepare, put
from tests.screens.played import draw, page_with, pages

SHAPE = Shape(counties=45, areas=2, publication="live")
OVERALL, FIRST_AREA, SECOND_AREA = "ranking/main/2030Q1", "ranking/main/2030Q1/a1", "ranking/main/2030Q1/a2"


class CountingReader(PublicReader):
    """Remembers which boards were asked for, and which rows of them."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: list[tuple[str, Window]] = []

    def board(self, key: str, **wanted: Any) -> Any:
        self.asked.append((key, wanted.get("window", Window())))
        return super().board(key, **wanted)


@pytest.fixture
def live(tmp_path: Path) -> Settings:
    """A live contest: c45 is first in every area, c01 last; the second area lacks its last ten."""
    settings = prepare(tmp_path, SHAPE)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        for number, unit in enumerate(SHAPE.units):
            put(writing, "a1", unit, str(40 + number))
            if number >= 10:
                put(writing, "a2", unit, str(40 + number))
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    return settings


@pytest.fixture
def reader(live: Settings) -> Iterator[CountingReader]:
    with closing(CountingReader(live.paths.public)) as opened_file:
        yield opened_file


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boards of more than twenty rows are long ones, of which six are held."""
    monkeypatch.setattr(held_boards, "WHOLE", 20)
    monkeypatch.setattr(held_boards, "FIRST", 6)


def rescore(settings: Settings, area: str, *scores: tuple[str, str]) -> None:
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        for unit, score in scores:
            unconfirm(writing, contest, area=area, unit=unit)
            put(writing, area, unit, score)
        confirm(writing, contest, area=area)


def units(scene: Any) -> list[str]:
    return [row.unit for row in scene.board.rows]


def item_of(held: HeldBoards, key: str) -> Item:
    return next(item for item in playlist(held) if item.key == key)


def test_a_board_that_no_change_has_touched_is_not_read_again(live: Settings, reader: CountingReader) -> None:
    held = HeldBoards()
    assert held.follow(reader).anew
    playlist(held)
    assert {OVERALL, FIRST_AREA, SECOND_AREA} <= {key for key, _window in reader.asked}
    reader.asked.clear()
    playlist(held)
    assert held.follow(reader).changed == frozenset()
    assert reader.asked == []
    rescore(live, "a1", ("c20", "99"))
    assert held.follow(reader).changed == {OVERALL, FIRST_AREA}
    playlist(held)
    assert [key for key, _window in reader.asked] == [OVERALL, FIRST_AREA]


def test_a_board_that_nobody_has_asked_for_while_two_changes_came_is_let_go(
    live: Settings, reader: CountingReader
) -> None:
    held = HeldBoards()
    held.follow(reader)
    for key in (FIRST_AREA, SECOND_AREA):
        held.rows_of(key, ["c20"])
    for score in ("97", "98", "99"):
        rescore(live, "a1", ("c20", score))
        assert held.follow(reader).changed == {OVERALL, FIRST_AREA}
        held.rows_of(FIRST_AREA, ["c20"])
    reader.asked.clear()
    held.rows_of(FIRST_AREA, ["c20"])
    assert held.rows_of(SECOND_AREA, ["c20"])["c20"].row.score == "59.00"
    assert [key for key, _window in reader.asked] == [SECOND_AREA]


@pytest.mark.usefixtures("short_parts")
def test_of_a_long_ranking_the_first_rows_are_read_and_the_wall_says_so(reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    for key in (OVERALL, FIRST_AREA):
        scene = item_of(held, key).scene
        assert units(scene) == [f"c{number}" for number in range(45, 39, -1)]
        for lang, said in (("zh", "第 1-6 位，共 45 个单位"), ("en", "Places 1-6 of 45")):
            for size in ((80, 24), (120, 34), (200, 56)):
                assert said in draw(scene, 99, size, Look(lang=lang)).text
    assert {window.limit for key, window in reader.asked if key.startswith("ranking/")} == {20, 6}


def test_a_ranking_that_is_shown_as_a_whole_says_nothing_of_parts(reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    scene = item_of(held, SECOND_AREA).scene
    scored = [f"c{number}" for number in range(45, 10, -1)]
    assert units(scene) == [*scored, *(f"c{number:02}" for number in range(1, 11))]
    assert "共 45" not in draw(scene, 99, (120, 34), Look()).text


@pytest.mark.usefixtures("short_parts")
def test_a_live_result_brings_up_the_part_in_which_it_stands(live: Settings, reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    playlist(held)
    rescore(live, "a1", ("c02", "55.5"))
    news = held.follow(reader)
    for key in (OVERALL, FIRST_AREA):
        scene = changed_scene(held, item_of(held, key), news)
        place = reader.place_in(key, "c02")
        assert place is not None
        assert isinstance(scene, MovingScene)
        assert scene.changed == ("c02",)
        assert units(scene)[place % 6] == "c02"
        assert scene.around
        page = page_with(scene, scene.changed, (80, 24), Look())
        shown = draw(replace(scene, page=page), 99, (80, 24), Look()).text
        begin = place // 6 * 6
        assert f"第 {begin + 1}-{begin + 6} 位，共 45 个单位" in shown
        assert "县02" in shown
        assert pages(scene, (80, 24), Look()) == 1


@pytest.mark.usefixtures("short_parts")
def test_a_result_among_the_first_moves_its_row_there(live: Settings, reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    playlist(held)
    rescore(live, "a1", ("c42", "99"))
    news = held.follow(reader)
    scene = changed_scene(held, item_of(held, FIRST_AREA), news)
    assert units(scene)[0] == "c42"
    assert isinstance(scene, MovingScene)
    assert scene.was
    assert (scene.changed, scene.was["c42"], scene.around) == (("c42",), 4, UNSET)


@pytest.mark.usefixtures("short_parts")
def test_of_many_results_at_once_those_among_the_first_are_marked(live: Settings, reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    playlist(held)
    rescore(live, "a1", *((f"c{number:02}", f"{number}.5") for number in range(1, 20)), ("c45", "83.5"))
    news = held.follow(reader)
    scene = changed_scene(held, item_of(held, FIRST_AREA), news)
    assert isinstance(scene, MovingScene)
    assert scene.changed == ("c45",)
    assert len(units(scene)) == 6


@pytest.mark.usefixtures("short_parts")
def test_a_score_that_is_taken_back_is_shown_where_its_unit_stands_now(live: Settings, reader: CountingReader) -> None:
    held = HeldBoards()
    held.follow(reader)
    playlist(held)
    with opened(live) as store, acting(store, live, "confirm") as writing:
        unconfirm(writing, contest_of(writing.session, "main", "2030Q1"), area="a1", unit="c03")
    news = held.follow(reader)
    scene = changed_scene(held, item_of(held, FIRST_AREA), news)
    assert isinstance(scene, MovingScene)
    assert (scene.changed, scene.around) == (("c03",), True)
    assert scene.board
    assert {row.unit: row.status for row in scene.board.rows}["c03"] == "missing"


def test_the_rows_of_single_units_are_those_of_the_whole_board(
    reader: CountingReader, request: pytest.FixtureRequest
) -> None:
    wanted = ["c45", "c07", "c30", "nobody"]

    def rows() -> list[Any]:
        held = HeldBoards()
        held.follow(reader)
        return [
            *(held.rows_of(key, wanted) for key in held.rankings()),
            *([line.row.unit for line in held.lines(key)] for key in held.rankings()),
            held.rankings_of("c07"),
        ]

    whole = rows()
    request.getfixturevalue("short_parts")
    assert rows() == whole


@pytest.mark.files
def test_another_database_in_the_same_file_is_read_anew(live: Settings, reader: CountingReader, tmp_path: Path) -> None:
    held = HeldBoards()
    held.follow(reader)
    playlist(held)
    (tmp_path / "other").mkdir()
    other = prepare(tmp_path / "other", Shape(counties=3))
    file.rebuild(other.paths.main, live.paths.public)
    with closing(CountingReader(live.paths.public)) as again:
        assert held.follow(again).anew
        assert OVERALL not in held.keys
        assert [item.key for item in playlist(held)] == ["competition", "today"]


def test_news_are_of_boards_that_were_there_before(tmp_path: Path) -> None:
    settings = prepare(tmp_path, SHAPE)
    with closing(PublicReader(settings.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        with opened(settings) as store, acting(store, settings, "confirm") as writing:
            put(writing, "a1", "c01", "50")
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
        assert held.follow(reader).changed <= {"competition"}
        assert FIRST_AREA in held.keys
        assert held.follow(reader) == News(after=held.upto, upto=held.upto)
