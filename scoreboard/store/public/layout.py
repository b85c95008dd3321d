"""The layouts of public files, for whoever only reads them."""

LAYOUT = 3
"""Counts up when the tables change; viewers refuse a file of a later layout."""
BOARDS_LAYOUT = 1
"""The layout of files that held whole boards, before there were facts."""
IMAGES_LAYOUT = 3
"""The first layout of files that hold what the stage has shown as images."""
