"""rectification list, add, last, settle, reopen."""

from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database
from scoreboard.cli.private_boards import private_board
from scoreboard.cli.promises import CODE, EVIDENCE, ON, REASON, group
from scoreboard.cli.promising import FORMAT, column_options, columns_given, list_promises, said
from scoreboard.cli.tables import table_text
from scoreboard.cli.wording import LANGUAGE, Option
from scoreboard.desk import rectifying
from scoreboard.desk.declaring import add_declared
from scoreboard.desk.promises import RECTIFICATION
from scoreboard.desk.unit_of_work import acting
from scoreboard.locale import say
from scoreboard.publications.board_pages import BoardWish
from scoreboard.settings import Settings, parse_day
from scoreboard.store.contest import contest_of

BOARD = "rectifications"
MOST_PLACES = 1000


@command(FORMAT)
def list_(settings: Settings, form: str) -> None:
    if settings.acting is None:
        list_promises(settings, RECTIFICATION, BOARD, form)
        return
    board = private_board(settings, BoardWish(BOARD))
    if form == "json":
        put_json(board.json())
    else:
        click.echo(table_text(board, settings.lang), nl=False)


@command(*column_options(RECTIFICATION.columns), deed="promise", with_pin=True)
def add(settings: Settings, **words: Any) -> None:
    given = columns_given(words)
    series = dict(given)["series"]
    with main_database(settings) as store, acting(store, settings, "promise", series=series) as writing:
        code = add_declared(writing, RECTIFICATION, given)
    click.echo(code)


@command(
    argument("series"),
    argument("period"),
    argument("areas", metavar="[AREA]…", nargs=-1),
    Option(["--due"], required=True, metavar="DATE"),
    Option(["--places", "last_places"], type=click.IntRange(1, MOST_PLACES), default=1, metavar="N"),
    Option(["--reason"], default="", metavar="TEXT"),
    deed="promise",
    with_pin=True,
)
def last(
    settings: Settings, series: str, period: str, areas: tuple[str, ...], due: str, last_places: int, reason: str
) -> None:
    day = parse_day(due)
    with main_database(settings) as store, acting(store, settings, "promise", series=series) as writing:
        contest = contest_of(writing.session, series, period)
        wanted = [contest.area(area) for area in areas] or list(contest.areas)
        found = rectifying.add_last_places(writing, contest, wanted, day, places=last_places, reason=reason)
        codes = [row.code for row in found]
    for code in codes:
        click.echo(code)
    said("rectifications_added", count=len(codes))


@command(CODE, ON, EVIDENCE, deed="report", with_pin=True)
def settle(settings: Settings, code: str, on: str, evidence: str) -> None:
    with main_database(settings) as store, acting(store, settings, "report", anywhere=True) as writing:
        state = rectifying.settle_rectification(writing, code, parse_day(on), evidence)
    said("promise_settled", code=code, state=say(f"year.rectification_state.{state}", LANGUAGE.get()))


@command(CODE, REASON, deed="promise", with_pin=True)
def reopen(settings: Settings, code: str, reason: str) -> None:
    with main_database(settings) as store, acting(store, settings, "promise", anywhere=True) as writing:
        told = rectifying.reopen_rectification(writing, code, reason)
    said("promise_reopened", code=told)


rectification = group("rectification", list=list_, add=add, last=last, settle=settle, reopen=reopen)
