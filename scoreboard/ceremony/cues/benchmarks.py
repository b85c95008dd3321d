"""What units measure themselves by (对标)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
