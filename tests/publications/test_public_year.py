"""The year as it is read from public facts: who takes part, what is known of its periods, whether it has begun."""

from datetime import date
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.public_year import annual_series, has_begun, public_periods, public_records, year_states
from scoreboard.publications.year import year_periods
from scoreboard.store.public.facts import Document
from tests.publications.test_flag_boards import AREAS, PERIODS, SERIES, TERM
from tests.publications.told_facts import COMPETITION, UNITS, Told, told_facts, unit

YEAR = {"series": "main", "honours": {"national": "2"}, "honour_cap": "0", "vetoes": []}
DAYS = ("2031-03-31", "2031-04-01")
"""The last day of the first quarter, and the day after."""
HONOUR = {"unit": "e", "title": "先进", "level": "national", "document": "文", "awarded_on": "2031-02-01"}


def facts(**kinds: dict[str, Document]) -> Told:
    """A year of three quarters of which nothing is public but these facts."""
    return {
        FactKind.COMPETITION: {"": {**COMPETITION[""], "annual": YEAR}},
        FactKind.SERIES: {"main": {**SERIES, "id": "main"}, "other": {**SERIES, "id": "other"}},
        FactKind.AREA: AREAS,
        FactKind.PERIOD: PERIODS,
        **{FactKind(kind.replace("_", "-")): found for kind, found in kinds.items()},
    }


def read(upto: int | None = None, day: str = "2031-07-01", *, later: Told | None = None, **kinds: Any) -> Any:
    return public_records(told_facts(facts(**kinds), later), date.fromisoformat(day), upto)


def test_a_year_is_read_with_its_settings_areas_and_honours_in_the_order_of_their_days() -> None:
    rolled = {**HONOUR, "title": "旧", "awarded_on": "2030-12-20", "person": "王", "rolled_from": "lake-2030"}
    honours = {"1": HONOUR, "2": {**rolled, "english": {"title": "Old"}}, "3": {**HONOUR, "unit": "gone"}}
    records = read(honour=honours, year={"main": {"closed": True}, "other": {"closed": False}})
    assert (records.competition, records.settings, records.series["id"]) == ("lake", YEAR, "main")
    assert (records.areas, records.closed) == (["roads", "water"], True)
    assert [one.title for one in records.honours] == ["旧", "先进"]
    old, new = records.honours
    assert (old.unit, old.level, old.document, old.awarded_on, old.person, old.rolled, old.english) == (
        "e", "national", "文", date(2030, 12, 20), "王", True, {"title": "Old"},
    )  # fmt: skip
    assert (new.person, new.rolled, new.english) == ("", False, {})
    assert not read().closed
    assert not read(year={"main": {}}).closed


def test_what_is_known_of_a_period_is_read_from_its_contest_its_flags_and_its_vetoes() -> None:
    flags = {
        "main/Q1/roads/": {**TERM, "ended": ["w"]},
        "main/Q1/water/": {**TERM, "holders": [], "settled": False, "depends": True},
        "main/Q2/roads/": TERM,
        "other/Q1/roads/": TERM,
    }
    vetoes = {"Q1/e": {"items": [{"number": 3, "veto": "safety"}, {"number": 5, "veto": "party"}]}, "/w": {"items": []}}
    shown = {"main/Q1/roads/": {}, "main/Q2/water/": {}}
    contests = {"main/Q1": {"closed": True, "published": True, "not_held": ["water"]}, "main/Q2": {"contested": True}}
    first, second, third = read(flag=flags, veto=vetoes, shown=shown, contest=contests).periods
    assert (first.id, first.name, first.name_en, first.start, first.end) == (
        "Q1", "Q1度", "Quarter Q1", date(2031, 1, 1), date(2031, 3, 31),
    )  # fmt: skip
    assert [(one.closed, one.published) for one in (first, second, third)] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    assert first.flags == {("roads", ""): ["e", "w"], ("water", ""): []}
    assert (first.unsettled, first.depending) == ({("water", "")}, {("water", "")})
    assert (first.awarded, second.awarded, third.awarded) == ({("roads", "")}, {("water", "")}, frozenset())
    assert (first.vetoes, second.vetoes) == ({"e": [(3, "safety"), (5, "party")]}, {})
    assert (first.not_held, second.not_held) == ({"water"}, frozenset())
    assert second.flags == {("roads", ""): ["e"]}
    reopened = read(contest={"main/Q1": {"reopened": {"at": "2031-06-30T20:00:00+00:00", "reason": "漏计"}}}).periods
    assert [one.closed for one in reopened] == [True, False, False], "it has been closed"
    records = read(veto={**vetoes, "/w": {"items": [{"number": 9, "veto": "honesty"}]}})
    assert records.vetoes == {"w": [(9, "honesty")]}


def test_a_period_is_shown_once_a_score_of_it_is_public() -> None:
    keys = ("ranking/main/Q1/roads", "ranking/main/Q2/roads", "ranking/other/Q3/roads")
    scores = {keys[0]: {"e": "1"}, keys[1]: {}, keys[2]: {"e": "1"}}
    known = told_facts(facts(), scores=scores, rescored={keys[1]: {"w": "2"}})
    for upto, shown in ((1, [True, False, False]), (2, [True, True, False]), (None, [True, True, False])):
        assert [one.shown for one in public_periods(known, "main", upto)] == shown


def test_a_year_is_read_as_of_a_change() -> None:
    later: Told = {
        FactKind.HONOUR: {"1": HONOUR}, FactKind.FLAG: {"main/Q1/roads/": TERM},
        FactKind.VETO: {"/w": {"items": []}, "Q1/e": {"items": []}},
        FactKind.YEAR: {"main": {"closed": True}}, FactKind.CONTEST: {"main/Q1": {"closed": True}},
        FactKind.SHOWN: {"main/Q1/roads/": {}}, FactKind.UNIT: {"w": unit(2, "西区", "West", guest=True)},
        FactKind.PERIOD: {"Q1": {**PERIODS["Q1"], "name": "早"}}, FactKind.AREA: {"main/third": {"position": 3}},
        FactKind.SERIES: {"main": {**SERIES, "id": "main", "periods": ["Q1"]}},
        FactKind.COMPETITION: {"": {**COMPETITION[""], "annual": {**YEAR, "honour_cap": "5"}}},
    }  # fmt: skip
    before, after = read(1, later=later), read(2, later=later)
    assert before == read()
    assert after == read(later=later)
    assert (len(after.honours), after.vetoes, after.closed, list(after.units), after.settings["honour_cap"]) == (
        1, {"w": []}, True, ["e"], "5",
    )  # fmt: skip
    assert ([one.name for one in after.periods], after.areas) == (["早"], ["roads", "water", "third"])
    assert (after.periods[0].flags, after.periods[0].closed) == ({("roads", ""): ["e"]}, True)
    assert (after.periods[0].awarded, after.periods[0].vetoes) == ({("roads", "")}, {"e": []})


def test_whoever_takes_part_in_a_period_or_on_the_last_day_is_of_the_year_unless_a_guest() -> None:
    units = {
        "late": unit(9, "后", "Late", first="2031-09-30"),
        "ended": unit(8, "止", "Ended", last="2031-03-31"),
        "gone": unit(7, "早", "Gone", last="2031-03-30"),
        "kept": unit(6, "留", "Kept", last="2031-03-30"),
        "guest": unit(5, "客", "Guest", guest=True),
        "other": unit(4, "他", "Other", series=["other"]),
        "same": unit(2, "同", "Same", pool="office"),
        **UNITS,
    }
    contests = {f"main/{name}": {} for name in ("Q1", "Q2", "Q3")}
    records = read(unit=units, contest={**contests, "main/Q1": {"remaining": ["kept"]}})
    assert [(one.unit, "".join(sorted(one.periods)), one.lasts) for one in records.units.values()] == [
        ("e", "Q1Q2Q3", True), ("same", "Q1Q2Q3", True), ("w", "Q1Q2Q3", True), ("kept", "Q1", False),
        ("ended", "Q1", False), ("late", "Q3", True),
    ]  # fmt: skip
    assert (records.units["same"].pool, records.units["same"].names["name"]) == ("office", "同")
    assert list(read(unit=units).units) == ["e", "same", "w", "late"], "before any contest ranks them"


def test_s10_units_are_called_as_on_the_day_of_knowing_or_on_the_years_last() -> None:
    new = {"name": "东区", "short_name": "区", "short_name_en": "D", "name_en": "District", "aliases": []}
    units = {"e": unit(1, "东县", "East"), "w": UNITS["w"]}
    units["e"]["names"].append({"from": "2031-09-30", **new})
    days = ("2031-09-29", "2031-09-30", "2032-01-01")
    assert [read(day=day, unit=units).units["e"].names["name"] for day in days] == ["东县", "东区", "东区"]
    units["e"]["names"][1]["from"] = "2031-10-01"
    assert read(day="2032-01-01", unit=units).units["e"].names["name"] == "东县"


def test_whether_a_period_was_left_out_is_known_once_it_is_over_on_the_day_of_knowing() -> None:
    contest = {"main/Q2": {"published": True}}
    told = {day: [str(one.state) for one in year_periods(read(day=day, contest=contest))] for day in DAYS}
    assert told == {DAYS[0]: ["open", "done", "open"], DAYS[1]: ["none", "done", "open"]}


def test_a_competition_without_a_year_has_none() -> None:
    for words in (COMPETITION, {"": {**COMPETITION[""], "annual": {}}}, {}):
        empty = told_facts({**facts(), FactKind.COMPETITION: words})
        assert public_records(empty, date(2031, 7, 1)) is None
        assert (annual_series(empty), has_begun(empty)) == (None, False)
    assert annual_series(told_facts(facts())) == "main"


@pytest.mark.parametrize(
    ("kinds", "begun"),
    [
        ({}, False),
        ({"contest": {"main/Q2": {"published": True}}}, True),
        ({"contest": {"main/Q2": {"closed": True}}}, False),
        ({"flag": {"main/Q3/roads/": TERM}}, True),
        ({"flag": {"other/Q3/roads/": TERM}}, False),
        ({"honour": {"1": HONOUR}}, True),
        ({"honour": {"1": {**HONOUR, "unit": "gone"}}}, False),
        ({"veto": {"Q2/e": {"items": []}}}, True),
        ({"veto": {"/e": {"items": []}}}, True),
        ({"veto": {"/gone": {"items": []}}}, False),
    ],
)
def test_a_year_has_begun_once_a_board_could_say_anything_of_who_takes_part(kinds: Any, begun: bool) -> None:
    assert has_begun(told_facts(facts(**kinds))) is begun


def test_the_states_of_a_years_periods_follow_from_what_is_public() -> None:
    flags = {f"main/Q2/{area}/": TERM for area in ("roads", "water")}
    public = told_facts(facts(flag={**flags, "main/Q3/roads/": TERM}))
    states = year_states(public, "main", public_periods(public, "main"))
    assert states == {"Q1": "none", "Q2": "done", "Q3": "part"}
