"""Loading campaigns, benchmarks, study visits and flags that units go for, each found by its id, or what names it."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import select

from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.desk.loading.named import Columns, load_named
from scoreboard.desk.promises import BENCHMARK, TARGET, VISIT, AnyPromise, Codes, PromiseKind, code_begin, columns_of
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.models import Campaign

NOTHING: Columns = {}
"""A campaign is given nothing beside its columns, which name it, too."""


def load_campaigns(memory: Memory, folder: CompetitionFolder) -> None:
    """Campaigns, and the three files."""
    campaigns = (
        ({"name": one.name, "name_en": one.name_en, "start": one.start, "end": one.end, "units": list(one.units)}, one)
        for one in folder.campaigns
    )
    load_named(memory, "campaigns", Campaign, ((NOTHING, columns, one.line) for columns, one in campaigns), ("name",))
    _load_withdrawable(memory, BENCHMARK, folder.benchmarks)
    _load_withdrawable(memory, VISIT, folder.visits)
    _load_withdrawable(memory, TARGET, folder.targets)


def _load_withdrawable(memory: Memory, kind: PromiseKind[AnyPromise], given: Iterable[Any]) -> None:
    """Bring records level with their file; one that people have withdrawn stays away until the file changes it."""
    session, file = memory.writing.session, kind.file
    rows: list[Any] = list(session.exec(select(kind.table)))
    by_code: dict[str | None, Any] = {row.code: row for row in rows}
    by_name = {_key(kind, row.model_dump()): row for row in rows}
    declarations: list[Any] = list(given)
    kept: set[str] = set()
    codes = Codes([*(row.code for row in rows), *(one.id for one in declarations if one.id)])
    for declared in declarations:
        columns = columns_of(declared)
        key = _key(kind, columns)
        item = LoadedItem(
            file, key, columns if declared.id is None else {**columns, "code": declared.id}, declared.line
        )
        row = by_code.get(declared.id) or by_name.get(key)
        if row is None and memory.stays_out(item):
            continue
        new = {} if row or declared.id else {"code": codes.next(code_begin(session, kind, columns))}
        kept.add(memory.put(item, memory.differing(item, row), row, kind.table, **new).code)
    for key in memory.gone(file):
        memory.forget(file, key)
        if key in by_name and by_name[key].code not in kept:
            memory.removed(file, key, by_name[key].model_dump(exclude={"id"}))
            session.delete(by_name[key])
    session.flush()


def _key(kind: PromiseKind[Any], columns: Columns) -> str:
    return "/".join(str(part) for part in kind.naming_of(columns))
