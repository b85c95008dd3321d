"""Writes a run sheet as `ceremonies/ID.toml` has it, so that people edit it and `load` reads it back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scoreboard.locale import say

ORDER = (
    *("kind", "area", "pool", "star", "title", "text", "call", "reveal", "places", "seconds", "duration"),
    *("presents", "receives", "proxy", "no_show", "words", "notes"),
)
"""The keys of a cue in the order in which a person reads them."""


def run_sheet_toml(heading: Mapping[str, Any], cues: Iterable[Mapping[str, Any]], lang: str) -> str:
    """A run sheet with its heading (title, title_en, date, venue, slogans, series, period) and its cues.

    Comments in `lang` say what else may be written.
    """
    lines = [f"# {line}" for line in say("ceremony.sheet.comment", lang).splitlines()]
    lines += [f"{key} = {_value(value)}" for key, value in heading.items() if value is not None]
    for cue in cues:
        lines += ["", "[[cue]]"]
        said = [key for key in ORDER if cue.get(key) not in (None, "") and cue[key] is not False]
        lines += [f"{key} = {_value(cue[key])}" for key in said]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
