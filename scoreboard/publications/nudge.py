"""Tells displays that the public file has changed, at once and without a message in it.

A display listens on a datagram socket in a folder that follows from the public file's path; whoever has
changed the file sends an empty datagram to every socket there. A nudge may be lost: readers poll as well.
"""

import contextlib
import hashlib
import os
import socket
import tempfile
from pathlib import Path


def _folder(public: Path) -> Path:
    place = hashlib.sha256(str(public.resolve()).encode()).hexdigest()[:16]
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"scoreboard-{place}"


def beside(public: Path, name: str) -> Path:
    """A folder beside that of the sockets, for something else between the same processes."""
    folder = _folder(public)
    return folder.with_name(f"{folder.name}-{name}")


def nudge(public: Path) -> None:
    """Wake every display of this public file; sockets whose display is gone are removed. Never fails."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        for place in os.scandir(_folder(public)):
            try:
                sender.sendto(b"", place.path)
            except ConnectionRefusedError:
                Path(place.path).unlink(missing_ok=True)
            except OSError:
                continue  # a display that is busy polls anyway


class Listener:
    """A display's ear; `fileno` becomes readable at a nudge, `clear` makes it quiet again.

    Where it cannot be put up, as in a folder that is another account's, it hears nothing.
    """

    def __init__(self, public: Path) -> None:
        folder = _folder(public)
        self._place = folder / f"{os.getpid()}-{id(self):x}"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            self._socket.bind(str(self._place))

    def fileno(self) -> int:
        return self._socket.fileno()

    def clear(self) -> None:
        """Take all nudges that have come."""
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(1)

    def close(self) -> None:
        self._socket.close()
        with contextlib.suppress(OSError):
            self._place.unlink(missing_ok=True)


def forget(public: Path) -> None:
    """Take away the folder of sockets of a public file that is about to go; displays of it would only poll."""
    with contextlib.suppress(OSError):
        _folder(public).rmdir()
