"""A desk in English on a contest that says everything in English, too: nobody who works there meets a Chinese word."""

import pytest

from scoreboard.locale import FIRST_OF_EAST_ASIA
from tests.acceptance.bilingual import Bilingual
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle

ROADS = (
    (),
    ("t",),
    ("t", "enter"),
    ("t", "a"),
    ("p",),
    ("p", "a"),
    ("p", "e"),
    ("p", "enter"),
    ("p", "right"),
    ("p", "right", "right"),
    ("p", "right", "right", "right"),
    ("k",),
    ("k", "d"),
    ("k", "e"),
    ("d",),
    ("d", "enter"),
    ("d", "down", "enter"),
    ("d", "down", "down", "enter"),
    ("d", "down", "down", "down", "enter"),
    ("d", "down", "down", "down", "down", "enter"),
    ("slash",),
    ("j",),
    ("question_mark",),
)
"""Keys that lead to every room of the desk."""


def shown(app: DeskApp) -> list[str]:
    """The lines of the screen."""
    return ["".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()]


@pytest.fixture(scope="module")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Program:
    place = tmp_path_factory.mktemp("desk")
    program = Program(place / "contest.db", now="2031-07-01T09:00:00+08:00")
    program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
    program.ok("load", Bilingual().write(place / "folder"), "--with-clock")
    return program


@pytest.mark.parametrize("keys", ROADS, ids="-".join)
async def test_no_room_of_an_english_desk_shows_hanzi(contest: Program, keys: tuple[str, ...]) -> None:
    app = desk_of(contest, "root", lang="en")
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        found = [line.strip() for line in shown(app) if any(sign >= FIRST_OF_EAST_ASIA for sign in line)]
    assert found == []
