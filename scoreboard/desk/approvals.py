"""Who approves a decision: other people than whoever enters it, each named for themselves."""

from collections.abc import Sequence

from scoreboard.errors import Refused
from scoreboard.models import Person
from scoreboard.spelling import look_alike
from scoreboard.store.writing import Writing

Given = str | Sequence[str]
"""Names as they were given: one, several, or none (an empty text)."""


def signers(writing: Writing, given: Given) -> tuple[str, ...]:
    """The second persons of a decision, each once, in the order given.

    Raises Refused where one of them is whoever acts, or may act no more.
    """
    names = [given] if isinstance(given, str) else given
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    for name in found:
        if look_alike(name, writing.by.name):
            raise Refused("decide.second", name=name)
        person = writing.session.get(Person, name)
        if person is not None and person.disabled:
            raise Refused("role.disabled", name=name)
    return found


def as_text(names: Sequence[str]) -> str:
    """The names in one column; they are told apart by lines, for no name has two."""
    return "\n".join(names)


def from_text(column: str) -> tuple[str, ...]:
    """The names that stand in such a column."""
    return tuple(name for name in column.split("\n") if name)
