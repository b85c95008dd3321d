"""Somebody speaks: who and about what (讲话)."""

from scoreboard.ceremony.words_cue import words_cue

KIND = words_cue(300, only_words=True)
