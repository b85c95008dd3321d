"""What is chosen in the preview of a sheet, kept as it is chosen: whatever ends the desk, the next one goes on."""

import json
from contextlib import suppress
from dataclasses import dataclass

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.kept_forms import FormAbout, KeptForm
from scoreboard.desk.kept_scores import Typist
from scoreboard.locale import Both

CHOSEN = "choices"


@dataclass(frozen=True)
class SheetAbout:
    """Which sheet it is, by what it holds, and into which contest it is taken."""

    series: str
    period: str
    judge: str
    sha256: str
    sheet: str


class KeptChoices:
    """The choices of one preview; nothing of what stands in the sheet. All of it raises OSError where that can't be."""

    def __init__(self, typist: Typist, about: SheetAbout, heading: Both, door: str) -> None:
        """`heading` is what it is called when the next desk names it, `door` what leads to it there."""
        fields = (about.series, about.period, about.judge, about.sha256, about.sheet)
        self._form = KeptForm(typist, FormAbout(heading, fields, door))

    def take_back(self) -> SheetChoices:
        """What a desk that is gone has left of them; none where it has nothing, or what nobody can read."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            return _chosen(self._form.take_back()[CHOSEN])
        return SheetChoices()

    def keep(self, choices: SheetChoices) -> None:
        """Keep what is chosen now."""
        if choices.made:
            self._form.keep({CHOSEN: _words(choices)})
        else:
            self._form.leave(wanted=False)

    def leave(self, *, wanted: bool) -> None:
        """The preview is left: its choices wait for the next time where they are `wanted`."""
        self._form.leave(wanted=wanted)


def _words(choices: SheetChoices) -> str:
    """Choices as text; which versions somebody has looked at is not among them, for others may have come since."""
    return json.dumps(
        {
            "columns": list(choices.columns.items()),
            "areas": dict(choices.areas),
            "names": dict(choices.names),
            "rows": list(choices.rows.items()),
            "periods": sorted(choices.periods),
            "cells": sorted(choices.cells),
            "scores": [[*cell, typed] for cell, typed in choices.scores.items()],
        },
        ensure_ascii=False,
    )


def _chosen(text: str) -> SheetChoices:
    words = json.loads(text)
    return SheetChoices(
        {int(column): str(area) for column, area in words["columns"]},
        {str(said): str(area) for said, area in words["areas"].items()},
        {str(said): str(unit) for said, unit in words["names"].items()},
        {int(row): str(unit) for row, unit in words["rows"]},
        frozenset(map(str, words["periods"])),
        frozenset((int(row), int(column)) for row, column in words["cells"]),
        {(int(row), int(column)): str(typed) for row, column, typed in words.get("scores", ())},
    )
