"""Public facts as a test says them, in a small database of their own, and boards asked of them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.models import metadata
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.questions import ALL, Question, Window
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.store.public.rows import PUT_MEMBER, memberships, packed

Told = Mapping[FactKind, Mapping[str, Document]]
"""Facts by kind and key."""
TOLD_ON = "2031-07-01"
COMPETITION = {"": {"id": "lake", "name": "东湖", "name_en": "East Lake", "timezone": "Asia/Shanghai"}}
_TABLES = ("public_fact", "public_unit", "public_member", "public_board", "public_change", "public_score")


def unit(position: int, name: str, name_en: str, **more: Any) -> Document:
    """The fact of a unit of the town pool that has always been called so, and takes part in the series `main`."""
    names = {"from": None, "name": name, "short_name": name[:1], "short_name_en": name_en[:1], "name_en": name_en}
    usual = {"position": position, "pool": "town", "series": ["main"], "first": None, "last": None}
    return {"names": [{**names, "aliases": []}], **usual, **more}


UNITS = {"e": unit(1, "东县", "East"), "w": unit(2, "西县", "West")}


def told_facts(told: Told, later: Told | None = None) -> Facts:
    """These facts beside those of a competition and two units; `later` came with the change after."""
    connection = sqlite3.connect(":memory:")
    for table in _TABLES:
        connection.execute(str(CreateTable(metadata.tables[table]).compile(dialect=sqlite.dialect())))
    told = {FactKind.COMPETITION: COMPETITION, FactKind.UNIT: UNITS, **told}
    for change, facts in enumerate((told, later or {}), 1):
        rows = [(kind, key, change, packed(words)) for kind, found in facts.items() for key, words in found.items()]
        connection.executemany("INSERT INTO public_fact (kind, key, change, value) VALUES (?, ?, ?, ?)", rows)
    for number, (name, words) in enumerate(told[FactKind.UNIT].items(), 1):
        connection.execute("INSERT INTO public_unit (number, id, change) VALUES (?, ?, 1)", (number, name))
        members = [{**asdict(member), "series": of, "change": 1} for of, member in memberships(number, words).items()]
        connection.executemany(PUT_MEMBER, members)
    return Facts(asking_file(connection))


def asked(
    key: str,
    told: Told,
    *,
    later: Told | None = None,
    on: str = TOLD_ON,
    as_of: str | None = None,
    window: Window = ALL,
) -> tuple[Any, int]:
    """A board by its key as of a change on a day, and how many rows it has; `as_of` is a day that is asked for."""
    facts = told_facts(told, later)
    facts.moment = None if as_of is None else datetime.fromisoformat(f"{as_of}T12:00:00+08:00")
    board = Touched(1, key, 1, 1, f"{on}T04:00:00+00:00", "")
    return kind_of(key.partition("/")[0]).ask(Question(facts, board, newest=True, window=window))


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
