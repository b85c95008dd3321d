"""The demo: a shipped contest in a scratch database, its story told in text, or played beside the hall screen."""

import sys
import threading
from dataclasses import replace

import click

from scoreboard.cli.demo.autoplay import autoplay
from scoreboard.cli.demo.plot import Plot, shipped_plot
from scoreboard.cli.demo.preparing import prepare, scratch
from scoreboard.cli.demo.telling import narrate
from scoreboard.cli.kiosk_run import run_kiosk
from scoreboard.locale import say
from scoreboard.settings import Settings

__all__ = ["autoplay", "narrate", "prepare", "run_demo", "scratch"]


def run_demo(settings: Settings, contest: str, *, autoplay: bool = False, seconds: float | None = None) -> None:
    """Open home on a scratch copy of a shipped contest; with `autoplay` the hall screen, playing its ceremony alone.

    `seconds` is how long each step then stays; by default as long as it needs.

    Where stdin or stdout is no terminal the story is told as text. Whatever database `settings` name is left alone.
    Raises BadInput where no such contest comes with the program.
    """
    plot = shipped_plot(contest)
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    click.echo(say("demo.preparing", settings.lang, contest=plot.title.said(settings.lang)), err=True)
    with scratch(settings.lang, plot) as story:
        story = replace(story, acting=settings.acting, theme=settings.theme)
        if not on_terminal:
            narrate(story, plot, click.echo)
        elif autoplay:
            _play(story, plot, seconds)
        else:
            _open(story, "home")


def _play(story: Settings, plot: Plot, seconds: float | None) -> None:
    stop = threading.Event()
    player = threading.Thread(target=_autoplay, args=(story, plot, stop, seconds))
    player.start()
    try:
        _open(story, "display", series=plot.series)
    finally:
        stop.set()
        player.join()


def _autoplay(story: Settings, plot: Plot, stop: threading.Event, seconds: float | None) -> None:
    autoplay(story, plot, lambda pause: not stop.wait(pause), seconds=seconds)


def _open(story: Settings, room: str, series: str | None = None) -> None:
    from screens.app import KioskApp

    run_kiosk(KioskApp(story, room, series=series))
