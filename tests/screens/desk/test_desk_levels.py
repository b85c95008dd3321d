"""People bound to a series, at the desk: they see and open what is of it and of those below it, and nothing else."""

import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import Area, Series, SeriesPeriod
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.star_desk import StarDesk
from screens.desk.workplace import Workplace
from screens.widgets.bars import Bar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, settle

Q3 = "2010Q3"


@pytest.fixture
def levels(contest: Competition2010) -> Competition2010:
    """The city, and a county's series below it, for which 下 works."""
    with contest.store.transaction() as session:
        session.add(Series(id="county", position=1, name="县级", name_en="County", host="yongnian", pools=["town"]))
        session.flush()
        session.add(Area(series_id="county", id="roads", position=0, name="道路", flag="道路旗"))
        session.add(SeriesPeriod(series_id="county", period_id=Q3))
    with acting(contest.store, contest.settings("管"), "add people") as writing:
        add_person(writing, "下", "operator", series="county")
        add_person(writing, "核", "reviewer", series="county")
        add_person(writing, "上", "operator", series="city")
    return contest


def offered(app: DeskApp) -> set[object]:
    assert isinstance(app.screen, ChoiceDialog)
    return {row.key for row in app.screen.picker.rows}


async def test_the_desk_opens_what_is_of_their_series_and_offers_no_more(levels: Competition2010) -> None:
    app = app_of(levels, "下")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "县级" in app.desk.query_one("#contest", Bar).text
        await pilot.press("s")
        await settle(pilot)
        assert offered(app) == {f"county/{Q3}"}


async def test_whoever_is_above_sees_what_is_below(levels: Competition2010) -> None:
    app = app_of(levels, "上")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert offered(app) == {"city/2010Q2", f"city/{Q3}", f"county/{Q3}"}


async def test_what_is_on_the_desk_goes_when_somebody_comes_who_may_not_see_it(levels: Competition2010) -> None:
    app = app_of(levels, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "市级" in app.desk.query_one("#contest", Bar).text
        await pilot.press("w")
        await settle(pilot)
        while app.screen.query_one("#choices").current != "下":  # type: ignore[attr-defined]
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        assert "县级" in app.desk.query_one("#contest", Bar).text


async def test_another_series_is_refused_when_the_desk_is_told_to_open_it(levels: Competition2010) -> None:
    app = DeskApp(DeskScreen(levels.store, levels.settings("下"), series="city", period=Q3))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.sheet is None
        assert "市级" in app.desk.query_one("#message", Bar).text


def test_nothing_of_another_series_is_read_or_written(levels: Competition2010) -> None:
    desk = Workplace(levels.store, levels.settings("下"), "city", Q3)
    reviewer = Workplace(levels.store, levels.settings("核"), "city", Q3)
    for look in (desk.sheet, desk.readiness, StarDesk(desk).read, lambda: desk.deeds(f"city/{Q3}"), reviewer.close):
        with pytest.raises(Refused) as refused:
            look()  # type: ignore[operator]
        assert refused.value.key == "role.outside"
    own = desk.at("county", Q3)
    assert own.sheet().series.id == "county"
    assert StarDesk(own).read()


async def test_an_admin_of_a_series_is_offered_what_is_decided_in_it_alone(levels: Competition2010) -> None:
    with acting(levels.store, levels.settings("管"), "add people") as writing:
        add_person(writing, "县管", "admin", series="county")
    for who, wanted in (
        ("县管", {"correction", "vacancy"}),
        ("管", {"correction", "vacancy", "veto", "honour", "abolition"}),
    ):
        app = app_of(levels, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("d")
            await settle(pilot)
            assert offered(app) == wanted
