"""Keys that somebody has given to bindings, in a file of their account."""

from pathlib import Path

import pytest

from scoreboard.errors import BadInput
from screens.app import KioskApp
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.help import HelpDialog
from screens.own_keys import FILE, read_keys
from screens.widgets.bars import KeyBar
from tests.contests import Shape, prepare
from tests.screens.desk.conftest import press, settle


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FILE, str(tmp_path / "keys.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "keys.toml"


async def test_a_key_that_was_given_to_a_deed_does_it_and_is_told(file: Path, tmp_path: Path) -> None:
    file.write_text('"desk.find" = "f3"\n"desk.journal" = "ctrl+j,J"\n', encoding="utf-8")
    app = KioskApp(prepare(tmp_path, Shape()), "desk")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)
        assert " F3 " in app.screen.query_one("#keys", KeyBar).text.upper()
        await press(pilot, "slash")
        assert isinstance(app.screen, DeskScreen), "the key that it had does nothing any more"
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpDialog)
        told = {meaning: key for key, meaning in app.screen.keys}
        assert told[app.screen.say("help.find")].upper() == "F3"
        await press(pilot, "escape", "f3")
        assert isinstance(app.screen, ChoiceDialog)


@pytest.mark.parametrize(
    "text", ["desk.find = 3", '"find" = "f3"', '"desk.find" = "no key"', '"desk.find" = 3', "\x00", '"desk.find" = ""']
)
def test_a_file_that_says_something_else_is_refused(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_keys()
    assert str(file) in refused.value.sentence("en")


def test_without_a_file_the_keys_are_the_programs(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_keys()
    monkeypatch.delenv(FILE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert read_keys() == {}
