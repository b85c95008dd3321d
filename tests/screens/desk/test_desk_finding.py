"""Finding a unit while its name is typed, and choosing the contest."""

from datetime import date

import pytest

from scoreboard.desk.lookup import read_unit_keys
from scoreboard.desk.worksheet import Named
from scoreboard.models import UnitName
from scoreboard.name_search import matching
from screens.desk.choice import ChoiceDialog, by_words
from screens.desk.choosing import choose_unit
from screens.desk.workplace import Workplace
from screens.widgets.rows import ListRow, RowList
from tests.screens.desk.conftest import Competition2010, app_of, settle


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("yn", "yongnian"),
        ("YNX", "yongnian"),
        ("yongnian", "yongnian"),
        ("永年", "yongnian"),
        ("年县", "yongnian"),
        ("永　年 县", "yongnian"),
        ("she", "shexian"),
        ("涉", "shexian"),
        ("was", "wuan"),
        ("wu'an", "wuan"),
    ],
)
async def test_s10_a_unit_is_found_by_name_short_name_and_pinyin(
    contest: Competition2010, typed: str, unit: str
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        for character in typed:
            await pilot.press(character if character != "'" else "apostrophe")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.desk
        assert app.desk.grid.place == (unit, "key-projects")


async def test_a_unit_is_found_by_its_name_before_all_that_units_answer_to_is_read(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workplace, "unit_keys", lambda *_: ())
    app = app_of(contest, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press(*("space" if sign == " " else sign for sign in "Wu'an City"), "enter")
        await settle(pilot)
        assert app.desk.grid.place == ("wuan", "key-projects")


def test_s10_every_name_that_a_unit_ever_bore_finds_it(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        session.add(
            UnitName(
                unit_id="yongnian",
                position=1,
                name="永年区",
                short_name="永年",
                aliases=["广府"],
                valid_from=date(2010, 12, 1),
            )
        )
    with contest.store.read() as session:
        keys = read_unit_keys(session, ["wuan", "yongnian", "congtai"])
    for typed in ("永年", "永年县", "永年区", "ynq", "广府", "gf"):
        assert matching(keys, typed) == ["yongnian"]
    assert matching(keys, "") == ["wuan", "yongnian", "congtai"]
    assert matching(keys, "不存在") == []


async def test_nothing_found_says_so_and_escape_leaves_the_cursor(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "slash")
        await pilot.pause()
        await pilot.press("x", "y", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ChoiceDialog)
        assert app.screen.query_one(RowList).rows == ()
        await pilot.press("escape")
        await settle(pilot)
        assert app.desk.grid.place == ("wuan", "key-projects")


def test_contests_areas_and_levels_are_found_as_units_are_by_pinyin_too() -> None:
    rows = [
        ListRow("city/2010Q3", ("市级", "第三季度", "已录 3", "未结账")),
        ListRow("city/2010Q2", ("市级", "第二季度", "已录 0", "已公布")),
        ListRow("x/2010Q3", ("丛台区", "第三季度", "", "未结账")),
    ]
    found = by_words(rows)
    assert found(" ") == found("季度") == [row.key for row in rows]
    assert found("市级第三") == found("sjdsjd") == found("shijidisan") == found("CITY/2010q3") == ["city/2010Q3"]
    assert found("disanjidu") == found("三季") == ["city/2010Q3", "x/2010Q3"]
    assert found("ctq") == ["x/2010Q3"]
    assert found("三月") == []


async def test_another_contest_is_chosen_and_a_published_one_is_not_typed_into(contest: Competition2010) -> None:
    contest.enter("乙", "key-projects", "yongnian", "88")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.period.id == "2010Q3"
        assert "88.00" in app.desk.grid.render_line(1).text
        await pilot.press("s")
        await settle(pilot)
        await pilot.press("二", "enter")
        await settle(pilot)
        assert app.desk.opened.sheet.period.id == "2010Q2"
        assert "88" not in app.desk.grid.render_line(1).text
        await pilot.press("9")
        await pilot.pause()
        assert app.desk.grid.edit is None


async def test_names_are_drawn_literally(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        name = session.get_one(UnitName, ("yongnian", 0))
        name.name = "[/x] [bold]永年[/]"
        session.add(name)
    contest.enter("乙", "key-projects", "yongnian", "88")
    app = app_of(contest)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        assert "[/x] [bold]永年[/]" in app.desk.grid.render_line(1).text
        for key in ("slash", "escape", "j", "escape", "c", "escape"):
            await pilot.press(key)
            await settle(pilot)
        assert app.screen is app.desk


def test_no_name_stands_twice_in_a_list_of_units() -> None:
    """A unit that is called the same in short has one name."""
    units = (Named("a", "涉县", "She County", "涉县", "She"), Named("b", "永年县", "Yongnian", "永年", "Yongnian"))
    assert [row.cells for row in choose_unit("zh", units, ()).picker.rows] == [("涉县", ""), ("永年县", "永年")]
    assert [row.cells for row in choose_unit("en", units, ()).picker.rows] == [("She County", "She"), ("Yongnian", "")]
