"""One flag in a ceremony: what is contested and who holds it, then how it changes hands."""

from collections.abc import Mapping
from typing import Any

from screens.hall import Payload
from screens.hall.parts.carrying import carry
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, heading, hero, line, silver
from screens.hall.parts.words import joined, name_in, word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_CONTEST_SETTLED = 6.0
_TRANSFER_SETTLED = 8.0
_SAID_FROM = 3.2


def duration(scene: Payload) -> float:
    """The flag has changed hands after three seconds and a half; the wind drops later."""
    return _TRANSFER_SETTLED if scene.get("moment") == "transfer" else _CONTEST_SETTLED


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """The moment of the flag that `scene` names."""
    canvas.deepen()
    head = _heading(canvas, scene)
    row = scene.get("row")
    if scene.get("moment") == "transfer" and row:
        tall = canvas.height
        said = 0 if tall < 10 else 3 if tall < 30 else tall // 5
        stage = Box(0, head, canvas.width, max(1, tall - head - said))
        carry(canvas, stage, scene, row, elapsed, phase(elapsed, _TRANSFER_SETTLED))
        if said:
            _say_outcome(canvas, Box(0, tall - said, canvas.width, said), scene, row, elapsed)
    else:
        _contest(canvas, Box(0, head, canvas.width, canvas.height - head), scene, elapsed)


def _heading(canvas: Canvas, scene: Payload) -> int:
    lang = canvas.look.lang
    number = scene.get("number")
    aside = word("flag.number", lang, number=number) if number else ""
    tall = 0 if canvas.height < 8 else 2 if canvas.height < 30 else canvas.height // 6
    return heading(canvas, flag_name(scene, lang), aside, tall) if tall else 0


def flag_name(row: Mapping[str, Any], lang: str) -> str:
    """What the flag is called: its own name, in English that of its area."""
    area = name_in(row, lang, "area_name")
    return area if lang == "en" else str(row.get("flag") or area)


def _contest(canvas: Canvas, box: Box, scene: Payload, elapsed: float) -> None:
    """The flag at the left, its area as the hero, and below it who holds it until now."""
    look, theme = canvas.look, canvas.look.theme
    left = box.width * 3 // 10 if box.width >= 40 and box.height >= 8 else 0
    edge = max(1, box.width // 40)
    if left:
        picture = standard(
            str(scene.get("flag") or ""),
            (left - edge) * look.glyphs.across,
            (box.height - 2) * look.glyphs.down,
            phase(elapsed, _CONTEST_SETTLED),
            theme,
        )
        canvas.paste(edge * 2, box.y + 1, picture)
    x, width = left + edge * 2, box.width - left - edge * 3
    previous = scene.get("previous") or []
    held = joined(previous, look.lang) if previous else word("flag.nobody", look.lang)
    upper = max(1, box.height * 11 // 20)
    shown = ease(span(elapsed, 0.1, 0.9))
    hero(canvas, Box(x, box.y, width, upper), name_in(scene, look.lang, "area_name"), gold(canvas), shown=shown)
    later = span(elapsed, 0.8, 0.6)
    y = box.y + upper
    line(canvas, Box(x, y, width, 1), word("flag.held_by", look.lang), theme.quiet, strength=later)
    rest = Box(x, y + 1, width, max(0, box.bottom - y - 2))
    if rest.height:
        hero(canvas, rest, held, silver(canvas), strength=later, largest=40)


def _say_outcome(canvas: Canvas, box: Box, scene: Payload, row: Mapping[str, Any], elapsed: float) -> None:
    """Outcome, margin and defences in words, the margin large where there is room, and the first places."""
    theme, lang = canvas.look.theme, canvas.look.lang
    strength = span(elapsed, _SAID_FROM, 0.5)
    if strength <= 0:
        return
    facts = facts_of(row, lang)
    name = word(f"outcome.{row.get('outcome')}", lang)
    margin = str(row.get("margin") or "") if row.get("outcome") != "joint" else ""
    y = box.y
    if margin and box.height >= 8:
        tall = box.height - 5
        hero(canvas, Box(0, y, box.width, tall), f"+{margin}", gold(canvas), strength=strength, largest=40)
        y += tall
    text = "    ".join(facts)
    chip = width_of(name) + 2
    start = max(0, (box.width - chip - (2 + width_of(text) if text else 0)) // 2)
    canvas.chip(start, y, name, theme.gold_high, theme.red)
    canvas.text(start + chip + 2, y, text, theme.text, width=max(0, box.width - start - chip - 2), attributes=BOLD)
    if box.bottom - y >= 2:
        _first_places(canvas, Box(0, box.bottom - 1 - (box.height > 4), box.width, 1), scene, strength)


def facts_of(row: Mapping[str, Any], lang: str) -> list[str]:
    """What there is to say of a flag's outcome: the margin, the defences, the reason."""
    facts = []
    if row.get("margin") and row.get("outcome") != "joint":
        facts.append(word("flag.margin", lang, margin=row["margin"]))
    defences = max((row.get("defences") or {}).values(), default=0)
    if defences:
        facts.append(word("flag.defences", lang, count=defences))
    if row.get("reason"):
        reason = str(row["reason"])
        facts.append(word("flag.tie", lang) if reason == "tie" else reason)
    return facts


def _first_places(canvas: Canvas, box: Box, scene: Payload, strength: float) -> None:
    """As many of the area's first places as fit one line."""
    lang = canvas.look.lang
    text = ""
    for place in scene.get("top") or []:
        score = place.get("score")
        item = f"{place.get('rank') or '-'} {name_in(place, lang)} {score if score is not None else ''}".rstrip()
        longer = f"{text}    {item}" if text else item
        if width_of(longer) > box.width - 2:
            break
        text = longer
    line(canvas, box, text, canvas.look.theme.quiet, strength=strength)
