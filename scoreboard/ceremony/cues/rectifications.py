"""What units have to put right by a day, where everybody learns of it (限期整改)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(60)
