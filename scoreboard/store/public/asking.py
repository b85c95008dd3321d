"""Questions in plain SQL that the main database and the public file answer alike.

A question names its values as ``:name``; a list of values is written ``IN :names``.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

Row = Sequence[Any]
Ask = Callable[..., list[Any]]
"""From a question and its values by name to the rows of the answer."""
Value = TypeVar("Value")

MOST_VALUES = 500
"""How many values a list in one question holds at most."""
_NAMED = re.compile(r"(?<!:):(\w+)")
_LIST = re.compile(r" IN :(\w+)")


def asking_file(connection: sqlite3.Connection) -> Ask:
    """Asks a SQLite file."""

    def ask(question: str, **values: object) -> list[Any]:
        plain, given = spread(question, values)
        return connection.execute(plain, given).fetchall()

    return ask


def spread(question: str, values: Mapping[str, object]) -> tuple[str, dict[str, Any]]:
    """A question whose lists are written out, value by value."""
    given: dict[str, Any] = dict(values)

    def written(found: re.Match[str]) -> str:
        name = found[1]
        members = list(given.pop(name))
        given.update({f"{name}_{number}": member for number, member in enumerate(members)})
        return f" IN ({', '.join(f':{name}_{number}' for number in range(len(members)))})"

    return _LIST.sub(written, question), given


def in_portions(values: Iterable[Value], most: int = MOST_VALUES) -> Iterator[list[Value]]:
    """The values in lists that a question can hold."""
    left = iter(values)
    while portion := list(islice(left, most)):
        yield portion


@lru_cache(maxsize=512)
def in_style(statement: str, style: str) -> str:
    """A statement with its values named as a database's driver has them.

    It goes there as it is: to compile a hundred of them anew would take most of a deed's time.
    """
    return _NAMED.sub(r"%(\1)s", statement.replace("%", "%%")) if style == "pyformat" else statement
