"""The kiosk: a room that cannot be opened, and a mistake of the program, end in a sentence."""

from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.app import KioskApp


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
    sentence, name = app.return_value, app.return_value.split(" are in ")[1].split(" for ")[0]
    assert "ZeroDivisionError" in sentence
    assert "1 / 0" in Path(name).read_text(encoding="utf-8")
    Path(name).unlink()


async def run_into_a_mistake(app: KioskApp) -> None:
    async with app.run_test() as pilot:
        app.call_later(lambda: 1 / 0)
        await pilot.pause()
