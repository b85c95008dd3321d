"""Columns of a sheet whose headings name no area: which area is offered first, and how many are left out."""

from pathlib import Path

import pytest

from scoreboard.desk.worksheet import Named
from screens.desk.choice import ChoiceDialog
from screens.desk.mending import LEAVE, areas_like
from screens.desk.preview_lines import ProblemLine
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, app_of, press, settle
from tests.screens.desk.test_desk_importing import counts, go_to, open_file, put_file

AREAS = [
    Named("key-projects", "重点项目建设", "Key projects"),
    Named("stability", "维护社会稳定", "Stability"),
    Named("projects", "项目", "Projects"),
]


@pytest.mark.parametrize(
    ("heading", "likely"),
    [
        ("重点项目得分", ["key-projects", "projects"]),
        ("重点工程（40分）", ["key-projects"]),
        ("社会稳定得分", ["stability"]),
        ("Stability score", ["stability"]),
        ("备注", []),
        ("重", ["key-projects"]),
        ("", []),
    ],
)
def test_the_areas_that_a_heading_is_like_come_first(heading: str, likely: list[str]) -> None:
    assert [area.id for area in areas_like(AREAS, heading)] == likely


@pytest.mark.parametrize(("lang", "told"), [("zh", "不导入 1 列"), ("en", "1 column left out")])
async def test_a_column_of_scores_that_is_left_out_is_counted(
    contest: Competition2010, tmp_path: Path, lang: str, told: str
) -> None:
    app = app_of(contest, "甲", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows: list[list[object]] = [["单位", "维护社会稳定", "重点工程得分"], ["永年县", 88, 92.5]]
        await open_file(pilot, put_file(tmp_path, rows))
        assert told not in counts(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceDialog)
        offered = app.screen.query_one(RowList)
        assert offered.current == "key-projects"
        offered.action_move(offered.place_of(LEAVE) - offered.at)
        await press(pilot, "enter")
        assert told in counts(app)
        await press(pilot, "z")
        assert told not in counts(app)
