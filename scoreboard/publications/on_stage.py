"""A step of the stage as the public file has it, with the contents of the images that it shows."""

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.scene import ContestTitle
from scoreboard.store.public.public_stage import STEPS
from scoreboard.wire import Json, given, to_json

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

    def goes_on_from(self, before: "Stage") -> bool:
        """Whether it is the next step of a cue and shows what the hall sees already, so that nothing begins anew."""
        same = replace(before, sequence=self.sequence, step=before.step + 1, at=self.at)
        return same == self and not self.covered


def stage_of(row: Sequence[Any]) -> Stage:
    """The step of a row of `STAGE_STEPS`."""
    sequence, name, series, period, cue, step, covered, rehearsal, scene, at = row
    return Stage(sequence, name, series, period, cue, step, bool(covered), bool(rehearsal), json.loads(scene), at)


def title_of(contest: CompetitionBoard) -> ContestTitle:
    """What stands on the neutral picture of a contest."""
    return ContestTitle(
        name=contest.name,
        name_en=contest.name_en,
        host="" if contest.host_name == contest.host else contest.host_name,
        host_en="" if contest.host_name_en == contest.host else contest.host_name_en,
    )


def with_images(
    stage: Stage, content_of: Callable[[str], bytes | None], contest: Callable[[], CompetitionBoard | None]
) -> Stage:
    """A step whose scene brings the contents of its images along; the neutral picture is that of the contest."""
    scene = stage.scene
    if stage.covered or scene.get("scene") == "cover":
        scene = {name: value for name, value in scene.items() if name not in ("image", "images")}
        if board := contest():
            scene |= {"contest": to_json(title_of(board))}
            scene |= {"image": {"digest": digest}} if (digest := given(board.emblem)) else {}

    def brought(named: Json) -> Json:
        content = content_of(named["digest"])
        return named if content is None else {**named, "content": b64encode(content).decode()}

    if own := scene.get("image"):
        scene = {**scene, "image": brought(own)}
    if others := scene.get("images"):
        scene = {**scene, "images": {name: brought(one) for name, one in others.items()}}
    return stage if scene is stage.scene else replace(stage, scene=scene)
