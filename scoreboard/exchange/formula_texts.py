"""Texts that a spreadsheet would run as a formula: written behind an apostrophe, and read back without it."""

import re
from typing import Any

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet takes for a formula."""
MADE_HARMLESS = frozenset(f"'{sign}" for sign in RUNS)
"""What such a text begins with once it was written."""
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def harmless(value: Any) -> Any:
    """A value as it may stand in a CSV file; numbers are left alone."""
    runs = isinstance(value, str) and value.startswith(RUNS) and not NUMBER.fullmatch(value)
    return f"'{value}" if runs else value
