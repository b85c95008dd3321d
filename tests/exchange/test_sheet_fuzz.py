"""Whatever bytes a sheet holds, it is read or refused in a sentence."""

import random
import time
from pathlib import Path

import pytest

from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks.columns import SheetWords
from scoreboard.exchange.workbooks.layout import find_layout
from scoreboard.exchange.workbooks.reading import read_file
from tests.desk.importing.workbooks import by_openpyxl

ROWS = [
    ["2010年第三季度", "", ""],
    ["单位", "重点项目建设", "节能减排"],
    ["永年县", "92.5", "９１．５"],
    ["武安市", "n/a", "88,5"],
    ["合计", "180", ""],
]
KNOWN = SheetWords({"重点项目建设": "projects", "节能减排": "energy"}, {"永年县", "武安市"}, {})
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gbk", "utf-16-le", "latin-1")
PIECES = (
    *("\t", ",", ";", "\n", "\r\n", '"', '""', "\0", "％", "1e999", "=1+1", "-", "\u202e", "\ud83d"),
    *("永" * 300, "9" * 400),
)
WORKBOOKS = 25
"""In how many sheets one is a workbook, for each of which a process is started."""


def text(chance: random.Random) -> bytes:
    """A text that was a table once."""
    separator = chance.choice("\t,;|")
    words = chance.choice(("\n", "\r\n", "\r")).join(separator.join(row) for row in ROWS)
    for _ in range(chance.randrange(6)):
        place = chance.randrange(len(words) + 1)
        words = words[:place] + chance.choice(PIECES) + words[place + chance.randrange(3) :]
    content = bytearray(words.encode(chance.choice(ENCODINGS), "replace"))
    for _ in range(chance.randrange(4)):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.randrange(len(content) + 1)] if chance.random() < 0.2 else content)


def workbook(chance: random.Random, good: bytes) -> bytes:
    """A workbook in which some bytes are others, or are missing."""
    content = bytearray(good)
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.randrange(len(content))] if chance.random() < 0.3 else content)


def refused(file: Path) -> BadInput | None:
    """What is raised against a sheet; None where it is read."""
    try:
        for sheet in read_file(file).sheets:
            find_layout(sheet, KNOWN)
    except BadInput as refusal:
        return refusal
    return None


@pytest.mark.parametrize("count", [150, pytest.param(12_000, marks=[pytest.mark.long, pytest.mark.timeout(3000)])])
def test_any_sheet_is_read_or_refused(tmp_path: Path, count: int) -> None:
    chance, good = random.Random(count), by_openpyxl(ROWS)
    file, read, slowest = tmp_path / "sheet", 0, 0.0
    for number in range(count):
        is_book = number % (WORKBOOKS if count < 1000 else 40 * WORKBOOKS) == WORKBOOKS - 1
        file.write_bytes(workbook(chance, good) if is_book else text(chance))
        began = time.process_time()
        refusal = refused(file)
        slowest = max(slowest, time.process_time() - began)
        if refusal is None:
            read += 1
        else:
            assert refusal.sentence("en")
            assert "\n" not in refusal.sentence("zh")
    assert read > count // 4
    assert slowest < 1.0
