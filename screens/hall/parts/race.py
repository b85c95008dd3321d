"""Bars that race to their scores, at most five, with the margin called out where the second stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from scoreboard.publications.kinds.ranking import RankingRow
from screens.colours import Colour, blend, rgb
from screens.hall.parts.hall_words import label, word
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, line, on_line
from screens.hall.parts.standings import amount
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

if TYPE_CHECKING:
    from PIL.Image import Image

RACING = 2.4
"""Seconds from the start to the last bar's standstill."""
MOST = 5
"""More bars than this are not legible as pixels (measured)."""
_MOST_PITCH, _LARGEST = 9, 14
"""The rows that a lane takes at most, and the largest em of its name, in half rows."""
_PLACE = 0.8
"""Ems of a place."""
_LEAST_BARS = 0.4
"""The share of the width that the bars keep where names are large."""
_STACKED = 7
"""Rows that a lane has at least where its name stands over its bar."""
NOTED = 1
"""The row below the bars that says where they begin."""


def race(
    canvas: Canvas,
    box: Box,
    rows: Sequence[RankingRow],
    margin: str | None,
    elapsed: float,
    *,
    fewer: bool = False,
    winner: bool = True,
) -> None:
    """The first rows as bars, each with its place and name, and its score once its bar has arrived.

    `margin` is called out at the end. The last row of the box says at which score the bars begin, where that is not
    nought. With `fewer`, where a hall could not read so many names, only as many run as it can; the axis is that of
    all. Without a `winner` no bar is the best one's.
    """
    ran = [row for row in rows if row.score is not None][: min(MOST, box.height - NOTED)]
    if not ran or box.width < 24:
        return
    theme, whole = canvas.look.theme, box
    box = Box(box.x, box.y, box.width, box.height - NOTED)
    scores = [amount(row.score_exact or row.score) for row in ran]
    best, start = max(scores), axis_of(scores)
    lanes = _lanes(canvas, box, ran, min(2, len(ran)) if fewer else len(ran))
    shown = ran[: box.height // lanes.pitch]
    front = ease(span(elapsed, 0.0, RACING))
    top = box.y + (box.height - lanes.pitch * len(shown)) // 2
    ends, bars = [], []
    for number, (row, score) in enumerate(zip(shown, scores, strict=False)):
        first = winner and score == best
        share = min(front, _share(score, start, best))
        ink = theme.gold if first and front >= 1 else theme.text
        arrived = share >= _share(score, start, best)
        told = str(row.score) if arrived else ""  # a figure on the way there would be nobody's
        _write(canvas, lanes, top + number * lanes.pitch, row, told, ink, first)
        bar = lanes.bar(top + number * lanes.pitch)
        bars.append(bar)
        ends.append(_bar(canvas, bar, share, first))
    if margin and len(shown) > 1:
        behind = next((at for at, score in enumerate(scores[: len(shown)]) if score < best), None)
        if behind is not None:
            y = bars[behind].y + (bars[behind].height - (lanes.pitch > 2)) // 2
            free = Box(ends[behind] + 1, y, lanes.left + lanes.width - ends[behind] - 1, 1)
            ahead = Box(lanes.left, bars[0].y + (bars[0].height - 1) // 2, ends[0] - lanes.left, 1)
            _call(canvas, free, ahead, f"+{margin}", elapsed)
    if start:
        note = Box(lanes.left, whole.bottom - 1, lanes.width, 1)
        told = word("race.from", canvas.look.lang, score=f"{start:f}")
        line(canvas, note, told, theme.quiet, align="left", strength=front)


@dataclass(frozen=True)
class _Lanes:
    """Rows that a lane takes, the cells of its name and its number, and where its bar lies; `em` is 0 for text.

    With `below` the bar is that many rows under the letters, else it is beside them.
    """

    x: int
    pitch: int
    names: int
    left: int
    width: int
    numbers: int
    em: int
    below: int = 0

    def bar(self, top: int) -> Box:
        """Where the bar of the lane that begins at `top` lies at its full length."""
        if self.below:
            return Box(self.left, top + self.pitch - self.below, self.width, self.below)
        return Box(self.left, top, self.width, max(1, self.pitch - (self.pitch > 2)))


def _lanes(canvas: Canvas, box: Box, rows: Sequence[RankingRow], fewest: int) -> _Lanes:
    """Names and numbers as heroes: beside long bars, else over them, of `fewest` rows or more; else they are text."""
    lang = canvas.look.lang
    widest = max(width_of(row.called(lang)) for row in rows)
    digits = max(width_of(str(row.score)) for row in rows)
    pitch = min(_MOST_PITCH, box.height // len(rows))
    ems = widest * 0.54 + digits * 0.6 + _PLACE
    legible = LEGIBLE_LATIN if all(row.called(lang).isascii() for row in rows) else LEGIBLE
    least = 999.0 if canvas.look.native else legible * canvas.look.glyphs.coarseness / canvas.look.glyphs.across
    em = int(min(_LARGEST, (pitch - 1) * 2 / 1.12, (box.width * (1 - _LEAST_BARS) - 8) / ems))
    if em >= least:
        names, numbers = round(widest * em * 0.54) + 1, round(digits * em * 0.6) + 1
        left = box.x + round(em * _PLACE) + 3 + names + 1
        return _Lanes(box.x, pitch, names, left, box.x + box.width - left - numbers - 1, numbers, em)
    stacked = min(_MOST_PITCH, max(_STACKED, pitch), box.height // fewest)
    below = 2 if stacked > _STACKED else 1
    widest = max(width_of(row.called(lang)) for row in rows[: max(1, box.height // max(1, stacked))])
    em = int(min(_LARGEST, (stacked - below) * 2, (box.width - 6) / (widest * 0.54 + digits * 0.6 + _PLACE)))
    if em >= least and stacked >= _STACKED:
        names, numbers = round(widest * em * 0.54) + 1, round(digits * em * 0.6) + 1
        return _Lanes(box.x, stacked, names, box.x, box.width, numbers, em, below)
    names = min(box.width * 2 // 5, widest)
    left = box.x + 3 + names + 1
    width = max(1, box.x + box.width - left - digits - 1)
    return _Lanes(box.x, max(1, min(4, pitch)), names, left, width, digits, 0)


def _write(canvas: Canvas, lanes: _Lanes, top: int, row: RankingRow, told: str, ink: Colour, first: bool) -> None:
    """Place and name before a lane's bar, and its number behind it; or all of them over it."""
    rank, end = str(row.rank or "-"), lanes.left + lanes.width + 1
    if lanes.em:
        tall, inks, place = lanes.pitch - (lanes.below or 1), (ink, ink), round(lanes.em * _PLACE)
        end -= lanes.numbers + 1 if lanes.below else 0
        on_line(canvas, Box(lanes.x, top, place, tall), rank, inks, lanes.em, align="right")
        name = Box(lanes.x + place + 3, top, lanes.names, tall)
        on_line(canvas, name, row.called(canvas.look.lang), inks, lanes.em)
        if told:
            on_line(canvas, Box(end, top, lanes.numbers, tall), told, inks, lanes.em, align="right")
        return
    y = top + (lanes.pitch - 1) // 2
    canvas.text(lanes.x, y, rank, ink, width=2, align="right", attributes=BOLD)
    name_text = label(row, canvas.look.lang, lanes.names)
    canvas.text(lanes.x + 3, y, name_text, ink, width=lanes.names, attributes=BOLD)
    canvas.text(end, y, told, ink, width=lanes.numbers, align="right", attributes=BOLD if first else 0)


def _call(canvas: Canvas, gap: Box, winner: Box, text: str, elapsed: float) -> None:
    """The margin in the gap behind the second's bar; where that is too narrow, at the end of the winner's bar."""
    theme, called = canvas.look.theme, span(elapsed, RACING - 0.2, 0.4)
    wide = width_of(text)
    if wide <= gap.width:
        line(canvas, gap, text, theme.gold_high, align="left", strength=called, attributes=BOLD)
    elif called > 0 and wide + 2 < winner.width:
        x = winner.x + winner.width - wide - 2
        canvas.chip(x, winner.y, text, theme.band_ink, blend(theme.gold_low, theme.band, called))


def axis_of(scores: Sequence[Decimal]) -> Decimal:
    """The score at which all bars begin: a round one, as far below the last as that lies behind the first; or nought.

    Lengths from there on are in proportion to the points.
    """
    best, last = max(scores), min(scores)
    if best <= last:
        return Decimal(0)
    step = Decimal(1).scaleb((best - last).adjusted())
    return max(Decimal(0), (2 * last - best) // step * step)


def _share(score: Decimal, start: Decimal, best: Decimal) -> float:
    if best <= start:
        return 1.0
    return float(max(Decimal(0), score - start) / (best - start))


def _bar(canvas: Canvas, box: Box, share: float, first: bool) -> int:
    """A bar over `share` of the box; returns the first column behind it."""
    theme, glyphs = canvas.look.theme, canvas.look.glyphs
    inks = (theme.gold_low, theme.gold_high) if first else (theme.red_low, theme.red_high)
    if box.height < 2:
        canvas.bar(box.x, box.y, box.width, share, inks)
        return box.x + -(-round(share * box.width * 2) // 2)
    whole = box.width * glyphs.across
    pixels = max(1, round(whole * share))
    trim = glyphs.down // 2 if glyphs.rows == glyphs.down else 0
    picture = _gradient(whole, box.height * glyphs.down - trim, inks)
    canvas.paste(box.x, box.y, picture.crop((0, 0, pixels, picture.height)))
    return box.x + -(-pixels // glyphs.across)


@lru_cache(maxsize=64)
def _gradient(width: int, height: int, inks: tuple[Colour, Colour]) -> "Image":
    from PIL import Image

    data = b"".join(bytes((*rgb(blend(*inks, round(24 * x / max(1, width)) / 24)), 255)) for x in range(width))
    return Image.frombytes("RGBA", (width, 1), data).resize((width, height))
