"""The grid fits: widths in cells, whole scores only, every size of terminal, and a large contest stays quick."""

from decimal import Decimal
from time import perf_counter

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from scoreboard.desk.sheet_cells import CellState, Place, SheetCell, SheetCells
from scoreboard.desk.worksheet import Named, SheetUnit, Worksheet
from screens.desk.grid import ScoreGrid
from screens.desk.layout import TITLE_LINES, lay_out, title_lines
from screens.desk.unsaved_scores import HeldScores
from screens.widgets.bars import KeyBar
from tests.screens.desk.conftest import Competition2010, app_of, settle

AREAS = (
    ("节能减排", "Energy saving"),
    ("推进城镇化进程", "Urbanisation"),
    ("保障和改善民生", "Livelihood"),
    ("维护社会稳定", "Social stability"),
    ("重点项目建设", "Key projects"),
    ("东部振兴", "Eastern revival"),
    ("基层党组织建设", "Grassroots Party building"),
    ("重点工作八", "Key area eight"),
    ("重点工作九", "Key area nine"),
)


def sheet_of(rows: int, columns: int) -> Worksheet:
    units = tuple(
        SheetUnit(f"u{row}", "市人力资源和社会保障局" if row % 7 == 1 else f"第{row}县", f"County {row}", "人社局")
        for row in range(rows)
    )
    areas = tuple(Named(f"a{column}", *AREAS[column % len(AREAS)]) for column in range(columns))
    cells: dict[Place, SheetCell] = {
        (unit.id, area.id): SheetCell(f"{80 + (row * column) % 20}.50", CellState.CONFIRMED, 1)
        for row, unit in enumerate(units)
        for column, area in enumerate(areas)
        if (row + column) % 5
    }
    name = Named("c", "竞赛", "Contest")
    return Worksheet(
        *(name, name, name, "open", False, None, "self", False, 2, Decimal(100), False, "", (), "UTC", units, areas),
        cells=SheetCells(cells),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nine_areas_are_readable_at_120_columns(lang: str) -> None:
    layout = lay_out(sheet_of(137, 9), 119, lang)
    assert layout.names + layout.total <= 119
    assert layout.lines <= TITLE_LINES
    for title, (name, name_en) in zip(layout.titles, AREAS, strict=True):
        assert "".join(title).replace(" ", "") == (name_en if lang == "en" else name).replace(" ", "")


def test_titles_break_between_words() -> None:
    assert title_lines("Grassroots Party building", 10) == ["Grassroots", "Party", "building"]
    assert title_lines("推进城镇化进程", 9) == ["推进城镇", "化进程"]
    assert title_lines("A very long name of four lines", 7) == ["A very", "long", "name…"]


def test_drafts_and_missing_are_counted() -> None:
    sheet = sheet_of(10, 5)
    assert sheet.missing == 50 - len(sheet.cells)
    draft = sheet.with_cell(("u1", "a1"), SheetCell("1.00", CellState.DRAFT, 2))
    assert draft.drafts == 1


class GridApp(App[None]):
    """Nothing but the grid."""

    def __init__(self, sheet: Worksheet, lang: str = "zh") -> None:
        super().__init__()
        self.grid = ScoreGrid(HeldScores(), lang)
        self.sheet = sheet

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.show(self.sheet)
        self.grid.focus()


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_line_has_the_width_of_the_grid_and_no_score_is_cut(size: tuple[int, int], lang: str) -> None:
    app = GridApp(sheet_of(137, 9), lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in ("end", "ctrl+end", "left", "home", "right"):
            await pilot.press(key)
            await pilot.pause()
            grid = app.grid
            for y in range(grid.size.height):
                line = grid.render_line(y)
                assert cell_len(line.text) == line.cell_length == grid.size.width
            lines = [grid.render_line(y).text for y in range(grid.size.height)]
            shown = [word for line in lines for word in line.split() if word[0].isdigit() and "." in word]
            assert all(len(word) == 5 for word in shown)


async def test_the_cursor_is_always_in_view() -> None:
    app = GridApp(sheet_of(137, 20))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("end", "pagedown", "pagedown", "left", "left", "ctrl+end", "home", "ctrl+home", "tab", "down"):
            await pilot.press(key)
            await pilot.pause()
            grid = app.grid
            layout = lay_out(app.sheet, grid.scrollable_content_region.width, "zh")
            begin, end = layout.whole_columns(grid.scroll_offset.x, grid.size.width - layout.names)
            assert begin <= layout.starts[grid.column]
            assert layout.end(grid.column) <= end
            assert 0 <= grid.row - grid.scroll_offset.y < grid.scrollable_content_region.height - layout.lines


async def test_a_click_goes_to_a_cell() -> None:
    app = GridApp(sheet_of(20, 9))
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause()
        layout = lay_out(app.sheet, app.grid.scrollable_content_region.width, "zh")
        await pilot.click(app.grid, offset=(layout.names + layout.starts[3] + 3, layout.lines + 5))
        assert (app.grid.row, app.grid.column) == (5, 3)


async def test_a_large_contest_stays_quick() -> None:
    app = GridApp(sheet_of(700, 20))
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        grid = app.grid
        began = perf_counter()
        for _ in range(100):
            grid.action_move(1, 0)
            for y in range(grid.size.height):
                grid.render_line(y)
        each = (perf_counter() - began) / 100
        assert each < 0.05, f"{each * 1000:.1f} ms a key at 700 × 20"


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_keys_fit_one_line_and_the_help_is_always_there(
    contest: Competition2010, width: int, lang: str
) -> None:
    app = app_of(contest, lang=lang)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        keys = app.desk.query_one("#keys", KeyBar)
        assert cell_len(keys.text) <= width
        assert " ? " in keys.text
        await pilot.press("8")
        await settle(pilot)
        assert cell_len(keys.text) <= width
        assert "Esc" in keys.text


def test_a_layout_goes_through_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many decimals there are was counted when they were read: a sheet of 20,000 units is laid out at once."""
    sheet = sheet_of(137, 9)
    newer = sheet.with_cell(("u3", "a1"), SheetCell("80.1234", CellState.DRAFT, 2))

    def gone_through(_: SheetCells) -> None:
        raise AssertionError("all cells were gone through")

    monkeypatch.setattr(SheetCells, "__iter__", gone_through)
    assert lay_out(sheet, 119, "zh").decimals == 2
    assert lay_out(newer, 119, "zh").decimals == 4


def test_the_widest_of_many_names_has_its_room() -> None:
    sheet = sheet_of(2_000, 3)
    assert lay_out(sheet, 119, "zh").names == cell_len("市人力资源和社会保障局") + 4
