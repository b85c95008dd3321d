"""Files of desks in a folder of this account: each is locked while its desk lives, so others know when it is gone."""

import contextlib
import os
import stat
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from scoreboard.lacking import NO_LINK, NO_WAIT, account_number, lock, unlock
from scoreboard.own_folder import OwnFolder, lasting_folder

MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class LivingFile:
    """A file that this process has locked; `end` when it is no longer wanted."""

    folder: str
    name: str
    descriptor: int

    def append(self, content: bytes) -> None:
        """Put something at its end. Raises OSError where that can't be."""
        os.lseek(self.descriptor, 0, os.SEEK_END)
        _write(self.descriptor, content)

    def become(self, content: bytes) -> None:
        """Let it hold this and nothing else. Raises OSError where that can't be."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        _write(self.descriptor, content)
        os.ftruncate(self.descriptor, len(content))

    def read(self) -> bytes:
        """What it holds. Raises OSError where it can't be read."""
        return _read(self.descriptor)

    def age(self) -> float:
        """The seconds since something was written into it."""
        return time.time() - os.fstat(self.descriptor).st_mtime

    def leave(self) -> None:
        """Let go of it: it stays, for whoever comes next, even while a copy of the descriptor is still open."""
        with contextlib.suppress(OSError):
            unlock(self.descriptor)
            os.close(self.descriptor)

    def end(self) -> None:
        """Take it away."""
        with contextlib.suppress(OSError), lasting_folder(self.folder) as folder:
            folder.remove(self.name)
        self.leave()


class Flusher:
    """Lets a file outlast a loss of power, beside the typing: whoever types does not wait for the disk."""

    def __init__(self, file: LivingFile) -> None:
        self._descriptor = os.dup(file.descriptor)
        self._wanted, self._ended = threading.Event(), False
        threading.Thread(target=self._run, daemon=True).start()

    def soon(self) -> None:
        """It holds something new."""
        self._wanted.set()

    def end(self) -> None:
        """Nothing more comes."""
        self._ended = True
        self._wanted.set()

    def _run(self) -> None:
        while not self._ended:
            self._wanted.wait()
            self._wanted.clear()
            with contextlib.suppress(OSError):  # what a kill ends is kept without it
                os.fsync(self._descriptor)
        os.close(self._descriptor)


def make(folder: str, prefix: str) -> LivingFile:
    """A new file, locked, in a folder of ours. Raises OSError where there can be none."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK
    with lasting_folder(folder) as own:
        while True:
            name = f"{prefix}-{os.getpid()}-{os.urandom(4).hex()}"
            descriptor = os.open(name, flags, 0o600, dir_fd=own.descriptor)
            lock(descriptor)
            if os.fstat(descriptor).st_nlink:
                return LivingFile(folder, name, descriptor)
            os.close(descriptor)  # another desk came before the lock, and took it for that of one that is gone


def take_over(folder: str, prefix: str) -> Iterator[LivingFile]:
    """The files whose desks are gone, each locked by this process now; one that another takes at once is not among."""
    with contextlib.suppress(OSError), lasting_folder(folder) as own:
        for name in own.names():
            if not name.startswith(prefix):
                continue
            with contextlib.suppress(OSError):
                descriptor = _open(own, name, os.O_RDWR)
                if lock(descriptor, wait=False) and os.fstat(descriptor).st_nlink:
                    yield LivingFile(folder, name, descriptor)
                else:
                    os.close(descriptor)


def of_the_living(folder: str, prefix: str, *, but: str = "") -> Iterator[bytes]:
    """What the files of desks hold that are alive now, `but` one; those of others that are gone are taken away."""
    with contextlib.suppress(OSError), lasting_folder(folder) as own:
        for name in own.names():
            if not name.startswith(prefix) or name == but:
                continue
            with contextlib.suppress(OSError):
                descriptor = _open(own, name, os.O_RDONLY)
                try:
                    if lock(descriptor, wait=False):
                        own.remove(name)
                    else:
                        yield _read(descriptor)
                finally:
                    os.close(descriptor)


def _open(folder: OwnFolder, name: str, flags: int) -> int:
    """Raises OSError for what is no file of ours."""
    descriptor = os.open(name, flags | NO_LINK | NO_WAIT, dir_fd=folder.descriptor)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != account_number():
        os.close(descriptor)
        raise OSError(name)
    return descriptor


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", closefd=False) as file:
        return file.read(MOST_BYTES)


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]
