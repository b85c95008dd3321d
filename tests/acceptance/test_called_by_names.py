"""What a person reads of results, people and roles calls them by their names, and not by ids."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened

UNITS = [
    {**unit, "name": name, "name_en": f"{unit['id'].upper()} town"}
    for unit, name in zip(towns(2), ("青槐乡", "白鹭镇"), strict=True)
]


@pytest.mark.parametrize(
    ("lang", "cell", "role"), [("zh", "青槐乡的roads工作", "录入员"), ("en", "T1 town in Roads", "operator")]
)
def test_sheets_refusals_and_people_are_told_by_names(
    opened: Opened, tmp_path: Path, lang: str, cell: str, role: str
) -> None:
    given = scores("main", "2031Q1", {"roads": {}})
    series = Series(areas=("roads",), settings={"publication": "live", "confirm": "second-person"})
    program = opened(Competition(series=[series], units=UNITS, scores=given)).speaking(lang)
    sheet = tmp_path / "得分.csv"
    sheet.write_text("单位,roads工作\n青槐乡,95\n", encoding="utf-8")
    told = program.ok("import", sheet, "main", "2031Q1").out
    assert "roads/t1" not in told
    assert ("青槐乡" if lang == "zh" else "T1 town") in told
    assert role in program.ok("user", "add", "wang", "--role", "operator").out
    assert "wang\toperator\t-" in program.ok("user", "list").out, "a list for scripts keeps the word of --role"
    program.ok("user", "add", "li", "--role", "reviewer", "--os-user", "root")
    refused = program.by("li").refuses(1, "confirm", "main", "2031Q1").complaint
    assert cell in refused
    assert "main/2031Q1" not in refused
