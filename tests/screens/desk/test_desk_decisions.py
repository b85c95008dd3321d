"""Decisions at the desk: what they change is shown before they are done, to those who may; nothing typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.locale import say
from screens.desk.choice import ChoiceDialog
from screens.desk.decision_form import DecisionForm
from screens.desk.foreseen import ForeseenDialog
from screens.desk.form import PREFIX
from screens.widgets.bars import MessageBar
from screens.widgets.picked import Picked
from screens.widgets.rows import RowList
from tests.acceptance.competition import Competition, Series, live, scores, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import desk_of, press, settle

KINDS = ("correction", "vacancy", "veto", "honour", "abolition")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Three towns and a closed quarter; nobody was good enough for the flag of water. An admin of one series alone."""
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}, "water": {"t1": 20, "t2": 10}})
    below = Series(id="below", areas=("wells",), pools=("village",), host="t2")
    village = {"id": "v1", "name": "柳村", "kind": "village", "parent": "t2", "pool": "village"}
    folder = Competition(
        series=[live("roads", "water", minimum=30), below],
        units=[*towns(3), village],
        scores=cells,
        annual={"honours": {"national": 3, "provincial": 2}},
    ).write(tmp_path / "folder")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-05-01T09:00:00+08:00")
    program.ok("load", folder, "--with-clock")
    program.ok("user", "add", "ann", "--role", "reviewer")
    program.ok("user", "add", "bo", "--role", "admin", "--series", "below")
    program.ok("close", "main", "2031Q1", "--on", "2031-04-02")
    return program


async def open_form(pilot: Pilot[None], kind: str) -> None:
    """Through the door and down to a form."""
    await press(pilot, "d", *["down"] * KINDS.index(kind), "enter")
    assert isinstance(pilot.app.screen, DecisionForm)


async def fill(pilot: Pilot[None], **typed: str) -> None:
    """Put words and choices into the fields, and ask what they would change."""
    for name, text in typed.items():
        widget = pilot.app.screen.query_one(f"#{PREFIX}{name}")
        assert isinstance(widget, Input | Picked)
        widget.value = text
    await settle(pilot)
    await press(pilot, "f9")


def refusal(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#reason", Static).content)


def lines(pilot: Pilot[None]) -> list[tuple[str, ...]]:
    assert isinstance(pilot.app.screen, ForeseenDialog)
    return [row.cells for row in pilot.app.screen.query_one(RowList).rows]


def deeds(program: Program, action: str) -> list[dict[str, Any]]:
    return [row for row in program.journal() if row["action"] == action]


async def test_a_correction_is_seen_changed_seen_again_and_done(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down")
        await open_form(pilot, "correction")
        form = app.screen
        assert isinstance(form, DecisionForm)
        assert {name: form.typed()[name] for name in ("contest", "area", "unit")} == {
            "contest": "main/2031Q1",
            "area": "roads",
            "unit": "t2",
        }
        await press(pilot, "f9")
        assert "得分" in refusal(pilot)
        await fill(pilot, score="95", approved_by="root", reason="漏计；已核对")
        assert app.screen is form
        assert "root" in refusal(pilot)
        await press(pilot, *["up"] * 2)
        await fill(pilot, approved_by="王、李两位局长\nchief", holders="t2")
        told = lines(pilot)
        assert ("白鹭镇", "得分", "80.00", "95.00") in told
        assert ("roads工作", "持旗", "青槐乡", "白鹭镇") in told
        await press(pilot, "escape")
        assert app.screen is form
        typed = form.typed()
        assert (typed["score"], typed["reason"]) == ("95", "漏计；已核对")
        assert deeds(program, "decide.correction") == []
        await press(pilot, "f9")
        program.ok(
            "decide", "correction", "main", "2031Q1", "roads", "t2", "85", "--reason", "x", "--approved-by", "bo"
        )
        await press(pilot, "y")
        assert "再看一遍" in refusal(pilot)
        assert ("白鹭镇", "得分", "85.00", "95.00") in lines(pilot)
        await press(pilot, "y")
        assert app.screen is app.desk
        assert "已更正" in app.desk.query_one(MessageBar).text
    (_, done) = deeds(program, "decide.correction")
    assert (done["after"]["score"], done["after"]["holders"]) == ("95", ["t2"])
    assert done["after"]["approved_by"] == ["王、李两位局长", "chief"]
    assert program.ranking("--series", "main", "--area", "roads", "--period", "2031Q1")["t2"]["rank"] == 1


@pytest.mark.parametrize(
    ("lang", "stays"), [("zh", "未另行裁定，旗不易手"), ("en", "unless you say who holds it, it stays where it is")]
)
async def test_that_a_flag_stays_behind_another_first_is_said_before_a_correction(
    program: Program, lang: str, stays: str
) -> None:
    app = desk_of(program, "root", lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down")
        await open_form(pilot, "correction")
        await fill(pilot, score="95", approved_by="王局长", reason="漏计")
        assert stays in " ".join("".join(cells).strip() for cells in lines(pilot))
        await press(pilot, "escape")
        await fill(pilot, holders="t2")
        assert stays not in " ".join("".join(cells).strip() for cells in lines(pilot))


async def test_the_others_are_seen_and_done(program: Program) -> None:
    app = desk_of(program, "root", lang="en")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        for kind, typed, seen in (
            (
                "vacancy",
                {"area": "water", "holders": "t1", "reason": "by merit"},
                ("Water", "holder", "nobody", "Town t1"),
            ),
            (
                "veto",
                {"unit": "t1", "item": "safety", "period": "2031Q1", "reason": "an accident"},
                ("Roads", "holder", "Town t1", "nobody"),
            ),
            (
                "honour",
                {"unit": "t3", "level": "national", "document": "no. 1", "on": "2031-02-03", "title": "Road"},
                ("Town t3", "honours bonus", "0", "3"),
            ),
            (
                "abolition",
                {"unit": "t2", "on": "2031-04-20", "reason": "merged"},
                ("Town t2", "last day", "-", "2031-04-19"),
            ),
        ):
            await open_form(pilot, kind)
            await fill(pilot, **typed)
            assert seen in lines(pilot), lines(pilot)
            await press(pilot, "y")
            assert app.screen is app.desk
    actions = [row["action"] for row in program.journal()][-4:]
    assert actions == ["decide.vacancy", "veto", "honour", "decide.abolition"]


async def test_what_is_refused_or_left_changes_nothing_and_loses_nothing(program: Program) -> None:
    wrong = {
        "correction": {"score": "ten", "approved_by": "chief", "reason": "x"},
        "vacancy": {"area": "roads", "holders": "t3", "reason": "x"},
        "veto": {"unit": "t1", "item": "safety", "period": "2031Q1", "approved_by": "root", "reason": "x"},
        "honour": {"unit": "t1", "level": "national", "document": "d", "on": "2031-13-01", "title": "x"},
        "abolition": {"unit": "t1", "on": "soon", "reason": "x"},
    }
    app, count = desk_of(program, "root"), len(program.journal())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for kind, typed in wrong.items():
            await open_form(pilot, kind)
            form = app.screen
            await fill(pilot, **typed)
            assert app.screen is form, kind
            assert isinstance(form, DecisionForm)
            assert refusal(pilot), kind
            assert {name: form.typed()[name] for name in typed} == typed
            await press(pilot, "escape")
            assert app.screen is form, kind
            await press(pilot, "escape")
            assert app.screen is app.desk, kind
    assert len(program.journal()) == count


async def test_of_an_honour_of_a_day_to_come_it_is_warned_before_it_is_done(program: Program) -> None:
    app = desk_of(program, "root", lang="en")
    honour = {"unit": "t1", "level": "national", "document": "d", "on": "2099-12-31", "title": "x"}
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_form(pilot, "honour")
        await fill(pilot, **honour)
        shown = " ".join(row.cells[0] for row in app.screen.query_one(RowList).rows)
        assert "2099-12-31 is still to come" in shown
        await press(pilot, "y")
    (row,) = [row for row in program.journal() if row["action"] == "honour"]
    assert row["after"]["awarded_on"] == "2099-12-31"


async def test_who_may_not_decide_is_told_before_anything_is_asked(program: Program) -> None:
    app = desk_of(program, "ann")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert app.screen is app.desk
        assert "ann" in app.desk.query_one(MessageBar).text
    bound = desk_of(program, "bo", series="below")
    async with bound.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert isinstance(bound.screen, ChoiceDialog)
        offered = [row.key for row in bound.screen.picker.rows]
        assert offered == ["correction", "vacancy"], "who is bound to a series vetoes, honours and abolishes nobody"
        await press(pilot, "escape")
        assert bound.screen is bound.desk
        await open_form(pilot, "correction")


async def test_things_are_chosen_from_lists_by_a_few_letters(program: Program) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_form(pilot, "vacancy")
        form = app.screen
        assert isinstance(form, DecisionForm)
        await press(pilot, "down", "w")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "enter")
        assert app.screen is form
        assert form.typed()["area"] == "water"
        await press(pilot, *"b", *"l", "enter", "space", *"青槐", "enter", "space", "escape")
        assert form.typed()["holders"] == "t2\nt1"
        await press(pilot, "delete")
        assert form.typed()["holders"] == "t2"
        await press(pilot, "down", *"x", *"iao", "enter")
        assert form.typed()["approved_by"] == "xiao"


@pytest.mark.parametrize("kind", ["correction", "vacancy", "veto", "honour", "abolition"])
def test_what_is_done_is_told_as_people_write(kind: str) -> None:
    assert say(f"desk.decision.done.{kind}", "zh").endswith("，已记入日志")
    assert say(f"desk.decision.done.{kind}", "en").endswith("entered in the journal")
