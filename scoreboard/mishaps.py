"""A mistake of the program itself: the person gets a sentence, the traceback goes to a file for whoever mends it."""

import contextlib
import os
import re
import stat
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.locale import say
from scoreboard.own_folder import OwnFolder, open_first

FOLDER = "mistakes"
MOST_KEPT = 20
"""Older ones are removed."""
_NAME = re.compile(r"scoreboard-[0-9]{8}T[0-9]{6}-[0-9a-f]{8}\.log")


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
        _remove_old(folder)
        return folder.path / name
    descriptor, path = tempfile.mkstemp(prefix=f"scoreboard-{moment}-", suffix=".log")
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
    return Path(path)


def _remove_old(folder: OwnFolder) -> None:
    kept = [name for name in folder.names() if _NAME.fullmatch(name) and folder.holds(name, stat.S_IFREG)]
    for name in kept[:-MOST_KEPT]:
        folder.remove(name)
