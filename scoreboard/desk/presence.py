"""Who sits at a desk of this database now, and at which cell: each desk says it in a file that ends with it."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass

from scoreboard.desk.living_files import LivingFile, make, of_the_living
from scoreboard.settings import DatabaseSide, word_for

FOLDER = "present"


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody works."""

    person: str
    series: str
    period: str
    judge: str
    unit: str
    area: str
    typing: bool


class Presence:
    """What this desk says of itself, and what the others say."""

    def __init__(self, database: DatabaseSide) -> None:
        self._prefix = hashlib.sha256(os.fsencode(word_for(database))).hexdigest()[:24]
        self._file: LivingFile | None = None
        self._told: Whereabouts | None = None

    def tell(self, here: Whereabouts) -> None:
        """Say where this desk's person works. Raises OSError where that can't be said."""
        if here == self._told:
            return
        if self._file is None:
            self._file = make(FOLDER, self._prefix)
        self._file.become(json.dumps(asdict(here), ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n")
        self._told = here

    def others(self) -> tuple[Whereabouts, ...]:
        """Where everybody else works, by name; one that is just being written is not among them."""
        found = []
        own = self._file.name if self._file is not None else ""
        for content in of_the_living(FOLDER, self._prefix, but=own):
            try:
                found.append(Whereabouts(**json.loads(content[: content.index(b"\n")])))
            except (ValueError, TypeError):
                continue
        return tuple(sorted(found, key=lambda one: (one.person, one.series, one.period, one.unit, one.area)))

    def end(self) -> None:
        """Nobody sits here any more."""
        if self._file is not None:
            self._file.end()
        self._file = self._told = None
