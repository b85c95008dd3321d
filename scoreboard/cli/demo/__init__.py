"""The demo: Handan 2010 in a scratch database, its story told in text, or played beside the hall screen."""

from scoreboard.cli.demo.preparing import prepare, scratch

__all__ = ["prepare", "scratch"]
