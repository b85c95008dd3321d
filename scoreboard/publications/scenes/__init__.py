"""The scenes of the hall as types, a module each, named as the scene: ``{"scene": "star", …}`` is `star.py`.

A module has its types in `SCENES`: one, or one for each moment where a scene has several. Viewers import these modules,
so they stay light.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scoreboard.publications.scene import STAGED, Scene
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.wire import UNSET, Json, from_json, to_json


@cache
def scene_names() -> frozenset[str]:
    """The scenes that there are."""
    return frozenset(module.name for module in iter_modules(__path__))


@cache
def moments_of_scene(name: str) -> Mapping[str, type[Scene]]:
    """The types of a scene by their moments; by nothing where it has but one."""
    kinds: tuple[type[Scene], ...] = import_module(f"{__name__}.{name}").SCENES
    return {_moment(kind): kind for kind in kinds}


def _moment(kind: type[Scene]) -> str:
    return next((str(field.default) for field in fields(kind) if field.name == "moment"), "")


def scene_of(payload: Json) -> Scene:
    """A scene as the stage keeps it. One that this program does not know, of a newer one, is the neutral cover.

    Raises Misfit for one that has another form than its type.
    """
    name, moment = str(payload.get("scene")), str(payload.get("moment") or "")
    kind = moments_of_scene(name).get(moment) if name in scene_names() else None
    if kind is None:
        return CoverScene(rehearsal=bool(payload.get("rehearsal")) or UNSET)
    return from_json(kind, payload)


def written(scene: Scene) -> Json:
    """A scene as the stage keeps it: its own words, then what the stage adds to any."""
    found = to_json(scene)
    added = {name: found.pop(name) for name in STAGED if name in found}
    return found | added
