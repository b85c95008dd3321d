"""year status, close, reopen, handover."""

from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk.closing_year import ForLater, InTheWay, YearStatus, close_year, reopen_year, year_status
from scoreboard.desk.handing_over import hand_over, write_handover
from scoreboard.desk.identity import identify
from scoreboard.desk.unit_of_work import acting, zone_of
from scoreboard.enums import YEAR
from scoreboard.models import Period
from scoreboard.publications.names import named
from scoreboard.settings import Settings, parse_day
from scoreboard.store.years import year_series


@command(Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"))
def status(settings: Settings, form: str) -> None:
    with main_database_to_read(settings) as session:
        if settings.acting is not None:
            series = year_series(session)
            identify(session, settings.acting, "read all", key=settings.proof, origin=settings.origin, series=series)
        found = year_status(session, settings.moment(zone_of(session)))
        told, of_year = _json(found), found.contest.series
        in_the_way = [_told(session, found, one) for one in found.in_the_way]
    if form == "json":
        put_json(told)
        return
    name = named(of_year.name, of_year.name_en, settings.lang)
    click.echo(cli(f"said.year_{found.told}", series=name, ceremony=told["ceremony"] or "-"))
    for line in (*in_the_way, *(one["message"] for one in told["for_later"])):
        click.echo(line)


def _told(session: Session, found: YearStatus, one: InTheWay) -> str:
    """What is in the way, as people read it; the commands have ids."""
    period = session.get(Period, one.period)
    name = one.period if period is None else named(period.name, period.name_en, LANGUAGE.get())
    return _message(found, one, name)


def _message(found: YearStatus, one: InTheWay, name: str) -> str:
    words = {"series": found.contest.series.id, "period": one.period, "ceremony": one.ceremony, "name": name}
    return cli(f"year_status.{one.what}", **words)


def _json(found: YearStatus) -> dict[str, Any]:
    contest, progress = found.contest, found.contest.progress
    return {
        "competition": contest.competition.id,
        "series": contest.series.id,
        "start": contest.period.start.isoformat(),
        "end": contest.period.end.isoformat(),
        "state": "closed" if contest.closed else "open",
        "closed_on": None if progress.awarded_on is None else progress.awarded_on.isoformat(),
        "closed_by": progress.closed_by,
        "ceremony": found.ceremony,
        "published": found.published,
        "in_the_way": [_in_the_way(found, one) for one in found.in_the_way],
        "for_later": [_for_later(one) for one in found.for_later],
    }


def _in_the_way(found: YearStatus, one: InTheWay) -> dict[str, Any]:
    return {
        "what": one.what,
        "period": one.period,
        "ceremony": one.ceremony or None,
        "message": _message(found, one, one.period),
    }


def _for_later(one: ForLater) -> dict[str, Any]:
    message = cli(f"year_status.{one.what}", count=one.count, until=one.until)
    return {"what": one.what, "count": one.count, "until": one.until or None, "message": message}


@command(Option(["--on"], metavar="DATE"), deed="year", with_pin=True)
def close(settings: Settings, on: str | None) -> None:
    day = None if on is None else parse_day(on)
    with main_database(settings) as store, acting(store, settings, "year") as writing:
        contest, ceremony = close_year(writing, day)
        found, of_year = year_status(writing.session, writing.now), contest.series
        name = named(of_year.name, of_year.name_en, LANGUAGE.get())
        running = contest.day_of(writing.now) <= contest.period.end
        end = contest.period.end.isoformat()
    if running:
        click.echo(cli("said.year_running", end=end), err=True)
    said = "said.year_is_public" if found.published else "said.year_sealed"
    click.echo(cli(said, name=name, series=of_year.id, year=YEAR, ceremony=ceremony))


@command(Option(["--reason"], default="", metavar="TEXT"), deed="year", with_pin=True)
def reopen(settings: Settings, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "year") as writing:
        reopen_year(writing, reason)
    click.echo(cli("said.year_reopened"))


@command(argument("folder", type=click.Path(path_type=Path)))
def handover(settings: Settings, folder: Path) -> None:
    with main_database_to_read(settings) as session:
        identify(session, settings.acting, "year", key=settings.proof, origin=settings.origin)
        found = hand_over(session)
    kept = write_handover(found, folder)
    click.echo(cli("said.handed_over", folder=folder, flags=found.flags, honours=len(found.honours)))
    for path in kept:
        click.echo(cli("said.kept_before", path=path))


year = CommandGroup("year", commands={one.name or "": one for one in (status, close, reopen, handover)})
