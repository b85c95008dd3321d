"""Who judges: the panel of a period, who may still join it, and the units that not all of it has judged."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, bindparam, literal
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.desk.given_texts import name
from scoreboard.enums import Panel, ScoreState
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both, some_of
from scoreboard.models import PanelJudge, Score, Unit
from scoreboard.rules.judging import left_out
from scoreboard.store.cells import CellRow
from scoreboard.store.columns import ask_columns
from scoreboard.store.contest import Contest, names_on, participants

NAMED = 5
"""Units that a refusal names."""

_NAMED = (
    select_columns(col(PanelJudge.id))
    .where(col(PanelJudge.series_id) == bindparam("series"), col(PanelJudge.period_id) == bindparam("period"))
    .order_by(col(PanelJudge.position))
)
_IN_AREA = (
    col(Score.series_id) == bindparam("series"),
    col(Score.period_id) == bindparam("period"),
    col(Score.area_id) == bindparam("area"),
)
_STANDS = col(Score.state).in_([ScoreState.DRAFT, ScoreState.CONFIRMED])
_JUDGED = col(Score.judge) != ""
"""As the index of judges has it."""
_BY_JUDGE = and_(_JUDGED, col(Score.judge) == bindparam("judge"))


def _some(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return select_columns(literal(1)).where(*_IN_AREA, *which).select_from(Score).exists()


_SCORING = select_columns(
    _some(col(Score.state) == ScoreState.CONFIRMED).label("opened"),
    _some(_STANDS, col(Score.unit_id) != bindparam("unit")).label("elsewhere"),
    _some(_STANDS, _BY_JUDGE).label("stands"),
    _some(_BY_JUDGE).label("has_scored"),
)
"""What a judge's part in an area follows from; each is answered by an index, however many scores there are."""
_MEMBERS = select_columns(col(Score.judge)).where(*_IN_AREA, _JUDGED, _STANDS).distinct()


def panel_of(session: Session, contest: Contest) -> tuple[str, ...]:
    """The judges whom the folder names for a contest, in its order; none where it leaves that to who scores first."""
    if contest.rules.judges == Panel.SINGLE:
        return ()
    series, period = contest.key
    return tuple(ask_columns(session, _NAMED, series=series, period=period).scalars())


def check_judge(session: Session, contest: Contest, area: str, unit: str, judge: str) -> None:
    """See whether a judge may score a unit.

    The panel is the one that the folder names. Without it, it is made of those who scored the first unit before a
    second one was scored; it is complete as soon as a score of the area is confirmed, too (S18). Raises Refused for
    whoever is not of it; BadInput where there are no judges, none is named, or the name cannot be one.
    """
    if not _may_be_named(contest, judge, panel_of(session, contest)):
        return
    series, period = contest.key
    place = {"series": series, "period": period, "area": area}
    told = ask_columns(session, _SCORING, **place, unit=unit, judge=judge).one()
    is_member = told.stands if told.opened else told.has_scored
    if is_member or not (told.opened or told.elsewhere):
        return
    members = ask_columns(session, _MEMBERS, **place).scalars()
    raise Refused("score.judge_late", judge=judge, panel=", ".join(sorted(members)))


class PanelsOfCells:
    """Who may still score, as `check_judge` says it, from all scores of a contest: for the many cells of a sheet."""

    def __init__(self, session: Session, contest: Contest, cells: Iterable[CellRow]) -> None:
        self._contest, self._named = contest, panel_of(session, contest)
        self._nobody_judges = contest.rules.judges == Panel.SINGLE
        self._opened = set[str]()
        self._units = defaultdict[str, set[str]](set)
        self._standing = defaultdict[str, set[str]](set)
        self._scored = defaultdict[str, set[str]](set)
        for cell in () if self._nobody_judges else cells:
            if cell.judge:
                self._scored[cell.area].add(cell.judge)
            if cell.state in (ScoreState.DRAFT, ScoreState.CONFIRMED):
                self._units[cell.area].add(cell.unit)
                if cell.judge:
                    self._standing[cell.area].add(cell.judge)
            if cell.state == ScoreState.CONFIRMED:
                self._opened.add(cell.area)

    def check(self, area: str, unit: str, judge: str) -> None:
        """See whether a judge may score a unit. Raises as `check_judge`."""
        if (self._nobody_judges and not judge) or not _may_be_named(self._contest, judge, self._named):
            return
        opened = area in self._opened
        is_member = judge in (self._standing if opened else self._scored)[area]
        elsewhere = len(self._units[area]) > (unit in self._units[area])
        if is_member or not (opened or elsewhere):
            return
        raise Refused("score.judge_late", judge=judge, panel=", ".join(sorted(self._standing[area])))


def _may_be_named(contest: Contest, judge: str, panel: Collection[str]) -> bool:
    """Whether it is still to be seen if a judge of this name may score: not where none do, or the folder names them.

    Raises as `check_judge` where they may not.
    """
    if not _is_judged(contest, judge):
        return False
    if name(judge) != judge:
        raise BadInput("score.judge_name", judge=judge)
    if panel and judge not in panel:
        raise Refused("score.judge_stranger", judge=judge, panel=", ".join(panel))
    return not panel


def _is_judged(contest: Contest, judge: str) -> bool:
    """Whether judges score. Raises BadInput where one is named and none do, or none is named and they do."""
    judged = contest.rules.judges != Panel.SINGLE
    if judged is not bool(judge):
        raise BadInput("score.judge_missing" if judged else "score.no_judges", series=contest.series.id)
    return judged


def refuse_other_judge(session: Session, contest: Contest, area: str, unit: Unit, judge: str) -> None:
    """See whether a mark can be corrected: one that a judge has given, or a score where there are none.

    Raises BadInput where a judge is named and there are none, or none is named; Refused for one who has not scored
    the unit.
    """
    if not _is_judged(contest, judge):
        return
    judges = judged_in(session, contest, area).get(unit.id, set())
    if judge not in judges:
        listed = ", ".join(sorted(judges)) or "-"
        raise Refused("decide.judge", judge=judge, unit=_called(session, contest, unit), judges=listed)


def _called(session: Session, contest: Contest, unit: Unit) -> Both:
    name = names_on(session, contest.period.end, [unit.id])[unit.id]
    return Both(name.name, name.name_en)


def refuse_unequal(session: Session, contest: Contest) -> None:
    """Raises Refused where units of one area have been judged by unequal panels, with their names."""
    cells = unequal_cells(session, contest)
    if not cells:
        return
    names = names_on(session, contest.period.end)
    found: list[Both] = []
    for unit, area_id, judges in cells:
        area = contest.area(area_id)
        found.append(
            Both(
                f"{names[unit].name} · {area.name}（缺 {'、'.join(judges)}）",
                f"{names[unit].name_en}, {area.name_en or area.name} (without {', '.join(judges)})",
            )
        )
    raise Refused("closing.panels", count=len(found), units=some_of(found, NAMED))


def unequal_cells(session: Session, contest: Contest) -> list[tuple[str, str, list[str]]]:
    """The units, each in an area, that not all judges of that area have scored, with those who have not."""
    if contest.rules.judges == Panel.SINGLE:
        return []
    order = [unit.id for unit in participants(session, contest)]
    found: list[tuple[str, str, list[str]]] = []
    for area in contest.areas:
        missing = left_out(judged_in(session, contest, area.id))
        found += ((unit, area.id, sorted(missing[unit])) for unit in order if unit in missing)
    return found


def judged_in(session: Session, contest: Contest, area: str) -> dict[str, set[str]]:
    """Who has given each unit of an area a score; n/a is none."""
    rows = session.exec(
        select(Score.unit_id, Score.judge).where(
            Score.series_id == contest.series.id,
            Score.period_id == contest.period.id,
            Score.area_id == area,
            Score.state != ScoreState.WITHDRAWN,
            col(Score.value).is_not(None),
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for unit, judge in rows:
        found[unit].add(judge)
    return found
