"""What time it is for those who only read: as commands that write read `--now`, on the clock of the contest."""

from contextlib import closing
from datetime import datetime

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide, Settings

ANYWHERE = "UTC"
"""The zone while nothing is public that says another."""


class ContestClock:
    """The time that settings say; one without an offset is meant in the contest's zone, which the public file names."""

    def __init__(self, settings: Settings, public: DatabaseSide) -> None:
        self._settings, self._public = settings, public
        self._zone: str | None = None

    def __call__(self) -> datetime:
        if self._zone is None and self._settings.sets_clock:
            self._zone = self._named()
        return self._settings.moment(self._zone or ANYWHERE)

    def _named(self) -> str | None:
        try:
            with closing(PublicReader(self._public)) as reader:
                return reader.competition().timezone
        except ContestError:  # there is none yet, or it is away for a moment
            return None
