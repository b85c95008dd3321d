"""Who has won: alone on the wall for a moment, then with how it was won, then with the bars of the first places.

Several who have won stand together while every name holds the floor of a hero, else they come one after another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scene import SceneImage
from screens.hall.parts.cloth import bare_pole, below_cloth, standard
from screens.hall.parts.cue_image import draw_image, make_room
from screens.hall.parts.hall_words import CalledUnit
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.layout import KEPT_PERCENT, Saying, grid, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import land, span
from screens.hall.parts.page import Box, gold, is_wall, margin_of, on_band
from screens.hall.parts.placed_words import draw_on_field, draw_placed, wall_of
from screens.hall.parts.race import NOTED, race
from screens.hall.parts.walls import LaidOut
from screens.widgets.canvas import Canvas
from screens.widgets.fitted import least_area

ALONE, IN_TURN = 3.0, 2.4
"""Seconds that a winner stands alone, and that each of several does."""
VERDICT_AFTER, BARS_AFTER, NOTES_AFTER = 0.3, 1.3, 1.8
"""Seconds after that moment: how it was won, the bars, the rest."""
_UNCOVERED = 0.7
_FLAG_SHARE = 4
"""Parts of the width, of which a flag beside a name takes one."""
_LARGE_RACE, _PLAIN_RACE = 9, 24
"""Rows of a race whose letters are large; rows of a page that has room for one of ordinary text."""


def moment_of(winners: Sequence[CalledUnit]) -> float:
    """Seconds in which winners have the wall to themselves, alike at every size; none for nobody."""
    return max(ALONE, IN_TURN * len(winners)) if winners else 0.0


def stand_alone(
    canvas: Canvas, box: Box, winners: Sequence[CalledUnit], since: float, emblem: SceneImage | None = None
) -> int:
    """The moment of the winners, `since` its beginning: all together while they are heroes, else each alone.

    The flag's emblem stands above or beside them where that makes no name smaller. Returns the em of their names in
    pixels, 0 where they are ordinary text.
    """
    rooms = list(_rooms(canvas, box))
    room = next((room for room in rooms if _are_heroes(canvas, room, winners)), None)
    share = moment_of(winners) / max(1, len(winners))
    turn = min(len(winners) - 1, int(max(0.0, since) / share))
    shown, began = (winners, 0.0) if room else (winners[turn : turn + 1], turn * share)
    tries = ((room, hurt) for hurt in (False, True) for room in rooms)
    largest = max(rooms, key=lambda at: _em_of(canvas, at, shown, hurt=True))
    place = room or next((room for room, hurt in tries if _are_heroes(canvas, room, shown, hurt=hurt)), largest)
    place, emblazoned = make_room(canvas, place, emblem, lambda at: _em_of(canvas, at, shown), kept=100)
    draw_image(canvas, emblazoned, emblem)
    heroes(canvas, place, shown, gold(canvas), shown=land(span(since - began, 0.0, _UNCOVERED)))
    found = called(canvas, place, shown)
    return found.em if found else 0


def _em_of(canvas: Canvas, box: Box, winners: Sequence[CalledUnit], *, hurt: bool = False) -> int:
    """How large names are in `box`, in pixels: 0 for ordinary text, -1 where they are hurt, unless they may be."""
    found = called(canvas, box, winners)
    return 0 if found is None else -1 if found.hurt and not hurt else found.em


def holds(canvas: Canvas, box: Box, winner: CalledUnit) -> bool:
    """Whether a winner who is alone in `box` is a hero there, and nothing of the name is hurt."""
    return any(_are_heroes(canvas, room, (winner,)) for room in _rooms(canvas, box))


def _rooms(canvas: Canvas, box: Box) -> Iterator[Box]:
    """Where a name stands: with air around it, and on all of the box where it would be too small else."""
    air, edge = 1 if box.height >= 12 else 0, margin_of(canvas) // 2
    yield Box(box.x + edge, box.y + air, box.width - 2 * edge, box.height - 2 * air)
    yield box


def _are_heroes(canvas: Canvas, box: Box, winners: Sequence[CalledUnit], *, hurt: bool = False) -> bool:
    """Whether every name holds the floor of a hero where all of them stand together in `box`.

    With `hurt` also if letters must be condensed for that, or a phrase broken.
    """
    wall, names = wall_of(canvas), tuple(unit.called(canvas.look.lang) for unit in winners)
    found = grid(wall, box, names, Rank.HERO)
    if found is None or (found.hurt and not hurt):
        return False
    return all(found.em >= (wall.floor(Rank.HERO, name) or 0) for name in names)


@dataclass(frozen=True)
class Told:
    """What stays on the wall: names, or a word for nobody; how it was won; what else is said, as a third and as notes.

    `flag` is what the flag beside the name is called, over its `emblem`, `top` whose bars are shown, `places` the same
    in a line, `margin` what is called out there.
    """

    names: tuple[str, ...]
    holders: Sequence[CalledUnit]
    verdict: str
    thirds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: str = ""
    flag: str = ""
    top: Sequence[RankingRow] = ()
    margin: str | None = None
    emblem: SceneImage | None = None
    every: str = ""
    """All who have it in one text, said where this is a page of some of them: nobody takes one for the only winner."""
    parted: bool = False
    further: str = ""
    """How many share the last of the first places and have no bar: whoever counts bars counts them, too."""

    @property
    def vacant(self) -> bool:
        """Whether nobody has it."""
        return not self.holders

    def part(self, first: int, count: int) -> "Told":
        """The same of so many of the names, from the `first` on."""
        last = first + count
        names, holders = self.names[first:last], self.holders[first:last]
        return replace(self, names=names, holders=holders, parted=len(names) < len(self.names))

    def sayings(self, raced: bool) -> tuple[Saying, ...]:
        """All of it from the top to the foot; where the first places have bars they are not told in a line, too."""
        notes = (*self.notes, "" if raced else self.places)
        every = (Saying.of(self.every, Rank.NOTE, kept=True),) if self.parted and self.every else ()
        return (
            Saying(self.names, Rank.HERO, 6, kept=True),
            *((Saying.of(self.verdict, Rank.SECOND, 3, kept=True),) if self.verdict else ()),
            *every,
            *((Saying.of(self.further, Rank.NOTE, kept=True),) if raced and self.further else ()),
            *(Saying.of(text, Rank.SECOND if self.vacant else Rank.THIRD, 2, kept=True) for text in self.thirds),
            *(Saying.of(text, Rank.NOTE) for text in notes if text),
        )


def told_at_once(canvas: Canvas, box: Box, told: Told) -> int:
    """How many of the names stand together as heroes in the end: the others come on further pages.

    All of them where they hold their floor, and also where none does alone.
    """
    count = len(told.names)
    for pages in range(1, count + 1):
        most = -(-count // pages)
        parts = [told.part(at, most) for at in range(0, count, most)]
        stand = len(parts) == pages and all(_stand(canvas, box, part) for part in parts)
        if stand and all(_rests(canvas, box, part) for part in parts):
            return most
    return count


def _stand(canvas: Canvas, box: Box, told: Told) -> bool:
    """Whether every name holds a hero's floor where nothing else is said."""
    wall, floor = wall_of(canvas), _floor(canvas, told)
    area = box.width * wall.glyphs.across * box.height * wall.glyphs.down
    if sum(least_area(name, floor) for name in told.names) > area:
        return False
    alone = grid(wall, box, told.names, Rank.HERO)
    return alone is not None and alone.em >= floor


def _rests(canvas: Canvas, box: Box, told: Told) -> bool:
    """Whether every name holds a hero's floor with what else is said in the end, where it has no flag and no bars."""
    at = stack(wall_of(canvas), box, told.sayings(False))[0]
    return at is not None and at.em >= _floor(canvas, told)


def _floor(canvas: Canvas, told: Told) -> int:
    """The em in pixels that a hero's name holds: the largest of all of these names."""
    return max(wall_of(canvas).floor(Rank.HERO, name) or 0 for name in told.names)


@dataclass(frozen=True)
class _Stage:
    """The page divided: what is said, and where flag and bars are, if anywhere."""

    placed: tuple[LaidOut | None, ...]
    flag: Box | None
    race: Box | None


def settle(canvas: Canvas, box: Box, told: Told, since: float, wave: int) -> int:
    """What stays, `since` the end of the winner's moment; returns the em of the names in pixels."""
    stage = _stage(canvas, box, told)
    theme = canvas.look.theme
    if stage.flag:
        glyphs, pole = canvas.look.glyphs, stage.flag
        wide, tall = pole.width * glyphs.across, pole.height * glyphs.down
        cloth = standard(told.flag, wide, tall, wave, theme, crisp=glyphs.across > 1)
        canvas.paste(pole.x, pole.y, bare_pole(wide, tall, theme) if told.vacant else cloth)
        if told.emblem and not told.vacant:
            draw_image(canvas, below_cloth(pole, glyphs), told.emblem)
    inks = (theme.text, theme.quiet) if told.vacant else gold(canvas)
    for said, at in zip(told.sayings(stage.race is not None), stage.placed, strict=True):
        if said.rank == Rank.HERO and at and not at.em and len(at.words) < len(told.holders):
            heroes(canvas, at.box, told.holders, inks)
        elif said.rank == Rank.HERO:
            draw_placed(canvas, at, inks, shown=land(span(since, 0.0, _UNCOVERED)) if told.vacant else 1.0)
        elif said.rank == Rank.NOTE:
            draw_placed(canvas, at, (theme.quiet, theme.quiet), strength=span(since, NOTES_AFTER, 0.6))
        elif said.texts == (told.verdict,):
            draw_on_field(canvas, at, on_band(canvas), theme.band, span(since, VERDICT_AFTER, 0.5))
        else:
            draw_placed(canvas, at, (theme.text, theme.text), strength=span(since, NOTES_AFTER, 0.6))
    if stage.race and since > BARS_AFTER:
        race(canvas, stage.race, told.top, told.margin, since - BARS_AFTER, fewer=True, winner=not told.vacant)
    return _em(stage)


def _stage(canvas: Canvas, box: Box, told: Told) -> _Stage:
    """The fullest page on which the hero holds its floor, and stays nearly as large beside a flag as without."""
    pages = list(_pages(canvas, box, told))
    wall = wall_of(canvas)
    floor = max((wall.floor(Rank.HERO, name) or 0 for name in told.names), default=0)
    without = {bool(page.race): _em(page) for page in pages if not page.flag}
    for page in pages:
        large = without[bool(page.race)] * KEPT_PERCENT <= _em(page) * 100
        if _em(page) >= floor and (large or not page.flag) and not _is_hurt(page):
            return page
    return max(pages, key=lambda page: (_em(page) >= floor, _em(page) > 0, not _is_hurt(page), _em(page)))


def _em(page: _Stage) -> int:
    return page.placed[0].em if page.placed[0] else 0


def _is_hurt(page: _Stage) -> bool:
    return any(at.hurt for at in page.placed if at)


def _pages(canvas: Canvas, box: Box, told: Told) -> Iterator[_Stage]:
    """The ways to divide the page, the fullest first."""
    edge = margin_of(canvas) // 2
    inner = Box(box.x + edge, box.y, box.width - 2 * edge, box.height)
    wall = wall_of(canvas)
    for bars in (_race_rows(canvas, box, told), 0):
        sayings = told.sayings(bars > 0)
        upper = Box(inner.x, inner.y, inner.width, inner.height - bars - (bars > 0))
        below = Box(inner.x + edge, upper.bottom + 1, inner.width - 2 * edge, bars) if bars else None
        if told.flag and upper.width >= 40 and upper.height >= 8:
            wide = min(upper.width // _FLAG_SHARE, upper.height * 8 // 5)
            flag = Box(upper.x, upper.y + 1, wide, upper.height - 1)
            beside = Box(upper.x + wide + 2, upper.y, upper.width - wide - 2, upper.height)
            yield _Stage(stack(wall, beside, sayings), flag, below)
        yield _Stage(stack(wall, upper, sayings), None, below)
        if not bars:
            break
    yield _Stage(stack(wall, box, told.sayings(False)), None, None)


def _race_rows(canvas: Canvas, box: Box, told: Told) -> int:
    """The rows of the bars, with the line that says where they begin; 0 for none."""
    if len(told.top) < 2:
        return 0
    if is_wall((canvas.width, canvas.height)):
        return max(_LARGE_RACE, box.height * 3 // 10) + NOTED
    return len(told.top) + NOTED if canvas.height >= _PLAIN_RACE else 0
