"""Rows and sheets that say of themselves that they are of another period: nothing of them is this one's."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.preview import Mending, Preview, RowState
from scoreboard.desk.importing.previewing import preview_chosen, preview_file
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import as_text, by_openpyxl

Q3 = "2031Q3"
Rows = Sequence[Sequence[Any]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("rows")
    program = Program(folder / "contest.db", acting=None)
    contest = Competition(series=[live("roads", "water")], units=towns(2))
    program.ok("load", contest.write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "en").paths)
    yield store
    store.close()


def text_of(folder: Path, rows: Rows) -> ReadFile:
    (folder / "得分.csv").write_bytes(as_text(rows))
    return read_file(folder / "得分.csv")


def look(store: Store, file: ReadFile, mapped: dict[str, str] | None = None) -> Preview:
    with store.read() as session:
        return preview_file(session, contest_of(session, "main", Q3), file, mapped=mapped)[1]


def taken(preview: Preview) -> list[tuple[str, str, str | None]]:
    return [(cell.area, cell.unit, cell.new) for cell in preview.cells]


def long_form(heading: str, *said: object) -> Rows:
    """Two scores for each thing that is said of a period."""
    rows = [
        [what, area, "青槐乡", number] for number, what in enumerate(said, 1) for area in ("roads工作", "water工作")
    ]
    return [[heading, "考核项目", "被考核单位", "考核得分"], *rows]


@pytest.mark.parametrize(
    ("heading", "other", "this"),
    [
        ("季度", "二季度", "三季度"),
        ("考核季度", "第2季度", "2031年第三季度"),
        ("季度", 2, 3),
        ("季度", "二", "三"),
        ("考核期", "上季度", "本季度"),
        ("年度", 2030, 2031),
        ("Quarter", "2", "3"),
        ("时间", "二季度", "三季度"),
    ],
)
def test_of_a_column_of_periods_only_the_rows_of_this_one_are_taken(
    store: Store, tmp_path: Path, heading: str, other: object, this: object
) -> None:
    preview = look(store, text_of(tmp_path, long_form(heading, other, this)))
    assert preview.problems == []
    assert taken(preview) == [("roads", "t1", "2"), ("water", "t1", "2")]
    assert preview.other_periods == {str(other): 2}
    assert [(note.row, note.state) for note in preview.rows] == [(1, RowState.OTHER_PERIOD), (2, RowState.OTHER_PERIOD)]
    alone = look(store, text_of(tmp_path, long_form(heading, other)))
    assert taken(alone) == []
    assert [(one.row, one.column, one.mending, one.text) for one in alone.problems] == [
        (1, 0, Mending.PERIOD, str(other))
    ]
    meant = look(store, text_of(tmp_path, long_form(heading, other)), {str(other): Q3})
    assert (meant.problems, len(taken(meant))) == ([], 2)


def test_an_empty_cell_says_what_the_one_above_says_and_a_word_that_is_no_period_is_asked_about(
    store: Store, tmp_path: Path
) -> None:
    rows = [["季度", "单位", "roads工作"], ["二季度", "青槐乡", 1], ["", "白鹭镇", 2], ["三季度", "青槐乡", 3]]
    below = [["", "白鹭镇", 4], ["", "合计", 7]]
    preview = look(store, text_of(tmp_path, [*rows, *below]))
    assert (preview.problems, taken(preview)) == ([], [("roads", "t1", "3"), ("roads", "t2", "4")])
    preview = look(store, text_of(tmp_path, [*rows, ["补报", "白鹭镇", 4]]))
    assert [(one.row, one.text) for one in preview.problems] == [(4, "补报")]
    assert taken(preview) == [("roads", "t1", "3")]


def test_a_first_row_that_names_no_period_is_asked_about_where_another_is_named(store: Store, tmp_path: Path) -> None:
    head, first = ["季度", "单位", "roads工作"], ["", "青槐乡", 1]
    rows = [head, first, ["二季度", "白鹭镇", 2], ["三季度", "白鹭镇", 3]]
    preview = look(store, text_of(tmp_path, rows))
    (problem,) = preview.problems
    assert (problem.row, problem.column, problem.mending) == (1, 0, Mending.PERIOD)
    assert "“季度” is blank here" in problem.message.sentence("en")
    assert taken(preview) == [("roads", "t2", "3")]
    with store.read() as session:
        contest, sheet = contest_of(session, "main", Q3), text_of(tmp_path, rows).sheets[0]
        meant = preview_chosen(session, contest, sheet, SheetChoices().meaning_this(""))
    assert (meant.problems, taken(meant)) == ([], [("roads", "t1", "1"), ("roads", "t2", "3")])
    alone = look(store, text_of(tmp_path, [head, first, ["三季度", "白鹭镇", 3]]))
    assert (alone.problems, len(taken(alone))) == ([], 2), "no other period is in the way"


@pytest.mark.parametrize("both", ["第二、三季度", "Q2/Q3", "Q3-Q4", "2031年Q2、Q3"])
def test_a_row_of_two_periods_is_asked_about(store: Store, tmp_path: Path, both: str) -> None:
    rows = [["季度", "单位", "roads工作"], ["三季度", "青槐乡", 1], [both, "白鹭镇", 2]]
    preview = look(store, text_of(tmp_path, rows))
    assert [(one.row, one.mending, one.text) for one in preview.problems] == [(2, Mending.PERIOD, both)]
    assert taken(preview) == [("roads", "t1", "1")]
    meant = look(store, text_of(tmp_path, rows), {both: Q3})
    assert (meant.problems, len(taken(meant))) == ([], 2)


def test_a_remark_about_another_period_leaves_its_row(store: Store, tmp_path: Path) -> None:
    rows = [["单位", "roads工作", "备注"], ["青槐乡", 1, "二季度"], ["白鹭镇", 2, ""]]
    preview = look(store, text_of(tmp_path, rows))
    assert (preview.problems, len(taken(preview))) == ([], 2)


def test_a_sheet_that_is_called_as_another_period_is_in_the_way(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "得分.xlsx"
    path.write_bytes(by_openpyxl([["单位", "roads工作"], ["青槐乡", 1]], name="二季度"))
    file = read_file(path)
    [problem] = look(store, file).problems
    assert (problem.row, problem.column, problem.mending, problem.text) == (None, None, Mending.PERIOD, "二季度")
    assert look(store, file, {"二季度": Q3}).problems == []
    with store.read() as session:
        choices = SheetChoices(periods=frozenset({"二季度"}))
        assert preview_chosen(session, contest_of(session, "main", Q3), file.sheets[0], choices).problems == []


def test_of_another_year_it_is_the_year_that_is_told(store: Store, tmp_path: Path) -> None:
    [problem] = look(store, text_of(tmp_path, [["2030年三季度得分"], ["单位", "roads工作"], ["青槐乡", 1]])).problems
    assert "是 2030 年的" in problem.message.sentence("zh")
    assert "却是 2031 年的" in problem.message.sentence("zh")


def test_a_score_that_stands_twice_in_a_long_form_is_told_with_its_area(store: Store, tmp_path: Path) -> None:
    rows = long_form("备注", "", "")
    [first, _second] = look(store, text_of(tmp_path, rows)).problems
    assert first.message.values["area"] == "roads"
