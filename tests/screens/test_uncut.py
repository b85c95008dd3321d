"""From 80 columns up nothing is cut without a sign, whatever the names of the data are."""

import csv
from pathlib import Path
from typing import Any

import pytest

from screens.hall import draw
from screens.themes import Look
from screens.widgets import canvas
from screens.widgets.glyphs import Glyphs
from screens.widgets.runs import Run

from .samples import MOMENTS, SIZES, scenes

UNITS = Path(__file__).parents[2] / "data/handan-2010/units.csv"
SCENES = scenes()


def longest() -> dict[str, str]:
    """The longest names that the contest of Handan has."""
    with UNITS.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return {key: max((row[key] for row in rows), key=len) for key in ("name", "short_name", "name_en")}


def with_names(value: Any, names: dict[str, str]) -> Any:
    """The payload with every unit called by these names."""
    if isinstance(value, dict):
        unit = names if "unit" in value and "name" in value else {}
        return {key: with_names(inner, names) for key, inner in value.items()} | unit
    return [with_names(inner, names) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("lang", "glyphs"), [("zh", Glyphs.HALF_BLOCKS), ("en", Glyphs.HALF_BLOCKS), ("zh", Glyphs.OCTANTS)]
)
@pytest.mark.parametrize("name", SCENES)
def test_nothing_lies_over_the_edge_of_the_page(
    name: str, lang: str, glyphs: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text that is too wide is clipped with a sign before it is put; so whatever is cut at an edge had none."""
    over: list[str] = []

    def cut(run: Run, start: int, end: int) -> Run:
        over.append("".join(run.glyphs))
        return real(run, start, end)

    real = canvas.cut
    monkeypatch.setattr(canvas, "cut", cut)
    long = with_names(SCENES[name], longest())
    for size in SIZES[:3]:
        for scene in (SCENES[name], long):
            for moment in (*MOMENTS.get(name, ()), 99.0):
                draw(scene, moment, size, Look(lang=lang, glyphs=glyphs))
    assert not [text for text in over if text.strip()]


@pytest.mark.parametrize("name", ["table", "ranking", "annual", "range", "pledges", "wall"])
def test_a_name_that_has_no_room_is_short_or_ends_in_the_sign(name: str) -> None:
    names = longest()
    text = draw(with_names(SCENES[name], names), 99, (80, 24), Look()).text.replace(" ", "")
    assert names["name"] in text or names["short_name"] in text or "…" in text
