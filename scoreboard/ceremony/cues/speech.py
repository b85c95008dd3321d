"""Somebody speaks: who and about what (讲话)."""

from scoreboard.ceremony.words_cue import words_cue
from scoreboard.publications.scenes.speech import SpeechScene

KIND = words_cue(SpeechScene, 300, only_words=True)
