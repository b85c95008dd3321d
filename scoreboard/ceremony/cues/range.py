"""Which places everybody can still reach in the year (名次区间)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
