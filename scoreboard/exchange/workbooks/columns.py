"""The columns of a sheet that its header names, and what words of theirs are known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from scoreboard.exchange.workbooks.headings import ColumnRole, bare, ends_as
from scoreboard.exchange.workbooks.period_words import PeriodWords
from scoreboard.name_search import folded


@dataclass(frozen=True)
class SheetColumn:
    """A column that the header names."""

    number: int
    """From 0."""
    heading: str
    """All that stands over it, from the top down."""
    role: ColumnRole
    area: str | None = None
    """The area that its scores or its places are of."""
    word: str = ""
    """Of several rows of headings what stands in the last one."""

    @property
    def own_word(self) -> str:
        """The heading that is closest to the column."""
        return self.word or self.heading


@dataclass(frozen=True)
class SheetWords:
    """What the words of a sheet may mean in a contest; everything folded."""

    areas: Mapping[str, str]
    """Ids, names and flags of the contested areas, and the areas' ids."""
    units: Collection[str]
    """Those of the sheet's texts that a unit of the contest answers to."""
    mapped: Mapping[str, str]
    """Headings that somebody has said the area of; they go before all others."""
    only_area: str | None = None
    """The area of a contest that has but one."""
    periods: PeriodWords = field(default_factory=PeriodWords)

    def area_of(self, heading: str) -> str | None:
        plain = folded(heading)
        for sought in (plain, bare(heading)):
            if sought in self.mapped:
                return self.mapped[sought]
        for sought in (plain, bare(heading)):
            if sought in self.areas:
                return self.areas[sought]
        return None

    def scored_area(self, heading: str) -> str | None:
        """The area whose scores a heading stands over, as 招商引资 and 招商引资得分 do."""
        if not heading:
            return None
        found = self.area_of(heading)
        if found is not None:
            return found
        rest, ending = ends_as(heading)
        return self.area_of(rest) if ending is ColumnRole.SCORE else None
