"""Levels of honours as people call them: a competition names them by ids such as `city`, people say 市级."""

from collections.abc import Iterable

from scoreboard.locale import LANGUAGES, catalogue


def level_called(level: str, lang: str) -> str:
    """What people call a level; its id where they have no word of their own for it."""
    return catalogue("year", lang).get(f"honour_level.{level}", level)


def level_of(text: str, levels: Iterable[str]) -> str | None:
    """Which of the competition's levels a text means, by its id or by what it is called; None for none."""
    every = tuple(levels)
    if text in every:
        return text
    sought = text.strip().casefold()
    return next((one for one in every for lang in LANGUAGES if level_called(one, lang).casefold() == sought), None)
