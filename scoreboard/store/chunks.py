"""Asking for many ids at once."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, bindparam, func, select

Thing = TypeVar("Thing")

AT_ONCE = 500
"""Ids that one question names."""


def in_chunks(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """The things in lists of at most `AT_ONCE`."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def among(dialect: str, column: Any, name: str) -> ColumnElement[bool]:
    """Whether a column is one of the ids that a question's value `name` holds, as `listed` writes them.

    Where it can be, they are one value, however many: that asks faster.
    """
    if dialect != "sqlite":
        return column.in_(bindparam(name, expanding=True))  # type: ignore[no-any-return]
    each = func.json_each(bindparam(name, type_=String)).table_valued("value")
    return column.in_(select(each.c.value))  # type: ignore[no-any-return]


def listed(dialect: str, ids: Iterable[str]) -> str | list[str]:
    """Ids as the value that `among` asks for."""
    return json.dumps(list(ids)) if dialect == "sqlite" else list(ids)
