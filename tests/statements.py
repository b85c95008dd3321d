"""Statements that are compiled once in a test process.

A command in a process of its own compiles its statements once. Hundreds of them in one process, each with an engine of
its own, would compile the same ones again and again: a third of the time that they took.
"""

import pytest
import sqlalchemy
from sqlalchemy import Dialect, Engine
from sqlalchemy.exc import OperationalError

from scoreboard.settings import DatabasePaths, ServerSide
from scoreboard.store import embedded


def share_compiled_statements(patch: pytest.MonkeyPatch) -> None:
    """Let all engines speak one dialect, for which statements are kept once they have been compiled."""
    first = sqlalchemy.create_engine("sqlite://")
    first.connect().close()  # a dialect asks its first database what it is
    kept: dict[object, object] = {}
    made_alone = embedded._engine

    def made(paths: DatabasePaths) -> Engine:
        alone = made_alone(paths)
        alone.dialect = first.dialect
        alone.update_execution_options(compiled_cache=kept)
        return alone

    patch.setattr(embedded, "_engine", made)


def share_those_of_servers(patch: pytest.MonkeyPatch) -> None:
    """The same for all databases on servers."""
    from scoreboard.store.server import base  # its driver takes long to import

    kept: dict[object, object] = {}
    made_alone, dialects = base.engine_of, list[Dialect]()

    def made(side: ServerSide) -> Engine:
        alone = made_alone(side)
        if not dialects:
            try:
                alone.connect().close()
            except OperationalError:  # it is away, which whoever asked finds out
                return alone
            dialects.append(alone.dialect)
        alone.dialect = dialects[0]
        alone.update_execution_options(compiled_cache=kept)
        return alone

    patch.setattr(base, "engine_of", made)
