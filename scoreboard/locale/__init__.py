"""The message catalogue: every text that a person sees, in Chinese and in English.

A room has its own file in each language (`zh/desk.toml`, `en/desk.toml`); a key is the file's name, a dot and
the path inside it: ``say("desk.saved", "zh", unit="永年县")``.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")

COUNTED = re.compile(r"\{(\w+)#([^|{}]*)\|([^{}]*)\}")
"""A word that goes by a number of the same message: ``{count} {count#deed|deeds}``."""


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


def listed(names: Iterable[str], lang: str) -> str:
    """Names in one line, as a language lists them."""
    return (", " if lang == "en" else "、").join(names)


def say(key: str, lang: str, **values: Any) -> str:
    """The message `key` in `lang` with its gaps filled; raises KeyError where the catalogue lacks it."""
    room, _, path = key.partition(".")
    message = catalogue(room, lang)[path]
    if not values:
        return message
    return COUNTED.sub(lambda found: found[2] if str(values[found[1]]) == "1" else found[3], message).format(**values)
