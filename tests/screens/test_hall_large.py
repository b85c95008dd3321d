"""What a hall must read from its back: the year's sum, the range of places, the wall's areas, titles, a unit's page."""

from typing import Any

import pytest

from screens.glyphs import Glyphs
from screens.hall.annual import BEAT
from screens.looks import Look
from tests.screens.played import draw, pages

from .ceremony_samples import annual, possible
from .hostile_samples import hostile_scenes
from .samples import AREAS, public_unit, ranking_of, scenes

HALL, LARGE = (200, 56), (320, 90)
YEAR: dict[str, Any] = {"scene": "annual", "board": annual()}
RANGE: dict[str, Any] = {"scene": "range", "board": possible()}
STRUCK = "────────"


def words(scene: dict[str, Any], elapsed: float, size: tuple[int, int], look: Look | None = None) -> list[str]:
    """The picture's lines of text."""
    return draw(scene, elapsed, size, look or Look()).text.split("\n")


@pytest.mark.parametrize("scene", [YEAR, RANGE], ids=["annual", "range"])
@pytest.mark.parametrize(("size", "look"), [(HALL, Look()), (LARGE, Look()), (HALL, Look(glyphs=Glyphs.OCTANTS))])
def test_nineteen_rows_take_pages_on_which_they_are_large(
    scene: dict[str, Any], size: tuple[int, int], look: Look
) -> None:
    count = pages(scene, size, look)
    assert 2 <= count <= 5
    shown = [draw(scene | {"page": page}, 99, size, look) for page in range(count)]
    assert len({frame.digest for frame in shown}) == count
    near = draw(scene, 99, size, look.but(native=True)).text
    assert all(row["name"] in near for row in scene["board"]["rows"])


@pytest.mark.parametrize("scene", [YEAR, RANGE], ids=["annual", "range"])
def test_beside_large_rows_all_are_listed(scene: dict[str, Any]) -> None:
    text = draw(scene, 99, HALL, Look()).text
    assert all(row["name"] in text for row in scene["board"]["rows"])


def test_who_is_vetoed_is_struck_through_before_the_row_falls_off_the_page() -> None:
    beat, last = 4 * BEAT, pages(YEAR, HALL, Look()) - 1

    def struck(lines: list[str]) -> int:
        return sum(STRUCK in line[8:150] for line in lines)

    usual = struck(words(YEAR, beat - 0.1, HALL))
    assert struck(words(YEAR, beat + 0.3, HALL)) == usual + 1
    assert struck(words(YEAR, beat + BEAT + 0.1, HALL)) == usual
    assert struck(words(YEAR | {"page": last}, 99, HALL)) == usual + 1


def test_places_of_the_year_are_not_told_before_the_sum_is_done() -> None:
    """The list at the side stands in the order of the sums so far, and says no place."""
    rows = YEAR["board"]["rows"]
    early = "\n".join(words(YEAR, 0.5, HALL))
    assert f"{rows[0]['name']}" in early
    assert f"{rows[0]['name']}  {rows[0]['total']}" not in early.replace("   ", "  ")


@pytest.mark.parametrize(("size", "look"), [(LARGE, Look()), (HALL, Look(glyphs=Glyphs.OCTANTS))])
def test_the_areas_of_the_wall_are_large_where_all_of_them_can_be(size: tuple[int, int], look: Look) -> None:
    scene = scenes()["wall"]
    text = draw(scene, 99, size, look).text
    assert not [area["name"] for area in AREAS if area["name"] in text]
    assert pages(scene, LARGE, Look()) == 1
    assert pages(scene, HALL, Look()) == 2, "as many flags a page as can be read"
    near = draw(scene, 99, (80, 24), Look()).text
    assert all(area["name"] in near for area in AREAS)


def test_host_place_and_day_are_large_on_a_title() -> None:
    scene = scenes()["title"]
    text = draw(scene, 99, HALL, Look()).text.replace(" ", "")
    assert not [scene[key] for key in ("host", "venue", "date") if scene[key] in text]
    assert all(slogan in text for slogan in scene["slogans"])
    sealed = scenes()["title-sealed"]
    assert sealed["commitment"][:16] in draw(sealed, 99, HALL, Look()).text.replace(" ", "")


def test_a_units_places_are_large_and_take_pages() -> None:
    rows = scenes()["unit"]["rows"] * 5
    scene = {"scene": "unit", "unit": public_unit("永年县"), "rows": rows}
    assert pages(scene, HALL, Look()) == 3
    assert pages(scene, (120, 60), Look()) == 1
    assert AREAS[0]["name"] not in draw(scene, 99, HALL, Look()).text


def test_sixty_units_of_the_longest_names_are_told_one_way_or_another() -> None:
    for name in ("annual-sixty", "range-sixty"):
        scene = hostile_scenes()[name]
        count = pages(scene, HALL, Look())
        assert len({draw(scene | {"page": page}, 99, HALL, Look()).digest for page in range(count)}) == count


def county_of(number: int, total: str) -> dict[str, Any]:
    short = f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}阳"
    return {
        "rank": number, "pool": "county", "unit": f"u{number}", "name": f"{short}县", "short_name": short,
        "name_en": f"Yang County {number}", "flags": 0, "scored_in": 9,
        "score": total, "score_exact": total, "tied": False, "status": "ranked", "change": None,
    }  # fmt: skip


@pytest.mark.parametrize(("size", "lang"), [(LARGE, "zh"), (LARGE, "en"), (HALL, "zh")])
def test_a_hundred_and_thirty_seven_rows_are_large_on_a_wall(size: tuple[int, int], lang: str) -> None:
    rows = [county_of(number, f"{300 - number}.00") for number in range(1, 138)]
    scene = {"scene": "table", "board": ranking_of(rows)}
    look, count = Look(lang=lang), pages(scene, size, Look(lang=lang))
    shown = [draw(scene | {"page": page}, 99, size, look) for page in range(count)]
    assert len({frame.digest for frame in shown}) == count <= 25
    called = ["阳县", "Yang County"]
    assert not [name for frame in shown for name in called if name in frame.text.replace("  ", "")]
    assert "阳县" in draw(scene, 99, (120, 34), look.but(lang="zh")).text, "nearer by, as few pages as can be"


FAR_WORDS = {
    "flag-correction": ("漏计", "91.75", "批准"),
    "settlement": ("许癸", "年内开工"),
    "unit": ("第三季度",),
    "livelihood": ("13个领域",),
}


@pytest.mark.parametrize("name", FAR_WORDS)
def test_what_would_be_too_small_on_a_far_wall_is_large(name: str) -> None:
    scene = scenes()[name]
    near, far = (draw(scene, 99, size, Look()).text.replace(" ", "") for size in ((80, 24), LARGE))
    assert [word for word in FAR_WORDS[name] if word in near] == list(FAR_WORDS[name])
    assert not [word for word in FAR_WORDS[name] if word in far]


def test_a_too_long_name_is_short_in_the_years_table() -> None:
    text = draw(hostile_scenes()["annual-sixty"], 99, LARGE, Look()).text.replace(" ", "")
    assert "领导小组" not in text


def test_on_a_far_wall_what_a_pledge_is_about_is_large_however_many_there_are() -> None:
    scene = hostile_scenes()["pledges-forty"]
    for lang in ("zh", "en"):
        assert "年内开工" not in draw(scene, 99, LARGE, Look(lang=lang)).text.replace(" ", "")


def test_who_has_not_pledged_is_large_on_a_far_wall_with_the_names_of_offices() -> None:
    names = [f"市行政审批服务局{sign}" for sign in "甲乙丙丁戊己庚辛壬癸"]
    offices = [{"unit": name, "name": name, "short_name": name, "name_en": name} for name in names]
    board = scenes()["campaigns"]["board"]
    row = board["rows"][1] | {"missing": offices, "done": offices[:5], "pledged": 5, "units": 15}
    scene = {"scene": "campaigns", "board": board | {"rows": [row]}}
    assert "审批服务" in draw(scene, 99, (80, 24), Look()).text.replace(" ", "")
    assert "审批服务" not in draw(scene, 99, LARGE, Look()).text.replace(" ", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_percentage_of_a_promise_is_large_where_all_figures_cannot_be(lang: str) -> None:
    text = draw(scenes()["settlement"], 99, (120, 34), Look(lang)).text
    assert "5.2%" in text
    assert "104%" not in text, "it is ordinary text"
