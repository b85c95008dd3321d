"""Documents as files: in the form that the file's name says, written whole."""

import os
from collections.abc import Sequence
from pathlib import Path

from scoreboard.errors import BadInput
from scoreboard.lacking import NO_WAIT

SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".xlsx": "xlsx"}


def form_by_name(file: Path, forms: Sequence[str]) -> str:
    """The form that a file's name says, among those that there are; the first where it says none of them."""
    found = SUFFIXES.get(file.suffix.lower(), "")
    return found if found in forms else forms[0]


def write_document(content: str | bytes, file: Path) -> None:
    """Write a document. Raises BadInput where its file cannot be written."""
    try:
        with open(file, "wb", opener=_at_once) as output:
            output.write(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise BadInput("notice.unwritable", file=file, detail=error.strerror) from None


def _at_once(path: str, flags: int) -> int:
    """Open a file to write, never waiting for somebody who reads: a pipe that nobody reads raises OSError."""
    opened = os.open(path, flags | NO_WAIT, 0o666)
    if NO_WAIT:
        os.set_blocking(opened, True)
    return opened
