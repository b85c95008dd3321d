"""A ceremony that has shown nothing but its title can be taken back: the hall goes on as if it had not begun."""

from sqlmodel import Session, col, func, select

from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Reveal, StageStep
from scoreboard.publications.scenes import written
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremonies_of


def taken_back(session: Session, ceremony: str) -> int:
    """The number of the stage's row by which a ceremony was taken back last; its steps until then count no more."""
    ended = select(func.max(StageStep.sequence)).where(
        StageStep.ceremony_id == ceremony,
        col(StageStep.rehearsal).is_(False),
        col(StageStep.covered).is_(False),
        StageStep.cue == 0,
    )
    return session.exec(ended).one() or 0


def steps_of(session: Session, ceremony: str) -> list[StageStep]:
    """The steps of a ceremony that is under way, none of a rehearsal; none before it begins."""
    since = taken_back(session, ceremony)
    steps = select(StageStep).where(
        StageStep.ceremony_id == ceremony,
        col(StageStep.rehearsal).is_(False),
        col(StageStep.cue) > 0,
        col(StageStep.sequence) > since,
    )
    return list(session.exec(steps.order_by(col(StageStep.sequence))))


def refuse_begun(session: Session, contest: Contest) -> None:
    """Raises Refused where a ceremony of a contest has shown more than its title."""
    for ceremony in session.exec(select(Ceremony).where(*ceremonies_of(contest))).all():
        if not all(step.preliminary for step in steps_of(session, ceremony.id)):
            raise Refused("closing.begun", ceremony=ceremony.id)


def only_title(session: Session, contest: Contest, ceremony: str) -> bool:
    """Whether a ceremony has shown nothing but its title, or nothing at all, and nothing of its contest is revealed."""
    revealed = select(Reveal).where(Reveal.series_id == contest.series.id, Reveal.period_id == contest.period.id)
    shown = steps_of(session, ceremony)
    return all(step.preliminary for step in shown) and session.exec(revealed.limit(1)).first() is None


def take_back(writing: Writing, contest: Contest) -> None:
    """End the ceremonies of a contest that have begun. Raises Refused where one has shown more than its title."""
    session = writing.session
    refuse_begun(session, contest)
    for ceremony in session.exec(select(Ceremony).where(*ceremonies_of(contest))).all():
        if steps_of(session, ceremony.id):
            if not only_title(session, contest, ceremony.id):
                raise Refused("closing.begun", ceremony=ceremony.id)
            end_steps(writing, ceremony.id)


def end_steps(writing: Writing, ceremony: str) -> None:
    """Write on the stage that the steps of a ceremony so far count no more: the hall goes on with its boards."""
    session = writing.session
    steps = steps_of(session, ceremony)
    row = StageStep(ceremony_id=ceremony, cue=0, step=0, scene=written(CoverScene(revealed=())), at=writing.now)
    session.add(row)
    session.flush()
    writing.record(
        "cue",
        ceremony,
        before={"sequence": steps[-1].sequence},
        after={"sequence": row.sequence, "cue": 0, "step": 0, "covered": False},
    )
