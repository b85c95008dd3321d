"""A ceremony as its director sees it: the run sheet, where the stage is, and what the next step will make public.

It names what a step reveals, never the result: no winner and no score of a sealed period is in it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from scoreboard.ceremony.correcting import late_corrections
from scoreboard.ceremony.cue import Cue, CueName, Position
from scoreboard.ceremony.cues import key_of, kind_of, moments_of, planned, reveals_flag
from scoreboard.ceremony.cues.flag import climb_of
from scoreboard.ceremony.events import Baton, State, baton_of, rehearsal_of, state_of
from scoreboard.ceremony.naming import name_of_cue
from scoreboard.ceremony.next_step_refusals import Hindrance, hindrances
from scoreboard.ceremony.other_ceremonies import held_beside
from scoreboard.ceremony.rehearsal import rehearsal_standpoint
from scoreboard.ceremony.remaining import ResultsLeft, results_left
from scoreboard.ceremony.run_sheet import after
from scoreboard.ceremony.stage_control import Standpoint, standpoint, untold_amendment
from scoreboard.desk.sealed_results import TABLE, announced
from scoreboard.desk.taking_back import only_title, taken_back
from scoreboard.errors import ContestError, Refused
from scoreboard.locale import Both
from scoreboard.models import Ceremony, StageStep
from scoreboard.publications.publishing_climbs import climb_shown
from scoreboard.publications.scene import Amendment, Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.flag import FlagCorrection
from scoreboard.publications.scenes.message import MessageScene
from scoreboard.store.contest import Contest


@dataclass(frozen=True)
class CueLine:
    """One cue of the run sheet in words."""

    number: int
    kind: str
    name: CueName
    moments: tuple[str, ...]
    """What each of its steps is, in order."""
    shown: int
    """How many of its steps the hall has seen."""
    revealed: bool
    """Whether what it hands over is public already."""
    cue: Cue
    """What the sheet says of it: notes, the announcer's words, who presents and receives, the seconds planned."""
    several: int = 0
    """Flags that no cue hands over before it, which it would therefore make public all at once."""
    early: bool = False
    """Whether it shows a ranking that is not public: the hall would only be told that it is not revealed yet."""
    publishes: bool = False
    """Whether its last step makes something public, be it for the first time or not."""

    @property
    def steps(self) -> int:
        """How many steps it has."""
        return len(self.moments)

    @property
    def done(self) -> bool:
        """Whether the hall has seen all of it."""
        return self.shown >= self.steps


@dataclass(frozen=True)
class Coming:
    """A step that could be taken, and what it would make public."""

    line: CueLine
    step: int
    reveals: bool
    """Whether it makes a flag, a star or the table public that is not."""
    several: int
    """Flags without a step of their own so far that it would make public all at once."""
    skipped: int = 0
    """Those of them that have a cue, which has been jumped over."""
    overall: tuple[Both, ...] = ()
    """The flags of the overall table that it hands over, one for each pool that ranks apart."""
    stars: tuple[Both, ...] = ()
    """The stars without a cue that become public with it."""
    again: bool = False
    """Whether it is a step of a climb whose rows are public already."""

    @property
    def moment(self) -> str:
        """What the step is within its cue."""
        return self.line.moments[self.step - 1]


@dataclass(frozen=True)
class Overview:
    """All that the director's console shows of a ceremony at one moment."""

    ceremony: str
    title: str
    title_en: str
    series: str
    period: str
    zone: str
    closed: bool
    """Whether the period's results are final, so that the ceremony can go on."""
    lines: tuple[CueLine, ...]
    sequence: int
    cue: int | None
    step: int | None
    covered: bool
    scene: Scene | None
    """What stands on the stage, under its cover too."""
    began: datetime | None
    """When the first step was taken."""
    at: datetime | None
    """When the last step was taken."""
    next: Coming | None
    starts: tuple[Coming, ...]
    """The first step of every cue, where a jump leads."""
    baton: Baton | None
    """Who moves the stage; None where nobody has yet."""
    state: State
    cue_began: datetime | None
    """When the cue that is on the stage began."""
    corrections: tuple[tuple[str, str], ...] = ()
    """The names, in Chinese and in English, of announced flags that have been corrected without the hall having
    been told."""
    amendment: Amendment | None = None
    """An amendment of the seal of which the hall has not been told: the next step that it sees tells it."""
    left: ResultsLeft = field(default_factory=ResultsLeft)
    """What of the results is not public yet."""
    rehearsal: bool = False
    """Whether all this is of a rehearsal that is running; the ceremony itself stands still meanwhile."""
    latest: int = 0
    """The number of the last row on the stage, rehearsals and their ends included: the newer of two overviews has
    the higher one."""
    furthest: int = 0
    """The last of the cues that the stage has come to, be it by a jump."""
    hindered: tuple[Hindrance, ...] = ()
    """What stands in the way; known to whoever reads how a ceremony stands. A step does not wait for it."""
    only_title: bool = False
    """Whether the ceremony has begun and shown nothing but its title, so that it can be taken back."""
    to_boards: Literal["soon", "now"] | None = None
    """When the hall goes back to its boards, where the ceremony was broken off."""
    beside: tuple[Both, ...] = ()
    """The titles of other ceremonies that are being held, while this one has not begun."""

    @property
    def has_ended(self) -> bool:
        """Whether the sheet's last step stands on the stage."""
        return self.cue is not None and self.next is None

    @property
    def is_on_stage(self) -> bool:
        """Whether the ceremony itself is being held now."""
        begun = self.cue is not None and not self.rehearsal and not self.has_ended
        return begun and self.state in (State.GOING, State.HELD)

    @property
    def line(self) -> CueLine | None:
        """The cue that is on the stage."""
        return None if self.cue is None else self.lines[self.cue - 1]

    @property
    def words_on_cover(self) -> bool:
        """Whether the hall reads a message in place of the neutral picture, and nothing of the stage."""
        return not self.covered and self.scene is not None and self.scene.covering is True

    @property
    def hidden(self) -> bool:
        """Whether the stage is covered, be it by the neutral picture or by words on it."""
        return self.covered or self.words_on_cover

    @property
    def aside(self) -> Literal["message", "correction"] | None:
        """What stands on the stage in place of the sheet's step; None where that step itself does."""
        line, scene = self.line, self.scene
        if isinstance(scene, FlagCorrection):
            return "correction"
        if line is None or not isinstance(scene, MessageScene):
            return None
        return None if line.kind == "message" and scene.text == line.cue.text else "message"

    @property
    def planned(self) -> int:
        """Seconds planned for the whole sheet."""
        return sum(planned(line.cue) for line in self.lines)

    def remaining(self, now: datetime) -> int:
        """Seconds that are left by the sheet: of this cue what is left of its time, and all that come after."""
        left = sum(planned(line.cue) for line in self.lines[self.cue or 0 :])
        if self.line is None or self.cue_began is None:
            return left
        return left + max(0, planned(self.line.cue) - int((now - self.cue_began).total_seconds()))


@dataclass(frozen=True)
class CeremonyChoice:
    """A ceremony in a list: "open" (results not final), "ready", "running", "finished", or "wrong" (its sheet)."""

    id: str
    series: str
    title: str
    title_en: str
    held_on: date | None
    state: str
    cue: int = 0
    cues: int = 0


def read_overview(session: Session, ceremony_id: str, now: datetime | None = None) -> Overview:
    """A ceremony as it stands now, or its rehearsal while one is running; at a moment, with what stands in its way.

    Raises BadInput where there is none, Refused where its sheet is wrong.
    """
    if rehearsal_of(session, ceremony_id) is not None:
        return overview(session, rehearsal_standpoint(session, ceremony_id))
    here = standpoint(session, ceremony_id)
    found = overview(session, here)
    return found if now is None else replace(found, hindered=hindrances(session, here, now))


def overview(session: Session, here: Standpoint) -> Overview:
    """The overview from a standpoint, in the session that it was read or moved in."""
    ceremony, contest, last = here.ceremony, here.contest, here.last
    rows = _rows(session, here)
    shown, left = _shown_steps(session, rows), results_left(session, here)
    lines = tuple(_line(session, here, left, number, cue, shown) for number, cue in enumerate(here.sheet, 1))
    starts = tuple(_coming(session, here, left, lines, Position(number, 1)) for number in range(1, len(lines) + 1))
    try:
        coming = _coming(session, here, left, lines, after(here.sheet, here.position))
    except Refused:
        coming = None
    return Overview(
        ceremony.id,
        ceremony.title,
        ceremony.title_en or ceremony.title,
        contest.series.id,
        contest.period.id,
        contest.competition.timezone,
        contest.closed,
        lines,
        here.sequence,
        None if last is None else last.cue,
        None if last is None else last.step,
        here.covered,
        None if last is None else scene_of(last.scene),
        session.exec(select(func.min(StageStep.at)).where(*rows)).one(),
        None if last is None else last.at,
        coming,
        starts,
        baton_of(session, ceremony.id),
        state_of(session, ceremony.id),
        _cue_began(session, here, rows),
        tuple(
            (name.said("zh"), name.said("en"))
            for name in (
                name_of_cue(session, contest, Cue("flag", area=late.area, pool=late.pool))
                for late in late_corrections(session, here)
            )
        ),
        None if last is not None and last.rehearsal else untold_amendment(session, here),
        left,
        last is not None and last.rehearsal,
        session.exec(select(func.max(StageStep.sequence)).where(StageStep.ceremony_id == ceremony.id)).one() or 0,
        max(shown, default=0),
        only_title=last is not None and not last.rehearsal and only_title(session, contest, ceremony.id),
        to_boards=here.to_boards,
        beside=held_beside(session, ceremony.id) if last is None else (),
    )


def ceremony_choices(session: Session) -> tuple[CeremonyChoice, ...]:
    """Every ceremony with how far it has come: first those that are under way, then those to come, the next day first,
    and last those that are over, the latest day first."""
    found = [_choice(session, ceremony) for ceremony in session.exec(select(Ceremony).order_by(col(Ceremony.id)))]
    over = sorted((one for one in found if one.state == "finished"), key=lambda one: one.held_on or date.min)
    to_come = sorted((one for one in found if one.state != "finished"), key=_turn)
    return (*to_come, *reversed(over))


def _turn(choice: CeremonyChoice) -> tuple[bool, bool, date]:
    """Where a ceremony that is not over stands among the others of its kind."""
    return choice.state != "running", choice.state not in ("running", "ready"), choice.held_on or date.max


def _choice(session: Session, ceremony: Ceremony) -> CeremonyChoice:
    words = (ceremony.id, ceremony.series_id, ceremony.title, ceremony.title_en or ceremony.title, ceremony.held_on)
    try:
        here = standpoint(session, ceremony.id)
    except ContestError:
        return CeremonyChoice(*words, "wrong")
    count = len(here.sheet)
    if here.last is None:
        return CeremonyChoice(*words, "ready" if here.contest.closed else "open", 0, count)
    return CeremonyChoice(*words, "finished" if here.ended else "running", here.last.cue, count)


Rows = tuple[ColumnElement[bool] | bool, ...]
"""Which rows of the stage count: the ceremony's own, or those of the rehearsal that is running."""


def _rows(session: Session, here: Standpoint) -> Rows:
    running = rehearsal_of(session, here.ceremony.id) if here.last is not None and here.last.rehearsal else None
    of_this = (
        StageStep.ceremony_id == here.ceremony.id,
        col(StageStep.rehearsal).is_(running is not None),
        col(StageStep.cue) > 0,
    )
    since = taken_back(session, here.ceremony.id) if running is None else running.after
    return (*of_this, col(StageStep.sequence) > since)


def _shown_steps(session: Session, rows: Rows) -> dict[int, int]:
    """The furthest step of each cue that the hall has seen."""
    query = select(StageStep.cue, func.max(StageStep.step)).where(*rows).group_by(col(StageStep.cue))
    return dict(session.exec(query).all())


def _cue_began(session: Session, here: Standpoint, rows: Rows) -> datetime | None:
    """When the stage came to the cue where it stands."""
    if here.last is None:
        return None
    other = select(func.max(StageStep.sequence)).where(*rows, StageStep.cue != here.last.cue)
    since = session.exec(other).one() or 0
    return session.exec(select(func.min(StageStep.at)).where(*rows, col(StageStep.sequence) > since)).one()


def _line(
    session: Session, here: Standpoint, left: ResultsLeft, number: int, cue: Cue, shown: dict[int, int]
) -> CueLine:
    name = name_of_cue(session, here.contest, cue)
    revealed = _is_public(session, here, cue)
    several = _left_over(here, left, number) if key_of(cue) == TABLE else 0
    early = _is_early(left, cue) or _foretells_first(here.contest, left, cue)
    seen, moments = shown.get(number, 0), moments_of(cue)
    rehearsed = here.last is not None and here.last.rehearsal
    if not revealed and not rehearsed:  # going back to its last step has shown it without its result
        seen = min(seen, len(moments) - 1)
    return CueLine(
        number, cue.kind, name, moments, seen, revealed, cue, several, early, kind_of(cue).reveals is not None
    )


def _left_over(here: Standpoint, left: ResultsLeft, number: int) -> int:
    """The sealed flags that no cue from here to that one hands over."""
    first = 0 if here.last is None else here.last.cue - 1
    if here.last is not None and here.last.step >= len(moments_of(here.sheet[first])):
        first += 1
    handed = {(cue.area, cue.pool) for cue in here.sheet[first : number - 1] if reveals_flag(cue)}
    return len([flag for flag in left.flags if flag not in handed])


def _is_early(left: ResultsLeft, cue: Cue) -> bool:
    """Whether what a cue shows is still sealed, so that the hall would only be told that it is not revealed yet."""
    shows = kind_of(cue).shows
    return shows is not None and shows(cue) in {("flag", *flag) for flag in left.flags}


def _foretells_first(contest: Contest, left: ResultsLeft, cue: Cue) -> bool:
    """Whether a cue tells who is first of a table whose flag has not been handed over."""
    return kind_of(cue).tells_first and bool(contest.series.overall_flag) and left.table and not left.flags


def _is_public(session: Session, here: Standpoint, cue: Cue) -> bool:
    """Whether the last step of a cue would publish nothing new."""
    key = key_of(cue)
    return key is None or announced(session, here.contest, key)


def _coming(
    session: Session, here: Standpoint, left: ResultsLeft, lines: tuple[CueLine, ...], there: Position
) -> Coming:
    line = lines[there.cue - 1]
    last = there.step == line.steps
    again = _is_climbed(session, here.contest, line, there.step)
    if not last or key_of(line.cue) != TABLE:
        return Coming(line, there.step, last and not line.revealed, 0, again=again)
    cued = {(cue.area, cue.pool) for cue in here.sheet if reveals_flag(cue)}
    skipped = sum(flag in cued for flag in left.flags)
    return Coming(line, there.step, not line.revealed, len(left.flags), skipped, left.overall, left.uncued)


def _is_climbed(session: Session, contest: Contest, line: CueLine, step: int) -> bool:
    """Whether a step of a climb shows rows that are public already."""
    cue = line.cue
    if not cue.climbs or not 1 < step < line.steps:
        return False
    shown = climb_shown(session, contest, cue.area, cue.pool)
    return line.revealed or (shown is not None and bool(shown["from"] <= climb_of(cue)[step - 2][0]))
