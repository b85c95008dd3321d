"""The scenes of the hall. Every module here draws one scene, whose types are in `scoreboard/publications/scenes`.

A scene is a pure function of its type's words, the seconds since its step, the size and the look. A scene module
has `draw(canvas, scene, elapsed)`, `duration(scene)` in seconds and, where its rows may need several pages,
`pages(scene, size, look)`; a ranking also `page_with(scene, units, size, look)`. One whose picture is more than
plain text has `caption(scene, lang)`, which stands here and not with its kind of cue, for terminals of viewers start
without the database's libraries. One that goes round until the next step has an infinite duration and `loop(scene)`,
the seconds of one round. One that tells the time has `TELLS_TIME`, and goes on in whole seconds where nothing may
move. What scenes share is in `screens.hall.parts`.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from importlib import import_module
from math import floor, inf
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.publications.scenes.title import TitleScene
from screens.hall.parts.amending import amendment
from screens.hall.parts.second_language import note_line
from screens.hall.parts.watermark import watermark
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame

_numbers = range
"""The builtin, which the scene "range" hides once it has been drawn."""
_WARMED_AT = tuple(number / 24 for number in _numbers(25))
"""The shares of a scene's length at which it is drawn to be warm."""

_WITH_SECOND = 8
"""Rows of a page that has a line in a second language."""

COVER = CoverScene()
"""The neutral picture."""


class SceneModule(Protocol):
    """What a module of this package offers."""

    def draw(self, canvas: Canvas, scene: Any, elapsed: float) -> None:
        """Draw the scene `elapsed` seconds after its step began."""

    def duration(self, scene: Any) -> float:
        """Seconds after which nothing of the scene moves any more."""


class EndlessModule(SceneModule, Protocol):
    """A scene that may never settle: its `duration` is infinite then."""

    def loop(self, scene: Any) -> float:
        """Seconds after which it begins again."""


@cache
def scene_names() -> frozenset[str]:
    """The scenes that can be drawn."""
    return frozenset(module.name for module in iter_modules(__path__) if not module.ispkg)


def _module(scene: Scene | None) -> tuple[SceneModule, Scene]:
    shown = scene or COVER
    return cast(SceneModule, import_module(f"{__name__}.{shown.scene}")), shown


def draw(scene: Scene | None, elapsed: float, size: tuple[int, int], look: Look) -> Frame:
    """The picture of `scene` `elapsed` seconds after its step, exactly `size` (width, height) in cells.

    One of a rehearsal is marked as that here, so that no scene can forget it. No scene shows the neutral cover. With
    `look.still` the picture is settled from the start; only what tells the time goes on, once a second.
    """
    module, shown = _module(scene)
    canvas = Canvas(_room(size, look), look)
    moment = _moment(module, shown, elapsed, look)
    if canvas.width and canvas.height:
        module.draw(canvas, shown, moment)
        _say_of_every_scene(canvas, shown)
    if canvas.height == size[1]:
        return canvas.frame()
    said = caption(shown, look.second or look.lang) if moment >= _told_from(module, shown) else ""
    return canvas.frame().over(note_line(size[0], look, said))


def _room(size: tuple[int, int], look: Look) -> tuple[int, int]:
    """The cells of a scene's own picture: a hall of two languages says it in the second one at the foot."""
    return (size[0], size[1] - 1) if look.second and size[1] >= _WITH_SECOND else size


def _told_from(module: SceneModule, scene: Scene) -> float:
    """Since when a scene is told in words: not before its picture has told all of it."""
    settled = module.duration(scene)
    return settled if settled < inf else 0.0


def _say_of_every_scene(canvas: Canvas, shown: Scene) -> None:
    """That it is one of a rehearsal, and that the seal was amended."""
    if shown.amended and not isinstance(shown, TitleScene):
        amendment(canvas, shown.amended)
    if shown.rehearsal:
        watermark(canvas)


def _moment(module: SceneModule, scene: Scene, elapsed: float, look: Look) -> float:
    """The seconds that a scene is drawn at: no later than it settles; one that never does goes round."""
    settled = module.duration(scene)
    if look.still and _tells_time(module):
        return min(floor(max(0.0, elapsed)), settled)
    if settled < inf:
        return settled if look.still else min(max(0.0, elapsed), settled)
    return 0.0 if look.still else max(0.0, elapsed) % cast(EndlessModule, module).loop(scene)


def _tells_time(module: SceneModule) -> bool:
    return bool(getattr(module, "TELLS_TIME", False))


def duration(scene: Scene | None, look: Look) -> float:
    """Seconds after which the picture of `scene` is settled, so that a display can stop ticking.

    Infinity for a scene that goes round until the next step: a display goes on ticking at its own bounded rate.
    """
    module, shown = _module(scene)
    return 0.0 if look.still and not _tells_time(module) else module.duration(shown)


def warm(scene: Scene | None, size: tuple[int, int], look: Look) -> None:
    """Draw `scene` once at moments all through it and forget the frames: what they needed stays remembered.

    Lettering a new text takes many times as long as a frame may. A display calls this in a thread before the scene
    is needed; it is a matter of speed alone and may be left out. Give it what is public already, and nothing else.
    """
    length = duration(scene, look)
    if length == inf:
        module, shown = _module(scene)
        length = cast(EndlessModule, module).loop(shown)
    for share in _WARMED_AT:
        draw(scene, length * share, size, look)


def pages(scene: Scene | None, size: tuple[int, int], look: Look) -> int:
    """How many pages `scene` has at this size; its own `page` (from 0) is the one that is drawn."""
    module, shown = _module(scene)
    count = getattr(module, "pages", None)
    return count(shown, _room(size, look), look) if count and min(size) > 0 else 1


def letters_in(scene: Scene, size: tuple[int, int], look: Look) -> dict[str, int]:
    """The texts of all its pages that are in large letters once it has settled, each with its largest em in pixels."""
    module, shown = _module(scene)
    found = dict[str, int]()
    for number in _numbers(pages(shown, size, look)):
        canvas = Canvas(_room(size, look), look)
        page = replace(shown, page=number)
        module.draw(canvas, page, module.duration(page))
        found |= {text: max(em, found.get(text, 0)) for text, em in canvas.letters.items()}
    return found


def caption(scene: Scene, lang: str) -> str:
    """What `scene` says in one line of plain text, to read where pixels are too coarse, and to copy; empty for none."""
    module, shown = _module(scene)
    say = getattr(module, "caption", None)
    return say(shown, lang) if say else ""


def page_with(scene: Scene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first page of a ranking's scene on which one of these units stands; 0 where none does."""
    module, shown = _module(scene)
    find = getattr(module, "page_with", None)
    return find(shown, units, _room(size, look), look) if find and units and min(size) > 0 else 0
