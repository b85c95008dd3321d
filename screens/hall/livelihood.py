"""Things done for people's livelihood: what has been spent of what was planned, with bars that fill up."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from scoreboard.publications.kinds.livelihood import LivelihoodBoard, LivelihoodRow, LivelihoodTotal
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import measured
from scoreboard.publications.scene import BoardScene
from scoreboard.rules.promises import percent, percent_words
from scoreboard.wire import given
from screens.hall.parts import captions, cards
from screens.hall.parts.card import Card, Titled, due
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[LivelihoodBoard]


def _card(row: LivelihoodRow, lang: str) -> Card:
    measure = row.said("measure", lang)
    figures = [
        word(f"livelihood.{name}", lang, figure=measured(figure, measure))
        for name, figure in (("planned", row.planned), ("spent", row.spent))
        if figure is not None
    ]
    return Card(
        Titled(row.field or row.title, row.field_en or row.title_en),
        row.said("status", lang),
        row.said("title", lang),
        captions.line(*figures, due(row.due, None, lang)),
        f"{row.percent}%" if row.percent else "",
        None,
        row.percent,
    )


def _shown(scene: Scene) -> Sequence[LivelihoodRow]:
    """The items; of many of them a row for each field and measure, with how many it has for a title."""
    rows = rows_of(scene)
    if len(rows) <= cards.MANY:
        return rows
    fields: dict[tuple[str, str], list[LivelihoodRow]] = {}
    for row in rows:
        fields.setdefault((row.field, row.measure), []).append(row)
    return [_field(found) for found in fields.values()]


def _field(rows: Sequence[LivelihoodRow]) -> LivelihoodRow:
    planned, spent = (
        sum((Decimal(figure) for row in rows if (figure := getattr(row, name)) is not None), Decimal(0))
        for name in ("planned", "spent")
    )
    share, count = percent(spent, planned), len(rows)
    return replace(
        rows[0],
        title=word("livelihood.items", "zh", count=count),
        title_en=word("livelihood.items", "en", count=count),
        planned=f"{planned.normalize():f}",
        spent=f"{spent.normalize():f}",
        percent=None if share is None else percent_words(share),
        status="",
        status_en="",
        due=None,
    )


def _sums(scene: Scene, lang: str) -> list[str]:
    """How many fields and items of each measure there are, and how much of the plan is spent."""
    totals = given(scene.board.totals) if scene.board else None
    return [said for total in totals or () for said in _told(total, lang)]


def _told(total: LivelihoodTotal, lang: str) -> tuple[str, str]:
    """Of a measure how many fields and items it has, and what is spent."""
    planned = measured(total.planned, named(total.measure, total.measure_en, lang))
    share = f"{total.percent}%" if total.percent else "-"
    return (
        word("livelihood.count", lang, fields=total.fields, items=total.items),
        word("livelihood.spent_of", lang, spent=total.spent, planned=planned, percent=share),
    )


_PAGES = CardPages("livelihood.title", _shown, _card, _sums)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """What they come to."""
    return captions.line(*_sums(scene, lang), captions.names(row.said("title", lang) for row in rows_of(scene)))
