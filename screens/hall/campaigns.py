"""Days on which units pledge: how many of how many have, and who has not yet."""

from decimal import Decimal

from scoreboard.publications.kinds.campaigns import CampaignRow, CampaignsBoard
from scoreboard.publications.scene import BoardScene
from scoreboard.rules.promises import percent, percent_words
from screens.hall.parts import captions, cards
from screens.hall.parts.words import joined, word
from screens.hall.table import of_cards
from screens.themes import Look
from screens.widgets.canvas import Canvas

Scene = BoardScene[CampaignsBoard]


def duration(scene: Scene) -> float:
    """One after the other, the bars filling up."""
    return cards.duration(len(_rows(scene)))


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages they take at this size."""
    return cards.pages(len(_rows(scene)), size)


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """A card for each, with the names of those who have not pledged."""
    lang = canvas.look.lang
    found = [_card(row, lang) for row in _rows(scene)]
    of_cards(canvas, scene, found, word("campaigns.title", lang), (), elapsed)


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
        captions.units(row.done, lang) if row.done and not whole else "",
        word("campaigns.of", lang, pledged=row.pledged, units=row.units),
        True if whole else None,
        None if share is None else percent_words(share),
    )


def caption(scene: Scene, lang: str) -> str:
    """How many of how many have pledged in each."""
    counts = (word("campaigns.of", lang, pledged=row.pledged, units=row.units) for row in _rows(scene))
    return captions.line(captions.names(row.called(lang) for row in _rows(scene)), captions.names(counts))
