"""Adding promises by the columns of their files, as the commands and the forms of the desk give them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from scoreboard.desk.levels import refuse_other_unit
from scoreboard.desk.promises import PromiseKind, add_promise, columns_of, day_of_deed, today_of
from scoreboard.desk.rectifying import add_rectification
from scoreboard.desk.targets import add_target
from scoreboard.errors import BadInput
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.formats.benchmarks import DeclaredBenchmark
from scoreboard.exchange.formats.pledges import DeclaredPledge
from scoreboard.exchange.formats.rectifications import DeclaredRectification
from scoreboard.exchange.formats.targets import DeclaredTarget
from scoreboard.exchange.problems import Wrong, one_of
from scoreboard.exchange.toml_lines import KeyPath
from scoreboard.exchange.validation import understood
from scoreboard.locale import Both, say
from scoreboard.publications.kinds.pledges import SIGNS
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing

Declared = TypeVar("Declared", bound=RowFormat)
Columns = Iterable[tuple[str, str | None]]
"""Columns of a file with what is typed of them; nothing stands for nothing."""


def declared(model: type[Declared], given: Columns) -> Declared:
    """What columns say, as their file would. Raises BadInput for what cannot stand there."""
    columns = {name: text.strip() for name, text in given if text is not None and text.strip()}
    return understood(model, columns, _refuse)


def _refuse(path: KeyPath, wrong: Wrong) -> None:
    column = str(path[0])
    sentences = (
        say(f"folder.problem.{wrong.what}", lang, **{name: one_of(value, lang) for name, value in wrong.values.items()})
        for lang in ("zh", "en")
    )
    raise BadInput("promises.column", column=column.replace("_", "-"), what=Both(*sentences))


def add_declared(writing: Writing, kind: PromiseKind[Any], given: Columns) -> str:
    """A new row of these columns, public at once where its kind is; returns its id.

    A pledge is made today, in the contest's zone, where no day is given; one that is settled already that day at last.
    Figures of a benchmark are of no day to come.
    Raises BadInput for what cannot stand in a column, Refused where the same is there already, or whoever acts is bound
    to a series that it has nothing to do with. The series of a rectification or a flag is the caller's to look after.
    """
    row = declared(kind.columns, given)
    if isinstance(row, DeclaredRectification):
        return add_rectification(writing, row).code
    if isinstance(row, DeclaredTarget):
        return add_target(writing, row).code
    if isinstance(row, DeclaredPledge):
        if row.comparator and row.target is None:
            raise BadInput("promises.target_missing", comparator=SIGNS.get(row.comparator, row.comparator))
        if row.settled_on is not None:
            day_of_deed(writing, row.settled_on)
        if row.made_on is None:
            row = row.model_copy(update={"made_on": min(today_of(writing), row.settled_on or date.max)})
    if isinstance(row, DeclaredBenchmark) and row.as_of is not None:
        day_of_deed(writing, row.as_of)
    said = dict(row)
    unit = find_unit(writing.session, said["unit"]).id if said.get("unit") else None
    refuse_other_unit(writing.session, writing.by, unit)
    if unit is not None:
        row = row.model_copy(update={"unit": unit})
    code: str = add_promise(writing, kind, columns_of(row), said["id"]).code
    return code
