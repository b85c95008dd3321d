"""What a public file holds: every revision of every board, in the order in which they became public."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.questions import Board
from scoreboard.settings import DatabaseSide, ServerSide
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Facts


def revisions(public: Path) -> list[Board]:
    """Every revision of every board."""
    with closing(sqlite3.connect(public)) as connection:
        facts = Facts(asking_file(connection))
        found = [board for key in facts.boards() for board in ask_revisions(facts, key)]
    return sorted(found, key=lambda board: (board.change, board.key))


def touches(public: Path) -> list[tuple[str, int]]:
    """Which revisions of which boards there are, without asking for them."""
    with closing(sqlite3.connect(public)) as connection:
        return connection.execute(
            "SELECT b.key, t.revision FROM public_touch t JOIN public_board b ON b.number = t.board"
            " ORDER BY t.change, b.key"
        ).fetchall()


def rows(public: DatabaseSide) -> list[tuple[Any, ...]]:
    """Every row of every table that is public, each with its table's name."""
    if not isinstance(public, ServerSide):
        return list(_rows(public))
    from tests.private_server import rows_on

    tables = rows_on(public) or {}
    return [(name, *row) for name, found in tables.items() if name.startswith("public_facts.") for row in found]


def _rows(public: Path) -> Iterator[tuple[Any, ...]]:
    with closing(sqlite3.connect(public)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (name,) in names:
            for row in connection.execute(f"SELECT * FROM {name}"):
                yield (name, *row)
