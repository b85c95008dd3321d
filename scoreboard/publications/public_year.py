"""The year as the public knows it, read from the public facts; `inside_year` reads what is on record."""

from collections.abc import Sequence
from datetime import date

from scoreboard.facts import FactKind, flag_of
from scoreboard.publications.board_words import name_on
from scoreboard.publications.year import HonourRecord, PeriodRecord, YearRecords, YearUnit, year_periods
from scoreboard.store.public.contests import areas_of, is_shown, members_of, members_told, roll_of
from scoreboard.store.public.facts import Facts


def public_records(facts: Facts, day: date, upto: int | None = None) -> YearRecords | None:
    """The year as the public knows it, or knew it at a change; None for a competition without [annual].

    `day` is that of the knowing: units are called as on it, or as on the year's last day.
    """
    competition = facts.document(FactKind.COMPETITION, upto=upto)
    settings = (competition or {}).get("annual")
    if competition is None or not settings:
        return None
    series = facts.document(FactKind.SERIES, settings["series"], upto) or {}
    periods = public_periods(facts, series["id"], upto)
    honours = [
        HonourRecord(
            one["unit"],
            one["title"],
            one["level"],
            one["document"],
            date.fromisoformat(one["awarded_on"]),
            one.get("person", ""),
            bool(one.get("rolled_from")),
            one.get("english", {}),
        )
        for one in facts.documents(FactKind.HONOUR, upto=upto).values()
    ]
    units = _public_units(facts, series["id"], periods, day, upto)
    return YearRecords(
        competition["id"],
        settings,
        series,
        list(areas_of(facts, series["id"], upto)),
        periods,
        units,
        sorted((one for one in honours if one.unit in units), key=lambda one: one.awarded_on),
        _vetoes(facts, "", upto),
        bool((facts.document(FactKind.YEAR, series["id"], upto) or {}).get("closed")),
        day,
    )


def public_periods(facts: Facts, series: str, upto: int | None = None) -> list[PeriodRecord]:
    """What the public knows of the periods of a series, in contest order."""
    words = facts.document(FactKind.SERIES, series, upto) or {}
    return [_public_period(facts, series, period, upto) for period in words["periods"]]


def annual_series(facts: Facts) -> str | None:
    """The series that the year is about; None for a competition without [annual]."""
    competition = facts.document(FactKind.COMPETITION) or {}
    series: str | None = (competition.get("annual") or {}).get("series")
    return series


def has_begun(facts: Facts) -> bool:
    """Whether anything of the year is public that a board could say."""
    series = annual_series(facts)
    if series is None:
        return False
    periods = public_periods(facts, series)
    if any(one.published or one.flags for one in periods):
        return True
    named = {honour["unit"] for honour in facts.documents(FactKind.HONOUR).values()}
    named.update(unit for one in periods for unit in one.vetoes)
    named.update(_vetoes(facts, "", None))
    return bool(members_of(facts, series, facts.unit_numbers(named).values()))


def year_states(facts: Facts, series: str, periods: Sequence[PeriodRecord]) -> dict[str, str]:
    """How far each of the `periods` of the year has come as far as is public: one of none, open, part, done."""
    words = facts.document(FactKind.SERIES, series) or {}
    records = YearRecords("", {}, words, list(areas_of(facts, series)), periods, {}, ())
    return {one.record.id: one.state for one in year_periods(records)}


def _public_period(facts: Facts, series: str, period: str, upto: int | None) -> PeriodRecord:
    words = facts.document(FactKind.PERIOD, period, upto) or {}
    contest = facts.document(FactKind.CONTEST, f"{series}/{period}", upto) or {}
    terms = facts.documents(FactKind.FLAG, f"{series}/{period}/", upto)
    return PeriodRecord(
        period,
        words["name"],
        words["name_en"],
        date.fromisoformat(words["start"]),
        date.fromisoformat(words["end"]),
        any(contest.get(said) for said in ("closed", "contested", "reopened")),
        bool(contest.get("published")),
        is_shown(facts, series, period, upto),
        {flag_of(key): [*term["holders"], *term["ended"]] for key, term in terms.items()},
        frozenset(flag_of(key) for key, term in terms.items() if not term["settled"]),
        frozenset(flag_of(key) for key, term in terms.items() if term.get("depends")),
        frozenset(map(flag_of, facts.documents(FactKind.SHOWN, f"{series}/{period}/", upto))),
        _vetoes(facts, period, upto),
        frozenset(contest.get("not_held", ())),
    )


def _vetoes(facts: Facts, period: str, upto: int | None) -> dict[str, list[tuple[int, str]]]:
    """Number and item of the vetoes of a period, or for "" of the year itself, that are public, by unit."""
    return {
        key.partition("/")[2]: [(one["number"], one["veto"]) for one in veto["items"]]
        for key, veto in facts.documents(FactKind.VETO, f"{period}/", upto).items()
    }


def _public_units(
    facts: Facts, series: str, periods: Sequence[PeriodRecord], day: date, upto: int | None
) -> dict[str, YearUnit]:
    """All that the year may rank: who takes part in one of its periods, or would on its last day; no guests."""
    end = periods[-1].end
    rolls = [roll for one in periods if (roll := roll_of(facts, series, one.id, upto)) is not None]
    found: list[tuple[int, YearUnit]] = []
    for unit, member, words in members_told(facts, series, upto):
        if words.get("guest"):
            continue
        ranking = frozenset(roll.period for roll in rolls if roll.ranks(member))
        lasts = member.is_there(end.isoformat())
        if lasts or ranking:
            found.append((member.position, YearUnit(unit, member.pool, name_on(words, min(end, day)), ranking, lasts)))
    return {one.unit: one for _position, one in sorted(found, key=lambda one: (one[0], one[1].unit))}
