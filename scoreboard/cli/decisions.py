"""decide tie, vacancy, correction, abolition and star; veto; honour."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click
from sqlmodel import Session

from scoreboard.ceremony.naming import flag_name
from scoreboard.cli.command import argument, command
from scoreboard.cli.foreseeing import CHECK, is_check, print_foreseen
from scoreboard.cli.main_database import main_database
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import electing, placing
from scoreboard.desk.closed_year import told_of_decision
from scoreboard.desk.flags_held import HeldFlag, flags_held
from scoreboard.desk.lookup import period_names
from scoreboard.desk.nominees import find_nominee, star_of
from scoreboard.desk.proposals import (
    ProposedAbolition,
    ProposedCorrection,
    ProposedHonour,
    ProposedVacancy,
    ProposedVeto,
)
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput
from scoreboard.locale import in_language, listed, say
from scoreboard.models import Area, Nominee, Star, Unit
from scoreboard.publications.honour_levels import level_called
from scoreboard.publications.told_nominees import person_called
from scoreboard.settings import Settings, parse_day
from scoreboard.store.contest import Contest, contest_of, names_on
from scoreboard.store.finding import find_unit
from scoreboard.store.second_signatures import standing_of

HOLDER = Option(["--holder", "holders"], multiple=True, metavar="UNIT…")
NONE = Option(["--none", "nobody"], is_flag=True)
POOL = Option(["--pool"], default="")
REASON = Option(["--reason"], required=True, metavar="TEXT")
SECOND = Option(["--approved-by", "approved_by"], multiple=True, metavar="NAME…")


def _need_holders(holders: Sequence[str], nobody: bool) -> None:
    if bool(holders) is nobody:
        raise BadInput("decide.holders")


def _holders(session: Session, holders: Sequence[str], nobody: bool) -> list[Unit]:
    _need_holders(holders, nobody)
    return [find_unit(session, holder) for holder in holders]


def _standings(session: Session, names: Sequence[str]) -> dict[str, str]:
    return {name: standing_of(session, name) for name in names}


def _tell_named(standings: Mapping[str, str]) -> None:
    """Say of a second signature that it is a name only, where the database knows nobody who may approve by it."""
    for name, standing in standings.items():
        if standing == "named":
            click.echo(cli("said.named", name=name))


def _note(sentence: str) -> None:
    """What is to be known beside what has been done, where that is anything."""
    if sentence:
        click.echo(sentence, err=True)


FLAG = (argument("series"), argument("period"), argument("area"), HOLDER, NONE, POOL, REASON, SECOND)


def _tell_flag_decided(contest: Contest, area: str, standings: Mapping[str, str]) -> None:
    click.echo(cli("said.decided", what=_called_flag(contest, contest.flag_area(area))))
    _tell_named(standings)


def _called(contest: Contest, area: Area | None, *others: str) -> str:
    """What a decision is about, by names: the series, the period, the area if it is about one."""
    english = LANGUAGE.get() == "en"
    names = [
        (one.name_en if english else "") or one.name
        for one in (contest.series, contest.period, area)
        if one is not None
    ]
    return (", " if english else " ").join([*names, *others])


def _called_flag(contest: Contest, area: str) -> str:
    """What a decision on a flag is about."""
    if area:
        return _called(contest, contest.area(area))
    english = LANGUAGE.get() == "en"
    return _called(contest, None, (contest.series.overall_flag_en if english else "") or contest.series.overall_flag)


def _unit_names(session: Session, units: Sequence[str], day: date) -> str:
    """What units are called, in one line."""
    english = LANGUAGE.get() == "en"
    names = names_on(session, day, set(units))
    return listed((names[unit].name_en if english else names[unit].name for unit in units), LANGUAGE.get())


@command(*FLAG, deed="decide", with_pin=True)
def tie(
    settings: Settings,
    series: str,
    period: str,
    area: str,
    holders: Sequence[str],
    nobody: bool,
    **reasons: Any,
) -> None:
    with main_database(settings) as store, acting(store, settings, "decide", series=series) as writing:
        chosen = _holders(writing.session, holders, nobody)
        contest = contest_of(writing.session, series, period)
        placing.decide_flag_tie(writing, contest, area, chosen, **reasons)
        standings = _standings(writing.session, reasons["approved_by"])
    _tell_flag_decided(contest, area, standings)


@command(*FLAG, *CHECK, deed="decide", with_pin=True)
def vacancy(settings: Settings, nobody: bool, foreseen: bool, form: str | None, **words: Any) -> None:
    checked = is_check(foreseen, form)
    _need_holders(words["holders"], nobody)
    proposal = ProposedVacancy(**words)
    if checked:
        print_foreseen(settings, proposal, form)
        return
    with main_database(settings) as store, acting(store, settings, "decide", series=proposal.about) as writing:
        proposal.do(writing)
        contest = contest_of(writing.session, proposal.series, proposal.period)
        standings = _standings(writing.session, proposal.approved_by)
    _tell_flag_decided(contest, proposal.area, standings)


@command(
    argument("series"),
    argument("period"),
    argument("area"),
    argument("unit"),
    argument("score"),
    Option(["--judge"], default="", metavar="J"),
    HOLDER,
    NONE,
    Option(["--table-holder", "table_holders"], multiple=True, metavar="UNIT…"),
    REASON,
    POOL,
    Option(["--approved-by", "approved_by"], multiple=True, required=True, metavar="NAME…"),
    *CHECK,
    deed="decide",
    with_pin=True,
)
def correction(
    settings: Settings,
    holders: Sequence[str],
    nobody: bool,
    table_holders: Sequence[str],
    foreseen: bool,
    form: str | None,
    **words: Any,
) -> None:
    checked = is_check(foreseen, form)
    if holders or nobody:
        _need_holders(holders, nobody)
    proposal = ProposedCorrection(
        **words, holders=holders if holders or nobody else None, table_holders=table_holders or None
    )
    if checked:
        print_foreseen(settings, proposal, form)
        return
    with main_database(settings) as store, acting(store, settings, "decide", series=proposal.about) as writing:
        session = writing.session
        contest, found = contest_of(session, proposal.series, proposal.period), find_unit(session, proposal.unit)
        before = flags_held(session, contest, proposal.area, found)
        proposal.do(writing)
        after = flags_held(session, contest, proposal.area, found)
        standings = _standings(session, proposal.approved_by)
        day = contest.naming_day(writing.now)
        what = _called(contest, contest.area(proposal.area), _unit_names(session, [found.id], day))
        said = [_flag_said(session, contest, day, *both) for both in zip(before, after, strict=True)]
    for line in (cli("said.decided", what=what), *filter(None, said)):
        click.echo(line)
    _tell_named(standings)


def _flag_said(session: Session, contest: Contest, day: date, before: HeldFlag, after: HeldFlag) -> str:
    """What has become of a flag by a correction: while it is sealed it follows, then it stays till somebody decides."""
    units = {"before": before.holders, "after": after.holders, "first": after.first}
    names = {name: _unit_names(session, found, day) or "-" for name, found in units.items()}
    names["flag"] = flag_name(contest, after.area or contest.series.overall_flag, after.pool).said(LANGUAGE.get())
    moved = before.holders != after.holders
    if after.shown:
        news = bool(after.first) and not moved and after.first != before.first
        option = "--holder" if after.area else "--table-holder"
        stays = "flag_stays_placed" if after.placed else "flag_stays"
        said = f"said.{stays}" if after.holders else "said.flag_stays_vacant"
        return cli(said, option=option, count=len(after.first), **names) if news else ""
    return cli("said.sealed_follows", **names)


@command(
    argument("unit"),
    Option(["--on"], required=True, metavar="DATE"),
    REASON,
    SECOND,
    *CHECK,
    deed="decide",
    with_pin=True,
)
def abolition(settings: Settings, on: str, foreseen: bool, form: str | None, **words: Any) -> None:
    checked = is_check(foreseen, form)
    proposal = ProposedAbolition(on=parse_day(on), **words)
    if checked:
        print_foreseen(settings, proposal, form)
        return
    with main_database(settings) as store, acting(store, settings, "decide") as writing:
        proposal.do(writing)
        standings = _standings(writing.session, proposal.approved_by)
        unit = find_unit(writing.session, proposal.unit)
        name = _unit_names(writing.session, [unit.id], min(proposal.on, writing.now.date()))
    click.echo(cli("said.abolished", unit=name, day=proposal.on.isoformat()))
    _tell_named(standings)


@command(
    argument("series"),
    argument("period"),
    argument("units", nargs=-1, metavar="[AREA] UNIT…"),
    REASON,
    Option(["--approved-by", "approved_by"], multiple=True, metavar="NAME"),
    deed="decide",
    with_pin=True,
)
def place(
    settings: Settings, series: str, period: str, units: Sequence[str], reason: str, approved_by: Sequence[str]
) -> None:
    with main_database(settings) as store, acting(store, settings, "decide", series=series) as writing:
        contest = contest_of(writing.session, series, period)
        area = next((one for one in contest.series_areas if units and units[0] in (one.id, one.name)), None)
        named = units if area is None else units[1:]
        found = [find_unit(writing.session, unit) for unit in named]
        placing.decide_place(
            writing, contest, None if area is None else area.id, found, reason, approved_by=approved_by
        )
        names = [_unit_names(writing.session, [unit.id], contest.naming_day(writing.now)) for unit in found]
        what = _called(contest, area, " > ".join(names))
        standings = _standings(writing.session, approved_by)
    click.echo(cli("said.decided", what=what))
    _tell_named(standings)


@command(
    argument("series"),
    argument("period"),
    argument("star_id", metavar="STAR"),
    Option(["--person", "people"], multiple=True, required=True, metavar="UNIT:NAME…"),
    REASON,
    SECOND,
    deed="decide",
    with_pin=True,
)
def star(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    people: Sequence[str],
    reason: str,
    approved_by: Sequence[str],
) -> None:
    with main_database(settings) as store, acting(store, settings, "decide", series=series) as writing:
        session = writing.session
        contest, found = contest_of(session, series, period), star_of(session, star_id)
        chosen = [_nominee(session, contest, found, person) for person in people]
        electing.decide_star(writing, contest, found, chosen, reason, approved_by=approved_by)
        standings = _standings(session, approved_by)
        name = (found.name_en if LANGUAGE.get() == "en" else "") or found.name
        named = in_language(tuple(map(person_called, chosen)), LANGUAGE.get())
        what = f"{name}: {named}"
    click.echo(cli("said.decided", what=what))
    _tell_named(standings)


def _nominee(session: Session, contest: Contest, star: Star, named: str) -> Nominee:
    """The nominee whom UNIT:NAME names. Raises BadInput for what is none."""
    unit, colon, person = named.replace("：", ":").partition(":")
    if not (unit.strip() and colon and person.strip()):
        raise BadInput("electing.person", person=named)
    return find_nominee(session, contest, star, find_unit(session, unit), person)


decide = CommandGroup("decide", commands={c.name or "": c for c in (tie, vacancy, correction, place, abolition, star)})


@command(
    argument("unit"),
    argument("item", metavar="VETO"),
    Option(["--period"], metavar="P"),
    REASON,
    SECOND,
    Option(["--lift"], is_flag=True),
    *CHECK,
    deed="veto",
    with_pin=True,
)
def veto(settings: Settings, foreseen: bool, form: str | None, **words: Any) -> None:
    checked = is_check(foreseen, form)
    proposal = ProposedVeto(**words)
    if checked:
        print_foreseen(settings, proposal, form)
        return
    with main_database(settings) as store, acting(store, settings, "veto") as writing:
        of, late = proposal.do(writing), told_of_decision(writing.session, settings.lang)
        standings = _standings(writing.session, proposal.approved_by)
        unit = find_unit(writing.session, proposal.unit)
        name = _unit_names(writing.session, [unit.id], writing.now.date())
        named = period_names(writing.session).get(of) if of else None
    said = "said.veto_lifted" if proposal.lift else "said.vetoed"
    click.echo(cli(said, unit=name, period=cli("said.the_year") if named is None else named.said(LANGUAGE.get())))
    _tell_named(standings)
    _note(late)


@command(
    argument("unit"),
    argument("level"),
    argument("title"),
    Option(["--document"], metavar="TEXT"),
    Option(["--on"], metavar="DATE"),
    Option(["--person"], default="", metavar="NAME"),
    *(Option([f"--{name}-en"], default="", metavar="TEXT") for name in ("title", "document", "person")),
    Option(["--withdraw"], is_flag=True),
    *CHECK,
    deed="honour",
    with_pin=True,
)
def honour(
    settings: Settings, document: str | None, on: str | None, foreseen: bool, form: str | None, **words: Any
) -> None:
    checked = is_check(foreseen, form)
    if not words["withdraw"] and (document is None or on is None):
        raise BadInput("honour.proof")
    proposal = ProposedHonour(document=document or "", on=None if on is None else parse_day(on), **words)
    if checked:
        print_foreseen(settings, proposal, form)
        return
    with main_database(settings) as store, acting(store, settings, "honour") as writing:
        given, early = proposal.do(writing), proposal.still_to_come(writing)
        late = told_of_decision(writing.session, settings.lang)
        named = {
            "unit": _unit_names(writing.session, [find_unit(writing.session, proposal.unit).id], writing.now.date()),
            "level": level_called(proposal.level if given is None else given.level, settings.lang),
            "title": proposal.title,
        }
    if given is None:
        click.echo(say("year.honour.withdrawn", settings.lang, **named))
        _note(late)
        return
    points, cap = (f"{each.normalize():f}" for each in (given.added, given.cap))
    click.echo(say("year.honour.given", settings.lang, **named, points=points))
    if given.less:
        click.echo(say(f"year.honour.less.{given.less}", settings.lang, cap=cap))
    _note(late)
    if early is not None:
        click.echo(cli("said.honour_to_come", **early), err=True)
