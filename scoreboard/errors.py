"""What can go wrong, as a person is told it: one sentence from the message catalogue and an exit code."""

from typing import Any, ClassVar

from scoreboard.spelling import is_hidden

LONGEST_GAP = 400
"""Characters of a value that a sentence quotes."""


def legible(value: object) -> object:
    """A value as a sentence may quote it: on one line, without what is not seen or steers a terminal, cut."""
    if isinstance(value, int | float):
        return value
    plain = "".join("\N{REPLACEMENT CHARACTER}" if is_hidden(character) else character for character in str(value))
    return plain if len(plain) <= LONGEST_GAP else plain[: LONGEST_GAP - 1] + "…"


class ContestError(Exception):
    """A refusal that a person reads.

    `key` names a sentence of the catalogue (`scoreboard/locale/*/errors.toml`, without the leading
    ``errors.``), `values` fills its gaps. Nothing has been changed when it is raised.
    """

    exit_code: ClassVar[int]

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, lang: str) -> str:
        """The sentence in `lang` ("zh" or "en"), complete with what to do about it."""
        from scoreboard.locale import in_language, say

        values = {name: legible(in_language(value, lang)) for name, value in self.values.items()}
        return say(f"errors.{self.key}", lang, **values)

    def __str__(self) -> str:
        return self.sentence("en")


class Refused(ContestError):
    """A rule of the contest, a role, a stale version or a failed check says no."""

    exit_code = 1


class BadInput(ContestError):
    """Wrong usage, an unknown name, a value that cannot be."""

    exit_code = 2


class Unreachable(ContestError):
    """The database cannot be reached, or is newer than the program."""

    exit_code = 3
