"""display, operate, direct, demo, and home: the commands that open a screen."""

import os
import sys
from shutil import which

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.kiosk_run import run_kiosk
from scoreboard.cli.theme_option import THEME, in_theme, wished_theme
from scoreboard.cli.wording import Option
from scoreboard.errors import BadInput
from scoreboard.settings import Settings

PLAIN = Option(["--plain"], is_flag=True)


@command(
    Option(["--unit", "noticeboard"], metavar="U"),
    Option(["--series"], metavar="S"),
    Option(["--unattended"], is_flag=True),
    THEME,
    PLAIN,
    bilingual=True,
)
def display(
    settings: Settings,
    noticeboard: str | None,
    series: str | None,
    unattended: bool,
    theme: str | None,
    plain: bool,
) -> None:
    if plain:
        from scoreboard.cli.plain_screens import run_plain_hall

        run_plain_hall(settings, series=series, unit=noticeboard)
        return
    _open(in_theme(settings, theme), "display", series=series, unit=noticeboard, unattended=unattended)


@command(THEME, PLAIN)
def operate(settings: Settings, theme: str | None, plain: bool) -> None:
    if plain:
        from scoreboard.cli.plain_screens import run_plain_desk

        run_plain_desk(settings)
        return
    _open(in_theme(settings, theme), "desk")


@command(
    argument("ceremony", required=False),
    Option(["--on-step"], metavar="PROGRAM", envvar="SCOREBOARD_ON_STEP"),
    THEME,
)
def direct(settings: Settings, ceremony: str | None, on_step: str | None, theme: str | None) -> None:
    program = "" if not on_step else which(on_step)
    if program is None:
        raise BadInput("terminal.no_program", program=on_step)
    _open(in_theme(settings, theme), "director", ceremony=ceremony, on_step=program)


def open_home(settings: Settings) -> None:
    """The screen where one chooses display, desk or director."""
    _open(in_theme(settings, wished_theme()), "home")


@command(
    argument("name", required=False, default="handan-2010"),
    Option(["--autoplay"], is_flag=True),
    Option(["--seconds"], type=click.FloatRange(min=0, min_open=True), metavar="N"),
    THEME,
)
def demo(settings: Settings, name: str, autoplay: bool, seconds: float | None, theme: str | None) -> None:
    from scoreboard.cli.demo import run_demo

    run_demo(in_theme(settings, theme), name, autoplay=autoplay, seconds=seconds)


def _open(
    settings: Settings,
    room: str,
    *,
    series: str | None = None,
    unit: str | None = None,
    ceremony: str | None = None,
    on_step: str = "",
    unattended: bool = False,
) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("terminal.none")
    from scoreboard.cli.glyphs import blocks_are_wide
    from scoreboard.cli.known_terminals import take_up

    if not take_up(os.environ) and blocks_are_wide():
        os.environ["SCOREBOARD_GLYPHS"] = "spaces"
    from screens.app import KioskApp

    app = KioskApp(settings, room, series=series, unit=unit, ceremony=ceremony, on_step=on_step, unattended=unattended)
    run_kiosk(app)
