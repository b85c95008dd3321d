"""What is written of a frame that differs from the one before, in the colours that a terminal has."""

from array import array

from screens.remote.painting import changes
from screens.remote.picture_key import PALETTE_16, PALETTE_256, TRUECOLOR
from screens.widgets.strips import CellStrip

SIZE = 20


def row(words: str, ground: int) -> CellStrip:
    """A row of one colour."""
    return CellStrip(list(words.ljust(SIZE)), array("i", [0xFFFFFF] * SIZE), array("i", [ground] * SIZE), bytes(SIZE))


def test_a_shade_that_a_terminal_does_not_have_is_not_written() -> None:
    before, after = (row("88.50", 0x870000),), (row("88.50", 0x870101),)
    assert changes(before, after, TRUECOLOR)
    assert not changes(before, after, PALETTE_256)
    assert not changes(before, after, PALETTE_16)


def test_a_shade_that_it_has_is_written() -> None:
    before, after = (row("88.50", 0x870000),), (row("88.50", 0x0000FF),)
    for depth in (TRUECOLOR, PALETTE_256, PALETTE_16):
        assert b"88.50" in changes(before, after, depth)


def test_only_what_differs_is_written() -> None:
    before = (row("rank", 0), row("88.50", 0))
    after = (row("rank", 0), row("88.51", 0))
    for depth in (TRUECOLOR, PALETTE_256, PALETTE_16):
        written = changes(before, after, depth)
        assert b"\x1b[2;5H" in written
        assert b"rank" not in written
        assert b"88" not in written
