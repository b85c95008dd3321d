"""What a year hands over to the next one: who holds which flag after how many defences, and honours too late for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from scoreboard.enums import HonourState
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.csv_writing import write_rows
from scoreboard.exchange.formats.custody import Custody
from scoreboard.exchange.formats.honours import DeclaredHonour
from scoreboard.facts import OVERALL
from scoreboard.models import Area, Honour, Series, Unit
from scoreboard.rules.counted_honours import aside_from
from scoreboard.rules.custody_terms import Term
from scoreboard.store.contest import exists_on
from scoreboard.store.ledger import read_ledger
from scoreboard.store.years import year_contest, year_days


@dataclass(frozen=True)
class YearHandover:
    """The rows of the next year's custody.csv and honours.csv."""

    custody: tuple[Custody, ...]
    honours: tuple[DeclaredHonour, ...]
    flags: int
    """How many flags somebody holds."""


def hand_over(session: Session) -> YearHandover:
    """What the next year begins with. Raises Refused while the year is open, BadInput without an [annual]."""
    contest = year_contest(session)
    if not contest.closed:
        raise Refused("year.still_open", series=contest.series.id)
    after = year_days(session)[1] + timedelta(days=1)
    flags = [
        held
        for series in session.exec(select(Series.id).order_by(col(Series.position))).all()
        for held in _held(session, series, after)
    ]
    honours = _late_honours(session, contest.competition.id)
    return YearHandover(tuple(row for held in flags for row in held), tuple(honours), len(flags))


def write_handover(found: YearHandover, folder: Path) -> tuple[Path, ...]:
    """Write the files of the next year's folder; returns where what they held before is kept.

    Raises BadInput where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = (write_rows(folder, Custody, found.custody), write_rows(folder, DeclaredHonour, found.honours))
    except OSError as error:
        raise BadInput("year.folder", folder=folder, detail=error.strerror or "-") from None
    return tuple(path for path in kept if path is not None)


def _held(session: Session, series: str, after: date) -> Iterator[list[Custody]]:
    """Of each flag of a series, who holds it as far as is public, and is still there when the next year begins."""
    of_areas, of_table = (read_ledger(session, series, revealed_only=True, overall=one) for one in (False, True))
    terms = {**of_areas.terms, **of_table.terms}
    areas = session.exec(select(Area.id).where(Area.series_id == series).order_by(col(Area.position))).all()
    order = [*areas, OVERALL]
    for flag in sorted(terms, key=lambda flag: (order.index(flag[0]), flag[1])):
        last = terms[flag][-1]
        holders = [unit for unit in last.holders if exists_on(session.get_one(Unit, unit), after)]
        if holders:
            yield [_row(series, flag[0], unit, last) for unit in holders]


def _row(series: str, area: str, unit: str, term: Term) -> Custody:
    return Custody.model_construct(
        series=series,
        area=None if area == OVERALL else area,
        period=None,
        unit=unit,
        awarded_on=term.awarded_on,
        defences=term.defences.get(unit, 0),
    )


def _late_honours(session: Session, competition: str) -> list[DeclaredHonour]:
    """Honours of after the year, with where they come from: they count in the next one, whenever that begins."""
    start, end = year_days(session)
    rows = session.exec(select(Honour).order_by(col(Honour.awarded_on), col(Honour.id)))
    return [
        DeclaredHonour.model_construct(
            unit=row.unit_id,
            person=row.person,
            person_en=row.person_en,
            level=row.level,
            title=row.title,
            title_en=row.title_en,
            document=row.document,
            document_en=row.document_en,
            awarded_on=row.awarded_on,
            rolled_from=competition,
        )
        for row in rows
        if aside_from(row.awarded_on, start, end, rolled=bool(row.rolled_from)) is HonourState.LATE
    ]
