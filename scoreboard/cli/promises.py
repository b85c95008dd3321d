"""pledge, goal, livelihood: list, add, report, settle, reopen."""

from decimal import Decimal
from typing import Any

import click

from scoreboard.cli.command import Command, argument, command
from scoreboard.cli.main_database import main_database
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.promising import (
    FORMAT,
    column_options,
    columns_given,
    list_promises,
    said,
)
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import reporting, settling
from scoreboard.desk.closed_year import told_of_promise
from scoreboard.desk.declaring import add_declared
from scoreboard.desk.levels import refuse_other_unit
from scoreboard.desk.promises import (
    GOAL,
    LIVELIHOOD,
    PLEDGE,
    AnyPromise,
    PromiseKind,
    figure_of,
    find_promise,
)
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import GoalState, PledgeState
from scoreboard.locale import say
from scoreboard.settings import Settings, parse_day

CODE = argument("code", metavar="ID")
ON = Option(["--on"], required=True, metavar="DATE")
ACTUAL = Option(["--actual"], metavar="N")
EVIDENCE = Option(["--evidence"], default="", metavar="TEXT")
REASON = Option(["--reason"], required=True, metavar="TEXT")
NOTHING = Decimal(0)


def list_command(kind: PromiseKind[Any], board: str) -> Command:
    """The command that lists a kind, from its board."""

    @command(FORMAT)
    def list_(settings: Settings, form: str) -> None:
        list_promises(settings, kind, board, form)

    return list_


def _reopen(kind: PromiseKind[AnyPromise]) -> Command:
    @command(CODE, REASON, deed="promise", with_pin=True)
    def reopen(settings: Settings, code: str, reason: str) -> None:
        with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
            row = find_promise(writing.session, kind, code)
            refuse_other_unit(writing.session, writing.by, getattr(row, "unit_id", None))
            settling.reopen_promise(writing, kind, row, reason)  # type: ignore[arg-type]
            told = row.code
        said("promise_reopened", code=told)

    return reopen


def _report(kind: Any, low: Decimal | None = None) -> Command:
    @command(
        CODE,
        Option(["--actual"], required=True, metavar="N"),
        ON,
        EVIDENCE,
        Option(["--planned"], metavar="N"),
        deed="report",
        with_pin=True,
    )
    def report(settings: Settings, code: str, actual: str, on: str, evidence: str, planned: str | None) -> None:
        with main_database(settings) as store, acting(store, settings, "report", anywhere=True) as writing:
            row = find_promise(writing.session, kind, code)
            refuse_other_unit(writing.session, writing.by, getattr(row, "unit_id", None))
            done, day, plan = _figure("actual", actual, low), parse_day(on), None
            if planned is not None:
                plan = _figure("planned", planned, low)
            reporting.report_progress(writing, kind, row, done, day, planned=plan, evidence=evidence)
            told = row.code
        said("promise_reported", code=told, actual=f"{done.normalize():f}", day=day.isoformat())

    return report


def _figure(name: str, text: str, low: Decimal | None) -> Decimal:
    return figure_of(f"--{name}", text) if low is None else figure_of(f"--{name}", text, low)


def add_command(kind: PromiseKind[Any]) -> Command:
    """The command that adds one of a kind, by the columns of its file."""

    @command(*column_options(kind.columns), deed="promise", with_pin=True)
    def add(settings: Settings, **words: Any) -> None:
        with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
            code = add_declared(writing, kind, columns_given(words))
            note = told_of_promise(writing.session, kind, code, settings.lang)
        click.echo(code)
        if note:
            click.echo(note, err=True)

    return add


@command(
    CODE,
    ON,
    ACTUAL,
    Option(["--outcome"], type=click.Choice([PledgeState.KEPT.value, PledgeState.BROKEN.value])),
    EVIDENCE,
    deed="promise",
    with_pin=True,
)
def settle_pledge(
    settings: Settings, code: str, on: str, actual: str | None, outcome: str | None, evidence: str
) -> None:
    with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
        row = find_promise(writing.session, PLEDGE, code)
        refuse_other_unit(writing.session, writing.by, row.unit_id)
        state = settling.settle_pledge(
            writing,
            row,
            parse_day(on),
            actual=None if actual is None else figure_of("--actual", actual),
            outcome=None if outcome is None else PledgeState(outcome),
            evidence=evidence,
        )
        told = row.code
    said("promise_settled", code=told, state=say(f"year.pledge_state.{state}", LANGUAGE.get()))


@command(
    CODE,
    ON,
    Option(["--outcome"], type=click.Choice([GoalState.MET.value, GoalState.UNMET.value]), required=True),
    EVIDENCE,
    deed="promise",
    with_pin=True,
)
def settle_goal(settings: Settings, code: str, on: str, outcome: str, evidence: str) -> None:
    with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
        row = find_promise(writing.session, GOAL, code)
        refuse_other_unit(writing.session, writing.by, row.unit_id)
        settling.settle_goal(writing, row, parse_day(on), GoalState(outcome), evidence=evidence)
        told = row.code
    said("promise_settled", code=told, state=say(f"year.goal_state.{outcome}", LANGUAGE.get()))


@command(CODE, ON, ACTUAL, EVIDENCE, deed="promise", with_pin=True)
def settle_livelihood(settings: Settings, code: str, on: str, actual: str | None, evidence: str) -> None:
    with main_database(settings) as store, acting(store, settings, "promise") as writing:
        row = find_promise(writing.session, LIVELIHOOD, code)
        spent = None if actual is None else figure_of("--actual", actual, NOTHING)
        settling.settle_item(writing, row, parse_day(on), actual=spent, evidence=evidence)
        told = row.code
    said("promise_settled", code=told, state=cli("promise.accounted"))


def group(name: str, **verbs: Command) -> CommandGroup:
    """A group of commands, each called as its verb."""
    for verb, one in verbs.items():
        one.name = verb
    return CommandGroup(name, commands=dict(verbs))


pledge = group(
    "pledge",
    list=list_command(PLEDGE, "pledges"),
    add=add_command(PLEDGE),
    report=_report(PLEDGE),
    settle=settle_pledge,
    reopen=_reopen(PLEDGE),
)
goal = group("goal", list=list_command(GOAL, "goals"), add=add_command(GOAL), settle=settle_goal, reopen=_reopen(GOAL))
livelihood = group(
    "livelihood",
    list=list_command(LIVELIHOOD, "livelihood"),
    add=add_command(LIVELIHOOD),
    report=_report(LIVELIHOOD, NOTHING),
    settle=settle_livelihood,
    reopen=_reopen(LIVELIHOOD),
)
