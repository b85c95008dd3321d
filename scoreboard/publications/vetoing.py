"""Making vetoes public: they exclude from every area and series of their period, so all its public rankings follow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from scoreboard.facts import FactKind
from scoreboard.models import SeriesPeriod, Veto
from scoreboard.store.contest import Contest
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.contests import contest_boards, members_of, ranking_key, roll_of
from scoreboard.store.public.facts import Document, Facts
from scoreboard.store.public.places import ContestBoards
from scoreboard.store.writing import Writing


def changes_of(writing: Writing, reason: str = "") -> PublicChanges:
    """The change of a deed."""
    return PublicChanges(writing.session, writing.now, reason)


def visible_rankings(facts: Facts, boards: ContestBoards) -> list[str]:
    """The rankings of a contest that are public."""
    return list(_contest_touches(facts, boards))


def _contest_touches(facts: Facts, boards: ContestBoards) -> Iterable[str]:
    key = ranking_key(boards.series, boards.period)
    for name in facts.boards(key):
        if name == key or name.startswith(f"{key}/"):
            yield name


def boards_key(boards: ContestBoards, area: str | None = None) -> str:
    """The key of a contest's ranking."""
    return ranking_key(boards.series, boards.period, area)


def publish_vetoes(writing: Writing, contest: Contest, reason: str = "", pools: Iterable[str] = ("",)) -> bool:
    """Make the active vetoes on a contest's units public, those of some pools; True if that was news.

    A veto excludes from every area and series of its period, so all public rankings of the period follow. That on a
    unit which none of them ranks is public all the same, for it takes the place in the year.
    """
    changes, period = changes_of(writing, reason), contest.period.id
    facts = changes.facts
    active = active_vetoes(writing.session, period)
    known = facts.documents(FactKind.VETO, f"{period}/")
    wanted = set(pools)
    numbers = facts.unit_numbers([*active, *(key.partition("/")[2] for key in known)])
    members = members_of(facts, contest.series.id, numbers.values())
    roll = roll_of(facts, contest.series.id, period)
    documents: dict[str, Document | None] = {}
    for unit, number in numbers.items():
        member, key = members.get(number), f"{period}/{unit}"
        concerned = member is not None and roll is not None and bool(wanted & {"", member.pool})
        if concerned or key in known:
            documents[key] = {"items": active[unit]} if unit in active else None
    return _put_vetoes(writing, changes, documents)


def publish_year_vetoes(writing: Writing, reason: str = "") -> bool:
    """Make the active vetoes of the year public, which have no seal; True if that was news."""
    changes, active = changes_of(writing, reason), active_vetoes(writing.session, "")
    known = changes.facts.documents(FactKind.VETO, "/")
    documents: dict[str, Document | None] = {f"/{unit}": {"items": items} for unit, items in active.items()}
    return bool(changes.put(FactKind.VETO, {**dict.fromkeys(known), **documents}))


def active_vetoes(session: Session, period: str) -> dict[str, list[Document]]:
    """The vetoes of a period, or for "" of the year, that are in force, by unit, in the order of their recording."""
    found: dict[str, list[Document]] = defaultdict(list)
    rows = session.exec(
        select(Veto).where(Veto.period_id == period, col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))
    )
    for row in rows:
        found[row.unit_id].append({"number": row.id, "veto": row.veto})
    return dict(found)


def _put_vetoes(writing: Writing, changes: PublicChanges, documents: Mapping[str, Document | None]) -> bool:
    news = changes.put(FactKind.VETO, documents)
    units: dict[str, list[str]] = defaultdict(list)
    for key in news:
        period, _, unit = key.partition("/")
        units[period].append(unit)
    for period, found in units.items():
        numbers = changes.facts.unit_numbers(found)
        for series in writing.session.exec(select(SeriesPeriod.series_id).where(SeriesPeriod.period_id == period)):
            boards = contest_boards(changes.facts, series, period)
            members = members_of(changes.facts, series, numbers.values())
            if boards is not None and members:
                changes.settle(boards, members)
                if visible := visible_rankings(changes.facts, boards):
                    changes.touch(*visible)
    return bool(news)
