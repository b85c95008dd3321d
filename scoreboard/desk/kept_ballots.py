"""Ballots that are being counted or typed, kept in files of this account: whoever is interrupted goes on with them."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.desk.slips import Slip, SlipCount
from scoreboard.own_folder import lasting_folder
from scoreboard.publications.told_nominees import FIELDS

FOLDER = "ballots"
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class KeptFile:
    """One of these files; `about` says which database and nominee it is of, and what of theirs."""

    about: str

    @property
    def _name(self) -> str:
        return hashlib.sha256(self.about.encode()).hexdigest()[:32]

    def _read(self) -> str:
        """What it holds; nothing where there is none, or it is damaged."""
        with contextlib.suppress(OSError, ValueError), lasting_folder(FOLDER) as folder:
            return folder.read(self._name, MOST_BYTES).decode("ascii")
        return ""

    def _keep(self, text: str) -> None:
        with lasting_folder(FOLDER) as folder:
            folder.write(self._name, text.encode("ascii"))

    def forget(self) -> None:
        """It has been entered, or dropped, or begins anew."""
        with contextlib.suppress(OSError), lasting_folder(FOLDER) as folder:
            folder.remove(self._name)


class KeptSlips(KeptFile):
    """The count of one pile, of a nominee's group."""

    def read(self) -> SlipCount:
        """What has been counted so far; nothing where none is kept."""
        text = self._read()
        return SlipCount(tuple(text.split("\n"))) if set(text) <= {"\n", *Slip} else SlipCount()

    def keep(self, count: SlipCount) -> None:
        """Keep it as it is now. Raises OSError where that can't be."""
        self._keep("\n".join(count.counts))


class KeptCounts(KeptFile):
    """What stands in the fields for a nominee's counts and is not saved yet."""

    def read(self, version: int) -> Mapping[str, str]:
        """The texts by field, typed over this version of the nominee; none where there are none, or of another one."""
        with contextlib.suppress(ValueError, TypeError, KeyError):
            kept = json.loads(self._read())
            if kept["version"] == version:
                return {field: str(kept["typed"][field]) for field in FIELDS}
        return {}

    def keep(self, version: int, typed: Mapping[str, str]) -> None:
        """Keep the texts as they are now. Raises OSError where that can't be."""
        self._keep(json.dumps({"version": version, "typed": dict(typed)}))
