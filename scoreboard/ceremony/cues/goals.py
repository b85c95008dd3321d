"""Which goals to be first have been met (争第一目标)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(120)
