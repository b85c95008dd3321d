"""What displays report back: where they stand and that they draw the same, and nothing else.

Each display keeps one small file in a folder beside the nudge's, replaced as a whole, so that a reader never sees
half a report. Nobody takes anything from it but numbers and a hash, for any program of this account may write there.
"""

import contextlib
import json
import os
import re
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scoreboard.publications.nudge import beside

FRESH_SECONDS = 10.0
"""A display that has not reported for longer counts as gone."""
FORGOTTEN_SECONDS = 3600.0
"""After this long a report that nobody took away is removed."""
LONGEST = 1000
"""Bytes of the longest file that is read as a report."""

_HASH = re.compile(r"[0-9a-f]{8,64}")
_NAME = re.compile(r"[0-9A-Za-z._-]{1,64}")
_LARGEST = 2**53


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

    def tell(self, sequence: int, frame: str, lag: int, columns: int, rows: int, *, at: float | None = None) -> None:
        """Replace the report. That it can't be written is no reason to disturb a display, so it is let pass."""
        said = Report(self.display, sequence, frame, lag, columns, rows, time.time() if at is None else at)
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump(asdict(said), file)
            os.replace(name, self._place)

    def close(self) -> None:
        """Take the report away, and the folder with the last one."""
        with contextlib.suppress(OSError):
            self._place.unlink(missing_ok=True)
            self._folder.rmdir()


def read_reports(public: Path, *, now: float | None = None, within: float = FRESH_SECONDS) -> tuple[Report, ...]:
    """What displays have reported in the last seconds, by name; what is no report is passed over."""
    moment = time.time() if now is None else now
    reports = []
    with contextlib.suppress(OSError):
        for path in sorted(_folder(public).iterdir()):
            report = _read(path) if path.suffix == ".json" else None
            if report is not None and abs(moment - report.at) <= within:
                reports.append(report)
            elif _age(path, moment) > FORGOTTEN_SECONDS:
                with contextlib.suppress(OSError):
                    path.unlink()
    return tuple(reports)


def _folder(public: Path) -> Path:
    return beside(public, "reports")


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> Report | None:
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(LONGEST + 1)[:LONGEST])
    except (OSError, ValueError, RecursionError):
        return None
    return _report(path.stem, said)


def _report(name: str, said: Any) -> Report | None:
    """A report if it is nothing but one."""
    if not isinstance(said, dict) or set(said) != set(Report.__dataclass_fields__):
        return None
    counts = [said[field] for field in ("sequence", "lag", "columns", "rows")]
    whole = all(type(count) is int and 0 <= count < _LARGEST for count in counts)
    frame, at = said["frame"], said["at"]
    plain = isinstance(frame, str) and (not frame or _HASH.fullmatch(frame)) and type(at) in (int, float)
    if not whole or not plain or said["display"] != name or not _NAME.fullmatch(name):
        return None
    return Report(name, said["sequence"], frame, said["lag"], said["columns"], said["rows"], float(at))
