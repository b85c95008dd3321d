"""The user names that are let in on the public port, as they follow from what is public now."""

import contextlib
import time
from pathlib import Path

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader
from screens.remote.keys import RESERVED, board_ids

ASK_SECONDS = 1.0
"""How often the public file is asked at most, however many come in."""


class PublicNames:
    """Which board a user name means. While nothing is public yet, the reserved names are let in."""

    def __init__(self, public: Path) -> None:
        self._public = public
        self._reader: PublicReader | None = None
        self._mark: object = None
        self._file: object = None
        self._asked = -ASK_SECONDS
        self._boards = {name: name for name in RESERVED}
        self._all: tuple[str, ...] = RESERVED

    def board(self, user: str) -> str | None:
        """The board that a user name means, in any case; None where it means none."""
        if time.monotonic() - self._asked >= ASK_SECONDS:
            self._asked = time.monotonic()
            self._refresh()
        return self._boards.get(user.casefold())

    def all(self) -> tuple[str, ...]:
        """Every name that means a board, those of every competition first and units last."""
        return self._all

    def _refresh(self) -> None:
        with contextlib.suppress(ContestError, OSError):
            file = self._public.stat()
            if self._reader is None or (file.st_dev, file.st_ino) != self._file:
                if self._reader is not None:
                    self._reader.close()
                self._reader, self._file, self._mark = (
                    PublicReader(self._public),
                    (file.st_dev, file.st_ino),
                    None,
                )
            mark = self._reader.change_mark()
            if mark != self._mark:
                competition = self._reader.competition()
                self._boards = {name.casefold(): name for name in board_ids(competition)}
                series = tuple(series["id"] for series in competition["series"])
                self._all = tuple(dict.fromkeys((*RESERVED, *series, *board_ids(competition))))
                self._mark = mark
