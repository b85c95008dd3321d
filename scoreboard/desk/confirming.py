"""Confirming drafts, and taking that back: always of the versions that somebody saw."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from sqlalchemy import Update, bindparam, select, update
from sqlmodel import Session, col

from scoreboard.desk.entering import place_of, refuse_closed, said, stale_words
from scoreboard.desk.portions import Progress, in_portions, untold
from scoreboard.desk.second_entries import refuse_typed_once
from scoreboard.desk.sending_back import SentBack, forget_sent_back, sent_back
from scoreboard.desk.sheet_cells import HIDDEN
from scoreboard.desk.unbound import unproved
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.enums import ConfirmedBy, Role, ScoreState
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.locale import Both
from scoreboard.models import Score
from scoreboard.publications.publishing import publish_scores
from scoreboard.settings import Settings
from scoreboard.store.cells import CellRow, cells_at, forget_cells
from scoreboard.store.chunks import among, listed
from scoreboard.store.columns import ask_columns, dialect_of
from scoreboard.store.contest import Contest, contest_of, names_on
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Actor, Writing

MOST_NAMED = 50
"""Scores that a deed names one by one; of more it says how many they are."""


@dataclass(frozen=True)
class ScoreTurn:
    """Which way scores are turned: the deed's name, their state before it and after it."""

    deed: str
    before: str
    after: str


CONFIRM, UNCONFIRM = ScoreTurn("confirm", "draft", "confirmed"), ScoreTurn("unconfirm", "confirmed", "draft")


class Seen(NamedTuple):
    """A score in the version that somebody saw; `judge` is empty where one scores."""

    area: str
    unit: str
    judge: str
    version: int


@dataclass(frozen=True)
class Expected:
    """What a person says that they saw: a unit by any of its names, and all judges' scores where none is named."""

    area: str
    unit: str
    version: int
    judge: str | None = None


@dataclass(frozen=True)
class Scope:
    """Which scores of a contest a deed is about: of one area, of one unit by its id, or all."""

    area: str | None = None
    unit: str | None = None


@dataclass
class Turned:
    """What became of a deed: how many scores it turned, the first of them, and those that it left."""

    count: int = 0
    named: list[CellRow] = field(default_factory=list)
    """The first of them, as they were before."""
    left: list[Seen] = field(default_factory=list)
    """Scores that others changed after they had been seen."""
    sent_back: list[Seen] = field(default_factory=list)
    """Drafts that were sent back, by a note that nobody had before them who signs."""
    stopped: ContestError | None = None
    """Why the rest was left, where all of it was."""


def confirm(writing: Writing, contest: Contest, *, area: str | None = None, unit: str | None = None) -> int:
    """Confirm the drafts of a contest, of one area or one unit of it; returns how many there were.

    In a live contest they are public at once. Raises Refused, changing nothing, where the period is closed or
    the series' `confirm` setting forbids this person any of them.
    """
    return _turn_now(writing, contest, CONFIRM, Scope(area, unit))


def unconfirm(writing: Writing, contest: Contest, *, area: str | None = None, unit: str | None = None) -> int:
    """Make confirmed scores drafts again, before the period is closed; returns how many there were.

    In a live contest they leave the public boards, unless those are frozen.
    """
    return _turn_now(writing, contest, UNCONFIRM, Scope(area, unit))


def _turn_now(writing: Writing, contest: Contest, turn: ScoreTurn, scope: Scope) -> int:
    refuse_closed(contest)
    return _turn_portion(writing, contest, turn, scope_now(writing.session, contest, turn, scope, writing.by)).count


def turn_in_portions(
    store: Store,
    settings: Settings,
    turn: ScoreTurn,
    series: str,
    period: str,
    *,
    scope: Scope | None = None,
    seen: Collection[Seen] | None = None,
    expected: Collection[Expected] | None = None,
    notes: Mapping[Seen, SentBack] | None = None,
    progress: Progress = untold,
) -> Turned:
    """Turn scores in as many transactions as they need, so that nobody waits for a large deed.

    They are those of `scope` as they are now, or those that were `seen`, or that a person `expected` to find in some
    version. Drafts that were sent back are confirmed where they are `expected`, or where `notes` has the very note
    that stands: whoever confirms many at once does not mean them, nor those that are sent back after they were read.
    Checked whole first: raises Refused, and has changed nothing, where one of them is in another version, the period
    is closed, or this person may not. Whoever changes a score after that finds it left as it is. A deed that was
    killed is finished by the same one.
    """
    with looking(store, settings, turn.deed, series=series) as here:
        contest = contest_of(here.session, series, period)
        refuse_closed(contest)
        if expected is not None:
            seen = _found(here.session, contest, expected, scope or Scope())
        if seen is None:
            cells = scope_now(here.session, contest, turn, scope or Scope(), here.by)
        else:
            cells = _still(here.session, contest, turn, seen, here.by)
        turned = Turned()
        read = None if turn is not CONFIRM or expected is not None else notes or {}
        cells, turned.sent_back = _apart(here.session, contest, cells, read)
        if turn is CONFIRM:
            refuse_typed_once(here.session, contest, (cell[:3] for cell in cells))
    for portion in in_portions(cells, progress):
        try:
            with acting(store, settings, turn.deed, series=series) as writing:
                contest = contest_of(writing.session, series, period)
                refuse_closed(contest)
                part = _turn_portion(writing, contest, turn, portion, read)
                if part.left and seen is not None and len(portion) == len(cells):
                    _still(writing.session, contest, turn, portion, writing.by)  # nothing is kept yet: refuse it all
        except ContestError as error:
            if not turned.count:
                raise
            turned.stopped = error
            break
        turned.count += part.count
        turned.left += part.left
        turned.sent_back += part.sent_back
        turned.named += part.named[: MOST_NAMED - len(turned.named)]
    return turned


_IN_SCOPE = (
    select(
        col(Score.area_id),
        col(Score.unit_id),
        col(Score.judge),
        col(Score.version),
        col(Score.entered_by),
        col(Score.entered_bound),
    )
    .where(
        col(Score.series_id) == bindparam("series"),
        col(Score.period_id) == bindparam("period"),
        col(Score.area_id).in_(bindparam("areas", expanding=True)),
        col(Score.state) == bindparam("state"),
    )
    .order_by(col(Score.area_id), col(Score.unit_id), col(Score.judge))
)
_OF_UNIT = _IN_SCOPE.where(col(Score.unit_id) == bindparam("unit"))


def scope_now(session: Session, contest: Contest, turn: ScoreTurn, scope: Scope, by: Actor) -> list[Seen]:
    """The scores of a scope that can be turned now. Raises Refused where this person may not turn one of them."""
    refuse_role(contest, turn, by)
    areas = [contest.area(scope.area)] if scope.area is not None else contest.areas
    values: dict[str, object] = {
        "series": contest.series.id,
        "period": contest.period.id,
        "areas": [area.id for area in areas],
        "state": turn.before,
    }
    question = _IN_SCOPE
    if scope.unit is not None:
        question, values["unit"] = _OF_UNIT, find_unit(session, scope.unit).id
    cells: list[Seen] = []
    for area, unit, judge, version, entered_by, bound in ask_columns(session, question, **values).all():
        cell = Seen(area, unit, judge, version)
        refuse_entry(session, contest, turn, cell, entered_by, bound, by)
        cells.append(cell)
    return cells


def _still(session: Session, contest: Contest, turn: ScoreTurn, seen: Collection[Seen], by: Actor) -> list[Seen]:
    """Of scores that somebody saw, those that are still to be turned; the others have been turned already.

    Raises Refused where one of them is in another version, or this person may not turn it.
    """
    refuse_role(contest, turn, by)
    found = {(row.area, row.unit, row.judge): row for row in cells_at(session, contest.key, _places(seen))}
    cells: list[Seen] = []
    for cell in seen:
        row = found.get((cell.area, cell.unit, cell.judge))
        if (row.version if row else 0) != cell.version:
            raise _changed(contest, turn, cell, row)
        if row is not None and row.state == turn.before:
            refuse_entry(session, contest, turn, cell, row.entered_by, row.entered_bound, by)
            cells.append(cell)
    return cells


def _apart(
    session: Session, contest: Contest, cells: Sequence[Seen], read: Mapping[Seen, SentBack] | None
) -> tuple[list[Seen], list[Seen]]:
    """Drafts that nobody has sent back, or by a note that was `read`, and the others; None where all are meant."""
    back = {} if read is None else sent_back(session, contest.key)
    if read is None or not back:
        return list(cells), []
    unread = {(*place, one.version) for place, one in back.items() if read.get(Seen(*place, one.version)) != one}
    return [cell for cell in cells if cell not in unread], [cell for cell in cells if cell in unread]


def _found(session: Session, contest: Contest, expected: Iterable[Expected], scope: Scope) -> list[Seen]:
    """What a person expects, as scores: those of every judge where none is named, none where nothing is expected."""
    area = None if scope.area is None else contest.area(scope.area).id
    unit = None if scope.unit is None else find_unit(session, scope.unit).id
    wanted = {(contest.area(one.area).id, find_unit(session, one.unit).id): one for one in expected}
    judges: dict[tuple[str, str], list[str]] = {place: [] for place in wanted}
    for row in cells_at(session, contest.key, wanted):
        judges[row.area, row.unit].append(row.judge)
    cells: list[Seen] = []
    for place, one in wanted.items():
        if area not in (None, place[0]) or unit not in (None, place[1]):
            raise BadInput("confirm.outside", cell="/".join(place), series=contest.series.id)
        by_judge = [one.judge] if one.judge is not None else sorted(judges[place]) or [""]
        cells += (Seen(*place, judge, one.version) for judge in by_judge)
    return cells


def _turn_portion(
    writing: Writing,
    contest: Contest,
    turn: ScoreTurn,
    cells: Sequence[Seen],
    read: Mapping[Seen, SentBack] | None = None,
) -> Turned:
    """Turn those scores that are in the versions that were seen, and leave the others and what was sent back since."""
    session = writing.session
    turned = Turned()
    cells, turned.sent_back = _apart(session, contest, cells, read)
    seen = {(cell.area, cell.unit, cell.judge): cell for cell in cells}
    rows: list[CellRow] = []
    for row in cells_at(session, contest.key, _places(cells)):
        cell = seen.get((row.area, row.unit, row.judge))
        if cell is None or (row.state == turn.after and row.version == cell.version):
            seen.pop((row.area, row.unit, row.judge), None)  # of another judge, or done by somebody else
        elif (row.state, row.version) == (turn.before, cell.version):
            refuse_entry(session, contest, turn, cell, row.entered_by, row.entered_bound, writing.by)
            rows.append(row)
            del seen[row.area, row.unit, row.judge]
    turned.left = list(seen.values())
    if not rows:
        return turned
    if turn is CONFIRM:
        refuse_typed_once(session, contest, (row[:3] for row in rows))
    turned.count, turned.named = len(rows), rows[:MOST_NAMED]
    _write(writing, contest, turn, rows)
    if turn is CONFIRM:
        forget_sent_back(session, contest.key, ((row.area, row.unit, row.judge, row.version) for row in rows))
    if contest.live(writing.now):
        publish_scores(writing, contest, _places(rows))
    return turned


@cache
def _turning(dialect: str) -> Update:
    """Some units' scores in an area, by one judge, get another state, and who confirmed them and when."""
    return (
        update(Score)
        .where(
            col(Score.series_id) == bindparam("series"),
            col(Score.period_id) == bindparam("period"),
            col(Score.area_id) == bindparam("area"),
            col(Score.judge) == bindparam("by_judge"),
            among(dialect, col(Score.unit_id), "units"),
        )
        .values({name: bindparam(name) for name in ("state", "confirmed_by", "confirmed_at")})
    )


def _write(writing: Writing, contest: Contest, turn: ScoreTurn, rows: Sequence[CellRow]) -> None:
    """Turn scores, and say so in the journal: of one in its own words, of several in one row."""
    session, dialect = writing.session, dialect_of(writing.session)
    confirmed = (writing.by.name, writing.now) if turn is CONFIRM else (None, None)
    turned = dict(zip(("state", "confirmed_by", "confirmed_at"), (turn.after, *confirmed), strict=True))
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        units[row.area, row.judge].append(row.unit)
    for (area, judge), some in units.items():
        where = {"series": contest.series.id, "period": contest.period.id, "area": area, "by_judge": judge}
        session.connection().execute(_turning(dialect), {**where, **turned, "units": listed(dialect, some)})
    forget_cells(session, contest.key, ((row.area, row.unit, row.judge) for row in rows))
    if len(rows) > 1:
        cells = {place_of(row.area, row.unit, row.judge): [row.version, said(row.value, row.state)] for row in rows}
        writing.record(turn.deed, contest.subject, after={"cells": cells})
        return
    (row,) = rows
    words = {"score": said(row.value, row.state), "version": row.version}
    writing.record(
        turn.deed,
        f"{contest.subject}/{place_of(row.area, row.unit, row.judge)}",
        before={**words, "state": turn.before},
        after={**words, "state": turn.after},
    )


def _places(cells: Iterable[Seen | CellRow]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((cell.area, cell.unit) for cell in cells))


def refuse_role(contest: Contest, turn: ScoreTurn, by: Actor) -> None:
    """Raises Refused where a series wants a second person and somebody is none by their role."""
    if turn is CONFIRM and contest.rules.confirm != ConfirmedBy.SELF and by.role == Role.OPERATOR:
        raise Refused("confirm.operator", name=by.name, series=contest.series.id)


def refuse_turning(contest: Contest, turn: ScoreTurn, by: Actor) -> None:
    """Raises Refused where a series wants two people and somebody can be none of them, whoever has entered a score."""
    refuse_role(contest, turn, by)
    if turn is CONFIRM and contest.rules.confirm != ConfirmedBy.SELF and not by.bound:
        raise unproved(contest.series.id, by)


def refuse_entry(
    session: Session,
    contest: Contest,
    turn: ScoreTurn,
    cell: Seen,
    entered_by: str | None,
    entered_bound: bool,
    by: Actor,
) -> None:
    """Raises Refused where somebody may not confirm an entry.

    A score that came with a competition folder has no person behind it; the folder stands for the first.
    """
    if turn is not CONFIRM or contest.rules.confirm == ConfirmedBy.SELF:
        return
    if not by.bound:
        raise unproved(contest.series.id, by)
    own = entered_by in (by.name, *by.namesakes)
    if own or (entered_by is not None and not entered_bound):
        called = _called(session, contest, cell)
        if own:
            raise Refused("confirm.own", name=by.name, cell=called)
        raise Refused("confirm.unbound_entry", name=entered_by, cell=called)


def _called(session: Session, contest: Contest, cell: Seen) -> Both:
    """A score as a person is told of it: whose, in which area and period, by which judge."""
    unit = names_on(session, contest.period.end, [cell.unit])[cell.unit]
    period, area = contest.period, contest.area(cell.area)
    judge = f"/{cell.judge}" if cell.judge else ""
    english = unit.name_en, area.name_en or area.name, period.name_en or period.name
    return Both(f"{period.name}{unit.name}的{area.name}{judge}", f"{english[0]} in {english[1]}{judge}, {english[2]},")


def _changed(contest: Contest, turn: ScoreTurn, cell: Seen, row: CellRow | None) -> Refused:
    """Somebody has changed a score since it was seen."""
    place = {"series": contest.series.id, "area": cell.area, "unit": cell.unit}
    place["cell"] = place_of(cell.area, cell.unit, cell.judge)
    if row is None:
        return Refused(f"{turn.deed}.empty", **place, version=cell.version)
    told = stale_words(contest, row)
    if contest.rules.double_entry and row.state == ScoreState.DRAFT:
        told["score"] = HIDDEN  # whoever confirms is to type it without having seen it
    return Refused(f"{turn.deed}.stale", **place, version=cell.version, **told)
