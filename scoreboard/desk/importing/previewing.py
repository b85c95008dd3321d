"""Makes previews: for a command by what the sheet says, for the desk's form by what somebody chooses, too."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlmodel import Session

from scoreboard.desk.entering import refuse_closed
from scoreboard.desk.importing.blocks import BlockPlace, beyond, lay_block
from scoreboard.desk.importing.choices import LEFT_OUT, SheetChoices
from scoreboard.desk.importing.comparing import compared
from scoreboard.desk.importing.garbage_search import no_garbage_search
from scoreboard.desk.importing.names import SheetNames, known_words, read_names, texts_of
from scoreboard.desk.importing.preview import Mending, Preview
from scoreboard.desk.importing.reading import SheetReading
from scoreboard.desk.importing.remembering import recalled
from scoreboard.desk.importing.understood import UnderstoodSheet
from scoreboard.desk.importing.unread_figures import nearest_area
from scoreboard.errors import BadInput, ContestError
from scoreboard.exchange.workbooks.layout import SheetLayout, find_layout, likely_layout, with_areas
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.exchange.workbooks.reading import ReadFile
from scoreboard.name_search import folded
from scoreboard.store.contest import Contest


def preview_file(
    session: Session,
    contest: Contest,
    file: ReadFile,
    *,
    mapped: Mapping[str, str] | None = None,
    judge: str = "",
    bound: bool = False,
) -> tuple[RawSheet, Preview]:
    """The one sheet of a file that has a header, and what it would change.

    Where whoever takes it in is `bound`, a score that nobody could confirm, as who entered it is not, is entered again.
    Raises BadInput where none has one, or several have and nobody said which, with their names; and as `preview_sheet`.
    """
    refuse_closed(contest)
    found: list[tuple[RawSheet, Preview]] = []
    refused: BadInput | None = None
    for sheet in file.sheets:
        try:
            found.append((sheet, preview_sheet(session, contest, sheet, mapped=mapped, judge=judge, bound=bound)))
        except BadInput as error:
            refused = refused or error
    if len(found) > 1:
        raise BadInput("import.several_sheets", file=file.name, sheets=tuple(str(one.name) for one, _ in found))
    if not found:
        raise refused or BadInput("import.empty", file=file.name)
    return found[0]


@no_garbage_search()
def preview_sheet(
    session: Session,
    contest: Contest,
    sheet: RawSheet,
    *,
    mapped: Mapping[str, str] | None = None,
    judge: str = "",
    bound: bool = False,
) -> Preview:
    """What a sheet would change in a contest. `mapped` are headings and the areas that somebody says they stand for.

    One that names another period is mapped to the contested one, by its id or its name, where it is meant.

    Raises Refused where the period is closed; BadInput where the sheet has no header that can be understood, an area
    or a heading of `mapped` is unknown, or judges score and none is named.
    """
    refuse_closed(contest)
    periods = {heading for heading, meant in (mapped or {}).items() if _is_this_period(contest, meant)}
    areas = {heading: area for heading, area in (mapped or {}).items() if heading not in periods}
    headings = {folded(heading): contest.area(area).id for heading, area in areas.items()}
    names = read_names(session, contest, texts_of(sheet))
    known = known_words(contest, names, headings, set(map(folded, periods)))
    layout = find_layout(sheet, known)
    if layout is None:
        raise _not_understood("import.no_header", contest)
    _refuse_unused(sheet, layout, areas, periods)
    reading = SheetReading(session, contest, UnderstoodSheet(sheet, layout, names, known), judge, bound)
    reading.read()
    _tell_near(contest, reading.preview)
    return compared(session, contest, sheet, reading.preview, names.units.values())


def _tell_near(contest: Contest, preview: Preview) -> None:
    """A column of figures that is passed over is in the way where its heading can only be meant for one area."""
    free = [area for area in contest.areas if area.id not in {column.area for column in preview.columns}]
    for column in list(preview.unread):
        area = nearest_area(column.own_word, free)
        if area is not None:
            error = BadInput("import.near_column", heading=column.heading, area=area.id, meant=area.id)
            preview.trouble(max(preview.header, 0), column.number, error, Mending.COLUMN)
            preview.unread.remove(column)


@no_garbage_search()
def preview_chosen(
    session: Session, contest: Contest, sheet: RawSheet, choices: SheetChoices, *, judge: str = "", bound: bool = False
) -> Preview:
    """What a sheet would change by its own words, by `choices`, and by what was chosen of the last one of its layout.

    What was typed as places and sums is not compared yet, so that a mend is shown soon (`compared`).
    A header whose headings name no area yet is taken for one, too. Raises as `preview_sheet`.
    """
    refuse_closed(contest)
    names = read_names(session, contest, texts_of(sheet), choices.names)
    known = known_words(contest, names, {}, choices.periods)
    layout = find_layout(sheet, known) or likely_layout(sheet, known)
    if layout is None:
        raise _not_understood("import.no_heading_row", contest)
    return _chosen(session, contest, sheet, layout, names, choices, judge, bound)


def preview_block(
    session: Session,
    contest: Contest,
    block: RawSheet,
    place: BlockPlace,
    choices: SheetChoices,
    *,
    judge: str = "",
    bound: bool = False,
) -> Preview:
    """What a pasted block would change: what it does not name itself is that from the place on where it is pasted.

    Raises Refused where the period is closed.
    """
    refuse_closed(contest)
    names = read_names(session, contest, [*texts_of(block), *place.units], choices.names)
    sheet, layout = lay_block(block, place, known_words(contest, names, {}, choices.periods))
    preview = _chosen(session, contest, sheet, layout, names, choices, judge, bound, BadInput("import.beyond_units"))
    for column in beyond(sheet, layout):
        if column.number not in choices.columns:
            preview.trouble(None, column.number, BadInput("import.beyond_areas"), Mending.COLUMN)
    return preview


def _chosen(
    session: Session,
    contest: Contest,
    sheet: RawSheet,
    layout: SheetLayout,
    names: SheetNames,
    choices: SheetChoices,
    judge: str,
    bound: bool,
    nobody: ContestError | None = None,
) -> Preview:
    remembered = recalled(session, contest, layout).of(map(folded, texts_of(sheet)))
    everything = choices.over(remembered)
    names = replace(names, chosen=everything.names)
    mapped = {text: area for text, area in everything.areas.items() if area != LEFT_OUT}
    known = known_words(contest, names, mapped, choices.periods)
    laid = with_areas(layout, everything.columns)
    told = nobody or BadInput("import.no_unit")
    understood = UnderstoodSheet(sheet, laid, names, known, everything, told, chosen=True)
    reading = SheetReading(session, contest, understood, judge, bound)
    preview = reading.preview
    preview.remembered = remembered
    reading.read()
    for column in preview.unread:
        error = BadInput("import.unread_figures", heading=column.heading)
        preview.trouble(max(preview.header, 0), column.number, error, Mending.COLUMN)
    return preview


def results_in(session: Session, contest: Contest, file: ReadFile) -> tuple[RawSheet, ...]:
    """The sheets of a file that have a header; all that name units where none has one.

    Raises BadInput where there are none of either.
    """
    likely: list[RawSheet] = []
    sure: list[RawSheet] = []
    for sheet in file.sheets:
        known = known_words(contest, read_names(session, contest, texts_of(sheet)), {})
        if find_layout(sheet, known) is not None:
            sure.append(sheet)
        elif likely_layout(sheet, known) is not None:
            likely.append(sheet)
    if not sure and not likely:
        raise _not_understood("import.no_heading_row", contest)
    return tuple(sure or likely)


def _not_understood(key: str, contest: Contest) -> BadInput:
    """That a sheet has no header, with the areas of which one would be known."""
    return BadInput(key, series=contest.series.id, areas=tuple(area.name for area in contest.areas))


def _is_this_period(contest: Contest, meant: str) -> bool:
    """Whether what a heading is said to stand for is the period, and no area."""
    period = contest.period
    called = {period.id, period.name, period.name_en} - {""}
    return meant in called and not any(meant in (area.id, area.name) for area in contest.series_areas)


def _refuse_unused(sheet: RawSheet, layout: SheetLayout, areas: Iterable[str], periods: Iterable[str]) -> None:
    """Raises BadInput where there is no such heading as somebody has said the area or the period of."""
    there = {folded(column.heading) for column in layout.columns}
    there |= {folded(text) for row in sheet.rows[layout.header : layout.first] for text in row}
    anywhere = {folded(text) for row in sheet.rows for text in row} if periods else set()
    anywhere.add(folded(sheet.name or ""))
    for heading, known in [*((one, there) for one in areas), *((one, anywhere) for one in periods)]:
        if folded(heading) not in known:
            headings = tuple(column.heading for column in layout.columns)
            raise BadInput("import.no_heading", heading=heading, allowed=headings)
