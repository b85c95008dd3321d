"""A board as somebody is shown it: what it says, which revision that is, and which page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from scoreboard.locale import Both
from scoreboard.publications.board_words import ContestBoard
from scoreboard.publications.freezing import frozen_at
from scoreboard.publications.questions import Edition
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.wire import UNSET, Json, UnsetType, to_json


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingPublic:
    """A board of which nothing is public yet."""

    board: str
    competition: str
    series: str | None
    period: str | None
    area: str | UnsetType | None = UNSET
    """Of a ranking, the area that was asked for."""
    revision: int | None = 0
    published_at: None = None
    rows: tuple[()] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CeremonyStatus:
    """Where a ceremony stands: never how many steps follow."""

    board: Literal["ceremony"] = "ceremony"
    competition: str
    series: str | None
    period: str | None
    revision: int | None
    """As of the stage, its sequence number."""
    published_at: str | None
    rows: tuple[()] = ()
    ceremony: str | None
    sequence: int
    cue: int | None
    step: int | None
    covered: bool
    rehearsal: bool
    revealed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPage:
    """Which rows are shown: so many from a place on (from 0), of how many in all."""

    total: int
    offset: int
    limit: int


@dataclass(frozen=True)
class ShownBoard:
    """A board, its edition where it does not say that itself, and the page of it that is shown; None for all of it."""

    words: Any
    """The board, of the type of its kind, or one of the types of this module."""
    edition: Edition | None = None
    page: ShownPage | None = None
    called: Mapping[str, Both] = field(default_factory=dict)
    """The names of its `series`, `period` and `area`, for boards that say no more than their ids."""

    @property
    def name(self) -> str:
        """Which board it is."""
        name: str = self.words.board
        return name

    def with_rows(self, rows: tuple[Any, ...]) -> "ShownBoard":
        """The same with other rows."""
        return replace(self, words=replace(self.words, rows=rows))

    def at(self, now: datetime) -> "ShownBoard":
        """The same at a moment: no longer live once its freeze has begun."""
        if isinstance(self.words, UnitBoard):
            return replace(self, words=self.words.at(now))
        return replace(self, words=frozen_at(self.words, now)) if isinstance(self.words, ContestBoard) else self

    def json(self) -> Json:
        """It as `show --format json` prints it."""
        words = to_json(self.words)
        frozen = words.pop("frozen_since", None)
        if self.edition is not None:
            words |= {"revision": self.edition.revision, "published_at": self.edition.published_at}
        if self.page is not None:
            words |= to_json(self.page)
        return words if frozen is None else words | {"frozen_since": frozen}
