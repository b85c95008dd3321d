"""What a scene shows in one line of plain text, to read where pixels are too coarse, and to copy."""

from collections.abc import Mapping
from typing import Any

from scoreboard.ceremony.cues import kinds_by_scene


def caption(scene: Mapping[str, Any], lang: str) -> str:
    """What the scene says, from its payload alone; empty for one that no kind of cue is drawn as."""
    kind = kinds_by_scene().get(scene.get("scene", ""))
    return "" if kind is None else kind.caption(scene, lang)
