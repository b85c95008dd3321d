"""What the board of stars says of nominees: category by category, as far as they are public."""

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.stars import (
    StarRow,
    by_result,
    elected,
    of_series,
    on_notice,
    told_decisions,
    unelected,
)
from scoreboard.publications.questions import Window
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, to_json
from tests.ceremony.test_told_results import nominee as row
from tests.publications.test_flag_boards import PERIODS
from tests.publications.told_facts import UNITS, Told, asked, figures, table, unit

STARS = {
    "second": {"id": "second", "name": "创新星", "name_en": "Innovation star", "position": 2},
    "first": {"id": "first", "name": "服务星", "name_en": "Service star", "position": 1},
}
NOMINEE = {
    "star": "first", "unit": "e", "person": "王建国", "post": "主任", "result": "68.00", "status": "confirmed",
    "notice_until": "2031-04-09",
}  # fmt: skip
IN_ENGLISH = {"person_en": "Wang Jianguo", "post_en": "Head"}


def told(*nominees: Document, units: dict[str, Document] | None = None) -> Told:
    """These nominees of the first quarter."""
    return {
        FactKind.PERIOD: PERIODS,
        FactKind.STAR: STARS,
        FactKind.UNIT: units or UNITS,
        FactKind.NOMINEE: {f"Q1/{number:09d}": {**NOMINEE, **one} for number, one in enumerate(nominees, 1)},
    }


def stars(*nominees: Document, **how: Any) -> Any:
    return asked("stars/Q1", told(*nominees), **how)[0]


def test_a_board_of_stars_says_of_which_period_it_is_and_all_categories() -> None:
    whole = to_json(stars({}))
    assert {name: value for name, value in whole.items() if name != "rows"} == {
        "board": "stars", "competition": "lake", "series": None, "period": "Q1", "period_name": "Q1度",
        "period_name_en": "Quarter Q1", "stars": [
            {name: STARS[star][name] for name in ("id", "name", "name_en")} for star in ("first", "second")
        ],
    }  # fmt: skip
    other = {**told({}), FactKind.NOMINEE: {"Q2/000000001": NOMINEE}}
    assert asked("stars/Q1", other) == (replace(stars(), rows=()), 0)


def test_a_nominee_is_told_with_how_they_stand() -> None:
    (bare,) = to_json(stars({}))["rows"]
    assert bare == {
        **NOMINEE, "star_name": "服务星", "star_name_en": "Service star", "series": None, "sealed": False,
        "name": "东县", "short_name": "东", "short_name_en": "E", "name_en": "East",
    }  # fmt: skip
    more = {
        **IN_ENGLISH, "series": "main", "sealed": True, "awarded_on": "2031-04-20", "unelected_on": "2031-05-01",
        "unelected_because": "复查", "result_exact": "68.0012", "decision": "抽签",
        "substitute_for": "李明", "substitute_for_en": "Li Ming",
    }  # fmt: skip
    (whole,) = to_json(stars(more))["rows"]
    assert whole == {**bare, **more}


def test_nominees_stand_category_by_category_and_a_page_counts_them_all() -> None:
    people = ({"star": "second", "person": "乙"}, {"person": "甲"}, {"person": "丙"}, {"star": "gone", "person": "丁"})
    assert [one.person for one in stars(*people).rows] == ["甲", "丙", "乙"]
    page, total = asked("stars/Q1", told(*people), window=Window(1, 1))
    assert ([one.person for one in page.rows], total) == (["丙"], 3)


def test_stars_stay_as_they_were_told_whatever_is_said_later() -> None:
    later: Told = {
        FactKind.STAR: {"first": {**STARS["first"], "name": "新星"}},
        FactKind.UNIT: {"e": unit(1, "东区", "District")},
        FactKind.NOMINEE: {"Q1/000000002": NOMINEE},
        FactKind.PERIOD: {"Q1": {**PERIODS["Q1"], "name": "早"}},
    }
    assert asked("stars/Q1", told({}), later=later) == asked("stars/Q1", told({}))


def test_s10_a_nominees_unit_keeps_the_name_of_the_periods_end() -> None:
    renamed = {"e": unit(1, "东县", "East"), "w": UNITS["w"]}
    renamed["e"]["names"].append(
        {"from": "2031-03-31", "name": "东区", "short_name": "区", "name_en": "District", "aliases": []}
    )
    assert asked("stars/Q1", told({}, units=renamed))[0].rows[0].name == "东区"
    renamed["e"]["names"][1]["from"] = "2031-04-01"
    assert asked("stars/Q1", told({}, units=renamed))[0].rows[0].name == "东县"


def test_the_table_of_stars_in_both_languages() -> None:
    board = stars(
        {**IN_ENGLISH, "status": "nominated", "unelected_on": "2031-05-01", "unelected_because": "复查"},
        {"result": None, "status": "on-notice", "notice_until": None},
    )
    assert table(board) == [
        ("类别", "姓名", "单位", "得票率", "状态", "公示至"),
        ("服务星", "王建国", "东县", "68.00", "提名（2031-05-01 撤销当选：复查）", "2031-04-09"),
        ("服务星", "王建国", "东县", "-", "公示", "-"),
    ]
    assert table(board, "en")[1] == (
        "Service star", "Wang Jianguo", "East", "68.00", "nominated (election taken back on 2031-05-01: 复查)",
        "2031-04-09",
    )  # fmt: skip
    assert figures(board) == ["得票率"]
    first, second = board.rows
    assert (first.post_called("en"), second.post_called("en"), second.person_called("en")) == ("Head", "主任", "王建国")
    assert unelected(second, "zh") == ""
    instead = replace(second, substitute_for="李明", substitute_for_en="Li Ming")
    assert [row[4] for row in table(replace(board, rows=(instead,)))] == ["状态", "公示（替补李明）"]
    assert table(replace(board, rows=(instead,)), "en")[1][4] == "on notice (in place of Li Ming)"
    unnamed, both = replace(instead, substitute_for_en=UNSET), replace(first, substitute_for="李明")
    assert table(replace(board, rows=(unnamed,)), "en")[1][4] == "on notice (in place of 李明)"
    assert [table(replace(board, rows=(both,)), lang)[1][4] for lang in ("zh", "en")] == [
        "提名（替补李明；2031-05-01 撤销当选：复查）",
        "nominated (in place of 李明; election taken back on 2031-05-01: 复查)",
    ]
    assert unelected(replace(first, unelected_because=UNSET), "en").endswith(": ")


def test_results_that_look_alike_by_two_decimals_are_told_with_more_beside_each_other_alone() -> None:
    board = stars(
        {"result": "66.66", "result_exact": "66.661"},
        {"person": "李", "result": "66.66", "result_exact": "66.664"},
        {"person": "张", "result": None, "status": "nominated"},
    )
    assert [row[3] for row in table(board)[1:]] == ["66.661", "66.664", "-"]
    results = kind_of("stars").columns(None, "zh")[3]
    assert [results.cell(one, "zh") for one in board.rows] == ["66.66", "66.66", "-"]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "elected"),
        ({"status": "on-notice", "notice_until": "2031-04-09"}, "notice"),
        ({"status": "objected", "notice_until": "2031-04-09"}, "notice"),
        ({"status": "objected"}, ""),
        ({"status": "nominated", "notice_until": "2031-04-09"}, ""),
    ],
)
def test_a_nominee_is_among_the_elected_or_on_notice(changes: dict[str, Any], shown: str) -> None:
    board = replace(stars({}), rows=(row(**changes),))
    assert (len(elected(board).rows), len(on_notice(board).rows)) == (shown == "elected", shown == "notice")


def test_a_board_of_a_series_has_its_nominees_and_those_of_all() -> None:
    rows = (row("甲"), row("乙", series="main"), row("丙", series="other"))
    board = of_series(replace(stars({}), rows=rows), "main")
    assert (board.series, [one.person for one in board.rows]) == ("main", ["甲", "乙"])


def test_rows_stand_by_result_in_their_categories_and_who_has_none_last() -> None:
    def person(name: str, result: str | None, star: str = "b") -> StarRow:
        return replace(row(name, result), star=star)

    given = [
        person("甲", None),
        person("乙", "7.00"),
        person("丙", "68.00"),
        person("丁", "90.00", "a"),
        person("戊", "0.00"),
        person("己", "0.50"),
    ]
    assert "".join(one.person for one in by_result(iter(given))) == "丙乙己戊甲丁"


def test_why_places_were_decided_is_said_star_by_star_with_all_for_whom_it_was() -> None:
    def decided(person: str, reason: Any, star: str = "服务星", **english: str) -> StarRow:
        return row(person, star_name=star, star_name_en="Star" if star == "服务星" else "", decision=reason, **english)

    rows = (
        decided("甲", "抽签。", person_en="Jia"), decided("乙", "得票在先", star="创新星"), decided("丙", UNSET),
        decided("丁", "抽签。"), decided("戊", "按方案X."),
    )  # fmt: skip
    assert told_decisions(rows, "zh") == (
        "服务星得票相同，裁定归甲、丁：抽签；创新星得票相同，裁定归乙：得票在先；服务星得票相同，裁定归戊：按方案X。"
    )
    assert told_decisions(rows, "en") == (
        "Star: a tied vote was decided for Jia and 丁: 抽签; 创新星: a tied vote was decided for 乙: 得票在先; "
        "Star: a tied vote was decided for 戊: 按方案X."
    )
    assert told_decisions(rows[2:3], "zh") == ""
