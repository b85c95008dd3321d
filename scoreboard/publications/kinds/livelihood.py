"""Things done for people's livelihood (民生实事): what was planned against what was spent (S16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypedDict

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import Column, Key, Kind, fields_of, same, value
from scoreboard.publications.kinds.pledges import percent_cell
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import (
    NAMED,
    NOTHING_REPORTED,
    Progress,
    PromisesBoard,
    english,
    measured,
    number,
    plain,
    progress,
    promises,
    promises_words,
    share,
    told,
)
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodRow:
    """A thing to be done, what was planned for it and what has been spent.

    What has a default is not on boards that older programs printed.
    """

    id: str = ""
    field: str
    field_en: str = ""
    title: str
    title_en: str = ""
    planned: str | None
    """As the last report has revised it."""
    spent: str | None
    """The whole to date, by the last report."""
    reported_on: str | None = None
    measure: str
    measure_en: str = ""
    due: str | None
    status: str
    status_en: str = ""
    settled_on: str | None = None
    evidence: str = ""
    percent: str | None

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodTotal:
    """All items with figures in one measure: how many, in how many fields, and what they come to."""

    measure: str
    measure_en: str
    fields: int
    items: int
    planned: str
    spent: str
    percent: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodField(LivelihoodTotal):
    """What the items of one field with figures in one measure come to."""

    field: str
    field_en: str

    def called(self, lang: str) -> str:
        """What the field is called in a language."""
        return named(self.field, self.field_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodBoard(PromisesBoard):
    """All livelihood items, in the order in which they were loaded."""

    board: Literal["livelihood"] = "livelihood"
    totals: tuple[LivelihoodTotal, ...] | UnsetType = UNSET
    """One for each measure, also where a page is shown."""
    rows: tuple[LivelihoodRow, ...]


def ask(question: Question) -> tuple[LivelihoodBoard, int]:
    """All livelihood items, in the order in which they were loaded."""
    found = promises(question, FactKind.LIVELIHOOD, "field")
    reported = progress(question, "livelihood")
    rows = [_row(one, reported.get(one["key"], NOTHING_REPORTED)) for one in found]
    board = LivelihoodBoard(**promises_words(question), totals=tuple(_totals(rows)), rows=question.window.of(rows))
    return board, len(found)


def _totals(rows: Sequence[LivelihoodRow]) -> Iterable[LivelihoodTotal]:
    """One for each measure, in the order in which these come first."""
    for measure in dict.fromkeys(row.measure for row in rows):
        yield LivelihoodTotal(**_sum([row for row in rows if row.measure == measure]))


def totals_by_field(rows: Sequence[LivelihoodRow]) -> Iterable[LivelihoodField]:
    """One for each field, and each measure in it, in the order in which these come first."""
    for field, measure in dict.fromkeys((row.field, row.measure) for row in rows):
        alike = [row for row in rows if (row.field, row.measure) == (field, measure)]
        yield LivelihoodField(**_sum(alike), field=field, field_en=alike[0].field_en)


class _Sum(TypedDict):
    """What some items come to, as the fields of a `LivelihoodTotal`."""

    measure: str
    measure_en: str
    fields: int
    items: int
    planned: str
    spent: str
    percent: str | None


def _sum(rows: Sequence[LivelihoodRow]) -> _Sum:
    """What items in one measure come to."""
    planned, spent = (
        sum((number(getattr(row, name)) or Decimal(0) for row in rows), Decimal(0)) for name in ("planned", "spent")
    )
    return {
        "measure": rows[0].measure,
        "measure_en": rows[0].measure_en,
        "fields": len({row.field for row in rows}),
        "items": len(rows),
        "planned": plain(planned),
        "spent": plain(spent),
        "percent": share(spent, planned),
    }


def _row(item: Document, so_far: Progress) -> LivelihoodRow:
    planned = number(item["planned"]) if so_far.planned is None else so_far.planned
    spent = number(item["spent"]) if so_far.actual is None else so_far.actual
    return LivelihoodRow(
        id=item["id"],
        field=item["field"],
        field_en=english(item, "field"),
        title=item["title"],
        title_en=english(item, "title"),
        planned=plain(planned),
        spent=plain(spent),
        reported_on=so_far.reported_on,
        measure=item["measure"],
        measure_en=english(item, "measure"),
        due=item["due"],
        status=item["status"],
        status_en=english(item, "status"),
        settled_on=item.get("settled_on"),
        evidence=item.get("evidence") or so_far.evidence,
        percent=share(spent, planned),
    )


FIELDS = fields_of(LivelihoodRow, "id", "field", "title", "planned", "spent", "measure", "due", "status", "percent")


def _columns(_board: LivelihoodBoard, _lang: str) -> Sequence[Column[LivelihoodRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        Column("year.column.field", lambda row, lang: row.said("field", lang) or "-"),
        Column("year.column.item", lambda row, lang: row.said("title", lang)),
        Column("year.column.planned", lambda row, lang: told_amount(row.planned, row, lang), "right"),
        Column("year.column.spent", lambda row, lang: told_amount(row.spent, row, lang), "right"),
        value("year.column.percent", lambda row: percent_cell(row.percent), "right"),
        value("year.column.due", lambda row: row.due),
        Column("cli.table.status", lambda row, lang: row.said("status", lang) or "-"),
    ]


def told_amount(figure: str | None, row: LivelihoodRow | LivelihoodTotal, lang: str) -> str:
    """A figure with its measure, as people write it."""
    return "-" if figure is None else measured(figure, named(row.measure, row.measure_en, lang))


def _sums(board: LivelihoodBoard, lang: str) -> Sequence[str]:
    return told_sums(given(board.totals) or (), lang)


def told_sums(totals: Iterable[LivelihoodTotal], lang: str) -> Sequence[str]:
    """A line for each measure: how many items there are, and what they come to."""
    return [
        say(
            "year.totals.livelihood",
            lang,
            fields=total.fields,
            items=total.items,
            planned=told_amount(total.planned, total, lang),
            spent=told_amount(total.spent, total, lang),
            percent=percent_cell(total.percent) or "-",
        )
        for total in totals
    ]


KIND = Kind(
    Key.NOTHING,
    LivelihoodBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.LIVELIHOOD, FactKind.REPORT, *NAMED),
    keys=told(FactKind.LIVELIHOOD, "livelihood"),
    title="year.board.livelihood",
    sums=_sums,
    shown=lambda board: board if board.rows else None,
)
