"""Long names on a small screen: what one must know to type into the right cell of the right quarter is never cut."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from scoreboard.desk.promises import LIVELIHOOD
from scoreboard.desk.worksheet import Named, SheetUnit, Worksheet
from screens.desk.closing import ClosingDialog
from screens.desk.contest_bar import contest_parts
from screens.desk.grid import ScoreGrid
from screens.desk.import_screen import target_words
from screens.desk.keys_and_signs import keys_for
from screens.desk.layout import NAME_EDGE, lay_out, row_name
from screens.desk.promise_rows import columns
from screens.desk.rights import RIGHTS
from screens.desk.sentences import place_beside
from screens.desk.workplace import Worker
from screens.widgets.bars import KeyBar, MessageBar
from screens.widgets.cells import clip_middle
from screens.widgets.columns import column_widths
from tests.acceptance.competition import Competition, sealed, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import desk_of, press, settle
from tests.screens.desk.test_desk_layout import sheet_of

BUREAU = "Office of the Public Resources Trading Supervision and Administration Commission"
OFFICE = "邯郸经济技术开发区管理委员会"
LONG = {"zh": OFFICE, "en": BUREAU}


def units(*names: tuple[str, str]) -> Worksheet:
    """A sheet of units with these names, in Chinese and English."""
    found = tuple(SheetUnit(f"u{at}", zh, en, "") for at, (zh, en) in enumerate(names))
    return replace(sheet_of(1, 9), units=found)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [79, 119])
def test_names_that_begin_alike_can_be_told_apart(lang: str, width: int) -> None:
    branches = [("", ""), ("第二分会", ", Branch 2"), ("第三分会", ", Branch 3")]
    sheet = units(*((OFFICE + zh, BUREAU + en) for zh, en in branches), ("永年县", "Yongnian"))
    layout = lay_out(sheet, width, lang)
    room = layout.names - NAME_EDGE
    shown = [row_name(unit, room, lang, layout.alike) for unit in sheet.units]
    assert len(set(shown)) == len(shown)
    assert all(cell_len(name) <= room for name in shown)
    assert shown[-1] == sheet.units[-1].called(lang)


def test_a_long_name_like_no_other_keeps_its_beginning() -> None:
    sheet = units((OFFICE, BUREAU), ("永年县", "Yongnian"))
    layout = lay_out(sheet, 119, "en")
    assert row_name(sheet.units[0], layout.names - NAME_EDGE, "en", layout.alike).startswith("Office of")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("永年县第二分会", 10, "永年…分会"),
        ("Yongnian", 8, "Yongnian"),
        ("Handan Zone, Branch 2", 18, "Handan Zo…Branch 2"),
        ("Joint Office of Mining", 16, "Joint Off…Mining"),
    ],
)
def test_a_name_is_cut_in_its_middle(text: str, width: int, shown: str) -> None:
    assert clip_middle(text, width) == shown
    assert cell_len(shown) <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_period_stays_on_the_first_line_whatever_the_series_is_called(lang: str) -> None:
    series = Named("main", OFFICE * 3, BUREAU)
    sheet = replace(sheet_of(2, 2), series=series, period=Named("2031Q2", "第二季度", "Second quarter"))
    (title, _), _ = contest_parts(sheet, lang, 66)
    assert title.endswith(f" · {sheet.period.called(lang)}")
    assert cell_len(title) <= 66


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_import_says_into_which_period_it_goes_whatever_the_series_is_called(lang: str) -> None:
    series = Named("main", OFFICE * 3, BUREAU)
    sheet = replace(sheet_of(2, 2), series=series, period=Named("2031Q2", "第二季度", "Second quarter"))
    told = target_words(sheet, lang, 40)
    assert told.startswith("→ ")
    assert told.endswith(f" · {sheet.period.called(lang)}")
    assert cell_len(told) <= 40


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_area_of_a_cell_is_told_beside_the_longest_name(lang: str) -> None:
    sheet = replace(units((OFFICE * 2, BUREAU)), areas=(Named("a", "节能减排", "Energy saving"),))
    told = place_beside(("u0", "a"), sheet, lang, "79.66  confirmed  version 1  loaded 07-03 09:00:00", 80)
    assert told.endswith(f" · {sheet.areas[0].called(lang)}")


@pytest.mark.parametrize(
    ("role", "confirm", "first"),
    [("operator", "second-person", ["find", "filter", "import"]), ("operator", "self", ["find", "confirm", "review"]),
     ("reviewer", "second-person", ["find", "confirm", "review"]), ("auditor", "self", ["find", "filter", "contest"])],
)  # fmt: skip
def test_the_last_line_begins_with_keys_that_ones_role_may_use(role: str, confirm: str, first: list[str]) -> None:
    keys = keys_for(Worker("wei", role), replace(sheet_of(2, 2), confirm=confirm))
    assert [words for _, words in keys][:3] == first
    assert keys[-1] == ("desk.help", "help")
    theirs = {
        "operator": {"import", "undo", "confirm", "review", "close_look"},
        "reviewer": {"confirm", "review", "close_period", "unconfirm"},
        "auditor": {"close_look"},
    }
    deeds = {words for key, words in keys_for(None, None) if key in RIGHTS} | {"close_period", "close_look"}
    assert {words for _, words in keys} & deeds == theirs[role]
    assert {words for _, words in keys} - deeds == {words for _, words in keys_for(None, None)} - deeds


def test_no_figure_of_a_promise_is_cut() -> None:
    needs = [12, 40, 60, len("880000.25/1200000.5"), 10, 12]
    widths = column_widths(columns(LIVELIHOOD, "en"), needs, 78, 1)
    assert widths[3] == needs[3]
    assert min(widths[1:]) >= 9, "what it is about is still there"


class Line(App[None]):
    """A line that says in full what a list has cut."""

    def compose(self) -> ComposeResult:
        yield MessageBar(least=2)


async def test_the_line_below_a_list_says_all_of_a_long_row_and_does_not_jump_back() -> None:
    app = Line()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(MessageBar)
        for text, height in (("Yongnian", 2), (f"{BUREAU}  " * 3, 4), ("Yongnian", 4)):
            line.tell(text)
            await pilot.pause()
            assert line.size.height == height
        await pilot.resize_terminal(120, 34)
        await pilot.pause()
        assert line.size.height == 2


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A quarter of nine areas with the longest names, and people to act in it."""
    folder: Path = tmp_path_factory.mktemp("long")
    areas = [f"projects-and-the-comprehensive-attraction-of-investment-no-{number}" for number in range(9)]
    made = Competition(
        series=[
            sealed(
                *areas, name="市级机关和县（市、区）综合考核", name_en="Comprehensive assessment of the city’s bureaus"
            )
        ],
        units=[
            {**town, "name": f"{OFFICE}第{at}分会", "name_en": f"{BUREAU}, Branch {at}"}
            for at, town in enumerate(towns(9))
        ],
    )
    program = Program(folder / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-03-01T09:00:00+08:00")
    program.ok("load", made.write(folder / "made"), "--with-clock")
    for at, area in enumerate(areas):
        program.ok("enter", "main", "2031Q1", area, f"t{at + 1}", "80")
    return program


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_keys_of_closing_stay_on_a_small_screen(program: Program, lang: str) -> None:
    app = desk_of(program, "root", lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k")
        dialog = app.screen
        assert isinstance(dialog, ClosingDialog)
        for _ in range(9):
            keys, flags = dialog.query_one("#keys", KeyBar), dialog.query_one("#flags")
            assert keys.region.bottom <= 23
            assert flags.region.height >= 3
            await press(pilot, "down")
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert dialog.query_one("#flags").region.height >= 10
        assert dialog.query_one("#keys", KeyBar).region.bottom < 40
        await press(pilot, "escape")
        assert app.screen.query_one(ScoreGrid).has_focus
