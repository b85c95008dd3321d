"""Text with separators: which encoding it is in, what separates its cells, and its rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks import limits
from scoreboard.exchange.workbooks.raw_sheet import RawSheet

SEPARATORS = "\t;,|，；"
"""The last two are those of a Chinese input method. In the order in which one is taken where several would do."""
_SAMPLE_ROWS = 60
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""A first line that tells Excel the separator."""


def read_text_table(content: bytes, file: str) -> RawSheet:
    """The one sheet of a text. Raises BadInput where its encoding is unknown or it holds more than is read."""
    text = decoded(content, file)
    separator = separator_of(text)
    rows: list[list[str]] = []
    for cells in _rows(text, separator, file):
        if len(rows) == limits.ROWS or len(cells) > limits.COLUMNS:
            raise BadInput("import.large", file=file, rows=limits.ROWS, columns=limits.COLUMNS)
        rows.append([cell.strip() for cell in cells])
    if _SAID.match(text):
        rows[0] = []
    return RawSheet(None, rows, comma_separates=separator == ",")


def decoded(content: bytes, file: str) -> str:
    """The text of bytes in UTF-8, UTF-16 or GBK. Raises BadInput for another encoding."""
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("import.encoding", file=file)


def _encodings(content: bytes) -> Iterator[str]:
    """The encodings that bytes may be in, the surest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    zeros = Counter(at % 2 for at, byte in enumerate(content[:4096]) if byte == 0)
    if zeros:  # no text has one but UTF-16, half of whose bytes they are in digits and separators
        yield "utf-16-le" if zeros[1] >= zeros[0] else "utf-16-be"
        return
    yield "utf-8-sig"
    yield "gb18030"


def separator_of(text: str) -> str:
    """What separates the cells: that which cuts the most rows into the same number of them."""
    said = _SAID.match(text)
    if said is not None:
        return said[1]
    return max(SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """In how many rows there is the same number of cells, more than one, and how many they are."""
    lines = "".join(text.splitlines(keepends=True)[:_SAMPLE_ROWS])
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(lines, newline=""), delimiter=separator))
    except csv.Error:
        return (0, 0)
    count, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return count, width


def _rows(text: str, separator: str, file: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        raise BadInput("import.csv", file=file, line=reader.line_num) from None
