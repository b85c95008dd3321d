"""Loading campaigns of pledging, benchmarks and study visits: each is found again by what names it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import select

from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.desk.promises import columns_of
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.models import Benchmark, Campaign, StudyVisit, Table


def load_campaigns(memory: Memory, folder: CompetitionFolder) -> None:
    """Campaigns, and the two files."""
    campaigns = (
        ({"name": one.name, "name_en": one.name_en, "start": one.start, "end": one.end, "units": list(one.units)}, one)
        for one in folder.campaigns
    )
    _load(memory, "campaigns", Campaign, ((columns, one.line) for columns, one in campaigns), ("name",))
    yardsticks = ((columns_of(one), one.line) for one in folder.benchmarks)
    _load(memory, "benchmarks.csv", Benchmark, yardsticks, ("unit_id", "title", "against"))
    visits = ((columns_of(one), one.line) for one in folder.visits)
    _load(memory, "visits.csv", StudyVisit, visits, ("title", "unit_id", "destination", "start"))


def _load(
    memory: Memory,
    file: str,
    table: type[Table],
    given: Iterable[tuple[Mapping[str, Any], int]],
    naming: tuple[str, ...],
) -> None:
    session = memory.writing.session
    known: dict[str, Any] = {_key(row.model_dump(), naming): row for row in session.exec(select(table))}
    for columns, line in given:
        key = _key(columns, naming)
        item, row = LoadedItem(file, key, columns, line), known.get(key)
        memory.put(item, memory.differing(item, row), row, table)
    for key in memory.gone(file):
        memory.forget(file, key)
        if key in known:
            memory.removed(file, key, known[key].model_dump(exclude={"id"}))
            session.delete(known[key])
    session.flush()


def _key(columns: Mapping[str, Any], names: Iterable[str]) -> str:
    return "/".join(_word(columns[name]) for name in names)


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
