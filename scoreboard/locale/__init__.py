"""The message catalogue: every text that a person sees, in Chinese and in English.

A room has its own file in each language (`zh/desk.toml`, `en/desk.toml`); a key is the file's name, a dot and
the path inside it: ``say("desk.saved", "zh", unit="永年县")``.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")
FIRST_OF_EAST_ASIA = "\u2e80"
"""Signs from this one on are those of hanzi, kana and the like."""

COUNTED = re.compile(r"\{(\w+)#([^|{}]*)\|([^{}]*)\}")
"""A word that goes by a number of the same message: ``{count} {count#deed|deeds}``."""

TIMES = re.compile(r"\{(\w+)\*\}")
"""How often, by a number of the message, as English says it: ``Defended {count*}``."""

ARTICLE = re.compile(r"\b([Tt])he \{(\w+)\}")
"""An article before a name, which an English message may have and the name as well: ``The {name} goes to {who}``."""
OWN_ARTICLE = re.compile(r"(?:The|A|An) ", re.IGNORECASE)
SOMEBODYS = re.compile(r"(?:[A-Z][\w.-]* )+[A-Z][\w-]*(?:['’]s|s['’]) ")
"""The beginning of a name that says whose it is by a person's full name: Lady Margaret's Oar."""


@cache
def catalogue(room: str, lang: str) -> dict[str, str]:
    """All messages of one room in one language, by their dotted path inside the file."""
    text = files("scoreboard.locale").joinpath(lang, f"{room}.toml").read_text(encoding="utf-8")
    messages: dict[str, str] = {}

    def flatten(prefix: str, table: dict[str, Any]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                flatten(f"{prefix}{key}.", value)
            else:
                messages[prefix + key] = value

    flatten("", tomllib.loads(text))
    return messages


@dataclass(frozen=True)
class Both:
    """What is called one way in Chinese and another in English."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """In a language."""
        return self.en if lang == "en" else self.zh

    def __str__(self) -> str:
        return self.zh


MORE = "…"
"""What stands for all that a list leaves out."""


def some_of(found: Sequence[object], most: int) -> tuple[object, ...]:
    """The first of many, with a sign that there are more."""
    return (*found[:most], *([MORE] if len(found) > most else []))


def in_language(value: object, lang: str) -> object:
    """A value as a sentence of a language says it: what has a name in each by that one, several as a list."""
    if isinstance(value, tuple):
        return listed((str(in_language(one, lang)) for one in value), lang)
    return value.said(lang) if isinstance(value, Both) else value


def listed(names: Iterable[str], lang: str) -> str:
    """Names in one line, as a language lists them."""
    return (", " if lang == "en" else "、").join(names)


def enumerated(names: Iterable[str], lang: str) -> str:
    """Names as a sentence says them: A, B and C."""
    known = list(names)
    if lang != "en" or len(known) < 2:
        return listed(known, lang)
    return f"{listed(known[:-1], lang)} and {known[-1]}"


def place_in_words(place: int, lang: str) -> str:
    """A place as a sentence has it: 1st, 2nd, 3rd, 11th in English; in Chinese the number alone."""
    if lang != "en":
        return str(place)
    usual = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in (11, 12, 13) else usual}"


def names_listed(names: Iterable[str]) -> str:
    """Names in one line that is kept: as Chinese lists them where one of them has hanzi, else as English does."""
    known = list(names)
    return listed(known, language_of(known))


def language_of(texts: Iterable[str]) -> str:
    """The language of some texts: Chinese where one of them has hanzi or other signs of East Asia, else English."""
    return "zh" if any(character >= FIRST_OF_EAST_ASIA for text in texts for character in text) else "en"


def listed_texts(texts: Iterable[str], lang: str) -> str:
    """Whole sentences in one line, or names that may have the sign of a list within."""
    return ("; " if lang == "en" else "；").join(texts)


def say(key: str, lang: str, **values: Any) -> str:
    """The message `key` in `lang` with its gaps filled; raises KeyError where the catalogue lacks it."""
    room, _, path = key.partition(".")
    messages = catalogue(room, lang)
    if path not in messages:
        raise KeyError(f"scoreboard/locale/{lang}/{room}.toml has no {path}")
    message = messages[path]
    if not values:
        return message
    if "he {" in message:
        message = ARTICLE.sub(lambda found: _with_one_article(found, values), message)
    message = TIMES.sub(lambda found: _times(str(values[found[1]])), message)
    return COUNTED.sub(lambda found: found[2] if str(values[found[1]]) == "1" else found[3], message).format(**values)


def in_both(key: str, **values: Any) -> Both:
    """The message `key` in each language; a gap that has a name in each is a function of the language."""

    def said(lang: str) -> str:
        return say(key, lang, **{gap: value(lang) if callable(value) else value for gap, value in values.items()})

    return Both(*map(said, LANGUAGES))


def _with_one_article(found: re.Match[str], values: Mapping[str, Any]) -> str:
    """The gap with the article before it, or the name alone where it has one or takes none."""
    name, first = str(values[found[2]]), found[1]
    if own := OWN_ARTICLE.match(name):
        name = (own[0].capitalize() if first == "T" else own[0].lower()) + name[own.end() :]
    elif not SOMEBODYS.match(name):
        return found[0]
    return name.replace("{", "{{").replace("}", "}}")


def _times(count: str) -> str:
    return {"1": "once", "2": "twice"}.get(count, f"{count} times")
