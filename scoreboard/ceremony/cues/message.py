"""Words to the hall (告示)."""

from scoreboard.ceremony.words_cue import words_cue

KIND = words_cue(30, only_words=True)
