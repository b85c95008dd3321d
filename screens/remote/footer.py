"""The last line of a viewer's picture: what the keys do, and the time."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from scoreboard.locale import say
from screens.remote.keys import StageKey
from screens.themes import Look
from screens.widgets.canvas import cell_style
from screens.widgets.cells import BOLD, PLAIN, clip, width_of


def footer(key: StageKey, clock: str, look: Look) -> Strip:
    """Exactly `key.columns` cells: help at the left as far as it fits, the time at the right."""
    help_text = clip(say("remote.keys", key.lang), max(0, key.columns - len(clock) - 2))
    space = max(0, key.columns - width_of(help_text) - len(clock))
    quiet = _style(look, PLAIN)
    return Strip(
        [
            Segment(help_text, quiet),
            Segment(" " * space, quiet),
            Segment(clock[-key.columns :], _style(look, BOLD)),
        ],
        key.columns,
    )


def _style(look: Look, attributes: int) -> Style:
    if not look.colour:
        return cell_style(None, None, attributes)
    return cell_style(look.theme.quiet, look.theme.panel, attributes)
