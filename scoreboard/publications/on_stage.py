"""A step of the stage as the public file has it, with the content of the image that it shows."""

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoreboard.store.public.staged import STEPS

STAGE_STEPS = STEPS.format(stage="stage")


@dataclass(frozen=True)
class Stage:
    """Where a ceremony stands, and the scene that the hall sees."""

    sequence: int
    ceremony: str
    series: str
    period: str
    cue: int
    step: int
    covered: bool
    rehearsal: bool
    scene: dict[str, Any]
    at: str


def stage_of(row: Sequence[Any]) -> Stage:
    """The step of a row of `STAGE_STEPS`."""
    sequence, name, series, period, cue, step, covered, rehearsal, scene, at = row
    return Stage(sequence, name, series, period, cue, step, bool(covered), bool(rehearsal), json.loads(scene), at)


def with_image(stage: Stage, ask: Callable[..., list[Any]] | None) -> Stage:
    """A step whose scene brings the content of its image along, if it has one.

    `ask` asks the public file; None for one of a layout that has no images.
    """
    named = stage.scene.get("image")
    if not named or ask is None:
        return stage
    rows = ask("SELECT content FROM image WHERE digest = :digest", digest=named["digest"])
    brought = {**named, "content": b64encode(rows[0][0]).decode()} if rows else named
    return replace(stage, scene={**stage.scene, "image": brought})
