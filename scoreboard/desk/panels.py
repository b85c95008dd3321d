"""Who judges: the panel of a period, who may still join it, and the units that not all of it has judged."""

from collections import defaultdict

from sqlmodel import Session, col, select

from scoreboard.desk.words import name
from scoreboard.enums import Panel, ScoreState
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both, some_of
from scoreboard.models import Score, Unit
from scoreboard.rules.judging import left_out
from scoreboard.store.contest import Contest, names_on, participants

NAMED = 5
"""Units that a refusal names."""


def check_judge(session: Session, contest: Contest, area: str, unit: str, judge: str) -> None:
    """See whether a judge may score a unit.

    The panel is the one that the folder names. Without it, it is made of those who scored the first unit before a
    second one was scored; it is complete as soon as a score of the area is confirmed, too (S18). Raises Refused for
    whoever is not of it; BadInput where there are no judges, none is named, or the name cannot be one.
    """
    if not _is_judged(contest, judge):
        return
    if name(judge) != judge:
        raise BadInput("score.judge_name", judge=judge)
    panel = contest.panel
    if panel:
        if judge not in panel:
            raise Refused("score.judge_stranger", judge=judge, panel=", ".join(panel))
        return
    rows = session.exec(
        select(Score.unit_id, Score.judge, Score.state).where(
            Score.series_id == contest.series.id, Score.period_id == contest.period.id, Score.area_id == area
        )
    ).all()
    standing = [row for row in rows if row[2] != ScoreState.WITHDRAWN]
    opened = any(state == ScoreState.CONFIRMED for _unit, _judge, state in standing)
    only_here = {scored for scored, _judge, _state in standing} <= {unit}
    members = {one for _unit, one, _state in (standing if opened else rows)}
    if judge in members or (only_here and not opened):
        return
    raise Refused("score.judge_late", judge=judge, panel=", ".join(sorted({one for _unit, one, _state in standing})))


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
    if contest.rules.judges == Panel.SINGLE:
        return
    names = names_on(session, contest.period.end)
    order = [unit.id for unit in participants(session, contest)]
    found: list[Both] = []
    for area in contest.areas:
        missing = left_out(judged_in(session, contest, area.id))
        for unit in (one for one in order if one in missing):
            judges = sorted(missing[unit])
            found.append(
                Both(
                    f"{names[unit].name} · {area.name}（缺 {'、'.join(judges)}）",
                    f"{names[unit].name_en}, {area.name_en or area.name} (without {', '.join(judges)})",
                )
            )
    if found:
        raise Refused("closing.panels", count=len(found), units=some_of(found, NAMED))


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
