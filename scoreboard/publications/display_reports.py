"""What displays report back: where they stand and that they draw the same, and nothing else.

Each display keeps one small file in a folder of this account's own, beside the nudge's, replaced as a whole, so that a
reader never sees half a report; the process that draws for all viewers over SSH keeps one with a line for each of its
pictures. Nobody takes anything from it but numbers, names of boards and a hash, for any program of this account may
write there.
"""

import contextlib
import json
import os
import re
import stat
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scoreboard.own_folder import OwnFolder, open_all, open_first
from scoreboard.settings import DatabaseSide
from scoreboard.store.public.nudge import place_of

REPORTS = "reports-"
SUFFIX = ".json"

FRESH_SECONDS = 10.0
"""A display that has not reported for longer counts as gone."""
SILENT_MILLISECONDS = 400
"""A display that is so much later than its second beat counts as silent."""
LEFT = "left"
"""What a display that somebody has closed waits for: its farewell, which is no report any more."""
FORGOTTEN_SECONDS = 3600.0
"""After this long a report that nobody took away is removed."""
LONGEST = 1000
"""Bytes of the longest line that is read as a report."""
MOST_PROCESSES = 2**22
"""No system counts its processes further."""
MOST_LINES = 200
"""Reports of one file at most."""

_HASH = re.compile(r"[0-9a-f]{8,64}")
_NAME = re.compile(r"[0-9A-Za-z._-]{1,64}")
_LARGEST = 2**53
_COUNTS = ("sequence", "lag", "columns", "rows", "viewers", "beat", "age")
_WORDS = ("display", "frame", "look", "board", "waits")


@dataclass(frozen=True)
class Report:
    """What one display shows."""

    display: str
    """Tells displays apart; a word of letters, digits, ``.``, ``_`` and ``-``. One that is given no name begins with
    the number of its process."""
    sequence: int
    """The stage's sequence that it shows; 0 before any."""
    frame: str
    """The hash of its settled frame with the clock masked, in hexadecimal; empty while it moves."""
    lag: int
    """Milliseconds from the nudge to the first frame of that step."""
    columns: int
    rows: int
    at: float
    """When it was said, in seconds of the machine's clock."""
    look: str = ""
    """What else the frame depends on: language, colours, glyphs; in one word."""
    board: str = ""
    """The board of a picture that viewers over SSH share; empty for a display of the hall."""
    viewers: int = 0
    """How many share it."""
    beat: int = 4000
    """Within how many milliseconds it means to be heard again."""
    waits: str = ""
    """What a hall that cannot open yet waits for: the key of the refusal; empty for one that shows something.

    `LEFT` for one that has been closed.
    """
    age: int = 0
    """How many seconds ago what it shows was all that is public; 0 while it is, or has been until a moment ago."""

    @property
    def like(self) -> tuple[int, int, int, str]:
        """Displays that have this in common must draw the same frame."""
        return self.sequence, self.columns, self.rows, self.look


def has_died(report: Report) -> bool:
    """Whether the process of a display that names it is gone; never of a display with another name."""
    process = report.display.partition("-")[0]
    if not process.isascii() or not process.isdigit() or not 0 < int(process) < MOST_PROCESSES:
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def is_silent(report: Report, now: float) -> bool:
    """Whether a display has missed so many of its beats that something must be wrong with it."""
    return now - report.at > (2 * report.beat + SILENT_MILLISECONDS) / 1000


class Reporter:
    """A display's voice; `close` takes its report away."""

    def __init__(self, public: DatabaseSide, display: str | None = None) -> None:
        self.display = display or f"{os.getpid()}-{id(self):x}"
        if not _NAME.fullmatch(self.display):
            raise ValueError(f"not a display's name: {self.display!r}")
        self._place, self._file = REPORTS + place_of(public), f"{self.display}.json"
        with contextlib.suppress(OSError), open_first() as own:
            _sweep(own, self._place)

    def tell(
        self,
        sequence: int,
        frame: str,
        lag: int,
        columns: int,
        rows: int,
        *,
        look: str = "",
        waits: str = "",
        beat: int = Report.beat,
        age: int = 0,
        at: float | None = None,
    ) -> None:
        """Replace the report. That it can't be written is no reason to disturb a display, so it is let pass."""
        moment = time.time() if at is None else at
        said = Report(self.display, sequence, frame, lag, columns, rows, moment, look, beat=beat, waits=waits, age=age)
        self.tell_all([said])

    def tell_all(self, reports: Sequence[Report]) -> None:
        """Replace all reports of one process; `MOST_LINES` of them are read. None leave no file."""
        if not reports:
            self.close()
            return
        lines = "".join(json.dumps(asdict(said)) + "\n" for said in reports[:MOST_LINES])
        with contextlib.suppress(OSError), open_first() as own, own.inside(self._place, make=True) as folder:
            folder.write(self._file, lines.encode("ascii"))

    def say_goodbye(self) -> None:
        """Tell that somebody has closed the display, so that nobody takes it for lost; readers take that away."""
        self.tell(0, "", 0, 0, 0, waits=LEFT)

    def close(self) -> None:
        """Take the report away, and the folder with the last one."""
        for own in open_all():
            with contextlib.suppress(OSError), own.inside(self._place) as folder:
                if folder.holds(self._file, stat.S_IFREG):
                    folder.remove(self._file)
            own.remove_empty(self._place)


def read_reports(
    public: DatabaseSide, *, now: float | None = None, within: float = FRESH_SECONDS, farewells: bool = False
) -> tuple[Report, ...]:
    """What displays have reported in the last seconds, by name; what is no report is passed over.

    With `farewells` it is also said of which display somebody has closed it.
    """
    moment = time.time() if now is None else now
    reports: list[Report] = []
    for own in open_all():
        with contextlib.suppress(OSError), own.inside(REPORTS + place_of(public)) as folder:
            for name in folder.names():
                found = _read(folder, name) if name.endswith(SUFFIX) else []
                fresh = [report for report in found if abs(moment - report.at) <= within]
                reports += [report for report in fresh if farewells or report.waits != LEFT]
                if not fresh:
                    _forget(folder, name, moment, is_farewell=any(report.waits == LEFT for report in found))
    return tuple(sorted(reports, key=lambda report: report.display))


def _sweep(own: OwnFolder, but: str) -> None:
    """Take away what displays that were killed have left behind, of whatever public file."""
    for name in own.names():
        if name.startswith(REPORTS) and name != but:
            with contextlib.suppress(OSError), own.inside(name) as folder:
                for left in folder.names():
                    _forget(folder, left, time.time())
            own.remove_empty(name)


def _forget(folder: OwnFolder, name: str, now: float, *, is_farewell: bool = False) -> None:
    """Remove a report, or the draft of one, that nobody took away for very long, and a farewell that is over."""
    if name.endswith((SUFFIX, ".tmp")) and folder.holds(name, stat.S_IFREG):
        with contextlib.suppress(OSError):
            found = os.stat(name, dir_fd=folder.descriptor, follow_symlinks=False)
            if is_farewell or now - found.st_mtime > FORGOTTEN_SECONDS:
                folder.remove(name)


def _read(folder: OwnFolder, name: str) -> list[Report]:
    try:
        lines = folder.read(name, MOST_LINES * LONGEST).splitlines()[:MOST_LINES]
    except OSError:
        return []
    return [report for line in lines if (report := _report(name.removesuffix(SUFFIX), line)) is not None]


def _report(name: str, line: bytes) -> Report | None:
    """A report if the line is nothing but one, of the display that the file belongs to."""
    try:
        said: Any = json.loads(line) if len(line) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or set(said) != set(Report.__dataclass_fields__):
        return None
    whole = all(type(said[field]) is int and 0 <= said[field] < _LARGEST for field in _COUNTS)
    plain = all(isinstance(said[field], str) and (not said[field] or _NAME.fullmatch(said[field])) for field in _WORDS)
    if not whole or not plain or type(said["at"]) not in (int, float) or not abs(said["at"]) < _LARGEST:
        return None
    if said["display"] != name or not name or (said["frame"] and not _HASH.fullmatch(said["frame"])):
        return None
    return Report(**{**said, "at": float(said["at"])})
