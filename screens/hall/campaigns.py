"""Days on which units pledge: how many of how many have, and who has not yet."""

from decimal import Decimal

from scoreboard.publications.kinds.campaigns import CampaignRow, CampaignsBoard
from scoreboard.publications.scene import BoardScene
from scoreboard.rules.promises import percent, percent_words
from screens.hall.parts import captions, cards
from screens.hall.parts.words import joined, word
from screens.hall.table import CardPages

Scene = BoardScene[CampaignsBoard]


def _rows(scene: Scene) -> tuple[CampaignRow, ...]:
    return scene.board.rows if scene.board else ()


def _card(row: CampaignRow, lang: str) -> cards.Card:
    whole = not row.missing
    share = percent(Decimal(row.pledged), Decimal(row.units))
    text = (
        word("campaigns.everybody", lang) if whole else word("campaigns.not_yet", lang, units=joined(row.missing, lang))
    )
    return cards.Card(
        cards.Titled(row.name, row.name_en),
        " – ".join(dict.fromkeys((row.start, row.end))),
        text,
        word("campaigns.have", lang, units=captions.units(row.done, lang)) if row.done and not whole else "",
        word("campaigns.of", lang, pledged=row.pledged, units=row.units),
        True if whole else None,
        None if share is None else percent_words(share),
    )


_PAGES = CardPages("campaigns.title", _rows, _card)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """How many of how many have pledged in each."""
    counts = (word("campaigns.of", lang, pledged=row.pledged, units=row.units) for row in _rows(scene))
    return captions.line(captions.names(row.called(lang) for row in _rows(scene)), captions.names(counts))
