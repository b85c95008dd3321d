"""What has been done for people's livelihood (民生实事)."""

from scoreboard.ceremony.board_cue import board_cue

KIND = board_cue(120)
