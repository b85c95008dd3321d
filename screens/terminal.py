"""How an app ends whose terminal has gone (`unix_terminal.py` notices)."""

GONE = 129
"""The exit code of a program whose terminal has gone: 128 and the number of a hang-up, as a shell would say."""
