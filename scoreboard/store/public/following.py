"""Lets the public file follow after each deed: at once where it can be written, else in a thread, again and again."""

import sqlite3
import threading
import time
from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.store.public.file import PATIENCE_SECONDS, PublicFile
from scoreboard.store.public.nudge import nudge

AGAIN_SECONDS = 0.2
"""How soon a file that could not be written is tried again."""
LAST_WAIT_SECONDS = 5.0
"""How long whoever closes the database waits for the public file."""


class Follower:
    """Keeps one public file level with its main database; no deed waits for it."""

    def __init__(self, main: Path, public: Path) -> None:
        self._public, self._file = public, PublicFile(main, public)
        self._writing = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self.trouble: str | None = None
        """What keeps the public file from being level; None where nothing does."""

    def follow(self) -> None:
        """Bring the public file level, now or as soon as it can be written."""
        if not self._try(PATIENCE_SECONDS):
            self._follow_later()

    def follow_at_first(self) -> None:
        """The same when the database is opened, after a search for damage.

        Raises Unreachable for a file of a later layout.
        """
        try:
            self._bring_level(PATIENCE_SECONDS, search=True)
        except (sqlite3.Error, OSError):
            self.follow()

    def close(self) -> None:
        """Wait a while for a public file that is behind; `trouble` says afterwards what kept it from following."""
        thread = self._thread
        if thread is not None:
            thread.join(LAST_WAIT_SECONDS)
        self._ended.set()
        if self._writing.acquire(timeout=LAST_WAIT_SECONDS):
            self._file.close()
            self._writing.release()

    def _follow_later(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._try_again, name="public-file", daemon=True)
                self._thread.start()

    def _try_again(self) -> None:
        while not self._ended.is_set():
            time.sleep(AGAIN_SECONDS)
            if self._try(AGAIN_SECONDS):
                break
        with self._starting:
            self._thread = None

    def _try(self, patience: float) -> bool:
        try:
            self._bring_level(patience)
        except (sqlite3.Error, OSError, Unreachable) as error:
            self.trouble = str(error)
            return False
        self.trouble = None
        return True

    def _bring_level(self, patience: float, *, search: bool = False) -> None:
        with self._writing:
            if self._file.follow(patience, search=search):
                nudge(self._public)
