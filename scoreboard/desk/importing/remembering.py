"""What was chosen of a sheet, kept for the next one of its layout. The desk's form goes by it; commands never do."""

from collections.abc import Iterator

from sqlmodel import Session, select

from scoreboard.desk.importing.choices import LEFT_OUT, SheetChoices
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.models import SheetMeaning
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing

COLUMN, AREA, NAME = "column", "area", "name"
"""A kind, and a folded text or, of a column, its place among the headings."""


def recalled(session: Session, contest: Contest, layout: SheetLayout) -> SheetChoices:
    """What was chosen of the last sheet of a layout, as far as there still are such areas.

    A unit that takes no part any more is found to be none by whoever reads the sheet.
    """
    if layout.header < 0:
        return SheetChoices()
    found: dict[str, dict[str, str]] = {COLUMN: {}, AREA: {}, NAME: {}}
    areas = {LEFT_OUT, *(area.id for area in contest.areas)}
    for row in session.exec(
        select(SheetMeaning).where(SheetMeaning.series_id == contest.series.id, SheetMeaning.layout == layout.key)
    ):
        if row.kind == NAME or row.meaning in areas:
            found[row.kind][row.text] = row.meaning
    columns = {layout.columns[int(at)].number: area for at, area in found[COLUMN].items()}
    return SheetChoices(columns, found[AREA], found[NAME])


def remember(writing: Writing, contest: Contest, layout: SheetLayout, choices: SheetChoices) -> dict[str, str]:
    """Keep what was chosen for the next sheet of a layout; returns what of it is new, as the journal tells it."""
    told: dict[str, str] = {}
    if layout.header < 0:
        return told
    for kind, text, meaning in _words(layout, choices):
        known = writing.session.get(SheetMeaning, (contest.series.id, layout.key, kind, text))
        if known is not None and known.meaning == meaning:
            continue
        row = known or SheetMeaning(
            series_id=contest.series.id,
            layout=layout.key,
            kind=kind,
            text=text,
            meaning=meaning,
            chosen_by=writing.by.name,
            chosen_at=writing.now,
        )
        row.meaning, row.chosen_by, row.chosen_at = meaning, writing.by.name, writing.now
        writing.session.add(row)
        told[_called(layout, kind, text)] = meaning
    return told


def _words(layout: SheetLayout, choices: SheetChoices) -> Iterator[tuple[str, str, str]]:
    places = {column.number: at for at, column in enumerate(layout.columns)}
    for number, area in choices.columns.items():
        if number in places:
            yield COLUMN, str(places[number]), area
    for text, area in choices.areas.items():
        yield AREA, text, area
    for text, unit in choices.names.items():
        yield NAME, text, unit


def _called(layout: SheetLayout, kind: str, text: str) -> str:
    return layout.columns[int(text)].heading if kind == COLUMN else text
