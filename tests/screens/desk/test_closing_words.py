"""What the dialog of closing says: no more than is true, and names that have room."""

from decimal import Decimal

import pytest
from sqlmodel import select
from textual.widgets import Static

from scoreboard.models import Series, UnitName
from screens.desk.closing import ClosingDialog
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle


def told(app: DeskApp, part: str = "#state") -> str:
    return str(app.screen.query_one(part, Static).content)


async def test_whoever_a_tie_was_decided_for_is_first_and_it_is_told_at_once(contest: Competition2010) -> None:
    for unit in ("yongnian", "wuan"):
        contest.enter("甲", "key-projects", unit, "91.5")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k")
        row = app.screen.query_one(RowList).rows[0]
        assert row.cells[1] == "永年县、武安市"
        await press(pilot, "d", "down", "space", "tab", *"抽签", "enter")
        assert isinstance(app.screen, ClosingDialog)
        row = app.screen.query_one(RowList).rows[0]
        assert (row.cells[1], row.cells[4]) == ("武安市", "裁定：武安市")
        assert "待裁定" not in told(app, "#whole")
        assert "2 个并列" not in "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        await press(pilot, "d", "end", "space", "enter", *"都不够", "enter")
        assert app.screen.query_one(RowList).rows[0].cells[1] == "永年县、武安市", "nobody has it: both are first"


@pytest.mark.parametrize(
    ("drafts", "tied", "lang", "said"),
    [
        (True, False, "zh", "现在还不能结账：草稿须确认或收回。"),
        (False, True, "zh", "现在还不能结账：并列须裁定。"),
        (True, True, "zh", "现在还不能结账：草稿须确认或收回，并列须裁定。"),
        (True, False, "en", "Not yet: drafts must be confirmed or taken back."),
        (False, True, "en", "Not yet: ties for first must be decided."),
    ],
)
async def test_only_what_is_in_the_way_is_told(
    contest: Competition2010, drafts: bool, tied: bool, lang: str, said: str
) -> None:
    for unit, score in (("yongnian", Decimal(91)), ("wuan", Decimal(91 if tied else 90))):
        contest.enter("甲", "key-projects", unit, str(score))
    app = app_of(contest, "管", lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *(() if drafts else ("c", "end", "enter")), "k")
        state = " ".join(told(app).split())
        assert said in state
        assert ("缺的格不妨碍结账" if lang == "zh" else "Missing scores do not prevent closing.") in state


LONG = "新型工业化与城乡融合发展示范区管理委员会"


@pytest.fixture
def with_long_names(contest: Competition2010) -> Competition2010:
    with contest.store.transaction() as session:
        for name in session.exec(select(UnitName)):
            name.short_name, name.name = name.name, name.name + LONG
            session.add(name)
    return contest


async def test_long_names_give_way_to_short_ones_where_they_have_no_room(with_long_names: Competition2010) -> None:
    contest = with_long_names
    for unit, score in (("yongnian", "91"), ("wuan", "91"), ("congtai", "90")):
        contest.enter("甲", "key-projects", unit, score)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k", "d", "down", "space", "tab", *"抽签", "enter")
        flags = app.screen.query_one(RowList)
        assert flags.rows[0].cells[1:] == ("武安市", "91.00", "0.00", "裁定：武安市")
        assert not flags.is_cut
        assert f"裁定：武安市{LONG}" in told(app, "#whole").replace("\n", "")
        await pilot.resize_terminal(200, 56)
        await settle(pilot)
        assert flags.rows[0].cells[1] == f"武安市{LONG}"
        assert told(app, "#whole") == ""
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert flags.rows[0].cells[1] == "武安市"
        await press(pilot, "l")
        ways = app.screen.query_one(RowList)
        assert ways.rows[0].cells[0].endswith("第一个是 涉县")
        assert not ways.is_cut
        await pilot.resize_terminal(120, 34)
        await settle(pilot)
        assert ways.rows[0].cells[0].endswith(LONG)


async def test_places_alone_are_told_alone_and_no_gaps_where_there_are_none(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.countback = ["decide"]
        session.add(series)
    for area in ("key-projects", "stability"):
        for unit, score in (("yongnian", "91"), ("wuan", "80"), ("congtai", "80"), ("shexian", "70")):
            contest.enter("甲", area, unit, score)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k")
        assert "现在还不能结账：同名次须排先后。" in told(app)
        assert "缺的格" not in told(app)
