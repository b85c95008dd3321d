"""What units measure themselves by: whom, in what, and how far off they are."""

from scoreboard.enums import Better
from scoreboard.publications.days import told_day
from scoreboard.publications.kinds.benchmarks import BenchmarkRow, BenchmarksBoard
from scoreboard.publications.promise_rows import measured
from scoreboard.publications.scene import BoardScene
from screens.hall.parts import captions
from screens.hall.parts.card import Card
from screens.hall.parts.hall_words import word
from screens.hall.parts.standings import amount
from screens.hall.table import CardPages, rows_of

Scene = BoardScene[BenchmarksBoard]


def _card(row: BenchmarkRow, lang: str) -> Card:
    measure, figures = row.said("measure", lang), list[str]()
    known = [(name, figure) for name, figure in (("ours", row.ours), ("theirs", row.theirs)) if figure is not None]
    for at, (name, figure) in enumerate(known, 1):
        told = measured(figure, measure) if at == len(known) else figure  # the measure is said once
        figures.append(word(f"benchmarks.{name}", lang, figure=told))
    if row.as_of:
        figures.append(word("benchmarks.as_of", lang, day=told_day(row.as_of, lang)))
    lower = row.better == Better.LOWER
    reached = row.distance is not None and amount(row.distance) <= 0
    to_go = f"benchmarks.{'above' if lower else 'to_go'}"
    verdict = "" if row.distance is None else word(to_go, lang, figure=measured(row.distance, measure))
    return Card(
        row,
        captions.line(
            word("benchmarks.against", lang, against=row.said("against", lang)),
            word("benchmarks.lower", lang) if lower else "",
        ),
        row.said("title", lang),
        captions.line(*figures),
        word("benchmarks.reached", lang) if reached else verdict,
        True if reached else None,
        row.percent,
    )


_PAGES = CardPages("benchmarks.title", rows_of, _card)
duration, pages, draw = _PAGES.duration, _PAGES.pages, _PAGES.draw


def caption(scene: Scene, lang: str) -> str:
    """Whose they are."""
    return captions.units(rows_of(scene), lang)
