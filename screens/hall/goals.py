"""Goals to be first, counted down: how many of how many are met in the city, the province, the nation, and which."""

from scoreboard.enums import GoalState
from scoreboard.publications.kinds.goals import ALL, GoalRow, GoalsBoard, GoalTally
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions, cards
from screens.hall.parts.words import word
from screens.hall.table import of_cards
from screens.themes import Look
from screens.widgets.canvas import Canvas

Scene = BoardScene[GoalsBoard]

MOST_ALONE = 2
"""Tallies where those of one scope and of all say the same."""
GOOD = {GoalState.MET: True, GoalState.UNMET: False}


def duration(scene: Scene) -> float:
    """One goal after the other."""
    return cards.duration(len(_rows(scene)))


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the goals take at this size."""
    return cards.pages(len(_rows(scene)), size)


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """A card for each goal, under how many are still to be met."""
    lang = canvas.look.lang
    found = [_card(row, lang) for row in _rows(scene)]
    of_cards(canvas, scene, found, word("goals.title", lang), _sums(scene, lang), elapsed)


def _rows(scene: Scene) -> tuple[GoalRow, ...]:
    return scene.board.rows if scene.board else ()


def _card(row: GoalRow, lang: str) -> cards.Card:
    state, evidence = given(row.state), row.said("evidence", lang)
    is_open = state in (GoalState.OPEN, GoalState.OVERDUE)
    return cards.Card(
        row,
        word(f"goals.scope.{row.scope}", lang),
        row.said("title", lang),
        word("goals.due", lang, day=row.due) if is_open and row.due else evidence,
        "" if row.state is UNSET else word(f"goals.{row.state}", lang),
        None if state is None else GOOD.get(state),
    )


def _sums(scene: Scene, lang: str) -> str:
    """Of each scope in which goals were set how many of how many are met, and how many are left to be."""
    totals = (given(scene.board.totals) if scene.board else None) or {}
    shown = {scope: tally for scope, tally in totals.items() if tally.set}
    if len(shown) == MOST_ALONE:
        shown.pop(ALL, None)
    return captions.line(*(_tally(scope, tally, lang) for scope, tally in shown.items()))


def _tally(scope: str, tally: GoalTally, lang: str) -> str:
    words = {"scope": word(f"goals.scope.{scope}", lang), "met": tally.met, "set": tally.set}
    left = tally.set - tally.met - tally.unmet
    return word("goals.to_go", lang, **words, left=left) if left else word("goals.met_of", lang, **words)


def caption(scene: Scene, lang: str) -> str:
    """What they come to, and whose they are."""
    return captions.line(_sums(scene, lang), captions.units(_rows(scene), lang))
