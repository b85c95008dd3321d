"""Two people at one desk: who signs is asked for their PIN at that moment, and it is good for that signature alone."""

import getpass

import pytest
from textual.widgets import Input, Static

from scoreboard.desk.people import add_person
from scoreboard.desk.pins import set_pin
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Person, Series
from screens.desk.choice import ChoiceDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.people import PeopleDialog
from screens.desk.pin import PinDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.pins import cheap_pins, give_pin
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle
from tests.screens.desk.test_nominating import GOOD, add, count

__all__ = ["cheap_pins"]

PIN = "75319"


@pytest.fixture
def office(contest: Competition2010, cheap_pins: None) -> Competition2010:
    """甲 works under this login and has entered a score; 丙, a reviewer, has a PIN; two people are wanted."""
    with contest.store.transaction() as session:
        session.get_one(Series, "city").confirm = "second-person"
        session.get_one(Person, "绑").os_user = None
    with acting(contest.store, contest.settings("管"), "add people") as writing:
        add_person(writing, "甲", "operator", os_user=getpass.getuser())
        give_pin(writing, "丙", PIN)
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    return contest


def said(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


async def test_the_operators_desk_asks_the_second_person_for_their_pin(office: Competition2010) -> None:
    app = app_of(office, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, PinDialog), "who alone can sign is not chosen"
        assert "丙" in app.screen.heading
        assert "1 个得分" in app.screen.fact
        await press(pilot, "enter")
        assert isinstance(app.screen, PinDialog), "nothing was typed"
        await press(pilot, *"86420", "enter")
        assert "丙 的个人密码不对" in said(app)
        assert app.screen.query_one(Input).value == ""
        assert office.value("yongnian") is not None
        await press(pilot, *PIN, "enter")
        assert "已确认 1 个得分" in app.desk.query_one("#message", Bar).text
        assert app.desk.opened.worker is not None
        assert app.desk.opened.worker.name == "甲", "who enters is still the same"
        office.enter("甲", "key-projects", "wuan", "80")
        app.desk.opened.look_for_changes()
        await settle(pilot)
        await press(pilot, "c", "end", "enter")
        assert isinstance(app.screen, PinDialog), "another signature is asked for anew"
        await press(pilot, "escape")
    (signed,) = office.journal("confirm")
    assert (signed.who, signed.proof) == ("丙", f"pin@{getpass.getuser()}")
    assert [(deed.who, deed.proof) for deed in office.journal("user.pin_wrong")] == [("丙", "unproved")]
    assert office.score("wuan") is not None


async def test_the_count_of_ballots_is_signed_as_scores_are(office: Competition2010) -> None:
    nominee = add(office)
    count(office, nominee, GOOD, 1)
    app = app_of(office, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "c")
        assert isinstance(app.screen, PinDialog)
        assert "丙" in app.screen.heading
        assert "赵甲 的计票" in app.screen.fact
        await press(pilot, "escape")
        assert isinstance(app.screen, StarsScreen)
        assert office.journal("stars.confirm") == []
        await press(pilot, "c", *PIN, "enter")
        assert "赵甲 的计票已确认" in app.screen.query_one("#message", Bar).text
        await press(pilot, "c")
        assert "没有待确认的计票" in app.screen.query_one("#message", Bar).text
    (signed,) = office.journal("stars.confirm")
    assert (signed.who, signed.proof) == ("丙", f"pin@{getpass.getuser()}")


async def test_all_counts_of_a_star_are_signed_at_once_as_they_stood_on_the_screen(office: Competition2010) -> None:
    for person in ("赵甲", "钱乙", "孙丙"):
        count(office, add(office, person=person), GOOD, 1)
    app = app_of(office, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "down", "c", "escape", "c")
        assert isinstance(app.screen, ChoiceDialog)
        scopes = [row.cells for row in app.screen.query_one(RowList).rows]
        assert scopes == [("此人：钱乙", "1 项"), ("服务群众星 待确认的全部", "3 项")]
        await press(pilot, "enter", *PIN, "enter")
        assert "钱乙 的计票已确认" in app.screen.query_one("#message", Bar).text
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, PinDialog)
        assert "2 项计票" in app.screen.fact
        count(office, 1, {**GOOD, "members_for": 9}, 2)
        await press(pilot, *PIN, "enter")
        assert "赵甲" in app.screen.query_one("#message", Bar).text, "his count is no longer what was signed"
        assert len(office.journal("stars.confirm")) == 1
        await press(pilot, "c", "enter", *PIN, "enter")
        assert "2 项计票已确认" in app.screen.query_one("#message", Bar).text
    assert {deed.proof for deed in office.journal("stars.confirm")} == {f"pin@{getpass.getuser()}"}
    assert len(office.journal("stars.confirm")) == 3


async def test_of_several_it_is_chosen_who_signs_and_nobody_signs_their_own(office: Competition2010) -> None:
    with acting(office.store, office.settings("管"), "add people") as writing:
        give_pin(writing, "管", "2468")
        give_pin(writing, "乙", "2468")
    app = app_of(office, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, ChoiceDialog)
        shown = [row.cells[0] for row in app.screen.query_one(RowList).rows]
        assert shown == ["丙", "管"], "an operator signs nothing here"
        await press(pilot, "escape")
        assert office.journal("confirm") == []


async def test_who_is_proved_by_their_login_signs_without_being_asked(office: Competition2010) -> None:
    with acting(office.store, office.settings("管"), "add people") as writing:
        add_person(writing, "甲", "operator", os_user="elsewhere")
        add_person(writing, "绑", "reviewer", os_user=getpass.getuser())
    app = app_of(office, "绑")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter")
        assert "已确认 1 个得分" in app.desk.query_one("#message", Bar).text


async def test_whoever_takes_over_proves_themselves_and_signs_by_it_again(office: Competition2010) -> None:
    app = app_of(office, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        names = [row.cells[0] for row in app.screen.query_one(RowList).rows]
        await press(pilot, *(["down"] * names.index("丙")), "enter")
        assert isinstance(app.screen, PinDialog)
        await press(pilot, "escape")
        assert app.desk.opened.acting_name == "甲"
        await press(pilot, "w", *(["down"] * names.index("丙")), "enter", "enter")
        assert app.desk.opened.acting_name == "丙"
        assert "未绑定身份" in app.desk.query_one("#contest", Bar).text, "nothing was typed, nothing is proved"
        await press(pilot, "w", *(["down"] * names.index("丙")), "enter", *PIN, "enter")
        assert "未绑定身份" not in app.desk.query_one("#contest", Bar).text
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, PinDialog), "each signature has its own"
        await press(pilot, *PIN, "enter")
        assert "已确认 1 个得分" in app.desk.query_one("#message", Bar).text


@pytest.mark.parametrize(
    ("who", "wanted"), [("乙", "所录得分才能由第二人确认"), ("丙", "签字确认时还要再输一次"), ("审", "日志里会写明")]
)
async def test_whoever_opens_the_desk_is_told_what_their_pin_is_for(
    office: Competition2010, who: str, wanted: str
) -> None:
    with acting(office.store, office.settings("管"), "add people") as writing:
        add_person(writing, "审", "auditor")
        for name in ("乙", "审"):
            give_pin(writing, name, PIN)
    app = app_of(office, who)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, PinDialog)
        assert wanted in app.screen.fact
        assert "继续" in app.screen.query_one("#keys", Bar).text
        await press(pilot, "enter")
        assert app.desk.opened.acting_name == who


async def test_where_nobody_has_a_pin_it_is_refused_as_ever(office: Competition2010) -> None:
    app = app_of(office, "甲")
    with acting(office.store, office.settings("管"), "add people") as writing:
        add_person(writing, "丙", "auditor")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "甲 不能确认" in app.desk.query_one("#message", Bar).text


async def test_an_admin_sets_a_pin_and_everybody_changes_their_own(office: Competition2010) -> None:
    with acting(office.store, office.settings("管"), "add people") as writing:
        set_pin(writing, "管", "8642")
    app = app_of(office, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "a")
        rows = app.screen.query_one(RowList)
        while rows.current != "乙":
            await press(pilot, "down")
        await press(pilot, "p", "escape", "p", *"1357", "enter")
        assert isinstance(app.screen, PinDialog)
        assert "管 的个人密码不对" in said(app)
        await press(pilot, *"8642", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        fields = list(form.query(Input))
        assert [field.password for field in fields] == [True, True]
        await press(pilot, *"2468", "enter", *"2469", "f9")
        assert "不一致" in said(app)
        form.query_one(f"#{PREFIX}again", Input).value = "2468"
        await press(pilot, "f9")
        assert isinstance(app.screen, PeopleDialog)
        assert {row.cells[0]: row.cells[2] for row in app.screen.query_one(RowList).rows}["乙"] == "个人密码"
        await press(pilot, "x", "down", "enter")
        assert isinstance(app.screen, PinDialog), "who is cut off, and who is let in, is an admin's word, too"
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, PinDialog)
        await press(pilot, *"8642", "enter")
        assert isinstance(app.screen, FormDialog)
    other = app_of(office, "乙")
    async with other.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "a")
        rows = other.screen.query_one(RowList)
        while rows.current != "乙":
            await press(pilot, "down")
        await press(pilot, "p", *"2468", "enter", *"97531", "enter", *"97531", "f9")
        assert said(other) == "乙 的个人密码已设置"
        await press(pilot, "up", "p")
        assert "管理" in said(other) or "admin" in said(other), "not somebody else's"
    assert [deed.who for deed in office.journal("user.pin")] == ["管", "管", "管", "乙"]
