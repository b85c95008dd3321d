"""Forms that are being filled in at a desk, kept until they are sent or dropped, whatever ends the desk."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from scoreboard.desk.kept_scores import Typist
from scoreboard.desk.living_files import Flusher, LivingFile, make, take_over
from scoreboard.locale import Both

FOLDER = "forms"
LONGEST_WAIT = 30 * 86_400
"""Seconds after which nobody is reminded of a form any more: what it was about has long been done otherwise."""
Filled = Mapping[str, str]
"""What stands in the fields, by their names."""


@dataclass(frozen=True)
class FormAbout:
    """Which form it is: what stands above it says what it is about, as a pledge or a nominee."""

    heading: Both
    fields: tuple[str, ...]
    door: str
    """What at the desk leads to it, as the catalogue calls it; empty where that is not said."""


class KeptForm:
    """What stands in the fields of one form, kept as it changes. All of it raises OSError where that can't be."""

    def __init__(self, typist: Typist, about: FormAbout) -> None:
        self._typist, self._about = typist, about
        self._file: LivingFile | None = None
        self._flusher: Flusher | None = None

    def take_back(self) -> Filled:
        """What a desk that is gone has left of this form; nothing where none has."""
        found: Filled = {}
        for file in take_over(FOLDER, self._typist.prefix):
            about, filled = _read(file)
            if about is None or _is_same(about, self._about):
                found = found or filled
                file.end()
            else:
                file.leave()
        return found

    def keep(self, filled: Filled) -> None:
        """Keep what stands there now."""
        if self._file is None:
            self._file = make(FOLDER, self._typist.prefix)
            self._flusher = Flusher(self._file)
            self._file.append(_line(asdict(self._about)))
        self._file.append(_line(dict(filled)))
        if self._flusher is not None:
            self._flusher.soon()

    def leave(self, *, wanted: bool) -> None:
        """The form is left: it waits for the next time where it is `wanted`."""
        if self._file is not None:
            if wanted:
                self._file.leave()
            else:
                self._file.end()
        if self._flusher is not None:
            self._flusher.end()
        self._file, self._flusher = None, None


def left_forms(typist: Typist) -> tuple[FormAbout, ...]:
    """The forms that desks of this person that are gone have left; they wait on, but not for ever."""
    found = []
    for file in take_over(FOLDER, typist.prefix):
        about, filled = _read(file)
        if about is None or not filled or file.age() > LONGEST_WAIT:
            file.end()
        else:
            found.append(about)
            file.leave()
    return tuple(found)


def _is_same(one: FormAbout, other: FormAbout) -> bool:
    """Forms are the same, in whatever language the desk was at which they were filled in."""
    named = one.heading.zh == other.heading.zh or one.heading.en == other.heading.en
    return named and one.fields == other.fields


def _line(words: Mapping[str, object]) -> bytes:
    return (json.dumps(words, ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape")


def _read(file: LivingFile) -> tuple[FormAbout | None, Filled]:
    """What a file is about, None where it is none of these, and its last whole line."""
    try:
        content = file.read()
        first, *lines = content[: content.rfind(b"\n")].decode("utf-8", "surrogateescape").split("\n")
        words = json.loads(first)
        heading = words["heading"]
        called = Both(heading, heading) if isinstance(heading, str) else Both(str(heading["zh"]), str(heading["en"]))
        about = FormAbout(called, tuple(map(str, words["fields"])), str(words["door"]))
        filled = json.loads(lines[-1]) if lines else {}
        return about, {str(name): str(value) for name, value in filled.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None, {}
