"""The kinds of cues, a module each with its KIND, named as run sheets write them: ``kind = "flag"`` is `flag.py`.

Folders, the director's moves, scenes, the announcer's script, the check and the proof all ask here. How a scene is
drawn, and told in a line of text, is the hall's (`screens/hall`).
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind
from scoreboard.desk.sealed_results import Key
from scoreboard.exchange.formats.known import CueFormat


@cache
def cue_kinds() -> Mapping[str, CueKind[Any]]:
    """The kinds that there are, by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").KIND for name in names}


@cache
def kinds_by_scene() -> Mapping[str, CueKind[Any]]:
    """The kinds by the scene that they are drawn as."""
    return {kind.scene_name or name: kind for name, kind in cue_kinds().items()}


def kind_of(cue: Cue) -> CueKind[Any]:
    """The kind of a cue. Raises KeyError where there is none of that name."""
    return cue_kinds()[cue.kind]


def moments_of(cue: Cue) -> tuple[str, ...]:
    """What each of a cue's steps is, in order."""
    moments = kind_of(cue).moments
    return (cue.kind,) if moments is None else moments(cue)


def steps_of(cue: Cue) -> int:
    """How many steps a cue has."""
    return len(moments_of(cue))


def key_of(cue: Cue) -> Key | None:
    """The result that a cue makes public; None for one that makes nothing public."""
    reveals = kind_of(cue).reveals
    return None if reveals is None else reveals.key(cue)


def reveals_flag(cue: Cue) -> bool:
    """Whether a cue hands over a flag."""
    key = key_of(cue)
    return key is not None and key[0] == "flag"


def planned(cue: Cue) -> int:
    """Seconds that a cue is meant to take: what the sheet says, else what is usual for its kind."""
    return kind_of(cue).seconds(cue) if cue.duration is None else cue.duration


@cache
def cue_formats() -> Mapping[str, CueFormat]:
    """What a run sheet must and may write of each kind."""
    return {name: CueFormat(kind.wants, kind.each_pool, climbs="by" in kind.uses) for name, kind in cue_kinds().items()}
