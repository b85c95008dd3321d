"""The worksheet and its newer pictures, which are read from the journal."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scoreboard.ceremony.interventions import publish_rest
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.contest_choices import ContestChoice, first_choice
from scoreboard.desk.history import read_deeds
from scoreboard.desk.importing.previewing import preview_file
from scoreboard.desk.importing.saving import save_sheet
from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.desk.watching import watch_main
from scoreboard.desk.worksheet import Named, Worksheet, named_period, read_changes, read_worksheet
from scoreboard.exchange.workbooks.reading import read_file
from scoreboard.models import Period, SeriesPeriod, UnitName
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from tests.screens.desk.conftest import Competition2010

NOW = datetime(2010, 10, 20, tzinfo=UTC)


def whole(contest: Competition2010) -> Worksheet:
    with contest.store.read() as session:
        return read_worksheet(session, "city", "2010Q3", NOW)


def newer(contest: Competition2010, known: Worksheet) -> Worksheet:
    with contest.store.read() as session:
        return read_changes(session, known, NOW)


def test_a_newer_picture_is_the_same_as_a_whole_one(contest: Competition2010) -> None:
    sheet = whole(contest)
    assert newer(contest, sheet) is sheet
    for unit, text in (("yongnian", "88"), ("wuan", "n/a"), ("yongnian", "89.125"), ("congtai", "1"), ("congtai", "")):
        contest.enter("甲", "key-projects", unit, text)
        sheet = newer(contest, sheet)
        assert sheet == whole(contest)
    with acting(contest.store, contest.settings("丙"), "confirm") as writing:
        confirm(writing, contest_of(writing.session, "city", "2010Q3"))
    sheet = newer(contest, sheet)
    assert sheet == whole(contest)
    assert (sheet.count(CellState.CONFIRMED), sheet.drafts, sheet.missing) == (2, 0, 6)
    with acting(contest.store, contest.settings("丙"), "unconfirm") as writing:
        unconfirm(writing, contest_of(writing.session, "city", "2010Q3"), unit="wuan")
    sheet = newer(contest, sheet)
    assert sheet == whole(contest)
    assert sheet.count(CellState.DRAFT, unit="wuan") == sheet.count(CellState.DRAFT) == 1
    with acting(contest.store, contest.settings("管"), "veto") as writing:
        veto(writing, find_unit(writing.session, "wuan"), "party-building", "2010Q3", "因")
    sheet = newer(contest, sheet)
    assert [unit.id for unit in sheet.units if unit.vetoed] == ["wuan"]
    with acting(contest.store, contest.settings("丙"), "confirm") as writing:
        confirm(writing, contest_of(writing.session, "city", "2010Q3"))
    with acting(contest.store, contest.settings("丙"), "close") as writing:
        close(writing, contest_of(writing.session, "city", "2010Q3"))
    sheet = newer(contest, sheet)
    assert sheet == whole(contest)
    assert sheet.state == "sealed"
    with acting(contest.store, contest.settings("管"), "direct") as writing:
        publish_rest(writing, "city-2010Q3", "停电")
    sheet = newer(contest, sheet)
    assert sheet.state == whole(contest).state == "published"


def test_a_newer_picture_has_what_a_sheet_has_brought(contest: Competition2010, tmp_path: Path) -> None:
    sheet = whole(contest)
    path = tmp_path / "a.csv"
    path.write_text("单位,重点项目建设\n永年县,77\n武安市,缺考\n", encoding="utf-8")
    with acting(contest.store, contest.settings("甲"), "import") as writing:
        found = contest_of(writing.session, "city", "2010Q3")
        file = read_file(path)
        _sheet, preview = preview_file(writing.session, found, file)
        assert save_sheet(writing, found, file, None, preview) == 2
    sheet = newer(contest, sheet)
    assert sheet == whole(contest)
    assert sheet.cell(("yongnian", "key-projects")).text == "77.00"
    with contest.store.read() as session:
        (deed,) = read_deeds(session, "city/2010Q3/key-projects/yongnian")
    assert (deed.action, deed.after["score"], deed.after["state"]) == ("import", "77", "draft")


def test_s10_units_bear_the_name_of_the_periods_day(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        session.add(
            UnitName(unit_id="yongnian", position=1, name="永年区", valid_from=date(2010, 10, 1)),
        )
    assert whole(contest).units[0].name == "永年县"


@pytest.mark.parametrize(
    ("publication", "freeze", "live"),
    [
        ("ceremony", None, False),
        ("live", None, True),
        ("live", datetime(2010, 10, 19, tzinfo=UTC), False),
        ("live", datetime(2010, 10, 21, tzinfo=UTC), True),
    ],
)
def test_the_freeze_ends_what_is_live(
    contest: Competition2010, publication: str, freeze: datetime | None, live: bool
) -> None:
    with contest.store.transaction() as session:
        progress = session.get_one(SeriesPeriod, ("city", "2010Q3"))
        progress.overrides, progress.freeze = {"publication": publication}, freeze
        session.add(progress)
    assert whole(contest).live(NOW) is live


def test_a_watch_notices_what_others_commit_and_nothing_else(contest: Competition2010) -> None:
    watch = watch_main(contest.settings(None).paths.main)
    assert not watch.moved()
    contest.enter("甲", "key-projects", "yongnian", "88")
    assert watch.moved()
    assert not watch.moved()
    whole(contest)
    assert not watch.moved()
    watch.close()


def choice(series: str, period: str, state: str = "open", *, begun: bool = True, entered: int = 0) -> ContestChoice:
    start = date(2010, 3 * int(period[1]) - 2, 1)
    return ContestChoice(Named(series, series, series), Named(period, period, period), state, start, begun, entered)


def test_the_desk_opens_what_is_likeliest_meant() -> None:
    assert first_choice(()) is None
    closed = choice("city", "Q1", "sealed", entered=9)
    empty, entered, coming = choice("city", "Q2"), choice("city", "Q3", entered=1), choice("city", "Q4", begun=False)
    other = choice("town", "Q1", entered=5)
    assert first_choice((closed, empty, entered, coming, other)) == entered
    assert first_choice((closed, empty, coming, other)) == empty
    assert first_choice((closed, coming, other)) == coming
    assert first_choice((closed, other)) == closed
    running = choice("city", "Q3")
    assert first_choice((closed, empty, running, coming)) == empty, "a quarter is scored once the next one has begun"
    assert first_choice((choice("city", "Q1"), choice("city", "Q2", "sealed", entered=9), running)) == running


def test_a_period_is_called_by_a_name_that_can_be_read_in_english() -> None:
    start, end = date(2026, 9, 1), date(2026, 9, 30)
    regatta = Period(id="2026-09", name="September Regatta", start=start, end=end, position=0)
    quarter = Period(id="2026Q3", name="第三季度", start=start, end=end, position=1)
    assert named_period(regatta).called("en") == "September Regatta"
    assert named_period(quarter).called("en") == "2026Q3"
