"""Days on which units pledge: how many of how many have, and who has not yet."""

from collections.abc import Sequence
from decimal import Decimal

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.days import told_days
from scoreboard.publications.kinds.campaigns import CampaignRow, CampaignsBoard
from scoreboard.publications.scene import BoardScene
from scoreboard.rules.promises import percent, percent_words
from screens.hall.parts import captions
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.hall_words import first_of, word
from screens.hall.table import CardPages, rows_of
from screens.widgets.cells import width_of

Scene = BoardScene[CampaignsBoard]

_MISSING, _DONE = 8, 4
"""Units that are named at most: those who have not pledged, and those who have."""
_WIDEST = 124
"""Cells of their names at most: in three lines of letters these are read from the back of a large wall."""


def _card(row: CampaignRow, lang: str) -> Card:
    whole = not row.missing
    share = percent(Decimal(row.pledged), Decimal(row.units))
    text = word("campaigns.everybody", lang)
    if not whole:
        text = word("campaigns.not_yet", lang, units=_named(row.missing, lang, _MISSING))
    return Card(
        Titled(row.name, row.name_en),
        told_days(row.start, row.end, lang),
        text,
        word("campaigns.have", lang, units=_named(row.done, lang, _DONE)) if row.done and not whole else "",
        word("campaigns.of", lang, pledged=row.pledged, units=row.units),
        True if whole else None,
        None if share is None else percent_words(share),
    )


def _named(units: Sequence[NamedUnit], lang: str, most: int) -> str:
    """The first of some units, fewer of long names, and how many there are besides."""
    told = (first_of(units, lang, count) for count in range(most, 0, -1))
    return next((names for names in told if width_of(names) <= _WIDEST), first_of(units, lang, 1))


_PAGES = CardPages("campaigns.title", rows_of, _card)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """How many of how many have pledged in each."""
    counts = (word("campaigns.of", lang, pledged=row.pledged, units=row.units) for row in rows_of(scene))
    return captions.line(captions.names(row.called(lang) for row in rows_of(scene)), captions.names(counts))
