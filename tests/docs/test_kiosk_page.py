"""docs/kiosk.md: how far a row can be read is reckoned, and the files that it names are those that are written."""

import re
from math import hypot

from scoreboard.kiosk.contents import files
from scoreboard.kiosk.plan import FONT_SIZE, KioskPlan
from scoreboard.kiosk.tree import RECORD
from tests.docs.pages import page, rows, section

TEXT = page("docs/kiosk.md")
LINES = 1080
WIDTHS_OF_A_HANZI = 165
"""From how many times its height it can be read."""
CELLS = {38: (23, 45), 26: (16, 32), 20: (12, 24), 16: (10, 19)}
"""Font size to the width and height of foot's cells, in pixels, as foot 1.13 says them of DejaVu Sans Mono."""


def test_how_far_a_row_can_be_read() -> None:
    told = section(TEXT, "How far it can be read")
    inches = [int(found) for found in re.findall(r"(\d+) inches", told)]
    assert len(inches) == 5
    for terminal, size, *distances in rows(told):
        width, height = CELLS[int(size)]
        assert terminal == f"{1920 // width}x{LINES // height}"
        rows_of = (inch * 0.0254 * 9 / hypot(16, 9) * height / LINES for inch in inches)
        assert distances == [f"{WIDTHS_OF_A_HANZI * row:.1f} m" for row in rows_of]
    assert str(FONT_SIZE) in {size for _, size, *_ in rows(told)}


def test_the_files_that_are_written() -> None:
    named = {cells[0].strip("`") for cells in rows(section(TEXT, "Install"))}
    written = {*files(KioskPlan("kiosk", "/c.db", "zh", ("scoreboard",))), RECORD}
    assert {next((name for name in named if path.startswith(name)), path) for path in written} == named
