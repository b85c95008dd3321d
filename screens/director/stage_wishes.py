"""What a director wishes of the stage, and the calls of the store that carry it out. It knows no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scoreboard.ceremony import arranging_programme, covering, interventions, rehearsal, stage_control
from scoreboard.ceremony.arranging_programme import Arrangement
from scoreboard.ceremony.correcting import late_corrections, show_correction
from scoreboard.ceremony.events import CLI, take
from scoreboard.ceremony.overview import CeremonyChoice, Overview, ceremony_choices, overview, read_overview
from scoreboard.desk.identity import identify
from scoreboard.desk.levels import levels_of_people, reader, refuse_other_ceremony
from scoreboard.desk.people import people
from scoreboard.desk.unit_of_work import acting, zone_of
from scoreboard.enums import Role
from scoreboard.errors import ContestError, Refused
from scoreboard.publications.programme import Programme
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.writing import Writing

DEED = "direct"
INTERVENTIONS: dict[str, Callable[..., stage_control.Standpoint]] = {
    "hold": interventions.hold,
    "resume": interventions.resume,
    "postpone": interventions.postpone,
    "abort": interventions.abort,
    "publish": interventions.publish_rest,
    "take_back": interventions.take_back,
}


@dataclass(frozen=True)
class StageWish:
    """A move of the stage. `expect` is the sequence that the director saw; None moves whatever it is.

    `number` is the cue that a jump leads to; `yes` agrees to a step that makes several flags public; `text` is the
    reason, or the message for the hall. With `rehearsal` a step is one of a rehearsal, which it begins if need be.
    """

    move: Literal[
        "next", "back", "goto", "cover", "uncover", "take", "hold", "resume", "postpone", "abort", "publish", "message",
        "correction", "end", "take_back",
    ]  # fmt: skip
    expect: int | None = None
    number: int = 0
    yes: bool = False
    text: str = ""
    rehearsal: bool = False


@dataclass(frozen=True)
class Candidate:
    """Somebody who may direct from here."""

    name: str
    role: str


@dataclass(frozen=True)
class ConsoleOpening:
    """What the console learns when it opens; `refusal` is why the person named may not direct."""

    candidates: tuple[Candidate, ...]
    ceremonies: tuple[CeremonyChoice, ...]
    refusal: ContestError | None
    levels: Mapping[str, frozenset[str]]
    """The series of each person who is bound to one."""

    def ceremonies_of(self, person: str | None) -> tuple[CeremonyChoice, ...]:
        """The ceremonies that somebody may choose from: those of their series."""
        return tuple(one for one in self.ceremonies if one.series in self.levels.get(person or "", {one.series}))


def carry_out(
    store: Store, settings: Settings, ceremony: str, wish: StageWish, *, session: str | None = None
) -> Overview:
    """Move the stage as wished; returns how it stands then. Raises ContestError, having changed nothing.

    `session` is the console that wishes; None is a command, which takes the baton.
    """
    expect, text = wish.expect, wish.text
    with acting(store, settings, DEED, ceremony=ceremony) as writing:
        match wish.move:
            case "next" | "back" | "goto" if wish.rehearsal:
                here = rehearsal.rehearse(writing, ceremony, _move(wish))
            case "next" | "back" | "goto":
                here = stage_control.step(writing, ceremony, _move(wish), expect=expect, yes=wish.yes, session=session)
            case "cover" | "uncover":
                here = covering.cover(writing, ceremony, wish.move == "cover", expect=expect, session=session)
            case "take":
                take(writing, ceremony, session or CLI)
                here = stage_control.standpoint(writing.session, ceremony)
            case "message":
                here = interventions.message(writing, ceremony, text, expect=expect, session=session)
            case "correction":
                here = _correction(writing, ceremony, expect, session)
            case "hold" | "resume" | "postpone" | "abort" | "publish" | "take_back":
                here = INTERVENTIONS[wish.move](writing, ceremony, text, session=session)
        return overview(writing.session, here)


def arrange(
    store: Store, settings: Settings, ceremony: str, what: Arrangement, slot: str = "", order: tuple[str, ...] = ()
) -> Programme:
    """Change what halls play between ceremonies; returns it. Raises ContestError, having changed nothing."""
    with acting(store, settings, DEED, ceremony=ceremony) as writing:
        return arranging_programme.arrange(writing, ceremony, what, slot, order)


def _correction(writing: Writing, ceremony: str, expect: int | None, session: str | None) -> stage_control.Standpoint:
    """Show the first correction that the hall has not been told of. Raises Refused where there is none."""
    here = stage_control.standpoint(writing.session, ceremony)
    late = late_corrections(writing.session, here)
    if not late:
        raise Refused("cue.no_correction", area="-", period=here.contest.period.id)
    first = late[0]
    return show_correction(writing, ceremony, first.area, first.pool, expect=expect, session=session)


def end_rehearsal(store: Store, settings: Settings, ceremony: str) -> tuple[Overview, rehearsal.RehearsalReport]:
    """End a rehearsal; returns how the ceremony stands, and how long the rehearsal took."""
    with acting(store, settings, DEED, ceremony=ceremony) as writing:
        report = rehearsal.end_rehearsal(writing, ceremony)
        return read_overview(writing.session, ceremony), report


def _move(wish: StageWish) -> stage_control.Move:
    if wish.move == "goto":
        return stage_control.goto(wish.number)
    return stage_control.before if wish.move == "back" else stage_control.after


def read(store: Store, ceremony: str, person: str | None = None, *, settings: Settings | None = None) -> Overview:
    """How the stage stands now, and by the clock of `settings` what stands in the way.

    Raises Refused where it is of a series that the `person` may not see.
    """
    with store.read() as session:
        refuse_other_ceremony(session, reader(session, person), ceremony)
        return read_overview(session, ceremony, None if settings is None else settings.moment(zone_of(session)))


def open_console(store: Store, settings: Settings, ceremony: str | None = None) -> ConsoleOpening:
    """Who may direct here, that `ceremony` where it is known, and else what there is to direct."""
    where: dict[str, Any] = {"anywhere": True} if ceremony is None else {"ceremony": ceremony}
    with store.read() as session:
        candidates = []
        for person in people(session):
            try:
                actor = identify(session, person.name, DEED, key=settings.proof, **where)
            except Refused:
                continue
            candidates.append(Candidate(actor.name, actor.role))
        refusal: ContestError | None = None
        if settings.acting is not None:
            try:
                identify(session, settings.acting, DEED, key=settings.proof, **where)
            except ContestError as error:
                refusal = error
        candidates.sort(key=lambda person: person.role != Role.DIRECTOR)
        choices = ceremony_choices(session) if ceremony is None else ()
        return ConsoleOpening(tuple(candidates), choices, refusal, levels_of_people(session))
