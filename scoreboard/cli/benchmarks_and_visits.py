"""benchmark: list, add, report, withdraw; visit: list, add, withdraw."""

from typing import Any

from scoreboard.cli.command import Command, command
from scoreboard.cli.main_database import main_database
from scoreboard.cli.promises import CODE, ON, REASON, add_command, group, list_command
from scoreboard.cli.promising import said
from scoreboard.cli.wording import Option
from scoreboard.desk import benchmarks_and_visits
from scoreboard.desk.levels import refuse_other_unit
from scoreboard.desk.promises import BENCHMARK, VISIT, PromiseKind, figure_of, find_promise, refuse_other
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings, parse_day


def withdraw_command(kind: PromiseKind[Any]) -> Command:
    """The command that takes one of a kind out that was recorded by mistake."""

    @command(CODE, REASON, deed="promise", with_pin=True)
    def withdraw(settings: Settings, code: str, reason: str) -> None:
        with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
            row = find_promise(writing.session, kind, code)
            refuse_other(writing.session, writing.by, kind, row)
            told = row.code
            benchmarks_and_visits.withdraw_record(writing, kind, row, reason)
        said("record_withdrawn", code=told)

    return withdraw


@command(
    CODE,
    Option(["--ours"], metavar="N"),
    Option(["--theirs"], metavar="N"),
    ON,
    deed="report",
    with_pin=True,
)
def report(settings: Settings, code: str, ours: str | None, theirs: str | None, on: str) -> None:
    with main_database(settings) as store, acting(store, settings, "report", anywhere=True) as writing:
        row = find_promise(writing.session, BENCHMARK, code)
        refuse_other_unit(writing.session, writing.by, row.unit_id)
        figures = {
            name: None if text is None else figure_of(f"--{name}", text)
            for name, text in (("ours", ours), ("theirs", theirs))
        }
        day = parse_day(on)
        benchmarks_and_visits.report_figures(writing, row, day, **figures)
        told = row.code
    said("benchmark_reported", code=told, day=day.isoformat())


benchmark = group(
    "benchmark",
    list=list_command(BENCHMARK, "benchmarks"),
    add=add_command(BENCHMARK),
    report=report,
    withdraw=withdraw_command(BENCHMARK),
)
visit = group("visit", list=list_command(VISIT, "visits"), add=add_command(VISIT), withdraw=withdraw_command(VISIT))
