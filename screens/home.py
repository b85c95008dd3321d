"""Home: what the program is, which contest it has open, and the three rooms that lead on from here."""

import os
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.events import Click, Key, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.hall.parts.page import Box, gold, hero
from screens.looks import Look, look_from
from screens.palettes import RED_GOLD, theme_called
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, REVERSE, clean, clip_start, spaced
from screens.widgets.drawn import Drawn

ROOMS = ("display", "desk", "director")


def word(path: str, lang: str) -> str:
    """A text of the catalogue's room `home`."""
    return say(f"home.{path}", lang)


class Room(Drawn, can_focus=True):
    """One of the three choices: its number, its name, and one line on what it is for."""

    class Chosen(Message):
        """Somebody wants to go there."""

        def __init__(self, room: str) -> None:
            super().__init__()
            self.room = room

    def __init__(self, room: str, number: int, look: Look) -> None:
        super().__init__(self._paint_room, look, id=room)
        self.room, self._number = room, number

    def _paint_room(self, canvas: Canvas) -> None:
        """A field of its own with the focus; without colour, the name reversed."""
        theme, lang = canvas.look.theme, canvas.look.lang
        ground = theme.panel_high if self.has_focus else theme.panel
        canvas.fill(0, 0, canvas.width, canvas.height, ground)
        name = word(f"choice.{self.room}", lang)
        top = (canvas.height - 2) // 2
        plain = BOLD | (REVERSE if self.has_focus and not canvas.look.colour else 0)
        canvas.text(3, top, str(self._number), theme.gold, ground=ground, attributes=BOLD)
        ink = theme.gold_high if self.has_focus else theme.text
        canvas.text(6, top, spaced(name, canvas.width - 8), ink, ground=ground, attributes=plain)
        about = word(f"about.{self.room}", lang)
        canvas.text(6, top + 1, about, theme.quiet, width=canvas.width - 8, ground=ground)

    def on_focus(self) -> None:
        """Stand out."""
        self.repaint()

    def on_blur(self) -> None:
        """Stand back."""
        self.repaint()

    def on_key(self, event: Key) -> None:
        """Enter opens the room that has the focus."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Chosen(self.room))

    def on_click(self, event: Click) -> None:
        """A click opens it at once."""
        event.stop()
        self.post_message(self.Chosen(self.room))


class HomeScreen(Screen[str | None]):
    """Ends with "display", "desk" or "director", or with None where the person quits.

    `l` changes the language and tells the app by `LanguageChosen`.
    """

    CSS_PATH = "home.tcss"
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-short"), (32, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"open('{room}')", show=False) for number, room in enumerate(ROOMS, 1)),
        Binding("down,right", "app.focus_next", show=False, id="home.down"),
        Binding("up,left", "app.focus_previous", show=False, id="home.up"),
        Binding("l", "language", show=False, id="home.language"),
        Binding("q", "leave", show=False, id="home.leave"),
    ]

    class LanguageChosen(Message):
        """The person wants another language from now on."""

        def __init__(self, lang: str) -> None:
            super().__init__()
            self.lang = lang

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._look = Look(settings.lang)
        self.competition = _competition(settings)
        """The contest's names by language; empty where there is none yet."""

    @property
    def lang(self) -> str:
        """The language that home speaks now."""
        return self._settings.lang

    def compose(self) -> ComposeResult:
        """The title, the contest, the rooms, and where the database is."""
        self._look = look_from(os.environ, self.lang, theme_called(self.app.theme) or RED_GOLD)
        yield Drawn(self._paint_title, self._look, id="title")
        yield Static(id="contest")
        with Center(), Vertical(id="rooms"):
            for number, room in enumerate(ROOMS, 1):
                yield Room(room, number, self._look)
        yield Static(id="foot")

    def on_mount(self) -> None:
        """Begin at the first room."""
        self._speak()
        self.query_one("#display").focus()

    def on_resize(self, event: Resize) -> None:
        """Cut the path again to the width that there is."""
        self._speak()

    def _speak(self) -> None:
        lang = self.lang
        contest = Text(justify="center")
        if self.competition:
            contest.append(clean(self.competition[lang]), style="bold")
        else:
            contest.append(f"{word('empty.database', lang)}\n{word('empty.load', lang)}")
        self.query_one("#contest", Static).update(contest)
        path = clip_start(str(self._settings.paths.main), max(1, self.size.width - 4))
        self.query_one("#foot", Static).update(Text(f"{path}\n{word('keys', lang)}", justify="center"))
        for drawn in self.query(Drawn):
            drawn.look = self._look
            drawn.repaint()

    def _paint_title(self, canvas: Canvas) -> None:
        box = Box(2, 1, canvas.width - 4, max(1, canvas.height - 2))
        hero(canvas, box, word("title", self.lang), gold(canvas), face="serif", largest=64)
        canvas.rule(canvas.width // 6, canvas.height - 1, canvas.width * 2 // 3, canvas.look.theme.gold_low)

    def on_room_chosen(self, message: Room.Chosen) -> None:
        """Go where the person wants to go."""
        self.action_open(message.room)

    def action_open(self, room: str) -> None:
        """End with a room."""
        self.dismiss(room)

    def action_language(self) -> None:
        """Speak the other language from now on."""
        lang = "en" if self.lang == "zh" else "zh"
        self._settings = replace(self._settings, lang=lang)
        self._look = self._look.but(lang=lang)
        self._speak()
        self.post_message(self.LanguageChosen(lang))

    def action_leave(self) -> None:
        """End without a room."""
        self.dismiss(None)


def _competition(settings: Settings) -> dict[str, str]:
    """The names of the contest in the public file: home opens nothing that is not public."""
    try:
        reader = PublicReader(settings.paths.public)
        try:
            found = reader.competition()
        finally:
            reader.close()
    except ContestError:
        return {}
    return {lang: found.called(lang) for lang in ("zh", "en")}
