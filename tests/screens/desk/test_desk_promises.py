"""Promises at the desk: added, reported, settled and reopened in forms of one shape, by those who may."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.desk.levels import reader
from scoreboard.desk.promise_lists import read_promises
from scoreboard.desk.promises import BENCHMARK, TARGET
from scoreboard.desk.unit_of_work import zone_of
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import ExplanationDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.promise_desk import PromiseDesk
from screens.desk.promise_rows import figures
from screens.desk.promises import PromisesScreen
from screens.desk.reason import ReasonDialog
from screens.desk.reports import ReportsDialog
from screens.desk.workplace import Workplace
from screens.widgets.bars import MessageBar
from screens.widgets.one_of import OneOf
from screens.widgets.rows import RowList
from tests.acceptance.competition import Competition, Series, live, scores, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Two towns, of which one has pledged 140; an admin, an operator, and an admin of another town's series alone."""
    pledge = {"unit": "t1", "person": "李明", "text": "开工 140 个", "comparator": ">=", "target": "140"}
    settings = {"publication": "live", "confirm": "self"}
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}})
    below = Series(id="below", areas=("water",), pools=("village",), host="t2", settings=settings)
    village = {"id": "v1", "name": "柳村", "kind": "village", "parent": "t2", "pool": "village"}
    folder = Competition(
        series=[live("roads"), below], units=[*towns(3), village], scores=cells, records={"pledges": [pledge]}
    ).write(tmp_path / "folder")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-05-01T09:00:00+08:00")
    program.ok("load", folder, "--with-clock")
    program.ok("user", "add", "ann", "--role", "operator")
    program.ok("user", "add", "bo", "--role", "admin", "--series", "below")
    program.ok("close", "main", "2031Q1", "--on", "2031-04-02")
    return program


async def fill(pilot: Pilot[None], **typed: str) -> None:
    """Type into the fields of the form, then send it from wherever the cursor is."""
    for name, text in typed.items():
        pilot.app.screen.query_one(f"#{PREFIX}{name}", Input).value = text
    await press(pilot, "f9")


def listed(app: DeskApp) -> list[tuple[str, ...]]:
    assert isinstance(app.screen, PromisesScreen)
    return [row.cells for row in app.screen.query_one(RowList).rows]


def said(app: DeskApp) -> str:
    if isinstance(app.screen, PromisesScreen):
        return app.screen.query_one(MessageBar).text
    return str(app.screen.query_one("#reason", Static).content)


def rows(program: Program, board: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in program.rows(board)}


async def test_a_pledge_goes_from_the_form_to_its_settlement_and_back(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert listed(app) == [("t1-1", "青槐乡", "开工 140 个", "-/140", "-", "进行中")]
        await press(pilot, "a")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, *"白鹭", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        await press(pilot, "f9")
        assert said(app) == "还没有填承诺内容"
        form.query_one(f"#{PREFIX}comparator", OneOf).focus()
        await press(pilot, "right")
        await fill(pilot, text="积案不超过 20 件", person="张三", due="2031-13-01", text_en="At most 20 old cases")
        assert said(app).startswith("期限：")
        assert app.focused is app.screen.query_one(f"#{PREFIX}due")
        await fill(pilot, due="2031-12-31")
        assert said(app) == "≥ 要同目标数比较；请填目标数"
        await press(pilot, "escape")
        assert "再按一次 Esc" in said(app)
        assert app.screen is form
        assert form.typed()["text"] == "积案不超过 20 件"
        await fill(pilot, target="20")
        assert "已登记 t2-1" in said(app)
        assert rows(program, "pledges")["t2-1"]["text_en"] == "At most 20 old cases"

        await press(pilot, "r")
        await fill(pilot, actual="十二", evidence="月报")
        assert said(app).startswith("“十二” 不能作累计实际数")
        await fill(pilot, actual="12", planned="24")
        assert (rows(program, "pledges")["t2-1"]["percent"], listed(app)[1][3]) == ("50", "12/24")
        await press(pilot, "enter")
        assert isinstance(app.screen, ReportsDialog)
        assert app.screen.query_one(RowList).rows[0].cells == ("2031-05-01：12，目标改为 24  月报",)
        await press(pilot, "escape", "e")
        await fill(pilot, actual="24", evidence="台账")
        assert (rows(program, "pledges")["t2-1"]["state"], listed(app)[1][5]) == ("kept", "已兑现")
        await press(pilot, "e")
        assert "按 o 撤回" in said(app)
        await press(pilot, "o")
        assert isinstance(app.screen, ReasonDialog)
        await press(pilot, *"x", "enter")
        assert rows(program, "pledges")["t2-1"]["state"] == "open"
    deeds = [row["action"] for row in program.journal() if row["action"].startswith("pledge.")]
    assert deeds == ["pledge.add", "pledge.report", "pledge.settle", "pledge.reopen"]


async def test_goals_items_and_rectifications_have_the_same_forms(program: Program) -> None:
    app = desk_of(program, "root", lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "tab", "a", *"t1", "enter")
        app.screen.query_one(f"#{PREFIX}scope", OneOf).focus()
        await press(pilot, "right")
        await fill(pilot, title="标准件")
        assert rows(program, "goals")["t1-1"]["scope"] == "province"
        await press(pilot, "e", "f9")
        assert said(app) == "Outcome is missing", "nothing is chosen before somebody does"
        await press(pilot, "right", "right", "enter")
        await fill(pilot, evidence="名次")
        assert rows(program, "goals")["t1-1"]["state"] == "unmet"

        await press(pilot, "tab", "a")
        await fill(pilot, field="供水", title="饮水工程", planned="3", measure="亿元")
        await press(pilot, "r")
        await fill(pilot, actual="2.4")
        await press(pilot, "e")
        await fill(pilot, actual="3")
        assert rows(program, "livelihood")["供水-1"]["percent"] == "100"
        assert listed(app)[0][5] == "settled"

        await press(pilot, "tab", "a", *"t2", "enter")
        app.screen.query_one(f"#{PREFIX}area", OneOf).focus()
        await press(pilot, "right")
        await fill(pilot, reason="路面破损", due="2031-04-30")
        assert listed(app)[0][5] == "overdue"
        await press(pilot, "l")
        await fill(pilot, due="2031-06-30")
        assert [row[:2] for row in listed(app)] == [("t2-1", "Town t2"), ("t3-1", "Town t3")]
        assert "1 unit has a deadline" in said(app)


async def test_a_wrong_role_is_refused_before_anything_is_typed(program: Program) -> None:
    program.ok(
        *("rectification", "add", "--unit", "t3", "--series", "main", "--area", "roads"),
        *("--period", "2031Q1", "--due", "2031-06-01"),
    )
    app = desk_of(program, "ann")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        for key in "aeo":
            await press(pilot, key)
            assert isinstance(app.screen, PromisesScreen)
            assert "录入员" in said(app)
        await press(pilot, "r")
        await fill(pilot, actual="70")
        assert listed(app)[0][3] == "70/140"
        await press(pilot, "tab", "tab", "tab", "e")
        await fill(pilot, evidence="照片")
        assert listed(app)[0][5] == "已整改"
        await press(pilot, "o")
        assert "录入员" in said(app)

    app = desk_of(program, "bo", series="below")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "r")
        assert isinstance(app.screen, PromisesScreen)
        assert "below" in said(app)
        await press(pilot, "a")
        assert isinstance(app.screen, ChoiceDialog)
        assert {row.key for row in app.screen.picker.rows} == {"t2", "v1"}
        await press(pilot, "escape", "tab", "tab", "a")
        assert isinstance(app.screen, PromisesScreen)
        await press(pilot, "tab")
        assert listed(app) == []


async def test_before_anybody_works_here_all_is_read_and_nothing_written(program: Program, tmp_path: Path) -> None:
    empty = Program(tmp_path / "empty.db", now=None, acting=None)
    empty.at("2031-05-01T09:00:00+08:00").ok("load", tmp_path / "folder", "--with-clock")
    settings = Settings(str(empty.database), "en", "2031-05-01T09:00:00+08:00", None)
    app = DeskApp(DeskScreen(Store(settings.paths), settings, series="main", period="2031Q1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert [row[0] for row in listed(app)] == ["t1-1"]
        await press(pilot, "a")
        assert "nobody" in said(app)


async def test_news_stays_though_the_list_is_shown_anew_at_the_same_moment(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        screen = app.screen
        assert isinstance(screen, PromisesScreen)
        screen.tell("消息", "good")
        for _ in range(2):  # by what has just been done, and by the watch on the database
            screen.list.show(screen.list.rows)
        await settle(pilot)
        assert "消息" in said(app)
        await press(pilot, "tab")
        assert "消息" not in said(app)


async def test_f1_tells_what_each_field_is_for_and_how_it_is_filled(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "a", *"qhx", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        for field in form.fields:
            form.query_one(f"#{PREFIX}{field.name}").focus()
            await press(pilot, "f1")
            assert isinstance(app.screen, ExplanationDialog), field.name
            assert field.label in app.screen.heading
            assert len(app.screen.sentences) > 1, field.name
            assert app.screen.query_one("#help").size.height < 14
            await press(pilot, "escape")
            assert app.screen is form
        await press(pilot, "escape")
        assert isinstance(app.screen, PromisesScreen), "to have read about a field is nothing typed"


async def test_arrows_go_through_a_form_that_is_longer_than_the_screen(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "a", *"qhx", "enter", "down", "down", "up")
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#fields").allow_vertical_scroll
        assert app.focused is form.query_one(f"#{PREFIX}{form.fields[1].name}")


async def test_benchmarks_and_visits_stand_beside_them(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "shift+tab", "shift+tab", "e", "o")
        assert isinstance(app.screen, PromisesScreen), "there is nothing to settle, or to reopen"
        await press(pilot, "a", *"白鹭", "enter")
        app.screen.query_one(f"#{PREFIX}better", OneOf).focus()
        await press(pilot, "right")
        await fill(pilot, title="办证", against="邻区", measure="天", theirs="5", ours="九")
        assert "九" in said(app)
        await fill(pilot, ours="9", as_of="2031-04-30")
        assert listed(app) == [("t2-1", "白鹭镇", "办证 → 邻区", "9/5", "2031-04-30", "4")]
        await press(pilot, "enter")
        assert isinstance(app.screen, ReportsDialog)
        assert "越低越好" in app.screen.facts[0]
        assert not app.screen.query(RowList), "no report of it is kept apart"
        await press(pilot, "escape", "r")
        await fill(pilot, ours="6.5")
        assert "已更新 t2-1" in said(app)
        assert listed(app)[0][3:] == ("6.5/5", "2031-05-01", "1.5")
        await press(pilot, "w", "enter")
        assert isinstance(app.screen, ReasonDialog)
        await press(pilot, *"x", "enter")
        assert (said(app).strip(), listed(app)) == ("已撤销 t2-1", [])

        await press(pilot, "tab", "a", *"不属于", "enter")
        await fill(pilot, title="第一批", destination="甲县", start="2031-03-01", people="105")
        assert listed(app) == [("visit-1", "-", "第一批 → 甲县", "105", "2031-03-01", "-")]
        await press(pilot, "r")
        assert isinstance(app.screen, PromisesScreen), "of a visit there is nothing to report"
        await press(pilot, "w", *"x", "enter")
        assert listed(app) == []
    deeds = [row["action"] for row in program.journal() if row["action"].startswith(("benchmark.", "visit."))]
    assert deeds == ["benchmark.add", "benchmark.report", "benchmark.withdraw", "visit.add", "visit.withdraw"]


async def test_of_benchmarks_and_visits_too_who_may_not_is_told_before_anything_is_typed(program: Program) -> None:
    program.ok("benchmark", "add", "--unit", "t1", "--title", "产值", "--against", "邻区")
    program.ok("visit", "add", "--title", "第一批")
    app = desk_of(program, "ann")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "shift+tab", "shift+tab")
        for key in ("a", "w"):
            await press(pilot, key)
            assert isinstance(app.screen, PromisesScreen)
            assert "ann" in said(app)
        await press(pilot, "r")
        assert isinstance(app.screen, FormDialog)
        await fill(pilot, theirs="12")
        assert rows(program, "benchmarks")["t1-1"]["theirs"] == "12"
    bound = desk_of(program, "bo", series="below")
    async with bound.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "shift+tab", "w")
        assert isinstance(bound.screen, PromisesScreen)
        await press(pilot, "a", *"不属于", "enter")
        assert isinstance(bound.screen, ChoiceDialog), "what is of no single unit is not theirs"


async def test_a_flag_that_has_been_awarded_is_gone_for_no_more(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", *["tab"] * 4, "a", *"白鹭", "enter")
        app.screen.query_one(f"#{PREFIX}area", OneOf).focus()
        await press(pilot, "right", "f9")
        assert "的旗已授出" in said(app)
        assert isinstance(app.screen, FormDialog), "what was typed is still there"


def test_a_guest_is_not_offered_among_those_who_may_go_for_a_flag(tmp_path: Path) -> None:
    units = [*towns(2), *towns(1, prefix="g", start=5, standing="guest")]
    program = Program(tmp_path / "contest.db", acting=None)
    program.ok("load", Competition(series=[live("roads")], units=units).write(tmp_path / "folder"), "--with-clock")
    program.ok("user", "add", "root", "--role", "admin")
    settings = Settings(str(program.database), "zh", program.now, "root")
    with closing(Store(settings.paths)) as store:
        desk = PromiseDesk(Workplace(store, settings, "main", "2031Q1"))
        offered = {kind.name: {unit.id for unit in desk.units(kind)[0]} for kind in (TARGET, BENCHMARK)}
    assert offered["benchmark"] - offered["target"] == {"g1"}


def test_whoever_is_level_with_the_first_is_nought_behind_and_not_unknown(tmp_path: Path) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 90, "t3": 80}})
    wanted = [{"unit": unit, "series": "main", "area": "roads", "period": "2031Q1"} for unit in ("t1", "t3", "t4")]
    program = Program(tmp_path / "contest.db", acting=None)
    contest = Competition(series=[live("roads")], units=towns(4), scores=cells, records={"targets": wanted})
    program.ok("load", contest.write(tmp_path / "folder"), "--with-clock")
    settings = Settings(str(program.database), "zh", program.now, None)
    with closing(Store(settings.paths)) as store, store.read() as session:
        rows = read_promises(session, TARGET, settings.moment(zone_of(session)), reader(session, None)).rows
    assert [figures(row) for row in rows] == ["0.00", "-10.00", "-"]


async def test_flags_that_units_go_for_stand_beside_them(program: Program) -> None:
    program.ok("reopen", "main", "2031Q1", "--reason", "typo")
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", *["tab"] * 4, "e", "o", "r", "a", *"白鹭", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        assert "第一季度" in form.fact
        assert "争夺" in form.fields[0].help
        app.screen.query_one(f"#{PREFIX}area", OneOf).focus()
        await press(pilot, "right", "f9")
        assert "已登记 t2-1" in said(app)
        ((code, unit, _flag, off, period, state),) = listed(app)
        assert (code, unit, off, period, state) == ("t2-1", "白鹭镇", "-10.00", "第一季度", "进行中")
        assert [row["area"] for row in program.show("unit", "t2")["targets"]] == ["roads"]
        await press(pilot, "w", *"x", "enter")
        assert listed(app) == []
    deeds = [row["action"] for row in program.journal() if row["action"].startswith("target.")]
    assert deeds == ["target.add", "target.withdraw"]
    ann = desk_of(program, "ann")
    async with ann.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", *["tab"] * 4, "a")
        assert isinstance(ann.screen, PromisesScreen)
        assert "ann" in said(ann)
