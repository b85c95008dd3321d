"""As much of a terminal as what our server writes needs: text at positions, wide characters, modes, and clearing."""

import re
from dataclasses import dataclass, field

from rich.cells import get_character_cell_size

_CONTROL = re.compile(
    r"\x1b\[(?P<private>[?<>=]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1bP[^\x1b]*\x1b\\|\x1b[=>78cM]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)


@dataclass
class Emulator:
    """A terminal of `columns` × `rows`; give it bytes with `feed`."""

    columns: int
    rows: int
    modes: set[int] = field(default_factory=lambda: {7, 25})
    """The private modes that are set: 7 wraps, 25 shows the cursor, 1049 is the alternate screen."""
    frames: int = 0
    """How many whole frames have been drawn: those that clear the screen."""

    def __post_init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}
        self._before: dict[tuple[int, int], str] = {}
        self._x = self._y = 0
        self._left = ""
        self._undecoded = b""

    def feed(self, data: bytes) -> None:
        """Take in what was written; a sequence or character that is not whole yet waits for the rest."""
        data = self._undecoded + data
        text = data.decode("utf-8", "ignore" if len(data) < 4 else "surrogateescape")
        kept = len(text) - len(text.rstrip("".join(map(chr, range(0xDC80, 0xDD00)))))
        self._undecoded = data[len(data) - kept :] if kept else b""
        text = self._left + (text[: len(text) - kept] if kept else text)
        self._left, place = "", 0
        while place < len(text):
            character = text[place]
            if character == "\x1b":
                match = _CONTROL.match(text, place)
                if match is None:
                    self._left = text[place:]
                    return
                self._control(match)
                place = match.end()
                continue
            self._write(character)
            place += 1

    @property
    def drawn(self) -> bool:
        """Whether a frame of the server's has been drawn to its end, after the screen was cleared at the beginning."""
        return self.frames > 1 and 2026 not in self.modes

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without what is blank at their ends."""
        return ["".join(self._cells.get((x, y), " ") for x in range(self.columns)).rstrip() for y in range(self.rows)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def _write(self, character: str) -> None:
        if character == "\r":
            self._x = 0
        elif character == "\n":
            self._y = min(self.rows - 1, self._y + 1)
        elif character >= " ":
            wide = get_character_cell_size(character)
            if self._x + wide <= self.columns and self._y < self.rows:
                self._cells[self._x, self._y] = character
                if wide == 2:
                    self._cells[self._x + 1, self._y] = ""
                self._x += wide

    def _control(self, match: re.Match[str]) -> None:
        final, private = match["final"], match["private"]
        if final is None or (not private and final not in "HJ"):
            return
        numbers = [int(word or 0) for word in match["numbers"].split(";")] if match["numbers"] else []
        if final == "H" and not private:
            self._y, self._x = (numbers[0] - 1, numbers[1] - 1) if len(numbers) > 1 else (0, 0)
        elif final == "J" and not private:
            self._cells.clear()
            self.frames += 1
        elif private == "?" and final in "hl":
            for mode in numbers:
                self._set(mode, final == "h")

    def _set(self, mode: int, on: bool) -> None:
        if mode == 1049 and on != (1049 in self.modes):
            self._cells, self._before = self._before if not on else {}, self._cells
        if on:
            self.modes.add(mode)
        else:
            self.modes.discard(mode)
