"""A ceremony's step in one line of plain text, below the picture: to read where pixels are too coarse, and to copy."""

from collections.abc import Iterable, Mapping
from typing import Any

from screens.hall import Payload
from screens.hall.parts.words import name_in

MOST_NAMES = 5


def caption(scene: Payload, lang: str) -> str:
    """What the scene says, from its payload alone; empty where its own picture is plain text."""
    match scene.get("scene"):
        case "flag":
            return _line(name_in(scene, lang, "area_name"), _flag(scene, lang))
        case "star":
            winners = (f"{name_in(row, lang)} {row.get('person') or ''}".strip() for row in scene.get("rows") or ())
            return _line(name_in(scene, lang, "star_name"), _names(winners))
        case "ranking" | "table" | "closing" | "range" | "annual":
            board = scene.get("board") or {}
            title = name_in(board, lang, "area_name") or name_in(board, lang, "series_name")
            return _line(title, _names(name_in(row, lang) for row in board.get("rows") or ()))
        case "title" | "speech" | "interlude" | "message" | "photo" | "countdown":
            return _line(name_in(scene, lang, "title"), str(scene.get("text") or ""))
    return ""


def _flag(scene: Payload, lang: str) -> str:
    row: Mapping[str, Any] = scene.get("row") or {}
    if row:
        return "→ " + (_names(name_in(unit, lang) for unit in row.get("holders") or ()) or "-")
    if scene.get("rows") is not None:
        return f"{scene.get('place')}: " + (_names(name_in(unit, lang) for unit in scene["rows"]) or "-")
    return _names(name_in(unit, lang) for unit in scene.get("previous") or ())


def _names(names: Iterable[str]) -> str:
    found = [name for name in names if name]
    return " · ".join(found[:MOST_NAMES]) + (" …" if len(found) > MOST_NAMES else "")


def _line(*parts: str) -> str:
    return "  ".join(part for part in parts if part)
