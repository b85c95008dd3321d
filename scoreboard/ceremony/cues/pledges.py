"""How pledges have been kept (承诺交账)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(120)
