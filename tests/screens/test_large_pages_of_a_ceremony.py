"""Names of a ceremony's pages are in large letters where there are rows for them, and equals are equally large."""

from typing import Any

import pytest

from scoreboard.publications.scenes.closing import ClosingScene
from screens.hall import closing as closing_page
from screens.looks import Look
from screens.widgets.canvas import Canvas
from tests.screens.played import draw, typed
from tests.screens.samples import scenes, table_flag

BUREAU = "Administrative Approval and Government Services Bureau"
APPROVAL, RESOURCES = "行政审批服务局", "人力资源和社会保障局"
TITLE = "云岭县2026年度争先创优夺旗竞赛授旗仪式"
AMENDED = {
    "count": 1, "commitment": "61ea" * 16, "at": "2026-12-01T01:36:00+00:00", "sealed_by": "欧阳建国",
    "approved_by": "王小明", "reason": "更正数据",
}  # fmt: skip


def named(name: str, name_en: str = "") -> dict[str, Any]:
    called = name_en or name
    return {"unit": name, "name": name, "name_en": called, "short_name": name, "short_name_en": called}


def text_of(scene: dict[str, Any], size: tuple[int, int], lang: str) -> str:
    """The ordinary text of a page that has come to rest, without its spaces."""
    return "".join(draw(scene, 99.0, size, Look(lang=lang)).text.split())


def closing(*champions: str, **extras: Any) -> dict[str, Any]:
    """The closing page of a contest whose overall flag has been won in as many pools."""
    base = scenes()["closing-flag"]
    rows = [{**table_flag([named(name)]), "pool": f"pool-{at}"} for at, name in enumerate(champions)]
    pools = [{"id": f"pool-{at}", "name": f"组{at}", "name_en": f"Pool {at}"} for at in range(len(champions))]
    return {**base, "board": {**base["board"], "pools": pools}, "overall": rows, **extras}


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56)])
@pytest.mark.parametrize("names", [(APPROVAL, "青石镇"), ("青石镇", BUREAU), ("永年县", "武安市")])
def test_champions_of_two_pools_are_both_large_or_both_text(names: tuple[str, ...], size: tuple[int, int]) -> None:
    text = text_of(closing(*names), size, "zh")
    assert len({"".join(name.split()) in text for name in names}) == 1


def test_two_champions_are_large_wherever_the_end_of_the_page_is_not_needed_by_slogans() -> None:
    assert "青石镇" not in text_of(closing(APPROVAL, "青石镇"), (120, 34), "zh")


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56)])
@pytest.mark.parametrize(
    "names", [(APPROVAL, "青石镇"), ("青石镇", "永年县"), (RESOURCES, APPROVAL), ("永年县",), (APPROVAL,)]
)
def test_the_note_on_an_amended_seal_has_its_row_to_itself(names: tuple[str, ...], size: tuple[int, int]) -> None:
    canvas, scene = Canvas(size, Look(lang="zh")), typed(closing(*names, amended=AMENDED))
    assert isinstance(scene, ClosingScene)
    closing_page.draw(canvas, scene, 99.0)
    assert canvas.is_free(0, size[1] - 1, size[0])


@pytest.mark.parametrize(
    ("name", "lang"), [(APPROVAL, "zh"), (RESOURCES, "zh"), (BUREAU, "en")], ids=["approval", "resources", "bureau"]
)
def test_who_holds_a_flag_is_large_in_several_lines(name: str, lang: str) -> None:
    scene = {**scenes()["flag-contest"], "previous": [named(name)]}
    assert "".join(name.split())[:6] not in text_of(scene, (120, 34), lang)


@pytest.mark.parametrize("commitment", [None, "5f3759df0badc0de" * 4])
def test_a_long_title_is_large_where_there_are_rows_for_it(commitment: str | None) -> None:
    scene = {**scenes()["title"], "title": TITLE, "commitment": commitment}
    assert "争先创优" not in text_of(scene, (120, 34), "zh")
