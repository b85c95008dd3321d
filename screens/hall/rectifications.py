"""What units have to put right by a day: what is open, overdue, done and done late."""

from scoreboard.enums import RectificationState
from scoreboard.publications.days import told_day
from scoreboard.publications.kinds.rectifications import RectificationRow, RectificationsBoard
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions
from screens.hall.parts.card import Card, due
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[RectificationsBoard]

GOOD = {RectificationState.DONE: True, RectificationState.OVERDUE: False, RectificationState.DONE_LATE: False}


def _card(row: RectificationRow, lang: str) -> Card:
    state = given(row.state)
    done = word("rectifications.done_on", lang, day=told_day(row.done_on, lang)) if row.done_on else ""
    return Card(
        row,
        row.area_called(lang),
        captions.line(row.said("reason", lang), row.said("status", lang)),
        captions.line(due(row.due, row.days_left, lang), done),
        "" if row.state is UNSET else word(f"rectifications.{row.state}", lang),
        None if state is None else GOOD.get(state),
    )


def _sums(scene: Scene, lang: str) -> list[str]:
    """How many there are of each state, of those that there are."""
    totals = (given(scene.board.totals) if scene.board else None) or {}
    return [
        f"{word(f'rectifications.{state}', lang)} {totals[state]}" for state in RectificationState if totals.get(state)
    ]


_PAGES = CardPages("rectifications.title", rows_of, _card, _sums)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """What they come to, and whose they are."""
    return captions.line(*_sums(scene, lang), captions.units(rows_of(scene), lang))
