"""cue: the director without a screen."""

import click
from sqlmodel import Session

from scoreboard.ceremony import covering, interventions, run_sheet, stage_control
from scoreboard.ceremony.correcting import late_corrections, show_correction
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of
from scoreboard.ceremony.events import State, baton_of, state_of
from scoreboard.ceremony.naming import flag_name, name_of_cue
from scoreboard.ceremony.other_ceremonies import held_beside
from scoreboard.ceremony.remaining import overall_flags_left
from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.standard_input import is_terminal
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk.sealed_results import TABLE
from scoreboard.desk.unit_of_work import acting, known
from scoreboard.errors import Refused
from scoreboard.locale import listed, say
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest

EXPECT = Option(["--expect"], type=int, metavar="SEQ")
YES = Option(["--yes"], is_flag=True)
CEREMONY = argument("ceremony")
REASON = Option(["--reason"], default="", metavar="TEXT")


def _move(settings: Settings, ceremony: str, move: stage_control.Move, expect: int | None, yes: bool) -> None:
    if is_terminal() and not yes:
        _ask_first(settings, ceremony, move)
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        begins = stage_control.standpoint(writing.session, ceremony).position is None
        here = stage_control.step(writing, ceremony, move, expect=expect, yes=yes)
        late = _late(writing.session, here)
        said = where(writing.session, here)
        beside = held_beside(writing.session, ceremony) if begins and not yes else ()
    click.echo(said)
    if beside:
        names = listed((name.said(settings.lang) for name in beside), settings.lang)
        click.echo(cli("said.begun_beside", names=names, count=len(beside), ceremony=ceremony), err=True)
    _tell_late(here, late)


def _ask_first(settings: Settings, ceremony: str, move: stage_control.Move) -> None:
    """Somebody at a terminal is asked what the console asks: whether a ceremony's first step is meant, and one that
    hands over several flags of the overall table.

    A script is not: nobody could answer. Raises Refused where it is not meant.
    """
    with main_database_to_read(settings) as session:
        here = stage_control.standpoint(session, ceremony)
        if move is run_sheet.before or (here.ended and move is run_sheet.after):
            return
        there = move(here.sheet, here.position)
        cue = here.sheet[there.cue - 1]
        what = in_words(session, here.contest, cue)
        overall = overall_flags_left(session, here.contest) if key_of(cue) == TABLE else ()
    if here.position is None:
        passed = "said.ask_to_begin_at" if there.cue > 1 else "said.ask_to_begin"
        if not click.confirm(cli(passed, ceremony=ceremony, cue=there.cue, what=what), err=True):
            raise Refused("begin.not_meant", ceremony=ceremony)
    if len(overall) > 1:
        ask_or_leave(
            cli("said.ask_overall", names=listed((name.said(settings.lang) for name in overall), settings.lang))
        )


def ask_or_leave(question: str) -> None:
    """Ask somebody at a terminal whether something is meant. Raises Refused where it is not."""
    if not click.confirm(question, err=True):
        raise Refused("begin.left")


def _late(session: Session, here: stage_control.Standpoint) -> list[str]:
    """The announced flags whose corrections the hall does not know."""
    return [f"{one.area}/{one.pool}" if one.pool else one.area for one in late_corrections(session, here)]


def _tell_late(here: stage_control.Standpoint, late: list[str]) -> None:
    if late:
        lang = LANGUAGE.get()
        named = (f"{flag_name(here.contest, *one.partition('/')[::2]).said(lang)} ({one})" for one in late)
        click.echo(cli("said.corrections", areas=listed(named, lang), ceremony=here.ceremony.id))


def where(session: Session, here: stage_control.Standpoint) -> str:
    """Where the stage is, in words."""
    cue = here.cue
    if cue is None or here.last is None:
        key = "said.not_begun_covered" if here.covered else "said.not_begun"
        return cli(key, ceremony=here.ceremony.id, sequence=here.sequence)
    key = "said.at_step_covered" if here.last.covered else "said.at_step"
    what = in_words(session, here.contest, cue)
    return cli(key, sequence=here.sequence, cue=here.last.cue, step=here.last.step, what=what)


def rehearsed(session: Session, here: stage_control.Standpoint) -> str:
    """Where a rehearsal stands, in words."""
    cue, last = here.cue, here.last
    if cue is None or last is None:
        return ""
    return say(
        "ceremony.rehearse.at", LANGUAGE.get(), cue=last.cue, what=in_words(session, here.contest, cue), step=last.step
    )


def in_words(session: Session, contest: Contest, cue: Cue) -> str:
    """A cue's kind and what it shows, by name, if that is anything."""
    name = name_of_cue(session, contest, cue).said(LANGUAGE.get())
    return f"{cli(f'cue.{cue.kind}')} {name}".rstrip()


@command(CEREMONY, Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"))
def status(settings: Settings, ceremony: str, form: str) -> None:
    with main_database_to_read(settings) as session:
        if settings.acting is not None:
            known(session, settings, "read all", ceremony=ceremony)
        here = stage_control.standpoint(session, ceremony)
        state, baton = state_of(session, ceremony), baton_of(session, ceremony)
        late = _late(session, here)
        said = where(session, here)
    if form == "table":
        click.echo(said)
        _tell_late(here, late)
        if state is not State.GOING:
            click.echo(say(f"ceremony.state.{state}", settings.lang))
        return
    last = here.last
    put_json(
        {
            "ceremony": here.ceremony.id,
            "sequence": here.sequence,
            "cue": last.cue if last else None,
            "step": last.step if last else None,
            "covered": here.covered,
            "rehearsal": last.rehearsal if last else False,
            "revealed": last.scene.get("revealed", []) if last else [],
            "state": str(state),
            "baton": None if baton is None else {"person": baton.person, "session": baton.session},
            "corrections": late,
            "sheet": [{"cue": n, "kind": c.kind, "subject": c.subject} for n, c in enumerate(here.sheet, 1)],
        }
    )


@command(CEREMONY, EXPECT, YES, deed="direct", with_pin=True)
def next_(settings: Settings, ceremony: str, expect: int | None, yes: bool) -> None:
    _move(settings, ceremony, run_sheet.after, expect, yes)


@command(CEREMONY, EXPECT, YES, deed="direct", with_pin=True)
def back(settings: Settings, ceremony: str, expect: int | None, yes: bool) -> None:
    _move(settings, ceremony, run_sheet.before, expect, yes)


@command(argument("number", type=int, metavar="N"), CEREMONY, EXPECT, YES, deed="direct", with_pin=True)
def goto(settings: Settings, number: int, ceremony: str, expect: int | None, yes: bool) -> None:
    _move(settings, ceremony, stage_control.goto(number), expect, yes)


@command(CEREMONY, EXPECT, YES, deed="direct", with_pin=True)
def cover(settings: Settings, ceremony: str, expect: int | None, yes: bool) -> None:
    _cover(settings, ceremony, True, expect)


@command(CEREMONY, EXPECT, YES, deed="direct", with_pin=True)
def uncover(settings: Settings, ceremony: str, expect: int | None, yes: bool) -> None:
    _cover(settings, ceremony, False, expect)


def _cover(settings: Settings, ceremony: str, covered: bool, expect: int | None) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        said = where(writing.session, covering.cover(writing, ceremony, covered, expect=expect))
    click.echo(said)


@command(CEREMONY, REASON, deed="direct", with_pin=True)
def hold(settings: Settings, ceremony: str, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.hold(writing, ceremony, reason)
    click.echo(say("ceremony.said.held", settings.lang))


@command(CEREMONY, REASON, deed="direct", with_pin=True)
def resume(settings: Settings, ceremony: str, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.resume(writing, ceremony, reason)
    click.echo(say("ceremony.said.resumed", settings.lang))


@command(CEREMONY, argument("text", default=""), EXPECT, deed="direct", with_pin=True)
def message(settings: Settings, ceremony: str, text: str, expect: int | None) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        said = where(writing.session, interventions.message(writing, ceremony, text, expect=expect))
    click.echo(said)


@command(CEREMONY, argument("area"), Option(["--pool"], default=""), EXPECT, deed="direct", with_pin=True)
def correction(settings: Settings, ceremony: str, area: str, pool: str, expect: int | None) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        said = where(writing.session, show_correction(writing, ceremony, area, pool, expect=expect))
    click.echo(said)


COMMANDS = (status, next_, back, goto, cover, uncover, hold, resume, message, correction)
cue = CommandGroup("cue", commands={c.name or "": c for c in COMMANDS})
