"""What rows of boards and scenes are called in a language."""

from collections.abc import Mapping
from typing import Any


def name_in(row: Mapping[str, Any], lang: str, key: str = "name") -> str:
    """What `row` is called: its name in the language, else its name, else nothing.

    `key` is "name" or a longer one such as "area_name", whose English stands in "area_name_en".
    """
    english = row.get(f"{key}_en") if lang == "en" else None
    return str(english or row.get(key) or "")


def named(name: str, name_en: str | None, lang: str) -> str:
    """Of a name and an English one, which may be empty, the one in a language."""
    return (name_en or name) if lang == "en" else name
