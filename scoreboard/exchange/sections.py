"""Sections of a bulletin: a heading over a table, and none where there is no row."""

from collections.abc import Sequence

from scoreboard.exchange.pages import table
from scoreboard.locale import say
from scoreboard.publications.bulletin_words import BulletinBoard
from scoreboard.publications.pools import are_apart


def section(name: str, lang: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a section."""
    if not rows:
        return []
    heads = [say(f"bulletin.column.{column}", lang) for column in columns]
    return [
        f"## {say(f'bulletin.section.{name}', lang)}",
        "",
        *table(heads, rows),
        "",
    ]


def pool_head(board: BulletinBoard) -> list[str]:
    """The heading of the pools; none where nothing could be confused."""
    return ["pool"] if are_apart(board) else []
