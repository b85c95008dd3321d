"""Scoreboard (夺旗榜): contests of rotating flags and model stars, in a terminal."""

__version__ = "0.1.0"
