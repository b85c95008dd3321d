"""What is read at the desk stands out from its ground by seven to one, in every theme."""

from collections.abc import Iterator

import pytest
from textual.color import Color

from screens.colours import contrast
from screens.looks import textual_theme
from screens.palettes import COLOUR_SAFE, DAYLIGHT, LEAST_CONTRAST, NIGHT, RED_GOLD, Theme, palette_of
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle

KEYS = ((), ("question_mark",), ("escape", "c"), ("escape", "v"))
"""What is looked at: the grid, the keys, the confirmation, the review."""


OTHERS = [NIGHT, COLOUR_SAFE, palette_of(0x0B5D3B, 0xF4C430)]


@pytest.mark.parametrize("themes", [[RED_GOLD, DAYLIGHT], pytest.param(OTHERS, marks=pytest.mark.long)])
async def test_what_is_read_at_the_desk_stands_out(contest: Competition2010, themes: list[Theme]) -> None:
    contest.enter("甲", "key-projects", "yongnian", "91.5")
    contest.enter("甲", "key-projects", "wuan", "n/a")
    app = app_of(contest, "丙")
    found: list[str] = []
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        for theme in themes:
            app.register_theme(textual_theme(theme))
        for keys in KEYS:
            await press(pilot, *keys)
            for theme in themes:
                app.theme = theme.name
                await pilot.pause()
                found += [f"{theme.name} after {keys}: {one}" for one in faint(app)]
    assert "\n".join(sorted(set(found))) == ""


def faint(app: DeskApp) -> Iterator[str]:
    """The letters and digits on the screen, or in what lies over it, that don't stand out."""
    box = next(iter(app.screen.query("#box")), app.screen).region
    for strip in app.screen._compositor.render_strips()[box.y : box.bottom]:
        for text, style, _ in strip.crop(box.x, box.right):
            if style is None or style.color is None or style.bgcolor is None or not any(map(str.isalnum, text)):
                continue
            ink, ground = (_number(Color.from_rich_color(one)) for one in (style.color, style.bgcolor))
            if style.reverse:
                ink, ground = ground, ink
            if contrast(ink, ground) < LEAST_CONTRAST:
                yield f"{text.strip()[:20]} {ink:06x} on {ground:06x}"


def _number(colour: Color) -> int:
    red, green, blue = colour.rgb
    return red << 16 | green << 8 | blue
