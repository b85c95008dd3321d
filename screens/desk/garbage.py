"""Keeps Python from searching a large worksheet for garbage again and again: at 20,000 units that takes 0.1 s."""

import gc

from scoreboard.desk.worksheet import Worksheet

LARGE = 10_000
"""Cells of a worksheet from which on that is noticed at a key."""


def set_apart(sheet: Worksheet) -> Worksheet:
    """A worksheet that has been read, once what there is now is set apart from what is searched, and not before.

    What was set apart before, as an earlier worksheet, is let go of where nothing needs it any more.
    """
    if len(sheet.cells) >= LARGE:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    return sheet
