"""The year's table (年度考核总表)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(120)
