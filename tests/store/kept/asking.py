"""Unpacks a kept database, asks it what was asked when it was kept, and compares the answers.

A test brings the scratch copy up to date with the current program and lists `differences`. What the contract has
changed since is a `Change`, named and explained; a printed bulletin never is.
"""

import json
import lzma
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from tests.acceptance.driver import Program

FOLDER = Path(__file__).parent
CONTESTS = ("year", "middle", "waiting")
"""What there is to keep of a revision (README.md says what is in them, and of which revisions one was enough)."""


@dataclass(frozen=True)
class Answer:
    """What a command printed when the database was kept."""

    words: tuple[str, ...]
    lang: str
    code: int
    text: str

    @property
    def board(self) -> str:
        """What was asked for: a board's name of `show`, such as ``ranking``; of other commands their first word."""
        return self.words[1] if self.words[0] == "show" else self.words[0]

    @property
    def private(self) -> bool:
        return "--private" in self.words

    @property
    def printed(self) -> bool:
        """Whether this is a bulletin, which stays as it was printed, byte for byte."""
        return self.words[0] == "bulletin"


def alike(answer: Any) -> Any:
    """The answer as it is."""
    return answer


@dataclass(frozen=True)
class Change:
    """How answers of some kind differ since, because the contract says so.

    `then` turns an old answer into what is right now, `now` takes out of a new one what the old could not have; both
    work on parsed JSON, which they may change. They see all answers that `of` chooses.
    """

    why: str
    """What was changed, and where the contract says so."""
    of: Callable[[Answer], bool]
    then: Callable[[Any], Any] = alike
    now: Callable[[Any], Any] = alike


@dataclass(frozen=True)
class Kept:
    """One database as a program of revision `revision` left it."""

    revision: str
    name: str

    def __str__(self) -> str:
        return f"{self.revision}-{self.name}"

    def unpack(self, place: Path) -> Program:
        """Put both files into `place`; returns the program on them, at the time at which they were asked."""
        for file in (f"{self.name}.db", f"{self.name}-public.db"):
            (place / file).write_bytes(lzma.decompress((FOLDER / self.revision / f"{file}.xz").read_bytes()))
            (place / file).chmod(0o600)
        return Program(place / f"{self.name}.db", now=self._asked()["now"], lang="zh", acting=None)

    def answers(self) -> Iterator[Answer]:
        """All questions with what the program of that time answered."""
        asked = self._asked()
        for given in asked["answers"]:
            yield Answer(tuple(given["words"]), given["lang"], given["code"], asked["texts"][given["text"]])

    def _asked(self) -> Any:
        return json.loads(lzma.decompress((FOLDER / self.revision / f"{self.name}.json.xz").read_bytes()))


def kept_databases() -> list[Kept]:
    """Every database of every revision that was kept."""
    folders = sorted(FOLDER.glob("[0-9]*"))
    return [Kept(place.name, name) for place in folders for name in CONTESTS if (place / f"{name}.json.xz").exists()]


def differences(program: Program, answers: Sequence[Answer], changes: Sequence[Change] = ()) -> list[str]:
    """Ask again; each line names a question and one thing that is answered otherwise without being among `changes`."""
    found: list[str] = []
    for then in answers:
        now = program.speaking(then.lang)(*then.words)
        asked = " ".join(then.words)
        if now.code != then.code:
            found.append(f"{asked}: ended with {now.code}, formerly {then.code}: {now.complaint}")
        elif now.out == then.text:
            continue
        elif then.printed or then.words[-1] == "list":
            found.append(f"{asked} ({then.lang}): another text")
        else:
            old, new = json.loads(then.text), json.loads(now.out)
            for change in changes:
                if change.of(then):
                    old, new = change.then(old), change.now(new)
            found.extend(f"{asked}: {place}" for place in _unlike(old, new))
    return found


def _unlike(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Where two values of JSON differ, as ``rows[3].margin: '0.50', now '0.5'``."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in new:
                yield f"{place}.{key}: gone".lstrip(".")
            elif key not in old:
                yield f"{place}.{key}: new, {new[key]!r}".lstrip(".")
            else:
                yield from _unlike(old[key], new[key], f"{place}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _unlike(one, other, f"{place}[{at}]")
    elif isinstance(old, list) and isinstance(new, list):
        yield f"{place}: {len(old)} entries, now {len(new)}"
    elif old != new:
        yield f"{place}: {old!r}, now {new!r}"


NEWEST = 2
"""So many of the latest revisions are tried in every run; those before them, but for the first, with --long."""


def tried() -> Iterator[ParameterSet]:
    """The kept databases: those of the oldest revision, but for the whole year, and all of the latest ones."""
    databases = kept_databases()
    revisions = sorted({kept.revision for kept in databases})
    for kept in databases:
        always = kept.revision in revisions[-NEWEST:] or (kept.revision == revisions[0] and kept.name != "year")
        yield pytest.param(kept, id=str(kept), marks=() if always else pytest.mark.long)
