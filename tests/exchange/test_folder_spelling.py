"""Names and texts of a folder that nobody can read as they are: refused, with the place where they stand."""

from pathlib import Path

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import read_folder
from tests.exchange.folders import FILES, problems, write
from tests.test_spelling import HIDDEN, ZALGO

NAMES = {
    ("units.csv", "name"): "西县,西,county",
    ("units.csv", "short_name"): ",西,county",
    ("scores.csv", "judge"): "甲",
    ("nominees.csv", "person"): "赵甲",
    ("pledges.csv", "person"): "王丙",
    ("honours.csv", "title"): "先进",
    ("vetoes.csv", "reason"): "事故",
    ("goals.csv", "title"): "第一",
    ("livelihood.csv", "title"): "水厂",
}


@pytest.mark.parametrize("bad", [HIDDEN["right to left"], HIDDEN["tag"], ZALGO[:10]], ids=["bidi", "tag", "marks"])
@pytest.mark.parametrize(("file", "column"), NAMES, ids=lambda part: part)
def test_f712_a_folder_is_told_the_file_the_line_and_the_column(
    tmp_path: Path, file: str, column: str, bad: str
) -> None:
    header, *rows = FILES[file].splitlines()
    place = header.split(",").index(column)
    line, found = next((line, row) for line, row in enumerate(rows, 2) if row.split(",")[place])
    cells = found.split(",")
    cells[place] = f"{cells[place]}{bad}县"
    rows[line - 2] = ",".join(cells)
    (said, *_) = problems(write(tmp_path, {**FILES, file: "\n".join([header, *rows]) + "\n"}))
    assert said.startswith(f"{file}, line {line}, column {column}: ")
    assert bad not in said or bad == ZALGO[:10]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "湖市竞赛"', 'name = "湖市\u202e竞赛"', "competition.name"),
        ('name_en = "Water"', 'name_en = "W\u0430ter"', "series.area.name_en"),
        ('flag = "水利先锋旗"', f'flag = "水{ZALGO[:20]}"', "series.area.flag"),
        ('name = "服务星"', 'name = "服务\u200b星"', "star.name"),
        ('name = "廉政"', 'name = "廉\u2066政"', "annual.vetoes.name"),
    ],
)
def test_f712_in_toml_too(tmp_path: Path, old: str, new: str, key: str) -> None:
    text = FILES["competition.toml"]
    if old not in text:
        old = next(line for line in text.splitlines() if line.startswith("name = "))
    (said, *_) = problems(write(tmp_path, {**FILES, "competition.toml": text.replace(old, new, 1)}))
    assert said.startswith("competition.toml, line "), said
    assert key in said, said


@pytest.mark.parametrize("passage", ["title", "slogans", "words"])
def test_f712_and_in_a_run_sheet(tmp_path: Path, passage: str) -> None:
    old = {"title": "授旗仪式", "slogans": '"一"', "words": "请\n上台"}[passage]
    file = "ceremonies/main-2030Q1.toml"
    content = FILES[file].replace(old, old[:2] + "\u202e" + old[2:])
    assert content != FILES[file]
    (said,) = problems(write(tmp_path, {**FILES, file: content}))
    assert said.startswith(f"{file}, line ")
    assert "U+202E" in said


def test_what_is_composed_otherwise_is_kept_the_same(tmp_path: Path) -> None:
    """NFC and NFD are one name, whoever types them."""
    content = FILES["units.csv"].replace("西县,西,county", "西县,Cafe\u0301,county")
    units = read_folder(write(tmp_path, {**FILES, "units.csv": content}), cue_formats()).units
    assert "Café" in [row.short_name for unit in units for row in unit.rows]
