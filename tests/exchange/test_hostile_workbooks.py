"""Workbooks that would fill the memory, or never end, get one sentence, soon and in little memory."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks.reading import read_file
from tests.desk.importing.workbooks import by_openpyxl

SECONDS = 10
MEGABYTES = 300
ROWS = [["单位", "roads工作"], ["青槐乡", 88.5]]


def rewritten(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """An archive with something else in one of its files."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for one in given.namelist():
            text = given.read(one)
            made.writestr(one, text.replace(old, new) if one == name else text)
    return file.getvalue()


def far_corner() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active.cell(1_048_576, 16_384).value = 2
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def million_columns() -> bytes:
    return rewritten(by_openpyxl(ROWS), "xl/worksheets/sheet1.xml", b'r="B2"', b'r="BDWGN2"')


def bomb() -> bytes:
    return rewritten(
        by_openpyxl(ROWS), "xl/worksheets/sheet1.xml", b"</worksheet>", b" " * 400_000_000 + b"</worksheet>"
    )


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">' + entities + b"]>"
    return rewritten(by_openpyxl(ROWS), "xl/sharedStrings.xml", b"<sst", head + b"<sst")


def many_rows() -> bytes:
    return by_openpyxl([["单位", "roads工作"], *([f"u{n}", 1] for n in range(50_001))])


READER = """
import resource, sys
from pathlib import Path
from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks.reading import read_file
try:
    sheet = read_file(Path(sys.argv[1])).sheets[0]
    print(sheet.text(1, 1) or str(sheet.flaws[1, 1].flaw))
except BadInput as refused:
    print(refused.key)
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def read_apart(path: Path) -> str:
    """What a process of its own reads in B2, or why it does not; it and its child may take so much memory only."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", READER, path], capture_output=True, text=True, check=True)
    told, kilobytes = done.stdout.split()
    assert int(kilobytes) < MEGABYTES * 1024
    assert time.monotonic() - began < 6 * SECONDS, "a busy machine is given time"
    return told


@pytest.mark.parametrize("make", [far_corner, million_columns, bomb, many_rows])
def test_what_is_too_much_is_refused_in_a_sentence(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    assert read_apart(path) in ("import.large", "import.damaged")


def test_entities_links_and_macros_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    path.write_bytes(laughs())
    assert read_apart(path) in ("88.5", "import.large", "import.damaged")
    outside = by_openpyxl([["单位", "roads工作"], ["青槐乡", "=[1]Sheet1!A1"]])
    link = (
        b'<externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships" r:id="rId99"/></externalReferences></workbook>'
    )
    path.write_bytes(rewritten(outside, "xl/workbook.xml", b"</workbook>", link))
    assert read_apart(path) in ("formula", "import.damaged")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    with pytest.raises(BadInput) as refused:
        read_file(path)
    assert refused.value.key == "import.large_file"
    with pytest.raises(BadInput):
        read_file(tmp_path)
