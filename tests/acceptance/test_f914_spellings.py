"""F914: a score is read alike by every door: typed, for a judge, at the desk, loaded, imported."""

import csv
import json
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.desk.entering import parse_score
from scoreboard.errors import BadInput
from scoreboard.models import Score
from scoreboard.settings import database_paths
from scoreboard.store.engine import Store
from screens.desk.cell_text import plain
from tests.acceptance.competition import SCORES, Competition, Series, write_csv
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Read = dict[str, str]
"""What each spelling is read as: a number, or n/a; one that is refused is not there."""

KNOWN = (
    *("88", "88.5", "88.1234", "88.12345", "91.50000", "88.10000000000001", "100", "100.0", "100.1", "0", "00", "007"),
    *(
        ".5",
        "9.",
        ".",
        "..5",
        "5..",
        "1.2.3",
        "91。25",
        "。5",
        "9。",
        "９１．５",
        "９１。５",
        "．５",
        "88分",
        "88 分",
        "分",
    ),
    *("88,5", "88，5", "1,234", "1,5,6", "8 8", "8 8.5", "8\u00a08", "95%", "９５％", "0.95%", "1,0%"),
    *("n/a", "N/A", "ｎ／ａ", "na", "n.a.", "不参评", "不 参 评", "缺考", "-", "—", "/", "无", "x", "none", "nil"),
    *("-1", "+1", "1e2", "1E2", "NaN", "inf", "0x10", "1_0", "八十", "٣", "½", "9²", "9①", "91.5¹", "Ⅷ"),
)
LETTERS = "0123456789..,，。．９５ 分%/-aA不参评"
SHORT = ("n", "n/")
"""What a hand on a desk's keyboard says for n/a, and what nobody writes."""


def spellings(many: int) -> list[str]:
    draw = random.Random(914)
    drawn = ("".join(draw.choices(LETTERS, k=draw.randint(1, 5))).strip() for _ in range(many))
    return list(dict.fromkeys((*KNOWN, *(text for text in drawn if text and text.casefold() not in SHORT))))


def stored(program: Program, texts: list[str], judge: str = "") -> Read:
    """What has been saved of the texts, which were given to one unit each, in their order."""
    store = Store(database_paths(str(program.database)))
    with store.read() as session:
        rows = session.exec(select(Score).where(Score.judge == judge)).all()
        found = {row.unit_id: "n/a" if row.value is None else f"{row.value.normalize():f}" for row in rows if row.state}
    store.close()
    return {text: found[f"t{at}"] for at, text in enumerate(texts, 1) if f"t{at}" in found}


def contest(texts: list[str], **settings: object) -> Competition:
    series = Series(settings={"publication": "live", "confirm": "self", **settings})
    return Competition(series=[series], units=[{**one, "name": f"单位{at}"} for at, one in enumerate(units(texts), 1)])


def units(texts: list[str]) -> list[dict[str, object]]:
    return [{"id": f"t{at}", "pool": "town"} for at, _text in enumerate(texts, 1)]


@pytest.mark.parametrize("judge", ["", "甲"])
def test_f914_what_is_typed_is_read_as_the_desk_reads_it(opened: Opened, judge: str) -> None:
    texts = spellings(20)
    program = opened(contest(texts, **({"judges": "mean"} if judge else {})))
    for at, text in enumerate(texts, 1):
        done = program.typing(text)(
            "enter", "main", "2031Q1", "roads", f"t{at}", "-", *(["--judge", judge] * bool(judge))
        )
        assert done.code in (0, 2), done
    assert stored(program, texts, judge) == at_the_desk(texts)


def test_f914_sheets_and_folders_are_read_as_what_is_typed(opened: Opened, tmp_path: Path) -> None:
    texts = spellings(300)
    program = opened(contest(texts))
    assert imported(program, tmp_path, texts, "\t") == at_the_desk(texts)
    parted = imported(program, tmp_path, texts, ",")
    assert parted.items() <= at_the_desk(texts).items()
    assert all("," in text or "，" in text for text in at_the_desk(texts).keys() - parted)
    assert loaded(program, tmp_path, texts) == parted


def at_the_desk(texts: list[str]) -> Read:
    found: Read = {}
    for text in texts:
        try:
            value = parse_score(plain(text), Decimal(100))
        except BadInput:
            continue
        found[text] = "n/a" if value is None else f"{value.normalize():f}"
    return found


def imported(program: Program, folder: Path, texts: list[str], separator: str) -> Read:
    sheet = folder / "sheet.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(["单位", "roads工作", "备注"])
        writer.writerows([f"单位{at}", text, ""] for at, text in enumerate(texts, 1))
    done = program("import", sheet, "main", "2031Q1", "--check", "--format", "json")
    preview = json.loads(done.out)
    found = {cell["row"]: cell["new"] for cell in preview["cells"] if cell["new"] is not None}
    assert found.keys().isdisjoint(problem["row"] for problem in preview["problems"])
    return {text: said(found[at]) for at, text in enumerate(texts, 2) if at in found}


def loaded(program: Program, folder: Path, texts: list[str]) -> Read:
    place = {"series": "main", "period": "2031Q1", "area": "roads", "state": "draft"}
    rows = [{**place, "unit": f"t{at}", "score": text} for at, text in enumerate(texts, 1)]
    copy = contest(texts).write(folder / "again")
    write_csv(copy / "scores.csv", SCORES, rows)
    told = program("load", copy, "--check")
    refused = {int(line) - 2 for line in re.findall(r"scores.csv, line (\d+)", told.out + told.err)}
    assert refused
    write_csv(copy / "scores.csv", SCORES, [row for at, row in enumerate(rows) if at not in refused])
    program.ok("load", copy)
    return stored(program, texts)


def said(figure: str) -> str:
    return figure if figure == "n/a" else f"{Decimal(figure).normalize():f}"
