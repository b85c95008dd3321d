"""The folder where the processes of one server meet: their sockets and the headcount."""

from contextlib import AbstractContextManager
from pathlib import Path

from scoreboard.own_folder import scratch_folder

PREFIX = "scoreboard-ssh-"
STAGE, PRIVATE = "stage", "private"
"""The sockets in it."""


def meeting_place() -> AbstractContextManager[Path]:
    """A new folder for as long as the block lasts; folders of servers that were killed are swept up before."""
    return scratch_folder(PREFIX, sockets=(STAGE, PRIVATE))
