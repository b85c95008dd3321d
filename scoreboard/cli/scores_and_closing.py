"""enter, confirm, unconfirm, return, reenter, close, reopen."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.main_database import main_database
from scoreboard.cli.pin_input import proved
from scoreboard.cli.pin_option import PinOption
from scoreboard.cli.progress import telling_progress
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import closing, entering, reentering, reopening, sending_back
from scoreboard.desk.confirming import CONFIRM, UNCONFIRM, Expected, Scope, ScoreTurn, Seen, Turned, turn_in_portions
from scoreboard.desk.entering import place_of, said
from scoreboard.desk.named_errors import cells_called
from scoreboard.desk.readiness import unsigned_in
from scoreboard.desk.unbound import why_unbound
from scoreboard.desk.unit_of_work import acting, zone_of
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import in_language, some_of
from scoreboard.models import Unit
from scoreboard.publications.names import named
from scoreboard.settings import Settings, parse_day
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing

MOST_LEFT = 5
"""Scores that a refusal names."""


CELL = (argument("series"), argument("period"), argument("area"), argument("unit"))
IN_VERSION = (Option(["--judge"], default="", metavar="J"), Option(["--version"], type=int, metavar="N"))
TYPED = (*CELL, argument("score"), *IN_VERSION, PinOption())


@dataclass(frozen=True)
class CellDeed:
    """A deed about one score: the transaction, and which one it is."""

    writing: Writing
    contest: Contest
    area: str
    unit: Unit
    judge: str

    @property
    def called(self) -> object:
        """The cell by its names."""
        place = place_of(self.contest.area(self.area).id, self.unit.id, self.judge)
        (name,) = cells_called(self.writing.session, self.contest.series.id, [place], self.writing.now)
        return in_language(name, LANGUAGE.get())


@contextmanager
def _at_cell(
    settings: Settings, deed: str, *, series: str, period: str, area: str, unit: str, judge: str, pin: str | None
) -> Iterator[CellDeed]:
    """What a command does to the score that it names; kept where it ends well."""
    with main_database(settings) as store, acting(store, proved(store, settings, pin), deed, series=series) as writing:
        contest = contest_of(writing.session, series, period)
        yield CellDeed(writing, contest, area, find_unit(writing.session, unit), judge)


@command(*TYPED, deed="enter")
def enter(settings: Settings, score: str, version: int | None, **cell: Any) -> None:
    with _at_cell(settings, "enter", **cell) as at:
        saved = entering.enter(at.writing, at.contest, at.area, at.unit, score, judge=at.judge, version=version)
        unbound = why_unbound(at.contest, at.writing.by)
    click.echo(saved)
    if unbound is not None:
        click.echo(unbound.sentence(LANGUAGE.get()), err=True)


EXPECT = Option(["--expect", "expected"], multiple=True, metavar="AREA:UNIT=N…")
SCOPE = (argument("series"), argument("period"), Option(["--area"]), Option(["--unit"]), EXPECT, PinOption())


@command(*SCOPE, deed="confirm")
def confirm(settings: Settings, **words: Any) -> None:
    _turn(settings, CONFIRM, **words)


@command(*SCOPE, deed="unconfirm")
def unconfirm(settings: Settings, **words: Any) -> None:
    _turn(settings, UNCONFIRM, **words)


def _turn(
    settings: Settings,
    turn: ScoreTurn,
    *,
    series: str,
    period: str,
    area: str | None,
    unit: str | None,
    expected: Sequence[str],
    pin: str | None,
) -> None:
    seen = [_expectation(text) for text in expected] if expected else None
    with main_database(settings) as store:
        with telling_progress() as progress:
            settings = proved(store, settings, pin)
            turned = turn_in_portions(
                store, settings, turn, series, period, scope=Scope(area, unit), expected=seen, progress=progress
            )
        _tell_turned(store, settings, series, turned)
        click.echo(cli(f"said.{turn.after if turn is CONFIRM else 'unconfirmed'}", count=turned.count))
        if turned.stopped is not None:
            raise turned.stopped
        if turned.left:
            raise Refused(f"{turn.deed}.left", count=len(turned.left), cells=_first(turned.left), series=series)
        if turned.sent_back:
            cells = _first(turned.sent_back)
            raise Refused("confirm.sent_back", count=len(turned.sent_back), cells=cells, series=series)


def _tell_turned(store: Store, settings: Settings, series: str, turned: Turned) -> None:
    """List the first scores by their names, with what commands call them."""
    places = [place_of(cell.area, cell.unit, cell.judge) for cell in turned.named]
    with store.read() as session:
        names = cells_called(session, series, places, settings.moment(zone_of(session)))
    for cell, name in zip(turned.named, names, strict=True):
        called = in_language(name, LANGUAGE.get())
        click.echo(cli("said.turned", cell=called, score=said(cell.value, cell.state), version=cell.version))


def _first(cells: Sequence[Seen]) -> tuple[object, ...]:
    return some_of([place_of(cell.area, cell.unit, cell.judge) for cell in cells], MOST_LEFT)


@command(*CELL, *IN_VERSION, Option(["--note"], required=True, metavar="TEXT"), PinOption(), deed="return")
def return_(settings: Settings, note: str, version: int | None, **cell: Any) -> None:
    with _at_cell(settings, "return", **cell) as at:
        sending_back.send_back(at.writing, at.contest, at.area, at.unit, note, judge=at.judge, version=version)
        called = at.called
    click.echo(cli("said.sent_back", cell=called))


@command(*TYPED, deed="reenter")
def reenter(settings: Settings, score: str, version: int | None, **cell: Any) -> None:
    with _at_cell(settings, "reenter", **cell) as at:
        typed = reentering.reenter(at.writing, at.contest, at.area, at.unit, score, judge=at.judge, version=version)
        called = at.called
    words = "typed_alike" if typed.equal else "typed_otherwise"
    click.echo(cli(f"said.{words}", cell=called, both=typed.difference, score=typed.first))


def _expectation(text: str) -> Expected:
    """AREA:UNIT=N, or AREA:UNIT:JUDGE=N where judges score. Raises BadInput for anything else."""
    place, _, version = text.rpartition("=")
    area, _, unit = place.partition(":")
    unit, _, judge = unit.partition(":")
    if not area or not unit or not re.fullmatch(r"[0-9]{1,9}", version, re.ASCII):
        raise BadInput("confirm.expect", text=text)
    return Expected(area, unit, int(version), judge or None)


@command(
    argument("series"),
    argument("period"),
    Option(["--on"], metavar="DATE"),
    Option(["--empty"], is_flag=True),
    PinOption(),
    deed="close",
)
def close(settings: Settings, series: str, period: str, on: str | None, empty: bool, pin: str | None) -> None:
    day: date | None = None if on is None else parse_day(on)
    with main_database(settings) as store:
        settings = proved(store, settings, pin)
        _, ceremony = closing.close_beside(store, settings, series, period, on=day, empty=empty)
        with store.read() as session:
            contest = contest_of(session, series, period)
            today, awarded = settings.moment(contest.competition.timezone).date(), contest.progress.awarded_on
            unsigned = unsigned_in(session, contest)
            begins, ends, names = contest.period.start, contest.period.end, _names_of(contest)
    runs, to_come = today <= ends, ceremony is None and awarded is not None and awarded > today
    if runs or to_come:
        said = "closed_running_to_come" if runs and to_come else "closed_running" if runs else "closed_to_come"
        said = "closed_before" if today < begins and not to_come else said
        click.echo(cli(f"said.{said}", **names, start=begins, end=ends, day=awarded), err=True)
    if unsigned:
        click.echo(cli("said.closed_unsigned", **names, count=unsigned))
    if ceremony is None:
        click.echo(cli("said.published", **names))
        return
    click.echo(cli("said.sealed", **names, ceremony=ceremony))
    if day is not None and awarded != day:
        click.echo(cli("said.closed_by_ceremony", ceremony=ceremony, day=awarded, given=day))


def _names_of(contest: Contest) -> dict[str, str]:
    """What the series and the period of a contest are called."""
    lang = LANGUAGE.get()
    return {
        "series": named(contest.series.name, contest.series.name_en, lang),
        "period": named(contest.period.name, contest.period.name_en, lang),
    }


@command(
    argument("series"),
    argument("period"),
    Option(["--reason"], default="", metavar="TEXT"),
    PinOption(),
    deed="reopen",
)
def reopen(settings: Settings, series: str, period: str, reason: str, pin: str | None) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "reopen", series=series) as writing,
    ):
        contest = contest_of(writing.session, series, period)
        reopening.reopen(writing, contest, reason)
        names = _names_of(contest)
    click.echo(cli("said.reopened", **names))
