"""How a flag changes hands: carried from the old holder's name to the new one's, planted deeper, or taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from typing import Any

from screens.hall import Payload
from screens.hall.parts.cloth import bare_pole, standard
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import Box, gold, hero, lettering_in, silver
from screens.hall.parts.words import joined, name_in, word
from screens.widgets.canvas import Canvas

_LIFTED, _ARRIVED = 0.5, 2.5
_DIMMED = 0.55


@dataclass(frozen=True)
class _Ground:
    """The stage divided: where flags stand, and where names are written under the old and the new place."""

    flags: Box
    old_name: Box
    new_name: Box

    @staticmethod
    def of(stage: Box, moves: bool) -> "_Ground":
        names = 0 if stage.height < 6 else max(3, stage.height * 9 // 20)
        upper = Box(stage.x, stage.y, stage.width, stage.height - names)
        y, edge = upper.bottom, 0 if stage.width < 20 else max(1, stage.width // 50)
        if not names:
            y, names = stage.y, stage.height
            upper = Box(stage.x, stage.y, stage.width, 0)
        old = stage.width * 9 // 25 if moves else 0
        return _Ground(
            upper,
            Box(stage.x + edge, y + 1, max(0, old - 2 * edge), max(0, names - 1)),
            Box(stage.x + old + edge, y + 1, stage.width - old - 2 * edge, max(1, names - 1)),
        )


def carry(canvas: Canvas, stage: Box, scene: Payload, row: Mapping[str, Any], elapsed: float, wave: int) -> None:
    """Show on `stage` how the flag of `row` comes to its holders, `elapsed` seconds after the step.

    `wave` is the picture of the waving cloth. From the flag's arrival on, old and new holder are both readable.
    """
    holders, previous = list(row.get("holders") or []), list(row.get("previous") or scene.get("previous") or [])
    now, before = {unit.get("unit") for unit in holders}, {unit.get("unit") for unit in previous}
    stays = bool(before) and before <= now
    ground = _Ground.of(stage, bool(previous) and not stays)
    name = str(row.get("flag") or scene.get("flag") or "")
    flag = _Flag(canvas, ground, name, wave)
    if stays:
        flag.plant(elapsed, deeper=now == before)
    elif not holders:
        flag.take_away(elapsed, bool(previous))
    elif previous:
        flag.bring_over(elapsed)
    else:
        flag.let_down(elapsed)
    _names(canvas, ground, holders, previous if not stays else [], elapsed, stays)


def _names(
    canvas: Canvas,
    ground: _Ground,
    holders: list[Mapping[str, Any]],
    previous: list[Mapping[str, Any]],
    elapsed: float,
    stays: bool,
) -> None:
    lang = canvas.look.lang
    if previous and ground.old_name.width:
        strength = 1 - _DIMMED * span(elapsed, _LIFTED, 1.2)
        hero(canvas, ground.old_name, joined(previous, lang), silver(canvas), strength=strength)
    new = ground.new_name
    if not holders:
        hero(canvas, new, word("vacant", lang), silver(canvas), strength=span(elapsed, _ARRIVED, 0.6))
        return
    shown = 1.0 if stays and len(holders) == 1 else land(span(elapsed, _ARRIVED, 0.9))
    width = new.width // len(holders)
    names = [name_in(unit, lang) for unit in holders]
    boxes = [Box(new.x + number * width, new.y, width - (len(names) > 1), new.height) for number in range(len(names))]
    sizes = [lettering_in(canvas, box, name, "sans") for box, name in zip(boxes, names, strict=True)]
    largest = min((size.em for size in sizes if size), default=0) // canvas.look.glyphs.across
    if not all(sizes):
        names, boxes, largest = [joined(holders, lang)], [new], 999
    for box, name in zip(boxes, names, strict=True):
        hero(canvas, box, name, gold(canvas), shown=shown, largest=largest)


class _Flag:
    """The flag as a picture that can stand at a place, at a height in pixels."""

    def __init__(self, canvas: Canvas, ground: _Ground, name: str, wave: int) -> None:
        self.canvas, self.ground = canvas, ground
        self.glyphs, self.theme = canvas.look.glyphs, canvas.look.theme
        self.tall = max(0, round(ground.flags.height * self.glyphs.down * 0.86))
        self.free = ground.flags.height * self.glyphs.down - self.tall
        self.wide = min(ground.flags.width * self.glyphs.across // 3, self.tall * 4 // 3)
        self.fits = self.tall >= 6 and self.wide >= 8
        self.name, self.wave = name, wave
        self.floor = ground.flags.bottom * self.glyphs.down
        self.old_x = self._centred(ground.old_name)
        self.new_x = self._centred(ground.new_name)

    def _centred(self, box: Box) -> int:
        return box.x + (box.width - self.wide // self.glyphs.across) // 2

    def _stand(self, x: int, above: int = 0, empty: bool = False) -> None:
        """Draw the flag, or the bare pole, with its foot `above` pixels over the floor; below the floor it is cut."""
        if not self.fits:
            return
        picture = (
            bare_pole(self.wide, self.tall, self.theme)
            if empty
            else standard(self.name, self.wide, self.tall, self.wave, self.theme)
        )
        if above < 0:
            picture = picture.crop((0, 0, self.wide, max(1, self.tall + above)))
        top = self.floor - self.tall - above
        if top < self.ground.flags.y * self.glyphs.down:
            hidden = min(self.tall - 1, self.ground.flags.y * self.glyphs.down - top)
            picture, top = picture.crop((0, hidden, self.wide, picture.height)), top + hidden
        self.canvas.sprite(x, top, picture)

    def _plinth(self, box: Box) -> None:
        width = min(box.width, self.wide // self.glyphs.across)
        if self.fits and width > 0:
            x = box.x + (box.width - width) // 2
            self.canvas.text(x, self.ground.flags.bottom, "▀" * width, self.theme.gold_low, width=width)

    def bring_over(self, elapsed: float) -> None:
        """From the old holder's place to the new one's, in an arc."""
        self._plinth(self.ground.old_name)
        self._plinth(self.ground.new_name)
        share = ease(span(elapsed, _LIFTED, _ARRIVED - _LIFTED))
        x = round(self.old_x + (self.new_x - self.old_x) * share)
        self._stand(x, round(sin(pi * share) * self.free))

    def plant(self, elapsed: float, deeper: bool) -> None:
        """Raised a little and set down again; `deeper`, driven into the ground, where it stays lower than before."""
        self._plinth(self.ground.new_name)
        up = sin(pi * span(elapsed, 0.3, 1.4)) * self.free
        deep = land(span(elapsed, 1.5, 0.35)) * self.tall * 0.12 if deeper else 0.0
        self._stand(self.new_x, round(up - deep))

    def let_down(self, elapsed: float) -> None:
        """Let down from above to a holder who is the first."""
        self._plinth(self.ground.new_name)
        self._stand(self.new_x, round((1 - land(span(elapsed, 0.3, _ARRIVED - 0.3))) * self.tall))

    def take_away(self, elapsed: float, was_held: bool) -> None:
        """Lifted out of sight; an empty pole stays."""
        self._plinth(self.ground.new_name)
        self._stand(self.new_x, empty=True)
        gone = ease(span(elapsed, _LIFTED, _ARRIVED - _LIFTED))
        if was_held:
            self._plinth(self.ground.old_name)
        if was_held and gone < 1:
            self._stand(self.old_x, round(gone * (self.tall + 2)))
