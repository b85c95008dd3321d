"""A board as somebody is shown it: what `show --format json` prints of it."""

from dataclasses import replace
from datetime import datetime

import pytest

from scoreboard.enums import Ranking
from scoreboard.publications.board_about import BoardAbout, RankingLine
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.questions import Edition
from scoreboard.publications.shown import NothingPublic, ShownBoard, ShownPage
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.wire import UNSET
from tests.ceremony.test_told_results import placed

FREEZE = "2031-03-20T00:00:00+08:00"
ROWS = (placed("e", 1, "90.00"), placed("w", 2, "80.00"))
BOARD = RankingBoard(
    competition="lake", series="main", series_name="县级", series_name_en="County", period="Q1", period_name="一季度",
    period_name_en="Quarter one", ranking=Ranking.TOGETHER, decimals=2, live=True, freeze=FREEZE, area=None,
    unrounded=False, rows=ROWS,
)  # fmt: skip


def test_a_board_is_told_with_its_edition_and_the_page_that_is_shown() -> None:
    edition, page = Edition(3, "2031-04-08T09:00:00+08:00"), ShownPage(total=40, offset=20, limit=10)
    told = ShownBoard(BOARD, edition, page).json()
    assert list(told)[-5:] == ["revision", "published_at", "total", "offset", "limit"]
    assert [told[name] for name in list(told)[-5:]] == [3, "2031-04-08T09:00:00+08:00", 40, 20, 10]
    assert [row["unit"] for row in told["rows"]] == ["e", "w"]
    assert not {"revision", "total", "frozen_since"} & ShownBoard(BOARD).json().keys()


@pytest.mark.parametrize(("now", "live"), [("2031-03-19T23:59:59", True), ("2031-03-20T00:00:00", False)])
def test_a_board_is_live_until_its_freeze_begins_and_says_since_when_it_is_not(now: str, live: bool) -> None:
    told = ShownBoard(BOARD, Edition(1, None)).at(datetime.fromisoformat(f"{now}+08:00")).json()
    assert (told["live"], told.get("frozen_since")) == (live, None if live else FREEZE)
    assert list(told)[-1] == ("published_at" if live else "frozen_since")


@pytest.mark.parametrize(("now", "frozen"), [("2031-03-19T23:59:59", False), ("2031-03-20T00:00:00", True)])
def test_of_a_unit_the_places_say_since_when_their_rankings_are_frozen(now: str, frozen: bool) -> None:
    unit = NamedUnit(unit="e", name="东县", short_name="东", name_en="East")
    about = BoardAbout(
        series="main", series_name="县级", series_name_en="County", period="Q1", period_name="一季度",
        period_name_en="Quarter one", live=True, freeze=FREEZE,
    )  # fmt: skip
    place = RankingLine(about, ROWS[0]).place(holds=False)
    page = UnitBoard(
        competition="lake", unit=unit.unit, name=unit.name, short_name=unit.short_name, name_en=unit.name_en, kind="县",
        parent=None, pool="town", active=True, flags=(), flags_told=False, former_flags=(), targets=(), stars=(),
        pledges=(), goals=(), rectifications=(), rows=(place, replace(place, freeze=UNSET)),
    )  # fmt: skip
    told = ShownBoard(page, Edition(3, None)).at(datetime.fromisoformat(f"{now}+08:00")).json()
    assert [row.get("frozen_since") for row in told["rows"]] == [FREEZE if frozen else None, None]
    assert (told["unit"], told["revision"]) == ("e", 3)


def test_what_has_no_freeze_is_the_same_at_any_moment() -> None:
    nothing = NothingPublic(board="stars", competition="lake", series=None, period="Q1")
    shown = ShownBoard(nothing)
    assert shown.at(datetime.fromisoformat(f"{FREEZE}")) is shown
    assert shown.json() == {
        "board": "stars", "competition": "lake", "series": None, "period": "Q1", "revision": 0, "published_at": None,
        "rows": [],
    }  # fmt: skip


def test_a_board_can_be_shown_with_other_rows() -> None:
    one = ShownBoard(BOARD, Edition(3, None))
    assert (one.name, one.with_rows(ROWS[1:]).words.rows, one.with_rows(ROWS[1:]).edition) == (
        "ranking", ROWS[1:], one.edition,
    )  # fmt: skip
