"""The layouts of public files, for whoever only reads them."""

LAYOUT = 2
"""Counts up when the tables change; viewers refuse a file of a later layout."""
BOARDS_LAYOUT = 1
"""The layout of files that held whole boards, before there were facts."""
