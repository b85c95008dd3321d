"""Who directs, and which ceremony."""

from dataclasses import replace

from sqlmodel import col, select

from scoreboard.desk.people import add_person, disable_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import JournalEntry
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director.choosing import Choosing
from screens.widgets.rows import RowList
from tests.handan import CEREMONY
from tests.screens.director.console import Console, console


def answers(desk: Console) -> list[str]:
    """The ids that can be chosen now."""
    assert isinstance(desk.host.screen, Choosing)
    return [str(row.key) for row in desk.host.screen.query_one(RowList).rows if row.choosable]


def said_of_answers(desk: Console) -> list[str]:
    """What each answer says, all its lines together."""
    said: list[str] = []
    for row in desk.host.screen.query_one(RowList).rows:
        if row.choosable:
            said.append("")
        said[-1] += "".join(row.cells)
    return said


async def test_asks_who_then_which(handan: Settings) -> None:
    async with console(handan, None, acting=None) as desk:
        assert answers(desk) == ["director", "admin"]
        await desk.press("down", "enter")
        assert answers(desk)[0] == CEREMONY
        await desk.press("enter")
        assert desk.view.ceremony == CEREMONY
        await desk.press("space")
        assert desk.place == (1, 1)
        with desk.store.read() as session:
            last = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(1)).one()
        assert (last.action, last.who) == ("cue", "admin")


async def test_the_list_says_how_far_each_ceremony_has_come(handan: Settings) -> None:
    async with console(handan, None) as desk:
        prompts = said_of_answers(desk)
        assert ["可以开始" in prompt for prompt in prompts] == [True, False, False]
        assert ["已结束" in prompt for prompt in prompts] == [False, True, True]
        assert "第三季度" in prompts[0]


async def test_people_cut_off_are_not_offered(handan: Settings) -> None:
    store = Store(handan.paths)
    with acting(store, replace(handan, acting="admin"), "add people") as writing:
        disable_person(writing, "director")
    store.close()
    async with console(handan, acting=None) as desk:
        assert answers(desk) == ["admin"]


async def test_a_person_of_another_role_can_watch_and_move_nothing(handan: Settings) -> None:
    async with console(handan, acting="operator") as desk:
        assert "operator" in desk.part("notice")
        assert desk.view.ceremony == CEREMONY
        await desk.press("space")
        assert desk.place == (None, None)
        assert "operator" in desk.part("notice")


async def test_q_leaves_and_escape_does_not(handan: Settings) -> None:
    async with console(handan, None) as desk:
        await desk.press("escape")
        assert not desk.host.left
        await desk.press("q")
        assert desk.host.left
    async with console(handan) as desk:
        await desk.press("space", "escape")
        assert not desk.host.left
        await desk.press("q", "y")
        assert desk.host.left


async def test_an_unknown_ceremony_is_said_in_place(handan: Settings) -> None:
    async with console(handan, "no-such") as desk:
        assert CEREMONY in desk.part("notice")
        await desk.press("space", "c", "g", "1", "enter", "u")
        assert not desk.host.left


def townships(settings: Settings) -> None:
    """Bind a director to the townships' series."""
    store = Store(settings.paths)
    with acting(store, replace(settings, acting="admin"), "add people") as writing:
        add_person(writing, "永", "director", series="yongnian-townships")
    store.close()


async def test_who_is_bound_to_a_series_chooses_among_its_ceremonies(handan: Settings) -> None:
    townships(handan)
    async with console(handan, None, acting="永") as desk:
        assert answers(desk) == ["yongnian-townships-2010Q3"]
    async with console(handan, None, acting=None) as desk:
        assert "永" in answers(desk)
        await desk.press(*["down"] * answers(desk).index("永"), "enter")
        assert answers(desk) == ["yongnian-townships-2010Q3"]


async def test_and_neither_sees_nor_moves_another_one(handan: Settings) -> None:
    townships(handan)
    async with console(handan, acting="永") as desk:
        assert desk.screen.stage.view is None
        assert "永年县乡镇级" in desk.part("notice"), "by its name"
        await desk.press("space")
        with desk.store.read() as session:
            last = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(1)).one()
        assert last.action == "user.add"
    async with console(handan, acting=None) as desk:
        assert "永" not in answers(desk)
