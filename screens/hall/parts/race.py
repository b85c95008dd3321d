"""Bars that race to their scores, at most five, with the margin called out where the second stopped."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, line
from screens.hall.parts.standings import amount
from screens.hall.parts.words import label, name_in
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of
from screens.widgets.colours import Colour, blend, rgb

if TYPE_CHECKING:
    from PIL.Image import Image

RACING = 2.4
"""Seconds from the start to the last bar's standstill."""
MOST = 5
"""More bars than this are not legible as pixels (measured)."""
_LEAST = 0.15
"""The share of the width of a bar that all have in common: the axis does not begin at zero."""

Row = Mapping[str, Any]


def race(canvas: Canvas, box: Box, rows: Sequence[Row], margin: str | None, elapsed: float) -> None:
    """The first rows as bars, each with its place, name and running score; `margin` is called out at the end."""
    shown = [row for row in rows if row.get("score") is not None][: min(MOST, box.height)]
    if not shown or box.width < 24:
        return
    lang, theme = canvas.look.lang, canvas.look.theme
    scores = [amount(row.get("score")) for row in shown]
    best, start = max(scores), _axis(scores)
    pitch = min(4, box.height // len(shown))
    names = min(box.width * 2 // 5, max(width_of(name_in(row, lang)) for row in shown))
    numbers = max(width_of(str(row.get("score"))) for row in shown)
    left = box.x + 3 + names + 1
    width = max(1, box.x + box.width - left - numbers - 1)
    front = ease(span(elapsed, 0.0, RACING))
    top = box.y + (box.height - pitch * len(shown)) // 2
    ends = []
    for number, (row, score) in enumerate(zip(shown, scores, strict=True)):
        first = score == best
        share = min(front, _share(score, start, best))
        y = top + number * pitch + (pitch - 1) // 2
        ink = theme.gold if first and front >= 1 else theme.text
        canvas.text(box.x, y, str(row.get("rank") or "-"), ink, width=2, align="right", attributes=BOLD)
        canvas.text(box.x + 3, y, label(row, lang, names), ink, width=names, attributes=BOLD)
        bar = Box(left, top + number * pitch, width, max(1, pitch - (pitch > 2)))
        ends.append(_bar(canvas, bar, share, first))
        arrived = share >= _share(score, start, best)
        told = str(row.get("score")) if arrived else _running(share, start, best, str(row.get("score")))
        canvas.text(left + width + 1, y, told, ink, width=numbers, align="right", attributes=BOLD if first else 0)
    if margin and len(shown) > 1:
        behind = next((at for at, score in enumerate(scores) if score < best), None)
        if behind is not None:
            y = top + behind * pitch + (pitch - 1) // 2
            free = Box(ends[behind] + 1, y, left + width - ends[behind] - 1, 1)
            _call(canvas, free, Box(left, top + (pitch - 1) // 2, ends[0] - left, 1), f"+{margin}", elapsed)


def _call(canvas: Canvas, gap: Box, winner: Box, text: str, elapsed: float) -> None:
    """The margin in the gap behind the second's bar; where that is too narrow, at the end of the winner's bar."""
    theme, called = canvas.look.theme, span(elapsed, RACING - 0.2, 0.4)
    wide = width_of(text)
    if wide <= gap.width:
        line(canvas, gap, text, theme.gold_high, align="left", strength=called, attributes=BOLD)
    elif called > 0 and wide + 2 < winner.width:
        x = winner.x + winner.width - wide - 2
        canvas.chip(x, winner.y, text, theme.gold_high, blend(theme.gold_low, theme.red_low, called))


def _axis(scores: Sequence[Decimal]) -> Decimal:
    """The score at which bars begin to differ: below the last by as much as it lies behind the first."""
    best, last = max(scores), min(scores)
    return max(Decimal(0), last - (best - last) * 8 / 10) if best > last else best * 9 / 10


def _share(score: Decimal, start: Decimal, best: Decimal) -> float:
    if best <= start:
        return 1.0
    return _LEAST + (1 - _LEAST) * float(max(Decimal(0), score - start) / (best - start))


def _running(share: float, start: Decimal, best: Decimal, like: str) -> str:
    """The score at which a bar has arrived, with as many decimals as it will have."""
    past = Decimal(max(0.0, (share - _LEAST) / (1 - _LEAST)))
    value = start * Decimal(min(1.0, share / _LEAST)) + (best - start) * past
    decimals = len(like.partition(".")[2])
    return str(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


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
