"""Somebody who asked for a board that there is not: they are told which ones there are, and nothing else.

They are let in for that: a client that is refused asks for a password, and people type real ones.
"""

from collections.abc import Mapping, Sequence

import asyncssh

from scoreboard.errors import legible
from scoreboard.locale import say
from screens.remote.picture_key import lang_of

LONGEST_NAME = 40
MOST_NAMES = 100
NO_BOARD = 2
"""The exit code, as of `scoreboard show` with an unknown id."""


class LostSession(asyncssh.SSHServerSession[bytes]):
    """Says which boards there are and ends."""

    def __init__(self, asked: str, names: Sequence[str], lang: str = "zh") -> None:
        self._asked, self._names, self._lang = asked, names, lang
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._has_pty = False

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._channel = chan

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        self._has_pty = True
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        return command.split()[:1] in (["show"], ["plain"])

    def session_started(self) -> None:
        assert self._channel is not None
        names = ", ".join(self._names[:MOST_NAMES]) + (", …" if len(self._names) > MOST_NAMES else "")
        asked = str(legible(self._asked))[:LONGEST_NAME]
        lang = lang_of(self._channel.get_environment(), self._lang)
        words = say("remote.no_board", lang, asked=asked, names=names)
        self._channel.write_stderr((words + ("\r\n" if self._has_pty else "\n")).encode())
        self._channel.exit(NO_BOARD)
