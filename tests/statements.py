"""Statements that are compiled once in a test process.

A command in a process of its own compiles its statements once. Hundreds of them in one process, each with an engine of
its own, would compile the same ones again and again: a third of the time that they took.
"""

import pytest
import sqlalchemy
from sqlalchemy import Engine

from scoreboard.settings import DatabasePaths
from scoreboard.store import engine


def share_compiled_statements(patch: pytest.MonkeyPatch) -> None:
    """Let all engines speak one dialect, for which statements are kept once they have been compiled."""
    first = sqlalchemy.create_engine("sqlite://")
    first.connect().close()  # a dialect asks its first database what it is
    kept: dict[object, object] = {}
    made_alone = engine._engine

    def made(paths: DatabasePaths) -> Engine:
        alone = made_alone(paths)
        alone.dialect = first.dialect
        alone.update_execution_options(compiled_cache=kept)
        return alone

    patch.setattr(engine, "_engine", made)
