"""Words to the hall (告示)."""

from scoreboard.ceremony.words_cue import words_cue
from scoreboard.publications.scenes.message import MessageScene

KIND = words_cue(MessageScene, 30, only_words=True, preliminary=True)
