"""ceremony: planned, checked, sealed, rehearsed, verified, and what is done when it does not go by its sheet."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlmodel import Session

from scoreboard.ceremony import interventions
from scoreboard.ceremony.arranging_programme import tell_of
from scoreboard.ceremony.blocker_words import called
from scoreboard.ceremony.cue import cue_words
from scoreboard.ceremony.cues import cue_kinds, planned, steps_of
from scoreboard.ceremony.findings import Finding, comes_to
from scoreboard.ceremony.planning import plan as plan_ceremony
from scoreboard.ceremony.preflight import HALL, Surroundings, green, halls_of, preflight
from scoreboard.ceremony.preflight import sign as sign_off
from scoreboard.ceremony.print.documents import DOCUMENT_FORMS, envelope_paper, script_paper
from scoreboard.ceremony.rehearsal import RehearsalReport, end_rehearsal, rehearsal_standpoint
from scoreboard.ceremony.rehearsal import rehearse as rehearse_step
from scoreboard.ceremony.remaining import results_left
from scoreboard.ceremony.seal import seal as seal_results
from scoreboard.ceremony.seal import verify as open_seal
from scoreboard.ceremony.stage_control import Standpoint, ceremony_of, standpoint
from scoreboard.ceremony.verification_words import subjects_of, verdict, verification_lines, what_is_wrong
from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.paper import OUTPUT, form_of, form_option, put_out
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.stage import YES, ask_or_leave, in_words, rehearsed
from scoreboard.cli.standard_input import is_terminal
from scoreboard.cli.verification_report import verification_words
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk.sealed_results import results_in
from scoreboard.desk.unit_of_work import acting, known, zone_of
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import in_language, language_of, listed, say
from scoreboard.own_folder import hindrance
from scoreboard.publications.display_reports import read_reports
from scoreboard.rules.sealing import pasted
from scoreboard.settings import Settings, parse_day
from scoreboard.store.automatic_backup import newest_backup
from scoreboard.store.contest import Contest
from scoreboard.store.public.state import strange_to_main

CEREMONY = argument("ceremony")
REASON = Option(["--reason"], required=True, metavar="TEXT")
SERIES, PERIOD = Option(["--series"], metavar="S"), Option(["--period"], metavar="P")
"""Which contest `plan` makes a ceremony for; elsewhere, which one the caller takes it to be about."""


@command(
    CEREMONY,
    SERIES,
    PERIOD,
    Option(["--anew"], is_flag=True),
    Option(["--script"], is_flag=True),
    form_option(DOCUMENT_FORMS),
    OUTPUT,
    Option(["--hold-back", "hold_back"], is_flag=True),
    Option(["--begin"], metavar="HH:MM"),
    Option(["--tell"], type=click.Choice(["yes", "no"])),
    deed="direct",
    with_pin=True,
)
def plan(
    settings: Settings,
    ceremony: str,
    series: str | None,
    period: str | None,
    anew: bool,
    script: bool,
    paper: str | None,
    output: Path | None,
    hold_back: bool,
    begin: str | None,
    tell: str | None,
) -> None:
    script = script or paper is not None or output is not None or hold_back or begin is not None
    begins = timedelta() if begin is None else _time_of_day(begin)
    with main_database(settings) as store, acting(store, settings, "direct", anywhere=True) as writing:
        here = plan_ceremony(writing, ceremony, series=series, period=period, anew=anew)
        if tell is not None:
            tell_of(writing, ceremony, tell == "yes")
        if script:
            written = script_paper(writing, here, settings.lang, hold_back=hold_back, begins=begins)
        else:
            sheet = run_sheet_of(here, settings.lang)
    put_out(written.printed(form_of(paper, output, DOCUMENT_FORMS)) if script else sheet, output)


def run_sheet_of(here: Standpoint, lang: str) -> str:
    """A ceremony's sheet as its file has it, to be edited and loaded."""
    from scoreboard.exchange.run_sheet_writing import run_sheet_toml

    ceremony = here.ceremony
    # where the contest has English only, so has its sheet: one title, which everybody reads
    english = bool(ceremony.title_en) and language_of((ceremony.title,)) == "en"
    heading = {
        "title": ceremony.title_en if english else ceremony.title,
        "title_en": None if english else ceremony.title_en or None,
        "date": ceremony.held_on,
        "venue": ceremony.venue,
        "venue_en": ceremony.venue_en or None,
        "slogans": ceremony.slogans,
        "slogans_en": ceremony.slogans_en or None,
        "series": ceremony.series_id,
        "period": ceremony.about,
    }
    return run_sheet_toml(heading, [cue_words(cue) for cue in here.sheet], cue_kinds(), lang)


def _time_of_day(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise BadInput("ceremony.begin", text=text)
    return timedelta(hours=int(hours), minutes=int(minutes))


@command(
    CEREMONY,
    SERIES,
    PERIOD,
    Option(["--width"], type=click.IntRange(20, 1000), metavar="N"),
    Option(["--sign"], metavar="REASON"),
    Option(["--strict"], is_flag=True),
    Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"),
    deed="direct",
    deed_with="sign",
    with_pin=True,
)
def check(
    settings: Settings,
    ceremony: str,
    series: str | None,
    period: str | None,
    width: int | None,
    sign: str | None,
    strict: bool,
    form: str,
) -> None:
    if sign is None:
        with main_database_to_read(settings) as session:
            _refuse_other(session, ceremony, series, period)
            findings = _check(session, settings, ceremony, width, strict, form)
    else:
        with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
            _refuse_other(writing.session, ceremony, series, period)
            blockers, now = sign_off(writing, ceremony, sign), settings.moment(zone_of(writing.session))
            contest = standpoint(writing.session, ceremony).contest
            signed = tuple(called(writing.session, contest, one, now) for one in blockers)
            findings = _check(writing.session, settings, ceremony, width, strict, form)
    if form == "table":
        if sign is not None:
            what = in_language(signed, settings.lang)
            click.echo(_say("said.signed", what=what) if signed else _say("said.nothing"))
        click.echo(_say(f"check.{comes_to(findings)}"))


def _check(
    session: Session, settings: Settings, ceremony: str, width: int | None, strict: bool, form: str
) -> tuple[Finding, ...]:
    from screens.hall.parts.legibility import reads, reads_on  # they take what draws with them
    from screens.image_check import shows_image

    inside = _may_read_all(session, settings, ceremony)
    now = settings.moment(zone_of(session))
    reports, unheard = read_reports(settings.paths.public), hindrance(settings.lang)
    halls = ((width, width * HALL[1] // HALL[0]),) if width else halls_of(reports)
    backed_up = newest_backup(settings.paths)
    around = Surroundings(
        now, settings.folder, reports, halls, reads, reads_on, shows_image, unheard, backed_up=backed_up
    )
    findings = preflight(session, ceremony, around, inside=inside)
    _print_findings(findings, form, settings.lang)
    if any((one.name, one.state) == ("open", "blocker") for one in findings):
        raise Refused("ceremony.not_closed", ceremony=ceremony)
    if not green(findings, strict=strict):
        raise Refused("ceremony.not_green", ceremony=ceremony)
    return findings


def _print_findings(findings: tuple[Finding, ...], form: str, lang: str) -> None:
    texts = [one.text(lang) for one in findings]
    if form == "json":
        rows = [{"name": one.name, "state": one.state, "text": text} for one, text in zip(findings, texts, strict=True)]
        put_json(rows)
        return
    for one, text in zip(findings, texts, strict=True):
        click.echo(f"{_say(f'check.{one.state}')} {text}")


@command(CEREMONY, SERIES, PERIOD, Option(["--reason"], default="", metavar="TEXT"), deed="direct", with_pin=True)
def seal(settings: Settings, ceremony: str, series: str | None, period: str | None, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        _refuse_other(writing.session, ceremony, series, period)
        made = seal_results(writing, ceremony, reason=reason)
    click.echo(_say("seal.made", count=len(results_in(made)), commitment=made.commitment))


@command(
    CEREMONY,
    SERIES,
    PERIOD,
    Option(["--commitment"], metavar="HEX", callback=lambda _context, _option, given: given and pasted(given)),
    Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"),
)
def verify(
    settings: Settings, ceremony: str, series: str | None, period: str | None, commitment: str | None, form: str
) -> None:
    strange = strange_to_main(settings.paths)
    with main_database_to_read(settings) as session:
        _refuse_other(session, ceremony, series, period)
        found = open_seal(session, ceremony, strange)
        names = subjects_of(session, ceremony, settings.lang)
        zone = ZoneInfo(zone_of(session))
    same = commitment is None or commitment in [one.commitment for one in found.seals]
    if form == "json":
        put_json(verification_words(found, same))
    else:
        click.echo("\n".join(verification_lines(found, names, zone, settings.lang)))
    wrong = what_is_wrong(found, names, settings.lang)
    if not same:
        wrong.append(_say("verify.given_broken", given=commitment))
    if not found.good or not same:
        raise Refused("seal.mismatch", ceremony=ceremony, what=listed(wrong, settings.lang) or found.commitment)
    if form == "table":
        click.echo(verdict(found, settings.lang))


@command(CEREMONY, form_option(DOCUMENT_FORMS), OUTPUT, deed="open envelope", with_pin=True)
def envelope(settings: Settings, ceremony: str, paper: str | None, output: Path | None) -> None:
    with main_database(settings) as store, acting(store, settings, "open envelope", ceremony=ceremony) as writing:
        written = envelope_paper(writing, ceremony, settings.lang)
    put_out(written.printed(form_of(paper, output, DOCUMENT_FORMS)), output)


@command(
    CEREMONY,
    SERIES,
    PERIOD,
    Option(["--steps"], type=click.IntRange(1), metavar="N"),
    Option(["--seed"], type=click.IntRange(0), metavar="N"),
    Option(["--pace"], type=click.FloatRange(0, 10), default=0.0, metavar="X"),
    Option(["--end", "ends"], is_flag=True),
    deed="direct",
    with_pin=True,
)
def rehearse(
    settings: Settings,
    ceremony: str,
    series: str | None,
    period: str | None,
    steps: int | None,
    seed: int | None,
    pace: float,
    ends: bool,
) -> None:
    with main_database(settings) as store:
        with store.read() as session:
            _refuse_other(session, ceremony, series, period)
        here, said = None, ""
        for taken in range(0 if ends else steps or _steps_left(store.read, ceremony)):
            if taken and pace and here is not None and here.cue is not None:
                time.sleep(pace * planned(here.cue) / steps_of(here.cue))
            with acting(store, settings, "direct", ceremony=ceremony) as writing:
                here = rehearse_step(writing, ceremony, seed=seed)
                said = rehearsed(writing.session, here)
        if here is not None and not here.ended:
            click.echo(said)
            return
        if pace and here is not None and here.cue is not None:
            time.sleep(pace * planned(here.cue) / steps_of(here.cue))
        with acting(store, settings, "direct", ceremony=ceremony) as writing:
            report = end_rehearsal(writing, ceremony)
            lines = list(_report(writing.session, standpoint(writing.session, ceremony).contest, report))
    click.echo("\n".join(lines))


def _steps_left(read: Callable[[], Any], ceremony: str) -> int:
    with read() as session:
        here = rehearsal_standpoint(session, ceremony)
    done = 0
    if here.position is not None:
        done = sum(steps_of(cue) for cue in here.sheet[: here.position.cue - 1]) + here.position.step
    return max(1, sum(steps_of(cue) for cue in here.sheet) - done)


def _report(session: Session, contest: Contest, report: RehearsalReport) -> Iterator[str]:
    yield _say("rehearse.done", steps=report.steps, taken=_span(report.taken), planned=_span(report.planned))
    for one in report.slowest:
        yield _say(
            "rehearse.slowest",
            number=one.number,
            what=in_words(session, contest, one.cue),
            taken=_span(one.taken),
            planned=_span(one.planned),
        )


def _span(span: Any) -> str:
    return str(span).partition(".")[0]


@command(CEREMONY, REASON, deed="direct", with_pin=True)
def abort(settings: Settings, ceremony: str, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.abort(writing, ceremony, reason)
    click.echo(_say("said.aborted"))


@command(CEREMONY, REASON, deed="direct", with_pin=True)
def take_back(settings: Settings, ceremony: str, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.take_back(writing, ceremony, reason)
    click.echo(_say("said.taken_back"))


@command(CEREMONY, REASON, Option(["--to"], metavar="DATE"), deed="direct", with_pin=True)
def postpone(settings: Settings, ceremony: str, reason: str, to: str | None) -> None:
    day = None if to is None else parse_day(to)
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.postpone(writing, ceremony, reason, to=day)
    click.echo(_say("said.postponed"))


@command(CEREMONY, REASON, YES, deed="direct", with_pin=True)
def publish(settings: Settings, ceremony: str, reason: str, yes: bool) -> None:
    if is_terminal() and not yes:
        with main_database_to_read(settings) as session:
            left = results_left(session, standpoint(session, ceremony))
        if left:
            ask_or_leave(cli("said.ask_publish", what=left.said(settings.lang)))
    with main_database(settings) as store, acting(store, settings, "direct", ceremony=ceremony) as writing:
        interventions.publish_rest(writing, ceremony, reason)
    click.echo(_say("said.published"))


def _refuse_other(session: Session, ceremony: str, series: str | None, period: str | None) -> None:
    """Raises BadInput where a ceremony is about another series or period than the caller says."""
    if (series, period) == (None, None):
        return
    about = ceremony_of(session, ceremony)
    if series not in (None, about.series_id) or period not in (None, about.about):
        raise BadInput("ceremony.other", ceremony=ceremony, series=about.series_id, period=about.about)


def _may_read_all(session: Session, settings: Settings, ceremony: str) -> bool:
    """Whether who asks may see what is sealed; who gives no name sees what is public."""
    if settings.acting is None:
        return False
    known(session, settings, "read all", ceremony=ceremony)
    return True


def _say(key: str, **values: Any) -> str:
    return say(f"ceremony.{key}", LANGUAGE.get(), **values)


ceremony = CommandGroup(
    "ceremony",
    commands={
        c.name or "": c for c in (plan, check, seal, verify, envelope, rehearse, postpone, abort, publish, take_back)
    },
)
