"""The user names that are let in on the public port, as they follow from what is public now."""

import contextlib
import time
from collections.abc import Iterator

from scoreboard.errors import ContestError
from scoreboard.locale import language_of
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide
from scoreboard.spelling import BOARD_NAMES

ASK_SECONDS = 1.0
"""How often it is looked at most whether the file or the competition is another one, however many come in."""
MOST_NAMES = 101
"""How many units are named at most to somebody who asks for a board that there is not."""


class PublicNames:
    """Which board a user name means: a reserved name, a series, or a unit, which is looked up. While nothing is public
    yet, the reserved names are let in."""

    def __init__(self, public: DatabaseSide) -> None:
        self._public = public
        self._reader: PublicReader | None = None
        self._mark: object = None
        self._asked = -ASK_SECONDS
        self._known = {name: name for name in BOARD_NAMES}
        self._odd: dict[str, str] = {}
        self._all: tuple[str, ...] = BOARD_NAMES
        self.own_language = "zh"
        """That of a viewer whose terminal asks for none: English where the competition has no other names."""

    def board(self, user: str) -> str | None:
        """The board that a user name means, in any case; None where it means none."""
        if time.monotonic() - self._asked >= ASK_SECONDS:
            self._asked = time.monotonic()
            self._refresh()
        name = user.casefold()
        return self._known.get(name) or self._unit(user) or self._unit(self._odd.get(name, ""))

    def all(self) -> tuple[str, ...]:
        """Names that mean a board, those of every competition first and units last; of units the first ones."""
        return self._all

    def _unit(self, user: str) -> str | None:
        with contextlib.suppress(ContestError, OSError):
            return None if self._reader is None else self._reader.is_unit(user)
        return None

    def _refresh(self) -> None:
        with contextlib.suppress(ContestError, OSError):
            if self._reader is None or not self._reader.is_current():
                if self._reader is not None:
                    self._reader.close()
                self._reader, self._mark = PublicReader(self._public), None
            mark = self._reader.competition_mark()
            if mark != self._mark:
                competition = self._reader.competition()
                series = tuple(series.id for series in competition.series)
                self.own_language = language_of(_names_of(competition))
                self._known = {name.casefold(): name for name in (*series, *BOARD_NAMES)}
                self._odd = {unit.casefold(): unit for unit in self._reader.odd_unit_ids()}
                self._all = tuple(dict.fromkeys((*BOARD_NAMES, *series, *self._reader.unit_ids(MOST_NAMES))))
                self._mark = mark


def _names_of(competition: CompetitionBoard) -> Iterator[str]:
    """What it and its parts are called where nobody asks for English."""
    yield competition.name
    yield from (period.name for period in competition.periods)
    for series in competition.series:
        yield series.name
        yield from (area.name for area in series.areas)
