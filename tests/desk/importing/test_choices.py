"""What somebody chooses of a sheet that does not say enough itself, and what of that holds for the next one (S19)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.desk.importing.blocks import BlockPlace
from scoreboard.desk.importing.choices import LEFT_OUT, SheetChoices
from scoreboard.desk.importing.preview import Mending, Preview
from scoreboard.desk.importing.previewing import preview_block, preview_chosen, preview_file, results_in
from scoreboard.desk.importing.saving import save_sheet
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import ContestError, Refused
from scoreboard.exchange.workbooks.clipboard import read_block
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import by_openpyxl

Q1, Q2 = "2031Q1", "2031Q2"
HEAD = ["单位", "roads工作", "water工作"]


class ThreeAreas:
    """Four towns and three areas; two scores of t4 are confirmed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = Program(folder / "contest.db", acting=None)
        areas = live("roads", "water", "trees")
        confirmed = scores("main", Q1, {"water": {"t4": 80}})
        contest = Competition(series=[areas], units=towns(4), scores=confirmed)
        self.program.ok("load", contest.write(folder / "folder"), "--with-clock")
        self.program.ok("user", "add", "root", "--role", "admin")
        self.program = replace(self.program, acting="root")
        self.settings = Settings(str(self.program.database), "en", self.program.now, "root")
        self.store = Store(self.settings.paths)

    def file(self, rows: list[list[object]], *, name: str = "得分.xlsx") -> ReadFile:
        path = self.folder / name
        path.write_bytes(by_openpyxl(rows))
        return read_file(path)

    def look(self, file: ReadFile, choices: SheetChoices | None = None, period: str = Q1) -> Preview:
        with self.store.read() as session:
            contest = contest_of(session, "main", period)
            return preview_chosen(session, contest, file.sheets[0], choices or SheetChoices())

    def paste(self, text: str, choices: SheetChoices | None = None, *, row: int = 0, column: int = 0) -> Preview:
        units, areas = ("t1", "t2", "t3", "t4")[row:], ("roads", "water", "trees")[column:]
        with self.store.read() as session:
            contest = contest_of(session, "main", Q1)
            return preview_block(
                session, contest, read_block(text), BlockPlace(units, areas), choices or SheetChoices()
            )

    def save(self, file: ReadFile, preview: Preview, choices: SheetChoices, period: str = Q1) -> int:
        with acting(self.store, self.settings, "import", series="main") as writing:
            contest = contest_of(writing.session, "main", period)
            return save_sheet(writing, contest, file, file.sheets[0].name, preview, choices)


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[ThreeAreas]:
    areas = ThreeAreas(tmp_path)
    yield areas
    areas.store.close()


def new(preview: Preview) -> dict[tuple[str, str], str | None]:
    return {(cell.unit, cell.area): cell.new for cell in preview.to_save}


def mendings(preview: Preview) -> list[tuple[int | None, Mending]]:
    return [(one.row, one.mending) for one in preview.problems]


def test_a_heading_that_says_nothing_is_told_and_mended(lake: ThreeAreas) -> None:
    file = lake.file([["单位", "修路", "供水"], ["青槐乡", 88, 90]])
    preview = lake.look(file)
    assert mendings(preview) == [(0, Mending.COLUMN)]
    assert new(preview) == {}
    preview = lake.look(file, SheetChoices(columns={1: "roads", 2: LEFT_OUT}))
    assert preview.problems == []
    assert new(preview) == {("t1", "roads"): "88"}
    assert lake.program.refuses(2, "import", lake.folder / "得分.xlsx", "main", Q1), "a command is told by --map alone"


def test_a_name_is_mended_for_all_of_its_rows_or_left_out(lake: ThreeAreas) -> None:
    file = lake.file([HEAD, ["青槐", 88, None], ["无此镇", 1, 2], [None, "合计", 3]])
    preview = lake.look(file)
    assert mendings(preview)[:2] == [(1, Mending.NAME), (2, Mending.NAME)]
    choices = SheetChoices(names={"青槐": "t1", "无此镇": LEFT_OUT}, rows={3: LEFT_OUT})
    preview = lake.look(file, choices)
    assert (preview.problems, new(preview)) == ([], {("t1", "roads"): "88"})
    assert [(note.row, str(note.state)) for note in preview.rows] == [(2, "left-out"), (3, "left-out")]


def test_a_row_that_is_there_twice_is_another_units_or_left_out(lake: ThreeAreas) -> None:
    file = lake.file([HEAD, ["青槐乡", 88, None], ["青槐乡", 77, None]])
    assert mendings(lake.look(file)) == [(2, Mending.ROW)]
    assert new(lake.look(file, SheetChoices(rows={2: "t2"}))) == {("t1", "roads"): "88", ("t2", "roads"): "77"}
    left = lake.look(file, SheetChoices(rows={2: LEFT_OUT}))
    assert (left.problems, new(left)) == ([], {("t1", "roads"): "88"})


def test_an_area_of_a_long_sheet_is_mended_by_its_word(lake: ThreeAreas) -> None:
    file = lake.file(
        [["单位", "重点工作", "得分"], ["青槐乡", "修路", 88], ["白鹭镇", "绿化", 77], ["石桥乡", "water", 66]]
    )
    preview = lake.look(file)
    assert mendings(preview) == [(1, Mending.AREA), (2, Mending.AREA)]
    preview = lake.look(file, SheetChoices(areas={"修路": "roads", "绿化": LEFT_OUT}))
    assert (preview.problems, new(preview)) == ([], {("t1", "roads"): "88", ("t3", "water"): "66"})


def test_a_sheet_of_one_area_that_does_not_say_which_is_asked(lake: ThreeAreas) -> None:
    file = lake.file([["单位", "得分"], ["青槐乡", 88]])
    assert mendings(lake.look(file)) == [(0, Mending.COLUMN)]
    assert new(lake.look(file, SheetChoices(columns={1: "trees"}))) == {("t1", "trees"): "88"}


def test_of_two_columns_of_one_area_one_is_left_out(lake: ThreeAreas) -> None:
    file = lake.file([["单位", "roads工作", "Roads"], ["青槐乡", 88, 1]])
    assert mendings(lake.look(file)) == [(0, Mending.TWO_COLUMNS)]
    assert new(lake.look(file, SheetChoices(columns={1: LEFT_OUT}))) == {("t1", "roads"): "1"}


def test_a_cell_that_is_no_score_is_left_out(lake: ThreeAreas) -> None:
    file = lake.file([HEAD, ["青槐乡", "优", 90]])
    preview = lake.look(file)
    assert mendings(preview) == [(1, Mending.CELL)]
    preview = lake.look(file, SheetChoices(cells=frozenset({(1, 1)})))
    assert (preview.problems, new(preview)) == ([], {("t1", "water"): "90"})
    assert preview.counts == {"new": 1, "changed": 0, "same": 0, "blank": 0, "skipped": 0, "problems": 0}


def test_what_is_confirmed_stays_when_its_cells_are_left_out(lake: ThreeAreas) -> None:
    file = lake.file([HEAD, ["柳溪镇", 60, 81]])
    preview = lake.look(file)
    assert mendings(preview) == [(1, Mending.CONFIRMED)]
    confirmed = [(cell.row, cell.column) for cell in preview.cells if cell.confirmed]
    preview = lake.look(file, SheetChoices(cells=frozenset(confirmed)))
    assert (preview.problems, new(preview)) == ([], {("t4", "roads"): "60"})


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over_unasked(lake: ThreeAreas) -> None:
    file = lake.file([HEAD, ["青槐乡", 88, 90]])
    before = lake.look(file)
    lake.program.ok("enter", "main", Q1, "roads", "t1", "70")
    with pytest.raises(Refused) as refused:
        lake.save(file, before, SheetChoices())
    assert refused.value.key == "score.stale_new"
    assert "第 0 版" not in refused.value.sentence("zh")
    seen = {(cell.area, cell.unit, cell.judge): cell.version for cell in before.cells}
    looked = SheetChoices(seen=seen)
    preview = lake.look(file, looked)
    assert mendings(preview) == [(1, Mending.MOVED)]
    assert "70" in preview.problems[0].message.sentence("en")
    theirs = looked.without([(1, 1)])
    assert new(lake.look(file, theirs)) == {("t1", "water"): "90"}
    mine = SheetChoices(seen={**seen, ("roads", "t1", ""): 1})
    preview = lake.look(file, mine)
    assert lake.save(file, preview, mine) == 2


def test_a_column_of_figures_whose_heading_says_nothing_is_asked_about_and_not_lost(lake: ThreeAreas) -> None:
    file = lake.file([["单位", "roads工作", "供水 4s", "备注"], ["青槐乡", 88, 90, "7人"], ["白鹭镇", 77, None, ""]])
    assert mendings(lake.look(file)) == [(0, Mending.COLUMN)]
    taken = lake.look(file, SheetChoices(columns={2: "water"}))
    assert (taken.problems, len(taken.to_save)) == ([], 3)
    left = lake.look(file, SheetChoices(columns={2: LEFT_OUT}))
    assert (left.problems, len(left.to_save)) == ([], 2)
    done = lake.program("import", lake.folder / "得分.xlsx", "main", Q1, "--check")
    assert done.code == 0, "a warning is no problem"
    assert "column C, “供水 4s”, holds figures" in done.err
    assert "--map “供水 4s”=AREA" in done.err


# --- Layouts that have been seen before ---------------------------------------------------------------------------


def test_the_next_sheet_of_a_layout_is_read_as_the_last_one_was(lake: ThreeAreas) -> None:
    head = ["单位", "修路", "供水", "备注"]
    choices = SheetChoices(columns={1: "roads", 2: "water"}, names={"槐乡": "t1"})
    first = lake.file([head, ["槐乡", 88, 90, "x"]])
    assert lake.save(first, lake.look(first, choices), choices) == 2
    following = lake.file([["第二季度"], head, ["槐乡", 77, 66, "y"], ["白鹭镇", 55, 44, ""]])
    preview = lake.look(following, period=Q2)
    assert preview.problems == []
    assert new(preview) == {
        ("t1", "roads"): "77",
        ("t1", "water"): "66",
        ("t2", "roads"): "55",
        ("t2", "water"): "44",
    }
    assert preview.remembered.columns == {1: "roads", 2: "water"}
    assert preview.remembered.names == {"槐乡": "t1"}
    other = lake.look(following, SheetChoices(columns={2: "trees"}), Q2)
    assert other.problems == []
    assert ("t1", "trees") in new(other)
    without = lake.file([head, ["白鹭镇", 55, 44, ""]])
    assert lake.look(without, period=Q2).remembered.names == {}, "of words that do not stand there nothing is said"


def test_what_was_remembered_is_journalled_marked_and_not_a_commands_business(lake: ThreeAreas) -> None:
    choices = SheetChoices(columns={1: "roads"}, names={"槐乡": "t1"})
    file = lake.file([["单位", "修路"], ["槐乡", 88]])
    lake.save(file, lake.look(file, choices), choices)
    (row,) = [row for row in lake.program.journal() if row["action"] == "import"]
    assert row["after"]["chosen"] == {"修路": "roads", "槐乡": "t1"}
    lake.program.ok("journal", "--verify")
    lake.program.refuses(2, "import", lake.folder / "得分.xlsx", "main", Q2)
    with lake.store.read() as session, pytest.raises(ContestError):
        preview_file(session, contest_of(session, "main", Q2), file)


def test_another_layout_or_series_goes_by_its_own(lake: ThreeAreas) -> None:
    choices = SheetChoices(columns={1: "roads"})
    file = lake.file([["单位", "修路"], ["青槐乡", 88]])
    lake.save(file, lake.look(file, choices), choices)
    assert mendings(lake.look(lake.file([["单位", "修路", "供水"], ["青槐乡", 1, 2]]), period=Q2))


# --- Blocks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "88.5\t90\r\n57.7\t66.25\r\n",
        "88.5\t90\r57.7\t66.25",
        "88.5\t90\r\r57.7\t66.25\r\r",
        '"青\r槐乡"\t88.5\t90\r\r白鹭镇\t57.7\t66.25\r\r',
        "88.5  90\n57.7  66.25",
        "88.5 90\n57.7 66.25\n",
        "88.5　90\n57.7　66.25",
        '"88.5"\t90\n57.7\t"66.25"',
        "青槐乡\t88.5\t90\n白鹭镇\t57.7\t66.25",
        "青 槐 乡 88.5 90\n白鹭镇 57.7 66.25",
        "1\t青槐乡\t88.5\t90\n2\t白鹭镇\t57.7\t66.25",
        "单位\troads工作\twater工作\n青槐乡\t88.5\t90\n白鹭镇\t57.7\t66.25",
        "单位\twater工作\troads工作\n青槐乡\t90\t88.5\n白鹭镇\t66.25\t57.7",
        "roads工作\twater工作\n88.5\t90\n57.7\t66.25",
        "water\troads\n90\t88.5\n66.25\t57.7",
    ],
)
def test_f504_a_block_is_placed_by_its_words_or_by_the_cursor(lake: ThreeAreas, text: str) -> None:
    preview = lake.paste(text)
    assert [one.message.sentence("en") for one in preview.problems] == []
    assert new(preview) == {
        ("t1", "roads"): "88.5",
        ("t1", "water"): "90",
        ("t2", "roads"): "57.7",
        ("t2", "water"): "66.25",
    }


def test_f504_a_block_begins_at_the_cursor_and_keeps_its_gaps(lake: ThreeAreas) -> None:
    preview = lake.paste("1\t2\n\t\n5\t", row=1, column=1)
    assert new(preview) == {("t2", "water"): "1", ("t2", "trees"): "2", ("t4", "water"): "5"}
    assert mendings(preview) == [(2, Mending.CONFIRMED)]
    assert new(lake.paste("1\n\n5", row=0)) == {("t1", "roads"): "1", ("t3", "roads"): "5"}


def test_f504_what_reaches_beyond_the_sheet_is_told_and_left_out(lake: ThreeAreas) -> None:
    preview = lake.paste("1\t2\n3\t4", row=3, column=2)
    told = [one.message.sentence("en") for one in preview.problems]
    assert len(told) == 2
    assert "beyond the last unit" in told[0]
    assert "beyond the last area" in told[1]
    preview = lake.paste("1\t2\n3\t4", SheetChoices(columns={1: LEFT_OUT}, rows={1: LEFT_OUT}), row=3, column=2)
    assert (preview.problems, new(preview)) == ([], {("t4", "trees"): "1"})


def test_a_block_with_unknown_names_is_mended_as_a_sheet_is(lake: ThreeAreas) -> None:
    text = "青槐乡\t88.5\n无此镇\t57.7\n白鹭镇\t1"
    preview = lake.paste(text)
    assert mendings(preview) == [(1, Mending.NAME)]
    assert new(lake.paste(text, SheetChoices(names={"无此镇": "t3"})))[("t3", "roads")] == "57.7"


def test_sheets_with_results_are_found(lake: ThreeAreas) -> None:
    path = lake.folder / "x.xlsx"
    path.write_bytes(by_openpyxl([HEAD, ["青槐乡", 1, 2]], more=[HEAD, ["白鹭镇", 1, 2]], notes=[["说明"], ["x", "y"]]))
    with lake.store.read() as session:
        contest = contest_of(session, "main", Q1)
        assert [sheet.name for sheet in results_in(session, contest, read_file(path))] == ["Sheet1", "more"]
        path.write_bytes(by_openpyxl([["说明"], ["x", "y"]]))
        with pytest.raises(ContestError):
            results_in(session, contest, read_file(path))


def test_headings_above_each_other_are_asked_for_by_all_their_words(lake: ThreeAreas) -> None:
    """Where none of them names an area that is known, each column says what stands over it."""
    file = lake.file([["单位", "修路", None, "供水"], [None, "得分", "名次", "得分"], ["青槐乡", 88.5, 1, 90]])
    preview = lake.look(file)
    assert [column.heading for column in preview.columns] == ["单位", "修路 得分", "修路 名次", "供水 得分"]
    assert [note.row for note in preview.rows] == []
    chosen = lake.look(file, SheetChoices(columns={1: "roads", 3: "water"}))
    assert new(chosen) == {("t1", "roads"): "88.5", ("t1", "water"): "90"}
    assert not chosen.problems


def test_a_block_with_headings_above_each_other_needs_no_names(lake: ThreeAreas) -> None:
    preview = lake.paste("water工作\t\troads工作\n得分\t名次\t得分\n88.5\t1\t90\n57.7\t2\t66.25", row=1)
    assert new(preview) == {
        ("t2", "water"): "88.5",
        ("t2", "roads"): "90",
        ("t3", "water"): "57.7",
        ("t3", "roads"): "66.25",
    }
