"""import: results out of a sheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database
from scoreboard.cli.pin_input import proved
from scoreboard.cli.pin_option import PinOption
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk.importing.preview import CellChange, Preview, RowState
from scoreboard.desk.importing.previewing import preview_file
from scoreboard.desk.importing.saving import save_sheet
from scoreboard.desk.named_errors import naming
from scoreboard.desk.unbound import why_unbound
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.exchange.workbooks.raw_sheet import RawSheet, letters_of
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.publications.names import named
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest, contest_of, names_on

MOST_LISTED = 50
"""Changes that a table names one by one; of more it says how many they are."""


@command(
    argument("file", type=click.Path(path_type=Path)),
    argument("series"),
    argument("period"),
    Option(["--sheet"], metavar="NAME"),
    Option(["--map", "mapped"], multiple=True, metavar="HEADING=AREA…"),
    Option(["--judge"], default="", metavar="J"),
    Option(["--check"], is_flag=True),
    PinOption(),
    Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"),
    deed="import",
)
def import_(
    settings: Settings,
    file: Path,
    series: str,
    period: str,
    sheet: str | None,
    mapped: Sequence[str],
    judge: str,
    check: bool,
    pin: str | None,
    form: str,
) -> None:
    areas = dict(map(_mapping, mapped))
    saved: int | None = None
    with main_database(settings) as store:
        settings = proved(store, settings, pin)
        with looking(store, settings, "import", series=series) as here:
            contest = contest_of(here.session, series, period)
            given = read_file(file, sheet)
            unbound = why_unbound(contest, here.by)
            read, preview = preview_file(here.session, contest, given, mapped=areas, judge=judge, bound=here.by.bound)
            name = naming(here.session, here.now, typed=True)
            preview.name(name)
            unread = [name(warning) for warning in _unread(contest, preview)]
            names = _names(here.session, contest, here.now, preview)
        if not check and not preview.problems:
            with acting(store, settings, "import", series=series) as writing:
                contest = contest_of(writing.session, series, period)
                saved = save_sheet(writing, contest, given, read.name, preview)
    if form == "json":
        words = json_words(given, read, preview, LANGUAGE.get())
        put_json(words)
    else:
        for line in _lines(given, read, preview, names):
            click.echo(line)
    for warning in unread:
        click.echo(warning.sentence(LANGUAGE.get()), err=True)
    if unbound is not None:
        click.echo(unbound.sentence(LANGUAGE.get()), err=True)
    if preview.problems:
        raise Refused("import.problems", count=len(preview.problems), file=given.name)
    if form != "json":
        click.echo(cli("said.import_checked") if saved is None else cli("said.imported", count=saved))


def _unread(contest: Contest, preview: Preview) -> Iterator[ContestError]:
    """What is told of columns full of figures that are passed over, and how they are taken in."""
    there = {column.area for column in preview.columns}
    free = tuple(name for area, name in zip(contest.areas, contest.areas_called, strict=True) if area.id not in there)
    for column in preview.unread:
        words = {"column": letters_of(column.number), "heading": column.heading}
        yield BadInput("import.unread_column", **words, allowed=free or contest.areas_called)


def _mapping(text: str) -> tuple[str, str]:
    """HEADING=AREA. Raises BadInput for anything else."""
    heading, _, area = text.rpartition("=")
    if not heading.strip() or not area.strip():
        raise BadInput("import.map", text=text)
    return heading.strip(), area.strip()


def json_words(file: ReadFile, sheet: RawSheet, preview: Preview, lang: str) -> Mapping[str, Any]:
    """A preview as others script against it; rows and columns as the sheet numbers them."""
    return {
        "file": file.name,
        "sheet": sheet.name,
        "header_row": preview.header + 1,
        "columns": [
            {"column": letters_of(one.number), "heading": one.heading, "role": one.role, "area": one.area}
            for one in preview.columns
        ],
        "cells": [
            {
                "row": cell.row + 1,
                "column": letters_of(cell.column),
                "unit": cell.unit,
                "area": cell.area,
                "judge": cell.judge,
                "old": cell.old,
                "new": cell.new,
                "state": cell.state,
            }
            for cell in preview.cells
        ],
        "rows": [
            {"row": note.row + 1, "text": note.text, "state": note.state, "message": note.message.sentence(lang)}
            for note in preview.rows
        ],
        "problems": [
            {
                "row": None if one.row is None else one.row + 1,
                "column": None if one.column is None else letters_of(one.column),
                "message": one.message.sentence(lang),
            }
            for one in preview.problems
        ],
        "ranks": [
            {
                "row": one.row + 1,
                "unit": one.unit,
                "area": one.area,
                "typed": one.typed,
                "computed": one.computed,
                "by": one.by,
            }
            for one in preview.ranks
        ],
        "totals": [
            {
                "row": one.row + 1,
                "column": letters_of(one.column),
                "unit": one.unit,
                "typed": one.typed,
                "computed": one.computed,
            }
            for one in preview.totals
        ],
        "counts": preview.counts,
    }


def _names(session: Session, contest: Contest, now: datetime, preview: Preview) -> Mapping[str, str]:
    """What the areas of a contest and the units of a preview are called, by id; its period by no id."""
    lang = LANGUAGE.get()
    units = {one.unit for one in preview.cells}
    units.update(one.unit for one in preview.ranks)
    units.update(one.unit for one in preview.totals)
    units.update(one.unit for one in preview.problems if one.unit)
    units.update(preview.official.values())
    borne = names_on(session, contest.naming_day(now), units)
    return {
        "": named(contest.period.name, contest.period.name_en, lang),
        **{area.id: named(area.name, area.name_en, lang) for area in contest.areas},
        **{unit: named(name.name, name.name_en, lang) for unit, name in borne.items()},
    }


def _lines(file: ReadFile, sheet: RawSheet, preview: Preview, names: Mapping[str, str]) -> Iterator[str]:
    """A preview to be read: how the sheet was understood, what it changes, and what is in the way."""
    lang = LANGUAGE.get()
    named = f"{file.name} · {sheet.name}" if sheet.name else file.name
    yield cli("import.header", file=named, row=preview.header + 1)
    for column in preview.columns:
        role = cli(f"import.role.{column.role}")
        meaning = f"{role} {names.get(column.area, column.area)}" if column.area else role
        yield f"  {letters_of(column.number)}  {' '.join(column.heading.split())}  →  {meaning}"
    changes = [cell for cell in preview.cells if cell.state in (CellChange.NEW, CellChange.CHANGED)]
    for cell in changes[:MOST_LISTED]:
        place = f"{letters_of(cell.column)}{cell.row + 1}"
        judge = f"/{cell.judge}" if cell.judge else ""
        yield f"  {place}  {names[cell.area]}/{names[cell.unit]}{judge}  {cell.old or '-'} → {cell.new}"
    if len(changes) > MOST_LISTED:
        yield cli("import.more", count=len(changes) - MOST_LISTED)
    for note in preview.rows:
        if note.state is RowState.TOTAL:  # all others stand among the problems
            yield f"  {cli('import.row', row=note.row + 1)}  {note.message.sentence(lang)}"
    for said, count in preview.other_periods.items():
        yield "  " + cli("import.other_periods", said=said, count=count, period=names[""])
    for text, unit in preview.official.items():
        yield "  " + cli("import.official", text=text, unit=names[unit])
    for area_id, count in preview.waiting.items():
        area = names[area_id] if area_id else cli("import.overall")
        yield "  " + cli("import.rank_waits", area=area, count=count)
    for rank in preview.told_ranks:
        area = names[rank.area] if rank.area else cli("import.overall")
        yield "  " + cli(
            "import.rank",
            row=rank.row + 1,
            unit=names[rank.unit],
            area=area,
            typed=rank.typed,
            computed=rank.computed or "-",
            by=cli(f"import.by.{rank.by}"),
        )
    for total in preview.totals:
        place = f"{letters_of(total.column)}{total.row + 1}"
        yield "  " + cli("import.total", cell=place, unit=names[total.unit], typed=total.typed, computed=total.computed)
    for one in preview.problems:
        unit = f"  {names[one.unit]}" if one.unit else ""
        yield f"  ✗ {_place(one.row, one.column)}{unit}  {one.message.sentence(lang)}"
    yield cli("import.counts", **preview.counts)


def _place(row: int | None, column: int | None) -> str:
    if row is None:
        return ""
    return cli("import.row", row=row + 1) if column is None else f"{letters_of(column)}{row + 1}"
