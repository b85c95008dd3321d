"""How wide the columns of a list are: no wider than what stands in them, and what is left goes where it is needed."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 24
"""Cells with which a column that is cut says enough: with fewer the spare columns give way to it."""


@dataclass(frozen=True)
class ListColumn:
    """A column: cells wide at most, or with `width` 0 a share of what is left over.

    A `spare` one is left out where the others have too little room: what stands in it is told elsewhere, too.
    """

    title: str = ""
    width: int = 0
    right: bool = False
    spare: bool = False


def column_widths(columns: Sequence[ListColumn], needs: Sequence[int], room: int, gap: int) -> list[int]:
    """The cells of each column in so many, with a `gap` between them; 0 for one that is left out.

    `needs` are the cells in which nothing of a column would be cut.
    """
    found = _all_of(columns, needs, room, gap)
    of_each = zip(columns, found, needs, strict=True)
    cut = any(width < min(need, ENOUGH) for column, width, need in of_each if not column.width)
    if cut and any(column.spare for column in columns):
        kept = [at for at, column in enumerate(columns) if not column.spare]
        widths = _all_of([columns[at] for at in kept], [needs[at] for at in kept], room, gap)
        found = [0] * len(columns)
        for at, width in zip(kept, widths, strict=True):
            found[at] = width
    return found


def _all_of(columns: Sequence[ListColumn], needs: Sequence[int], room: int, gap: int) -> list[int]:
    widths = [min(column.width, need) for column, need in zip(columns, needs, strict=True)]
    flexible = [at for at, column in enumerate(columns) if not column.width]
    left = max(0, room - sum(widths) - gap * (len(columns) - 1))
    for at, width in zip(flexible, shared([needs[at] for at in flexible], left), strict=True):
        widths[at] = width
    return widths


def shared(needs: Sequence[int], room: int) -> list[int]:
    """Room among columns: what each needs; of too little an equal share for those that need more; the rest for all."""
    widths, wanting = [0] * len(needs), list(range(len(needs)))
    while wanting:
        share = room // len(wanting)
        content = [at for at in wanting if needs[at] <= share]
        for at in content or wanting:
            widths[at] = needs[at] if content else share
            room -= widths[at]
        wanting = [at for at in wanting if at not in content] if content else []
    more, first = divmod(room, len(needs)) if needs else (0, 0)
    return [width + more + (at < first) for at, width in enumerate(widths)]
