"""The kiosk: a room that cannot be opened, and a mistake of the program, end in a sentence."""

from pathlib import Path

import pytest

from scoreboard.publications.display_reports import read_reports
from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.display import HallScreen
from screens.scene_view import SceneView
from screens.waiting import WaitingScreen
from tests.contests import NOW, prepare
from tests.screens.test_kiosk import until


async def test_a_room_without_a_database_ends_in_a_sentence(tmp_path: Path) -> None:
    app = KioskApp(Settings(str(tmp_path / "none.db"), "en"), "display")
    async with app.run_test():
        pass
    assert app.return_code == 3
    assert app.return_value is not None
    assert "scoreboard load" in app.return_value


async def test_a_mistake_of_the_program_is_kept_in_a_file_and_told_in_a_sentence(tmp_path: Path) -> None:
    app = KioskApp(Settings(str(tmp_path / "none.db"), "en"), "home")
    with pytest.raises(ZeroDivisionError):
        await run_into_a_mistake(app)
    assert app.return_code == 1
    assert app.return_value is not None
    sentence, name = app.return_value, app.return_value.split(" are in ")[1].split(", for ")[0]
    assert "ZeroDivisionError" in sentence
    assert "1 / 0" in Path(name).read_text(encoding="utf-8")
    Path(name).unlink()


async def run_into_a_mistake(app: KioskApp) -> None:
    async with app.run_test() as pilot:
        app.call_later(lambda: 1 / 0)
        await pilot.pause()


async def test_an_unattended_hall_waits_for_its_contest_and_opens_it_and_no_key_ends_it(tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "contest.db"), "en", NOW)
    app = KioskApp(settings, "display", unit="c01", unattended=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: waits_for(settings) == "database.no_public")
        assert isinstance(app.screen, WaitingScreen)
        assert "scoreboard" not in shown(app), "a hall reads no sentence of the program"
        await pilot.press("q", "ctrl+q", "ctrl+c", "escape")
        assert isinstance(app.screen, WaitingScreen)
        prepare(tmp_path)
        await until(pilot, lambda: isinstance(app.screen, HallScreen) and app.screen.player.items != [])
        await pilot.press("q", "ctrl+q", "ctrl+c", "escape")
        assert isinstance(app.screen, HallScreen)
        assert app.is_running


def waits_for(settings: Settings) -> str:
    """What a hall that waits tells the director that it waits for."""
    return "".join(report.waits for report in read_reports(settings.paths.public))


def shown(app: KioskApp) -> str:
    """All words on the screen."""
    frame = app.screen.query_one(SceneView).frame
    return "" if frame is None else frame.text


@pytest.mark.parametrize("theme", ["daylight", None])
async def test_a_screen_is_shown_in_the_colours_that_are_asked_for(
    tmp_path: Path, theme: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    prepare(tmp_path)
    app = KioskApp(Settings(str(tmp_path / "contest.db"), "en", NOW, theme=theme), "display")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == (theme or "red-gold")
        await until(pilot, lambda: app.screen.query_one(SceneView).frame is not None)
        assert app.current_theme.dark is (theme is None)
