"""The auditor's room on a real database: it shows all, finds, follows, and changes nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, text
from textual.pilot import Pilot
from textual.widgets import Input

from scoreboard.desk.auditing import read_journal
from scoreboard.desk.people import add_person, disable_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.journal import JournalScreen
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.contests import opened, prepare, put


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A contest with an auditor, and a few deeds."""
    chief = prepare(tmp_path)
    with opened(chief) as store, acting(store, chief, "add people") as writing:
        add_person(writing, "auditor", "auditor")
        add_person(writing, "viewer", "viewer")
        put(writing, "a1", "c01", "88.5")
    return replace(chief, acting="auditor")


@asynccontextmanager
async def room(settings: Settings) -> AsyncIterator[tuple[Pilot[str], JournalScreen]]:
    app = KioskApp(settings, "journal")
    async with app.run_test(size=(120, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, JournalScreen)
        await settled(pilot)
        yield pilot, screen


async def settled(pilot: Pilot[str]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def said(screen: JournalScreen, bar: str) -> str:
    return screen.query_one(f"#{bar}", Bar).text


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_it_shows_every_deed_the_newest_first(settings: Settings, lang: str) -> None:
    async with room(replace(settings, lang=lang)) as (_, screen):
        rows = screen.query_one(RowList).rows
        with opened(settings) as store, store.read() as session:
            assert [row.key for row in rows] == [row.sequence for row in read_journal(session)]
        assert rows[0].cells[2] == "chief"
        assert "县01" in rows[0].cells[4]
        assert "c01" not in rows[0].cells[4]
        assert "88.5" in said(screen, "after")
        assert "unproved" in said(screen, "proof")


async def test_it_finds_by_any_word(settings: Settings) -> None:
    async with room(settings) as (pilot, screen):
        await pilot.press("slash", *"auditor")
        await settled(pilot)
        assert {row.cells[4] for row in screen.query_one(RowList).rows} == {"auditor"}
        screen.query_one(Input).value = "county 县02"
        await settled(pilot)
        assert screen.query_one(RowList).rows
        screen.query_one(Input).value = "enter 县01"
        await settled(pilot)
        (found,) = screen.query_one(RowList).rows
        assert "县01" in found.cells[4], "what is called so is found, though the journal has its id"
        screen.query_one(Input).value = "100%_nothing\\"
        await settled(pilot)
        assert not screen.query_one(RowList).rows
        await pilot.press("enter", "q")


async def test_it_follows_what_others_do(settings: Settings) -> None:
    async with room(settings) as (pilot, screen):
        before = len(screen.query_one(RowList).rows)
        chief = replace(settings, acting="chief")
        with opened(chief) as store, acting(store, chief, "add people") as writing:
            disable_person(writing, "viewer")
        screen._look_around()
        await settled(pilot)
        assert len(screen.query_one(RowList).rows) == before + 1


async def test_it_says_whether_the_chain_is_whole(settings: Settings) -> None:
    async with room(settings) as (pilot, screen):
        await pilot.press("v")
        await settled(pilot)
        assert "complete" in said(screen, "title")
        with opened(settings) as store, Session(store.engine) as session:
            session.exec(text("DROP TRIGGER IF EXISTS journal_no_update"))  # type: ignore[call-overload]
            for (name,) in session.exec(  # type: ignore[call-overload]
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'")
            ).all():
                session.exec(text(f'DROP TRIGGER "{name}"'))  # type: ignore[call-overload]
            session.exec(text("UPDATE journal SET who = 'somebody else' WHERE sequence = 2"))  # type: ignore[call-overload]
            session.commit()
        await pilot.press("v")
        await settled(pilot)
        assert "row 2 of the journal" in said(screen, "title")
        screen._read()  # as it does by itself when something has been done
        await settled(pilot)
        assert "row 2 of the journal" in said(screen, "title")


async def test_only_who_may_read_all_sees_anything(settings: Settings) -> None:
    async with room(replace(settings, acting="viewer")) as (_, screen):
        assert not screen.query_one(RowList).rows
        assert "viewer" in said(screen, "title")
