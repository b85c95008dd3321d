"""What headings say of a sheet's period: another one is in the way, of several only the contested one is taken."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.preview import Mending, Preview
from scoreboard.desk.importing.previewing import preview_chosen, preview_file
from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks.period_words import PeriodWords, parts_in, period_word, quarters_in, years_in
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import as_text, by_openpyxl

Q3 = "2031Q3"
AREAS = ["roads工作", "water工作", "trees工作"]
TOWN = ["青槐乡", 1, 2, 3]
Rows = Sequence[Sequence[Any]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("periods")
    settings = {"publication": "live", "confirm": "self"}
    areas = Series(areas=("roads", "water", "trees", "clean"), settings=settings)
    program = Program(folder / "contest.db", acting=None)
    program.ok("load", Competition(series=[areas], units=towns(2)).write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "en").paths)
    yield store
    store.close()


def file_of(folder: Path, rows: Rows, merge: Sequence[str] | None = None) -> ReadFile:
    """Text with commas; a workbook where cells are merged."""
    path = folder / ("得分.csv" if merge is None else "得分.xlsx")
    path.write_bytes(as_text(rows) if merge is None else by_openpyxl(rows, merge=merge))
    return read_file(path)


def read(store: Store, file: ReadFile, period: str = Q3, mapped: Mapping[str, str] | None = None) -> Preview:
    with store.read() as session:
        return preview_file(session, contest_of(session, "main", period), file, mapped=mapped)[1]


def taken(preview: Preview) -> dict[str, str | None]:
    return {cell.area: cell.new for cell in preview.cells}


def others(preview: Preview) -> list[str]:
    return [one.text for one in preview.problems if one.mending is Mending.PERIOD]


def over(heading: str) -> Rows:
    """A heading over all areas, beside 单位."""
    return [["单位", heading, None, None], [None, *AREAS], TOWN]


@pytest.mark.parametrize(
    "heading",
    [
        "第二季度",
        "二季度",
        "2季度得分",
        "2031Q2",
        "Q2",
        "2nd quarter",
        "Second  Quarter 2031",
        "第四季度",
        "2030年",
        "2030年第三季度",
        "二〇三〇年度",
        "一、二季度",
    ],
)
def test_a_heading_over_all_columns_that_names_another_period_is_in_the_way(
    store: Store, tmp_path: Path, heading: str
) -> None:
    preview = read(store, file_of(tmp_path, over(heading)))
    assert others(preview) == [heading]
    [problem] = preview.problems
    assert (problem.row, problem.column) == (0, 1)
    assert f"“{heading}”" in problem.message.sentence("zh")
    assert Q3 in problem.message.sentence("en")


@pytest.mark.parametrize(
    "heading",
    [
        "第三季度",
        "2031年三季度",
        "2031",
        "Q3 2031",
        "3rd quarter",
        "重点工作",
        "上一季度定的项目",
        "一至三季度",
        "2030年9月定的项目",
        "Points out of 2000",
    ],
)
def test_a_heading_that_names_this_period_or_none_is_not(store: Store, tmp_path: Path, heading: str) -> None:
    preview = read(store, file_of(tmp_path, over(heading)))
    assert preview.problems == []
    assert taken(preview) == {"roads": "1", "water": "2", "trees": "3"}


@pytest.mark.parametrize("title", ["某县2031年第二季度重点工作得分表", "第二季度", "2030年度得分"])
def test_a_title_above_the_header_is_looked_at_too(store: Store, tmp_path: Path, title: str) -> None:
    rows = [[title, None, None, None], ["制表日期：2030年12月1日"], ["单位", *AREAS], TOWN]
    assert others(read(store, file_of(tmp_path, rows))) == [title]
    assert others(read(store, file_of(tmp_path, rows, ("A1:D1",)))) == [title]


def test_that_another_period_s_heading_is_meant_can_be_said(store: Store, tmp_path: Path) -> None:
    for rows in (over("第二季度"), [["第二季度"], ["单位", *AREAS], TOWN]):
        file = file_of(tmp_path, rows)
        assert others(read(store, file)) == ["第二季度"]
        for said in (Q3, "第三季度"):
            assert read(store, file, mapped={"第二季度": said}).problems == []
        assert read(store, file, "2031Q2").problems == []
        with pytest.raises(BadInput, match="no area “第二季度”"):
            read(store, file, mapped={"第二季度": "第二季度"})
        with pytest.raises(BadInput, match="the header has no “第四季度”"):
            read(store, file, mapped={"第四季度": Q3})
        with store.read() as session:
            contest, choices = contest_of(session, "main", Q3), SheetChoices(periods=frozenset({"第二季度"}))
            assert others(preview_chosen(session, contest, file.sheets[0], SheetChoices())) == ["第二季度"]
            assert preview_chosen(session, contest, file.sheets[0], choices).problems == []


BESIDE = [None, "第二季度", None, None, "第三季度", None, None]
"""A row of quarters, over other columns than that of the units."""
SAME = (BESIDE, ["单位", *AREAS, *AREAS], ["青槐乡", 7, 8, 9, 1, 2, 3])
UNLIKE = (BESIDE, ["单位", *AREAS, "clean工作", "roads工作", None], ["青槐乡", 7, 8, 9, 1, 2, None])


@pytest.mark.parametrize("merge", [None, ("B1:D1", "E1:G1")])
@pytest.mark.parametrize(
    ("rows", "here"),
    [(SAME, {"roads": "1", "water": "2", "trees": "3"}), (UNLIKE, {"clean": "1", "roads": "2"})],
)
def test_quarters_above_a_header_that_names_the_units_part_its_columns(
    store: Store, tmp_path: Path, merge: Sequence[str] | None, rows: Rows, here: Mapping[str, str]
) -> None:
    preview = read(store, file_of(tmp_path, rows, merge))
    assert preview.problems == []
    assert taken(preview) == here
    assert preview.header == 0


def test_areas_that_only_another_quarter_has_are_not_taken_from_it(store: Store, tmp_path: Path) -> None:
    rows = [BESIDE, ["单位", *AREAS, "clean工作", None, None], ["青槐乡", 7, 8, 9, 1, None, None]]
    for merge in (None, ("B1:D1", "E1:G1")):
        assert taken(read(store, file_of(tmp_path, rows, merge))) == {"clean": "1"}
    rows = [["单位", *BESIDE[1:]], [None, *rows[1][1:]], rows[2]]
    assert taken(read(store, file_of(tmp_path, rows))) == {"clean": "1"}


def test_quarters_that_begin_over_the_units_part_them_too(store: Store, tmp_path: Path) -> None:
    rows = [["第二季度", *[None] * 3, "第三季度", None, None], *SAME[1:]]
    assert taken(read(store, file_of(tmp_path, rows))) == {"roads": "1", "water": "2", "trees": "3"}


def test_quarters_none_of_which_is_contested_are_in_the_way(store: Store, tmp_path: Path) -> None:
    preview = read(store, file_of(tmp_path, UNLIKE), "2031Q1")
    assert others(preview) == ["第二季度", "第三季度"]
    meant = read(store, file_of(tmp_path, UNLIKE), "2031Q1", {"第三季度": "2031Q1"})
    assert (taken(meant), meant.problems) == ({"clean": "1", "roads": "2"}, [])


def test_quarters_and_years_are_told_from_other_figures() -> None:
    assert quarters_in("十一季度 21季度 12.1季度 faq2 q22") == set()
    assert quarters_in("第1-3季度") == {1, 2, 3}
    assert years_in("二〇三一年、1831年，2031年4月，12031") == {2031}
    assert years_in("2030—2031年度得分") == {2030, 2031}
    assert quarters_in("1" + " " * 50_000) == set()


def test_months_halves_and_named_periods_are_told_as_quarters_are() -> None:
    assert parts_in("7月 七月份 十二月 July Jan. 2031 上半年 H2") == {
        *(("month", month) for month in (7, 12, 1)),
        *(("half", half) for half in (1, 2)),
    }
    assert parts_in("3个月 上月 每月 2031年7月12日 十月一日 June 12 may be") == set()
    others = {period_word(name) for name in ("8月", "9月")}
    july = PeriodWords({period_word("7月")}, others, {("month", 7)}, {2031}, {"month"})
    assert [july.names_any(text) for text in ("单位", "制表：2031年8月3日")] == [False, False]
    assert [july.names_this(text) for text in ("7月得分", "2031年7月", "8月", "2030年7月")] == [
        True,
        True,
        False,
        False,
    ]
    spring = PeriodWords({"春季"}, {"秋季", "期末", "期末复查"}, (), {2031})
    assert [spring.names_this(text) for text in ("春季评比得分", "秋季评比", "期末复查")] == [True, False, False]
    assert not spring.names_any("评比得分")


def test_a_sheet_of_another_month_is_in_the_way(tmp_path: Path) -> None:
    series = Series(areas=("roads",), settings={"publication": "live", "confirm": "self"})
    months = [(f"2031-0{month}", f"{month}月", f"2031-0{month}-01", f"2031-0{month}-28") for month in (7, 8)]
    program = Program(tmp_path / "contest.db", acting=None)
    folder = Competition(series=[series], units=towns(2), periods=months).write(tmp_path / "folder")
    program.ok("load", folder, "--with-clock")
    store = Store(Settings(str(program.database), "en").paths)
    rows: Rows = [["2031年8月得分表", None], ["单位", AREAS[0]], TOWN[:2]]
    assert others(read(store, file_of(tmp_path, rows), "2031-07")) == ["2031年8月得分表"]
    assert others(read(store, file_of(tmp_path, rows), "2031-08")) == []
    store.close()
