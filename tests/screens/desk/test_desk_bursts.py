"""Keys that come in one packet, as they do over a slow line: each takes effect before the next."""

import threading
from decimal import Decimal

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from screens import key_queue
from screens.desk.form import FormDialog
from screens.desk.workplace import Opening, Workplace
from tests.screens.desk.conftest import Competition2010, app_of, settle, until


def burst(pilot: Pilot[None], *keys: str) -> None:
    """Let keys arrive together, before any of them is looked at."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    ("keys", "unit", "area"),
    [
        (("down", *"22.5", "enter"), "wuan", "key-projects"),
        (("right", *"22.5", "enter"), "yongnian", "stability"),
        (("down", "down", "right", *"22.5", "enter"), "congtai", "stability"),
        ((*"1", "escape", "down", *"22.5", "tab", "up"), "wuan", "key-projects"),
        (("slash", *"sx", "enter", *"22.5", "enter"), "shexian", "key-projects"),
    ],
    ids=["down", "right", "a way", "escape", "search"],
)
async def test_a_score_goes_where_the_keys_before_it_have_led(
    contest: Competition2010, keys: tuple[str, ...], unit: str, area: str
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, *keys)
        await settle(pilot)
        assert app.desk.opened.sheet is not None
        filled = {place: cell.text for place, cell in app.desk.opened.sheet.cells.items() if cell.text}
    assert filled == {(unit, area): "22.50"}
    assert contest.value(unit, area) == (Decimal("22.5"), "draft", 1)


async def test_f504_a_block_from_a_terminal_that_marks_no_paste_is_not_misplaced(
    contest: Competition2010,
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for line in ("81\t82", "\t72", "61\t62"):
            burst(pilot, *(key.replace("\t", "tab") for key in line), "enter", "ctrl+j")
        await settle(pilot)
        assert app.desk.grid.place == ("shexian", "key-projects")
        assert app.desk.opened.sheet is not None
        filled = {place: cell.text for place, cell in app.desk.opened.sheet.cells.items() if cell.text}
    assert filled == {
        ("yongnian", "key-projects"): "81.00",
        ("yongnian", "stability"): "82.00",
        ("wuan", "stability"): "72.00",
        ("congtai", "key-projects"): "61.00",
        ("congtai", "stability"): "62.00",
    }


async def test_what_is_pasted_comes_in_its_turn_too(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, "down")
        pilot.app.post_message(events.Paste("33.5"))
        burst(pilot, "enter", *"44.5", "enter")
        await settle(pilot)
    assert contest.value("wuan") == (Decimal("33.5"), "draft", 1)
    assert contest.value("congtai") == (Decimal("44.5"), "draft", 1)


async def test_what_is_typed_behind_the_key_of_a_form_is_for_the_form(contest: Competition2010) -> None:
    """The store is asked before it opens: what comes meanwhile waits, and goes into its fields."""
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, "t", "a", "enter", "y", "n", "enter", *"wang", "enter", *"head")
        await until(pilot, lambda: any(field.value == "head" for field in app.screen.query(Input)))
        assert isinstance(app.screen, FormDialog)
        assert list(app.screen.typed().values())[:2] == ["wang", "head"]
    assert contest.value("yongnian") is None


async def test_keys_wait_no_longer_than_can_be_borne(contest: Competition2010, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the store does not answer, the keys are the desk's again."""
    monkeypatch.setattr(key_queue, "PATIENCE_SECONDS", 0.2)
    go_on = threading.Event()
    monkeypatch.setattr(Workplace, "choices", lambda _: go_on.wait(20) and ())
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, "s", "down")
        await until(pilot, lambda: app.desk.grid.row == 1)
        go_on.set()


@pytest.fixture
def slow_to_open(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Opening takes longer than keys may take otherwise; it goes on once this is set."""
    monkeypatch.setattr(key_queue, "PATIENCE_SECONDS", 0.05)
    go_on, opens = threading.Event(), Workplace.open

    def slowly(workplace: Workplace) -> Opening:
        go_on.wait(20)
        return opens(workplace)

    monkeypatch.setattr(Workplace, "open", slowly)
    return go_on


async def test_what_is_typed_while_the_desk_opens_is_for_its_first_cell(
    contest: Competition2010, slow_to_open: threading.Event
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        burst(pilot, *"22.5", "enter")
        await pilot.pause(0.2)
        burst(pilot, "right", *"33.5", "enter")
        slow_to_open.set()
        await until(pilot, lambda: contest.value("wuan", "stability") is not None)
    assert contest.value("yongnian") == (Decimal("22.5"), "draft", 1)
    assert contest.value("wuan", "stability") == (Decimal("33.5"), "draft", 1)


async def test_a_desk_that_does_not_open_can_be_left(contest: Competition2010, slow_to_open: threading.Event) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        burst(pilot, *"22.5", "enter", "ctrl+q")
        await until(pilot, lambda: app._exit)
        slow_to_open.set()
    assert contest.value("yongnian") is None


async def test_lines_that_end_as_unix_ends_them_are_entered_like_others(contest: Competition2010) -> None:
    """So Enter comes where it was pressed before the program had taken the terminal."""
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, *"22.5", "ctrl+j", *"33.5", "ctrl+j")
        await settle(pilot)
    assert contest.value("yongnian") == (Decimal("22.5"), "draft", 1)
    assert contest.value("wuan") == (Decimal("33.5"), "draft", 1)
