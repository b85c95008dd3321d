"""The year for those who may see what is sealed: flags, vetoes and scores as they are on record."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scoreboard.enums import PeriodState, ScoreState
from scoreboard.models import Honour, Score, Veto
from scoreboard.publications.borne_names import names_in
from scoreboard.publications.told_nominees import honour_english, public_person
from scoreboard.publications.year import HonourRecord, PeriodRecord, YearRecords, YearUnit, with_ledger
from scoreboard.store.contest import Contest, competition_of, contest_of, exists_on, names_on, participants, periods_of
from scoreboard.store.ledger import read_ledger
from scoreboard.store.years import year_is_closed


def records_on_file(session: Session, now: datetime) -> YearRecords | None:
    """All that has been entered and decided; None for a competition without [annual]."""
    competition = competition_of(session)
    if not competition.annual:
        return None
    series_id = competition.annual["series"]
    contests = [contest_of(session, series_id, period) for period in periods_of(session, series_id)]
    last = contests[-1]
    ranked = {
        contest.period.id: {unit.id: unit for unit in participants(session, contest) if not unit.guest}
        for contest in contests
    }
    every = {unit.id: unit for found in ranked.values() for unit in found.values()}
    members = sorted(every.values(), key=lambda unit: unit.position)
    names = names_on(session, last.naming_day(now), every)
    units = {
        unit.id: YearUnit(
            unit.id,
            unit.pool,
            names_in(names[unit.id]),
            frozenset(period for period, found in ranked.items() if unit.id in found),
            exists_on(unit, last.period.end),
        )
        for unit in members
    }
    honours = session.exec(select(Honour).order_by(col(Honour.awarded_on), col(Honour.id)))
    entered = set(
        session.exec(
            select(Score.period_id).where(Score.series_id == series_id, Score.state == ScoreState.CONFIRMED).distinct()
        )
    )
    series = last.series
    records = YearRecords(
        competition.id,
        competition.annual,
        {
            "id": series.id,
            "name": series.name,
            "name_en": series.name_en or series.name,
            "ranking": series.ranking,
            "pools": series.pool_ids,
            "pool_names": series.pool_names,
        },
        [area.id for area in last.series_areas],
        [_period(session, contest, shown=contest.period.id in entered) for contest in contests],
        units,
        [
            HonourRecord(
                row.unit_id,
                row.title,
                row.level,
                row.document,
                row.awarded_on,
                public_person(competition, row.person),
                bool(row.rolled_from),
                honour_english(competition, row),
            )
            for row in honours
            if row.unit_id in units
        ],
        _vetoes(session, ""),
        year_is_closed(session),
        now.astimezone(ZoneInfo(competition.timezone)).date(),
    )
    return with_ledger(records, read_ledger(session, series_id))


def _period(session: Session, contest: Contest, *, shown: bool) -> PeriodRecord:
    period = contest.period
    return PeriodRecord(
        period.id,
        period.name,
        period.name_en or period.name,
        period.start,
        period.end,
        contest.closed,
        contest.progress.state == PeriodState.PUBLISHED,
        shown,
        {},
        frozenset(),
        frozenset(),
        frozenset(),
        _vetoes(session, period.id),
        frozenset(contest.not_held),
    )


def _vetoes(session: Session, period: str) -> dict[str, list[tuple[int, str]]]:
    """Number and item of the vetoes of a period, or for "" of the year itself, that are in force, by unit."""
    vetoes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in session.exec(select(Veto).where(Veto.period_id == period, col(Veto.lifted_at).is_(None))):
        vetoes[row.unit_id].append((row.id or 0, row.veto))
    return vetoes
