"""S03, S10, S12, S15, S17, S18 and S19 at the desk with other numbers; `test_other_numbers_at_the_desk` has the rest.

What must follow is said once for this and for the same by commands (`tests/acceptance/other_rules.py`).
"""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from screens.desk.conflict_dialog import ConflictDialog
from screens.desk.notice import NoticeDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.acceptance import hospital, other_rules
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.hospital import MAY
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle
from tests.screens.desk.test_desk_importing import counts, open_file, preview_screen
from tests.screens.desk.test_desk_stars import count, fill, last_day, listed, result

__all__ = ["database_with_root", "loaded", "opened", "program"]


def said(app: DeskApp) -> str:
    """The last line."""
    return app.screen.query_one("#message", Bar).text


async def typed(pilot: Pilot[None], text: str) -> None:
    await press(pilot, *("full_stop" if sign == "." else sign for sign in text))


async def test_the_other_rules_of_a_hospital_at_the_desk(opened: Opened) -> None:
    program = opened(other_rules.contest())
    app, other = (desk_of(program, "root", series="wards", period=MAY) for _ in range(2))
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        rows = ["icu", "card"]
        for ward, marks in other_rules.MARKS.items():
            for judge, mark in zip(other_rules.JUDGES, marks, strict=True):
                await press(pilot, "g", *judge, "enter", "ctrl+home", "home", *["down"] * rows.index(ward))
                await typed(pilot, mark)
                await press(pilot, "enter")
        await press(pilot, "/", *"心血管")
        assert [row.cells[0] for row in app.screen.query_one(RowList).rows] == ["心脏中心"], (
            "S10: by the name of before"
        )
        await press(pilot, "enter")
        assert app.desk.grid.place == ("card", "care")
    async with other.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "g", "甲", "enter", "ctrl+home", "home")
        await typed(pilot, "86")
        program.ok("enter", "wards", MAY, "care", "icu", "87.25", "--judge", "甲", "--version", "1")
        await press(pilot, "enter")
        assert isinstance(other.screen, ConflictDialog), "S12"
        told = " ".join(str(one.content) for one in other.screen.query(Static)) + str(
            [row.cells for row in other.screen.query_one(RowList).rows]
        )
        assert "87.25" in told, "S12: the other's value"
        assert "root" in told, "S12: and whose it is"
        await press(pilot, "enter")
        for judge in other_rules.JUDGES:
            await press(pilot, "g", judge, "enter", "c", "end", "enter")
        await press(pilot, "k", "y", "escape")
    teams = desk_of(program, "root", series="teams", period=MAY)
    async with teams.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        for score in other_rules.TEAMS.values():
            await typed(pilot, score)
            await press(pilot, "enter")
        await press(pilot, "c", "end", "enter", "k", "y")
        assert "1组、2组" in str([row.cells for row in teams.screen.query_one(RowList).rows]), "S03"
    other_rules.teams_are_told(program)
    other_rules.wards_are_told(program)


async def test_a_sheet_of_a_hospital_at_the_desk(opened: Opened, tmp_path: Path) -> None:
    program, path = opened(hospital.contest()), tmp_path / "五月.xlsx"
    path.write_bytes(other_rules.sheet(wrong=True))
    app = desk_of(program, "root", period=MAY)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await open_file(pilot, path)
        assert "待处理 2" in counts(app), "S19: a unit twice, and one that nobody knows"
        await press(pilot, "f9")
        assert preview_screen(app), "S19: nothing is saved until they are resolved"
        assert "要先处理" in said(app)
    path.write_bytes(other_rules.sheet())
    app = desk_of(program, "root", period=MAY)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await open_file(pilot, path)
        assert "待处理 0" in counts(app)
        await press(pilot, "f9")
        assert "已存为草稿：5 个" in said(app)
    other_rules.sheet_is_told(program)


async def test_two_stars_of_a_spring_at_the_desk(opened: Opened) -> None:
    """S15 and S17: four working days over the first of May, with a Saturday that is worked; weights of 70 and 30."""
    star = {"id": "care", "name": "护理星", "voters": {"members": 70, "masses": 30}, "places": 2, "quorum": 50}
    made = Competition(
        periods=[("2012Q2", "第二季度", "2012-04-01", "2012-06-30")],
        series=[live("roads")],
        units=towns(4),
        stars=[star],
        publicity={"working_days": 4, "calendar": "CN"},
    )
    program = opened(made).at("2012-04-27T09:00:00+08:00")
    votes = {
        "t1": (20, 18, 18, 9, 40, 30, 28, 21),
        "t2": (20, 20, 20, 16, 40, 36, 36, 9),
        "t3": (20, 21, 20, 9, 40, 36, 36, 9),
    }
    app = desk_of(program, "root", period="2012Q2")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        for unit, given in votes.items():
            await press(pilot, "a", "enter", *unit, "enter", *f"人{unit}", "f9")
            await press(pilot, "end", "e")
            await count(pilot, *given)
            told = {"t1": "57.50", "t2": "63.50", "t3": "作废"}[unit]
            assert told in result(app), "S17"
            await press(pilot, "f9", *(["f9"] if unit == "t3" else []))
        assert isinstance(app.screen, StarsScreen)
        assert [row.cells[5] for row in app.screen.query_one(RowList).rows if row.choosable] == ["57.50", "63.50", "-"]
        await press(pilot, "home", "n")
        assert isinstance(app.screen, NoticeDialog)
        assert "2012-05-03" in last_day(app), "S15: 04-28 is worked, 04-29 to 05-01 are off"
        await press(pilot, "enter")
        assert listed(app) == [("人t1", "公示"), ("人t2", "公示"), ("人t3", "作废")]
        await press(pilot, "x")
        await fill(pilot, reason="本人申请")
        assert listed(app)[0] == ("人t1", "退出")
    program = program.at("2012-05-03T17:00:00+08:00")
    app = desk_of(program, "root", period="2012Q2")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "down", "o")
        await fill(pilot, reason="来信")
        assert listed(app)[1] == ("人t2", "有异议"), "S15: on its last day"
        await press(pilot, "home", "s")
        await fill(pilot, unit="t4", substitute="人t4")
        assert "2012-05-08" in said(app), "S15: the substitute's own notice, over a weekend"
    program = program.at("2012-05-09T09:00:00+08:00")
    app = desk_of(program, "root", period="2012Q2")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "end", "e")
        await count(pilot, 20, 20, 20, 12, 40, 40, 40, 20)
        await press(pilot, "f9", "home", "down", "i")
        await fill(pilot, reason="查无此事")
        await press(pilot, "w", "down", "enter")
        stands = [("人t1", "退出"), ("人t2", "当选"), ("人t3", "作废"), ("人t4", "当选")]
        assert listed(app) == stands
    told = {row["person"]: (row["result"], row["status"], row.get("substitute_for")) for row in program.rows("stars")}
    assert told == {
        "人t1": ("57.50", "withdrawn", None),
        "人t2": ("63.50", "confirmed", None),
        "人t3": (None, "void", None),
        "人t4": ("57.00", "confirmed", "人t1"),
    }
