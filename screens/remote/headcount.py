"""Who is in, counted over all edges: a table in memory that they share.

Each edge writes its own part alone and reads all of them, so that nobody waits for anybody. However an edge ended, the
supervisor wipes its part then, and its viewers no longer count.
"""

import mmap
import os
from hashlib import blake2b
from pathlib import Path

PLACES = 1 << 16
"""Places for addresses. Two addresses may share one, by chance alone: where one stands follows from a secret."""
TOTAL, DOORWAY = 2 * PLACES, 2 * PLACES + 1
"""The cells of all connections, and of those that have no session yet."""
_CELLS, _CELL_BYTES, _SECRET_BYTES = 2 * PLACES + 2, 4, 16


class Headcount:
    """The table, as one process sees it that counts in one part of it."""

    def __init__(self, memory: mmap.mmap, part: int = 0) -> None:
        view = memoryview(memory)
        self._secret = bytes(view[:_SECRET_BYTES])
        self._cells = view[_SECRET_BYTES:].cast("I")
        self._own = part * _CELLS

    @classmethod
    def alone(cls) -> "Headcount":
        """A table for one process."""
        return cls(mmap.mmap(-1, _SECRET_BYTES + _CELLS * _CELL_BYTES))

    @classmethod
    def made(cls, file: Path, parts: int) -> "Headcount":
        """A new table of so many parts in a file, whose room is taken at once, lest a full disk be found out later."""
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(os.urandom(_SECRET_BYTES))
            out.write(bytes(parts * _CELLS * _CELL_BYTES))
        return cls.shared(file)

    @classmethod
    def shared(cls, file: Path, part: int = 0) -> "Headcount":
        """The table that another process has made."""
        with file.open("r+b") as opened:
            return cls(mmap.mmap(opened.fileno(), 0), part)

    def cells_of(self, address: str) -> tuple[int, int]:
        """The cells of an address: its connections, and those of them that have no session yet."""
        place = int.from_bytes(blake2b(address.encode(), key=self._secret, digest_size=4).digest(), "big") % PLACES
        return place, PLACES + place

    def add(self, cell: int, by: int) -> None:
        """Count so many more in a cell."""
        self._cells[self._own + cell] += by

    def of(self, cell: int) -> int:
        """How many all processes have counted in a cell."""
        return sum(self._cells[cell::_CELLS])

    def wipe(self, part: int) -> None:
        """Forget whom a process counted that has ended."""
        self._cells[part * _CELLS : (part + 1) * _CELLS] = memoryview(bytes(_CELLS * _CELL_BYTES)).cast("I")
