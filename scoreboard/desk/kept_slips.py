"""A count of ballots that is under way, kept in a file of this account: whoever is interrupted goes on with it."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from scoreboard.desk.slips import Slip, SlipCount
from scoreboard.own_folder import OwnFolder, open_first

FOLDER = "ballots"
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class KeptSlips:
    """The count of one pile; `about` says which database, nominee and group it is of."""

    about: str

    @property
    def _name(self) -> str:
        return hashlib.sha256(self.about.encode()).hexdigest()[:32]

    def read(self) -> SlipCount:
        """What has been counted so far; nothing where none is kept."""
        with contextlib.suppress(OSError, ValueError), _folder() as folder:
            text = folder.read(self._name, MOST_BYTES).decode("ascii")
            if set(text) <= {"\n", *Slip}:
                return SlipCount(tuple(text.split("\n")))
        return SlipCount()

    def keep(self, count: SlipCount) -> None:
        """Keep it as it is now. Raises OSError where that can't be."""
        with _folder() as folder:
            folder.write(self._name, "\n".join(count.counts).encode("ascii"))

    def forget(self) -> None:
        """It has been entered, or begins anew."""
        with contextlib.suppress(OSError), _folder() as folder:
            folder.remove(self._name)


@contextlib.contextmanager
def _folder() -> Iterator[OwnFolder]:
    """Raises OSError where there is none of our own."""
    with open_first(lasting=True) as own, own.inside(FOLDER, make=True) as folder:
        yield folder
