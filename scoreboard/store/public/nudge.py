"""Tells displays that the public file has changed, at once and without a message in it.

A display listens on a datagram socket in a folder of this account's own, whose name follows from the public file's
path; whoever has changed the file sends an empty datagram to every socket there. A nudge may be lost, and there may be
no such folder: readers poll as well.
"""

import contextlib
import hashlib
import os
import re
import socket
import stat
from pathlib import Path

from scoreboard.lacking import SOCKETS_OF_FILES
from scoreboard.own_folder import OwnFolder, open_all, open_first
from scoreboard.settings import DatabaseSide, word_for

EARS = "ears-"
_EAR = re.compile(r"[0-9]+-[0-9a-f]+")
"""What a display calls its socket."""
POLL_SECONDS = 0.25
"""How often the file itself is asked, for nudges that got lost or come from another machine's account."""
TRIES = 3
"""How often an ear is put up again, where somebody swept its folder away as an empty one meanwhile."""


def place_of(public: DatabaseSide) -> str:
    """A word that stands for a public file or a server's, whichever way leads to it."""
    return hashlib.sha256(word_for(public).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def nudge(public: Path) -> None:
    """Wake every display of this public file; sockets whose display is gone are removed. Never fails, never waits."""
    name = EARS + place_of(public)
    with contextlib.suppress(OSError), socket.socket(SOCKETS_OF_FILES, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        for own in open_all():
            with contextlib.suppress(OSError), own.inside(name) as folder:
                for ear in _ears(folder):
                    try:
                        sender.sendto(b"", folder.address(ear))
                    except ConnectionRefusedError:
                        folder.remove(ear)
                    except OSError:
                        continue  # a display that is busy polls anyway


def _ears(folder: OwnFolder) -> list[str]:
    """The sockets that displays have put up in a folder; anything else there is none of ours."""
    return [name for name in folder.names() if _EAR.fullmatch(name) and folder.holds(name, stat.S_IFSOCK)]


class Listener:
    """A display's ear; `fileno` becomes readable at a nudge, `clear` makes it quiet again.

    Where this account has no folder for it, it hears nothing.
    """

    poll_seconds = POLL_SECONDS

    def __init__(self, public: Path) -> None:
        self._place, self._name = EARS + place_of(public), f"{os.getpid()}-{id(self):x}"
        self._socket = socket.socket(SOCKETS_OF_FILES, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._own: OwnFolder | None = None
        with contextlib.suppress(OSError):
            self._own = open_first()
            _sweep(self._own, self._place)
            self._put_up(self._own)

    def _put_up(self, own: OwnFolder) -> None:
        for _ in range(TRIES):
            with contextlib.suppress(FileNotFoundError), own.inside(self._place, make=True) as folder:
                self._socket.bind(folder.address(self._name))
                return

    def fileno(self) -> int:
        return self._socket.fileno()

    def clear(self) -> None:
        """Take all nudges that have come."""
        with contextlib.suppress(OSError):  # there are no more, or this ear hears nothing
            while True:
                self._socket.recv(1)

    def close(self) -> None:
        """Hear nothing any more; the folder goes with its last ear."""
        self._socket.close()
        own, self._own = self._own, None
        if own is not None:
            with own:
                with contextlib.suppress(OSError), own.inside(self._place) as folder:
                    folder.remove(self._name)
                own.remove_empty(self._place)


def _sweep(own: OwnFolder, but: str) -> None:
    """Take away ears whose displays were killed, of whatever public file, and the folders that are empty then."""
    for name in own.names():
        if name.startswith(EARS) and name != but:
            with contextlib.suppress(OSError), own.inside(name) as folder:
                for ear in _ears(folder):
                    if _is_dead(folder.address(ear)):
                        folder.remove(ear)
            own.remove_empty(name)


def _is_dead(address: str) -> bool:
    with socket.socket(SOCKETS_OF_FILES, socket.SOCK_DGRAM) as caller:
        caller.setblocking(False)
        try:
            caller.connect(address)
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
        return False
