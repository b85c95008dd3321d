"""Something between two parts: music, a film (串场)."""

from scoreboard.ceremony.words_cue import words_cue
from scoreboard.publications.scenes.interlude import InterludeScene

KIND = words_cue(InterludeScene, 180)
