"""What displays report back: where they stand and that they draw the same, and nothing else.

Each display keeps one small file in a folder beside the nudge's, replaced as a whole, so that a reader never sees
half a report; the process that draws for all viewers over SSH keeps one with a line for each of its pictures. Nobody
takes anything from it but numbers, names of boards and a hash, for any program of this account may write there.
"""

import contextlib
import json
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scoreboard.publications.nudge import beside

FRESH_SECONDS = 10.0
"""A display that has not reported for longer counts as gone."""
FORGOTTEN_SECONDS = 3600.0
"""After this long a report that nobody took away is removed."""
LONGEST = 1000
"""Bytes of the longest line that is read as a report."""
MOST_LINES = 200
"""Reports of one file at most."""

_HASH = re.compile(r"[0-9a-f]{8,64}")
_NAME = re.compile(r"[0-9A-Za-z._-]{1,64}")
_LARGEST = 2**53
_COUNTS = ("sequence", "lag", "columns", "rows", "viewers")
_WORDS = ("display", "frame", "look", "board")


@dataclass(frozen=True)
class Report:
    """What one display shows."""

    display: str
    """Tells displays apart; a word of letters, digits, ``.``, ``_`` and ``-``."""
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

    @property
    def like(self) -> tuple[int, int, int, str]:
        """Displays that have this in common must draw the same frame."""
        return self.sequence, self.columns, self.rows, self.look


class Reporter:
    """A display's voice; `close` takes its report away."""

    def __init__(self, public: Path, display: str | None = None) -> None:
        self._folder = _folder(public)
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
        self.display = display or f"{os.getpid()}-{id(self):x}"
        if not _NAME.fullmatch(self.display):
            raise ValueError(f"not a display's name: {self.display!r}")
        self._place = self._folder / f"{self.display}.json"

    def tell(
        self, sequence: int, frame: str, lag: int, columns: int, rows: int, *, look: str = "", at: float | None = None
    ) -> None:
        """Replace the report. That it can't be written is no reason to disturb a display, so it is let pass."""
        moment = time.time() if at is None else at
        self.tell_all([Report(self.display, sequence, frame, lag, columns, rows, moment, look)])

    def tell_all(self, reports: Sequence[Report]) -> None:
        """Replace all reports of one process; `MOST_LINES` of them are read. None leave no file."""
        with contextlib.suppress(OSError):
            if not reports:
                self._place.unlink(missing_ok=True)
                return
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.writelines(json.dumps(asdict(said)) + "\n" for said in reports[:MOST_LINES])
            os.replace(name, self._place)

    def close(self) -> None:
        """Take the report away, and the folder with the last one."""
        with contextlib.suppress(OSError):
            self._place.unlink(missing_ok=True)
            self._folder.rmdir()


def read_reports(public: Path, *, now: float | None = None, within: float = FRESH_SECONDS) -> tuple[Report, ...]:
    """What displays have reported in the last seconds, by name; what is no report is passed over."""
    moment = time.time() if now is None else now
    reports: list[Report] = []
    with contextlib.suppress(OSError):
        for path in sorted(_folder(public).iterdir()):
            found = _read(path) if path.suffix == ".json" else []
            fresh = [report for report in found if abs(moment - report.at) <= within]
            reports += fresh
            if not fresh and _age(path, moment) > FORGOTTEN_SECONDS:
                with contextlib.suppress(OSError):
                    path.unlink()
    return tuple(reports)


def unlike(reports: Sequence[Report]) -> frozenset[Report]:
    """Those that draw a step otherwise than most displays of their size and look."""
    counts: dict[tuple[int, int, int, str], Counter[str]] = {}
    for report in reports:
        if report.frame:
            counts.setdefault(report.like, Counter())[report.frame] += 1
    usual = {like: frames.most_common(1)[0][0] for like, frames in counts.items()}
    return frozenset(report for report in reports if report.frame and report.frame != usual[report.like])


def _folder(public: Path) -> Path:
    return beside(public, "reports")


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> list[Report]:
    try:
        with path.open("rb") as file:
            lines = file.read(MOST_LINES * LONGEST).splitlines()[:MOST_LINES]
    except OSError:
        return []
    return [report for line in lines if (report := _report(path.stem, line)) is not None]


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
