"""From 80 columns up nothing is cut without a sign, whatever the names of the data are."""

import csv
from pathlib import Path
from random import Random
from typing import Any

import pytest

from screens.glyphs import Glyphs
from screens.looks import Look
from screens.widgets import canvas
from screens.widgets.runs import Run
from tests.pairs import each_with_some
from tests.screens.played import draw, pages

from .hostile_samples import hostile_scenes
from .samples import MOMENTS, SIZES, scenes

UNITS = Path(__file__).parents[2] / "data/handan-2010/units.csv"
SCENES = scenes()
EVERY = SCENES | hostile_scenes()


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


HANZI = "永年县发改委人力资源和社会保障局重点项目建设指挥部办公室丛台区邯山武安市镇乡村峰矿"
LATIN = ("Bureau", "of", "Human", "Resources", "Handan", "Yongnian", "and", "Security", "Wu'an", "District")
WRITTEN = ("area_name", "star_name", "flag", "person", "post", "title", "host", "venue", "text", "reason")
"""What else than units has a name in a payload."""


def name_of(drawn: Random, length: int) -> str:
    """A name of about so many cells: Chinese, English, both, or a single word."""
    hanzi = "".join(drawn.choice(HANZI) for _ in range(max(1, length // 2)))
    latin = " ".join(drawn.choice(LATIN) for _ in range(max(1, length // 6)))
    return drawn.choice((hanzi, latin, f"{hanzi[: length // 4 + 1]}{drawn.choice(LATIN)}{hanzi}", "w" * length))


def renamed(value: Any, drawn: Random) -> Any:
    """The payload with every name drawn anew."""
    if not isinstance(value, dict):
        return [renamed(inner, drawn) for inner in value] if isinstance(value, list) else value
    names = {key: name_of(drawn, drawn.randint(1, 44)) for key in WRITTEN if isinstance(value.get(key), str)}
    if "unit" in value and "name" in value:
        called = name_of(drawn, drawn.randint(1, 50))
        names |= {"name": called, "short_name": called[: drawn.randint(1, 8)], "name_en": name_of(drawn, 44)}
    return {key: renamed(inner, drawn) for key, inner in value.items()} | names


def cuts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is cut at an edge of a page from now on."""
    over: list[str] = []

    def cut(run: Run, start: int, end: int) -> Run:
        over.append("".join(run.glyphs))
        return real(run, start, end)

    real = canvas.cut
    monkeypatch.setattr(canvas, "cut", cut)
    return over


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_cut_whatever_is_called_what(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every scene, with names of any length and script; size, language and glyphs are drawn by lot."""
    drawn, over = Random(name), cuts(monkeypatch)
    for _ in range(60 if request.config.getoption("--long") else 1):
        scene, size = renamed(EVERY[name], drawn), drawn.choice((*SIZES, (81, 60), (150, 50)))
        look = Look(lang=drawn.choice(("zh", "en")), glyphs=drawn.choice(list(Glyphs)))
        page = drawn.randrange(pages(scene, size, look))
        for moment in (drawn.choice((*MOMENTS.get(name, (0.5,)),)), 99.0):
            draw(scene | {"page": page}, moment, size, look)
        assert not [text for text in over if text.strip()], f"{size} {look}"


@pytest.mark.parametrize(
    ("name", "look"),
    each_with_some(list(SCENES), [Look(lang="zh"), Look(lang="en"), Look(lang="zh", glyphs=Glyphs.OCTANTS)]),
)
def test_nothing_lies_over_the_edge_of_the_page(name: str, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that is too wide is clipped with a sign before it is put; so whatever is cut at an edge had none."""
    over = cuts(monkeypatch)
    long = with_names(SCENES[name], longest())
    for size in SIZES[:3]:
        for scene in (SCENES[name], long):
            for moment in (*MOMENTS.get(name, ()), 99.0):
                draw(scene, moment, size, look)
    assert not [text for text in over if text.strip()]


@pytest.mark.parametrize("name", ["table", "ranking", "annual", "range", "pledges", "wall"])
def test_a_name_that_has_no_room_is_short_or_ends_in_the_sign(name: str) -> None:
    names = longest()
    text = draw(with_names(SCENES[name], names), 99, (80, 24), Look()).text.replace(" ", "")
    assert names["name"] in text or names["short_name"] in text or "…" in text
