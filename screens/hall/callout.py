"""What has just been settled of the year: who is sure of which place, and who cannot be first any more."""

from itertools import groupby

from scoreboard.publications.names import named
from scoreboard.publications.scenes.callout import CalloutScene, SettledUnit
from scoreboard.publications.year_bounds import told_prospect
from screens.hall.parts import captions, speaking
from screens.hall.parts.hall_words import joined, word
from screens.widgets.canvas import Canvas

MOST_NAMES = 3
"""So many units of whom one thing is said are named; of more it is said how many they are, and the board says who."""


def duration(scene: CalloutScene) -> float:
    """The news is uncovered, then the rest of it."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: CalloutScene, elapsed: float) -> None:
    """The greatest news as the hero, what else there is below."""
    lang = canvas.look.lang
    title, *others = _sentences(scene, lang)
    label = captions.line(word("callout.title", lang), named(scene.series_name, scene.series_name_en, lang))
    speaking.speak(canvas, title, "\n".join(others), elapsed, label)


def _sentences(scene: CalloutScene, lang: str) -> list[str]:
    """One for each place of which somebody is sure, the first one first; then who is out of the running."""
    found = []
    for _, group in groupby(sorted(scene.rows, key=_order), key=_order):
        units = list(group)
        many = len(units) > MOST_NAMES
        who = word("callout.many", lang, count=len(units)) if many else joined(units, lang)
        found.append(word("callout.news", lang, units=who, what=told_prospect(units[0], lang)))
    return found or [""]


def _order(unit: SettledUnit) -> tuple[bool, int]:
    return unit.clinched is None, unit.clinched or 0


def caption(scene: CalloutScene, lang: str) -> str:
    """The news."""
    return captions.line(*_sentences(scene, lang))
