"""Public pledges and how they are kept (公开承诺，年底交账; S16)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import PledgeState
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import (
    NAMED,
    NOTHING_REPORTED,
    Progress,
    PromisesBoard,
    day_in,
    english,
    measured,
    number,
    plain,
    progress,
    promisers,
    promises,
    promises_words,
    told,
    told_percent,
    told_state,
)
from scoreboard.publications.questions import Question
from scoreboard.rules.promises import days_left, met, pledge_percent, pledge_state
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given

SIGNS = {">=": "≥", "<=": "≤"}
"""How a comparator is written on a wall and on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeRow(NamedUnit):
    """What a person has pledged, and how it stands; numbers and days as texts, empty or None where not said.

    What has a default is not on boards that older programs printed.
    """

    id: str = ""
    person: str
    person_en: str = ""
    post: str
    post_en: str = ""
    aspect: str
    aspect_en: str = ""
    text: str
    text_en: str = ""
    comparator: str
    target: str | None
    """As the last report has revised it."""
    measure: str
    measure_en: str = ""
    due: str | None
    channel: str
    channel_en: str = ""
    made_on: str | None
    actual: str | None
    """The whole to date, by the last report."""
    reported_on: str | None = None
    settled_on: str | None
    outcome: str
    evidence: str = ""
    percent: str | None
    """None of a limit or an equality, too."""
    met: bool | None
    """Whether the figures reach the target now."""
    state: PledgeState | UnsetType = UNSET
    days_left: int | None = None
    """Until it is due, while it is open."""
    remark: str = ""
    """A person's word of how it ended; it stands beside what is computed, never in its place."""
    remark_en: str = ""

    def aim(self, lang: str) -> str:
        """What it aims at, as people write it: ≥140个."""
        return f"{SIGNS.get(self.comparator, self.comparator)}{measured(self.target or '', self.said('measure', lang))}"

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeTotals:
    """How many pledges there are, and how they stand."""

    all: int
    kept: int
    broken: int
    open: int
    overdue: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgesBoard(PromisesBoard):
    """All pledges, in the order in which they were loaded."""

    board: Literal["pledges"] = "pledges"
    totals: PledgeTotals | UnsetType = UNSET
    """Of all of them, also where a page is shown."""
    rows: tuple[PledgeRow, ...]


def ask(question: Question) -> tuple[PledgesBoard, int]:
    """All pledges, in the order in which they were loaded."""
    found = promises(question, FactKind.PLEDGE)
    units, reported = promisers(question, found), progress(question, "pledge")
    rows = [_row(question, one, units[one["unit"]], reported.get(one["key"], NOTHING_REPORTED)) for one in found]
    board = PledgesBoard(**promises_words(question), totals=pledge_totals(rows), rows=question.window.of(rows))
    return board, len(found)


def pledge_totals(rows: Iterable[PledgeRow]) -> PledgeTotals:
    """How many pledges these are, and how they stand."""
    counts = Counter(given(row.state) for row in rows)
    return PledgeTotals(all=counts.total(), **{str(state): counts[state] for state in PledgeState})


def _row(question: Question, pledge: Document, unit: NamedUnit, so_far: Progress) -> PledgeRow:
    actual = number(pledge["actual"]) if so_far.actual is None else so_far.actual
    target = number(pledge["target"]) if so_far.planned is None else so_far.planned
    comparator = pledge["comparator"]
    state = pledge_state(
        comparator,
        target,
        actual,
        settled=pledge["settled_on"] is not None,
        word=pledge["outcome"],
        due=day_in(pledge["due"]),
        day=question.day,
    )
    remark = "" if pledge["outcome"] in (PledgeState.KEPT, PledgeState.BROKEN) else pledge["outcome"]
    return PledgeRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        id=pledge["id"],
        person=pledge["person"],
        person_en=english(pledge, "person"),
        post=pledge["post"],
        post_en=english(pledge, "post"),
        aspect=pledge["aspect"],
        aspect_en=english(pledge, "aspect"),
        text=pledge["text"],
        text_en=english(pledge, "text"),
        comparator=comparator,
        target=plain(target),
        measure=pledge["measure"],
        measure_en=english(pledge, "measure"),
        due=pledge["due"],
        channel=pledge["channel"],
        channel_en=english(pledge, "channel"),
        made_on=pledge["made_on"],
        actual=plain(actual),
        reported_on=so_far.reported_on,
        settled_on=pledge["settled_on"],
        outcome=pledge["outcome"],
        evidence=pledge.get("evidence") or so_far.evidence,
        percent=told_percent(pledge_percent(comparator, target, actual)),
        met=met(comparator, target, actual),
        state=state,
        days_left=days_left(day_in(pledge["due"]), question.day) if state == PledgeState.OPEN else None,
        remark=remark,
        remark_en=english(pledge, "outcome") if remark else "",
    )


FIELDS = fields_of(
    PledgeRow,
    *("id", "unit", "name", "person", "post", "aspect", "text", "comparator", "target", "measure", "due", "channel"),
    *("made_on", "actual", "settled_on", "outcome", "percent", "met", "state", "remark"),
)


def _columns(_board: PledgesBoard, _lang: str) -> Sequence[Column[PledgeRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        THE_UNIT,
        Column("cli.table.person", lambda row, lang: row.said("person", lang) or row.said("post", lang) or "-"),
        Column("year.column.pledge", lambda row, lang: row.said("text", lang)),
        Column("year.column.target", _target, "right"),
        value("year.column.actual", lambda row: row.actual, "right"),
        value("year.column.percent", lambda row: percent_cell(row.percent), "right"),
        Column("year.column.met", _met),
        value("year.column.due", lambda row: row.due),
        Column("year.column.state", lambda row, lang: told_state("pledge_state", row.state, lang)),
        Column("year.column.remark", lambda row, lang: row.said("remark", lang) or "-"),
    ]


def percent_cell(percent: str | None) -> str:
    """A percentage with its sign; empty for none."""
    return "" if percent is None else f"{percent}%"


def _target(row: PledgeRow, lang: str) -> str:
    return "-" if row.target is None else f"{row.comparator}{measured(row.target, row.said('measure', lang))}"


def _met(row: PledgeRow, lang: str) -> str:
    return "-" if row.met is None else say("year.met" if row.met else "year.unmet", lang)


def told_totals(totals: PledgeTotals, lang: str) -> str:
    """How many pledges there are, and how they stand, in a sentence."""
    counts = {str(state): getattr(totals, state) for state in PledgeState}
    return say("year.totals.pledges", lang, all=totals.all, **counts)


def _sums(board: PledgesBoard, lang: str) -> Sequence[str]:
    totals = given(board.totals)
    return [] if totals is None else [told_totals(totals, lang)]


def _shown(board: PledgesBoard) -> PledgesBoard | None:
    return board if board.rows else None


KIND = Kind(
    Key.NOTHING,
    PledgesBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.PLEDGE, FactKind.REPORT, *NAMED),
    keys=told(FactKind.PLEDGE, "pledges"),
    title="year.board.pledges",
    sums=_sums,
    shown=_shown,
)
