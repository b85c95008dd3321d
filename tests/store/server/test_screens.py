"""Desk, console and hall on a server, and what each does while that is away."""

import contextlib
from collections.abc import Iterator
from contextlib import closing

import pytest

from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.director import following
from screens.scene_view import SceneView
from screens.widgets.canvas import OLD_MARK
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer
from tests.screens.desk.conftest import desk_of, settle
from tests.screens.desk.test_desk_entering import message, type_in
from tests.screens.director.console import console
from tests.screens.test_display import until
from tests.store.server.test_server import settings_of

CEREMONY = "closed-2031Q1"


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@contextlib.contextmanager
def away(server: PrivateServer, program: Program) -> Iterator[None]:
    """While a database lets nobody in."""
    name = server.name_of(program.database)
    with closing(server.connect()) as owner:
        owner.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        owner.execute("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            owner.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


async def test_a_desk_keeps_what_is_typed_meanwhile_and_saves_it_once(
    there: Program, server: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.desk.entering.AGAIN_SECONDS", 0.0)
    app = desk_of(there, "root", lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with away(server, there):
            await type_in(pilot, "92.5", "enter")
            await settle(pilot)
            assert "not saved" in message(app)
            assert app.desk.opened.held.by_place
        await until(pilot, lambda: not app.desk.opened.held.by_place)
    entered = [row for row in there.journal() if row["action"] == "enter" and row["subject"].startswith("main/")]
    assert [row["after"]["score"] for row in entered] == ["92.5"]


async def test_a_console_says_that_the_server_is_away_and_goes_on_by_itself(
    there: Program, server: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "CUT_OFF_SECONDS", 0.1)
    there.ok("close", "closed", "2031Q1")
    there.ok("ceremony", "seal", CEREMONY)
    async with console(settings_of(there), CEREMONY, acting="root") as desk:
        await desk.press("space")
        before = desk.view.sequence
        with away(server, there):
            await desk.until(lambda: "SERVER" in desk.part("cover"))
            await desk.press("space")
            assert desk.view.sequence == before
        await desk.until(lambda: "SERVER" not in desk.part("cover"))
        await desk.press("space")
        assert desk.view.sequence == before + 1


async def test_a_hall_keeps_its_picture_with_a_mark_and_goes_on(
    there: Program, server: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.display.OLD_SECONDS", 0.2)
    app = KioskApp(Settings(str(there.database), "en", there.now), "display")

    def picture() -> str:
        return app.screen.query_one(SceneView).frame.text

    def corner() -> str:
        view = app.screen.query_one(SceneView)
        return view._strips[-1].text[-1]

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Town" in picture() or "乡" in picture() or bool(picture().strip()))
        with away(server, there):
            await until(pilot, lambda: corner() == OLD_MARK)
            assert picture().strip()
        await until(pilot, lambda: corner() != OLD_MARK)
