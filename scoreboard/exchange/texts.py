"""The text of a file of a folder."""

import codecs
import re
from pathlib import Path

from scoreboard.exchange import limits
from scoreboard.exchange.problems import FilePlace, Problems

LINE_BYTES = 1024 * 1024
"""How much of a line is looked at when bytes that are not UTF-8 are sought."""
_CHUNK = 1024 * 1024
_HANZI_IN_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")


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


def csv_encoding(path: Path) -> str:
    """The encoding of a table: GBK, as Excel saves CSV on a Chinese Windows, where all of it is that, else UTF-8.

    A file of both is taken for UTF-8, and the other bytes are wrong in it: read as GBK its hanzi would be others.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030" if _is_gbk(path) else "utf-8-sig"
    return "utf-8-sig"


def _is_gbk(path: Path) -> bool:
    with path.open("rb") as file:
        while line := file.readline(LINE_BYTES):
            if line.isascii():
                continue
            try:
                line.decode("gb18030")
            except UnicodeDecodeError:
                return False
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
            if _HANZI_IN_UTF8.search(line):
                return False
    return True
