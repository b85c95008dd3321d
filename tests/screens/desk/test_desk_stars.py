"""Nominees and their ballots at the desk (S17)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.desk.counting import count_ballots
from scoreboard.desk.electing import elect_stars
from scoreboard.desk.nominating import nominate
from scoreboard.desk.nominees import star_of
from scoreboard.desk.putting_on_notice import put_on_notice
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Nominee, Star
from scoreboard.publications.told_nominees import FIELDS
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from screens.desk.ballots import BallotsDialog
from screens.desk.choice import ChoiceDialog
from screens.desk.form import PREFIX
from screens.desk.notice import NoticeDialog
from screens.desk.outlook import OutlookDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import Bar
from screens.widgets.picked import Picked
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle


async def count(pilot: Pilot[None], *counts: int | str) -> None:
    """Type all eight counts, replacing what is there, and save."""
    for field, value in zip(FIELDS, counts, strict=True):
        pilot.app.screen.query_one(f"#{field}", Input).value = str(value)
    await settle(pilot)


def last_day(app: DeskApp) -> str:
    return str(app.screen.query_one("#last", Static).content)


def result(app: DeskApp) -> str:
    return str(app.screen.query_one("#result", Static).content)


async def test_s17_a_nominee_is_added_counted_put_on_notice_and_elected_later(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "a", "enter", *"yn", "enter", *"赵甲", "enter", *"主任", "f9")
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
        await press(pilot, "f9")
        assert app.screen.query_one(RowList).rows[1].cells[3:6] == ("12/10/10/8", "12/12/12/6", "68.00")
        await press(pilot, "w")
        assert "还没有人公示过" in app.screen.query_one("#message", Bar).text
        await press(pilot, "n")
        assert isinstance(app.screen, NoticeDialog), "nobody is on notice before the day is known"
        assert "公示至 2010-10-26，共 5 个工作日" in last_day(app)
        await press(pilot, "enter")
        assert app.screen.query_one(RowList).rows[1].cells[6] == "公示"
        assert "1 人自 2010-10-20 起公示，至 2010-10-26" in app.screen.query_one("#message", Bar).text
        await press(pilot, "n")
        assert isinstance(app.screen, StarsScreen)
        assert "已在公示的不再公示" in app.screen.query_one("#message", Bar).text
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


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((12, 13, 10, 8, 12, 12, 12, 6), "党员 收回（13）多于党员 发出（12），这一轮作废"),
        ((12, 10, 10, 8, 12, 12, 13, 6), "群众 有效（13）多于群众 收回（12），这一轮作废"),
        ((12, 10, 10, 11, 12, 12, 12, 6), "党员 赞成（11）多于党员 有效（10），这一轮作废"),
    ],
)
async def test_s17_counts_that_no_vote_can_give_void_it_once_somebody_says_that_they_are_meant(
    contest: Competition2010, counts: tuple[int, ...], said: str
) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        await count(pilot, *counts)
        assert result(app) == said
        await press(pilot, "f9")
        assert "再按一次 F9" in str(app.screen.query_one("#reason", Static).content)
        assert contest.journal("stars.count") == []
        await count(pilot, 12, 10, 10, 8, 12, 12, 12, 6)
        assert str(app.screen.query_one("#reason", Static).content) == ""
        await count(pilot, *counts)
        await press(pilot, "f9")
        assert isinstance(app.screen, BallotsDialog), "other counts have been typed since it was asked"
        await press(pilot, "f9")
        assert app.screen.query_one(RowList).rows[1].cells[5:] == ("-", "作废")
    (deed,) = contest.journal("stars.count")
    assert tuple(deed.after[field] for field in FIELDS) == counts


async def test_s17_a_field_that_is_empty_is_missing_and_voids_nothing(contest: Competition2010) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        await count(pilot, "", 10, 10, 8, "", "", "", "")
        assert result(app) == "还缺 党员 发出、群众各项"
        for _ in range(2):
            await press(pilot, "f9")
            assert "请先补上 党员 发出，" in str(app.screen.query_one("#reason", Static).content)
            assert app.screen.focused is app.screen.query_one("#members_issued")
        await count(pilot, 12, 10, 10, "", 12, 12, 12, 6)
        assert result(app) == "还缺 党员 赞成", "nobody in favour is a 0 that somebody has typed"
        await press(pilot, "f9", "f9")
        assert isinstance(app.screen, BallotsDialog)
        await count(pilot, 12, "", "", "", 12, 13, 12, 6)
        assert result(app) == "群众 收回（13）多于群众 发出（12），这一轮作废"
        await count(pilot, 12, "", "", "", "", "", "", "")
        await press(pilot, "f9")
        assert app.screen.query_one(RowList).rows[1].cells[3:6] == ("12/-/-/-", "-/-/-/-", "-")


async def test_s17_too_few_returned_give_no_result_while_they_are_typed(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        session.get_one(Star, "service").quorum = Decimal(90)
    add(contest)
    app = app_of(contest, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        await count(pilot, 12, 10, 10, 8, 12, 12, 12, 6)
        assert "Fewer than 90% of the ballots issued" in result(app)
        await count(pilot, 12, 11, 10, 8, 12, 12, 12, 6)
        assert "68.00" in result(app)


async def test_s15_a_notice_begins_on_the_day_that_is_typed_and_may_be_over(contest: Competition2010) -> None:
    add(contest, counted=True)
    app = app_of(contest, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "n")
        first = app.screen.query_one("#first", Input)
        first.value = "2010-10-32"
        await press(pilot, "enter")
        assert isinstance(app.screen, NoticeDialog)
        assert "2010-10-32" in str(app.screen.query_one("#reason", Static).content)
        assert last_day(app) == ""
        first.value = "2010-09-30"
        await settle(pilot)
        assert "until 2010-10-12" in last_day(app), "the holidays of October, with two Saturdays that are worked"
        assert "so the notice is already over" in last_day(app)
        await press(pilot, "enter")
        assert "from 2010-09-30 until 2010-10-12" in app.screen.query_one("#message", Bar).text
    with contest.store.read() as session:
        assert session.get_one(Nominee, 1).notice_from == date(2010, 9, 30)


async def fill(pilot: Pilot[None], **typed: str) -> None:
    """Put words and choices into the fields of the form, then send it."""
    for name, text in typed.items():
        widget = pilot.app.screen.query_one(f"#{PREFIX}{name}")
        assert isinstance(widget, Input | Picked)
        widget.value = text
    await settle(pilot)
    await press(pilot, "f9")


def listed(app: DeskApp) -> list[tuple[str, str]]:
    """The nominees with their status."""
    assert isinstance(app.screen, StarsScreen)
    return [(row.cells[0], row.cells[6]) for row in app.screen.query_one(RowList).rows if row.choosable]


async def test_s15_objection_dismissal_withdrawal_and_substitute_each_have_their_form(contest: Competition2010) -> None:
    add(contest, counted=True)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "n", "enter", "i")
        assert "现在是“公示”" in app.screen.query_one("#message", Bar).text, "nothing was objected"
        await press(pilot, "o", "f9")
        assert str(app.screen.query_one("#reason", Static).content) == "还没有填事由"
        await fill(pilot, reason="有人反映", on="2010-10-21")
        assert "2010-10-21" in str(app.screen.query_one("#reason", Static).content), "a day to come"
        await fill(pilot, on="2010-10-20")
        assert listed(app) == [("赵甲", "有异议")]
        await press(pilot, "i")
        await fill(pilot, reason="查无此事", document="邯纪〔2010〕7号")
        assert listed(app) == [("赵甲", "公示")]
        await press(pilot, "x")
        await fill(pilot, reason="本人申请")
        assert listed(app) == [("赵甲", "退出")]
        await press(pilot, "x")
        assert isinstance(app.screen, StarsScreen), "refused before anything is typed"
        await press(pilot, "s")
        await fill(pilot, unit="wuan", substitute="钱乙", post="科员")
        assert listed(app) == [("赵甲", "退出"), ("钱乙", "公示")]
        assert "新人公示至 2010-10-26" in app.screen.query_one("#message", Bar).text
    deeds = [deed for deed in contest.journal() if deed.action in ("stars.object", "stars.dismiss", "stars.withdraw")]
    assert [deed.reason for deed in deeds] == ["有人反映", "查无此事", "本人申请"]


async def test_s17_who_of_those_who_tie_has_the_place_is_decided_in_a_form(contest: Competition2010) -> None:
    for person in ("赵甲", "钱乙"):
        add(contest, person, counted=True)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "w")
        assert "请先按 d 裁定" in app.screen.query_one("#message", Bar).text
        await press(pilot, "d", "space", "down", "enter", "tab")
        await fill(pilot, reason="年限更长")
        assert listed(app) == [("赵甲", "未当选"), ("钱乙", "当选")]
        await press(pilot, "d")
        assert isinstance(app.screen, StarsScreen)
        assert "不用裁定" in app.screen.query_one("#message", Bar).text
    (deed,) = contest.journal("stars.decide")
    assert deed.reason == "年限更长"


@pytest.mark.parametrize(("who", "keys"), [("丙", "aenoixsd"), ("甲", "oixsd")])
async def test_wrong_roles_are_refused_before_anything_is_typed(contest: Competition2010, who: str, keys: str) -> None:
    add(contest, counted=True)
    app = app_of(contest, who)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        for key in keys:
            await press(pilot, key)
            assert isinstance(app.screen, StarsScreen), key
            assert who in app.screen.query_one("#message", Bar).text, key


async def test_counts_that_somebody_else_has_changed_are_not_overwritten(contest: Competition2010) -> None:
    nominee = add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        with acting(contest.store, contest.settings("乙"), "nominate") as writing:
            count_ballots(writing, nominee, {"members_issued": 5}, 1)
        await count(pilot, 12, 10, 10, 8, 12, 12, 12, 6)
        await press(pilot, "f9")
        assert isinstance(app.screen, BallotsDialog)
        assert "由 乙 改动" in str(app.screen.query_one("#reason", Static).content)
    with contest.store.read() as session:
        assert session.get_one(Nominee, nominee).members_issued == 5


async def test_an_election_is_taken_back_for_a_reason_by_those_who_may(contest: Competition2010) -> None:
    nominee = add(contest)
    with acting(contest.store, contest.settings("管"), "elect") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        row = writing.session.get_one(Nominee, nominee)
        count_ballots(writing, nominee, COUNTED, 1)
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


COUNTED = dict(zip(FIELDS, (12, 10, 10, 8, 12, 12, 12, 6), strict=True))


def add(contest: Competition2010, person: str = "赵甲", *, counted: bool = False) -> int:
    with acting(contest.store, contest.settings("甲"), "nominate") as writing:
        unit = find_unit(writing.session, "yongnian")
        nominee = nominate(writing, "2010Q3", "service", unit, person, "主任", series="city")
        if counted:
            count_ballots(writing, nominee, COUNTED, 1)
        return nominee


async def test_it_is_seen_who_would_become_what_before_anybody_is_elected(contest: Competition2010) -> None:
    for person in ("赵甲", "钱乙"):
        add(contest, person, counted=True)
    with acting(contest.store, contest.settings("甲"), "nominate") as writing:
        count_ballots(writing, 2, {**COUNTED, "members_for": 1}, 2)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))

    def statuses() -> list[str]:
        with contest.store.read() as session:
            return [session.get_one(Nominee, number).status for number in (1, 2)]

    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "w")
        question = str(app.screen.query_one("#heading", Static).content)
        assert isinstance(app.screen, ChoiceDialog)
        assert "当选：赵甲" in question
        assert "未当选：钱乙" in question
        assert [row.cells for row in app.screen.query_one(RowList).rows] == [
            ("暂不选举",),
            ("选举",),
            ("另定日期或批准人…",),
        ]
        await press(pilot, "enter")
        assert isinstance(app.screen, StarsScreen), "what changes nothing stands first"
        assert statuses() == ["on-notice", "on-notice"]
        await press(pilot, "w", "escape", "w", "down", "enter")
        assert statuses() == ["confirmed", "not-elected"]
        assert "1 人当选" in app.screen.query_one("#message", Bar).text
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "w")
        assert isinstance(app.screen, StarsScreen), "who may not elect is told so before anything is asked"


async def test_where_nobody_is_left_to_elect_nothing_is_asked(contest: Competition2010) -> None:
    add(contest, "赵甲", counted=True)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "w", "down", "enter", "w")
        assert isinstance(app.screen, StarsScreen)
        assert "没有可选举的人" in app.screen.query_one("#message", Bar).text


async def test_what_a_nominee_is_called_in_english_may_be_typed_and_a_refusal_keeps_it_all(
    contest: Competition2010,
) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "a", "enter", *"yn", "enter")
        for name, value in (("person", "赵甲"), ("post", "主任"), ("person_en", "Zhao Jia"), ("post_en", "Director")):
            app.screen.query_one(f"#{PREFIX}{name}", Input).value = value
        await press(pilot, "f9")
        assert "赵甲" in str(app.screen.query_one("#reason", Static).content)
        app.screen.query_one(f"#{PREFIX}person", Input).value = "赵乙"
        await press(pilot, "f9")
        assert isinstance(app.screen, StarsScreen)
    with contest.store.read() as session:
        nominee = session.get_one(Nominee, 2)
    assert (nominee.person, nominee.person_en, nominee.post_en) == ("赵乙", "Zhao Jia", "Director")


async def test_enter_goes_through_the_fields_of_the_ballots_and_saves_from_the_last(contest: Competition2010) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e", *"12", "enter", *"10", "enter", *"10", "enter", *"8", "enter")
        assert contest.journal("stars.count") == []
        await press(pilot, *"12", "enter", *"12", "enter", *"12", "enter", *"6", "enter")
        assert app.screen.query_one(RowList).rows[1].cells[3:6] == ("12/10/10/8", "12/12/12/6", "68.00")


async def test_nobody_is_put_on_notice_who_was_not_listed(contest: Competition2010) -> None:
    """Somebody else's count was confirmed while the dialog was open: they are shown before they are on notice."""
    add(contest, counted=True)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "n")
        assert isinstance(app.screen, NoticeDialog)
        add(contest, "钱乙", counted=True)
        await press(pilot, "enter")
        assert isinstance(app.screen, NoticeDialog)
        assert "刚有变动" in str(app.screen.query_one("#reason", Static).content)
        assert "钱乙" in str(app.screen.query_one("#people", Static).content)
        assert contest.journal("stars.notice") == []
        await press(pilot, "enter")
        assert isinstance(app.screen, StarsScreen)
    assert len(contest.journal("stars.notice")) == 2


async def test_they_are_elected_on_another_day_with_somebody_elses_approval(contest: Competition2010) -> None:
    add(contest, "赵甲", counted=True)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "w", "down", "down", "enter")
        await fill(pilot, on="2010-09-05", approved_by="王局长")
        refused = str(app.screen.query_one("#reason", Static).content)
        assert "公示" in refused, "the notice has not ended by then"
        await fill(pilot, on="2010-09-20")
        assert isinstance(app.screen, OutlookDialog)
        assert [row.cells for row in app.screen.query_one(RowList).rows] == [("当选：赵甲。",)]
        await press(pilot, "y")
        assert "1 人当选" in app.screen.query_one("#message", Bar).text
    (deed,) = contest.journal("stars.elect")
    assert deed.after["on"] == "2010-09-20"


async def test_an_objection_after_the_end_of_the_notice_is_told_as_that(contest: Competition2010) -> None:
    add(contest, counted=True)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "o")
        await fill(pilot, reason="有人反映", on="2010-10-20")
        assert "公示已于 2010-09-07 结束" in app.screen.query_one("#message", Bar).text


async def test_what_was_done_about_a_nominee_is_read_with_its_reason_and_document(contest: Competition2010) -> None:
    add(contest, counted=True)
    app = app_of(contest, "管")

    def told() -> str:
        lines = (row.cells[0] for row in app.screen.query_one(RowList).rows)
        return "\n".join((str(app.screen.query_one(".fact", Static).content), *lines))

    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "h")
        assert "还没有什么可记" in told()
        await press(pilot, "escape", "n", "enter", "s")
        await fill(pilot, unit="wuan", substitute="钱乙", reason="调离本县", document="组〔2010〕14号")
        await press(pilot, "home", "h")
        assert "由 钱乙 替补" in told()
        assert "2010-10-20  替补  调离本县  组〔2010〕14号  （管 登记）" in told()
        await press(pilot, "escape", "end", "h")
        assert "替补 赵甲" in told()
        assert "2010-10-20  公示  （管 登记）" in told()
    (deed,) = contest.journal("stars.substitute")
    assert deed.reason == "调离本县"


async def test_ballots_of_whoever_is_elected_are_not_asked_for(contest: Competition2010) -> None:
    """What could not be saved is refused before anything is typed."""
    add(contest, counted=True)
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date(2010, 9, 1))
    with acting(contest.store, contest.settings("管"), "elect") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        elect_stars(writing, here, [star_of(writing.session, "service")], None)
    app = app_of(contest)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        assert isinstance(app.screen, StarsScreen)
        assert "赵甲" in app.screen.query_one("#message", Bar).text
        await press(pilot, "enter")
        assert isinstance(app.screen, StarsScreen)
