"""What the stage process reports back to the director's console: each picture of a ceremony that somebody watches."""

import re
import time
from collections.abc import Iterable
from dataclasses import replace

from scoreboard.publications.display_reports import MOST_LINES, Report, Reporter
from scoreboard.settings import DatabaseSide
from screens.remote.picture import ViewerPicture

REPORT_SECONDS = 0.5
"""How often it is looked whether there is something new to report."""
AGAIN_SECONDS = 4.0
"""After this long it is reported again, so that the pictures do not count as gone."""


class Teller:
    """One voice for all pictures. It bears the name of the server, so that a process that is started again goes on
    with the report of the one that was killed."""

    def __init__(self, public: DatabaseSide, server: str) -> None:
        self._reporter = Reporter(public, re.sub(r"[^0-9A-Za-z._-]", "-", server)[:64])
        self._told: list[Report] | None = None
        self._told_at = 0.0

    def tell(self, pictures: Iterable[ViewerPicture]) -> None:
        """Report the pictures of a ceremony, those with most viewers first; one that nobody watches is not told of."""
        watched = [picture for picture in pictures if picture.viewers and picture.sequence]
        watched.sort(key=lambda picture: (-picture.viewers, picture.key.board, picture.key.size))
        told = [self._report(picture) for picture in watched[:MOST_LINES]]
        now = time.monotonic()
        if told != self._told or (told and now - self._told_at >= AGAIN_SECONDS):
            self._told, self._told_at = told, now
            self._reporter.tell_all([replace(one, at=time.time()) for one in told])

    def _report(self, picture: ViewerPicture) -> Report:
        """Its size and its frame are those of the scene, without the line of text below."""
        columns, rows = picture.key.size
        return Report(
            self._reporter.display,
            picture.sequence,
            picture.settled_as,
            picture.lag,
            columns,
            rows,
            0.0,
            picture.look,
            picture.key.board,
            picture.viewers,
        )

    def close(self) -> None:
        """Take the reports away."""
        self._reporter.close()
