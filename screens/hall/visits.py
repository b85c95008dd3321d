"""Study visits: who went where, when, and how many of them."""

from scoreboard.publications.days import told_days
from scoreboard.publications.kinds.visits import VisitRow, VisitsBoard
from scoreboard.publications.scene import BoardScene
from screens.hall.parts import captions
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[VisitsBoard]


def _card(row: VisitRow, lang: str) -> Card:
    days = told_days(row.start or "", row.end or "", lang)
    to = row.said("destination", lang)
    return Card(
        Titled(row.title, row.title_en),
        row.called(lang),
        captions.line(word("visits.to", lang, destination=to) if to else "", row.said("note", lang)),
        days,
        "" if row.people is None else word("visits.people", lang, count=row.people),
    )


def _sums(scene: Scene, lang: str) -> list[str]:
    totals = scene.board.totals if scene.board else None
    if totals is None:
        return []
    words = {"visits": totals.visits, "people": totals.people, "destinations": totals.destinations}
    return [word("visits.total", lang, **words)]


_PAGES = CardPages("visits.title", rows_of, _card, _sums)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """What they come to, and what they were."""
    return captions.line(*_sums(scene, lang), captions.names(row.said("title", lang) for row in rows_of(scene)))
