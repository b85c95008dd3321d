"""Sheets that offices might send, each with what is to be read in it (S19)."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.importing.preview import Preview
from scoreboard.desk.importing.previewing import preview_file
from scoreboard.errors import ContestError
from scoreboard.exchange.workbooks.headings import ColumnRole
from scoreboard.exchange.workbooks.raw_sheet import letters_of
from scoreboard.exchange.workbooks.reading import read_file
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import (
    as_text,
    by_hand_as_ods,
    by_openpyxl,
    by_xlsxwriter,
    by_xlwt,
    compound,
    edited,
    with_password,
    zipped,
)

Q1 = "2031Q1"
HEAD = ["单位", "roads工作", "water工作"]
BODY = [["青槐乡", 88.5, 90], ["白鹭镇", 57.7, 66.25]]
PLAIN = [HEAD, *BODY]
READ = {("roads", "t1"): "88.5", ("water", "t1"): "90", ("roads", "t2"): "57.7", ("water", "t2"): "66.25"}
ROADS = {("roads", "t1"): "88.5", ("roads", "t2"): "57.7"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("imports")
    areas = ("roads", "water", "trees")
    live = {"publication": "live", "confirm": "self"}
    units = [
        *towns(4, aliases="青槐;槐乡"),
        {"id": "m1", "name": "南关村", "kind": "village", "parent": "t1", "pool": "village"},
    ]
    units = [{**unit, "aliases": "青槐;槐乡" if unit["id"] == "t1" else ""} for unit in units]
    contest = Competition(
        series=[
            Series(areas=areas, settings=live, overrides={Q1: {"not_held": ["trees"]}}),
            Series("one", areas=("clean",), settings=live),
            Series("judged", areas=("speech",), settings={**live, "judges": "mean"}),
            Series("points", areas=("sport",), settings={**live, "maximum": 5000}),
        ],
        units=units,
        scores=scores("main", Q1, {"water": {"t3": 70, "t4": 80}}),
    )
    program = Program(folder / "contest.db", acting=None)
    program.ok("load", contest.write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "en").paths)
    yield store
    store.close()


@dataclass(frozen=True)
class Case:
    """A sheet and what is to be read in it."""

    content: bytes
    cells: Mapping[tuple[str, str], str | None]
    """Of each score by its area and its unit what is new, and None where the sheet leaves it blank."""
    ending: str = "xlsx"
    header: int = 1
    series: str = "main"
    rows: Mapping[int, str] = field(default_factory=dict)
    """The rows that are told of, with their states."""
    problems: tuple[str, ...] = ()
    """How each one is told, in order; a piece of its sentence."""
    ranks: tuple[tuple[int, str, str | None, str, int | None], ...] = ()
    totals: tuple[tuple[int, str, str, str], ...] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    judge: str = ""


def titled(*rows: list[Any]) -> list[list[Any]]:
    """Under a merged title and a note."""
    return [["二〇三一年第一季度得分表"], ["制表：考核办公室", None, "单位：分"], *rows]


CASES: dict[str, Case] = {
    "plain": Case(by_openpyxl(PLAIN), READ),
    "by another writer": Case(by_xlsxwriter(PLAIN), READ),
    "excel 97": Case(by_xlwt(PLAIN), READ, "xls"),
    "opendocument": Case(by_hand_as_ods(PLAIN), READ, "ods"),
    "utf-8": Case(as_text(PLAIN), READ, "csv"),
    "utf-8 with a mark": Case(as_text(PLAIN, encoding="utf-8-sig"), READ, "csv"),
    "utf-16": Case(as_text(PLAIN, "\t", "utf-16"), READ, "txt"),
    "utf-16 without a mark": Case(as_text(PLAIN, "\t", "utf-16-le"), READ, "txt"),
    "utf-16 the other way round": Case(as_text(PLAIN, "\t", "utf-16-be"), READ, "txt"),
    "gbk": Case(as_text(PLAIN, encoding="gbk"), READ, "csv"),
    "semicolons and decimal commas": Case(
        as_text([HEAD, ["青槐乡", "88,5", "90"], ["白鹭镇", "57,7", "66,25"]], ";"), READ, "csv"
    ),
    "tabs": Case(as_text(PLAIN, "\t"), READ, "tsv"),
    "bars": Case(as_text(PLAIN, "|", ends="\n"), READ, "txt"),
    "excel is told the separator": Case(b"sep=;\r\n" + as_text(PLAIN, ";"), READ, "csv", header=2),
    "quoted names": Case('单位,roads工作\n"青槐乡","88.5"\n白鹭镇,57.7\n'.encode(), ROADS, "csv"),
    "an ending that lies": Case(by_openpyxl(PLAIN), READ, "csv"),
    "merged title, header in row 3": Case(by_openpyxl(titled(*PLAIN), merge=("A1:C1",)), READ, header=3),
    "empty rows above": Case(by_openpyxl([[], [], *PLAIN]), READ, header=3),
    "beginning in column C": Case(by_openpyxl([[None, None, *row] for row in PLAIN]), READ),
    "numbers before the names": Case(by_openpyxl([["序号", *HEAD], *([n, *r] for n, r in enumerate(BODY, 1))]), READ),
    "ids": Case(by_openpyxl([["unit", "roads", "water"], ["t1", 88.5, 90], ["t2", 57.7, 66.25]]), READ),
    "english": Case(by_openpyxl([["Town", "Roads", "Water"], ["Town t1", 88.5, 90], ["TOWN  T2", 57.7, 66.25]]), READ),
    "flags for headings": Case(by_openpyxl([["乡镇", "roads先锋旗", "water先锋旗"], *BODY]), READ),
    "a weight in brackets": Case(by_openpyxl([["单位", "roads工作（40分）", "water工作(权重60%)"], *BODY]), READ),
    "headings with 得分": Case(by_openpyxl([["单位名称", "roads工作得分", "water工作 分数"], *BODY]), READ),
    "a colon behind a heading": Case(by_openpyxl([["单位：", "roads工作：", "water工作："], *BODY]), READ),
    "spaces in names": Case(by_openpyxl([HEAD, ["青　槐 乡", 88.5, 90], [" 白鹭镇 ", 57.7, 66.25]]), READ),
    "aliases": Case(by_openpyxl([HEAD, ["槐乡", 88.5, 90], ["白鹭镇", 57.7, 66.25]]), READ),
    "full width": Case(by_openpyxl([HEAD, ["青槐乡", "８８．５", "９０"], ["白鹭镇", " 57.70 ", "66.25"]]), READ),
    "binary noise": Case(by_openpyxl([HEAD, ["青槐乡", 88.5, 90], ["白鹭镇", 57.699999999999996, 66.25]]), READ),
    "edges": Case(
        by_openpyxl([HEAD, ["青槐乡", "88.50", "90."], ["白鹭镇", "57,7", ".5"]]), {**READ, ("water", "t2"): "0.5"}
    ),
    "blank is not 0": Case(
        by_openpyxl([HEAD, ["青槐乡", 88.5, None], ["白鹭镇", 57.7, "  "]]),
        {**ROADS, ("water", "t1"): None, ("water", "t2"): None},
    ),
    "n/a in words": Case(
        by_openpyxl([HEAD, ["青槐乡", "不参评", "缺考"], ["白鹭镇", "N/A", "na"]]), dict.fromkeys(READ, "n/a")
    ),
    "long": Case(
        by_openpyxl(
            [
                ["单位", "重点工作", "得分"],
                ["青槐乡", "roads工作", 88.5],
                ["青槐乡", "water", 90],
                ["白鹭镇", "Roads", 57.7],
                ["白鹭镇", "water先锋旗", 66.25],
            ]
        ),
        READ,
    ),
    "long with merged units": Case(
        by_openpyxl(
            [
                ["单位", "重点工作", "得分"],
                ["青槐乡", "roads工作", 88.5],
                [None, "water工作", 90],
                ["白鹭镇", "roads工作", 57.7],
                [None, "water工作", 66.25],
            ],
            merge=("A2:A3", "A4:A5"),
        ),
        READ,
    ),
    "long and mapped": Case(
        by_openpyxl([["单位", "得分"], *([r[0], r[1]] for r in BODY)]), ROADS, mapped={"得分": "roads"}
    ),
    "one area by the title": Case(
        by_openpyxl([["roads工作"], ["单位", "得分"], *([r[0], r[1]] for r in BODY)], merge=("A1:B1",)), ROADS, header=2
    ),
    "one area by the sheet's name": Case(
        by_openpyxl([["单位", "得分"], *([r[0], r[1]] for r in BODY)], name="roads工作"), ROADS
    ),
    "the only area": Case(by_openpyxl([["单位", "得分"], ["青槐乡", 88.5]]), {("clean", "t1"): "88.5"}, series="one"),
    "mapped heading": Case(
        by_openpyxl([["单位", "修路", "供水"], *BODY]), READ, mapped={"修路": "roads", "供水": "water"}
    ),
    "a heading of two rows": Case(
        by_openpyxl(
            [
                ["单位", "roads工作", None, "water工作", None],
                [None, "得分", "排名", "得分", "排名"],
                ["青槐乡", 88.5, 1, 90, 1],
                ["白鹭镇", 57.7, 2, 66.25, 3],
            ],
            merge=("B1:C1", "D1:E1", "A1:A2"),
        ),
        READ,
        ranks=((4, "t2", "water", "3", 4),),
    ),
    "sums and places": Case(
        by_openpyxl(
            [
                [*HEAD, "合计", "名次"],
                ["青槐乡", 88.5, 90, 178.5, 1],
                ["白鹭镇", 57.7, 66.25, 124, 2],
                ["合计", 146.2, 156.25],
            ]
        ),
        READ,
        rows={4: "total"},
        totals=((3, "D", "124", "123.95"),),
    ),
    "totals of all kinds": Case(
        by_openpyxl([*PLAIN, ["平均分", 1, 2], ["最高分", 3, 4], ["全县合计", 5, 6], ["Total (2 towns)", 7, 8]]),
        READ,
        rows=dict.fromkeys((4, 5, 6, 7), "total"),
    ),
    "places of one area": Case(
        by_openpyxl([["单位", "roads工作", "排名"], ["青槐乡", 88.5, "第1名"], ["白鹭镇", 57.7, 3]]),
        ROADS,
        ranks=((3, "t2", "roads", "3", 2),),
    ),
    "places under their own headings": Case(
        by_openpyxl([[*HEAD, "roads工作排名"], ["青槐乡", 88.5, 90, 2], ["白鹭镇", 57.7, 66.25, 2]]),
        READ,
        ranks=((2, "t1", "roads", "2", 1),),
    ),
    "notes below": Case(by_openpyxl([*PLAIN, [], ["制表人：王芳"], ["注：不参评的写缺考"]]), READ),
    "a header on every page": Case(by_openpyxl([HEAD, BODY[0], HEAD, BODY[1]]), READ),
    "reckoned formulas": Case(
        by_xlsxwriter([HEAD, ["青槐乡", ("=80+8.5", 88.5), 90], ["白鹭镇", 57.7, ("=66+1/4", 66.25)]]), READ
    ),
    "other columns are left out": Case(
        by_openpyxl(
            [
                ["单位", "roads工作", "负责人", "上期得分", "water工作"],
                ["青槐乡", 88.5, "王芳", 12, 90],
                ["白鹭镇", 57.7, "李明", 13, 66.25],
            ]
        ),
        READ,
    ),
    "several sheets, one named": Case(by_openpyxl(PLAIN, more=[HEAD, ["青槐乡", 1, 2]]), READ, sheet="Sheet1"),
    "sheets without results": Case(by_openpyxl(PLAIN, notes=[["说明"], ["每季一次"]]), READ),
    "changed, the same": Case(
        by_openpyxl([HEAD, ["石桥乡", None, 70], ["柳溪镇", 60, 80]]),
        {("roads", "t3"): None, ("water", "t3"): "70", ("roads", "t4"): "60", ("water", "t4"): "80"},
    ),
    "a judge of one's own": Case(
        by_openpyxl([["单位", "speech工作"], ["青槐乡", 88.5]]), {("speech", "t1"): "88.5"}, series="judged", judge="甲"
    ),
    "judges in a column": Case(
        by_openpyxl([["单位", "评委", "得分"], ["青槐乡", "甲", 88.5]]), {("speech", "t1"): "88.5"}, series="judged"
    ),
    "thousands": Case(
        by_openpyxl([["单位", "得分"], ["青槐乡", "1,234.5"], ["白鹭镇", 4321]]),
        {("sport", "t1"): "1234.5", ("sport", "t2"): "4321"},
        series="points",
    ),
    # --- headings above each other ---------------------------------------------------------------------------------
    "a quarter over the areas": Case(
        by_openpyxl(
            [
                ["二〇三一年得分表"],
                ["单位", "一季度", None, None, None],
                [None, "roads工作", "water工作", "合计", "名次"],
                ["青槐乡", 88.5, 90, 178.5, 1],
                ["白鹭镇", 57.7, 66.25, 124, 2],
            ],
            merge=("A1:E1", "B2:E2", "A2:A3"),
        ),
        READ,
        header=2,
        totals=((5, "D", "124", "123.95"),),
    ),
    "a quarter over the areas, as text": Case(
        as_text([["单位", "一季度", None], [None, "roads工作", "water工作"], *BODY]), READ, "csv"
    ),
    "an area over score and place, as text": Case(
        as_text(
            [
                ["序号", "单位", "roads工作", None, "water工作", None, "总分"],
                [None, None, "得分", "名次", "得分", "名次", None],
                [1, "青槐乡", 88.5, 1, 90, 1, 178.5],
                [2, "白鹭镇", 57.7, 2, 66.25, 3, 123.95],
            ]
        ),
        READ,
        "csv",
        ranks=((4, "t2", "water", "3", 4),),
    ),
    "an area over score and place, in Excel 97": Case(
        by_xlwt(
            [
                ["单位", "roads工作", None, "water工作", None],
                [None, "得分", "名次", "得分", "名次"],
                ["青槐乡", 88.5, 1, 90, 1],
                ["白鹭镇", 57.7, 2, 66.25, 4],
            ]
        ),
        READ,
        "xls",
    ),
    "units named in the second row": Case(
        by_openpyxl(
            [
                [None, "roads工作", None, "water工作", None],
                ["单位", "得分", "名次", "得分", "名次"],
                ["青槐乡", 88.5, 1, 90, 1],
                ["白鹭镇", 57.7, 2, 66.25, 4],
            ],
            merge=("B1:C1", "D1:E1"),
        ),
        READ,
    ),
    "the parts of a score beside it": Case(
        by_openpyxl(
            [
                ["Town", "Roads", None, None, "Water", None, None],
                [None, "Base", "Bonus", "Total", "Planned", "Done", "Score"],
                ["青槐乡", 80, 8.5, 88.5, 100, 70, 90],
                ["白鹭镇", 57.7, 0, 57.7, 100, 80, 66.25],
            ],
            merge=("B1:D1", "E1:G1", "A1:A2"),
        ),
        READ,
    ),
    "two quarters beside each other": Case(
        by_openpyxl(
            [
                ["单位", "2030年第四季度", None, "第一季度", None],
                [None, "roads工作", "water工作", "roads工作", "water工作"],
                ["青槐乡", 1, 2, 88.5, 90],
                ["白鹭镇", 3, 4, 57.7, 66.25],
            ],
            merge=("B1:C1", "D1:E1", "A1:A2"),
        ),
        READ,
    ),
    "three rows": Case(
        by_openpyxl(
            [
                ["单位", "一季度", None, None, None],
                [None, "roads工作", None, "water工作", None],
                [None, "得分", "名次", "得分", "名次"],
                ["青槐乡", 88.5, 1, 90, 1],
                ["白鹭镇", 57.7, 2, 66.25, 4],
            ],
            merge=("A1:A3", "B1:E1", "B2:C2", "D2:E2"),
        ),
        READ,
    ),
    "the most that can be had below": Case(
        by_openpyxl([HEAD, [None, "满分100", "100分"], *BODY], merge=("A1:A2",)), READ
    ),
    "a header of two rows on every page": Case(
        by_openpyxl(
            [
                ["单位", "roads工作", None],
                [None, "得分", "名次"],
                ["青槐乡", 88.5, 1],
                ["单位", "roads工作", None],
                [None, "得分", "名次"],
                ["白鹭镇", 57.7, 2],
            ]
        ),
        ROADS,
    ),
    "a mapped heading over others": Case(
        by_openpyxl([["单位", "修路", None], [None, "得分", "名次"], ["青槐乡", 88.5, 1], ["白鹭镇", 57.7, 2]]),
        ROADS,
        mapped={"修路": "roads"},
    ),
    "headings that are merged no further": Case(
        by_openpyxl(
            [
                ["单位", "roads工作", None, None, None],
                [None, "得分", "名次", "得分", "water工作"],
                ["青槐乡", 88.5, 1, 12, 90],
                ["白鹭镇", 57.7, 2, 13, 66.25],
            ],
            merge=("B1:C1", "A1:A2"),
        ),
        READ,
    ),
    # --- what must be mended first ---------------------------------------------------------------------------------
    "unknown": Case(by_openpyxl([*PLAIN, ["无此镇", 1, 2]]), READ, rows={4: "unknown"}, problems=("无此镇",)),
    "pinyin is never guessed at": Case(
        by_openpyxl([*PLAIN, ["shiqiaoxiang", 1, 2]]), READ, rows={4: "unknown"}, problems=("shiqiaoxiang",)
    ),
    "of another series": Case(
        by_openpyxl([*PLAIN, ["南关村", 1, 2]]), READ, rows={4: "unknown"}, problems=("m1 does not take part",)
    ),
    "twice": Case(
        by_openpyxl([*PLAIN, ["青槐", 1, 2]]), READ, rows={4: "duplicate"}, problems=("is already in row 2",)
    ),
    "no name": Case(
        by_openpyxl([*PLAIN, [None, 1, 2]]), READ, rows={4: "unknown"}, problems=("without a unit beside them",)
    ),
    "confirmed otherwise": Case(
        by_openpyxl([HEAD, ["柳溪镇", 60, 81]]),
        {("roads", "t4"): "60", ("water", "t4"): "81"},
        rows={2: "closed"},
        problems=("was confirmed",),
    ),
    "no scores": Case(
        by_openpyxl([HEAD, ["青槐乡", "优", 101], ["白鹭镇", "-", "1.23456"]]),
        {},
        problems=("“优”", "“101”", "“-”", "“1.23456”"),
    ),
    "dates made of scores": Case(
        by_openpyxl([HEAD, ["青槐乡", datetime.date(2010, 3, 10), 90]]),
        {("water", "t1"): "90"},
        problems=("the date 2010-03-10",),
    ),
    "dates by another writer": Case(
        by_xlsxwriter([HEAD, ["青槐乡", 40247, 90]], formats={(1, 1): "yyyy-mm-dd"}),
        {("water", "t1"): "90"},
        problems=("the date 2010-03-10",),
    ),
    "percentages": Case(
        by_xlsxwriter([HEAD, ["青槐乡", 0.95, 90]], formats={(1, 1): "0%"}),
        {("water", "t1"): "90"},
        problems=("95% is a percentage",),
    ),
    "separated by a chinese input method": Case(
        "单位，roads工作，water工作\n青槐乡，88.5，90\n白鹭镇，57.7，66.25\n".encode(), READ, "csv"
    ),
    "points, and places in hanzi": Case(
        by_openpyxl([["名次", "单位", "roads工作"], ["第一名", "青槐乡", "88.5分"], ["第十二名", "白鹭镇", "57.7 分"]]),
        {("roads", "t1"): "88.5", ("roads", "t2"): "57.7"},
        ranks=((3, "t2", "roads", "第十二名", 2),),
    ),
    "percentages of excel 97": Case(
        by_xlwt([HEAD, ["青槐乡", 0.95, 90], ["白鹭镇", 88, 0.875]], formats={(1, 1): "0%", (2, 2): "0.00%"}),
        {("water", "t1"): "90", ("roads", "t2"): "88"},
        "xls",
        problems=("95% is a percentage", "87.5% is a percentage"),
    ),
    "percentages as text": Case(
        as_text([HEAD, ["青槐乡", "95%", 90], ["白鹭镇", 88, "８７.５％"]]),
        {("water", "t1"): "90", ("roads", "t2"): "88"},
        "csv",
        problems=("95% is a percentage", "８７.５％ is a percentage"),
    ),
    "errors of excel 97": Case(
        by_xlwt([HEAD, ["青槐乡", "#DIV/0!", 90]]),
        {("water", "t1"): "90"},
        "xls",
        problems=("the error #DIV/0!",),
    ),
    "formulas that were never reckoned": Case(
        by_openpyxl([HEAD, ["青槐乡", "=80+8.5", 90]]),
        {("water", "t1"): "90"},
        problems=("=80+8.5 was never calculated",),
    ),
    "errors": Case(
        edited(by_openpyxl([HEAD, ["青槐乡", 1, 90]]), lambda sheet: sheet["B2"].__setattr__("value", "#N/A")),
        {("water", "t1"): "90"},
        problems=("the error #N/A",),
    ),
    "true": Case(by_openpyxl([HEAD, ["青槐乡", True, 90]]), {("water", "t1"): "90"}, problems=("TRUE is not a score",)),
    "a comma that separates": Case(
        '单位,roads工作,water工作\n青槐乡,"88,5",90\n'.encode(), {("water", "t1"): "90"}, "csv", problems=("“88,5”",)
    ),
    "a comma that may be either": Case(
        by_openpyxl([["单位", "得分"], ["青槐乡", "1,234"]]),
        {},
        series="points",
        problems=("thousands or a decimal comma",),
    ),
    "two columns of one area": Case(
        by_openpyxl([["单位", "roads工作", "Roads"], ["青槐乡", 88.5, 1]]),
        {("roads", "t1"): "88.5"},
        problems=("roads already has a column, B",),
    ),
    "an area that is not held": Case(
        by_openpyxl([["单位", "roads工作", "trees工作"], ["青槐乡", 88.5, 1]]),
        {("roads", "t1"): "88.5"},
        problems=("trees is not held",),
    ),
    "which area": Case(by_openpyxl([["单位", "得分"], ["青槐乡", 88.5]]), {}, problems=("does not say which area",)),
    "an area that is none": Case(
        by_openpyxl([["单位", "重点工作", "得分"], ["青槐乡", "roads工作", 88.5], ["白鹭镇", "绿化", 3]]),
        {("roads", "t1"): "88.5"},
        problems=("绿化",),
    ),
    "no judge": Case(
        by_openpyxl([["单位", "得分"], ["青槐乡", 88.5]]), {}, series="judged", problems=("name the judge",)
    ),
}


def read(store: Store, case: Case, place: Path) -> Preview:
    path = place / f"得分.{case.ending}"
    path.write_bytes(case.content)
    with store.read() as session:
        contest = contest_of(session, case.series, Q1)
        file = read_file(path, case.sheet)
        return preview_file(session, contest, file, mapped=case.mapped, judge=case.judge)[1]


@pytest.mark.parametrize("name", CASES)
def test_s19_a_sheet_is_read_as_it_was_meant(store: Store, tmp_path: Path, name: str) -> None:
    check(store, tmp_path, CASES[name])


def check(store: Store, folder: Path, case: Case) -> None:
    """Whether all that is to be read in a sheet is."""
    preview = read(store, case, folder)
    told = [problem.message.sentence("en") for problem in preview.problems]
    assert {(cell.area, cell.unit): cell.new for cell in preview.cells} == case.cells, told
    assert preview.header + 1 == case.header
    assert {note.row + 1: str(note.state) for note in preview.rows} == case.rows
    for sentence, piece in zip(told, case.problems, strict=True):
        assert piece in sentence
    assert all(problem.message.sentence("zh") for problem in preview.problems)
    ranks = [(one.row + 1, one.unit, one.area, one.typed, one.computed) for one in preview.ranks]
    assert [one for one in ranks if one[2] is not None] == list(case.ranks)
    totals = [(one.row + 1, letters_of(one.column), one.typed, one.computed) for one in preview.totals]
    assert totals == list(case.totals)


def test_s19_each_state_is_told_beside_what_is_there(store: Store, tmp_path: Path) -> None:
    preview = read(store, CASES["changed, the same"], tmp_path)
    assert [(cell.unit, cell.area, cell.old, cell.new, str(cell.state)) for cell in preview.cells] == [
        ("t3", "roads", None, None, "blank"),
        ("t3", "water", "70", "70", "same"),
        ("t4", "roads", None, "60", "new"),
        ("t4", "water", "80", "80", "same"),
    ]
    roles = [(letters_of(one.number), str(one.role), one.area) for one in preview.columns]
    assert roles == [("A", "unit", None), ("B", "area", "roads"), ("C", "area", "water")]
    assert preview.columns[1].role is ColumnRole.AREA


REFUSED = {
    "no header": (by_openpyxl([["青槐乡", 88.5]]), "xlsx", {}, "no row names the units"),
    "several sheets": (by_openpyxl(PLAIN, more=PLAIN), "xlsx", {}, "--sheet: Sheet1, more"),
    "no such sheet": (by_openpyxl(PLAIN), "xlsx", {"sheet": "x"}, "no sheet “x”"),
    "no such heading": (by_openpyxl(PLAIN), "xlsx", {"mapped": {"y": "roads"}}, "the header has no “y”"),
    "no such area": (by_openpyxl(PLAIN), "xlsx", {"mapped": {"单位": "y"}}, "y"),
    "no sheets in text": (as_text(PLAIN), "csv", {"sheet": "x"}, "has no sheets"),
    "empty": (b"", "xlsx", {}, "is empty"),
    "only spaces": (b" \r\n\t", "csv", {}, "is empty"),
    "wps": (b"\xd0\xcf\x11\xe0 whatever", "et", {}, "save it as .xlsx"),
    "pdf": (b"%PDF-1.7", "pdf", {}, "is a PDF"),
    "a text document": (zipped("word/document.xml"), "docx", {}, "is a text document"),
    "an old text document": (compound("WordDocument"), "doc", {}, "is a text document"),
    "a text of wps": (compound("WordDocument"), "wps", {}, "paste it into the desk"),
    "numbers": (zipped("Index/Document.iwa"), "numbers", {}, "Export To > Excel"),
    "numbers, packed otherwise": (zipped("Index.zip"), "numbers", {}, "Export To > Excel"),
    "slides": (zipped("ppt/presentation.xml"), "pptx", {}, "is not a table"),
    "a password": (compound("EncryptedPackage"), "xlsx", {}, "remove the password"),
    "a password of excel 97": (with_password(by_xlwt(PLAIN, stream=True)), "xls", {}, "remove the password"),
    "a password of opendocument": (by_hand_as_ods(PLAIN, locked=True), "ods", {}, "remove the password"),
    "a picture": (b"\x89PNG\r\n", "xlsx", {}, "is a picture"),
    "a page": (b"\xef\xbb\xbf<html><table>", "xls", {}, "is a web page"),
    "latin": ("Café,Roads\nt1,5\n".encode("latin-1"), "csv", {}, "neither UTF-8"),
    "a lone quotation mark": ('单位,roads工作\n青槐乡,"8'.encode() + b"8" * 200_000, "csv", {}, "not valid CSV"),
    "truncated": (by_openpyxl(PLAIN)[:2000], "xlsx", {}, "is damaged"),
    "a truncated old one": (by_xlwt(PLAIN)[:1500], "xls", {}, "is damaged"),
    "not a workbook": (b"PK\x03\x04nothing", "xlsx", {}, "is damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sheet_gets_a_sentence(store: Store, tmp_path: Path, name: str) -> None:
    content, ending, more, piece = REFUSED[name]
    with pytest.raises(ContestError) as refused:
        read(store, Case(content, {}, ending, **more), tmp_path)  # type: ignore[arg-type]
    assert piece in refused.value.sentence("en")
    assert refused.value.sentence("zh") != refused.value.sentence("en")
    assert refused.value.exit_code == 2
