"""The demo: Handan 2010 in a scratch database, its story told in text, or played beside the hall screen."""

import sys
import threading
from dataclasses import replace

import click

from scoreboard.cli.demo.autoplay import autoplay
from scoreboard.cli.demo.preparing import prepare, scratch
from scoreboard.cli.demo.telling import narrate
from scoreboard.cli.kiosk_run import run_kiosk
from scoreboard.locale import say
from scoreboard.settings import Settings

__all__ = ["autoplay", "narrate", "prepare", "run_demo", "scratch"]


def run_demo(settings: Settings, *, autoplay: bool = False, seconds: float | None = None) -> None:
    """Open home on a scratch contest; with `autoplay` the hall screen, with the whole ceremony playing by itself.

    `seconds` is how long each step then stays; by default as long as it needs.

    Where stdin or stdout is no terminal the story is told as text. Whatever database `settings` name is left alone.
    """
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    click.echo(say("demo.preparing", settings.lang), err=True)
    with scratch(settings.lang) as story:
        story = replace(story, acting=settings.acting)
        if not on_terminal:
            narrate(story, click.echo)
        elif autoplay:
            _play(story, seconds)
        else:
            _open(story, "home")


def _play(story: Settings, seconds: float | None) -> None:
    stop = threading.Event()
    player = threading.Thread(target=_autoplay, args=(story, stop, seconds))
    player.start()
    try:
        _open(story, "display", series="city")
    finally:
        stop.set()
        player.join()


def _autoplay(story: Settings, stop: threading.Event, seconds: float | None) -> None:
    autoplay(story, lambda pause: not stop.wait(pause), seconds=seconds)


def _open(story: Settings, room: str, series: str | None = None) -> None:
    from screens.app import KioskApp

    run_kiosk(KioskApp(story, room, series=series))
