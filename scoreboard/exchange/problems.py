"""What is wrong with a folder, place by place, in words for the person who wrote it."""

from dataclasses import dataclass
from typing import ClassVar

from scoreboard.errors import BadInput
from scoreboard.exchange import limits
from scoreboard.locale import say
from scoreboard.spelling import is_hidden

Gap = str | int | tuple[str, ...]

SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where something stands: a file of the folder, a line from 1, and a CSV column or a TOML key.

    `column` is a CSV column's name and `number` its position from 1, or the character's position in a line
    of TOML that cannot be parsed; `key` is a TOML key with its tables, joined by dots.
    """

    file: str
    line: int | None = None
    column: str | None = None
    number: int | None = None
    key: str | None = None

    def sentence(self, lang: str) -> str:
        """The place in words, from the file down to the cell."""
        parts = [self.file]
        if self.line is not None:
            parts.append(say("folder.place.line", lang, line=self.line))
        if self.column is not None:
            parts.append(say("folder.place.column", lang, column=shown(self.column)))
        elif self.key is not None:
            parts.append(say("folder.place.key", lang, name=shown(self.key)))
        elif self.number is not None:
            parts.append(say("folder.place.character", lang, number=self.number))
        return say("folder.place.comma", lang).join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what (a key of `folder.toml` under ``problem``) and the gaps' values."""

    place: FilePlace
    what: str
    values: tuple[tuple[str, Gap], ...] = ()

    def sentence(self, lang: str) -> str:
        """One line: the place, what is wrong there and what is allowed."""
        gaps = {name: one_of(value, lang) for name, value in self.values}
        what = say(f"folder.problem.{self.what}", lang, **gaps)
        return say("folder.sentence", lang, place=self.place.sentence(lang), what=what)


class Wrong(ValueError):
    """A value that cannot be, before it is known where it stands; becomes a `Problem` there.

    It is a ValueError, so that pydantic takes it up and goes on with the other fields.
    """

    def __init__(self, what: str, **values: Gap) -> None:
        super().__init__(what)
        self.what = what
        self.values = values


class Enough(Exception):
    """So many problems that no more of them are looked for."""


class Problems:
    """The problems found so far; reading goes on after each so that a person gets them all at once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: FilePlace, what: str, **values: Gap) -> None:
        """Note one problem. Raises Enough where there are so many that nobody reads on."""
        self._found[Problem(place, what, tuple(values.items()))] = None
        if len(self._found) >= limits.PROBLEMS:
            raise Enough

    def in_order(self) -> tuple[Problem, ...]:
        """File by file as they were read, by line within a file, and by column within a line."""
        files: dict[str, int] = {}
        for problem in self._found:
            files.setdefault(problem.place.file, len(files))

        def order(problem: Problem) -> tuple[int, int, bool, int]:
            place = problem.place
            return files[place.file], place.line or 0, place.number is None, place.number or 0

        return tuple(sorted(self._found, key=order))


class FolderInvalid(BadInput):
    """A competition folder that cannot be loaded; `problems` holds everything that is wrong with it."""

    exit_code: ClassVar[int] = 2

    def __init__(self, folder: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("folder.invalid", folder=folder, count=len(problems))
        self.folder = folder
        self.problems = problems

    def sentence(self, lang: str) -> str:
        """The first problem, and how many there are."""
        first = self.problems[0].sentence(lang)
        if len(self.problems) == 1:
            return first
        return say("folder.more", lang, first=first, count=len(self.problems))

    def lines(self, lang: str) -> tuple[str, ...]:
        """Every problem, a sentence each."""
        return tuple(problem.sentence(lang) for problem in self.problems)


def shown(text: object) -> str:
    """A value as a sentence may quote it: on one line, without what is not seen, cut with a sign."""
    try:
        written = str(text)
    except ValueError:  # a whole number of more digits than Python will write
        return "…"
    visible = "".join("\N{REPLACEMENT CHARACTER}" if is_hidden(c) else c for c in written)
    return visible if len(visible) <= SHOWN_CHARACTERS else visible[: SHOWN_CHARACTERS - 1] + "…"


def one_of(value: Gap, lang: str) -> str | int:
    """A gap's value as text; several values are listed as alternatives."""
    if not isinstance(value, tuple):
        return value
    if not value:
        return say("folder.list.none", lang)
    if len(value) == 1:
        return value[0]
    comma, last = say("folder.list.comma", lang), say("folder.list.or", lang)
    return comma.join(value[:-1]) + last + value[-1]
