"""What the boards of pledging days, yardsticks and study visits say: row by row."""

from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Window
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, to_json
from tests.publications.told_facts import UNITS, Told, asked, figures, shown, sums, table, unit

EAST = {"unit": "e", "name": "东县", "short_name": "东", "short_name_en": "E", "name_en": "East"}
WEST = {"unit": "w", "name": "西县", "short_name": "西", "short_name_en": "W", "name_en": "West"}
CAMPAIGN = {"name": "承诺日", "name_en": "Pledge days", "start": "2031-01-04", "end": "2031-01-10", "units": []}
BENCHMARK = {
    "unit": "e", "title": "粮食产量", "against": "西区", "measure": "吨", "theirs": "12", "ours": "9",
    "as_of": "2031-06-30", "english": {},
}  # fmt: skip
VISIT = {
    "unit": "e", "title": "第一批", "destination": "苏州、无锡；苏州;常州、 ", "people": 12, "note": "",
    "start": "2031-05-01", "end": None, "english": {},
}  # fmt: skip
KINDS = {
    "campaigns": (FactKind.CAMPAIGN, CAMPAIGN),
    "benchmarks": (FactKind.BENCHMARK, BENCHMARK),
    "visits": (FactKind.VISIT, VISIT),
}


def board_of(name: str, *changes: dict[str, Any], more: Told | None = None, **how: Any) -> tuple[Any, int]:
    """A board with a row for each of these changes of the usual one, and how many rows it has."""
    kind, usual = KINDS[name]
    rows = {f"{number:09d}": {**usual, **one} for number, one in enumerate(changes, 1)}
    return asked(name, {kind: rows, **(more or {})}, **how)


@pytest.mark.parametrize("name", KINDS)
def test_a_board_says_whose_it_is_and_how_many_rows_it_has_while_a_page_is_shown(name: str) -> None:
    title = "name" if name == "campaigns" else "title"
    board, total = board_of(name, {title: "甲"}, {title: "乙"}, {title: "丙"}, window=Window(1, 1))
    assert (board.board, board.competition, board.series, board.period) == (name, "lake", None, None)
    assert (board.competition_name, board.competition_name_en) == ("东湖", "East Lake")
    assert ([getattr(row, title) for row in board.rows], total) == (["乙"], 3)
    assert shown(board) is board


@pytest.mark.parametrize("name", KINDS)
def test_what_does_not_count_yet_is_on_no_board(name: str) -> None:
    kind, usual = KINDS[name]
    board, total = board_of(name, later={kind: {"000000001": usual}})
    assert (board.rows, total, shown(board)) == ((), 0, None)
    renamed = {
        FactKind.UNIT: {"e": unit(1, "东区", "District")},
        FactKind.PLEDGE: pledged(("e", "2031-01-05"))[FactKind.PLEDGE],
    }
    assert board_of(name, {}, later=renamed) == board_of(name, {}), "nor what its units are called since"


def test_a_yardstick_is_told_with_what_is_still_to_go() -> None:
    english = {"title": "Harvest", "against": "West", "measure": "tons"}
    board, _ = board_of(
        "benchmarks",
        {"english": english},
        {"theirs": "9.25", "ours": "9.50"},
        {"theirs": None},
        {"ours": None, "as_of": None},
    )
    first, second, third, fourth = to_json(board)["rows"]
    usual = {name: value for name, value in BENCHMARK.items() if name != "english"}
    assert first == {
        **EAST, **usual, "id": "e-1",
        "title_en": "Harvest", "against_en": "West", "measure_en": "tons", "distance": "3",
        "percent": "75", "better": "higher",
    }  # fmt: skip
    assert [(row["title_en"], row["against_en"], row["measure_en"]) for row in (second,)] == [
        ("粮食产量", "西区", "吨")
    ]
    assert [(row["distance"], row["percent"]) for row in (second, third, fourth)] == [
        ("-0.25", "102.70"), (None, None), (None, None),
    ]  # fmt: skip
    assert table(board) == [
        ("编号", "单位", "对标项目", "对标单位", "对方", "我方", "差距", "达到", "数据日期"),
        ("e-1", "东县", "粮食产量", "西区", "12吨", "9吨", "3吨", "75%", "2031-06-30"),
        ("e-2", "东县", "粮食产量", "西区", "9.25吨", "9.50吨", "-0.25吨", "102.70%", "2031-06-30"),
        ("e-3", "东县", "粮食产量", "西区", "-", "9吨", "-", "-", "2031-06-30"),
        ("e-4", "东县", "粮食产量", "西区", "12吨", "-", "-", "-", "-"),
    ]
    assert table(board, "en")[1] == (
        "e-1",
        "East",
        "Harvest",
        "West",
        "12 tons",
        "9 tons",
        "3 tons",
        "75%",
        "2031-06-30",
    )
    assert figures(board) == ["对方", "我方", "差距", "达到"]


def test_of_a_yardstick_of_which_less_is_better_the_lower_figure_is_ahead() -> None:
    days = {"title": "办证天数", "measure": "天", "better": "lower"}
    board, _ = board_of("benchmarks", {**days, "theirs": "5", "ours": "9"}, {**days, "theirs": "5", "ours": "4.5"})
    assert [(row["distance"], row["percent"], row["better"]) for row in to_json(board)["rows"]] == [
        ("4", None, "lower"), ("-0.5", None, "lower"),
    ]  # fmt: skip
    assert table(board)[1] == ("e-1", "东县", "办证天数（越低越好）", "西区", "5天", "9天", "4天", "-", "2031-06-30")
    assert "办证天数 (lower is better)" in table(board, "en")[2]


def test_a_visit_is_told_with_who_went_where() -> None:
    english = {"title": "First", "destination": "Suzhou", "note": "Farming"}
    board, _ = board_of(
        "visits",
        {"note": "农业", "english": english, "end": "2031-05-03"},
        {"unit": None, "destination": "", "start": None, "people": None},
        {"unit": "w", "destination": "常州", "people": 3},
    )
    first, second, third = to_json(board)["rows"]
    usual = {name: value for name, value in VISIT.items() if name != "english"}
    assert first == {
        **usual, **EAST, "id": "visit-1", "note": "农业", "end": "2031-05-03",
        "title_en": "First", "destination_en": "Suzhou",
        "note_en": "Farming",
    }  # fmt: skip
    nobody = {"unit": None, "name": "", "short_name": "", "name_en": ""}
    assert second == {
        **usual, **nobody, "id": "visit-2", "destination": "", "destination_en": "", "start": None, "people": None,
        "title_en": "第一批", "note_en": "",
    }  # fmt: skip
    assert board.rows[1].short_name_en is UNSET
    assert {name: third[name] for name in WEST} == WEST
    assert table(board) == [
        ("编号", "考察", "单位", "去往", "开始", "结束", "人数", "备注"),
        ("visit-1", "第一批", "东县", "苏州、无锡；苏州;常州、 ", "2031-05-01", "2031-05-03", "12", "农业"),
        ("visit-2", "第一批", "-", "-", "-", "-", "-", "-"),
        ("visit-3", "第一批", "西县", "常州", "2031-05-01", "-", "3", "-"),
    ]
    assert table(board, "en")[1] == ("visit-1", "First", "East", "Suzhou", "2031-05-01", "2031-05-03", "12", "Farming")
    assert figures(board) == ["人数"]
    assert to_json(board)["totals"] == {"visits": 3, "people": 15, "destinations": 3}
    assert (sums(board), sums(board, "en")) == (["考察 3 批，15 人，3 处"], ["3 visits, 15 people, 3 places"])


def pledged(*made: tuple[str, str | None]) -> Told:
    rows = {f"{number:09d}": {"unit": of, "made_on": day} for number, (of, day) in enumerate(made, 1)}
    return {FactKind.PLEDGE: rows}


def test_who_has_pledged_on_one_of_its_days_is_done_and_the_others_are_missing() -> None:
    days = pledged(("e", "2031-01-10"), ("e", "2031-03-01"), ("w", "2031-01-03"), ("w", "2031-01-11"), ("w", None))
    board, _ = board_of("campaigns", {}, {"start": "2031-01-11", "end": "2031-01-11", "name_en": "Later"}, more=days)
    first, second = to_json(board)["rows"]
    words = {name: CAMPAIGN[name] for name in ("name", "name_en", "start", "end")}
    assert first == {**words, "units": 2, "pledged": 1, "missing": [WEST], "done": [EAST]}
    assert (second["missing"], second["done"]) == ([EAST], [WEST])
    assert board_of("campaigns", {}, more=pledged(("e", "2031-01-04")))[0].rows[0].pledged == 1
    assert table(board) == [
        ("承诺日", "开始", "结束", "已承诺", "未承诺"),
        ("承诺日", "2031-01-04", "2031-01-10", "1/2", "西县"),
        ("承诺日", "2031-01-11", "2031-01-11", "1/2", "东县"),
    ]
    assert table(board, "en")[2] == ("Later", "2031-01-11", "2031-01-11", "1/2", "East")
    assert figures(board) == ["已承诺"]
    assert table(board_of("campaigns", {})[0], "en")[1][-1] == "East, West"


def test_where_everybody_has_pledged_nobody_is_missing() -> None:
    board, _ = board_of("campaigns", {"units": ["w", "gone"]}, more=pledged(("w", "2031-01-05")))
    assert table(board)[1][3:] == ("1/1", "-")


def test_units_that_are_named_pledge_else_all_that_take_part_and_are_there_in_these_days() -> None:
    def taking(name: str, position: int, **more: Any) -> Document:
        return unit(position, name, name, **more)

    units = {
        "late": taking("late", 5, first="2031-01-11"),
        "new": taking("new", 4, first="2031-01-10"),
        "ended": taking("ended", 3, last="2031-01-03"),
        "ending": taking("ending", 2, last="2031-01-04"),
        "host": taking("host", 0, series=[]),
        **UNITS,
    }
    board, _ = board_of("campaigns", {}, {"units": ["w", "e"]}, more={FactKind.UNIT: units})
    assert [[one.unit for one in row.missing] for row in board.rows] == [
        ["e", "ending", "w", "new"], ["w", "e"],
    ]  # fmt: skip
    assert [row.units for row in board.rows] == [4, 2]
