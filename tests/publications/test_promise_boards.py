"""What the boards of promises say of what was promised, reported and settled: row by row, sum by sum."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.livelihood import totals_by_field
from scoreboard.publications.promise_rows import code_stem, plain
from scoreboard.publications.questions import Window
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, to_json
from tests.publications.told_facts import Told, asked, figures, shown, sums, table, unit

EAST = {"unit": "e", "name": "东县", "short_name": "东", "short_name_en": "E", "name_en": "East"}
AREA: Told = {
    FactKind.AREA: {
        "main/roads": {"name": "道路", "name_en": "Roads"},
        "main/water": {"name": "水", "name_en": "Water"},
    },
    FactKind.SERIES: {"main": {"name": "县级", "name_en": "County"}},
}
PLEDGE = {
    "id": "e-1", "unit": "e", "person": "王建国", "post": "县长", "aspect": "项目", "text": "签约项目",
    "comparator": ">=", "target": "140", "measure": "个", "due": "2031-07-31", "channel": "电视",
    "made_on": "2031-01-05", "actual": "126", "settled_on": None, "outcome": "",
}  # fmt: skip
IN_ENGLISH = {
    "person": "Wang Jianguo", "post": "Head", "aspect": "Projects", "text": "Projects signed", "measure": "projects",
    "channel": "TV", "outcome": "Nearly",
}  # fmt: skip
GOAL = {
    "id": "e-1", "unit": "e", "scope": "province", "title": "全省第一", "outcome": "", "evidence": "",
    "due": "2031-07-31",
}  # fmt: skip
ITEM = {
    "id": "供水-1", "field": "供水", "title": "饮水工程", "measure": "万元", "status": "", "planned": "200",
    "spent": "50", "due": "2031-12-31",
}  # fmt: skip
RECTIFICATION = {
    "id": "e-1", "unit": "e", "series": "main", "area": "roads", "period": "Q1", "due": "2031-07-31", "status": "",
    "done_on": None,
}  # fmt: skip
KINDS = {
    "pledges": (FactKind.PLEDGE, PLEDGE),
    "goals": (FactKind.GOAL, GOAL),
    "livelihood": (FactKind.LIVELIHOOD, ITEM),
    "rectifications": (FactKind.RECTIFICATION, RECTIFICATION),
}


def numbered(*documents: Document) -> dict[str, Document]:
    return {f"{number:09d}": words for number, words in enumerate(documents, 1)}


def board_of(name: str, *changes: dict[str, Any], reports: dict[str, Document] | None = None, **how: Any) -> Any:
    """A board with a promise for each of these changes of the usual one."""
    kind, usual = KINDS[name]
    told = {kind: numbered(*({**usual, **one} for one in changes)), FactKind.REPORT: reports or {}, **AREA}
    board, _total = asked(name, told, **how)
    return board


def only_row(name: str, reports: dict[str, Document] | None = None, on: str = "2031-07-01", **changes: Any) -> Any:
    (row,) = board_of(name, changes, reports=reports, on=on).rows
    return row


@pytest.mark.parametrize("name", KINDS)
def test_a_board_says_whose_it_is_and_counts_all_rows_while_a_page_is_shown(name: str) -> None:
    kind, usual = KINDS[name]
    told = {kind: numbered({**usual, "id": "x-1"}, {**usual, "id": "x-2"}, {**usual, "id": "x-3"}), **AREA}
    board, total = asked(name, told, window=Window(1, 1))
    whole = to_json(board)
    assert [whole[key] for key in ("board", "competition", "series", "period")] == [name, "lake", None, None]
    assert (board.competition_name, board.competition_name_en) == ("东湖", "East Lake")
    assert ([row.id for row in board.rows], total) == (["x-2"], 3)
    assert board.totals == asked(name, told)[0].totals
    assert shown(board) is board


@pytest.mark.parametrize("name", KINDS)
def test_a_board_without_rows_is_shown_nowhere_and_what_does_not_count_yet_is_on_none(name: str) -> None:
    kind, usual = KINDS[name]
    board, total = asked(name, AREA, later={kind: numbered(usual)})
    assert (board.rows, total, shown(board)) == ((), 0, None)
    assert sums(board) == (["承诺 0 项：已兑现 0，未兑现 0，进行中 0，逾期未交账 0"] if name == "pledges" else [])


@pytest.mark.parametrize("name", ["pledges", "goals", "rectifications"])
def test_a_promise_of_before_states_were_told_shows_none(name: str) -> None:
    board = board_of(name, {})
    older = replace(board, rows=(replace(board.rows[0], state=UNSET),))
    state = table(board)[0].index("状态")
    assert (table(board)[1][state] != "-", table(older)[1][state]) == (True, "-")


@pytest.mark.parametrize("name", ["pledges", "goals", "rectifications"])
def test_a_promise_is_told_by_the_names_that_were_known_at_its_change(name: str) -> None:
    renamed = {
        FactKind.UNIT: {"e": unit(1, "东区", "District")},
        FactKind.AREA: {"main/roads": {"name": "公路", "name_en": "Road"}},
    }
    assert board_of(name, {}, later=renamed) == board_of(name, {})


@pytest.mark.parametrize("name", ["pledges", "goals", "rectifications"])
def test_a_promise_of_before_there_were_ids_is_numbered_by_its_unit(name: str) -> None:
    kind, usual = KINDS[name]
    bare = {key: value for key, value in usual.items() if key != "id"}
    told = {kind: numbered(bare, {**bare, "unit": "w"}, bare, {**bare, "id": "own"}), **AREA}
    assert [row.id for row in asked(name, told)[0].rows] == ["e-1", "w-1", "e-2", "own"]


def test_an_item_of_before_there_were_ids_is_numbered_by_its_field() -> None:
    bare = {key: value for key, value in ITEM.items() if key != "id"}
    fields = ("供 水", "供水", "", "-（教育）-")
    told = {FactKind.LIVELIHOOD: numbered(*({**bare, "field": field} for field in fields))}
    assert [row.id for row in asked("livelihood", told)[0].rows] == ["供水-1", "供水-2", "item-1", "教育--1"]


def test_a_pledge_is_told_with_all_that_was_said_and_how_far_it_has_come() -> None:
    (row,) = to_json(board_of("pledges", {"english": IN_ENGLISH}))["rows"]
    english = {f"{name}_en": text for name, text in IN_ENGLISH.items() if name != "outcome"}
    assert row == {
        **PLEDGE, **EAST, **english, "reported_on": None, "evidence": "", "percent": "90", "met": False,
        "state": "open", "days_left": 30, "remark": "", "remark_en": "",
    }  # fmt: skip


def test_the_table_of_pledges_in_both_languages() -> None:
    board = board_of(
        "pledges",
        {"english": IN_ENGLISH},
        {"person": "", "target": None, "actual": None, "due": None, "outcome": "有进展", "made_on": None},
        {
            "person": "", "post": "", "comparator": "<=", "target": "5", "measure": "%", "actual": "4.50",
            "settled_on": "2031-06-01",
        },
    )  # fmt: skip
    assert table(board) == [
        ("编号", "单位", "姓名", "承诺", "目标", "实际", "完成", "达标", "期限", "状态", "备注"),
        ("e-1", "东县", "王建国", "签约项目", ">=140个", "126", "90%", "未达到", "2031-07-31", "进行中", "-"),
        ("e-1", "东县", "县长", "签约项目", "-", "-", "-", "-", "-", "进行中", "有进展"),
        ("e-1", "东县", "-", "签约项目", "<=5%", "4.5", "-", "达到", "2031-07-31", "已兑现", "-"),
    ]
    assert table(board, "en")[:2] == [
        ("Id", "Unit", "Person", "Pledge", "Target", "Actual", "Done", "Target met", "Due", "State", "Remark"),
        (
            "e-1", "East", "Wang Jianguo", "Projects signed", ">=140 projects", "126", "90%", "unmet", "2031-07-31",
            "open", "-",
        ),
    ]  # fmt: skip
    assert figures(board) == ["目标", "实际", "完成"]
    assert [row.aim("zh") for row in board.rows] == ["≥140个", "≥个", "≤5%"]
    assert board.rows[0].aim("en") == "≥140 projects"
    assert only_row("pledges", comparator=">").aim("zh") == ">140个"
    bare = board_of(
        "pledges", {"person": "", "target": None, "outcome": "有进展", "english": {**IN_ENGLISH, "person": ""}}
    )
    assert (table(bare, "en")[1][2], table(bare, "en")[1][-1]) == ("Head", "Nearly")


@pytest.mark.parametrize(
    ("changes", "on", "state", "left", "remark"),
    [
        ({}, "2031-07-31", "open", 0, ""),
        ({}, "2031-08-01", "overdue", None, ""),
        ({"due": None}, "2031-08-01", "open", None, ""),
        ({"settled_on": "2031-06-30"}, "2031-07-01", "broken", None, ""),
        ({"actual": "140", "settled_on": "2031-06-30"}, "2031-07-01", "kept", None, ""),
        ({"target": None, "outcome": "kept", "settled_on": "2031-06-30"}, "2031-07-01", "kept", None, ""),
        ({"target": None, "outcome": "broken", "settled_on": "2031-06-30"}, "2031-07-01", "broken", None, ""),
        ({"target": None, "outcome": "半成", "settled_on": "2031-06-30"}, "2031-08-01", "open", None, "半成"),
    ],
)
def test_s16_how_a_pledge_stands_is_computed_and_a_word_is_told_beside(
    changes: dict[str, Any], on: str, state: str, left: int | None, remark: str
) -> None:
    row = only_row("pledges", on=on, **changes)
    assert (str(row.state), row.days_left, row.remark, row.remark_en) == (state, left, remark, remark)
    assert row.settled_on == changes.get("settled_on")
    english = only_row("pledges", on=on, **changes, english=IN_ENGLISH)
    assert english.remark_en == ("Nearly" if remark else "")


def test_numbers_and_days_are_told_plainly() -> None:
    assert [plain(one) for one in (Decimal("4.60"), Decimal("300"), date(2010, 12, 31), None)] == [
        "4.6", "300", "2010-12-31", None,
    ]  # fmt: skip


def test_s16_the_last_report_says_how_far_it_has_come_and_what_is_aimed_at() -> None:
    reports = {
        "pledge/000000001/000000001": {"on": "2031-06-20", "actual": "130", "planned": None, "evidence": "月报"},
        "pledge/000000001/000000002": {"on": "2031-05-20", "actual": "128", "planned": "150", "evidence": "五月"},
        "pledge/000000001/000000003": {"on": "2031-06-20", "actual": None, "planned": "160"},
        "pledge/000000001/000000004": {"on": "2031-07-02", "actual": "999", "planned": "1"},
        "pledge/000000002/000000005": {"on": "2031-06-01", "actual": "7", "planned": None},
        "livelihood/000000001/000000006": {"on": "2031-06-01", "actual": "8", "planned": None},
    }
    first, second, third = board_of("pledges", {}, {}, {}, reports=reports).rows
    assert (first.actual, first.target, first.percent, first.reported_on) == ("130", "160", "81.25", "2031-06-20")
    assert (second.actual, second.target, second.reported_on) == ("7", "140", "2031-06-01")
    assert (third.actual, third.target, third.reported_on) == ("126", "140", None)
    assert first.evidence == ""
    only = {"pledge/000000001/000000001": reports["pledge/000000001/000000001"]}
    assert only_row("pledges", only).evidence == "月报"
    assert only_row("pledges", only, evidence="公证").evidence == "公证"


def test_reports_of_a_day_count_on_it_whenever_they_came_in() -> None:
    late = {FactKind.REPORT: {"pledge/000000001/000000001": {"on": "2031-06-20", "actual": "130", "planned": None}}}
    told = {FactKind.PLEDGE: numbered(PLEDGE)}
    assert asked("pledges", told, later=late)[0].rows[0].actual == "126", "it came after the change"
    assert asked("pledges", told, later=late, as_of="2031-07-02")[0].rows[0].actual == "130"
    assert asked("pledges", told, later=late, on="2031-06-19", as_of="2031-06-19")[0].rows[0].actual == "126"
    assert asked("pledges", told, later=late, on="2031-06-19", as_of="2031-06-20")[0].rows[0].actual == "130"


def test_pledges_are_counted_by_how_they_stand() -> None:
    kept = {"actual": "140", "settled_on": "2031-06-30"}
    board = board_of("pledges", {}, {}, kept, kept, kept, {"settled_on": "2031-06-30"}, {"due": "2031-01-31"})
    assert to_json(board.totals) == {"all": 7, "kept": 3, "broken": 1, "open": 2, "overdue": 1}
    assert sums(board) == ["承诺 7 项：已兑现 3，未兑现 1，进行中 2，逾期未交账 1"]
    assert sums(board, "en") == ["7 pledges: 3 kept, 1 broken, 2 open, 1 overdue"]
    assert sums(replace(board, totals=UNSET)) == [], "as older programs printed it"


def test_a_goal_is_told_with_its_scope_and_how_it_ended() -> None:
    english = {"title": "First in the province", "evidence": "Circular"}
    board = board_of(
        "goals",
        {},
        {"scope": "nation", "outcome": "已实现", "evidence": "通报", "settled_on": "2031-06-30", "english": english},
    )
    first, second = to_json(board)["rows"]
    assert first == {
        **GOAL, **EAST, "title_en": "全省第一", "state": "open", "days_left": 30, "settled_on": None,
        "evidence_en": "",
    }  # fmt: skip
    assert second == {
        **first, "scope": "nation", "outcome": "已实现", "evidence": "通报", "settled_on": "2031-06-30",
        "title_en": "First in the province", "evidence_en": "Circular", "state": "met", "days_left": None,
    }  # fmt: skip
    assert table(board) == [
        ("编号", "单位", "范围", "争第一目标", "期限", "状态", "依据"),
        ("e-1", "东县", "全省", "全省第一", "2031-07-31", "进行中", "-"),
        ("e-1", "东县", "全国", "全省第一", "2031-07-31", "已实现", "通报"),
    ]
    assert table(board, "en")[2] == (
        "e-1", "East", "the nation", "First in the province", "2031-07-31", "met", "Circular",
    )  # fmt: skip
    assert figures(board) == []


def test_goals_are_counted_scope_by_scope_and_in_all() -> None:
    board = board_of(
        "goals",
        {"scope": "city"},
        {"outcome": "已实现"},
        {"outcome": "未实现"},
        {"due": "2031-06-30"},
        {"outcome": "met"},
    )
    none = {"set": 0, "met": 0, "unmet": 0, "open": 0, "overdue": 0}
    assert to_json(board)["totals"] == {
        "city": {**none, "set": 1, "open": 1},
        "province": {"set": 4, "met": 2, "unmet": 1, "open": 0, "overdue": 1},
        "nation": none,
        "all": {"set": 5, "met": 2, "unmet": 1, "open": 1, "overdue": 1},
    }
    assert sums(board) == [
        "争全市第一：共 1 项，已实现 0，未实现 0，进行中 1，逾期未认定 0",
        "争全省第一：共 4 项，已实现 2，未实现 1，进行中 0，逾期未认定 1",
        "合计：共 5 项，已实现 2，未实现 1，进行中 1，逾期未认定 1",
    ]
    assert sums(board, "en")[-1] == "All: 5 set, 2 met, 1 unmet, 1 open, 1 overdue"


def test_a_livelihood_item_is_told_with_what_was_planned_and_spent() -> None:
    english = {"field": "Water", "title": "Drinking water", "measure": "wan", "status": "Begun"}
    reports = {
        "livelihood/000000002/000000001": {"on": "2031-06-20", "actual": "90.50", "planned": "100", "evidence": "月报"}
    }
    board = board_of(
        "livelihood", {}, {"status": "开工", "english": english, "settled_on": "2031-06-30"}, reports=reports
    )
    first, second = to_json(board)["rows"]
    assert first == {
        **ITEM, "field_en": "供水", "title_en": "饮水工程", "measure_en": "万元", "status_en": "", "reported_on": None,
        "settled_on": None, "evidence": "", "percent": "25",
    }  # fmt: skip
    assert second == {
        **first, **{f"{name}_en": text for name, text in english.items()}, "status": "开工", "planned": "100",
        "spent": "90.5", "reported_on": "2031-06-20", "settled_on": "2031-06-30", "evidence": "月报",
        "percent": "90.50",
    }  # fmt: skip
    assert table(board) == [
        ("编号", "领域", "民生实事", "计划", "支出", "完成", "期限", "状态"),
        ("供水-1", "供水", "饮水工程", "200万元", "50万元", "25%", "2031-12-31", "-"),
        ("供水-1", "供水", "饮水工程", "100万元", "90.5万元", "90.50%", "2031-12-31", "开工"),
    ]
    assert table(board, "en")[2] == (
        "供水-1", "Water", "Drinking water", "100 wan", "90.5 wan", "90.50%", "2031-12-31", "Begun",
    )  # fmt: skip
    assert figures(board) == ["计划", "支出", "完成"]
    bare = board_of("livelihood", {"field": "", "planned": None, "spent": None, "due": None, "evidence": "照片"})
    assert table(bare)[1] == ("供水-1", "-", "饮水工程", "-", "-", "-", "-", "-")
    assert bare.rows[0].evidence == "照片"


def test_livelihood_items_are_added_up_by_what_they_are_measured_in() -> None:
    board = board_of(
        "livelihood",
        {"measure": "口", "planned": "8", "spent": None, "english": {"measure": "wells"}},
        {},
        {"field": "教育", "planned": None, "spent": "30"},
        {"planned": "0.5", "spent": "20.5"},
        {"measure": "人", "planned": None, "spent": "3"},
    )
    assert to_json(board)["totals"] == [
        {"measure": "口", "measure_en": "wells", "fields": 1, "items": 1, "planned": "8", "spent": "0", "percent": "0"},
        {
            "measure": "万元", "measure_en": "万元", "fields": 2, "items": 3, "planned": "200.5", "spent": "100.5",
            "percent": "50.12",
        },
        {"measure": "人", "measure_en": "人", "fields": 1, "items": 1, "planned": "0", "spent": "3", "percent": None},
    ]  # fmt: skip
    assert sums(board) == [
        "1 个领域 1 件实事：计划 8口，支出 0口（0%）",
        "2 个领域 3 件实事：计划 200.5万元，支出 100.5万元（50.12%）",
        "1 个领域 1 件实事：计划 0人，支出 3人（-）",
    ]
    assert sums(board, "en")[0] == "1 item in 1 field: 0 wells of 8 wells spent (0%)"


def test_livelihood_items_are_added_up_field_by_field_too() -> None:
    board = board_of(
        "livelihood",
        {"english": {"field": "Water", "measure": "10k yuan"}, "spent": "30"},
        {"field": "教育", "spent": "1"},
        {"measure": "口", "planned": "8", "spent": None},
        {"planned": None, "spent": "20.5"},
    )
    fields = list(totals_by_field(board.rows))
    assert [(one.field, one.field_en, one.measure, one.items, one.planned, one.spent) for one in fields] == [
        ("供水", "Water", "万元", 2, "200", "50.5"), ("教育", "教育", "万元", 1, "200", "1"),
        ("供水", "供水", "口", 1, "8", "0"),
    ]  # fmt: skip
    assert (fields[0].fields, fields[0].measure_en, fields[0].percent) == (1, "10k yuan", "25.25")
    assert [fields[0].called(lang) for lang in ("zh", "en")] == ["供水", "Water"]


def test_a_rectification_is_told_with_its_area_and_by_its_days_alone() -> None:
    english = {"reason": "Leaks", "status": "Mended"}
    more = {
        "area": "water",
        "reason": "渗漏",
        "status": "已修",
        "done_on": "2031-06-20",
        "evidence": "照片",
        "english": english,
    }
    board = board_of("rectifications", {}, more)
    first, second = to_json(board)["rows"]
    named = {"series_name": "县级", "series_name_en": "County"}
    assert first == {
        **RECTIFICATION, **EAST, **named, "area_name": "道路", "area_name_en": "Roads", "reason": "", "reason_en": "",
        "state": "open", "days_left": 30, "status_en": "", "evidence": "",
    }  # fmt: skip
    assert second == {
        **first, **{key: value for key, value in more.items() if key != "english"}, "area_name": "水",
        "area_name_en": "Water", "reason_en": "Leaks", "status_en": "Mended", "state": "done", "days_left": None,
    }  # fmt: skip
    assert table(board) == [
        ("编号", "单位", "重点工作", "考核期", "说明", "期限", "状态", "完成日", "备注"),
        ("e-1", "东县", "道路", "Q1", "-", "2031-07-31", "整改中", "-", "-"),
        ("e-1", "东县", "水", "Q1", "渗漏", "2031-07-31", "已整改", "2031-06-20", "已修"),
    ]
    assert table(board, "en")[2] == (
        "e-1", "East", "Water", "Q1", "Leaks", "2031-07-31", "done", "2031-06-20", "Mended",
    )  # fmt: skip
    assert figures(board) == []


def test_the_periods_of_rectifications_are_told_by_name_as_far_as_they_are_known() -> None:
    periods = {name: {"name": f"{name}度", "name_en": f"Quarter {name}"} for name in ("Q1", "Q2")}
    rows = numbered(*({**RECTIFICATION, "period": period} for period in ("Q1", None, "Q9")))
    board, _total = asked("rectifications", {FactKind.RECTIFICATION: rows, FactKind.PERIOD: periods, **AREA})
    assert to_json(board)["periods"] == {"Q1": {"name": "Q1度", "name_en": "Quarter Q1"}}
    assert [[cells[3] for cells in table(board, lang)[1:]] for lang in ("zh", "en")] == [
        ["Q1度", "-", "Q9"], ["Quarter Q1", "-", "Q9"],
    ]  # fmt: skip
    alone = kind_of("rectifications").columns(None, "zh")
    assert [alone[3].cell(row, "zh") for row in board.rows] == ["Q1", "-", "Q9"], "a row without its board"


def test_rectifications_are_counted_by_their_days() -> None:
    late, done = {"due": "2031-05-31", "done_on": "2031-06-01"}, {"done_on": "2031-06-01"}
    board = board_of("rectifications", {}, {"due": "2031-06-30"}, done, done, late, {"done_on": "2031-07-02"})
    assert board.totals == {"all": 6, "open": 2, "overdue": 1, "done": 2, "done-late": 1}
    assert sums(board) == ["限期整改 6 项：整改中 2，逾期未改 1，已整改 2，逾期整改 1"]
    assert sums(board, "en") == ["6 in all: 2 open, 1 overdue, 2 done, 1 done late"]


def test_an_id_begins_with_what_an_id_may_be_written_in() -> None:
    assert [code_stem(text) for text in ("-_.X 4-a_b.！", "（·）", "供水" * 40)] == ["X4-a_b.", "item", "供水" * 28]
