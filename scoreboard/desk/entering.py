"""Entering scores: each cell is saved at once as a draft with a version (S12)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.desk.panels import check_judge
from scoreboard.enums import ScoreState
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Score, Unit
from scoreboard.publications.derived_boards import publish_begun
from scoreboard.rules.ranking import displayed
from scoreboard.rules.scores import NOT_APPLICABLE, NoScore, read_score
from scoreboard.store.cells import CellRow, cell_at, write_cells
from scoreboard.store.contest import Contest, in_series, takes_part
from scoreboard.store.scores_awaited import is_scored
from scoreboard.store.writing import Actor, Writing


def parse_score(text: str, maximum: Decimal, *, comma_separates: bool = False) -> Decimal | None:
    """A score as somebody types it or a sheet has it, None for n/a. Raises BadInput for anything else."""
    try:
        return read_score(text, maximum, comma_separates=comma_separates)
    except NoScore as error:
        limit = {"maximum": f"{maximum.normalize():f}"} if error.why == "value" else {}
        raise BadInput(f"score.{error.why}", text=text, **limit) from None


def enter(
    writing: Writing,
    contest: Contest,
    area_id: str,
    unit: Unit,
    text: str,
    *,
    judge: str = "",
    version: int | None = None,
    request: str | None = None,
) -> int:
    """Enter a score (or n/a, or nothing to take it back) as a draft, and return the cell's new version.

    `version` is the one that the person saw; 0 means an empty cell. A retry with the `request` of an entry that
    was kept returns that entry's version. Raises Refused for a closed period, a confirmed cell, a stale version
    or a judge who comes too late (S18), BadInput for what cannot be a score here.
    """
    kept = writing.answered(request)
    if kept is not None:
        answer: int = kept["version"]
        return answer
    area = place_to_enter(writing.session, contest, area_id, unit, judge)
    cell = cell_at(writing.session, contest.key, area, unit.id, judge)
    entry = entry_over(cell, contest, (area, unit.id, judge), text, writing.by, writing.now, version=version)
    begins = cell is None and not is_scored(writing.session, contest)
    if cell is None:
        write_cells(writing.session, contest.key, [entry.row])
    else:
        write_cells(writing.session, contest.key, [], [entry.row])
    writing.record("enter", entry.subject, before=entry.before, after=entry.after, request=request)
    if begins:
        publish_begun(writing)
    return entry.row.version


def place_to_enter(session: Session, contest: Contest, area_id: str, unit: Unit, judge: str) -> str:
    """The area of a cell into which something may be entered. Raises as `enter`."""
    area = contest.area(area_id)
    refuse_closed(contest)
    refuse_stranger(session, contest, unit)
    check_judge(session, contest, area.id, unit.id, judge)
    return area.id


@dataclass(frozen=True)
class TypedEntry:
    """A score as it is to stand in its cell, and what the journal says of it."""

    row: CellRow
    subject: str
    before: dict[str, object] | None
    after: dict[str, object]


def entry_over(
    cell: CellRow | None,
    contest: Contest,
    place: tuple[str, str, str],
    text: str,
    by: Actor,
    now: datetime,
    *,
    version: int | None,
) -> TypedEntry:
    """What somebody enters in a place, an area, a unit and a judge, over what stands there. Raises as `enter`."""
    value = parse_score(text, contest.rules.maximum) if text.strip() else None
    if version is not None:
        refuse_stale(contest, cell, version)
    refuse_confirmed(contest, cell)
    state = ScoreState.DRAFT if text.strip() else ScoreState.WITHDRAWN
    row = entered_row(by, now, place, value, state, cell)
    before = None if cell is None else _told(cell)
    return TypedEntry(row, f"{contest.subject}/{place_of(*place)}", before, _told(row))


def entered_row(
    by: Actor,
    now: datetime,
    place: tuple[str, str, str],
    value: Decimal | None,
    state: ScoreState,
    before: CellRow | None,
) -> CellRow:
    """A score as somebody enters it in a place, an area, a unit and a judge, over what stood there before."""
    version = 1 if before is None else before.version + 1
    return CellRow(*place, value, state, version, by.name, by.bound, now, None, None)


def refuse_stale(contest: Contest, cell: CellRow | None, version: int) -> None:
    """Raises Refused where a cell is not in the version that somebody saw; 0 is an empty one."""
    if version == (0 if cell is None else cell.version):
        return
    if cell is None:
        raise Refused("score.stale_empty", version=version)
    raise Refused("score.stale" if version else "score.stale_new", version=version, **stale_words(contest, cell))


def refuse_confirmed(contest: Contest, cell: CellRow | None) -> None:
    """Raises Refused where a score has been confirmed, which is taken back before it is entered anew."""
    if cell is not None and cell.state == ScoreState.CONFIRMED:
        score = said(cell.value, cell.state)
        about = {"series": contest.series.id, "unit": cell.unit, "area": cell.area}
        raise Refused("score.confirmed", **about, score=score, who=cell.confirmed_by)


def _told(cell: CellRow) -> dict[str, object]:
    return {"score": said(cell.value, cell.state), "version": cell.version, "state": cell.state}


def refuse_closed(contest: Contest) -> None:
    """Raises Refused where the period has been closed in this series."""
    if contest.closed:
        raise Refused("period.closed", series=contest.series.id, period=contest.period.id)


def refuse_stranger(session: Session, contest: Contest, unit: Unit) -> None:
    """Raises BadInput where a unit does not take part in a contest, or not in this period of it."""
    if takes_part(session, contest, unit):
        return
    if not in_series(session, contest, unit):
        raise BadInput(
            "unknown.participant", unit=unit.id, series=contest.series.id, pools=tuple(contest.series.pool_ids)
        )
    raise BadInput(f"unknown.{absence(unit, contest)}", **absence_words(unit, contest))


def absence(unit: Unit, contest: Contest) -> str:
    """Why a unit of a series is not in a period of it: it had `ended`, or was `unborn` yet, at the period's end."""
    return "ended" if unit.valid_to is not None and unit.valid_to < contest.period.end else "unborn"


def absence_words(unit: Unit, contest: Contest) -> dict[str, object]:
    """What is said of that: which unit, and its last or first day beside the day that counts."""
    day = unit.valid_to if absence(unit, contest) == "ended" else unit.valid_from
    end = contest.period.end.isoformat()
    return {"unit": unit.id, "day": day and day.isoformat(), "period": contest.period.id, "end": end}


def words(cell: Score) -> str | None:
    """A cell's score as the journal keeps it: unrounded, n/a, or None where it is taken back."""
    return said(cell.value, cell.state)


def said(value: Decimal | None, state: str) -> str | None:
    """A score in a state as the journal keeps it."""
    if state == ScoreState.WITHDRAWN:
        return None
    return NOT_APPLICABLE if value is None else f"{value.normalize():f}"


def subject_of(cell: Score) -> str:
    """A cell's place as the journal names it."""
    return f"{cell.series_id}/{cell.period_id}/{place_of(cell.area_id, cell.unit_id, cell.judge)}"


def place_of(area: str, unit: str, judge: str) -> str:
    """A cell's place within its contest as the journal names it."""
    return f"{area}/{unit}/{judge}" if judge else f"{area}/{unit}"


def stale_words(contest: Contest, cell: CellRow) -> dict[str, object]:
    """What is in a cell now, for whoever saw something else there."""
    shown = said(cell.value, cell.state)
    if cell.value is not None and cell.state != ScoreState.WITHDRAWN:
        exact = f"{cell.value.normalize():f}"
        rounded = displayed(cell.value, contest.rules.decimals)
        shown = rounded if Decimal(rounded) == cell.value else exact
    return {
        "current": cell.version,
        "score": shown or "-",
        "who": cell.entered_by or "-",
        "at": cell.entered_at.astimezone(ZoneInfo(contest.competition.timezone)).strftime("%Y-%m-%d %H:%M:%S"),
    }
