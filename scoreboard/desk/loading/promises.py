"""Loading pledges, goals, livelihood items and rectifications: each by its id, or found again by what names it."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, select

from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.desk.promises import (
    GOAL,
    LIVELIHOOD,
    PLEDGE,
    RECTIFICATION,
    AnyPromise,
    Codes,
    PromiseKind,
    code_begin,
    columns_of,
    today_of,
)
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.models import ProgressReport
from scoreboard.publications.promise_facts import reports_of


def load_promises(memory: Memory, folder: CompetitionFolder) -> None:
    """All four files."""
    _load(memory, PLEDGE, folder.pledges)
    _load(memory, GOAL, folder.goals)
    _load(memory, LIVELIHOOD, folder.livelihood)
    _load(memory, RECTIFICATION, folder.rectifications)


def _load(memory: Memory, kind: PromiseKind[AnyPromise], given: Iterable[Any]) -> None:
    session = memory.writing.session
    before = {row.code: row for row in session.exec(select(kind.table).order_by(kind.table.id))}  # type: ignore[arg-type]
    kept: set[str] = set()
    for code, declared, row in _matched(session, kind, list(given), before):
        columns = columns_of(declared)
        item = LoadedItem(kind.file, code, columns, declared.line)
        differing = memory.differing(item, row)
        if row is not None:
            kept.add(row.code)
            if row.code != code:
                memory.changed(kind.file, code, {"code": row.code}, {"code": code})
                row.code = code
            _report(memory, kind, row, {name: columns[name] for name in differing})
        memory.put(item, differing, row, kind.table, code=code)
    for key in memory.gone(kind.file):
        memory.forget(kind.file, key)
        if key in before and key not in kept:
            _remove(memory, kind, key, before[key])
    session.flush()


def _matched(
    session: Session, kind: PromiseKind[AnyPromise], given: list[Any], before: dict[str, AnyPromise]
) -> Iterator[tuple[str, Any, AnyPromise | None]]:
    """Each declaration with its id and its row; None for a new one."""
    fixed: set[str] = {one.id for one in given if one.id is not None}
    codes = Codes([*before, *fixed])
    nameless: dict[tuple[Any, ...], list[AnyPromise]] = {}
    for row in before.values():
        if row.code not in fixed:
            nameless.setdefault(kind.naming_of(row.model_dump()), []).append(row)
    for one in given:
        found = before.get(one.id or "")
        named_alike = nameless.get(kind.naming_of(columns_of(one)), [])
        if found is None and named_alike:
            found = named_alike.pop(0)
        code = one.id or (codes.next(code_begin(session, kind, columns_of(one))) if found is None else found.code)
        yield code, one, found


def _report(memory: Memory, kind: PromiseKind[AnyPromise], row: AnyPromise, news: dict[str, Any]) -> None:
    """A figure that the folder has changed comes after what was reported before."""
    if kind.figures is None or news.keys().isdisjoint(kind.figures) or row.id is None:
        return
    if reports_of(memory.writing.session, kind.name, [row.id]):
        done, plan = kind.figures
        memory.writing.session.add(
            ProgressReport(
                kind=kind.name,
                promise_id=row.id,
                reported_on=today_of(memory.writing),
                actual=news.get(done),
                planned=news.get(plan),
                entered_by=memory.writing.by.name,
                entered_at=memory.writing.now,
            )
        )


def _remove(memory: Memory, kind: PromiseKind[AnyPromise], key: str, row: AnyPromise) -> None:
    session = memory.writing.session
    memory.removed(kind.file, key, row.model_dump(exclude={"id"}))
    for report in reports_of(session, kind.name, [row.id or 0]):
        session.delete(report)
    session.delete(row)
