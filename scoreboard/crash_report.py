"""A mistake of the program itself: the person gets a sentence, the traceback goes to a file for whoever mends it."""

import contextlib
import os
import re
import sqlite3
import stat
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.locale import say
from scoreboard.own_folder import OwnFolder, open_first
from scoreboard.settings import DatabaseSides

FOLDER = "mistakes"
MOST_KEPT = 20
"""Older ones are removed."""
_NAME = re.compile(r"scoreboard-[0-9]{8}T[0-9]{6}-[0-9a-f]{8}\.log")


def told(error: BaseException, lang: str, paths: DatabaseSides | None) -> tuple[str, int]:
    """The sentence and the exit code for an error that nobody foresaw.

    Where the database turns out to be damaged that is what is told, for it is the likelier cause.
    """
    if isinstance(error, PermissionError) and error.filename is not None:
        refusal = Unreachable("database.forbidden_path", path=error.filename, detail=error.strerror)
        return refusal.sentence(lang), refusal.exit_code
    if paths is not None:
        from scoreboard.store.soundness import damage

        with contextlib.suppress(Exception):
            found = damage(paths)
            if found is not None:
                return found.sentence(lang), found.exit_code
        if isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 1) != sqlite3.SQLITE_ERROR:
            unreadable = Unreachable("database.unreadable", path=paths.main, detail=error)
            return unreadable.sentence(lang), unreadable.exit_code
    return mishap(error, lang), 1


def mishap(error: BaseException, lang: str) -> str:
    """Keep the traceback of `error` in a file; returns the sentence that names it."""
    kind = type(error).__name__
    try:
        return say("errors.mishap", lang, kind=kind, file=_kept(error))
    except OSError as hindrance:
        return say("errors.mishap_unkept", lang, kind=kind, detail=hindrance.strerror or hindrance)


def _kept(error: BaseException) -> Path:
    """The file, in the account's own folder, or where temporary files lie if there is none."""
    text = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    with contextlib.suppress(OSError), open_first(lasting=True) as own, own.inside(FOLDER, make=True) as folder:
        name = f"scoreboard-{moment}-{os.urandom(4).hex()}.log"
        folder.write(name, text)
        _remove_old(folder, but=name)
        return folder.path / name
    descriptor, path = tempfile.mkstemp(prefix=f"scoreboard-{moment}-", suffix=".log")
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
    return Path(path)


def _remove_old(folder: OwnFolder, *, but: str) -> None:
    """Remove all but the newest; of one second their names do not tell which those are, so the last is named."""
    names = sorted(name for name in folder.names() if _NAME.fullmatch(name) and folder.holds(name, stat.S_IFREG))
    older = [name for name in names if name != but]
    for name in older[: max(0, len(names) - MOST_KEPT)]:
        folder.remove(name)
