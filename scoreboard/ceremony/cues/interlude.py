"""Something between two parts: music, a film (串场)."""

from scoreboard.ceremony.words_cue import words_cue

KIND = words_cue(180)
