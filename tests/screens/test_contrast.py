"""What is read stands out from its ground by seven to one, in every theme, on every scene: told from the pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import screens
from screens.colours import Colour, contrast
from screens.hall.parts import page, placed_words, reel
from screens.looks import Look, textual_theme
from screens.palettes import CHOICES, LEAST_CONTRAST, PALETTES, Theme, palette_of, theme_called
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.cells import REVERSE
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.played import draw
from tests.screens.samples import scenes

SETTLED = 99.0
HARD_COLOURS = ((0x0B5D3B, 0xF4C430), (0xFFFFFF, 0x000000), (0x000000, 0x000000), (0x808080, 0x7F7F7F))
"""Two colours of a contest that go well together, and some that nobody could read."""
THEMES = {theme.name: theme for theme in (*PALETTES.values(), *(palette_of(*pair) for pair in HARD_COLOURS))}
NAMED = ("foreground", "background", "surface", "panel", "primary", "warning", "error", "success")
INKS = ("foreground", "primary", "warning", "error", "success", "foreground-muted", "foreground-disabled")
HERE = Path(screens.__file__).parent
OWN_COLOUR = re.compile(r"(?:color|background): *(?:white|black|#|rgb).*")
HALVES = {"▀": (True, False), "▄": (False, True), "█": (True, True), " ": (False, False)}


@dataclass
class Letters:
    """Where large letters were put on a page, and on which ground."""

    pictures: dict[int, Any] = field(default_factory=dict)
    places: list[tuple[int, int, Any, Colour]] = field(default_factory=list)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Letters:
    """Notes what is lettered."""
    found, paste = Letters(), Canvas.paste

    def noting(*given: Any, **more: Any) -> Any:
        picture = lettered(*given, **more)
        found.pictures[id(picture)] = picture
        return picture

    def pasting(canvas: Canvas, x: int, y: int, picture: Any, ground: Colour | None = None) -> None:
        if id(picture) in found.pictures:
            found.places.append((x, y, picture, canvas.ground_at(y) if ground is None else ground))
        paste(canvas, x, y, picture, ground)

    lettered = page.lettered
    for module in (page, placed_words, reel):
        monkeypatch.setattr(module, "lettered", noting)
    monkeypatch.setattr(Canvas, "paste", pasting)
    return found


def faint_words(frame: Frame, theme: Theme) -> Iterator[str]:
    """The letters and digits of a picture that don't stand out."""
    for y, row in enumerate(frame.strips):
        for glyph, ink, ground, attributes in zip(row.glyphs, row.inks, row.grounds, row.attributes, strict=True):
            if any(sign.isalnum() for sign in glyph):
                shown, below = theme.text if ink < 0 else ink, theme.ground if ground < 0 else ground
                if contrast(shown, below) < LEAST_CONTRAST:
                    yield f"row {y}: {glyph} {shown:06x} on {below:06x}{' reversed' * bool(attributes & REVERSE)}"


def faint_letters(frame: Frame, found: Letters) -> Iterator[str]:
    """The large letters of which some third, from their top to their foot, doesn't stand out."""
    for x, y, picture, ground in found.places:
        rows = [
            _pixels(frame, at, x, picture.width) for at in range(max(0, y), min(frame.height, y + picture.height // 2))
        ]
        halves = [half for row in rows for half in row]
        third = max(1, len(halves) // 3)
        for start in range(0, len(halves) - third + 1, third):
            seen = {pixel for half in halves[start : start + third] for pixel in half}
            if seen and max(contrast(pixel, ground) for pixel in seen) < LEAST_CONTRAST:
                yield f"rows {y} to {y + len(rows)}, from column {x}, on {ground:06x}"


def _pixels(frame: Frame, y: int, x: int, width: int) -> tuple[list[Colour], list[Colour]]:
    """The upper and the lower half of some cells of a row."""
    row = frame.strips[y]
    cells = [
        (HALVES[row.glyphs[at]], row.inks[at], row.grounds[at])
        for at in range(max(0, x), min(frame.width, x + width))
        if row.glyphs[at] in HALVES
    ]
    upper, lower = ([ink if up[half] else ground for up, ink, ground in cells] for half in (0, 1))
    return upper, lower


def faint(name: str, scene: Any, theme: Theme, size: tuple[int, int], letters: Letters) -> list[str]:
    letters.places.clear()
    frame = draw(scene, SETTLED, size, Look(theme=theme))
    return [f"{name} in {theme.name}: {one}" for one in (*faint_words(frame, theme), *faint_letters(frame, letters))]


USUAL = ("red-gold", "night", "daylight", "colour-safe", "own-0b5d3b-f4c430")


@pytest.mark.parametrize("theme", USUAL)
def test_what_is_read_stands_out(theme: str, letters: Letters) -> None:
    found = [
        one
        for at, (name, scene) in enumerate(scenes().items())
        for one in faint(name, scene, THEMES[theme], ((80, 24), (120, 34))[at % 2], letters)
    ]
    assert "\n".join(found) == ""
    assert letters.pictures


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_read_at_desk_and_console_stands_out(theme: str) -> None:
    """What their style sheets name: inks on the grounds of bars, lists and chosen lines, and the other way round."""
    named = textual_theme(THEMES[theme])
    told = {**named.variables, **{name: str(getattr(named, name)) for name in NAMED}}
    pairs = [(ink, ground) for ink in INKS for ground in ("background", "surface", "panel", "primary-muted")]
    pairs += [("background", ground) for ground in ("error", "primary", "foreground")]
    pairs.append(("text-error", "error-muted"))
    found = {pair: contrast(*(int(told[one].removeprefix("#"), 16) for one in pair)) for pair in pairs}
    assert {pair: measured for pair, measured in found.items() if measured < LEAST_CONTRAST} == {}


def test_no_style_sheet_names_a_colour_of_its_own() -> None:
    """What is read then stands out in one theme and not in another."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*.tcss")}
    assert sheets
    assert {name: found for name, text in sheets.items() if (found := OWN_COLOUR.findall(text))} == {}


@pytest.mark.long
@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56)])
@pytest.mark.parametrize("theme", THEMES)
def test_what_is_read_stands_out_at_every_size(theme: str, size: tuple[int, int], letters: Letters) -> None:
    for samples in (scenes(), hostile_scenes()):
        for name, scene in samples.items():
            assert not faint(name, scene, THEMES[theme], size, letters)


def test_a_theme_is_found_by_its_name() -> None:
    own = palette_of(0x0B5D3B, 0xF4C430)
    assert theme_called(own.name) == own
    assert theme_called("night") is PALETTES["night"]
    assert [name for name in ("own-xyz-000000", "own-000000", "no-colour", "") if theme_called(name)] == []
    assert Look.of_word(Look(theme=own).word) == Look(theme=own)
    assert CHOICES[0] == Look().theme.name
