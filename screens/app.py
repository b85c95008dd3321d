"""The kiosk: one Textual app with four rooms: home, display, desk, director."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.screen import Screen

from scoreboard.crash_report import told
from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.wire import given
from screens.key_queue import AppInTurn
from screens.looks import Look, look_from, textual_theme, with_graphics
from screens.own_keys import read_keys
from screens.palettes import RED_GOLD, Theme, palette_of_contest, theme_called
from screens.widgets.line_breaks import read_phrases

if TYPE_CHECKING:
    from scoreboard.store.automatic_backup import BackupKeeper
    from scoreboard.store.engine import Store
    from screens.home import HomeScreen


def look_for(settings: Settings) -> Look:
    """The look that the settings and the environment ask for; the contest's own colours where they ask for none."""
    theme = theme_called(settings.theme or "") or _theme_of_contest(settings)
    return look_from(os.environ, settings.lang, theme).but(second=settings.second)


def _theme_of_contest(settings: Settings) -> Theme:
    """A contest's own colours, as the public file has them; the usual ones where that cannot be read yet."""
    try:
        with closing(PublicReader(settings.paths.public)) as reader:
            return palette_of_contest(given(reader.competition().colours) or ())
    except ContestError:
        return RED_GOLD


STAFF_ROOMS = ("desk", "director", "journal")


@runtime_checkable
class HoldsBack(Protocol):
    """A screen on which something could be lost by the program's end."""

    def holds_back(self, end: Callable[[], object]) -> bool:
        """Whether it asks first, or says why not now; it calls `end` once that is answered so."""


class KioskApp(AppInTurn[str]):
    """Opens in one room; from home one gets to the others and back.

    It returns a sentence where a room could not be opened, else None.
    """

    ENABLE_COMMAND_PALETTE = False
    TITLE = "夺旗榜 Scoreboard"

    def __init__(
        self,
        settings: Settings,
        room: str = "home",
        *,
        series: str | None = None,
        unit: str | None = None,
        ceremony: str | None = None,
        on_step: str = "",
        unattended: bool = False,
    ) -> None:
        super().__init__()
        self._settings, self._room, self._on_step = settings, room, on_step
        self._unattended = unattended
        self._series, self._unit, self._ceremony = series, unit, ceremony
        self._store: Store | None = None
        self._keeper: BackupKeeper | None = None

    def on_mount(self) -> None:
        theme = textual_theme(look_for(self._settings).theme)
        self.register_theme(theme)
        self.theme = theme.name
        self.enter(self._room)
        self.call_after_refresh(read_phrases)

    def enter(self, room: str) -> None:
        """Show a room. Leaving the one that the app was opened in ends the app."""
        rooms: dict[str, Callable[[], Screen[Any]]] = {
            "home": self._open_home,
            "display": self._open_display,
            "desk": self._open_desk,
            "director": self._open_director,
            "journal": self._open_journal,
        }
        try:
            if room in STAFF_ROOMS:
                self.set_keymap(dict(read_keys()))
            screen = rooms[room]()
        except ContestError as error:
            if self._unattended:
                self.push_screen(self._wait(), lambda chosen: self._left("waiting", chosen))
                return
            sentence = error.sentence(self._settings.lang)
            if room == self._room:
                self.exit(sentence, return_code=error.exit_code)
            else:
                self.notify(sentence, severity="error", markup=False)
            return
        self.push_screen(screen, lambda chosen: self._left(room, chosen))

    async def action_quit(self) -> None:
        """Ctrl+Q ends the program, from wherever one is, unless a screen holds it back."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, HoldsBack) and screen.holds_back(self.exit):
                return
        self.exit()

    def action_help_quit(self) -> None:
        """Say by which key the program ends: Ctrl+C doesn't."""
        self.notify(say("home.how_to_end", self._settings.lang), markup=False)

    def _fatal_error(self) -> None:
        """A mistake of the program ends the kiosk with a sentence instead of Textual's traceback."""
        if self._exception is None:
            self.exit(return_code=1)
            return
        sentence, code = told(self._exception, self._settings.lang, self._settings.paths)
        self.exit(sentence, return_code=code)

    def _left(self, room: str, chosen: object) -> None:
        if self._store is not None and room in STAFF_ROOMS:
            self._store.close()
            self._store = None
            if self._keeper is not None:
                self._keeper.stop()
        if room in ("home", "waiting") and isinstance(chosen, str):
            self.enter(chosen)
        elif room == self._room:
            self.exit()
        else:
            self.enter(self._room)

    def on_home_screen_language_chosen(self, message: "HomeScreen.LanguageChosen") -> None:
        """The rooms that are opened from now on speak the language that was chosen at home."""
        self._settings = replace(self._settings, lang=message.lang)

    def _open_home(self) -> Screen[Any]:
        from screens.home import HomeScreen

        return HomeScreen(self._settings)

    def _open_display(self) -> Screen[Any]:
        from screens.display import HallScreen

        with closing(PublicReader(self._settings.paths.public)) as reader:
            unit = None if self._unit is None else reader.find_unit(self._unit)
        return HallScreen(
            self._settings,
            with_graphics(look_for(self._settings), os.environ),
            series=self._series,
            unit=unit,
            unattended=self._unattended,
        )

    def _wait(self) -> Screen[Any]:
        from screens.waiting import WaitingScreen

        look = with_graphics(look_for(self._settings), os.environ)
        return WaitingScreen(self._settings, look, self._unit)

    def _open_desk(self) -> Screen[Any]:
        from screens.desk import DeskScreen

        return DeskScreen(self._open_store(), self._settings)

    def _open_director(self) -> Screen[Any]:
        from screens.director import DirectorScreen

        return DirectorScreen(self._open_store(), self._settings, self._ceremony, on_step=self._on_step)

    def _open_journal(self) -> Screen[Any]:
        from screens.journal import JournalScreen

        return JournalScreen(self._open_store(), self._settings)

    def _open_store(self) -> "Store":
        from scoreboard.store.automatic_backup import BackupKeeper
        from scoreboard.store.engine import Store

        self._store = Store(self._settings.paths)
        self._keeper = BackupKeeper(self._settings.paths)
        return self._store
