"""Rows of a sheet that are no unit's: sums whose word stands in another column, and signatures under the table."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.desk.importing.workbooks import by_openpyxl

HEAD = ["名次", "单位", "roads工作", "water工作"]
BODY = [[1, "青槐乡", 88.5, 90], [2, "白鹭镇", 57.7, 66.25]]


@pytest.mark.parametrize(
    ("below", "states", "problems"),
    [
        ([["合计", None, 90, 80], ["平均", "", 9, 8]], ["total", "total"], 0),
        ([["", "制表人：王芳", "审核人：李卫", "填表日期：2010年10月8日"], ["", "填表日期", "2010-10-08"]], [], 0),
        ([["制表人：王芳", None, "审核人：李卫"], [None, "单位负责人：", None], ["注：略", "", "见附件"]], [], 0),
        ([[None, "制表人：王芳", 90]], ["unknown"], 1),
        ([[None, "青槐镇子", "九十"]], ["unknown"], 1),
        ([[3, None, 90]], ["unknown"], 1),
    ],
)
def test_a_row_of_no_unit_is_a_sum_a_note_or_a_problem(
    opened: Opened, tmp_path: Path, below: list[list[Any]], states: list[str], problems: int
) -> None:
    names = [{**unit, "name": name} for unit, name in zip(towns(2), ("青槐乡", "白鹭镇"), strict=True)]
    cells = scores("main", "2031Q1", {"roads": {}})
    program = opened(Competition(series=[live("roads", "water")], units=names, scores=cells))
    sheet = tmp_path / "得分.xlsx"
    sheet.write_bytes(by_openpyxl([HEAD, *BODY, *below]))
    told = program("import", sheet, "main", "2031Q1", "--check", "--format", "json").json()
    assert [row["state"] for row in told["rows"]] == states
    assert told["counts"]["problems"] == problems
    assert told["counts"]["new"] == 4
