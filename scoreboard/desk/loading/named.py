"""Loading rows that are found again by what names them, and taken out where their file has them no more."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlmodel import select

from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.models import Table

Columns = Mapping[str, Any]


def load_named(
    memory: Memory,
    file: str,
    table: type[Table],
    given: Iterable[tuple[Columns, Columns, int]],
    naming: tuple[str, ...],
    withdrawn: Callable[[LoadedItem], bool] = lambda _item: False,
) -> None:
    """Bring a table level with a file: of each row what a new one is given once, what may change, and its line.

    One that is not there because it was `withdrawn` stays away.
    """
    session = memory.writing.session
    known: dict[str, Any] = {_key(row.model_dump(), naming): row for row in session.exec(select(table))}
    for identity, columns, line in given:
        key = _key({**identity, **columns}, naming)
        item, row = LoadedItem(file, key, columns, line), known.get(key)
        if row is None and withdrawn(item):
            continue
        memory.put(item, memory.differing(item, row), row, table, **identity)
    for key in memory.gone(file):
        memory.forget(file, key)
        if key in known:
            memory.removed(file, key, known[key].model_dump(exclude={"id"}))
            session.delete(known[key])
    session.flush()


def _key(columns: Columns, names: Iterable[str]) -> str:
    return "/".join(str(columns[name] or "") for name in names)
