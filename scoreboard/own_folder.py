"""Folders that belong to this account alone, for what its processes leave for each other while they run.

Other accounts can make a folder of any name in /tmp before we do. So ours lie in the account's runtime folder
(XDG_RUNTIME_DIR) or its state folder; each is opened once, never through a link, looked at by its descriptor (a folder,
ours, closed to everybody else), and from then on used by that descriptor alone, so that nothing can take its place.
"""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scoreboard.lacking import FOLDERS_BY_DESCRIPTOR, account_number, lock
from scoreboard.locale import say

OURS = "scoreboard-"
"""How scratch folders begin, whatever they are for: all that killed programs left are swept up together."""
LOCK = ".running"
"""The file that says that a scratch folder is one of ours, locked as long as whoever made it lives."""
LONGEST_SOCKET = 100
"""Bytes of a socket's path that every system takes."""


class NotOurs(OSError):
    """A folder that is not ours alone; `why` is the key of its reason in the catalogue."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True)
class OwnFolder:
    """An open folder of our own; `close` when done."""

    path: Path
    descriptor: int

    def close(self) -> None:
        os.close(self.descriptor)

    def __enter__(self) -> "OwnFolder":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def inside(self, name: str, *, make: bool = False) -> "OwnFolder":
        """A folder in it; `make` makes it where it is not there. Raises OSError where it can't be had."""
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, 0o700, dir_fd=self.descriptor)
        path = self.path / name
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        return _ours(path, os.open(name, flags, dir_fd=self.descriptor), others=0o077)

    def names(self) -> list[str]:
        """What lies in it, by name."""
        return sorted(os.listdir(self.descriptor))

    def holds(self, name: str, kind: int) -> bool:
        """Whether something of ours of that name and kind (`stat.S_IFREG`, …) lies in it; links count as links."""
        try:
            found = os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except OSError:
            return False
        return stat.S_IFMT(found.st_mode) == kind and found.st_uid == account_number()

    def read(self, name: str, most: int) -> bytes:
        """At most so many bytes of a file of ours. Raises OSError for anything else; never waits."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with open(os.open(name, flags, dir_fd=self.descriptor), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_uid != account_number():
                raise NotOurs(self.path / name, "kind")
            return file.read(most)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole: nobody reads half of it. Raises OSError where it can't be written."""
        draft = f"{name}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            with open(os.open(draft, flags, 0o600, dir_fd=self.descriptor), "wb") as file:
                file.write(content)
            os.rename(draft, name, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(draft, dir_fd=self.descriptor)
            raise

    def remove(self, name: str) -> None:
        """Take a file or a socket away; that it is gone already, or can't be taken, is let pass."""
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=self.descriptor)

    def remove_empty(self, name: str) -> None:
        """Take a folder in it away if nothing is in there."""
        with contextlib.suppress(OSError):
            os.rmdir(name, dir_fd=self.descriptor)

    def address(self, name: str) -> str:
        """The path of a socket in it, which names the open folder where the system can (Linux), however long it is."""
        short = f"/proc/self/fd/{self.descriptor}"
        return f"{short}/{name}" if os.path.isdir(short) else str(self.path / name)


@dataclass(frozen=True)
class _Place:
    """Where our folder lies: `base` is ours, though others may look into it; our folder in it is closed to them."""

    base: Path
    name: str

    def open(self, *, make: bool) -> OwnFolder:
        """Our folder. Raises OSError where it is not there, or is not ours alone."""
        if not FOLDERS_BY_DESCRIPTOR:
            raise NotOurs(self.base / self.name, "lacking")
        if make and not self.base.exists():
            self._make_base()
        with _ours(self.base, os.open(self.base, os.O_RDONLY | os.O_DIRECTORY), others=0o002) as base:
            return base.inside(self.name, make=make)

    def _make_base(self) -> None:
        """Only below a folder of ours: what an account makes in another one's home would be in that one's way."""
        around = next(parent for parent in self.base.parents if parent.exists())
        if around.stat().st_uid != account_number():
            raise NotOurs(around, "owner")
        self.base.mkdir(mode=0o700, parents=True, exist_ok=True)


def _ours(path: Path, descriptor: int, *, others: int) -> OwnFolder:
    """An opened folder, once it has been looked at; `others` are the bits of its mode that may not be set."""
    found = os.fstat(descriptor)
    why = "owner" if found.st_uid != account_number() else "open" if found.st_mode & others else ""
    if why:
        os.close(descriptor)
        raise NotOurs(path, why)
    return OwnFolder(path, descriptor)


def _runtime() -> Iterable[_Place]:
    """The system takes this one away when the account has logged out, and what lies in it."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    return (_Place(Path(given), "scoreboard"),) if os.path.isabs(given) else ()


def _state() -> _Place:
    from platformdirs import user_state_path

    return _Place(user_state_path("scoreboard", appauthor=False), "own")


def open_all() -> Iterator[OwnFolder]:
    """Every folder that processes of this account may have chosen, each open until the next one is asked for.

    They need not agree: one that was started by a timer or a service knows of no runtime folder.
    """
    for place in (*_runtime(), _state()):
        with contextlib.suppress(OSError), place.open(make=False) as folder:
            yield folder


def open_first(*, lasting: bool = False) -> OwnFolder:
    """The folder for something new, made where it is not there; `lasting`: one that outlives the account's login.

    Raises OSError, the last place's, where none can be had.
    """
    for place in () if lasting else _runtime():
        with contextlib.suppress(OSError):
            return place.open(make=True)
    return _state().open(make=True)


@contextlib.contextmanager
def lasting_folder(name: str) -> Iterator[OwnFolder]:
    """A folder in ours that outlives the account's login. Raises OSError where there can be none."""
    with open_first(lasting=True) as own, own.inside(name, make=True) as folder:
        yield folder


def hindrance(lang: str) -> str:
    """Why there is no folder for us, place by place; empty where there is one."""
    reasons = []
    for place in (*_runtime(), _state()):
        try:
            place.open(make=True).close()
        except NotOurs as error:
            reasons.append(say(f"errors.own_folder.{error.why}", lang, path=error.path))
        except OSError as error:
            path = error.filename if os.path.isabs(str(error.filename)) else place.base / place.name
            reasons.append(say("errors.own_folder.system", lang, path=path, detail=error.strerror or error))
        else:
            return ""
    return say("errors.own_folder.and", lang).join(reasons)


@contextlib.contextmanager
def scratch_folder(prefix: str, *, sockets: Iterable[str] = (), among: Path | None = None) -> Iterator[Path]:
    """A new folder for as long as the block lasts; those of processes that were killed are swept up before.

    It lies in the folder `among`, by default where temporary files do, under a name that nobody can foresee; with
    `sockets`, the names of those that processes will bind in it, in the account's state folder where that can be had
    and their paths are not too long.
    """
    if not FOLDERS_BY_DESCRIPTOR:
        with tempfile.TemporaryDirectory(prefix=prefix, dir=among, ignore_cleanup_errors=True) as simple:
            yield Path(simple)
        return
    with contextlib.ExitStack() as stack:
        among = among or Path(tempfile.gettempdir())
        if sockets:
            with contextlib.suppress(OSError):
                own = stack.enter_context(open_first(lasting=True))
                longest = max(len(os.fsencode(own.path / f"{prefix}12345678" / name)) for name in sockets)
                among = own.path if longest <= LONGEST_SOCKET else among
        for place in {among, Path(tempfile.gettempdir())}:
            _sweep(place, OURS if prefix.startswith(OURS) else prefix)
        folder, held = _new_scratch(among, prefix)
        try:
            yield folder
        finally:
            with contextlib.suppress(OSError):
                flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
                with OwnFolder(folder, os.open(folder, flags)) as own:
                    _clear(own)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _new_scratch(among: Path, prefix: str) -> tuple[Path, int]:
    """A folder and the lock in it, which ends with this process; one that is swept up before that is no good."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=among))
        with contextlib.suppress(FileNotFoundError):
            held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            lock(held)
            if (folder / LOCK).exists():
                return folder, held
            os.close(held)


def _sweep(among: Path, prefix: str) -> None:
    """Take away the scratch folders of ours whose makers are gone, unless others could put something in their place."""
    with contextlib.suppress(OSError):
        around = OwnFolder(among, os.open(among, os.O_RDONLY | os.O_DIRECTORY))
        with around:
            mode = os.fstat(around.descriptor).st_mode
            if mode & 0o022 and not mode & stat.S_ISVTX:
                return
            for name in around.names():
                if name.startswith(prefix):
                    _sweep_one(around, name, hidden=prefix.startswith("."))


def _sweep_one(around: OwnFolder, name: str, *, hidden: bool) -> None:
    """Take one away that nobody holds the lock of; `hidden` ones bear a name that nobody else would give a folder."""
    with contextlib.suppress(OSError), around.inside(name) as folder:
        if not folder.holds(LOCK, stat.S_IFREG):
            if hidden:
                around.remove_empty(name)  # its maker was killed before it locked it, or makes another one
            return
        held = os.open(LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder.descriptor)
        try:
            if lock(held, wait=False):
                _clear(folder)
                shutil.rmtree(name, ignore_errors=True, dir_fd=around.descriptor)
        finally:
            os.close(held)


def _clear(folder: OwnFolder) -> None:
    """Take away all but the lock, which goes last: what is left by whoever is killed over it can be swept up."""
    for name in folder.names():
        if name != LOCK:
            if folder.holds(name, stat.S_IFDIR):
                shutil.rmtree(name, ignore_errors=True, dir_fd=folder.descriptor)
            folder.remove(name)
