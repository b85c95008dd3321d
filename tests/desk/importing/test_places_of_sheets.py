"""Places that somebody typed in a sheet are held against those of what they are of."""

from pathlib import Path
from typing import Any

import pytest

from scoreboard.store.engine import Store
from tests.desk.importing.test_rows_of_periods import look, store, text_of

__all__ = ["store"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [
                ["单位", "考核项目", "得分", "名次"],
                ["青槐乡", "roads工作", 90, 1],
                ["白鹭镇", "roads工作", 88, 2],
                ["青槐乡", "water工作", 70, 2],
                ["白鹭镇", "water工作", 80, 3],
            ],
            [("t2", "water", "3", 1)],
        ),
        (
            [
                ["单位", "roads工作", "water工作", "名次", "总分", "总名次"],
                ["青槐乡", 90, 70, 2, 160, 2],
                ["白鹭镇", 88, 80, 2, 168, 2],
            ],
            [("t2", "water", "2", 1), ("t2", None, "2", 1)],
        ),
    ],
    ids=["a row for each score", "one of all beside it"],
)
def test_a_place_is_held_against_those_of_the_area_that_it_is_of(
    store: Store, tmp_path: Path, rows: list[list[Any]], told: list[tuple[str, str | None, str, int]]
) -> None:
    found = look(store, text_of(tmp_path, rows)).ranks
    assert [(one.unit, one.area, one.typed, one.computed) for one in found] == told
