"""Tables on paper: columns are as wide as what stands in them, also with the longest names there may be."""

import io
import re
from datetime import UTC, date, datetime

from pypdf import PdfReader

from scoreboard.exchange.paper.documents import Letterhead, printed

FLAGS = """\
# Bulletin

| Flag | Holder | Outcome | Margin | Previous holder | Note | Prize |
|---|---|---|---|---|---|---|
| The Sculler's Cup | Eel Pie Island Rowing Association | captured | 0.5 | Kew Meadows Rowing Club | \
Chiswick Pier Rowing Club is first since a correction; it stays until somebody decides otherwise \
| a crate of ginger beer |
| Lady Margaret's Oar | Hammersmith, Fulham & Putney United Rowing Club | first | 1.3 | - | | |
"""
TOO_WIDE = """\
# Bulletin

| Flag | Holder | Previous holder | Note | Prize |
|---|---|---|---|---|
| {0} | {0} | {0} | {0} | {0} |
""".format("Donaudampfschifffahrtsgesellschaftskapitaenskajuete")


def lines_of(markdown: str) -> list[str]:
    head = Letterhead("Tideway Rowing League", date(2026, 9, 30), datetime(2026, 9, 30, tzinfo=UTC))
    paper = printed("Bulletin", markdown, "pdf", "en", head)
    assert isinstance(paper, bytes)
    pages = PdfReader(io.BytesIO(paper)).pages
    return "\n".join(page.extract_text(extraction_mode="layout") for page in pages).splitlines()


def test_no_column_runs_into_the_next_and_none_is_a_word_a_line() -> None:
    lines = lines_of(FLAGS)
    headings = next(line for line in lines if "Holder" in line)
    assert re.search(r"Flag +Holder +Outcome +Margin", headings)
    assert [line for line in lines if re.search(r"captured +0\.5", line)]
    begins = next(at for at, line in enumerate(lines) if "Chiswick" in line)
    ends = next(at for at, line in enumerate(lines) if "otherwise" in line)
    assert len([line for line in lines[begins:ends] if line.strip()]) < 12


def test_what_is_wider_than_the_paper_stands_line_by_line() -> None:
    lines = lines_of(TOO_WIDE)
    for word in ("Flag", "Holder", "Previous holder", "Note", "Prize"):
        assert [line for line in lines if re.search(rf"{word} +Donau\w+$", line.rstrip())]
