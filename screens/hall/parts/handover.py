"""How a flag changes hands: carried from the old holder's name to the new one's, planted deeper, or taken away.

Before that, where candidates are named, their names stop rolling: the winner's is the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sin

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.scenes.flag import FlagTransfer
from scoreboard.wire import given
from screens.hall.parts.cloth import bare_pole, standard
from screens.hall.parts.hall_words import nobody_of
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import Box, gold, hero, silver
from screens.hall.parts.placed_words import wall_of
from screens.hall.parts.reel import LINES as REEL_LINES
from screens.hall.parts.reel import SLOWING, draw_reel, stopping
from screens.hall.parts.walls import LARGEST, Wall
from screens.widgets.canvas import Canvas

_LIFTED, ARRIVED = 0.5, 2.5
_DIMMED = 0.55
_NAMED = 0.45
"""The share of the stage's height in which names stand."""
_NAMED_IN_A_HALL, _HALL = 0.37, 28
"""The same on a stage of so many rows, where names are large enough and the flag may be larger."""
_NAMED_BELOW = 0.75
"""The same where the new holder's name has the whole width, below the old holder's."""
_OLD_NAMED = 6
"""Rows for the old holder's name there, on a stage where that can be read."""
_STOOD = 0.6
"""Seconds between the reel's standstill and the flag's departure."""


@dataclass(frozen=True)
class Handover:
    """A flag's row, whose it has been, and the candidates whose names roll before: none, or more than one."""

    row: FlagRow
    previous: Sequence[NamedUnit]
    candidates: Sequence[NamedUnit] = ()

    @staticmethod
    def of(scene: FlagTransfer) -> "Handover":
        """The one that a scene shows."""
        return Handover(scene.row, scene.row.previous or scene.previous, given(scene.candidates) or ())

    @property
    def rolling(self) -> float:
        """Seconds until the names of the candidates have stopped, before the flag moves; 0 where none are named."""
        return SLOWING + _STOOD if len(self.candidates) > 1 else 0.0


@dataclass(frozen=True)
class Ground:
    """The stage divided: where flags stand, and where names are written under the old and the new place."""

    flags: Box
    old_name: Box
    new_name: Box

    @staticmethod
    def of(stage: Box, moves: bool) -> "Ground":
        """The stage with a place for the old holder where the flag moves, else with the new one's only."""
        share = _NAMED_IN_A_HALL if stage.height >= _HALL else _NAMED
        names = 0 if stage.height < 6 else max(3, int(stage.height * share))
        upper = Box(stage.x, stage.y, stage.width, stage.height - names)
        y, air = upper.bottom, 0 if stage.width < 20 else max(1, stage.width // 100)
        edge = stage.width // 25 if stage.width >= 100 else air
        if not names:
            y, names = stage.y, stage.height
            upper = Box(stage.x, stage.y, stage.width, 0)
        old = stage.width * 9 // 25 if moves else 0
        left = old + air if moves else edge
        return Ground(
            upper,
            Box(stage.x + edge, y + 1, max(0, old - edge - air), max(0, names - 1)),
            Box(stage.x + left, y + 1, stage.width - left - edge, max(1, names - 1)),
        )

    @staticmethod
    def below(stage: Box, moves: bool) -> "Ground":
        """The stage with the new holder's name over all of its width, below the old one's."""
        air = stage.width // 25 if stage.width >= 100 else 0
        line = (_OLD_NAMED if stage.height >= _HALL else 1) if moves else 0
        names = max(1, int(stage.height * _NAMED_BELOW) - line)
        upper = Box(stage.x, stage.y, stage.width, max(0, stage.height - names - line))
        y = upper.bottom + 1
        return Ground(
            upper,
            Box(stage.x + air, y, stage.width // 3 if moves else 0, line),
            Box(stage.x + air, y + line, stage.width - 2 * air, max(1, stage.y + stage.height - y - line)),
        )


@dataclass(frozen=True)
class Staged:
    """The stage as it is divided for all who may win: nobody can tell from it who does."""

    ground: Ground
    largest: int
    """The em in half rows of the old holder's name at most: no larger than that of anybody who may win."""

    @staticmethod
    def of(canvas: Canvas, stage: Box, moves: bool, units: Sequence[NamedUnit]) -> "Staged":
        """The one on which most of `units` can be read from the back of the hall."""
        names = tuple(unit.called(canvas.look.lang) for unit in units)
        return _staged(wall_of(canvas), stage, moves, names)


@lru_cache(maxsize=64)
def _staged(wall: Wall, stage: Box, moves: bool, names: tuple[str, ...]) -> Staged:
    best: tuple[int, Staged] | None = None
    for ground in (Ground.of(stage, moves), Ground.below(stage, moves)):
        lettered = [wall.lettering(ground.new_name, name, Rank.HERO, lines=REEL_LINES) for name in names]
        ems = [found.em if found else 0 for found in lettered]
        count = sum(em > 0 for em in ems)
        if best is None or count > best[0]:
            best = count, Staged(ground, min(ems, default=LARGEST) // wall.glyphs.across)
    assert best
    return best[1]


def stand(
    canvas: Canvas, stage: Box, name: str, previous: Sequence[NamedUnit], units: Sequence[NamedUnit], wave: int
) -> Box:
    """The flag of a name over its holders' names, or a bare pole, as it is before anybody knows who of `units` wins.

    Returns the free place.
    """
    staged = Staged.of(canvas, stage, bool(previous), units)
    ground = staged.ground
    flag = _Flag(canvas, ground, name, wave)
    flag.rest(bool(previous))
    if previous and ground.old_name.width:
        heroes(canvas, ground.old_name, previous, silver(canvas), largest=staged.largest)
    return ground.new_name


def carry(canvas: Canvas, stage: Box, handover: Handover, elapsed: float, wave: int) -> None:
    """Show on `stage` how a flag comes to its holders, `elapsed` seconds after the step.

    `wave` is the picture of the waving cloth. From the flag's arrival on, old and new holder are both readable.
    """
    row, previous, rolling = handover.row, handover.previous, handover.rolling
    holders = row.holders
    if elapsed < rolling:
        _stop_the_names(canvas, stage, handover, elapsed, wave)
        return
    elapsed -= rolling
    now, before = {unit.unit for unit in holders}, {unit.unit for unit in previous}
    stays = bool(before) and before <= now
    units = handover.candidates or holders
    staged = Staged.of(canvas, stage, bool(previous) and not stays, units)
    ground = staged.ground
    flag = _Flag(canvas, ground, row.flag_called(canvas.look.lang), wave)
    if stays:
        origin = Staged.of(canvas, stage, True, units).ground.old_name if rolling else ground.new_name
        flag.plant(elapsed, origin, deeper=now == before)
    elif not holders:
        flag.take_away(elapsed, bool(previous))
    elif previous:
        flag.bring_over(elapsed)
    else:
        flag.go_up(elapsed)
    _names(canvas, staged, row, () if stays else previous, elapsed, _known_at(stays, holders, rolling))


def _known_at(stays: bool, holders: Sequence[NamedUnit], rolling: float) -> float:
    """When the new holder's name is uncovered: at once where it is known already, else as the flag arrives."""
    if stays and len(holders) == 1:
        return 0.2 if rolling else -9.0
    return -9.0 if rolling and holders else ARRIVED


def _stop_the_names(canvas: Canvas, stage: Box, handover: Handover, elapsed: float, wave: int) -> None:
    """A reel for each holder slows down onto its name; where there is none, onto the word that says so."""
    lang, row = canvas.look.lang, handover.row
    holders = row.holders
    free = stand(canvas, stage, row.flag_called(lang), handover.previous, handover.candidates, wave)
    ids = [unit.unit for unit in handover.candidates]
    units = [*handover.candidates, *(unit for unit in holders if unit.unit not in ids)]
    ids = [unit.unit for unit in units]
    targets = [ids.index(unit.unit) for unit in holders] or [len(ids)]
    nobody = [] if holders else [nobody_of(row, lang)]
    stands = elapsed >= SLOWING
    together = called(canvas, free, holders) if len(holders) > 1 else None
    boxes = [word.box for word in together.words] if together else _parts_of(free, len(targets))
    largest = together.em // canvas.look.glyphs.across if together else LARGEST if len(targets) == 1 else 0
    names = [*(unit.called(lang) for unit in units), *nobody]
    for box, target in zip(boxes, targets, strict=True):
        draw_reel(canvas, box, names, stopping(elapsed, target), stands=stands, nobody=not holders, largest=largest)


def _parts_of(box: Box, count: int) -> list[Box]:
    """The box cut into `count` boxes: below each other, where each has a row, so that no name is cut for another."""
    if count > 1 and box.height >= count:
        tall = box.height // count
        return [Box(box.x, box.y + number * tall, box.width, tall) for number in range(count)]
    width = box.width // count
    return [Box(box.x + number * width, box.y, width - (count > 1), box.height) for number in range(count)]


def _names(
    canvas: Canvas, staged: Staged, row: FlagRow, previous: Sequence[NamedUnit], elapsed: float, known_at: float
) -> None:
    lang, holders, ground = canvas.look.lang, row.holders, staged.ground
    if previous and ground.old_name.width:
        strength = 1 - _DIMMED * span(elapsed, _LIFTED, 1.2)
        found = called(canvas, ground.new_name, holders)
        largest = staged.largest if found is None else min(staged.largest, found.em // canvas.look.glyphs.across)
        heroes(canvas, ground.old_name, previous, silver(canvas), strength=strength, largest=largest)
    new = ground.new_name
    if not holders:
        hero(canvas, new, nobody_of(row, lang), silver(canvas), strength=span(elapsed, known_at, 0.6))
        return
    heroes(canvas, new, holders, gold(canvas), shown=land(span(elapsed, known_at, 0.9)))


class _Flag:
    """The flag as a picture that can stand at a place, at a height in pixels."""

    def __init__(self, canvas: Canvas, ground: Ground, name: str, wave: int) -> None:
        self.canvas, self.ground = canvas, ground
        self.glyphs, self.theme = canvas.look.glyphs, canvas.look.theme
        self.tall = max(0, round(ground.flags.height * self.glyphs.down * 0.92))
        self.free = ground.flags.height * self.glyphs.down - self.tall
        self.wide = min(ground.flags.width * self.glyphs.across // 3, self.tall * 4 // 3)
        self.fits = self.tall >= 6 and self.wide >= 8
        self.name, self.wave = name, wave
        self.floor = ground.flags.bottom * self.glyphs.down
        self.across = self.wide // self.glyphs.across
        self.pole = 0
        self.old_x = self._centred(ground.old_name)
        self.new_x = self._centred(ground.new_name)

    def _centred(self, box: Box) -> int:
        return box.x + (box.width - self.across) // 2

    def _stand(self, x: int, above: int = 0, empty: bool = False, raised: float = 1.0) -> None:
        """Draw the flag, or the bare pole, with its foot `above` pixels over the floor; below the floor it is cut."""
        if not self.fits:
            return
        picture = (
            bare_pole(self.wide, self.tall, self.theme)
            if empty
            else standard(self.name, self.wide, self.tall, self.wave, self.theme, raised, self.glyphs.across > 1)
        )
        if above < 0:
            picture = picture.crop((0, 0, self.wide, max(1, self.tall + above)))
        top = self.floor - self.tall - above
        if top < self.ground.flags.y * self.glyphs.down:
            hidden = min(self.tall - 1, self.ground.flags.y * self.glyphs.down - top)
            picture, top = picture.crop((0, hidden, self.wide, picture.height)), top + hidden
        self.pole = x
        self.canvas.sprite(x, top, picture)

    def _plinth(self, box: Box) -> None:
        width = min(box.width, self.across)
        if self.fits and width > 0:
            x = box.x + (box.width - width) // 2
            self.canvas.text(x, self.ground.flags.bottom, "▀" * width, self.theme.gold_low, width=width)

    def rest(self, held: bool) -> None:
        """Stand over its holder's name; where nobody holds it, only its pole."""
        self._plinth(self.ground.new_name)
        if held:
            self._plinth(self.ground.old_name)
        self._stand(self.old_x if held else self.new_x, empty=not held)

    def bring_over(self, elapsed: float) -> None:
        """From the old holder's place to the new one's, in an arc."""
        self._plinth(self.ground.old_name)
        self._plinth(self.ground.new_name)
        share = ease(span(elapsed, _LIFTED, ARRIVED - _LIFTED))
        x = round(self.old_x + (self.new_x - self.old_x) * share)
        self._stand(x, round(sin(pi * share) * self.free))

    def plant(self, elapsed: float, origin: Box, deeper: bool) -> None:
        """Raised at `origin` and set down again; `deeper`, driven into the ground, where it stays lower than before."""
        self._plinth(self.ground.new_name)
        share = span(elapsed, 0.3, 1.4)
        start = self._centred(origin)
        x = round(start + (self.new_x - start) * ease(share))
        deep = land(span(elapsed, 1.5, 0.35)) * self.tall * 0.12 if deeper else 0.0
        self._stand(x, round(sin(pi * share) * self.free - deep))

    def go_up(self, elapsed: float) -> None:
        """Up the pole that has been empty, for a holder who is the first."""
        self._plinth(self.ground.new_name)
        share = ease(span(elapsed, 0.3, ARRIVED - 0.3))
        self._stand(self.new_x + self.across // 2, raised=round(share * 48) / 48)

    def take_away(self, elapsed: float, was_held: bool) -> None:
        """Lifted out of sight; an empty pole stays."""
        self._plinth(self.ground.new_name)
        self._stand(self.new_x, empty=True)
        gone = ease(span(elapsed, _LIFTED, ARRIVED - _LIFTED))
        if was_held:
            self._plinth(self.ground.old_name)
        if was_held and gone < 1:
            self._stand(self.old_x, round(gone * (self.tall + 2)))
