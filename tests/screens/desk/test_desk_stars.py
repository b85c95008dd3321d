"""Nominees and their ballots at the desk (S17)."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.desk.counting import count_ballots
from scoreboard.desk.electing import elect_stars
from scoreboard.desk.nominating import nominate
from scoreboard.desk.nominees import star_of
from scoreboard.desk.noticing import put_on_notice
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Nominee
from scoreboard.publications.nominees import FIELDS
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from screens.desk.ballots import BallotsDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle


async def count(pilot: Pilot[None], *counts: int) -> None:
    """Type all eight counts, replacing what is there, and save."""
    for field, value in zip(FIELDS, counts, strict=True):
        pilot.app.screen.query_one(f"#{field}", Input).value = str(value)
    await settle(pilot)


def result(app: DeskApp) -> str:
    return str(app.screen.query_one("#result", Static).content)


async def test_s17_a_nominee_is_added_counted_put_on_notice_and_elected_later(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "a", "enter", *"yn", "enter", *"赵甲", "enter", *"主任", "enter")
        assert isinstance(app.screen, StarsScreen)
        (heading, row) = app.screen.query_one(RowList).rows
        assert "服务群众星" in heading.cells[0]
        assert row.cells[:3] == ("赵甲", "永年", "主任")
        assert row.cells[6] == "提名"
        await press(pilot, "c")
        assert "没有待确认的计票" in app.screen.query_one("#message", Bar).text
        await press(pilot, "enter")
        assert isinstance(app.screen, BallotsDialog)
        assert "还缺有效票" in result(app)
        await count(pilot, 12, 10, 10, 8, 12, 12, 12, 6)
        assert "68.00" in result(app)
        await press(pilot, "enter")
        assert app.screen.query_one(RowList).rows[1].cells[3:6] == ("12/10/10/8", "12/12/12/6", "68.00")
        await press(pilot, "w")
        assert "还没有人公示过" in app.screen.query_one("#message", Bar).text
        await press(pilot, "n")
        assert app.screen.query_one(RowList).rows[1].cells[6] == "公示"
        await press(pilot, "w")
        assert "公示至 2010-10-26" in app.screen.query_one("#message", Bar).text
        assert app.screen.query_one(RowList).rows[1].cells[6] == "公示"
        await press(pilot, "q")
        assert app.screen is app.desk
    with contest.store.read() as session:
        nominee = session.get_one(Nominee, 1)
        assert (nominee.status, nominee.members_for, nominee.series_id, nominee.version) == ("on-notice", 8, "city", 3)
    deeds = [deed.action for deed in contest.journal() if deed.action.startswith("stars.")]
    assert deeds == ["stars.nominate", "stars.count", "stars.notice"]


async def test_s17_more_ballots_than_issued_void_the_round_and_impossible_counts_are_refused(
    contest: Competition2010,
) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        await count(pilot, 12, 10, 10, 11, 12, 12, 12, 6)
        assert "党员 赞成（11）不能多于 党员 有效（10）" in str(app.screen.query_one("#reason", Static).content)
        await press(pilot, "enter")
        assert isinstance(app.screen, BallotsDialog)
        assert contest.journal("stars.count") == []
        await count(pilot, 12, 13, 10, 8, 12, 12, 12, 6)
        assert "作废" in result(app)
        await press(pilot, "enter")
        assert app.screen.query_one(RowList).rows[1].cells[5:] == ("-", "作废")


async def test_counts_that_somebody_else_has_changed_are_not_overwritten(contest: Competition2010) -> None:
    nominee = add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        with acting(contest.store, contest.settings("乙"), "nominate") as writing:
            count_ballots(writing, nominee, {"members_issued": 5}, 1)
        await count(pilot, 12, 10, 10, 8, 12, 12, 12, 6)
        await press(pilot, "enter")
        assert isinstance(app.screen, BallotsDialog)
        assert "由 乙 改动" in str(app.screen.query_one("#reason", Static).content)
    with contest.store.read() as session:
        assert session.get_one(Nominee, nominee).members_issued == 5


async def test_an_election_is_taken_back_for_a_reason_by_those_who_may(contest: Competition2010) -> None:
    nominee = add(contest)
    with acting(contest.store, contest.settings("管"), "elect") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        row = writing.session.get_one(Nominee, nominee)
        count_ballots(writing, nominee, dict(zip(FIELDS, (12, 10, 10, 8, 12, 12, 12, 6), strict=True)), 1)
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
        elect_stars(writing, here, [star_of(writing.session, "service")], None)
        assert row.status == "confirmed"
    for who in ("甲", "管"):
        app = app_of(contest, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "t", "u")
            if who == "甲":
                assert isinstance(app.screen, StarsScreen), "refused before anything is typed"
                assert "甲" in app.screen.query_one("#message", Bar).text
                continue
            await press(pilot, *"计票有误", "enter")
            assert isinstance(app.screen, StarsScreen)
            assert app.screen.query_one(RowList).rows[1].cells[6] == "公示"
            assert "已撤销 赵甲 的当选" in app.screen.query_one("#message", Bar).text
    (deed,) = contest.journal("stars.unelect")
    assert deed.reason == "计票有误"


async def test_f309_another_desks_nominee_comes_by_itself(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        assert len(app.screen.query_one(RowList).rows) == 1
        add(contest)
        for _ in range(40):
            await pilot.pause(0.1)
            await settle(pilot)
            if len(app.screen.query_one(RowList).rows) > 1:
                break
        assert app.screen.query_one(RowList).rows[1].cells[0] == "赵甲"


async def test_stars_of_a_live_series_are_public_at_once(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(publication="live")
    add(competition)
    assert [row["person"] for row in competition.public("stars/2010Q3")] == ["赵甲"]


def test_stars_of_a_ceremony_stay_sealed(contest: Competition2010) -> None:
    add(contest)
    assert contest.public("stars/2010Q3") == []


def add(contest: Competition2010) -> int:
    with acting(contest.store, contest.settings("甲"), "nominate") as writing:
        unit = find_unit(writing.session, "yongnian")
        return nominate(writing, "2010Q3", "service", unit, "赵甲", "主任", series="city")
