"""Who has pledged, and who has not (承诺日)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
