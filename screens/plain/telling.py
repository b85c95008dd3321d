"""A scene as lines of text: what its last row says in words comes first, then what is written on it."""

import re
from collections.abc import Iterator

from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.publications.scenes.star import StarWinners
from scoreboard.publications.scenes.wall import WallScene
from screens.hall import caption, draw, pages
from screens.looks import Look
from screens.page_numbers import at_page

SIZE = (160, 60)
"""The page that is written: wide enough for every name."""
SETTLED = 99.0
_SIDE_BY_SIDE = WallScene | StarWinners | RollScene
"""Scenes whose words stand beside each other: there the last row says all of them, one after the other."""
_APART = " · "
_DRAWN = re.compile(r"[─━│┃═▀▄█▌▐▖▗▘▝▙▟▛▜▴▾]+")
"""What is drawn, not written."""
_SPACED = re.compile(r"(?<=[\u3000-\u9fff]) (?=[\u3000-\u9fff])")
"""The space between hanzi that are spread over a line."""


def plain_look(lang: str) -> Look:
    """What a page is written in to be read out: names as text, nothing moves, nothing is said by a colour."""
    return Look(lang=lang, native=True, still=True, colour=False)


def told(scene: Scene, lang: str) -> list[str]:
    """All that a scene says, a line each, none twice."""
    said = caption(scene, lang).strip()
    first = said.split(_APART) if isinstance(scene, _SIDE_BY_SIDE) else [said]
    lines = [line for line in map(_legible, first) if line]
    if not isinstance(scene, _SIDE_BY_SIDE):
        lines += _written(scene, lang)
    return list(dict.fromkeys(lines))


def _written(scene: Scene, lang: str) -> Iterator[str]:
    """What is written on a scene's pages, row by row."""
    look = plain_look(lang)
    for page in range(pages(scene, SIZE, look)):
        for row in draw(at_page(scene, page), SETTLED, SIZE, look).text.splitlines():
            if line := _legible(row):
                yield line


def _legible(row: str) -> str:
    """A row without what is drawn; parts that stand apart are told apart by two spaces."""
    parts = re.split(r" {2,}", _DRAWN.sub("  ", row).strip())
    return "  ".join(part for part in (_SPACED.sub("", each.strip()) for each in parts) if part)
