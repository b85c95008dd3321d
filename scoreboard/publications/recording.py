"""What is on record in the words of public facts: documents for each kind, and the scores that are confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.enums import ImageOf, PeriodState, ScoreState, TableOrder
from scoreboard.facts import SCALE, FactKind, Mark
from scoreboard.models import (
    Area,
    Correction,
    Honour,
    Period,
    Score,
    Series,
    SeriesUnit,
    Star,
    TieDecision,
    Unit,
    UnitName,
)
from scoreboard.publications.corrections import SignedReason, ToldCorrection, told_correction
from scoreboard.publications.decided_orders import placed_words
from scoreboard.publications.decided_ties import decided_in
from scoreboard.publications.reopened import reopened_words
from scoreboard.publications.told_nominees import honour_english, public_person
from scoreboard.rules.custody_terms import CustodyKind, Lost, Term
from scoreboard.rules.judging import combined
from scoreboard.rules.ranking import exact
from scoreboard.store.chunks import among, in_chunks, listed
from scoreboard.store.columns import ask_columns, dialect_of
from scoreboard.store.contest import IN_ORDER, Contest, competition_of, periods_of, remaining_in
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.named_images import emblem_of, emblems_of_flags
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.facts import Document
from scoreboard.store.public.places import EMPTY, PublicCell
from scoreboard.store.standings import View
from scoreboard.wire import UNSET

Documents = dict[str, Document | None]


def definitions(session: Session) -> dict[FactKind, Documents]:
    """The competition, its periods, series with their areas, and star categories."""
    competition = competition_of(session)
    emblem, emblems = emblem_of(session, ImageOf.CONTEST), emblems_of_flags(session)
    periods = session.exec(select(Period).order_by(*IN_ORDER)).all()
    series = session.exec(select(Series).order_by(col(Series.position))).all()
    return {
        FactKind.COMPETITION: {
            "": {
                "id": competition.id,
                "name": competition.name,
                "name_en": competition.name_en or competition.name,
                "host": competition.host,
                "timezone": competition.timezone,
                **({"colours": competition.colours} if competition.colours else {}),
                **({"emblem": emblem} if emblem else {}),
                "annual": competition.annual,
            }
        },
        FactKind.PERIOD: {
            row.id: {
                "id": row.id,
                "position": position,
                "name": row.name,
                "name_en": row.name_en or row.name,
                "start": row.start.isoformat(),
                "end": row.end.isoformat(),
            }
            for position, row in enumerate(periods)
        },
        FactKind.SERIES: {row.id: _series(session, row) for row in series},
        FactKind.AREA: {
            f"{row.series_id}/{row.id}": {
                "position": row.position,
                "name": row.name,
                "name_en": row.name_en or row.name,
                "flag": row.flag,
                **({"flag_en": row.flag_en} if row.flag_en else {}),
                "weight": str(row.weight),
                **({"prize": row.prize, "prize_en": row.prize_en or row.prize} if row.prize else {}),
                **({"emblem": emblems[key]} if (key := f"{row.series_id}/{row.id}") in emblems else {}),
            }
            for row in session.exec(select(Area))
        },
        FactKind.STAR: {
            row.id: {
                "id": row.id,
                "position": row.position,
                "name": row.name,
                "name_en": row.name_en or row.name,
            }
            for row in session.exec(select(Star))
        },
    }


def _series(session: Session, row: Series) -> Document:
    return {
        "id": row.id,
        "position": row.position,
        "name": row.name,
        "name_en": row.name_en or row.name,
        "host": row.host,
        "ranking": row.ranking,
        "decimals": row.decimals,
        "pools": row.pool_ids,
        **({"pool_names": row.pool_names} if row.pool_names else {}),
        **(
            {"overall_flag": row.overall_flag, "overall_flag_en": row.overall_flag_en or row.overall_flag}
            if row.overall_flag
            else {}
        ),
        **({"issuer": row.issuer, "issuer_en": row.issuer_en} if row.issuer else {}),
        "periods": periods_of(session, row.id),
    }


def contest_document(session: Session, contest: Contest, *, contested: bool) -> Document:
    """How a contest is shown, how far it has come, and who remains in it.

    With `contested` it says, too, that it is contested although nothing of it is public; that stays said.
    """
    return {
        "closed": contest.closed,
        "published": contest.progress.state == PeriodState.PUBLISHED,
        "ranking": contest.rules.ranking,
        "decimals": contest.rules.decimals,
        **({"order": contest.rules.order} if contest.rules.order != TableOrder.FLAGS else {}),
        **({"minimum": f"{contest.rules.minimum.normalize():f}"} if contest.rules.minimum else {}),
        **({"countback": list(contest.rules.countback)} if contest.rules.countback else {}),
        **placed_words(session, contest),
        **({"not_held": sorted(contest.not_held)} if contest.not_held else {}),
        **_freeze(contest),
        **reopened_words(session, contest),
        **_guest_words(session, contest),
        **({"contested": True} if contested else {}),
        **remaining_words(session, contest),
        **_decided_words(session, contest),
    }


def _guest_words(session: Session, contest: Contest) -> Document:
    """Who of those who take part does so out of competition."""
    members = select(SeriesUnit.unit_id).where(SeriesUnit.series_id == contest.series.id)
    guests = session.exec(select(Unit.id).where(col(Unit.guest).is_(True), col(Unit.id).in_(members)))
    return {"guests": found} if (found := sorted(guests)) else {}


def _decided_words(session: Session, contest: Contest) -> Document:
    """Whom decisions put first among those who tie for a flag that has been shown, and why, by area."""
    if not contest.closed:
        return {}
    decided = select(TieDecision.area_id).where(
        TieDecision.series_id == contest.series.id, TieDecision.period_id == contest.period.id
    )
    if session.exec(decided.limit(1)).first() is None:
        return {}
    ledger = read_ledger(session, contest.series.id, revealed_only=True)
    found = decided_in(session, contest, ledger, Tops(session, contest, View.CONFIRMED), public=True)
    if not found:
        return {}
    because = {area: dict(sorted(units.items())) for area, units in sorted(found.items())}
    return {"decided": {area: list(units) for area, units in because.items()}, "decided_because": because}


def _freeze(contest: Contest) -> Document:
    since = contest.progress.frozen_since or contest.progress.freeze
    return {} if since is None else {"freeze": since.astimezone(UTC).isoformat()}


REMAINING = "remaining"
"""What the fact of a contest calls the units that remain in it; it says nothing of them where there are none."""


def remaining_words(session: Session, contest: Contest) -> Document:
    """Which units remain in a closed contest, having ended since for a day before its own end."""
    remaining = sorted(remaining_in(session, contest))
    return {REMAINING: remaining} if remaining else {}


def unit_documents(session: Session, units: Sequence[str] | None = None) -> Documents:
    """Units with their names, pool, and the series that they take part in; all of them where none are named."""
    found: Documents = {}
    for portion in [None] if units is None else list(in_portions(units)):
        found.update(_units(session, portion))
    return found


def _units(session: Session, units: Sequence[str] | None) -> Documents:
    session.flush()  # columns are read past the session's objects: those of all units would take what a load may
    of_unit = [] if units is None else [col(Unit.id).in_(units)]
    of_name = [] if units is None else [col(UnitName.unit_id).in_(units)]
    of_series = [] if units is None else [col(SeriesUnit.unit_id).in_(units)]
    rows = session.connection().execute
    names: dict[str, list[Document]] = defaultdict(list)
    spans = select(*UnitName.__table__.c).where(*of_name)  # type: ignore[attr-defined]
    for row in rows(spans.order_by(col(UnitName.unit_id), col(UnitName.position))):
        names[row.unit_id].append(
            {
                "from": None if row.valid_from is None else row.valid_from.isoformat(),
                "name": row.name,
                "short_name": row.short_name or row.name,
                **({"short_name_en": row.short_name_en} if row.short_name_en else {}),
                "name_en": row.name_en or row.name,
                "aliases": list(row.aliases),
            }
        )
    series: dict[str, list[str]] = defaultdict(list)
    members = select(*SeriesUnit.__table__.c).where(*of_series)  # type: ignore[attr-defined]
    for member in rows(members.order_by(col(SeriesUnit.series_id))):
        series[member.unit_id].append(member.series_id)
    return {
        row.id: {
            "position": row.position,
            "kind": row.kind,
            **({"kind_en": row.kind_en} if row.kind_en else {}),
            "parent": row.parent_id,
            "pool": row.pool,
            "first": None if row.valid_from is None else row.valid_from.isoformat(),
            "last": None if row.valid_to is None else row.valid_to.isoformat(),
            **({"guest": True} if row.guest else {}),
            "series": series.get(row.id, []),
            "names": names[row.id],
        }
        for row in rows(select(*Unit.__table__.c).where(*of_unit))  # type: ignore[attr-defined]
    }


_SCORED = select_columns(col(Score.unit_id), col(Score.value), col(Score.state)).where(
    col(Score.series_id) == bindparam("series"),
    col(Score.period_id) == bindparam("period"),
    col(Score.area_id) == bindparam("area"),
)


@cache
def _scored_of(dialect: str) -> Executable:
    return _SCORED.where(among(dialect, col(Score.unit_id), "units"))


def confirmed_cells(
    session: Session, contest: Contest, area: str, units: Iterable[str] | None = None
) -> dict[str, PublicCell]:
    """The confirmed scores of an area by unit, judges' ones combined; of some units only, where they are named.

    A unit whose score is not confirmed, or no more, has an empty cell.
    """
    dialect = dialect_of(session)
    where = {"series": contest.series.id, "period": contest.period.id, "area": area}
    given: dict[str, list[Any]] = defaultdict(list)
    for some in [None] if units is None else in_chunks(dict.fromkeys(units)):
        rows = (
            ask_columns(session, _SCORED, **where)
            if some is None
            else ask_columns(session, _scored_of(dialect), **where, units=listed(dialect, some))
        )
        for unit, value, state in rows:
            given[unit] += [value] if state == ScoreState.CONFIRMED else []
    return {unit: _cell(values, contest.rules.judges) for unit, values in given.items()}


def _cell(values: Sequence[Any], judges: str) -> PublicCell:
    if not values:
        return EMPTY
    scores = [value for value in values if value is not None]
    score = combined(scores, judges)
    return PublicCell(Mark.NOT_APPLICABLE) if score is None else PublicCell(Mark.SCORE, int(score * SCALE))


def term_words(term: Term) -> Document:
    """A term of a flag."""
    return {
        "holders": list(term.holders),
        "previous": list(term.previous),
        "ended": list(term.ended),
        "outcome": str(term.outcome),
        "settled": term.settled,
        "defences": dict(term.defences),
        "margin": None if term.margin is None else f"{term.margin.normalize():f}",
        **({"opening": True} if term.opening else {}),
        **({"depends": True} if term.depends else {}),
        **({"lost": [_lost(one) for one in term.lost]} if term.lost else {}),
        **({"lifted": [{"unit": one.unit, "reason": one.reason} for one in term.lifted]} if term.lifted else {}),
        **({"overtaken_by": list(term.overtaken_by)} if term.overtaken_by else {}),
        "awarded_on": None if term.awarded_on is None else term.awarded_on.isoformat(),
        "reason": term.reason if term.reason is not None or not term.lifted else term.lifted[-1].reason,
        **({"approved_by": list(term.approved_by)} if term.approved_by else {}),
    }


def _lost(lost: Lost) -> Document:
    kind = {CustodyKind.REVOKED: "revoked", CustodyKind.ABOLISHED: "abolished", CustodyKind.ASSIGNED: "moved"}[
        lost.kind
    ]
    return {"unit": lost.unit, "kind": kind, "reason": lost.reason}


def corrections_of(session: Session, contest: Contest, area: str) -> dict[str, ToldCorrection]:
    """The last correction of each unit's score in an area: old, new, why, and who approved (S08).

    One that left the score as it was (only the flag was to move) adds its reason and signature to the one before;
    those before are told as "earlier".
    """
    decimals = contest.rules.decimals
    rows = session.exec(
        select(Correction)
        .where(
            Correction.series_id == contest.series.id,
            Correction.period_id == contest.period.id,
            Correction.area_id == area,
        )
        .order_by(col(Correction.id))
    )
    told: dict[str, list[ToldCorrection]] = {}
    for row in rows:
        words, before = correction_words(row, decimals), told.setdefault(row.unit_id, [])
        if before and words.old == words.new:
            words = _as_one(before.pop(), words)
        before.append(words)
    return {unit: replace(last, earlier=tuple(before) or UNSET) for unit, (*before, last) in told.items()}


def _as_one(first: ToldCorrection, then: ToldCorrection) -> ToldCorrection:
    """Two corrections of one score as one: from the first's old value to the second's new one."""
    signed = dict.fromkeys((*first.every_reason, *then.every_reason))
    return told_correction(first.old, then.new, then.at, list(signed))


def correction_words(row: Correction, decimals: int) -> ToldCorrection:
    """A correction as a board states it."""
    return told_correction(
        None if row.old is None else exact(row.old, decimals),
        None if row.new is None else exact(row.new, decimals),
        row.entered_at.astimezone(UTC).isoformat(),
        [SignedReason(reason=row.reason, approved_by=tuple(row.approved_by.split("\n")))],
    )


def honours(session: Session) -> Documents:
    """All honours, which have no seal."""
    competition = competition_of(session)
    return {
        _number(row.id): {
            "unit": row.unit_id,
            "title": row.title,
            "level": row.level,
            "document": row.document,
            "awarded_on": row.awarded_on.isoformat(),
            **({"person": public_person(competition, row.person)} if row.person else {}),
            **({"rolled_from": row.rolled_from} if row.rolled_from else {}),
            **({"english": english} if english else {}),
        }
        for row, english in ((row, honour_english(competition, row)) for row in session.exec(select(Honour)))
    }


def _number(row: int | None) -> str:
    """A key that sorts in the order of entering."""
    return f"{row or 0:09d}"
