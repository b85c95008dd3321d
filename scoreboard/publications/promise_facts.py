"""What is on record of promises, in the words of public facts."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from scoreboard.enums import Rectifications
from scoreboard.facts import FactKind
from scoreboard.models import (
    Benchmark,
    Competition,
    Goal,
    LivelihoodItem,
    Pledge,
    ProgressReport,
    Rectification,
    Series,
    StudyVisit,
    Target,
)
from scoreboard.publications.promise_rows import plain
from scoreboard.publications.told_nominees import public_person
from scoreboard.store.contest import competition_of
from scoreboard.store.public.facts import Document, Facts

Promise = Pledge | Goal | LivelihoodItem | Rectification
PublicRecord = Promise | Benchmark | StudyVisit | Target
"""Promises, and what is public beside them by ids of its own."""
Documents = dict[str, Document | None]


def promise_documents(session: Session, facts: Facts) -> dict[FactKind, Documents]:
    """All pledges, goals, livelihood items, rectifications, benchmarks and visits, and all that was reported of them.

    `facts` are those that there are already.
    """
    competition = competition_of(session)
    found: dict[FactKind, Iterable[PublicRecord]] = {
        FactKind.PLEDGE: session.exec(select(Pledge)),
        FactKind.GOAL: session.exec(select(Goal)),
        FactKind.LIVELIHOOD: session.exec(select(LivelihoodItem)),
        FactKind.BENCHMARK: session.exec(select(Benchmark)),
        FactKind.VISIT: session.exec(select(StudyVisit)),
    }
    reports = session.exec(select(ProgressReport).order_by(col(ProgressReport.id)))
    told: dict[FactKind, Documents] = {
        kind: {fact_key(row): promise_document(competition, row) for row in rows} for kind, rows in found.items()
    }
    rows = public_rectifications(session)
    keys = rectification_keys(facts, rows)
    told[FactKind.RECTIFICATION] = {keys[row.code]: promise_document(competition, row) for row in rows}
    return {**told, FactKind.REPORT: {report_key(row): report_document(row) for row in reports}}


def public_rectifications(session: Session) -> list[Rectification]:
    """The rectifications of those series in which everybody learns of them."""
    series = select(Series.id).where(Series.rectifications == Rectifications.PUBLIC)
    rows = select(Rectification).where(col(Rectification.series_id).in_(series)).order_by(col(Rectification.id))
    return list(session.exec(rows))


def rectification_keys(facts: Facts, rows: Iterable[Rectification]) -> dict[str, str]:
    """The keys of the facts of rectifications, by their ids: those that there are, and the next ones.

    They count what is public alone: numbers of rows would tell that there are others between them.
    """
    there = facts.documents(FactKind.RECTIFICATION)
    known = {words["id"]: key for key, words in there.items() if "id" in words}
    last = max(map(int, there), default=0)
    for row in rows:
        if row.code in known:
            continue
        if fact_key(row) in there and "id" not in there[fact_key(row)]:  # of before they had ids
            known[row.code] = fact_key(row)
        else:
            last += 1
            known[row.code] = _number(last)
    return known


def is_public(session: Session, row: PublicRecord) -> bool:
    """Whether everybody may read of a promise: of a rectification where its series says so."""
    if not isinstance(row, Rectification):
        return True
    series = session.get(Series, row.series_id)
    return series is not None and series.rectifications == Rectifications.PUBLIC


def promise_document(competition: Competition, row: PublicRecord) -> Document:
    """One of them."""
    match row:
        case Pledge():
            return {
                "id": row.code,
                "unit": row.unit_id,
                "person": public_person(competition, row.person),
                **_texts(row, "post", "aspect", "text", "comparator"),
                **{name: plain(getattr(row, name)) for name in ("target", "due", "made_on", "actual", "settled_on")},
                **_texts(row, "measure", "channel", "outcome"),
                **_later(competition, row),
            }
        case Goal():
            return {
                "id": row.code,
                "unit": row.unit_id,
                **_texts(row, "scope", "title", "outcome", "evidence"),
                "due": plain(row.due),
                **_settled(row),
                **_english(competition, row),
            }
        case LivelihoodItem():
            return {
                "id": row.code,
                **_texts(row, "field", "title", "measure", "status"),
                **{name: plain(getattr(row, name)) for name in ("planned", "spent", "due")},
                **_settled(row),
                **_later(competition, row),
            }
        case Rectification():
            return {
                "id": row.code,
                "unit": row.unit_id,
                "series": row.series_id,
                "area": row.area_id,
                "period": row.period_id,
                "due": plain(row.due),
                "status": row.status,
                "done_on": plain(row.done_on),
                **({"reason": row.reason} if row.reason else {}),
                **_later(competition, row),
            }
        case Benchmark():
            return {
                "id": row.code,
                "unit": row.unit_id,
                **_texts(row, "title", "against", "measure", "better"),
                **{name: plain(getattr(row, name)) for name in ("theirs", "ours", "as_of")},
                "english": dict(row.english),
            }
        case StudyVisit():
            return {
                "id": row.code,
                "unit": row.unit_id,
                **_texts(row, "title", "destination", "people", "note"),
                **{name: plain(getattr(row, name)) for name in ("start", "end")},
                "english": dict(row.english),
            }
        case Target():
            return {}


def _texts(row: PublicRecord, *names: str) -> Document:
    return {name: getattr(row, name) for name in names}


def _settled(row: Goal | LivelihoodItem) -> Document:
    return {} if row.settled_on is None else {"settled_on": plain(row.settled_on)}


def _later(competition: Competition, row: Promise) -> Document:
    """What older facts do not have, where there is any of it."""
    return {**({"evidence": row.evidence} if row.evidence else {}), **_english(competition, row)}


def _english(competition: Competition, row: Promise) -> Document:
    words = {name: public_person(competition, text) if name == "person" else text for name, text in row.english.items()}
    return {"english": words} if words else {}


def report_document(row: ProgressReport) -> Document:
    """How far something had come on a day."""
    return {
        "on": row.reported_on.isoformat(),
        "actual": plain(row.actual),
        "planned": plain(row.planned),
        **({"evidence": row.evidence} if row.evidence else {}),
    }


def fact_key(row: PublicRecord) -> str:
    """A key that sorts in the order of entering; of a flag that a unit goes for it says all of it."""
    if isinstance(row, Target):
        return f"{row.unit_id}/{row.series_id}/{row.period_id}/{row.area_id}"
    return _number(row.id)


def report_key(row: ProgressReport) -> str:
    """A key below that of the promise, that sorts in the order of entering."""
    return f"{row.kind}/{_number(row.promise_id)}/{_number(row.id)}"


def reports_of(session: Session, kind: str, promises: Iterable[int]) -> list[ProgressReport]:
    """What was reported of promises, in the order of entering."""
    wanted = list(promises)
    rows = select(ProgressReport).where(ProgressReport.kind == kind, col(ProgressReport.promise_id).in_(wanted))
    return list(session.exec(rows.order_by(col(ProgressReport.id)))) if wanted else []


def _number(row: int | None) -> str:
    return f"{row or 0:09d}"
