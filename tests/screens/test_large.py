"""The rows of a table as heroes, where a page is so large that it is read from afar."""

from typing import Any

import pytest

from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.wire import from_json
from screens.glyphs import Glyphs
from screens.hall.parts.large_columns import ranked
from screens.hall.parts.large_rows import Grid, Needs, grid_for, room_in
from screens.looks import Look
from screens.palettes import SIXTEEN
from screens.widgets.bigtext import LEGIBLE
from tests.screens.played import draw, pages

from .ceremony_samples import annual, block, five
from .hostile_samples import hostile_scenes, named, table
from .samples import area_ranking, overall

HALL = (320, 90)
OCTANTS = Look(glyphs=Glyphs.OCTANTS)


def grid(rows: list[dict[str, Any]], size: tuple[int, int], look: Look) -> Grid | None:
    needs = Needs(ranked, look, [from_json(RankingRow, row) for row in rows], short=False)
    return grid_for(needs, size, room_in(size, 8, 8), len(rows))


@pytest.mark.parametrize(("size", "look"), [(HALL, Look()), (HALL, OCTANTS), ((200, 56), OCTANTS)])
def test_nineteen_counties_are_legible_and_lie_on_the_page(size: tuple[int, int], look: Look) -> None:
    found, room = grid(overall()["rows"], size, look), room_in(size, 8, 8)
    assert found
    assert found.em * look.glyphs.across >= LEGIBLE
    assert found.across * found.down >= 19
    assert found.down * found.tall <= room.height
    assert found.across * found.wide <= room.width
    heads = draw({"scene": "table", "board": overall()}, 99, size, look).text
    assert all(heads.count(head) == found.across for head in ("名次", "单位", "持旗", "总分"))


@pytest.mark.parametrize(
    ("size", "look"),
    [((99, 29), OCTANTS), ((99, 29), Look()), (HALL, Look(native=True))],
)
def test_what_is_looked_at_from_nearby_or_is_to_be_copied_stays_text(size: tuple[int, int], look: Look) -> None:
    assert grid(overall()["rows"], size, look) is None
    text = draw({"scene": "table", "board": overall()}, 99, size, look).text
    assert all(row["name"] in text for row in overall()["rows"])


def test_a_hall_of_few_cells_reads_a_ranking_on_more_pages() -> None:
    assert pages({"scene": "table", "board": overall()}, (120, 34), Look()) == 5


def test_sixty_units_of_every_length_stay_text() -> None:
    assert grid(table(60)["rows"], HALL, Look()) is None


def test_one_unit_is_large_but_not_a_page_high() -> None:
    found = grid(table(1)["rows"], HALL, Look())
    assert found
    assert found.tall < HALL[1] // 2


@pytest.mark.parametrize("look", [Look(), Look(colour=False), Look(two_levels=True, theme=SIXTEEN)])
def test_movement_and_a_shared_place_are_told_beside_the_place(look: Look) -> None:
    board = area_ranking()
    text = draw({"scene": "ranking", "board": board | {"rows": board["rows"][:8]}}, 99, HALL, look).text
    assert "▴2" in text
    assert text.count("并列") == 2


def test_rows_move_from_their_old_place_to_the_new_one() -> None:
    board = overall()
    ids = [row["unit"] for row in board["rows"]]
    was = {unit: place + 1 for place, unit in enumerate([ids[4], *ids[:4], *ids[5:]])}
    scene = {"scene": "table", "board": board, "was": was, "changed": [ids[4]]}
    frames = [draw(scene, moment, HALL, Look()).digest for moment in (0.0, 0.4, 99)]
    assert len(set(frames)) == 3
    settled = draw({**scene, "changed": [], "was": {}}, 99, HALL, Look())
    assert settled.digest == draw({"scene": "table", "board": board}, 99, HALL, Look()).digest


def test_a_block_is_uncovered_from_its_last_row() -> None:
    scene = block(4, 19)
    filled = [sum(line.strip() != "" for line in draw(scene, at, HALL, Look()).text.split("\n")) for at in (0, 1.5, 99)]
    assert filled == sorted(filled)
    assert filled[0] < filled[-1]


def test_forty_pledges_take_pages_on_a_wall_and_lines_nearby() -> None:
    scene = hostile_scenes()["pledges-forty"]
    count = pages(scene, (200, 56), Look())
    assert 10 <= count <= 14
    shown = [draw(scene | {"page": page}, 99, (200, 56), Look()).text for page in range(count)]
    assert sum(text.count("目标") for text in shown) == 40
    assert pages(scene, (99, 60), Look()) == 2


@pytest.mark.parametrize(("size", "look"), [(HALL, Look()), (HALL, OCTANTS), ((200, 56), OCTANTS)])
def test_those_who_race_are_named_large_beside_long_bars(size: tuple[int, int], look: Look) -> None:
    scene = five()
    text = draw(scene, 99, size, look).text
    assert not [row["name"] for row in scene["board"]["rows"] if row["name"] in text]
    near = draw(scene, 99, size, look.but(native=True)).text
    assert all(row["name"] in near for row in scene["board"]["rows"])


def test_the_pages_of_sixty_counties_are_large_and_a_row_from_another_page_moves_in_from_the_edge() -> None:
    board = table(60)
    for at, row in enumerate(board["rows"]):
        row |= {**overall()["rows"][at % 19], "unit": f"u{at}", "rank": at + 1, "status": "ranked"}
    scene = {"scene": "table", "board": board}
    assert pages(scene, HALL, Look()) == 3
    shown = [draw(scene | {"page": page}, 99, HALL, Look()) for page in range(3)]
    assert len({frame.digest for frame in shown}) == 3
    moving = scene | {"was": {"u3": 50}, "changed": ["u3"]}
    assert draw(moving, 0.3, HALL, Look()).text != draw(moving, 99, HALL, Look()).text


@pytest.mark.parametrize(("board", "lang"), [(overall(), "zh"), (overall(), "en"), (area_ranking(), "zh")])
def test_nineteen_counties_turn_by_themselves_where_not_all_can_be_large(board: dict[str, Any], lang: str) -> None:
    scene, size, look = {"scene": board["board"] if board["area"] else "table", "board": board}, (200, 56), Look(lang)
    count = pages(scene, size, look)
    assert 2 <= count <= 5
    shown = [draw(scene | {"page": page}, 99, size, look) for page in range(count)]
    assert len({frame.digest for frame in shown}) == count
    if lang == "zh":
        assert all(row["name"] in frame.text for frame in shown for row in board["rows"])


def test_a_page_of_large_rows_goes_with_a_result_that_comes_from_another() -> None:
    board = overall()
    ids = [row["unit"] for row in board["rows"]]
    was = {unit: place + 1 for place, unit in enumerate([*ids[:3], *ids[4:15], ids[3], *ids[15:]])}
    scene = {"scene": "table", "board": board, "was": was, "changed": [ids[3]]}
    frames = [draw(scene, moment, (200, 56), Look()) for moment in (0.0, 0.3, 99)]
    moved = [next(y for y, strip in enumerate(frame.strips) if y > 10 and _red(strip.grounds[8])) for frame in frames]
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > moved[-1]


def _red(ground: int) -> bool:
    """Whether a ground is that of a row that changed, at any moment of its fading."""
    return ground >> 16 >= 0x40


def test_a_block_in_pages_begins_with_its_last_places() -> None:
    scene = block(4, 19)
    count = pages(scene, (200, 56), Look())
    first, last = (draw(scene | {"page": page}, 99, (200, 56), Look()) for page in (0, count - 1))
    names = [row["name"] for row in scene["board"]["rows"]]
    assert all(name in first.text for name in names)
    assert first.digest != last.digest


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_long_name_makes_no_other_of_a_block_small(lang: str) -> None:
    size, look, room = (120, 34), Look(lang=lang), room_in((120, 34), 4, 4)
    long = "市公共资源交易监督管理委员会办公室" if lang == "zh" else "Leading Group for Country Roads and Buses"
    called = dict.fromkeys(("name", "short_name", "name_en", "short_name_en"), long)
    rows = area_ranking()["rows"][:3]
    mixed = [rows[0], rows[1] | called, rows[2]]
    usual, found = (
        grid_for(Needs(ranked, look, [from_json(RankingRow, row) for row in some], short=False), size, room, 3)
        for some in (rows, mixed)
    )
    assert usual
    assert found
    assert found.em * 4 >= usual.em * 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_year_of_forty_long_names_is_large_on_a_wall_of_ninety_rows(lang: str) -> None:
    """One unit of twenty characters must not make all of its table a ninetieth of the wall."""
    scene = {"scene": "annual", "board": named(annual(), 40)}
    lines = draw(scene, 99, HALL, Look(lang)).text.split("\n")
    assert sum("▀" in line or "▄" in line for line in lines) > 60
    heads = draw(scene, 99, HALL, Look(lang)).text
    assert not [head for head in ("第二季度", "单位", "合计", "Unit", "Total") if head in heads]
