"""Everybody comes up for a photo (合影)."""

from scoreboard.ceremony.words_cue import words_cue

KIND = words_cue(120)
