"""A mistake of the program itself: the person gets a sentence, the traceback goes to a file for whoever mends it."""

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.locale import say


def mishap(error: BaseException, lang: str) -> str:
    """Keep the traceback of `error` in a file; returns the sentence that names it."""
    return say("errors.mishap", lang, kind=type(error).__name__, file=_kept(error))


def _kept(error: BaseException) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    descriptor, name = tempfile.mkstemp(prefix=f"scoreboard-{moment}-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    return Path(name)
