"""Everybody comes up for a photo (合影)."""

from scoreboard.ceremony.words_cue import words_cue
from scoreboard.publications.scenes.photo import PhotoScene

KIND = words_cue(PhotoScene, 120)
