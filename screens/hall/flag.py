"""One flag in a ceremony: what is contested and who holds it, the names that roll, third and second, the transfer.

What a climb shows of several places at once is drawn as such a block of the area's ranking.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.locale import listed, place_in_words
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.flag_row import FlagRow, told_margin
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.flag import (
    FlagClimb,
    FlagContest,
    FlagCorrection,
    FlagOnStage,
    FlagPlace,
    FlagRoll,
    FlagScene,
    FlagTransfer,
)
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.publications.told_digits import with_digits
from screens.hall import ranking
from screens.hall.parts import captions, correcting, placing, together_or_alone
from screens.hall.parts.cloth import STEPS, below_cloth, phase, standard
from screens.hall.parts.cue_image import draw_image, image_of
from screens.hall.parts.hall_words import facts_of, joined, nobody_of, outcome_of, word
from screens.hall.parts.handover import ARRIVED, Handover, carry, stand
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import (
    Box,
    gold,
    head_rows,
    heading,
    hero,
    lettering_in,
    line,
    margin_for,
    name_list,
    silver,
)
from screens.hall.parts.reel import NAMES_A_SECOND, draw_reel, running
from screens.hall.parts.walls import LARGEST
from screens.hall.table import pager
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of

_CONTEST_SETTLED = 6.0
_LARGE_HEAD, _LARGE_HEAD_FROM = 8, 30
"""Rows of a head whose title is large, and those of the smallest page that has one."""
_AREA_PARTS = (13, 11, 9, 7, 18)
"""Twentieths of a page that the name of an area takes, over who holds its flag: in a line of text where nothing else
lets the area be large."""
_SETTLED = 4.0
"""Seconds after the winner's moment until nothing moves."""
_WAVES_A_SECOND = 0.6
_NAMED_TOGETHER = 3
"""Joint holders at most who are all named on each of their pages."""


def duration(scene: FlagScene) -> float:
    """A flag has changed hands, then its winner has the wall alone; the wind drops later. A roll never settles."""
    match scene:
        case FlagRoll():
            return float("inf")
        case FlagTransfer():
            return _settles(scene) + _SETTLED
        case FlagPlace():
            return placing.SETTLED
        case FlagClimb():
            return ranking.duration(_block(scene))
        case FlagCorrection():
            return correcting.SETTLED
        case _:
            return _CONTEST_SETTLED


def loop(scene: FlagRoll) -> float:
    """Seconds after which the roll of names begins again."""
    return max(1, len(scene.candidates)) / NAMES_A_SECOND


def pages(scene: FlagScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the places of a climb take, and joint holders who can't be read together; else one."""
    if isinstance(scene, FlagClimb):
        return ranking.pages(_block(scene), size, look)
    if isinstance(scene, FlagTransfer) and len(scene.row.holders) > 1 and not look.native:
        return -(-len(scene.row.holders) // _together(Transferred(scene), size, look))
    return 1


def page_with(scene: FlagScene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first of them on which one of these units stands."""
    return ranking.page_with(_block(scene), units, size, look) if isinstance(scene, FlagClimb) else 0


def _block(scene: FlagClimb) -> RankingScene:
    """Some places of a climb as a block of the ranking."""
    return RankingScene(board=scene.board, from_=scene.from_, to=scene.to, page=scene.page)


def draw(canvas: Canvas, scene: FlagScene, elapsed: float) -> None:
    """The moment of the flag that `scene` names."""
    if isinstance(scene, FlagClimb):
        ranking.draw(canvas, _block(scene), elapsed)
        return
    canvas.deepen()
    head = _head_rows(canvas, scene)
    stage = Box(0, head, canvas.width, max(1, canvas.height - head))
    largest = LARGEST
    match scene:
        case FlagTransfer():
            largest = _transfer(canvas, stage, scene, elapsed)
        case FlagRoll():
            _roll(canvas, stage, scene, elapsed)
        case FlagPlace():
            largest = placing.draw(canvas, stage, scene, elapsed)
        case FlagCorrection():
            largest = correcting.draw(canvas, stage, scene, elapsed, phase(elapsed, correcting.SETTLED))
        case FlagContest():
            _contest(canvas, stage, scene, elapsed)
    if head:
        heading(
            canvas,
            scene.flag_of_pool(canvas.look.lang),
            _aside(scene, canvas.look.lang),
            head,
            largest=largest // canvas.look.glyphs.across,
        )


def _transfer(canvas: Canvas, stage: Box, scene: FlagTransfer, elapsed: float) -> int:
    """How the flag comes to its holders, who then have the wall to themselves, then how they won it.

    Returns the largest em in pixels of what stands over it.
    """
    handover, row = Handover.of(scene), scene.row
    arrived, settles = handover.rolling + ARRIVED, _settles(scene)
    wave = phase(elapsed, duration(scene))
    if elapsed >= settles:
        told, size = _told(scene, canvas), (canvas.width, canvas.height)
        count = pages(scene, size, canvas.look)
        if count > 1:
            most = _together(Transferred(scene), size, canvas.look)
            told = told.part(scene.turned_to(count) * most, most)
        em = together_or_alone.settle(canvas, stage, told, elapsed - settles, wave)
        pager(canvas, scene, count)
        return em
    if elapsed >= arrived:
        return together_or_alone.stand_alone(canvas, stage, row.holders, elapsed - arrived, image_of(scene))
    ground = Box(stage.x, stage.y, stage.width, max(1, stage.height - said_rows(canvas.height)))
    carry(canvas, ground, handover, elapsed, wave)
    if handover.rolling:
        _ask_whose(canvas, 1 - span(elapsed, handover.rolling - 1.0, 0.6))
    return LARGEST


@dataclass(frozen=True, eq=False)
class Transferred:
    """A flag's end that is told from others as the object that it is, whichever page of it is shown."""

    scene: FlagTransfer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Transferred) and other.scene.row is self.scene.row

    def __hash__(self) -> int:
        return id(self.scene.row)


@lru_cache(maxsize=16)
def _together(transferred: Transferred, size: tuple[int, int], look: Look) -> int:
    """How many of several holders are read together in the end."""
    scene, canvas = transferred.scene, Canvas(size, look)
    head = _head_rows(canvas, scene)
    stage = Box(0, head, canvas.width, max(1, canvas.height - head))
    return together_or_alone.told_at_once(canvas, stage, _told(scene, canvas))


def _settles(scene: FlagTransfer) -> float:
    """Seconds until the winner's moment is over."""
    return Handover.of(scene).rolling + ARRIVED + together_or_alone.moment_of(scene.row.holders)


def _told(scene: FlagTransfer, canvas: Canvas) -> together_or_alone.Told:
    """What stays on the wall of a flag that has its holder, or has none."""
    lang, row = canvas.look.lang, scene.row
    margin, prize = told_margin(row), row.prize_called(lang)
    outcome = outcome_of(row, lang) if row.holders or not row.tells_nobody else ""
    thirds = [word("flag.prize", lang, prize=prize)] if prize else []
    facts = facts_of(row, lang, counted=True)
    if margin and outcome:  # told large, and not twice
        outcome, facts = f"{outcome}  +{margin}", facts[1:]
    if not row.holders:
        thirds, facts = [*thirds, *facts], []
    top = [place for place in with_digits(scene.top, row) if place.score is not None]
    previous = () if _stays(row, scene.previous) else scene.previous
    before = word("flag.before", lang, units=joined(previous, lang)) if previous else ""
    last = place_in_words(scene.top[-1].rank or 0, lang) if scene.more else ""
    further = word("flag.more_at", lang, place=last, count=scene.more) if scene.more else ""
    return together_or_alone.Told(
        names=tuple(unit.called(lang) for unit in row.holders) or (nobody_of(row, lang),),
        holders=row.holders,
        verdict=outcome,
        thirds=tuple(thirds),
        notes=(_also_called(row, canvas.look), "    ".join(part for part in (*facts, before) if part)),
        places=_first_places(canvas.width, scene, lang),
        flag=row.flag_called(lang),
        top=top,
        margin=margin or None,
        emblem=image_of(scene),
        further=further,
        every=joined(row.holders, lang) if len(row.holders) <= _NAMED_TOGETHER else "",
    )


def _also_called(row: FlagRow, look: Look) -> str:
    """The holders in the hall's second language, where they are called otherwise there."""
    names = [unit.called(look.second) for unit in row.holders] if look.second else []
    return listed(names, look.second) if look.second and names != [u.called(look.lang) for u in row.holders] else ""


def _stays(row: FlagRow, previous: Sequence[NamedUnit]) -> bool:
    """Whether it is still with all who have had it."""
    now = {unit.unit for unit in row.holders}
    return {unit.unit for unit in previous} <= now


def said_rows(tall: int) -> int:
    """The rows in which it is asked who wins, of a page that is `tall` rows high."""
    return 0 if tall < 10 else 3 if tall < 40 else 9


def _aside(scene: FlagScene, lang: str) -> str:
    """The how manieth flag it is."""
    number = scene.number if isinstance(scene, FlagOnStage) else None
    return word("flag.number", lang, number=number) if number else ""


def _head_rows(canvas: Canvas, scene: FlagScene) -> int:
    """The rows of the head: on a page with none that are large elsewhere, what the flag's name needs for one line."""
    usual = 0 if canvas.height < 8 else head_rows(canvas.height)
    if canvas.height < _LARGE_HEAD_FROM or usual >= _LARGE_HEAD:
        return usual
    lang = canvas.look.lang
    aside = _aside(scene, lang)
    beside = width_of(aside) + 2 if aside else 0
    box = Box(0, 0, canvas.width - 2 * margin_for(canvas.width) - beside, _LARGE_HEAD - 2)
    if not lettering_in(canvas, box, scene.flag_of_pool(lang), "sans", lines=1):
        return usual
    below = Box(0, _LARGE_HEAD, canvas.width, canvas.height - _LARGE_HEAD)
    winners = scene.row.holders if isinstance(scene, FlagTransfer) else ()
    return _LARGE_HEAD if all(together_or_alone.holds(canvas, below, winner) for winner in winners) else usual


def _roll(canvas: Canvas, stage: Box, scene: FlagRoll, elapsed: float) -> None:
    """The flag where it has been, and the names of all who can win it, one after the other."""
    lang = canvas.look.lang
    said = said_rows(canvas.height)
    length = loop(scene)
    wave = round(elapsed / length * max(1, round(length * _WAVES_A_SECOND)) * STEPS) % STEPS
    ground = Box(stage.x, stage.y, stage.width, max(1, stage.height - said))
    units = scene.candidates
    free = stand(canvas, ground, scene.flag_called(lang), scene.previous, units, wave)
    if canvas.look.still:
        name_list(canvas, free, [unit.called(lang) for unit in units])
    else:
        draw_reel(canvas, free, [unit.called(lang) for unit in units], running(elapsed))
    _ask_whose(canvas, 1.0)


def _ask_whose(canvas: Canvas, strength: float) -> None:
    """The question, where the outcome will be told.

    Not how many can win: that an area does not apply to somebody may be sealed.
    """
    said = said_rows(canvas.height)
    if said:
        asked = word("flag.candidates", canvas.look.lang)
        inks = (canvas.look.theme.quiet, canvas.look.theme.faint)
        box = Box(2, canvas.height - said, max(1, canvas.width - 4), said)
        if canvas.height >= 40:
            hero(canvas, box, asked, inks, strength=strength, largest=13)
        else:
            line(canvas, Box(2, canvas.height - 2, box.width, 1), asked, inks[0], strength=strength)


def _contest(canvas: Canvas, box: Box, scene: FlagContest, elapsed: float) -> None:
    """The flag at the left, over its emblem if there is one, its area as the hero, below it who holds it until now."""
    look, theme = canvas.look, canvas.look.theme
    edge, air = max(1, box.width // 40), 1 if box.height >= 30 else 0
    left, upper = _contest_parts(canvas, box, scene, edge, air)
    if left:
        wide, tall = (left - edge) * look.glyphs.across, (box.height - 2) * look.glyphs.down
        picture = standard(
            scene.flag_called(look.lang),
            wide,
            tall,
            phase(elapsed, _CONTEST_SETTLED),
            theme,
            crisp=look.glyphs.across > 1,
        )
        canvas.paste(edge * 2, box.y + 1, picture)
        pole = Box(edge * 2, box.y + 1, left - edge, box.height - 2)
        draw_image(canvas, below_cloth(pole, look.glyphs), image_of(scene))
    words = _beside_flag(box, left, edge)
    x, width, previous = words.x, words.width, scene.previous
    shown = ease(span(elapsed, 0.1, 0.9))
    area = scene.area_called(look.lang)
    lettering = lettering_in(canvas, Box(x, box.y, width, upper), area, "sans")
    hero(canvas, Box(x, box.y, width, upper), area, gold(canvas), shown=shown)
    later = span(elapsed, 0.8, 0.6)
    y = box.y + upper + air
    if previous:
        line(canvas, Box(x, y, width, 1), word("flag.held_by", look.lang), theme.quiet, strength=later)
    rest = Box(x, y + 1 + air, width, max(0, box.bottom - y - 2 - air))
    largest = lettering.em // look.glyphs.across if lettering else 1  # nothing is larger than the area
    if rest.height and previous:
        heroes(canvas, rest, previous, silver(canvas), strength=later, largest=largest)
    elif rest.height:
        nobody = word("flag.waits" if scene.open else "flag.nobody", look.lang)
        hero(canvas, rest, nobody, silver(canvas), strength=later, largest=largest)


def _contest_parts(canvas: Canvas, box: Box, scene: FlagContest, edge: int, air: int) -> tuple[int, int]:
    """The columns of the flag, and the rows of the area beside it: most of the page.

    The rows are fewer, and then the flag is left out, where only so both the area and who holds its flag are large.
    """
    left = box.width * (37 if box.height >= 30 else 30) // 100 if box.width >= 40 and box.height >= 8 else 0
    usual = left, max(1, box.height * _AREA_PARTS[0] // 20 - air)
    if canvas.look.native:
        return usual
    ways = [
        (columns, max(1, box.height * parts // 20 - air))
        for columns in dict.fromkeys((left, 0))
        for parts in _AREA_PARTS
    ]
    return max(ways, key=lambda way: _large_in(canvas, _beside_flag(box, way[0], edge), way[1], scene, air))


def _beside_flag(box: Box, left: int, edge: int) -> Box:
    """What a flag of so many columns leaves of a page."""
    return Box(left + edge * 2, box.y, box.width - left - edge * 3, box.height)


def _large_in(canvas: Canvas, box: Box, rows: int, scene: FlagContest, air: int) -> int:
    """How many of the two are large where the area has so many rows of a box."""
    lettering = lettering_in(canvas, Box(box.x, box.y, box.width, rows), scene.area_called(canvas.look.lang), "sans")
    if lettering is None or not scene.previous:
        return lettering is not None
    rest = Box(box.x, 0, box.width, max(0, box.height - rows - 2 - 2 * air))
    held = called(canvas, rest, scene.previous, largest=lettering.em // canvas.look.glyphs.across)
    return 1 + (held is not None)


def _first_places(width: int, scene: FlagTransfer, lang: str) -> str:
    """As many of the area's first places as fit one line, and how many more share the last of them."""
    top = with_digits(scene.top, scene.row)
    said = [f"{row.rank or '-'} {row.called(lang)} {row.score or ''}".rstrip() for row in top]
    for count in range(len(top), 0, -1):
        more = _sharing(top, count) + (scene.more if top[-1].rank == top[count - 1].rank else 0)
        text = "    ".join([*said[:count], *([word("flag.more", lang, count=more)] if more else [])])
        if width_of(text) <= width - 2 * margin_for(width) - 2:
            return text
    return ""


def _sharing(top: Sequence[RankingRow], count: int) -> int:
    """How many that are left out share the last place of the first `count`."""
    return len([row for row in top[count:] if row.rank == top[count - 1].rank])


def caption(scene: FlagScene, lang: str) -> str:
    """The area, and who has its flag, who is at the place that is shown, or who had it."""
    match scene:
        case FlagTransfer() | FlagCorrection():
            told = "→ " + (captions.units(scene.row.holders, lang) or "-")
        case FlagPlace():
            told = f"{'-' if scene.is_out_of_the_ranking else scene.place}: " + (
                captions.units(scene.rows, lang) or "-"
            )
        case FlagClimb():
            told = f"{scene.from_}–{scene.to}: " + (captions.units(scene.board.rows, lang) or "-")
        case FlagOnStage():
            told = captions.units(scene.previous, lang)
        case _:
            told = ""
    return captions.line(scene.area_called(lang), told)
