"""Keeps Python from searching a large worksheet for garbage again and again: at 20,000 units that takes 0.1 s."""

import gc

LARGE = 10_000
"""Cells of a worksheet from which on that is noticed at a key."""


def set_apart(cells: int) -> None:
    """A worksheet has been read: set what there is now apart from what is searched, and let go of what was before.

    What is set apart and becomes garbage, as an earlier worksheet, is found here, when the next one is read.
    """
    if cells >= LARGE:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
