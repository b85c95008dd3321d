"""The log of a server: a line of JSON for each event, in a file that is begun anew before it grows too large.

An event is a word of ours with values that are public or about the server itself: numbers of processes, addresses,
names of boards, names of people at work. Of a mistake only its kind is told and where in the program it was made, for
its own words could hold what is sealed.
"""

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from scoreboard.errors import BadInput

VARIABLE = "SCOREBOARD_LOG_LINES"
"""Says to the processes of a server that what they tell goes into such a log."""
LAST_SECONDS = 2.0
MOST_BYTES, OLDER_FILES = 10 * 2**20, 5
LONGEST_VALUE, MOST_FRAMES = 200, 12
_LOG = logging.getLogger("scoreboard.server")


def tell(event: str, **values: str | float | None) -> None:
    """Something has happened."""
    if _LOG.isEnabledFor(logging.INFO):
        _LOG.info(event, extra={"values": values})


class JsonLine(logging.Formatter):
    """Writes an event as a line of JSON."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        if isinstance(record, _Whole):
            return str(record.msg)
        words: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": self._role,
            "event": str(record.msg)[:LONGEST_VALUE],
        }
        words |= {name: _short(value) for name, value in getattr(record, "values", {}).items()}
        if record.exc_info and record.exc_info[1] is not None:
            words["mistake"] = type(record.exc_info[1]).__name__
            frames = traceback.extract_tb(record.exc_info[2])
            words["where"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames[-MOST_FRAMES:]]
        return json.dumps(words, ensure_ascii=False)


def _short(value: object) -> object:
    return value[:LONGEST_VALUE] if isinstance(value, str) else value


def tell_to_supervisor(role: str) -> None:
    """Let what this process tells go to whoever started it, as lines on standard error."""
    if isinstance(sys.stderr, TextIOWrapper) and not sys.stderr.isatty():
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    _begin(logging.StreamHandler(sys.stderr), role)


class LogFile(RotatingFileHandler):
    """The file, which this account alone may read: it holds the addresses of those who watch."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        opened = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(opened, "a", encoding="utf-8")

    def pass_on(self, line: str) -> None:
        """Write a line of another process; one that is no event of ours is only told of."""
        try:
            words = json.loads(line)
        except ValueError:
            words = None
        if isinstance(words, dict) and "event" in words:
            self.handle(_Whole(line))
        else:
            tell("other output", bytes=len(line))


@contextmanager
def log_into(file: Path | None) -> Iterator[int | None]:
    """Write what this process tells into a file while the block lasts, and the lines that others write to a descriptor.

    Without a file that is None. Raises BadInput where the file cannot be written.
    """
    if file is None:
        yield None
        return
    try:
        log = LogFile(file)
    except OSError as error:
        raise BadInput("log.unwritable", file=file, detail=error.strerror or error) from None
    _begin(log, "supervisor")
    heard, said = os.pipe()
    thread = threading.Thread(target=_pass_all_on, args=(heard, log), name="log", daemon=True)
    thread.start()
    try:
        yield said
    finally:
        os.close(said)
        thread.join(LAST_SECONDS)
        log.close()


def _pass_all_on(heard: int, log: LogFile) -> None:
    """Until nobody is left who could say anything."""
    with open(heard, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            log.pass_on(line.rstrip("\n"))


def _begin(handler: logging.Handler, role: str) -> None:
    logging.raiseExceptions = False  # a full disk ends no server
    handler.setFormatter(JsonLine(role))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    _LOG.setLevel(logging.INFO)


class _Whole(logging.LogRecord):
    """A line that has been written already."""

    def __init__(self, line: str) -> None:
        super().__init__("", logging.INFO, "", 0, line, None, None)
