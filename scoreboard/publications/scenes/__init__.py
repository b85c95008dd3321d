"""The scenes of the hall as types, a module each, named as the scene: ``{"scene": "star", …}`` is `star.py`.

A module has its types in `SCENES`: one, or one for each moment where a scene has several. Viewers import these modules,
so they stay light.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from keyword import iskeyword
from pkgutil import iter_modules
from typing import Any, get_origin

from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.scene import STAGED, BoardScene, Scene
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
    kind = _type_of(payload)
    if kind is None:
        return CoverScene(rehearsal=bool(payload.get("rehearsal")) or UNSET)
    if "board" in payload and issubclass(get_origin(kind) or kind, BoardScene):
        payload = {**payload, "board": _told(payload["board"])}
    return from_json(kind, {_as_field(name): value for name, value in payload.items()})


def _type_of(payload: Json) -> type[Scene] | None:
    """The type of a scene of its own, or of a kind's board; None for one that this program does not know."""
    name, moment = str(payload.get("scene")), str(payload.get("moment") or "")
    if name in scene_names():
        return moments_of_scene(name).get(moment)
    return _board_scene(kind_of(name).board) if name in kind_names() else None


def _board_scene(board: type) -> Any:
    return BoardScene[board]  # type: ignore[valid-type]


def _told(board: Json | None) -> Json | None:
    """A board, or None where nothing of it was public: earlier programs wrote one without rows and without names."""
    return board if board and (board.get("rows") or "ranking" in board or "stars" in board) else None


def _as_field(key: str) -> str:
    """The field of a key: one that is a word of Python has an underscore behind it."""
    return f"{key}_" if iskeyword(key) else key


def written(scene: Scene) -> Json:
    """A scene as the stage keeps it: its own words, then what the stage adds to any."""
    found = {name.removesuffix("_"): value for name, value in to_json(scene).items()}
    added = {name: found.pop(name) for name in STAGED if name in found}
    return found | added
