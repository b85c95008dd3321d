"""Who has captured the most flags so far (夺旗榜)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
