"""Scenes with the hardest data: names of one and of twenty characters, dozens of rows, four decimals, shared flags."""

import pytest

from scoreboard.publications.board_words import NamedUnit
from scoreboard.wire import from_json
from screens.hall import duration
from screens.hall.parts.hall_words import joined
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.page import Box, gold
from screens.hall.parts.reel import draw_reel
from screens.looks import Look
from screens.widgets import canvas as canvases
from screens.widgets.canvas import Canvas
from screens.widgets.runs import Run
from tests.screens.played import draw, pages, typed

from .ceremony_samples import annual, place
from .hostile_samples import ONE, TWENTY, hostile_scenes, many
from .samples import OFFICE, scenes, unit

SCENES = hostile_scenes()
TIED = ["武安市", "涉县", "磁县", "邱县"]


def text_of(name: str, size: tuple[int, int], lang: str = "zh") -> str:
    """All that a hostile scene says, without the spaces between characters."""
    return draw(SCENES[name], 99, size, Look(lang=lang)).text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SCENES)
def test_no_scene_puts_anything_over_the_edge(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    over: list[str] = []

    def cut(run: Run, start: int, end: int) -> Run:
        over.append("".join(run.glyphs))
        return real(run, start, end)

    real = canvases.cut
    monkeypatch.setattr(canvases, "cut", cut)
    for size in ((80, 24), (120, 34)):
        look = Look(lang=lang)
        for page in range(min(2, pages(SCENES[name], size, look))):
            draw(SCENES[name] | {"page": page}, 99, size, look)
    assert not [text for text in over if text.strip()]


@pytest.mark.parametrize("name", ["ranking-sixty", "table-sixty"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_score_is_never_cut(name: str, lang: str) -> None:
    text = draw(SCENES[name], 99, (80, 24), Look(lang=lang)).text
    for row in SCENES[name]["board"]["rows"][:6]:
        assert row["score"] in text


def test_a_long_message_is_told_to_its_end() -> None:
    assert SCENES["message-long"]["text"] in text_of("message-long", (80, 24))


def test_all_who_share_a_place_stand_when_the_scene_is_settled() -> None:
    scene = place(3, TIED)
    text = draw(scene, duration(typed(scene), Look()), (80, 24), Look(native=True)).text.replace(" ", "")
    assert all(name in text for name in TIED)
    assert text.count("89.50分") == 1


@pytest.mark.parametrize("size", [(120, 34), (200, 56), (320, 90)])
def test_the_title_of_the_year_stands_still_while_parts_are_added(size: tuple[int, int]) -> None:
    scene = {"scene": "annual", "board": annual()}
    heads = {draw(scene, moment, size, Look()).text.split("\n")[1] for moment in (0.7, 2.1, 4.9, 6.3, 99)}
    assert len(heads) == 1


@pytest.mark.parametrize("name", ["flag-defended", "flag-rolled-first", "flag-captured", "flag-joint"])
def test_an_outcome_is_large_in_a_hall(name: str) -> None:
    text = draw(scenes()[name], 99, (200, 56), Look()).text
    assert not [said for said in ("保旗 2 次", "首次夺旗", "夺旗", "并列持旗") if said in text]


def test_a_name_too_long_to_be_large_leaves_the_others_large() -> None:
    canvas = Canvas((50, 8), Look())
    draw_reel(canvas, Box(0, 0, 50, 8), ["永年县", TWENTY["name"]], 0.0)
    assert "▀" in canvas.frame().text
    assert "永" not in canvas.frame().text
    canvas = Canvas((50, 8), Look())
    draw_reel(canvas, Box(0, 0, 50, 8), ["永年县", TWENTY["name"]], 1.0)
    assert TWENTY["name"] in canvas.frame().text.replace(" ", "")


def named(words: dict[str, str]) -> NamedUnit:
    return from_json(NamedUnit, words)


def test_a_long_name_is_whole_in_as_many_lines_as_it_needs() -> None:
    found = called(Canvas((60, 20), Look()), Box(0, 0, 60, 20), [named(OFFICE)])
    assert found
    (word,) = found.words
    assert word.lettering
    assert "".join(word.lettering.lines) == OFFICE["name"]
    heroes(canvas := Canvas((60, 4), Look()), Box(0, 0, 60, 4), [named(OFFICE)], gold(canvas))
    assert OFFICE["name"] in canvas.frame().text.replace(" ", "")


@pytest.mark.parametrize("count", [2, 3, 4])
def test_names_that_share_a_box_are_of_one_size_and_lie_apart(count: int) -> None:
    units = [named(unit(name)) for name in ("永年县", "涉县", "武安市", "磁县")][:count]
    found = called(Canvas((120, 20), Look()), Box(0, 0, 120, 20), units)
    assert found
    cells = [
        (x, y)
        for box in (word.box for word in found.words)
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.bottom)
    ]
    assert len(cells) == len(set(cells))
    assert all(0 <= x < 120 and 0 <= y < 20 for x, y in cells)


def test_names_that_cannot_be_large_are_all_told() -> None:
    canvas, units = Canvas((70, 6), Look()), [named(one) for one in (TWENTY, ONE, *many(4)[2:])]
    heroes(canvas, Box(0, 0, 70, 6), units, gold(canvas))
    assert joined(units, "zh") in canvas.frame().text.replace(" ", "").replace("\n", "")


def test_captures_are_counted_in_times_and_not_in_points() -> None:
    text = text_of("captures-forty", (80, 24)) + draw(SCENES["captures-forty"], 99, (200, 56), Look(native=True)).text
    assert "夺旗 12 次" in text or "夺旗12次" in text
    assert "12分" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_figures_of_a_benchmark_stand_beside_each_other_however_long_they_are(lang: str) -> None:
    text = draw(SCENES["benchmarks-forty"], 99, (120, 34), Look(lang=lang)).text
    assert "99999.99" in text
    assert "123456.78" in text


def test_nearby_all_who_won_a_star_take_pages_on_which_they_are_large() -> None:
    scene = scenes()["star-winners"]
    names = ("王建国", "李秀英", "张伟", "欧阳志远", "赵敏")
    count = pages(scene, (80, 24), Look())
    assert count > 1
    for page in range(count):
        text = draw(scene | {"page": page}, 99, (80, 24), Look()).text.replace(" ", "")
        assert not [name for name in names if name in text], "they are drawn in large letters"
    small = draw(scene, 99, (80, 24), Look(native=True)).text.replace(" ", "")
    assert all(name in small for name in names)


def test_the_unit_and_the_post_of_a_winner_take_another_line_where_they_have_none() -> None:
    text = text_of("star-winners-many", (80, 24))
    assert "界河店乡党委书记" in text
    assert f"{TWENTY['name']}" in text_of("star-long", (80, 24))
    assert "界河店乡党委书记" in text_of("star-long", (80, 24))


def test_a_star_gives_way_to_its_name() -> None:
    name = SCENES["star-category-long"]["star_name"]
    assert "★" not in text_of("star-category-long", (80, 24))
    assert name not in text_of("star-category-long", (80, 24)), "without the star it is legible"
    assert name not in text_of("star-category-long", (120, 34)), "it is drawn in large letters"


def test_what_stands_beside_a_title_is_no_larger_than_the_title() -> None:
    assert "当选模范星" in text_of("star-long", (200, 56))
    assert "当选模范星" not in draw(scenes()["star-winners"], 99, (200, 56), Look()).text.replace(" ", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56)])
def test_a_row_of_the_roll_is_cut_only_where_it_has_no_room(size: tuple[int, int]) -> None:
    scene = hostile_scenes()["roll-twelve"]
    shown = [draw(scene | {"page": page}, 99, size, Look()).text for page in range(pages(scene, size, Look()))]
    assert "".join("".join(shown).split()).count("界河店乡党委书记") >= 2


def test_a_title_is_whole_whatever_stands_beside_it() -> None:
    for lang, title in (("zh", "年底交账"), ("en", "Theyear’sresults")):
        assert title in text_of("settlement-long", (80, 24), lang)


def test_of_many_holders_as_many_are_named_as_have_room_and_the_others_are_counted() -> None:
    for size, more in (((80, 24), 3), ((120, 34), 2)):
        assert f"{TWENTY['name']}，另有{more}个" in text_of("ranking-sixty", size)


def test_the_bars_of_a_ranking_give_way_to_names_that_need_their_room() -> None:
    for size, named in (((80, 24), 2), ((120, 34), 3)):
        assert text_of("ranking-sixty", size).count(TWENTY["name"]) == named, "in the row, and among those who hold it"
    assert "▄" not in text_of("ranking-sixty", (80, 24))
    assert "▄" in text_of("ranking-sixty", (120, 34))
