"""Writes a run sheet as `ceremonies/ID.toml` has it, so that people edit it and `load` reads it back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scoreboard.exchange.formats.run_sheets import DeclaredCue
from scoreboard.exchange.validation import keys_of
from scoreboard.locale import listed, say

IN_A_LINE = 8
"""How many kinds of cues stand in a line of the comment."""


def run_sheet_toml(
    heading: Mapping[str, Any], cues: Iterable[Mapping[str, Any]], kinds: Iterable[str], lang: str
) -> str:
    """A run sheet with its heading (title, title_en, date, venue, slogans, series, period) and its cues.

    Comments in `lang` say what else may be written; `kinds` are the kinds of cues that there are.
    """
    lines = [f"# {line}" for line in _comment(kinds, lang)]
    lines += [f"{key} = {_value(value)}" for key, value in heading.items() if value is not None]
    for cue in cues:
        lines += ["", "[[cue]]"]
        said = [key for key in keys_of(DeclaredCue) if cue.get(key) not in (None, "", []) and cue[key] is not False]
        lines += [f"{key} = {_value(cue[key])}" for key in said]
    return "\n".join(lines) + "\n"


def _comment(kinds: Iterable[str], lang: str) -> list[str]:
    """What may be written in a sheet, the kinds of cues with their names in lines of a length to read."""
    named = [f"{kind} {say(f'cli.cue.{kind}', lang)}" if lang == "zh" else kind for kind in kinds]
    lines = [listed(named[at : at + IN_A_LINE], lang) for at in range(0, len(named), IN_A_LINE)]
    return say("ceremony.sheet.comment", lang, kinds=f"{listed(('', ''), lang).rstrip()}\n  ".join(lines)).splitlines()


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
