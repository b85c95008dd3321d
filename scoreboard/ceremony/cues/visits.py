"""Who went where to learn (考察学习)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
