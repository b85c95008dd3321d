"""Goals to be first, counted down: how many of how many are met in the city, the province, the nation, and which."""

from collections.abc import Sequence
from decimal import Decimal

from scoreboard.enums import GoalState
from scoreboard.publications.kinds.goals import ALL, GoalRow, GoalsBoard, GoalTally
from scoreboard.publications.scene import BoardScene
from scoreboard.rules.promises import percent, percent_words
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions, cards
from screens.hall.parts.card import Card, Titled, due
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[GoalsBoard]

GOOD = {GoalState.MET: True, GoalState.UNMET: False}


def card(row: GoalRow, lang: str) -> Card:
    """What a goal says, and how it stands."""
    state, evidence = given(row.state), row.said("evidence", lang)
    is_open = state in (GoalState.OPEN, GoalState.OVERDUE)
    return Card(
        row,
        word(f"goals.scope.{row.scope}", lang),
        row.said("title", lang),
        due(row.due, row.days_left, lang) if is_open and row.due else evidence,
        "" if row.state is UNSET else word(f"goals.{row.state}", lang),
        None if state is None else GOOD.get(state),
    )


def _shown(scene: Scene) -> Sequence[GoalRow | tuple[str, GoalTally]]:
    """The goals; of many of them their scopes, with what each comes to."""
    rows = rows_of(scene)
    return rows if len(rows) <= cards.MANY else list(_tallies(scene).items())


def _told(shown: GoalRow | tuple[str, GoalTally], lang: str) -> Card:
    return card(shown, lang) if isinstance(shown, GoalRow) else _scope(*shown, lang)


def _tallies(scene: Scene) -> dict[str, GoalTally]:
    """The tallies of scopes in which goals were set, and that of all first where it is not the same as the only one."""
    totals = (given(scene.board.totals) if scene.board else None) or {}
    shown = {scope: tally for scope, tally in totals.items() if tally.set}
    every = shown.pop(ALL, None)
    return shown if every is None or len(shown) == 1 else {ALL: every, **shown}


def _scope(scope: str, tally: GoalTally, lang: str) -> Card:
    """What all goals of a scope come to."""
    left, share = tally.set - tally.met - tally.unmet, percent(Decimal(tally.met), Decimal(tally.set))
    names = (word(f"goals.within.{scope}", one) for one in ("zh", "en"))
    return Card(
        Titled(*names),
        captions.line(
            "" if scope == ALL else word(f"goals.scope.{scope}", lang),
            word("goals.left", lang, left=left) if left else "",
        ),
        captions.line(
            *(
                f"{word(f'goals.{state}', lang)} {count}"
                for state, count in (("met", tally.met), ("unmet", tally.unmet), ("overdue", tally.overdue))
                if count
            )
        ),
        "",
        f"{tally.met}/{tally.set}",
        True if tally.met == tally.set else None,
        None if share is None else percent_words(share),
    )


def _sums(scene: Scene, lang: str) -> list[str]:
    """Of each scope in which goals were set how many of how many are met, and how many are left to be."""
    return [_tally(scope, tally, lang) for scope, tally in _tallies(scene).items()]


def _tally(scope: str, tally: GoalTally, lang: str) -> str:
    words = {"scope": word(f"goals.scope.{scope}", lang), "met": tally.met, "set": tally.set}
    left = tally.set - tally.met - tally.unmet
    return word("goals.to_go", lang, **words, left=left) if left else word("goals.met_of", lang, **words)


_PAGES = CardPages("goals.title", _shown, _told, _sums)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """What they come to, and whose they are."""
    return captions.line(*_sums(scene, lang), captions.units(rows_of(scene), lang))
