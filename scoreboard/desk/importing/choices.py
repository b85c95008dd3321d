"""What somebody says about a sheet where its own words do not do: whom and what they mean, and what is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from scoreboard.name_search import folded

LEFT_OUT = ""
"""Chosen instead of an area or a unit: what stands there is not taken in."""
Place = tuple[str, str, str]
"""An area, a unit and a judge."""
Cell = tuple[int, int]
"""A row and a column of a sheet, from 0."""


@dataclass(frozen=True)
class SheetChoices:
    """Everything that has been said about one sheet. Texts are folded, rows and columns counted from 0."""

    columns: Mapping[int, str] = field(default_factory=dict)
    """The area of a column's scores."""
    areas: Mapping[str, str] = field(default_factory=dict)
    """The area that a text stands for, in a sheet with a row for each score."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The unit that a name stands for."""
    rows: Mapping[int, str] = field(default_factory=dict)
    """The unit of one row."""
    periods: frozenset[str] = frozenset()
    """Headings that name another period, and that are of this one all the same."""
    cells: frozenset[Cell] = frozenset()
    """Single cells that are left out."""
    scores: Mapping[Cell, str] = field(default_factory=dict)
    """What single cells are to say instead of what stands in them, as it was typed."""
    seen: Mapping[Place, int] = field(default_factory=dict)
    """The versions that somebody has looked at: what has another one since is not written over unasked."""

    def over(self, others: "SheetChoices") -> "SheetChoices":
        """These, and where they say nothing those of others."""
        return replace(
            self,
            columns={**others.columns, **self.columns},
            areas={**others.areas, **self.areas},
            names={**others.names, **self.names},
        )

    def of(self, texts: Iterable[str]) -> "SheetChoices":
        """These, without what is said of other words than these texts."""
        if not self.areas and not self.names:
            return self
        there = set(texts)
        kept = ({text: meant for text, meant in words.items() if text in there} for words in (self.areas, self.names))
        areas, names = kept
        return replace(self, areas=areas, names=names)

    def without(self, cells: Iterable[Cell]) -> "SheetChoices":
        """These, with some cells more that are left out."""
        return replace(self, cells=self.cells | frozenset(cells))

    def meaning_this(self, heading: str) -> "SheetChoices":
        """These, and that a heading is of this period."""
        return replace(self, periods=self.periods | {folded(heading)})

    def scored(self, cell: Cell, typed: str) -> "SheetChoices":
        """These, and what a cell is to say."""
        return replace(self, scores={**self.scores, cell: typed}, cells=self.cells - {cell})

    @property
    def made(self) -> int:
        """How many have been made; versions that were looked at are none."""
        said = len(self.columns) + len(self.areas) + len(self.names) + len(self.periods)
        return said + len(self.rows) + len(self.cells) + len(self.scores)
