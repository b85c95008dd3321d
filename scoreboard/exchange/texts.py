"""The text of a file of a folder."""

from pathlib import Path

from scoreboard.exchange import limits
from scoreboard.exchange.problems import FilePlace, Problems

LINE_BYTES = 1024 * 1024
"""How much of a line is looked at when bytes that are not UTF-8 are sought."""


def read_text(path: Path, name: str, problems: Problems, *, megabytes: int) -> str | None:
    """The file's text without a byte-order mark; None where it can't be read or is larger, which is then a problem.

    `name` is the file's name within the folder. Bytes that are not UTF-8 are reported with their line.
    """
    content = None
    try:
        if path.is_file():
            with path.open("rb") as file:
                content = file.read(megabytes * limits.MEGABYTE + 1)
    except OSError:
        content = None
    if content is None:
        problems.add(FilePlace(name), "unreadable")
        return None
    if len(content) > megabytes * limits.MEGABYTE:
        problems.add(FilePlace(name), "large_file", limit=megabytes)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.add(undecodable(path, name), "encoding")
        return None


def undecodable(path: Path, name: str) -> FilePlace:
    """Where the first bytes of a file stand that are not UTF-8; the file itself where they can't be found again."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LINE_BYTES):
                number += 1
                try:
                    line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    before = line[: error.start].decode("utf-8", "replace").removeprefix("\N{BYTE ORDER MARK}")
                    return FilePlace(name, line=number, number=len(before) + 1)
    except OSError:
        pass
    return FilePlace(name)
