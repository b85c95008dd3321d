"""Tables, walls and rolls: what is on them, how they page, and rows that move."""

from typing import Any

import pytest

from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.wire import from_json
from screens.hall.parts.standings import positions
from screens.looks import Look
from screens.widgets.canvas import Frame
from tests.screens.played import draw, page_with, pages

from .samples import AREAS, UNITS, area_ranking, flag_row, overall, scenes, star_rows, stars, unit, wall

LOOK = Look()


def lines(frame: Frame) -> list[str]:
    return [line.rstrip() for line in frame.text.split("\n")]


def line_of(frame: Frame, name: str) -> int:
    return next(y for y, line in enumerate(frame.text.split("\n")) if name in line)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overall_table_holds_nineteen_counties_on_the_smallest_screen(lang: str) -> None:
    board = overall()
    frame = draw({"scene": "table", "board": board}, 99, (80, 24), Look(lang=lang))
    for row in board["rows"]:
        shown = lines(frame)[line_of(frame, row["name_en" if lang == "en" else "name"])].split()
        assert str(row["rank"] or "-") in shown
        assert str(row["flags"]) in shown
        assert row["score"] in shown
        change = row["change"]
        if change:
            assert f"▴{change}" in shown or f"▾{-change}" in shown


def test_columns_line_up() -> None:
    frame = draw({"scene": "table", "board": overall()}, 99, (80, 24), LOOK)
    ends = set()
    for row in overall()["rows"]:
        text = lines(frame)[line_of(frame, row["name"])]
        before = text[: text.index(row["score"]) + len(row["score"])]
        ends.add(len(before.encode("gb18030")) - before.count("▴") * 3 - before.count("▾") * 3)
    assert len(ends) == 1


@pytest.mark.parametrize(("size", "count"), [((80, 24), 1), ((99, 29), 1), ((320, 90), 1), ((60, 16), 2), ((20, 5), 5)])
def test_a_table_pages_where_it_does_not_fit(size: tuple[int, int], count: int) -> None:
    scene = {"scene": "table", "board": overall()}
    assert pages(scene, size, LOOK) == count
    look = Look(native=True)
    shown = "".join(draw(scene | {"page": page}, 99, size, look).text for page in range(count))
    assert all(row["name"] in shown for row in UNITS)


def test_pools_that_rank_apart_are_never_mixed_on_a_page() -> None:
    board = overall() | {"ranking": "by-pool"}
    for row in board["rows"][10:]:
        row["pool"] = "department"
    scene = {"scene": "table", "board": board}
    assert pages(scene, (80, 24), LOOK) == 2
    first, second = (draw(scene | {"page": page}, 99, (80, 24), LOOK).text for page in (0, 1))
    assert "县区" in first
    assert "市直部门" in second
    assert all((row["name"] in first) != (row["name"] in second) for row in board["rows"])


def test_pools_that_rank_together_share_a_page() -> None:
    board = overall() | {"ranking": "together"}
    for row in board["rows"][10:]:
        row["pool"] = "department"
    scene = {"scene": "table", "board": board}
    assert pages(scene, (80, 24), LOOK) == 1
    assert all(row["name"] in draw(scene, 99, (80, 24), LOOK).text for row in board["rows"])


def test_the_order_of_hidden_digits_is_said() -> None:
    note = "名次按未舍入的得分排定"
    assert note not in draw({"scene": "table", "board": overall()}, 99, (80, 24), LOOK).text
    assert note in draw({"scene": "table", "board": overall(unrounded=True)}, 99, (80, 24), LOOK).text
    assert note in draw({"scene": "ranking", "board": area_ranking()}, 99, (60, 12), LOOK).text


def test_rows_move_from_their_old_place_to_the_new_one() -> None:
    board = overall()
    rows = board["rows"]
    was: dict[str, Any] = {row["unit"]: place + 1 for place, row in enumerate(rows)}
    riser, faller = rows[2], rows[9]
    was[riser["unit"]], was[faller["unit"]] = 10, 3
    scene = {"scene": "table", "board": board, "was": was, "changed": [riser["unit"]]}
    places = [line_of(draw(scene, at, (80, 24), LOOK), riser["name"]) for at in (0, 0.2, 0.4, 0.6, 0.8)]
    assert places == sorted(places, reverse=True)
    assert (places[0] - places[-1], len(set(places))) == (7, 5)
    settled = draw(scene, 99, (80, 24), LOOK)
    assert line_of(settled, rows[0]["name"]) + 2 == line_of(settled, riser["name"])
    marked = [y for y, line in enumerate(lines(settled)) if "▌" in line]
    assert marked == [places[-1]]


def test_a_row_that_comes_from_another_page_slides_in() -> None:
    board = overall()
    was = {row["unit"]: place + 2 for place, row in enumerate(board["rows"])}
    was[board["rows"][0]["unit"]] = None
    scene = {"scene": "table", "board": board, "was": was}
    assert board["rows"][0]["name"] not in draw(scene, 0, (60, 12), LOOK).text
    assert board["rows"][0]["name"] in draw(scene, 0.8, (60, 12), LOOK).text


@pytest.mark.parametrize(("place", "old"), [(0, 19), (15, 1)])
def test_a_changed_row_that_comes_from_another_page_is_seen_at_once(place: int, old: int) -> None:
    """Whoever waits for a live result does not wait for a row to move."""
    board = overall()
    was = {row["unit"]: place + 1 for place, row in enumerate(board["rows"])}
    unit, name, size = board["rows"][place]["unit"], board["rows"][place]["name"], (60, 12)
    was[unit] = old
    scene = {"scene": "table", "board": board, "was": was, "changed": [unit]}
    scene["page"] = page_with(scene, [unit], size, LOOK)
    lines_at = [line_of(draw(scene, at, size, LOOK), name) for at in (0, 0.2, 0.4, 0.6, 0.8)]
    assert lines_at == sorted(lines_at, reverse=old > place)
    assert name not in draw({**scene, "page": scene["page"] - 1}, 99, size, LOOK).text


def test_positions_are_a_permutation_at_both_ends() -> None:
    rows = from_json(RankingBoard, overall()).rows
    was = {row.unit: 20 - place for place, row in enumerate(rows)}
    for share in (0.0, 1.0):
        assert sorted(positions(rows, was, share)) == list(range(19))
    assert positions(rows, was, 0.0)[0] == 18


def test_an_area_shows_holder_margin_and_every_status() -> None:
    holder = flag_row(4, [unit("永年县")], [unit("永年县")], "defended", defences={"yongnian": 2})
    text = draw({"scene": "ranking", "board": area_ranking(), "row": holder}, 99, (80, 24), LOOK).text
    for said in ("持旗 永年县", "保旗 2 次", "领先 0.50 分", "否决", "缺", "不参评", "并列", "96.40", "实时", "▄"):
        assert said in text


@pytest.mark.parametrize("name", ["table-empty", "wall-empty"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "尚 无 公 布"), ("en", "Nothing published yet")])
def test_an_empty_board_says_so(name: str, lang: str, said: str) -> None:
    assert said in draw(scenes()[name], 99, (40, 12), Look(lang=lang)).text


def test_the_wall_shows_every_area_holder_and_outcome() -> None:
    text = draw({"scene": "wall", "board": wall()}, 99, (80, 24), LOOK).text
    for area in AREAS:
        assert area["name"] in text
    for said in (
        "丛 台 区",
        "大 名 县 、 魏 县",
        "保旗2次",
        "首夺",
        "空缺",
        "撤旗",
        "留旗",
        "并列",
        "待揭晓",
        "领先 1.25 分",
    ):
        assert said in text


def test_the_wall_names_every_area_whole_and_says_how_its_flag_was_won() -> None:
    text = draw({"scene": "wall", "board": wall()}, 99, (80, 24), Look(lang="en")).text
    for area in AREAS:
        assert area["name_en"] in text
    for said in ("captured", "defended twice", "first", "retained", "joint"):
        assert said in text


def test_a_unit_is_told_its_periods_by_their_names() -> None:
    for lang, period in (("zh", "第三季度"), ("en", "Third quarter")):
        text = draw(scenes()["unit"], 99, (80, 24), Look(lang=lang)).text
        assert text.count(period) == 3


@pytest.mark.parametrize(("size", "count"), [((80, 24), 1), ((320, 90), 1), ((40, 12), 5), ((20, 5), 9)])
def test_the_wall_pages_where_it_does_not_fit(size: tuple[int, int], count: int) -> None:
    scene = {"scene": "wall", "board": wall()}
    assert pages(scene, size, LOOK) == count


def test_each_pool_has_its_own_flag_on_the_wall() -> None:
    board = wall()
    board["rows"] = [
        flag_row(0, [unit("涉县")], [], "first", pool="county"),
        flag_row(0, [unit("魏县")], [], "first", pool="department"),
    ]
    board["areas"] = AREAS[:1]
    text = draw({"scene": "wall", "board": board}, 99, (80, 12), LOOK).text
    assert "节能减排  县区" in text
    assert "节能减排  市直部门" in text


def test_the_roll_names_everyone_under_their_star_on_as_many_pages_as_it_takes() -> None:
    scene, look = {"scene": "roll", "board": stars()}, Look(native=True)
    for size in ((80, 24), (44, 10), (120, 34)):
        count = pages(scene, size, look)
        text = "".join(draw(scene | {"page": page}, 99, size, look).text for page in range(count))
        for row in star_rows():
            assert row["person"] in text
        assert "服务群众星" in text
        assert "科学发展星" in text
    assert pages(scene, (44, 10), look) > 1


@pytest.mark.parametrize(("size", "stars_as_text"), [((120, 34), 2), ((200, 56), 0), ((320, 90), 0)])
def test_the_roll_has_more_pages_rather_than_names_that_nobody_can_read(
    size: tuple[int, int], stars_as_text: int
) -> None:
    """On a wall the star that they won is read, too."""
    scene = {"scene": "roll", "board": stars()}
    count = pages(scene, size, LOOK)
    assert count == 2
    shown = [draw(scene | {"page": page}, 99, size, LOOK).text.replace(" ", "") for page in range(count)]
    assert [name in page for page in shown for name in ("服务群众星", "科学发展星")].count(True) == stars_as_text
    assert not [row for row in star_rows() for page in shown if row["person"] in page]
