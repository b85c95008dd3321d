"""Asking for many ids at once."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, literal, select
from sqlmodel import Session

Thing = TypeVar("Thing")

AT_ONCE = 500
"""Ids that one question names."""


def in_chunks(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """The things in lists of at most `AT_ONCE`."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def among(session: Session, column: Any, ids: Collection[str]) -> ColumnElement[bool]:
    """Whether a column is one of some ids. Where it can be, they are one parameter, however many: that asks faster."""
    if session.connection().dialect.name != "sqlite":
        return column.in_(list(ids))  # type: ignore[no-any-return]
    each = func.json_each(literal(json.dumps(list(ids)))).table_valued("value")
    return column.in_(select(each.c.value))  # type: ignore[no-any-return]
