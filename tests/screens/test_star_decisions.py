"""Why a star's tie was decided is read whole beside its winners, however long it is, and beside them alone."""

from typing import Any

import pytest

from screens.looks import Look
from tests.screens.played import draw, pages

from .samples import scenes

WHY = "两人得票相同，李秀英在本岗位连续工作满二十年，三次获得省级表彰，经县竞赛领导小组办公室研究决定并报县委同意"


def decided(name: str) -> dict[str, Any]:
    """A scene one of whose winners was given the place by a decision."""
    scene = dict(scenes()[name])
    rows = [dict(row) for row in (scene["board"]["rows"] if "board" in scene else scene["rows"])]
    rows[0]["decision"] = WHY
    return scene | ({"board": scene["board"] | {"rows": rows}} if "board" in scene else {"rows": rows})


@pytest.mark.parametrize("name", ["star-one", "star-winners", "roll"])
@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56), (320, 90)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_read_whole(name: str, size: tuple[int, int], lang: str) -> None:
    scene, look = decided(name), Look(lang=lang)
    for page in range(pages(scene, size, look)):
        said = "".join(draw(scene | {"page": page}, 99, size, look).text.split())
        assert WHY in said


def test_the_unit_of_a_lone_winner_is_large_in_a_hall_in_both_languages() -> None:
    for lang, unit in (("zh", "涉县"), ("en", "Shexian")):
        assert unit not in draw(scenes()["star-one"], 99, (120, 34), Look(lang=lang)).text.replace(" ", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_winners_units_and_results_are_large_on_a_far_wall(lang: str) -> None:
    scene, look = scenes()["star-winners"], Look(lang=lang)
    for page in range(pages(scene, (320, 90), look)):
        text = draw(scene | {"page": page}, 99, (320, 90), look).text.replace(" ", "")
        assert not [row["name"] for row in scene["rows"] if row["name"] in text or row["name_en"] in text]
        assert "88.50" not in text


@pytest.mark.parametrize("size", [(200, 56), (320, 90)])
def test_the_star_is_large_over_its_people_on_a_wall(size: tuple[int, int]) -> None:
    scene, look = scenes()["roll"], Look(lang="zh")
    for page in range(pages(scene, size, look)):
        text = draw(scene | {"page": page}, 99, size, look).text.replace(" ", "")
        assert not [star["name"] for star in scene["board"]["stars"] if star["name"] in text]
