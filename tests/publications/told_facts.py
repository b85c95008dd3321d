"""Public facts as a test says them, in a small database of their own, and boards asked of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import StaticPool
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import Session, create_engine

from scoreboard.facts import SCALE, FactKind
from scoreboard.locale import say
from scoreboard.models import metadata
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.questions import ALL, Question, Window
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.store.public.reckoning import reckon
from scoreboard.store.public.rows import packed

Told = Mapping[FactKind, Mapping[str, Document]]
"""Facts by kind and key."""
TOLD_ON = "2031-07-01"
COMPETITION = {"": {"id": "lake", "name": "东湖", "name_en": "East Lake", "timezone": "Asia/Shanghai"}}
Scores = Mapping[str, Mapping[str, str]]
"""What is public in rankings, by their keys and units: a score, or ``n/a``."""


def unit(position: int, name: str, name_en: str, **more: Any) -> Document:
    """The fact of a unit of the town pool that has always been called so, and takes part in the series `main`."""
    names = {"from": None, "name": name, "short_name": name[:1], "short_name_en": name_en[:1], "name_en": name_en}
    usual = {"position": position, "pool": "town", "series": ["main"], "first": None, "last": None}
    return {"names": [{**names, "aliases": []}], **usual, **more}


UNITS = {"e": unit(1, "东县", "East"), "w": unit(2, "西县", "West")}


@cache
def _tables() -> tuple[str, ...]:
    """The tables of public facts as SQLite takes them."""
    public = (table for name, table in metadata.tables.items() if name.startswith("public_"))
    return tuple(str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in public)


def told_facts(
    told: Told,
    later: Told | None = None,
    scores: Scores | None = None,
    printed: Mapping[str, Document] | None = None,
    again: Sequence[str] = (),
    rescored: Scores | None = None,
    last: Told | None = None,
    late: Sequence[str] = (),
) -> Facts:
    """These facts beside those of a competition and two units; `later` came with the change after, as did `rescored`.

    `last` came with the one after that. Boards that are `late` are public since the change of `later`.

    Of the boards of `scores`, those that are `printed` are kept as a whole, as older programs kept them, and those
    of `again` have been touched by the change after, too.
    """
    connection = sqlite3.connect(":memory:")
    for table in _tables():
        connection.execute(table)
    told = {FactKind.COMPETITION: COMPETITION, FactKind.UNIT: UNITS, **told}
    for change, facts in enumerate((told, later or {}, last or {}), 1):
        rows = [(kind, key, change, packed(words)) for kind, found in facts.items() for key, words in found.items()]
        connection.executemany("INSERT INTO public_fact (kind, key, change, value) VALUES (?, ?, ?, ?)", rows)
    units = list(told[FactKind.UNIT])
    numbered = [(number, name) for number, name in enumerate(units, 1)]
    connection.executemany("INSERT INTO public_unit (number, id, change) VALUES (?, ?, 1)", numbered)
    _put_scores(connection, scores or {}, units)
    numbers = {key: number for number, key in enumerate(scores or {}, 1)}
    for key, found in (rescored or {}).items():
        _put_score_rows(connection, numbers[key], found, units, 2)
    for number, come in enumerate((later or again or rescored, last), 2):
        if come:
            at = f"{TOLD_ON}T0{number + 3}:00:00+00:00"
            connection.execute("INSERT INTO public_change (number, at, reason) VALUES (?, ?, '')", (number, at))
    for key in late:
        connection.execute("UPDATE public_touch SET change = 2 WHERE board = ?", (numbers[key],))
    for key in again:
        connection.execute("UPDATE public_board SET revision = 2, change = 2, placed = 2 WHERE key = ?", (key,))
        connection.execute("INSERT INTO public_touch (board, revision, change) VALUES (?, 2, 2)", (numbers[key],))
    prints = [(numbers[key], packed(words)) for key, words in (printed or {}).items()]
    connection.executemany("INSERT INTO public_print (board, revision, change, value) VALUES (?, 1, 1, ?)", prints)
    connection.commit()
    with Session(create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)) as session:
        reckon(session)
        session.commit()
    return Facts(asking_file(connection))


def _put_scores(connection: sqlite3.Connection, scores: Scores, units: Sequence[str]) -> None:
    """Scores as one change has made them public."""
    connection.execute(
        "INSERT INTO public_change (number, at, reason) VALUES (1, ?, '')", (f"{TOLD_ON}T04:00:00+00:00",)
    )
    for number, (key, found) in enumerate(scores.items(), 1):
        board = (number, key, 1, 1, 1)
        connection.execute(
            "INSERT INTO public_board (number, key, revision, change, placed) VALUES (?, ?, ?, ?, ?)", board
        )
        connection.execute("INSERT INTO public_touch (board, revision, change) VALUES (?, 1, 1)", (number,))
        _put_score_rows(connection, number, found, units, 1)


def _put_score_rows(
    connection: sqlite3.Connection, board: int, found: Mapping[str, str], units: Sequence[str], change: int
) -> None:
    rows = [
        (board, units.index(unit) + 1, change, "n/a", None)
        if score == "n/a"
        else (board, units.index(unit) + 1, change, "score", int(Decimal(score) * SCALE))
        for unit, score in found.items()
    ]
    connection.executemany("INSERT INTO public_score (board, unit, change, mark, value) VALUES (?, ?, ?, ?, ?)", rows)


def question_of(
    key: str,
    told: Told,
    *,
    change: int = 1,
    on: str = TOLD_ON,
    as_of: str | None = None,
    newest: bool = False,
    window: Window = ALL,
    **more: Any,
) -> Question:
    """The question for a board by its key as of a change on a day; `as_of` is a day that is asked for.

    Places are ranked anew from the facts, as those of any earlier change are, unless it is the `newest`. There may be
    `more` facts, as `told_facts` has them.
    """
    facts = told_facts(told, **more)
    facts.moment = None if as_of is None else datetime.fromisoformat(f"{as_of}T12:00:00+08:00")
    number = facts.board_numbers([key]).get(key, 0)
    board = Touched(number, key, 1, change, f"{on}T04:00:00+00:00", "")
    return Question(facts, board, newest=newest, window=window)


def asked(key: str, told: Told, **how: Any) -> tuple[Any, int]:
    """A board by its key, and how many rows it has; `how` it is asked for as `question_of` has it."""
    return kind_of(key.partition("/")[0]).ask(question_of(key, told, **how))


def table(board: Any, lang: str = "zh") -> list[tuple[str, ...]]:
    """A board as it is read: its headings, then the cells of each row."""
    columns = kind_of(board.board).columns(board, lang)
    headings = tuple(column.heading if column.literal else say(column.heading, lang) for column in columns)
    return [headings, *(tuple(column.cell(row, lang) for column in columns) for row in board.rows)]


def figures(board: Any) -> list[str]:
    """The headings of the columns that hold figures, which stand on the right."""
    sides = [column.justify for column in kind_of(board.board).columns(board, "zh")]
    assert set(sides) <= {"left", "right"}
    return [heading for heading, side in zip(table(board)[0], sides, strict=True) if side == "right"]


def sums(board: Any, lang: str = "zh") -> list[str]:
    """What a board says that all of it comes to."""
    found = kind_of(board.board).sums
    return [] if found is None else list(found(board, lang))


def shown(board: Any) -> Any:
    """A board as the hall shows it; None for nothing."""
    of = kind_of(board.board).shown
    assert of is not None
    return of(board)
