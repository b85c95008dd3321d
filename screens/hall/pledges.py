"""Public pledges and how they are kept: who promised what, how far it has come, and what the figures make of it.

A limit is told as a limit, without a bar, and a person's word stands beside, never in the place of the verdict.
"""

from scoreboard.enums import PledgeState
from scoreboard.publications.kinds.pledges import PledgeRow, PledgesBoard
from scoreboard.publications.promise_rows import measured
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions
from screens.hall.parts.card import Card, due
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[PledgesBoard]

GOOD = {PledgeState.KEPT: True, PledgeState.BROKEN: False}


def card(row: PledgeRow, lang: str) -> Card:
    """What a pledge says, and how it stands."""
    state = given(row.state)
    beside = [row.said(name, lang) for name in ("person", "post", "aspect")]
    if remark := row.said("remark", lang):
        beside.append(word("pledges.remark", lang, remark=remark))
    return Card(
        row,
        captions.line(*beside),
        row.said("text", lang),
        _figures(row, lang),
        "" if row.state is UNSET else word(f"pledges.{row.state}", lang),
        None if state is None else GOOD.get(state, row.met),
        row.percent,
        "" if row.percent is None else f"{row.percent}%",
    )


def _figures(row: PledgeRow, lang: str) -> str:
    parts, measure = [], row.said("measure", lang)
    if row.target is not None:
        parts.append(word("pledges.aim", lang, target=row.aim(lang)))
    if row.actual is not None:
        parts.append(word("pledges.actual", lang, actual=measured(row.actual, measure)))
    if row.percent is not None:
        parts.append(f"{row.percent}%")
    if row.state in (PledgeState.OPEN, PledgeState.OVERDUE):
        parts.append(due(row.due, row.days_left, lang))
    return captions.line(*parts)


def _sums(scene: Scene, lang: str) -> list[str]:
    """How many there are, and of what state, as far as there are any."""
    totals = given(scene.board.totals) if scene.board else None
    if totals is None:
        return []
    counts = {state: getattr(totals, state) for state in PledgeState}
    told = [f"{word(f'pledges.{state}', lang)} {count}" for state, count in counts.items() if count]
    return [word("pledges.all", lang, count=totals.all), *told]


_PAGES = CardPages("pledges.title", rows_of, card, _sums)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """What they come to, and whose they are."""
    return captions.line(*_sums(scene, lang), captions.units(rows_of(scene), lang))
