"""Writing a machine's files below a root, knowing them again, and taking them away."""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scoreboard.errors import Refused
from scoreboard.kiosk.contents import FOLDER, UNIT, files
from scoreboard.kiosk.plan import KioskPlan
from scoreboard.wire import Misfit, from_json, to_json

RECORD = f"{FOLDER}/installed.json"
WANTED = f"/etc/systemd/system/multi-user.target.wants/{UNIT}"
"""The link by which `systemctl enable` lets it start with the machine."""
_WRITABLE = 0o755


@dataclass(frozen=True)
class Installed:
    """What was written: from which plan, and the SHA-256 of each file by its path."""

    plan: KioskPlan
    files: Mapping[str, str]


@dataclass(frozen=True)
class Removed:
    """What was taken away, and what was left as somebody has changed it."""

    gone: list[Path]
    left: list[Path]


@dataclass(frozen=True)
class Tree:
    """The folder that stands for the root of a machine: this one's own, or one to look at."""

    root: Path

    @property
    def live(self) -> bool:
        """Whether it is this machine's own."""
        return self._resolved(self.root) == Path("/")

    @staticmethod
    def _resolved(path: Path) -> Path:
        """Where a path leads. Raises Refused where links lead in a circle."""
        try:
            return path.resolve()
        except (OSError, RuntimeError):  # which of them depends on the version of Python
            raise Refused("kiosk.link", path=path) from None

    def place(self, path: str) -> Path:
        """Where a file lies. Raises Refused where a link would lead out of the tree, or stands in its place."""
        found = self.root / PurePosixPath(path).relative_to("/")
        if found.is_symlink() or not self._resolved(found.parent).is_relative_to(self._resolved(self.root)):
            raise Refused("kiosk.link", path=found)
        return found

    def read(self, path: str) -> bytes | None:
        """What a file says; None where there is none. Raises Refused where it can't be read."""
        place = self.place(path)
        try:
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Refused("kiosk.unreadable", path=place, detail=error.strerror) from None

    def installed(self) -> Installed | None:
        """What has been installed; None for nothing. Raises Refused where the record is not one of ours."""
        text = self.read(RECORD)
        if text is None:
            return None
        try:
            return from_json(Installed, json.loads(text))
        except (Misfit, ValueError):
            raise Refused("kiosk.record", path=self.place(RECORD)) from None

    def install(self, plan: KioskPlan, *, overwrite: bool = False) -> list[Path]:
        """Write all files, in the place of what an earlier install has written; returns where they lie.

        Raises Refused, writing nothing, where another file is in the way that is not to be overwritten.
        """
        wanted, before = files(plan), self.installed()
        known = {} if before is None else before.files
        for path, content in wanted.items():
            found = self.read(path)
            if not overwrite and found is not None and digest(found) not in (known.get(path), digest(content)):
                raise Refused("kiosk.foreign", path=self.place(path))
        record = Installed(plan, {path: digest(content) for path, content in wanted.items()})
        text = json.dumps(to_json(record), ensure_ascii=False, indent=2) + "\n"
        for path, content in {**wanted, RECORD: text.encode()}.items():
            self._write(path, content)
        for path in known.keys() - wanted.keys():
            self._remove(path, known[path])
        return [self.place(path) for path in wanted]

    def remove(self, installed: Installed) -> Removed:
        """Take the files away that are as they were written, the record, and the folders that were made for them."""
        gone: list[Path] = []
        left: list[Path] = []
        for path, written in installed.files.items():
            if self.read(path) is not None:
                (gone if self._remove(path, written) else left).append(self.place(path))
        link = self.root / PurePosixPath(WANTED).relative_to("/")
        if link.is_symlink() and Path(os.readlink(link)).name == UNIT:
            self._unlink(link)
            gone.append(link)
        self._unlink(self.place(RECORD))
        for folder in (f"{FOLDER}/icons/default/cursors", f"{FOLDER}/icons/default", f"{FOLDER}/icons", FOLDER):
            with contextlib.suppress(OSError):
                self.place(folder).rmdir()
        return Removed(gone, left)

    def _write(self, path: str, content: bytes) -> None:
        place = self.place(path)
        draft = place.with_name(f".{place.name}.new")
        try:
            place.parent.mkdir(mode=_WRITABLE, parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
                os.fchmod(file.fileno(), 0o644)  # whoever shows the display reads them, whatever the umask
                file.write(content)
            draft.replace(place)
        except OSError as error:
            raise Refused("kiosk.unwritable", path=place, detail=error.strerror) from None

    def _remove(self, path: str, written: str) -> bool:
        found = self.read(path)
        if found is None or digest(found) != written:
            return False
        self._unlink(self.place(path))
        return True

    def _unlink(self, place: Path) -> None:
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise Refused("kiosk.unwritable", path=place, detail=error.strerror) from None


def digest(content: bytes) -> str:
    """By which a file is known again."""
    return hashlib.sha256(content).hexdigest()
