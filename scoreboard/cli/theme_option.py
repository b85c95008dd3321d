"""The option by which a screen is shown in other colours."""

import os
from dataclasses import replace

import click

from scoreboard.cli.wording import Option
from scoreboard.settings import Settings
from screens.palettes import CHOICES, NO_COLOUR

VARIABLE = "SCOREBOARD_THEME"
THEME = Option(["--theme"], type=click.Choice(CHOICES), envvar=VARIABLE)


def wished_theme() -> str | None:
    """What the environment asks for, where no option can. Raises a usage error for a theme that there is not."""
    wished = os.environ.get(VARIABLE)
    return None if not wished else THEME.type_cast_value(click.get_current_context(), wished)


def in_theme(settings: Settings, theme: str | None) -> Settings:
    """The settings of a screen in a theme; without colour all that is drawn in this process has none."""
    if theme == NO_COLOUR:
        os.environ["NO_COLOR"] = "1"
    return replace(settings, theme=theme)
