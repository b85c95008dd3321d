"""Cutting many ids into as many as one question to a database may name."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")

AT_ONCE = 500


def in_chunks(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """The things in lists of at most `AT_ONCE`."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
