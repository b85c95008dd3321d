"""Pages that were written a moment ago: a hall full of phones asks for the same board at once."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide, ServerSide

MOST_PAGES = 128

_State = tuple[object, ...]


class RememberedPages:
    """The newest pages, each for as long as nothing has changed in the public file, and never into the next second."""

    def __init__(self, public: DatabaseSide) -> None:
        self._stamp = _file_stamp(public) if isinstance(public, Path) else _ServerStamp(public)
        self._pages: OrderedDict[Hashable, tuple[_State, str]] = OrderedDict()
        self._changing = threading.Lock()

    def page(self, wanted: Hashable, write: Callable[[], str]) -> str:
        """The page as it is remembered, or written anew. What `write` raises is remembered by nobody."""
        state = self._state()
        known = self._pages.get(wanted)
        if known is not None and known[0] == state:
            return known[1]
        written = write()
        with self._changing:
            self._pages[wanted] = state, written
            self._pages.move_to_end(wanted)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return written

    def _state(self) -> _State:
        return (self._stamp(), int(time.time()))


def _file_stamp(public: Path) -> Callable[[], object]:
    files = public, public.with_name(f"{public.name}-wal")
    return lambda: tuple(map(_stamp, files))


class _ServerStamp:
    """What differs once something has become public on a server; while that cannot be reached, nothing is alike."""

    def __init__(self, public: ServerSide) -> None:
        self._public = public
        self._reader: PublicReader | None = None
        self._asking = threading.Lock()

    def __call__(self) -> object:
        with self._asking:
            try:
                self._reader = self._reader or PublicReader(self._public)
                return self._reader.change_mark()
            except Unreachable:
                if self._reader is not None:
                    self._reader.close()
                self._reader = None
                return object()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What differs once a file has been written to, or another one has taken its name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
