"""One flag in a ceremony: what is contested and who holds it, then how it changes hands."""

from collections.abc import Mapping
from typing import Any

from screens.hall import Payload
from screens.hall.parts.carrying import carry
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, badge, cells_of, gold, head_rows, heading, hero, lettering_in, line, silver
from screens.hall.parts.words import joined, name_in, word, word_or
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
        said = 0 if tall < 10 else 3 if tall < 30 else 9 if tall < 40 else tall // 4
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
    tall = 0 if canvas.height < 8 else head_rows(canvas.height)
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
    upper = max(1, box.height * 13 // 20)
    shown = ease(span(elapsed, 0.1, 0.9))
    area = name_in(scene, look.lang, "area_name")
    lettering = lettering_in(canvas, Box(x, box.y, width, upper), area, "sans")
    hero(canvas, Box(x, box.y, width, upper), area, gold(canvas), shown=shown)
    later = span(elapsed, 0.8, 0.6)
    y = box.y + upper
    line(canvas, Box(x, y, width, 1), word("flag.held_by", look.lang), theme.quiet, strength=later)
    rest = Box(x, y + 1, width, max(0, box.bottom - y - 2))
    if rest.height:
        hero(
            canvas,
            rest,
            held,
            silver(canvas),
            strength=later,
            largest=lettering.em // look.glyphs.across if lettering else 12,
        )


def _say_outcome(canvas: Canvas, box: Box, scene: Payload, row: Mapping[str, Any], elapsed: float) -> None:
    """Outcome, margin and defences in words, the margin large where there is room, and the first places."""
    theme, lang = canvas.look.theme, canvas.look.lang
    strength = span(elapsed, _SAID_FROM, 0.5)
    if strength <= 0:
        return
    outcome = outcome_of(row, lang) if row.get("outcome") != "vacant" else ""
    facts = facts_of(row, lang, counted=True)
    last = Box(0, box.bottom - 1, box.width, 1)
    if box.height >= 7:
        _say_large(canvas, Box(0, box.y + 1, box.width, box.height - 3), row, outcome, strength)
        said = "    ".join(facts)
        line(canvas, Box(0, last.y - 1, box.width, 1), said, theme.text, strength=strength, attributes=BOLD)
    else:
        text = "    ".join(facts)
        chip = width_of(outcome) + 4 if outcome else 0
        start = max(0, (box.width - chip - width_of(text)) // 2)
        if outcome:
            canvas.chip(start, box.y, outcome, theme.gold_high, theme.red)
        said_box = Box(start + chip, box.y, max(0, box.width - start - chip), 1)
        line(canvas, said_box, text, theme.text, align="left", strength=strength, attributes=BOLD)
    _first_places(canvas, last, scene, strength)


def _say_large(canvas: Canvas, box: Box, row: Mapping[str, Any], outcome: str, strength: float) -> None:
    """The outcome on a red field and the margin beside it, together in the middle."""
    margin = row.get("margin") if row.get("outcome") != "joint" else None
    if not margin or not outcome:
        if outcome:
            badge(canvas, box, outcome, strength)
        return
    said = f"+{margin}"
    lettering = lettering_in(canvas, box, said, "sans", 28)
    beside = cells_of(canvas, lettering)[0] if lettering else width_of(said)
    field = badge(canvas, box, outcome, 0.0)
    start = (box.width - field.width - beside) // 2 - 2
    badge(canvas, Box(start, box.y, field.width, box.height), outcome, strength)
    right = Box(start + field.width + 4, box.y, beside, box.height)
    hero(canvas, right, said, gold(canvas), strength=strength, largest=28)


def outcome_of(row: Mapping[str, Any], lang: str) -> str:
    """The outcome in words, with the count of defences where the flag was defended."""
    count = max((row.get("defences") or {}).values(), default=0)
    if row.get("outcome") == "defended" and count:
        return word("flag.defended", lang, count=count)
    return word_or(f"outcome.{row.get('outcome')}", lang, str(row.get("outcome") or ""))


def facts_of(row: Mapping[str, Any], lang: str, counted: bool = False) -> list[str]:
    """What there is to say of a flag's outcome: the margin, the defences (unless `counted` elsewhere), the reason."""
    facts = []
    if row.get("margin") and row.get("outcome") != "joint":
        facts.append(word("flag.margin", lang, margin=row["margin"]))
    defences = max((row.get("defences") or {}).values(), default=0)
    if defences and not counted:
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
