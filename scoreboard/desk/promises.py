"""Promises at the desk: what the kinds of them have in common, ids, and what is added, reported, settled and reopened.

Rectifications are promises, too: they are found, called and loaded alike. So are benchmarks, study visits and
the flags that units go for, which nobody settles: what is wrong with one is withdrawn.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlmodel import Session, col, select

from scoreboard.desk import given_texts
from scoreboard.desk.levels import refuse_other_unit, refuse_outside
from scoreboard.enums import Rectifications
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange import values
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.formats.benchmarks import DeclaredBenchmark
from scoreboard.exchange.formats.goals import DeclaredGoal
from scoreboard.exchange.formats.livelihood import DeclaredLivelihoodItem
from scoreboard.exchange.formats.pledges import DeclaredPledge
from scoreboard.exchange.formats.rectifications import DeclaredRectification
from scoreboard.exchange.formats.targets import DeclaredTarget
from scoreboard.exchange.formats.visits import DeclaredVisit
from scoreboard.exchange.problems import Wrong
from scoreboard.locale import Both, say
from scoreboard.models import Benchmark, Goal, LivelihoodItem, Pledge, Rectification, Series, StudyVisit, Target
from scoreboard.publications.promise_facts import PublicRecord
from scoreboard.publications.promise_rows import LONGEST_STEM, code_stem
from scoreboard.publications.publishing_promises import publish_promise
from scoreboard.store.contest import day_here
from scoreboard.store.writing import Actor, Writing

AnyPromise = TypeVar("AnyPromise", Pledge, Goal, LivelihoodItem, Rectification, Benchmark, StudyVisit, Target)

RENAMED = {"unit": "unit_id", "series": "series_id", "area": "area_id", "period": "period_id"}
"""Columns of a file whose column here has another name."""
IN_ENGLISH = "_en"
_NUMBERED = re.compile(r"(.+)-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class PromiseKind(Generic[AnyPromise]):
    """A kind of promises: what commands call it, where its rows are, and what names one."""

    name: str
    table: type[AnyPromise]
    columns: type[RowFormat]
    """What can be said of one: the columns of its file."""
    naming: tuple[str, ...]
    """The columns by which a row of a file that has no id is found again."""
    stem: str
    """The column that an id begins with by default; without one it begins with what the kind is called."""
    figures: tuple[str, str] | None = None
    """The columns that a report says anew: what is done, and what that is held against; None where there is none."""
    ends: bool = True
    """Whether one is settled in the end; one that is not can be withdrawn."""

    def naming_of(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """What names a row, given by its columns."""
        return tuple(given[name] or "" for name in self.naming)

    @property
    def keeps_reports(self) -> bool:
        """Whether every report is kept as a row of its own, by which boards answer as of any day."""
        return self.figures is not None and self.ends

    @property
    def in_series(self) -> bool:
        """Whether each is of a series, and a matter of those alone who may act in it."""
        return "series_id" in self.naming

    @property
    def file(self) -> str:
        """The file of a folder that has them."""
        return self.columns.file

    @property
    def called(self) -> Both:
        """What people call one."""
        return Both(*(say(f"cli.promise.{self.name}", lang) for lang in ("zh", "en")))


PLEDGE = PromiseKind(
    "pledge", Pledge, DeclaredPledge, ("unit_id", "person", "aspect", "text"), "unit_id", ("actual", "target")
)
GOAL = PromiseKind("goal", Goal, DeclaredGoal, ("unit_id", "scope", "title"), "unit_id")
LIVELIHOOD = PromiseKind(
    "livelihood", LivelihoodItem, DeclaredLivelihoodItem, ("field", "title"), "field", ("spent", "planned")
)
RECTIFICATION = PromiseKind(
    *("rectification", Rectification, DeclaredRectification),
    ("unit_id", "series_id", "area_id", "period_id"),
    "unit_id",
)
BENCHMARK = PromiseKind(
    *("benchmark", Benchmark, DeclaredBenchmark),
    ("unit_id", "title", "against"),
    "unit_id",
    figures=("ours", "theirs"),
    ends=False,
)
VISIT = PromiseKind(*("visit", StudyVisit, DeclaredVisit), ("title", "unit_id", "destination", "start"), "", ends=False)
TARGET = PromiseKind(
    "target", Target, DeclaredTarget, ("unit_id", "series_id", "area_id", "period_id"), "unit_id", ends=False
)


def columns_of(given: RowFormat) -> dict[str, Any]:
    """What a declaration says by column; the English texts together."""
    english = {name.removesuffix(IN_ENGLISH): text for name, text in given if name.endswith(IN_ENGLISH) and text}
    said = {RENAMED.get(name, name): value for name, value in given if not name.endswith(IN_ENGLISH) and name != "id"}
    return {**said, "english": english}


class Codes:
    """Ids that are taken, and the next free ones: what an id begins with, and a number."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        for code in taken:
            self.take(code)

    def take(self, code: str) -> None:
        """Know that an id is taken."""
        numbered = _NUMBERED.fullmatch(code)
        if numbered:
            begin, number = numbered[1], int(numbered[2])
            self._numbers[begin] = max(number, self._numbers.get(begin, 0))

    def next(self, begins: str) -> str:
        """The next free id of a unit or a field, which is taken from then on."""
        begin = code_stem(begins)
        code = f"{begin}-{self._numbers.get(begin, 0) + 1}"
        self.take(code)
        return code


def next_code(session: Session, kind: PromiseKind[AnyPromise], begins: str) -> str:
    """The next free id of a unit or a field; ids that begin otherwise are not read."""
    alike = col(kind.table.code).startswith(f"{code_stem(begins)}-", autoescape=True)
    return Codes(session.exec(select(col(kind.table.code)).where(alike))).next(begins)


def code_begin(session: Session, kind: PromiseKind[Any], given: Mapping[str, Any]) -> str:
    """What the id of a row begins with by default: its unit, or its field.

    Where everybody reads of the rectifications of some series, one of a series that keeps its own private names that
    series, too: what is public counts by itself, and no missing number tells of anything that is not to be read.
    """
    begins: str = given[kind.stem] if kind.stem else kind.name
    if kind.table is not Rectification:
        return begins
    told = {one.id: one.rectifications for one in session.exec(select(Series))}
    series = given["series_id"]
    if told[series] != Rectifications.PRIVATE or Rectifications.PUBLIC not in told.values():
        return begins
    return f"{begins[: LONGEST_STEM - len(series) - 1]}.{series}"


def find_promise(session: Session, kind: PromiseKind[AnyPromise], code: str) -> AnyPromise:
    """The row of an id. Raises BadInput where there is none."""
    row = session.exec(select(kind.table).where(col(kind.table.code) == code.strip())).first()
    if row is None:
        raise BadInput("promises.unknown", code=code, what=kind.called, kind=kind.name)
    return row


def refuse_other(session: Session, by: Actor, kind: PromiseKind[Any], row: Any) -> None:
    """Raises Refused where whoever acts is bound to a series, and a row is not a matter of theirs."""
    if kind.in_series:
        refuse_outside(session, by, row.series_id)
    else:
        refuse_other_unit(session, by, getattr(row, "unit_id", None))


def add_promise(
    writing: Writing, kind: PromiseKind[AnyPromise], given: Mapping[str, Any], code: str | None = None
) -> AnyPromise:
    """A new row of these columns, under an id of its own or the next one by default; public at once.

    Raises Refused where the id is taken, or somebody has promised just this already.
    """
    session = writing.session
    if code is not None and session.exec(select(kind.table).where(col(kind.table.code) == code)).first() is not None:
        raise Refused("promises.taken", code=code, what=kind.called, kind=kind.name)
    same = select(kind.table).where(*(getattr(kind.table, name) == given[name] for name in kind.naming))
    there = None if code is not None else session.exec(same).first()
    if there is not None:
        raise Refused("promises.twice", code=there.code, what=kind.called)
    row = kind.table(code=code or next_code(session, kind, code_begin(session, kind, given)), **given)
    session.add(row)
    session.flush()
    writing.record(f"{kind.name}.add", subject_of(kind, row), after=plain_words(given))
    publish_promise(writing, row)
    return row


def change_promise(writing: Writing, row: PublicRecord, changes: Mapping[str, Any]) -> None:
    """Give columns of a row other values; who calls it journals and publishes that."""
    for name, value in changes.items():
        setattr(row, name, value)
    writing.session.add(row)
    writing.session.flush()


def subject_of(kind: PromiseKind[Any], row: PublicRecord) -> str:
    """What the journal calls a row."""
    return f"{kind.name}/{row.code}"


def plain_words(given: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as the journal keeps them, without those that say nothing."""
    return {name: _plain(value) for name, value in given.items() if value not in (None, "", {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def day_of_deed(writing: Writing, given: date) -> date:
    """The day of a deed. Raises BadInput for one that is still to come."""
    today = today_of(writing)
    if given > today:
        raise BadInput("promises.future", day=given.isoformat(), today=today.isoformat())
    return given


def today_of(writing: Writing) -> date:
    """The day in the competition's zone."""
    return day_here(writing.session, writing.now)


def figure_of(name: str, text: str, low: Decimal = -values.LARGEST_NUMBER) -> Decimal:
    """A number that somebody has typed. Raises BadInput for what is none, or cannot stand there."""
    try:
        return values.number(given_texts.text(text).translate(_WIDE), low, values.LARGEST_NUMBER)
    except Wrong:
        raise BadInput("promises.number", name=name, text=text, low=f"{low:f}") from None


_WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
"""Digits as an input method writes them."""


def need_words(reason: str) -> str:
    """A reason as it is kept. Raises BadInput for an empty one."""
    found = given_texts.text(reason, lines=True)
    if not found:
        raise BadInput("promises.reason")
    return found
