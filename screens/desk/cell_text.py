"""A score as it is being typed: its text, and the caret in it. No widgets here."""

from dataclasses import dataclass

from scoreboard.desk.sheet_cells import Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import BadInput, Refused
from scoreboard.rules.scores import NOT_APPLICABLE, WORDS_FOR_NOT_APPLICABLE, plainly

BEGINS_A_SCORE = frozenset("0123456789.０１２３４５６７８９．。nNｎＮ不未免缺弃无—－")
"""Digits, a point, and what words and signs for n/a begin with."""
LONGEST_SCORE = 40
"""Characters of what may be a score: more than that is another text, pasted by mistake."""
STANDS_FOR_NOT_APPLICABLE = frozenset({"n", "n/", *WORDS_FOR_NOT_APPLICABLE})


def plain(typed: str) -> str:
    """What was typed, as a score is written: 。 is a point, .5 and 9. want no nought, `n` and 不参评 are n/a."""
    text = plainly(typed)
    return NOT_APPLICABLE if text.casefold() in STANDS_FOR_NOT_APPLICABLE else text


def too_long(text: str, sheet: Worksheet | None) -> BadInput:
    """Why a text of more than `LONGEST_SCORE` characters is no score, with its beginning."""
    maximum = "-" if sheet is None else f"{sheet.maximum.normalize():f}"
    return BadInput("score.value", text=f"{text[:LONGEST_SCORE]}…", maximum=maximum)


def refuse_confirmed(place: Place, cell: SheetCell) -> Refused:
    """Why a confirmed cell can't be typed into."""
    unit, area = place
    return Refused("score.confirmed", unit=unit, area=area, score=cell.text, who=cell.confirmed_by or "-")


_CARET_KEYS = {"left": -1, "right": 1, "home": -1_000, "end": 1_000}


@dataclass
class Edit:
    """What is being typed into a cell, and the version that was seen when that began."""

    place: Place
    text: str
    version: int
    before: str
    refused: bool = False
    """Whether it was just said that it can't be saved: what is typed then takes its place."""
    inside: bool = False
    """Whether the arrows move the caret, as after F2, instead of saving."""
    caret: int = -1
    """Before which character it stands; -1 at the end."""

    @property
    def at(self) -> int:
        """Before which character the caret stands."""
        return len(self.text) if self.caret < 0 else min(self.caret, len(self.text))

    def type(self, characters: str) -> None:
        """Put characters where the caret is; after a refusal they take the place of all."""
        if self.refused and not self.inside:
            self.text, self.caret = "", -1
        self.refused = False
        at = self.at
        self.text = self.text[:at] + characters + self.text[at:]
        self._move(at + len(characters))

    def erase(self, by: int) -> None:
        """Take the character before the caret away (-1), or the one after it (1)."""
        self.refused = False
        begin = self.at + min(by, 0)
        if 0 <= begin < len(self.text):
            self.text = self.text[:begin] + self.text[begin + 1 :]
            self._move(begin)

    def press(self, key: str) -> bool:
        """Do what a key does to the text; False where it is none of the text's."""
        if key in ("backspace", "delete"):
            self.erase(-1 if key == "backspace" else 1)
        elif self.inside and key in _CARET_KEYS:
            self._move(self.at + _CARET_KEYS[key])
        else:
            return False
        return True

    def _move(self, at: int) -> None:
        self.caret = -1 if at >= len(self.text) else max(0, at)
