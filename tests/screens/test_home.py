"""Home: three rooms, two languages, and what to type where there is no contest."""

from pathlib import Path

import pytest
from textual.app import App

from scoreboard.settings import Settings
from screens.home import HomeScreen
from screens.looks import textual_theme
from screens.widgets.drawn import Drawn
from tests.handan import handan, prepared

__all__ = ["handan", "prepared"]


class Host(App[None]):
    """An app that opens home and keeps what it ended with."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.chosen: list[str | None] = []
        self.languages: list[str] = []

    def on_mount(self) -> None:
        theme = textual_theme()
        self.register_theme(theme)
        self.theme = theme.name
        self.push_screen(HomeScreen(self._settings), self.chosen.append)

    def on_home_screen_language_chosen(self, message: HomeScreen.LanguageChosen) -> None:
        self.languages.append(message.lang)

    @property
    def text(self) -> str:
        """All that home says."""
        frames = [part.frame for part in self.screen.query(Drawn)]
        drawn = "\n".join(frame.text for frame in frames if frame is not None)
        said = "\n".join(str(self.screen.query_one(name).visual) for name in ("#contest", "#foot"))
        return f"{drawn}\n{said}"


@pytest.mark.parametrize(
    ("keys", "room"),
    [
        (["1"], "display"),
        (["2"], "desk"),
        (["3"], "director"),
        (["enter"], "display"),
        (["down", "enter"], "desk"),
        (["down", "down", "enter"], "director"),
        (["up", "enter"], "director"),
        (["q"], None),
    ],
)
async def test_keys_lead_to_the_rooms(handan: Settings, keys: list[str], room: str | None) -> None:
    host = Host(handan)
    async with host.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    assert host.chosen == [room]


async def test_a_click_leads_to_a_room(handan: Settings) -> None:
    host = Host(handan)
    async with host.run_test() as pilot:
        await pilot.pause()
        await pilot.click("#director")
        await pilot.pause()
    assert host.chosen == ["director"]


async def test_escape_stays(handan: Settings) -> None:
    host = Host(handan)
    async with host.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert host.chosen == []


async def test_l_speaks_the_other_language_and_tells_the_app(handan: Settings) -> None:
    host = Host(handan)
    async with host.run_test(size=(120, 34)) as pilot:
        await pilot.pause()
        assert "邯郸市2010年创先争优夺标竞赛" in host.text
        assert "导演台" in host.text.replace(" ", "")
        await pilot.press("l")
        await pilot.pause()
        assert "Handan 2010" in host.text
        assert "Director console" in host.text
        await pilot.press("l")
        await pilot.pause()
        assert "邯郸市2010年创先争优夺标竞赛" in host.text
    assert host.languages == ["en", "zh"]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_without_a_contest_it_says_what_to_type(tmp_path: Path, lang: str) -> None:
    settings = Settings(str(tmp_path / "none.db"), lang)
    host = Host(settings)
    async with host.run_test() as pilot:
        await pilot.pause()
        assert "scoreboard demo" in host.text
        assert "scoreboard load" in host.text
        assert "none.db" in host.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56), (40, 12)])
async def test_every_room_is_whole_at_every_size(handan: Settings, size: tuple[int, int]) -> None:
    host = Host(handan)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        if size[1] >= 24:
            for room in ("display", "desk", "director"):
                region = host.screen.query_one(f"#{room}").region
                assert host.screen.region.contains_region(region)
