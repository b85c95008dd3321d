"""Which worksheet lies open at a desk: the next start after a kill begins where that desk was."""

import contextlib
import json
from dataclasses import asdict

from scoreboard.desk.kept_scores import KeptSheet, Typist
from scoreboard.desk.living_files import LivingFile, make, take_over

FOLDER = "places"


class KeptPlace:
    """Where one person's desk is; where that can't be kept it is forgotten."""

    def __init__(self) -> None:
        self._typist: Typist | None = None
        self._file: LivingFile | None = None

    def keep(self, typist: Typist, sheet: KeptSheet) -> None:
        """The desk is at this worksheet now."""
        with contextlib.suppress(OSError):
            if self._file is None or typist != self._typist:
                self.leave(wanted=False)
                self._typist, self._file = typist, make(FOLDER, typist.prefix)
            self._file.become((json.dumps(asdict(sheet), ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape"))

    def leave(self, *, wanted: bool) -> None:
        """The desk ends: the next one begins there where it is `wanted`."""
        if self._file is not None:
            if wanted:
                self._file.leave()
            else:
                self._file.end()
        self._file = None


def last_place(typist: Typist) -> KeptSheet | None:
    """Where a desk of this person was that is gone and was not left; asked for once."""
    found: KeptSheet | None = None
    for file in take_over(FOLDER, typist.prefix):
        with contextlib.suppress(OSError, ValueError, TypeError):
            content = file.read()
            found = KeptSheet(**json.loads(content[: content.index(b"\n")]))
        file.end()
    return found
