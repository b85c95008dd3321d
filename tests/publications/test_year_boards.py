"""What the year's table and the range board say of a year: row by row, and what is said under them."""

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.board_words import Names
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.annual import AnnualBoard, uncounted
from scoreboard.publications.kinds.annual import board_of as annual_of
from scoreboard.publications.kinds.range import board_of as range_of
from scoreboard.publications.questions import Window
from scoreboard.publications.year import YearRecords, YearUnit, year_of
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, to_json
from tests.publications.test_year_bounds import DONE, ROADS, quarter, records, unit
from tests.publications.test_year_of import BY_POOL, honour
from tests.publications.told_facts import COMPETITION, Told, asked, figures, shown, table, told_facts

VETOES = [{"id": "safety", "name": "安全生产", "name_en": "Safety"}, {"id": "party", "name": "党建", "name_en": ""}]
SETTINGS = {"honours": {"national": "2", "provincial": "0.5"}, "honour_cap": "3", "vetoes": VETOES}
HONOURS = (
    honour("b", english={"title": "Model", "document": "No. 3"}),
    honour("b", "卫生", "provincial", person="王建国", english={"person": "Wang Jianguo"}),
    honour("c", "去年", day="2030-12-31"),
)


def year(*periods: Any, **more: Any) -> YearRecords:
    given = {"settings": SETTINGS, "honours": HONOURS, "vetoes": {"c": [(1, "safety")]}, **more}
    return records(*(periods or (DONE, quarter("Q2"))), **given)


def names(name: str) -> Document:
    return {"unit": name, "name": name, "short_name": name, "name_en": name}


def called(name: str, zh: str, en: str, **more: Any) -> YearUnit:
    """A unit with names of its own."""
    given = Names(name=zh, short_name=zh[:1], short_name_en=en[:1], name_en=en)
    return replace(unit(name, **more), names=given)


def annual(*periods: Any, **more: Any) -> AnnualBoard:
    return annual_of(year_of(year(*periods, **more)))


def test_a_units_year_is_told_with_its_flags_honours_and_vetoes() -> None:
    row = {"pool": "town", "tied": False, "status": "ranked", "vetoed_by": [], "clinched": None, "eliminated": False}
    assert to_json(annual())["rows"] == [
        {
            **row, **names("b"), "rank": 1, "flags": {"Q1": 0, "Q2": None}, "flags_total": 0, "honours": "2.5",
            "total": "2.5",
        },
        {
            **row, **names("a"), "rank": 2, "flags": {"Q1": 2, "Q2": None}, "flags_total": 2, "honours": "0",
            "total": "2",
        },
        {
            **row, **names("c"), "rank": None, "flags": {"Q1": 0, "Q2": None}, "flags_total": 0, "honours": "0",
            "total": "0", "status": "vetoed", "vetoed_by": ["safety"], "eliminated": True,
        },
    ]  # fmt: skip


def test_whoever_is_sure_of_a_place_or_out_of_the_first_is_told_so() -> None:
    rows = annual(DONE, honours=(), vetoes={}).rows
    assert [(row.unit, row.clinched, row.eliminated, row.tied) for row in rows] == [
        ("a", 1, False, False), ("b", 2, True, True), ("c", 2, True, True),
    ]  # fmt: skip


def test_the_board_says_what_counts_how_much_and_what_strikes_out() -> None:
    board = annual()
    whole = to_json(board)
    assert (whole["areas"], whole["honour_cap"], whole["honour_levels"]) == (2, "3", SETTINGS["honours"])
    assert whole["veto_items"] == [VETOES[0], {"id": "party", "name": "党建", "name_en": "党建"}]
    assert whole["honour_items"][0] == {
        "pool": "town", "unit": "b", "name": "b", "short_name": "b", "name_en": "b", "title": "先进",
        "title_en": "Model", "level": "national", "document": "文", "document_en": "No. 3", "awarded_on": "2031-02-01",
        "points": "2", "counted": True, "person": "", "state": "counted",
    }  # fmt: skip
    first, second, third = board.honour_items
    assert (second.title_en, second.document_en, second.person, second.person_en, second.points) == (
        UNSET, UNSET, "王建国", "Wang Jianguo", "0.5",
    )  # fmt: skip
    assert (third.counted, str(third.state), third.person_en) == (False, "early", UNSET)
    english = [(one.title_called("en"), one.document_called("en"), one.person_called("en")) for one in (first, second)]
    assert english == [("Model", "No. 3", ""), ("卫生", "文", "Wang Jianguo")]
    assert (first.title_called("zh"), second.person_called("zh")) == ("先进", "王建国")
    assert annual(quarter("Q1"), honours=(), vetoes={}).rows == (), "nothing of it can be said yet"


@pytest.mark.parametrize(
    ("settings", "figure"),
    [
        ({}, (("2", "flags"), ("+1", "honours"), ("-1", "vetoes"))),
        ({"honours": {"national": "0"}}, (("2", "flags"), ("-1", "vetoes"))),
        ({"vetoes": []}, (("2", "flags"), ("+1", "honours"))),
        ({"vetoes": [], "honours": {}}, ()),
    ],
)
def test_the_sum_in_figures_has_what_there_is(settings: dict[str, Any], figure: Any) -> None:
    board = annual(settings={**SETTINGS, **settings}, honours=())
    assert board.figure == figure
    assert replace(board, areas=UNSET).figure == ()


def test_the_table_of_the_year_in_both_languages() -> None:
    board = annual()
    assert table(board) == [
        ("名次", "单位", "Q1", "Q2", "旗数", "荣誉加分", "总分", "已成定局", "状态"),
        ("1", "b", "0", "待定", "0", "2.5", "2.5", "", ""),
        ("2", "a", "2", "待定", "2", "0", "2", "", ""),
        ("-", "c", "0", "待定", "0", "0", "0", "无缘第一", "否决：安全生产"),
    ]
    assert table(board, "en")[3][-2:] == ("can no longer come first", "vetoed: Safety")
    assert figures(board) == ["名次", "Q1", "Q2", "旗数", "荣誉加分", "总分"]
    two = {"c": [(1, "safety"), (2, "party")]}
    named = annual(replace(DONE, name="一季度", name_en="Quarter one"), vetoes=two, units=(unit("c"), unit("a")))
    assert [row[2] for row in table(named, "en")[:2]] == ["Quarter one", "2"]
    assert table(named, "en")[2][-1] == "vetoed: Safety, 党建"
    done = annual(DONE, vetoes={"a": [(1, "safety"), (2, "gone")], "c": [(3, "party")]})
    assert table(done)[0] == ("名次", "单位", "Q1", "旗数", "荣誉加分", "总分", "状态"), "nothing moves any more"
    assert [row[-1] for row in table(done)] == ["状态", "", "否决：安全生产、gone", "否决：党建"]


def test_flags_of_a_quarter_are_told_as_far_as_they_are_sure_while_others_are_open() -> None:
    half = quarter("Q2", {ROADS: ["a"]}, closed=True, shown=True)
    board = annual(DONE, half, vetoes={}, honours=())
    assert [(row[1], row[3]) for row in table(board)[1:]] == [("a", "至少 1"), ("b", "待定"), ("c", "待定")]
    assert [row[3] for row in table(board, "en")[1:]] == ["at least 1", "open", "open"]


def test_pools_that_are_ranked_apart_are_told_with_their_names() -> None:
    units = (unit("a"), unit("o", "office"), unit("b"))
    called = {"pool_names": {"town": {"name": "乡镇", "name_en": "Towns"}, "office": {"name": "部门"}}}
    apart = year(units=units, series={**BY_POOL, **called}, honours=(), vetoes={})
    for board in (annual_of(year_of(apart)), range_of(year_of(apart))):
        assert {row[0] for row in table(board)[1:]} == {"乡镇", "部门"}
        assert [row[0] for row in table(board, "en")] == ["Pool", "Towns", "Towns", "部门"]
        assert [row.pool for row in board.rows] == ["town", "town", "office"]
    assert [row.clinched for row in annual_of(year_of(apart)).rows] == [1, None, None], "of the places of its own pool"
    assert [row.clinched for row in range_of(year_of(apart)).rows] == [1, None, None]


def test_an_honour_that_does_not_count_is_told_with_the_reason() -> None:
    given = (*HONOURS, honour("a", "明年", day="2031-12-31", person="李"), honour("b", "先进", "provincial"))
    board = annual(honours=given)
    assert uncounted(board, "zh") == [
        "不计分：c 国家级《去年》（2030-12-31）：早于本年度",
        "不计分：a 国家级《明年 李》（2031-12-31）：晚于本年度，结转下一年度",
        "不计分：b 省级《先进》（2031-02-01）：同一荣誉只计一次，已计",
    ]
    english = {"title": "Next year's", "person": "Li"}
    units = (called("a", "甲县", "First"), unit("b"))
    one = annual(honours=(honour("a", "明年", day="2031-12-31", person="李", english=english),), units=units)
    assert (one.rows[0].short_name_en, one.honour_items[0].short_name_en) == ("F", "F")
    assert uncounted(one, "en") == [
        "not counted: First, national, “Next year's Li” (2031-12-31): after the year, rolls over to the next"
    ]
    assert uncounted(replace(board, honour_items=(replace(board.honour_items[2], state=UNSET),)), "zh") == []


def test_only_who_has_something_to_add_up_is_shown() -> None:
    board = annual()
    assert [row.unit for row in shown(board).rows] == ["b", "a", "c"]
    assert [row.unit for row in shown(annual(honours=(), vetoes={})).rows] == ["a"]
    assert shown(annual(quarter("Q1", {ROADS: []}), honours=(), vetoes={})) is None


def test_the_range_is_told_by_best_and_worst_place_the_vetoed_at_the_end() -> None:
    board = range_of(year_of(year(DONE, quarter("Q2", {ROADS: ["a"]}))))
    row = {"pool": "town", "flags": 0, "honours": "0", "total": "0", "clinched": None, "eliminated": False}
    assert to_json(board)["rows"] == [
        {**row, **names("a"), "best": 1, "worst": 2, "flags": 3, "total": "3"},
        {**row, **names("b"), "best": 1, "worst": 2, "honours": "2.5", "total": "2.5"},
        {**row, **names("c"), "best": None, "worst": None, "eliminated": True},
    ]  # fmt: skip
    assert (board.open, board.board, board.series) == (1, "range", "main")
    assert table(board) == [
        ("单位", "最好", "最差", "已成定局", "旗数", "荣誉加分", "总分"),
        ("a", "1", "2", "", "3", "0", "3"),
        ("b", "1", "2", "", "0", "2.5", "2.5"),
        ("c", "-", "-", "无缘第一", "0", "0", "0"),
    ]
    assert figures(board) == ["最好", "最差", "旗数", "荣誉加分", "总分"]


def test_whoever_can_come_further_up_is_listed_before_whoever_cannot() -> None:
    """Two that have ended have more flags than the third, which alone can win the two that are open."""
    ended = (called("y", "止甲", "Ended", periods="Q1", lasts=False), unit("x", periods="Q1", lasts=False))
    flags = {("roads", ""): ["y"], ("water", ""): ["y", "x"]}
    units = (*ended, unit("a"))
    known = year(quarter("Q1", flags, published=True), quarter("Q2"), units=units, vetoes={}, honours=())
    assert [place.unit for place in year_of(known).tables[0]] == ["y", "x", "a"]
    board = range_of(year_of(known))
    assert [(row.unit, row.best, row.worst) for row in board.rows] == [("y", 1, 1), ("a", 1, 3), ("x", 2, 3)]
    assert board.rows[0].short_name_en == "E"
    level = (unit("x", periods="Q1", lasts=False), unit("b"))
    each_one = quarter("Q1", {("roads", ""): ["x"], ("water", ""): ["b"]}, published=True)
    rows = range_of(year_of(year(each_one, quarter("Q2"), units=level, vetoes={}, honours=()))).rows
    assert [(row.unit, row.best, row.worst) for row in rows] == [("b", 1, 1), ("x", 1, 2)], "nobody overtakes b"


def test_the_range_is_shown_until_every_place_is_fixed() -> None:
    moving, fixed = range_of(year_of(year())), range_of(year_of(year(DONE)))
    assert (shown(moving), shown(fixed), fixed.open) == (moving, None, 0)
    assert [(row.unit, row.clinched) for row in fixed.rows] == [("b", 1), ("a", None), ("c", None)]
    assert range_of(year_of(year(quarter("Q1"), honours=(), vetoes={}))).rows == ()


SERIES = {
    "id": "main",
    "name": "县级",
    "name_en": "County",
    "pools": ["town"],
    "ranking": "together",
    "periods": ["Q1"],
}
PERIOD = {"name": "一季度", "name_en": "Quarter one", "start": "2031-01-01", "end": "2031-03-31"}
FLAG = {"holders": ["e"], "ended": [], "settled": True}
WITH_YEAR: Told = {
    FactKind.COMPETITION: {"": {**COMPETITION[""], "annual": {**SETTINGS, "series": "main"}}},
    FactKind.SERIES: {"main": SERIES},
    FactKind.PERIOD: {"Q1": PERIOD},
    FactKind.AREA: {"main/roads": {"position": 1}},
}
PUBLIC: Told = {
    **WITH_YEAR,
    FactKind.CONTEST: {"main/Q1": {"closed": True, "published": True}},
    FactKind.FLAG: {"main/Q1/roads/": FLAG},
    FactKind.SHOWN: {"main/Q1/roads/": {}},
}


@pytest.mark.parametrize("key", ["annual", "range/main"])
def test_the_year_is_asked_of_public_facts_page_by_page_once_it_has_begun(key: str) -> None:
    board, total = asked(key, PUBLIC, window=Window(1, 1))
    assert ([row.unit for row in board.rows], total) == (["w"], 2)
    assert [row.unit for row in asked(key, PUBLIC)[0].rows] == ["e", "w"]
    before, _ = asked(key, WITH_YEAR, later={kind: PUBLIC[kind] for kind in (FactKind.CONTEST, FactKind.FLAG)})
    assert before.rows == (), "nothing was public as of that change"
    assert asked(key, {}) == (None, 0), "a competition without a year"
    keys = kind_of(key.partition("/")[0]).keys
    assert keys is not None
    assert [keys(told_facts(told)) for told in (PUBLIC, WITH_YEAR)] == [[key], []]
    assert keys(told_facts(WITH_YEAR, scores={key: {}})) == [key], "it stays once it was public"


def test_without_a_year_there_is_nothing_to_see_inside_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoreboard.publications.inside_year.records_on_file", lambda _session, _now: None)
    assert kind_of("annual").inside(None, None) is None
