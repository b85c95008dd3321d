"""Sheets and pasted blocks at the desk: seen before they are saved, mended in place, all or nothing (S19)."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from scoreboard.errors import Refused, Unreachable
from scoreboard.models import ScoreSheet, ScoreSource
from scoreboard.name_search import UnitKeys, keys_of
from screens.desk.choice import ChoiceDialog
from screens.desk.file_dialog import FileDialog
from screens.desk.import_desk import ImportDesk
from screens.desk.import_screen import ImportScreen
from screens.desk.mending import closest
from screens.desk.preview_lines import CellLine, ColumnLine, ProblemLine, WordLine
from screens.desk.workplace import Workplace
from screens.widgets.bars import Bar
from screens.widgets.cells import width_of
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import RowList
from tests.desk.importing.workbooks import by_openpyxl
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle

HEAD = ["单位", "重点项目建设", "维护社会稳定"]
YONGNIAN, WUAN = ("yongnian", "key-projects"), ("wuan", "key-projects")


def put_file(folder: Path, rows: list[list[object]], name: str = "得分.xlsx", **more: list[list[object]]) -> Path:
    path = folder / name
    path.write_bytes(by_openpyxl(rows, **more))
    return path


async def open_file(pilot: Pilot[None], path: Path) -> None:
    """Press `i` and type the path."""
    await press(pilot, "i")
    assert isinstance(pilot.app.screen, FileDialog)
    pilot.app.screen.query_one("#path", Input).value = str(path)
    await settle(pilot)
    await press(pilot, "enter")


def preview_screen(app: DeskApp) -> ImportScreen:
    assert isinstance(app.screen, ImportScreen), app.screen
    return app.screen


def counts(app: DeskApp) -> str:
    return preview_screen(app).query_one("#state", Bar).text


def said(app: DeskApp) -> str:
    return app.screen.query_one("#message", Bar).text


def lines(app: DeskApp) -> list[str]:
    return [" ".join(cell for cell in row.cells if cell) for row in preview_screen(app).rows.rows]


def go_to(app: DeskApp, kind: type, number: int = 0) -> None:
    """Make a line of a kind current."""
    rows = preview_screen(app).rows
    found = [at for at, row in enumerate(rows.rows) if isinstance(row.key, kind)]
    rows.action_move(found[number] - rows.at)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


async def test_s19_a_sheet_is_seen_and_then_saved_whole(contest: Competition2010, tmp_path: Path) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70")
    path = put_file(tmp_path, [["三季度"], HEAD, ["永年县", 92.5, 88], ["武安市", None, 77], ["合计", 1, 2]])
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, path)
        assert "新增 2  改动 1  相同 0  空白 1  跳过 1 行" in counts(app)
        assert "C3 维护社会稳定 - 88.00 新增" in lines(app)
        assert "B3 永年县 重点项目建设 70.00 92.50 改动" in lines(app)
        assert contest.value("wuan", "stability") is None
        await press(pilot, "f9")
        assert app.screen is app.desk
        assert "已存为草稿：3 个" in said(app)
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(YONGNIAN).text == "92.50"
    with contest.store.read() as session:
        (sheet,) = session.exec(select(ScoreSheet)).all()
        assert (sheet.file, sheet.sheet, sheet.imported_by) == ("得分.xlsx", "Sheet1", "甲")
        cells = {(one.unit_id, one.area_id): one.cell for one in session.exec(select(ScoreSource))}
    assert cells == {YONGNIAN: "B3", ("yongnian", "stability"): "C3", ("wuan", "stability"): "C4"}
    (deed,) = contest.journal("import")
    assert deed.after["cells"]["key-projects/yongnian"] == [2, "92.5", "draft", "B3"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
async def test_the_counts_fit_above_the_preview(
    contest: Competition2010, tmp_path: Path, lang: str, width: int
) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70")
    rows = [
        ["三季度"],
        [*HEAD, "合计"],
        ["永年县", 92.5, 88, 7],
        ["无此县", 1, 2, 3],
        ["武安市", None, 77, 8],
        ["合计", 1, 2],
    ]
    app = app_of(contest, "甲", lang)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        assert width_of(counts(app)) <= width
        assert counts(app).startswith(" 1 to fix" if lang == "en" else " 待处理 1"), counts(app)


async def test_s19_what_is_in_the_way_is_mended_in_place(contest: Competition2010, tmp_path: Path) -> None:
    rows = [["单位", "重点", "维护社会稳定"], ["永年县", 92.5, 88], ["武安是", 81, "优"], ["无此县", 1, 2]]
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        assert "待处理 3" in counts(app), "two names, and a heading that names no area over figures"
        await press(pilot, "f9")
        assert "要先处理" in said(app)
        go_to(app, ColumnLine)
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "enter")
        assert "B 重点 → 重点项目建设" in lines(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter", "enter")
        assert "武安是 → 武安市" in lines(app), "what is spelled nearly alike comes first"
        assert "“优” 不是得分" in lines(app)[preview_screen(app).rows.at]
        await press(pilot, "n")
        assert "无此县" in lines(app)[preview_screen(app).rows.at]
        await press(pilot, "n", "enter", "enter")
        go_to(app, ProblemLine)
        await press(pilot, "enter", "enter")
        assert "待处理 0  新增 3" in counts(app)
        await press(pilot, "s")
        assert app.screen is app.desk
    assert contest.value("wuan") is not None
    assert contest.value("wuan", "stability") is None


async def test_s19_wrong_places_and_totals_are_counted_stepped_to_and_saved_all_the_same(
    contest: Competition2010, tmp_path: Path
) -> None:
    head = [*HEAD, "总分"]
    rows = [head, ["永年县", 92.5, 88, 7], ["武安市", 81, 77, 199], ["合计", 1, 2, 3]]
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        assert "待处理 0  不符 2  新增 4" in counts(app)
        assert lines(app)[0].startswith("填写的名次、合计与得分不符"), "seen before the scores"
        for told in ("D2 永年县：表中合计填 7，按得分应为 180.50", "D3 武安市：表中合计填 199，按得分应为 158.00"):
            await press(pilot, "n")
            assert told in lines(app)[preview_screen(app).rows.at]
        await press(pilot, "enter")
        assert "没有要选的" in said(app)
        await press(pilot, "end")
        assert "合计" in lines(app)[preview_screen(app).rows.at], "rows that are skipped are gone to"
        await press(pilot, "f9")
        assert app.screen is app.desk


async def test_the_area_that_a_heading_abridges_is_named_first(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [["单位", "社会稳定", "备注"], ["永年县", 92.5, "x"]]))
        assert "没有一列写明" in lines(app)[preview_screen(app).rows.at]
        await press(pilot, "enter", "enter")
        assert "B 社会稳定 → 维护社会稳定" in lines(app)
        await press(pilot, "f9")
    assert contest.value("yongnian", "stability") is not None


async def test_that_a_heading_of_another_period_is_of_this_one_can_be_said_and_taken_back(
    contest: Competition2010, tmp_path: Path
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [["2009年得分"], HEAD, ["永年县", 92.5, 88]]))
        assert "待处理 1" in counts(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter", "enter")
        assert "待处理 0" in counts(app)
        assert "2009年得分 → 本期" in lines(app)
        go_to(app, WordLine)
        await press(pilot, "enter", "enter")
        assert "待处理 1" in counts(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter", "enter", "f9")
    assert contest.value("yongnian", "stability") is not None


async def test_what_was_left_out_can_be_taken_in_again(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [HEAD, ["永年县", 92.5, 88]]))
        go_to(app, CellLine)
        await press(pilot, "enter", "enter")
        assert "新增 1" in counts(app)
        await press(pilot, "escape")
        assert "再按一次 Esc" in said(app)
        go_to(app, CellLine)
        await press(pilot, "enter", "enter")
        assert "新增 2" in counts(app)
        await press(pilot, "escape")
        assert app.screen is app.desk, "there is nothing to be lost"


async def test_what_was_chosen_stays_when_saving_fails(
    contest: Competition2010, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = ImportDesk.save

    def fail(*_: object) -> int:
        raise Unreachable("database.busy", path="x.db")

    monkeypatch.setattr(ImportDesk, "save", fail)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [HEAD, ["永年县", 92.5, 88], ["无此县", 1, 2]]))
        go_to(app, ProblemLine)
        await press(pilot, "enter", "enter")
        await press(pilot, "f9")
        assert "x.db" in said(app)
        assert "待处理 0  新增 2" in counts(app)
        monkeypatch.setattr(ImportDesk, "save", kept)
        await press(pilot, "f9")
        assert app.screen is app.desk
    assert contest.value("yongnian") is not None


@pytest.mark.parametrize(("answer", "value"), [(("enter",), "81"), (("down", "enter"), "92.5")])
async def test_s12_what_somebody_else_changed_meanwhile_is_shown_and_asked_about(
    contest: Competition2010, tmp_path: Path, answer: tuple[str, ...], value: str
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [HEAD, ["永年县", 92.5, 88]]))
        contest.enter("乙", "key-projects", "yongnian", "81")
        await press(pilot, "f9")
        assert "待处理 1" in counts(app)
        assert any("乙 于" in line and "已录入 81.00" in line for line in lines(app))
        assert "什么也没有存" in said(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter", *answer)
        await press(pilot, "f9")
        assert app.screen is app.desk
    found = contest.value("yongnian")
    assert found is not None
    assert str(found[0]) == value
    assert contest.value("yongnian", "stability") is not None


async def test_one_of_several_sheets_is_chosen(contest: Competition2010, tmp_path: Path) -> None:
    path = put_file(tmp_path, [HEAD, ["永年县", 1, 2]], more=[HEAD, ["武安市", 3, 4]], notes=[["说明"], ["x", "y"]])
    app = app_of(contest, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, path)
        assert isinstance(app.screen, ChoiceDialog)
        assert [row.key for row in app.screen.query_one(RowList).rows] == ["Sheet1", "more"]
        await press(pilot, "down", "enter")
        assert "2 new" in counts(app)
        await press(pilot, "f9")
    assert contest.value("wuan") is not None
    assert contest.value("yongnian") is None


async def test_a_layout_is_known_the_next_time_and_it_is_said(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for score in (81, 82):
            await open_file(pilot, put_file(tmp_path, [["单位", "重点", "维护社会稳定"], ["永年县", score, score]]))
            if score == 81:
                go_to(app, ColumnLine)
                await press(pilot, "enter", "enter")
            else:
                assert "B 重点 → 重点项目建设（按上次的选择，可改）" in lines(app)
            await press(pilot, "f9")
            assert app.screen is app.desk
    found = contest.value("yongnian")
    assert found is not None
    assert str(found[0]) == "82"


async def test_whose_role_may_not_import_is_told_before_a_file_is_asked_for(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert app.screen is app.desk
        assert "丙" in said(app)


def test_files_of_this_machine_are_not_opened_from_afar_or_for_a_closed_period(contest: Competition2010) -> None:
    settings = contest.settings("甲")
    desk = ImportDesk(Workplace(contest.store, settings, "city", "2010Q3"))
    desk.permit()
    with pytest.raises(Refused) as afar:
        ImportDesk(replace(desk.workplace, settings=replace(settings, proof="SHA256:x"))).permit()
    assert afar.value.key == "import.from_afar"
    with pytest.raises(Refused) as late:
        ImportDesk(desk.workplace.at("city", "2010Q2")).permit()
    assert late.value.key == "period.closed"


async def test_a_folder_is_listed_completed_and_searched(contest: Competition2010, tmp_path: Path) -> None:
    (tmp_path / "二季度").mkdir()
    put_file(tmp_path / "二季度", [HEAD, ["永年县", 1, 2]], "得分.xlsx")
    (tmp_path / "二季度" / "notes.md").write_text("x")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        field = app.screen.query_one("#path", Input)
        field.value = f"{tmp_path}/二"
        await settle(pilot)
        await press(pilot, "tab")
        assert field.value == f"{tmp_path}/二季度/"
        assert [row.cells[0] for row in app.screen.query_one(RowList).rows] == ["得分.xlsx"]
        await press(pilot, "enter")
        assert "新增 2" in counts(app)


async def test_when_a_file_was_saved_is_told_in_the_contest_s_zone(contest: Competition2010, tmp_path: Path) -> None:
    saved = datetime(2010, 10, 8, 22, 30, tzinfo=UTC).timestamp()
    path = put_file(tmp_path, [HEAD])
    os.utime(path, (saved, saved))
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        app.screen.query_one("#path", Input).value = f"{tmp_path}/"
        await settle(pilot)
        rows = app.screen.query_one("#files", RowList).rows
    assert ("得分.xlsx", "2010-10-09 06:30") in [row.cells for row in rows]


# --- Pasting ------------------------------------------------------------------------------------------------------


async def test_f504_a_block_is_seen_where_it_would_go_and_saved(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down")
        await paste(pilot, "92.5\t88\r\n81\t\r\n")
        assert "新增 3  改动 0  相同 0  空白 1" in counts(app)
        assert "A1 武安市 重点项目建设 - 92.50 新增" in lines(app)
        await press(pilot, "f9")
        assert app.screen is app.desk
    assert str((contest.value("wuan") or ("",))[0]) == "92.5"
    assert str((contest.value("congtai") or ("",))[0]) == "81"
    with contest.store.read() as session:
        (sheet,) = session.exec(select(ScoreSheet)).all()
    assert sheet.file == ""
    assert len(sheet.sha256) == 64


async def test_f504_a_block_over_a_selection_begins_at_its_upper_left_cell(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "shift+down", "shift+right")
        await paste(pilot, "92.5\t88\r\n81\t82\r\n")
        assert "A1 武安市 重点项目建设 - 92.50 新增" in lines(app)
        assert "B2 维护社会稳定 - 82.00 新增" in lines(app)
        await press(pilot, "f9")
    assert str((contest.value("wuan") or ("",))[0]) == "92.5"


async def test_f504_a_block_that_is_not_wanted_is_asked_about_twice_and_changes_nothing(
    contest: Competition2010,
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await paste(pilot, "92.5\t88")
        await press(pilot, "escape")
        assert "再按一次 Esc" in said(app)
        await press(pilot, "escape")
        assert app.screen is app.desk
    assert contest.value("yongnian") is None


@pytest.mark.parametrize("text", ["77.25", " 77.25\r\n", "77.25\t"])
async def test_a_pasted_value_is_typed(contest: Competition2010, text: str) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await paste(pilot, text)
        assert app.screen is app.desk
        await press(pilot, "enter")
    assert str((contest.value("yongnian") or ("",))[0]) == "77.25"


async def test_f507_a_long_text_is_refused_at_once(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        began = time.process_time()
        await paste(pilot, "x" * 100_000)
        assert time.process_time() - began < 2
        assert app.desk.grid.edit is None
        assert "不是得分" in said(app)


async def test_f504_nobody_pastes_where_nothing_can_be_typed(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await paste(pilot, "92.5\t88")
        assert app.screen is app.desk
        assert "丙" in said(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 34), (200, 56)])
async def test_every_line_fits(contest: Competition2010, tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    rows = [[*HEAD, "总分"], ["永年县", 92.5, "优", 7], ["武安市", 1, 2, 199], ["无此县", 81, 3], ["合计", 81, 3]]
    app = app_of(contest, lang=lang)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        found = preview_screen(app).rows
        cut = [found.render_line(y).text for y in range(found.size.height)] + [counts(app)]
        assert not any("…" in line for line in cut), cut


async def test_what_was_chosen_is_offered_after_a_kill(contest: Competition2010, tmp_path: Path) -> None:
    path = put_file(tmp_path, [HEAD, ["永年县", 91, 92], ["不知何处", 81, 82]])
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, path)
        await press(pilot, "n", "enter", *"武安", "enter")
        assert preview_screen(app).choices.made == 1
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "得分.xlsx" in said(app)
        assert "i（导入）" in said(app)
        await open_file(pilot, path)
        assert "上次没有保存的 1 项选择已恢复" in said(app)
        assert "待处理 0" in counts(app)
        await press(pilot, "s")
        assert app.screen is app.desk
    assert contest.value("wuan") == (81, "draft", 1)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "得分.xlsx" not in said(app), "it has been saved"


async def test_a_cell_is_mended_by_typing_and_every_choice_is_taken_back(
    contest: Competition2010, tmp_path: Path
) -> None:
    rows = [[*HEAD, "重点项目建设得分"], ["永年县", "92.5%", 88, 70], ["武安市人民政府", "—", 77, 71]]
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        assert any("武安市人民政府 → 武安市" in line for line in lines(app))
        assert "已有一列" in lines(app)[preview_screen(app).rows.at]
        await press(pilot, "enter", "enter")
        assert any("B 列" not in line and "D 重点项目建设得分 → 不导入" in line for line in lines(app))
        assert any("永年县：92.5% 是百分数" in line for line in lines(app)), "whose cell it is"
        go_to(app, ProblemLine)
        await press(pilot, "enter")
        app.screen.query_one("#typed", Input).value = "92。5"
        await press(pilot, "enter")
        assert "B2 永年县 重点项目建设 - 92.50 新增" in lines(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter")
        app.screen.query_one("#typed", Input).value = "不参评"
        await press(pilot, "enter")
        assert "待处理 0  新增 4" in counts(app)
        await press(pilot, "z")
        assert "待处理 1  新增 3" in counts(app)
        await press(pilot, "z", "z")
        assert "待处理 3" in counts(app), "which of two columns is asked again"
        await press(pilot, "z")
        assert "没有可以撤回的选择" in said(app)


def test_a_unit_s_list_begins_with_the_longest_name_contained() -> None:
    names = {"w": "王庄镇", "d": "大王庄乡", "x": "小王庄", "l": "柳林镇"}
    keys = [UnitKeys(unit, keys_of((name, name[:-1]))) for unit, name in names.items()]
    assert closest(keys, "大王庄乡人民政府")[0] == "d"
    assert closest(keys, "大王庄人民政府")[0] == "d"
    assert closest(keys, "王庄")[0] == "w"


async def test_the_way_to_leave_a_name_out_is_found_by_typing(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, [HEAD, ["武安市永年县联合组", 92.5, 88], ["无此县", 1, 2]]))
        go_to(app, ProblemLine, 1)
        await press(pilot, "enter")
        app.screen.query_one("#typed", Input).value = "不导入"
        await settle(pilot)
        await press(pilot, "enter")
        assert "待处理 1" in counts(app)


async def test_a_mended_score_says_that_it_was_typed_and_the_cursor_goes_to_what_is_left(
    contest: Competition2010, tmp_path: Path
) -> None:
    rows = [[*HEAD, "合计"], ["永年县", 865, 88, 953], ["武安市", 77, "优", 148]]
    app = app_of(contest)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        go_to(app, ProblemLine, 1)
        await press(pilot, "enter")
        assert (
            str(app.screen.query_one("#heading", PlainText).content)
            == "C3 · 武安市 · 维护社会稳定：表中为“优”，怎么办？"
        )
        app.screen.query_one("#typed", Input).value = "71"
        await press(pilot, "enter")
        assert preview_screen(app).rows.current == ProblemLine(0)
        await press(pilot, "enter")
        app.screen.query_one("#typed", Input).value = "86.5"
        await press(pilot, "enter")
        assert preview_screen(app).rows.current == CellLine(1, 1), "nothing is left: the row that was mended"
        assert "D2 永年县：表中合计填 953，按得分应为 174.50" in lines(app), "what no longer agrees is told"
        assert any("B2 → 86.5（手工改录，表中为“865”）" in line for line in lines(app))
        await press(pilot, "f9")
        await press(pilot, "v")
        read = [cell for row in app.screen.query_one(RowList).rows for cell in row.cells]
        assert any("得分.xlsx · Sheet1 B2（手工改录，表中为“865”）" in cell for cell in read)
    (deed,) = contest.journal("import")
    cells = deed.after["cells"]
    assert cells["key-projects/yongnian"] == [1, "86.5", "draft", "B2 ≠ 865"]
    assert cells["stability/yongnian"] == [1, "88", "draft", "C2"]


async def test_what_a_dash_means_is_asked_once_for_all_cells_that_say_so(
    contest: Competition2010, tmp_path: Path
) -> None:
    rows = [HEAD, ["永年县", "/", "未参评"], ["武安市", "/", "—"], ["涉县", None, 90]]
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await open_file(pilot, put_file(tmp_path, rows))
        assert "待处理 3" in counts(app)
        assert any("说不清是不参评还是还没有分" in line for line in lines(app))
        assert any("n/a" in line for line in lines(app)), "未参评 is taken"
        go_to(app, ProblemLine)
        await press(pilot, "enter")
        shown = [row.cells[0] for row in app.screen.query_one(RowList).rows]
        assert shown[:2] == ["写着“/”的 2 格都是不参评（n/a）", "写着“/”的 2 格都还没有分，不导入"]
        await press(pilot, "enter")
        assert "待处理 1" in counts(app)
        go_to(app, ProblemLine)
        await press(pilot, "enter", "down", "enter")
        assert "待处理 0" in counts(app)
        await press(pilot, "z", "z")
        assert "待处理 3" in counts(app)
