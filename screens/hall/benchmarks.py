"""What units measure themselves by: whom, in what, and how far off they are."""

from scoreboard.publications.kinds.benchmarks import BenchmarkRow, BenchmarksBoard
from scoreboard.publications.scene import BoardScene
from screens.hall.parts import captions, cards
from screens.hall.parts.standings import amount
from screens.hall.parts.words import word
from screens.hall.table import of_cards
from screens.themes import Look
from screens.widgets.canvas import Canvas

Scene = BoardScene[BenchmarksBoard]


def duration(scene: Scene) -> float:
    """One after the other, the bars filling up."""
    return cards.duration(len(_rows(scene)))


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages they take at this size."""
    return cards.pages(len(_rows(scene)), size)


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """A card for each yardstick."""
    lang = canvas.look.lang
    found = [_card(row, lang) for row in _rows(scene)]
    of_cards(canvas, scene, found, word("benchmarks.title", lang), (), elapsed)


def _rows(scene: Scene) -> tuple[BenchmarkRow, ...]:
    return scene.board.rows if scene.board else ()


def _card(row: BenchmarkRow, lang: str) -> cards.Card:
    measure, figures = row.said("measure", lang), []
    for name, figure in (("ours", row.ours), ("theirs", row.theirs)):
        if figure is not None:
            figures.append(word(f"benchmarks.{name}", lang, figure=f"{figure}{measure}"))
    if row.as_of:
        figures.append(word("benchmarks.as_of", lang, day=row.as_of))
    reached = row.distance is not None and amount(row.distance) <= 0
    verdict = "" if row.distance is None else word("benchmarks.to_go", lang, figure=f"{row.distance}{measure}")
    return cards.Card(
        row,
        word("benchmarks.against", lang, against=row.said("against", lang)),
        row.said("title", lang),
        captions.line(*figures),
        word("benchmarks.reached", lang) if reached else verdict,
        True if reached else None,
        row.percent,
    )


def caption(scene: Scene, lang: str) -> str:
    """Whose they are."""
    return captions.units(_rows(scene), lang)
