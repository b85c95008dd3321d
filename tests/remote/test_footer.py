"""The last line of a viewer's picture has the time, of which nothing is remembered."""

import sys

import pytest
from rich.cells import cell_len

from screens.looks import Look
from screens.remote.footer import footer
from screens.widgets.cells import glyphs_of
from tests.screens.played import draw
from tests.screens.samples import scenes


def remembered() -> int:
    """How much all that remembers what it drew holds in this process."""
    drawing = [vars(module) for name, module in sys.modules.items() if name.startswith("screens.")]
    known = {id(found): found for names in drawing for found in names.values() if hasattr(found, "cache_info")}
    return sum(found.cache_info().currsize for found in known.values())


def clocks(seconds: int) -> list[str]:
    return [f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in range(seconds)]


def test_a_clock_fills_no_memory() -> None:
    look = Look(lang="zh")
    footer(120, "重点项目建设", "23:59:59", look)
    before = remembered()
    for clock in clocks(500):
        footer(120, "重点项目建设", clock, look)
    assert remembered() - before <= 1


def test_figures_are_remembered_once_at_most() -> None:
    draw(scenes()["ranking"], 99.0, (80, 24), Look())
    before = remembered()
    for number in range(500):
        assert glyphs_of(f"{number / 8:.3f}") == tuple(f"{number / 8:.3f}")
    assert remembered() == before


@pytest.mark.parametrize("columns", [0, 3, 8, 9, 20, 80])
@pytest.mark.parametrize("words", ["", "重点项目建设先锋旗"])
def test_the_time_stands_at_the_right(columns: int, words: str) -> None:
    row = footer(columns, words, "12:34:56", Look(lang="zh"))
    assert len(row.glyphs) == columns == cell_len(row.text)
    assert row.text.endswith("12:34:56"[-columns:] if columns else "")
    assert row.text.startswith(words[: max(0, columns - 12) // 2])
