"""One long name makes none of the others small: on the wall, on a page of winners, on the roll of honour."""

from typing import Any

import pytest

from screens.hall.parts import page, placed_words
from screens.looks import Look
from screens.widgets import bigtext
from screens.widgets.bigtext import LEGIBLE_LATIN, Lettering
from tests.screens.played import draw, pages

from .hostile_samples import TWENTY, hostile_scenes
from .samples import scenes

HALLS = ((120, 34), (200, 56))
SETTLED = 99.0


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """All large letters that a frame is made of: what they say, without spaces, and how large that is."""
    seen = dict[str, int]()

    def record(lettering: Lettering, *how: Any, **also: Any) -> Any:
        seen["".join(lettering.lines).replace(" ", "")] = lettering.em
        return bigtext.lettered(lettering, *how, **also)

    for module in (page, placed_words):
        monkeypatch.setattr(module, "lettered", record)
    return seen


def test_one_long_holder_leaves_the_others_of_the_wall_large(drawn: dict[str, int]) -> None:
    scene = scenes()["wall"]
    rows = [dict(row) for row in scene["board"]["rows"]]
    held = [row for row in rows if row["holders"]]
    held[0]["holders"] = [TWENTY]
    scene = scene | {"board": scene["board"] | {"rows": rows}}
    for size in HALLS:
        drawn.clear()
        for number in range(pages(scene, size, Look())):
            draw(scene | {"page": number}, SETTLED, size, Look())
        for row in held[1:]:
            names = [holder["name"] for holder in row["holders"]]
            assert all(drawn.get(name, 0) >= 11 for name in names), (size, names, drawn)


def test_a_wall_of_many_flags_takes_pages_before_its_names_are_small(drawn: dict[str, int]) -> None:
    scene = hostile_scenes()["wall-twenty-five"]
    assert 1 < pages(scene, (200, 56), Look()) <= 6
    draw(scene, SETTLED, (200, 56), Look())
    assert {"魏", "全市农村公镇", "全市农村公路县", "全市农村公路建区"} <= drawn.keys()


def test_one_long_winner_is_smaller_alone(drawn: dict[str, int]) -> None:
    scene = hostile_scenes()["star-winners-many"]
    draw(scene, SETTLED, (200, 56), Look())
    assert drawn["李秀英"] == drawn["张伟"] > drawn["欧阳娜娜买买提江"]


def test_a_roll_with_one_long_name_has_the_others_large(drawn: dict[str, int]) -> None:
    scene = hostile_scenes()["roll-twelve"]
    assert pages(scene, (200, 56), Look()) <= 6
    draw(scene, SETTLED, (200, 56), Look())
    assert min(drawn[name] for name in ("李秀英", "张伟", "欧阳志远", "赵敏")) >= 12


@pytest.mark.parametrize("size", HALLS)
def test_one_long_name_of_the_roll_has_a_line_to_itself(drawn: dict[str, int], size: tuple[int, int]) -> None:
    """It stood as ordinary text among the large ones, which have room beside each other."""
    scene, long = scenes()["roll"], "阿卜杜热合曼·买买"
    rows = [row | {"person": long} if at == 1 else row for at, row in enumerate(scene["board"]["rows"])]
    scene = scene | {"board": scene["board"] | {"rows": rows}}
    for number in range(pages(scene, size, Look())):
        draw(scene | {"page": number}, SETTLED, size, Look())
    assert {row["person"] for row in rows} <= drawn.keys()


@pytest.mark.parametrize(
    ("name", "size", "long"),
    [
        ("range", (200, 56), "FengfengMiningDistrict"),
        ("range", (320, 90), "FengfengMiningDistrict"),
        ("captures", (200, 56), "MiningDistrict"),
        ("ranking", (200, 56), "HandanCounty"),
        ("ranking", (320, 90), "FengfengMiningDistrict"),
    ],
)
def test_one_long_name_of_a_table_is_read_from_afar(
    drawn: dict[str, int], name: str, size: tuple[int, int], long: str
) -> None:
    """It stood as one line of ordinary text among the others, which are large."""
    scene, look = scenes()[name], Look("en")
    for number in range(pages(scene, size, look)):
        draw(scene | {"page": number}, SETTLED, size, look)
    assert any(said.endswith(long) and em >= LEGIBLE_LATIN for said, em in drawn.items()), drawn
