"""Scores that were typed at a desk and are not in the database yet, in a file of this account until they are there.

Whatever ends the desk, they are offered when the same person opens the same worksheet again. Each change is a line
more; the last one of a cell counts, and a line that was cut off does not.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from scoreboard.desk.living_files import Flusher, LivingFile, make, take_over
from scoreboard.desk.sheet_cells import Place
from scoreboard.settings import DatabaseSide, word_for

FOLDER = "typed"


@dataclass(frozen=True)
class Typist:
    """Who types at which database: only they are offered what they have typed."""

    database: DatabaseSide
    person: str

    @property
    def prefix(self) -> str:
        """What the names of their files begin with."""
        about = f"{word_for(self.database)}\n{self.person}".encode("utf-8", "surrogateescape")
        return hashlib.sha256(about).hexdigest()[:24]


@dataclass(frozen=True)
class KeptSheet:
    """Which worksheet a file is about."""

    series: str
    period: str
    judge: str


@dataclass(frozen=True)
class TypedScore:
    """A text that stands in a cell and is not saved."""

    unit: str
    area: str
    text: str
    version: int
    """The cell's, as it was seen."""
    before: str
    """What the cell said then."""
    request: str
    """Under which it was sent, so that it is never entered twice; empty where it was not sent yet."""

    @property
    def place(self) -> Place:
        return self.unit, self.area


class KeptScores:
    """What is typed on one worksheet, kept as it changes."""

    def __init__(self, typist: Typist, sheet: KeptSheet) -> None:
        self._typist, self._sheet = typist, sheet
        self._file: LivingFile | None = None
        self._flusher: Flusher | None = None
        self._kept: dict[Place, TypedScore] = {}

    def keep(self, place: Place, typed: TypedScore | None) -> None:
        """Keep what stands in a cell; None once nothing unsaved does. Raises OSError where it can't be kept."""
        if self._kept.get(place) == typed:
            return
        if self._file is None:
            self._file = make(FOLDER, self._typist.prefix)
            self._flusher = Flusher(self._file)
            self._file.append(_line(asdict(self._sheet)))
        if typed is None:
            self._file.append(_line({"gone": list(place)}))
            del self._kept[place]
        else:
            self._file.append(_line(asdict(typed)))
            self._kept[place] = typed
        if not self._kept:
            self._file.become(_line(asdict(self._sheet)))
        elif self._flusher is not None:
            self._flusher.soon()

    def leave(self, *, wanted: bool = True) -> None:
        """The sheet is left: what is not saved waits for the next time, where it is `wanted`."""
        if self._file is not None and self._kept and wanted:
            self._file.leave()
        elif self._file is not None:
            self._file.end()
        if self._flusher is not None:
            self._flusher.end()
        self._file, self._flusher, self._kept = None, None, {}


@dataclass(frozen=True)
class LeftScores:
    """What a desk that is gone has left of a worksheet; it is this process's until it is `taken` or `put_back`."""

    sheet: KeptSheet
    typed: tuple[TypedScore, ...]
    _file: LivingFile

    def taken(self) -> None:
        """It is kept elsewhere now."""
        self._file.end()

    def put_back(self) -> None:
        """It is of another worksheet: it waits on."""
        self._file.leave()


def left_by(typist: Typist) -> Iterator[LeftScores]:
    """What desks of this person that are gone have left."""
    for file in take_over(FOLDER, typist.prefix):
        try:
            sheet, typed = _read(file.read())
        except (OSError, ValueError, TypeError, KeyError):
            file.end()
            continue
        if typed:
            yield LeftScores(sheet, tuple(typed.values()), file)
        else:
            file.end()


def _line(words: Mapping[str, object]) -> bytes:
    return (json.dumps(words, ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape")


def _read(content: bytes) -> tuple[KeptSheet, dict[Place, TypedScore]]:
    """Raises ValueError, TypeError or KeyError for what is no such file; what follows a damaged line is left out."""
    first, *lines = content[: content.rfind(b"\n")].decode("utf-8", "surrogateescape").split("\n")
    sheet, typed = KeptSheet(**json.loads(first)), dict[Place, TypedScore]()
    for line in lines:
        try:
            words = json.loads(line)
            if "gone" in words:
                unit, area = words["gone"]
                typed.pop((unit, area), None)
            else:
                one = TypedScore(**words)
                typed[one.place] = one
        except (ValueError, TypeError, KeyError):
            break
    return sheet, typed
