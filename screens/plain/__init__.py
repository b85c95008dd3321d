"""The hall and the desk as lines of text, one below the other: what a screen reader can follow, and a pipe can keep."""
