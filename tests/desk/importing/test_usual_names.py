"""Sheets of a county's offices: names as papers have them, scores that are mended, places in a count that is whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.comparing import compared
from scoreboard.desk.importing.preview import Preview
from scoreboard.desk.importing.previewing import preview_chosen, preview_file
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import as_text

Q1 = "2031Q1"
HEAD = ["单位", "roads工作"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("usual")
    program = Program(folder / "contest.db", acting=None)
    elsewhere = {"id": "e1", "name": "南关镇", "kind": "town", "parent": "lake", "pool": "elsewhere"}
    alike = [{**elsewhere, "id": f"n{number}", "name": name, "pool": "town"} for number, name in enumerate("甲乙")]
    alike = [{**one, "name": f"王庄{kind}"} for one, kind in zip(alike, ("党委", "政府"), strict=True)]
    contest = Competition(series=[live("roads", "water")], units=[*towns(3), elsewhere, *alike])
    program.ok("load", contest.write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "zh").paths)
    yield store
    store.close()


def text_of(folder: Path, rows: list[list[object]]) -> ReadFile:
    (folder / "得分.csv").write_bytes(as_text(rows))
    return read_file(folder / "得分.csv")


def look(store: Store, file: ReadFile) -> Preview:
    with store.read() as session:
        return preview_file(session, contest_of(session, "main", Q1), file)[1]


def test_names_as_papers_have_them_are_understood_where_one_unit_fits(store: Store, tmp_path: Path) -> None:
    rows = [HEAD, ["青槐乡人民政府", 1], ["白鹭镇（含开发区）", 2], ["南关镇政府", 3], ["王庄党工委", 4]]
    preview = look(store, text_of(tmp_path, rows))
    assert [(cell.unit, cell.new) for cell in preview.cells] == [("t1", "1"), ("t2", "2")]
    assert preview.official == {"青槐乡人民政府": "t1", "白鹭镇（含开发区）": "t2"}
    assert [(one.row, one.message.key) for one in preview.problems] == [
        (3, "unknown.participant"),
        (4, "unknown.unit"),
    ]


def test_a_cell_is_told_what_it_says(store: Store, tmp_path: Path) -> None:
    file = text_of(tmp_path, [HEAD, ["青槐乡", "92.5%"], ["白鹭镇", "—"], ["石桥乡", "９１。２５"]])
    preview = look(store, file)
    assert [(one.row, one.unit) for one in preview.problems] == [(1, "t1"), (2, "t2")]
    assert [cell.new for cell in preview.cells] == ["91.25"], "as the grid takes it"
    with store.read() as session:
        contest = contest_of(session, "main", Q1)
        choices = SheetChoices().scored((1, 1), "８８。５").scored((2, 1), "不参评")
        mended = preview_chosen(session, contest, file.sheets[0], choices)
        assert (mended.problems, [cell.new for cell in mended.cells]) == ([], ["88.5", "n/a", "91.25"])
        wrong = preview_chosen(session, contest, file.sheets[0], choices.scored((1, 1), "105"))
        assert [one.row for one in wrong.problems] == [1]


def test_a_place_is_told_wrong_only_in_a_count_that_lacks_nobody(store: Store, tmp_path: Path) -> None:
    heads: list[list[object]] = [["单位", "roads工作", None, None, "排名"], [None, "基础分", "加减分", "得分", None]]
    scores: list[list[object]] = [["青槐乡", 1, 1, 90, 2], ["白鹭镇", 1, 1, 80, 2]]
    for lacking in (2, 0):
        file = text_of(tmp_path, [*heads, *scores])
        with store.read() as session:
            contest = contest_of(session, "main", Q1)
            preview = preview_chosen(session, contest, file.sheets[0], SheetChoices())
            preview = compared(session, contest, file.sheets[0], preview)
        assert [(one.unit, one.area, one.typed, one.computed) for one in preview.ranks] == [("t1", "roads", "2", 1)]
        assert [one.waiting for one in preview.ranks] == [1 + lacking]
        assert (preview.told_ranks, preview.waiting) == ([], {"roads": 1 + lacking})
        scores += [["王庄党委", 1, 1, 70, 3], ["王庄政府", 1, 1, 60, 4]]
    file = text_of(tmp_path, [*heads, *scores, ["石桥乡", 1, 1, "n/a", None]])
    with store.read() as session:
        contest = contest_of(session, "main", Q1)
        preview = compared(
            session, contest, file.sheets[0], preview_chosen(session, contest, file.sheets[0], SheetChoices())
        )
    assert [(one.unit, one.waiting) for one in preview.told_ranks] == [("t1", 0)]


def test_a_heading_that_can_only_be_meant_for_one_area_stops_a_command(store: Store, tmp_path: Path) -> None:
    preview = look(store, text_of(tmp_path, [["单位", "roads工作", "water工"], ["青槐乡", 1, 2]]))
    assert [(one.column, one.message.values["area"]) for one in preview.problems] == [(2, "water")]
    assert preview.unread == []
    preview = look(store, text_of(tmp_path, [["单位", "roads工作", "去年"], ["青槐乡", 1, 2]]))
    assert (preview.problems, len(preview.unread)) == ([], 1)
