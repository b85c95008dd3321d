"""The child of `frames`: plays one scene over and over in a terminal, and reports what that cost it.

``python -m tests.bench.playing SCENE hall|plain RATE SECONDS REPORT``
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from scoreboard.publications.scenes import scene_of
from screens.hall import draw, duration, warm
from screens.hall.parts.cloth import STEPS, waving
from screens.looks import Look, look_from
from screens.scene_view import SceneView
from screens.widgets.canvas import Canvas, Frame
from tests.screens.samples import scenes

WHOLE_FLAG = "whole-flag"
"""Not a scene: one flag that fills the screen, the dearest picture there is."""
BEGIN, END = b"\x1b]777;frames-begin\x07", b"\x1b]777;frames-end\x07"
"""Notes to nobody, between which the parent counts bytes."""
LONGEST = 8.0


class Played:
    """A scene by its name, the moment at which it is, and how often it was drawn."""

    def __init__(self, name: str, look: Look) -> None:
        self.name, self.look = name, look
        self.scene = scene_of(scenes().get(name, {"scene": "cover"}))
        self.length = min(LONGEST, max(0.5, duration(self.scene, look)))
        self.began, self.drawn = time.monotonic(), 0

    def begin(self, size: tuple[int, int]) -> None:
        """Warm up, as a display does before a scene is needed, and start from the beginning."""
        warm(self.scene, size, self.look)
        self.began, self.drawn = time.monotonic(), 0

    def moment(self) -> float:
        """Seconds since the scene began for the last time."""
        return (time.monotonic() - self.began) % self.length

    def frame(self, size: tuple[int, int]) -> Frame:
        """The picture of this moment."""
        self.drawn += 1
        if self.name != WHOLE_FLAG:
            return draw(self.scene, self.moment(), size, self.look)
        canvas, glyphs = Canvas(size, self.look), self.look.glyphs
        pixels = size[0] * glyphs.across, size[1] * glyphs.down
        step = round(self.moment() * STEPS) % STEPS
        canvas.paste(0, 0, waving("重点项目建设先锋旗", *pixels, step, self.look.theme))
        return canvas.frame()


class Hall(SceneView):
    """The hall's own widget, which never finds its scene settled."""

    def __init__(self, played: Played, rate: int) -> None:
        super().__init__(played.look, clock=played.moment, frames_a_second=rate)
        self.played = played

    def tick(self) -> None:
        if self.scene is not None and self.size:
            self.show(self.played.frame((self.size.width, self.size.height)))
            if self._timer is not None:
                self._timer.resume()


class Plain(Widget):
    """The same picture by a widget that does nothing special."""

    DEFAULT_CSS = "Plain { width: 1fr; height: 1fr; }"

    def __init__(self, played: Played, rate: int) -> None:
        super().__init__()
        self.played, self.rate = played, rate
        self.strips: tuple[Strip, ...] = ()

    def play(self, _scene: object) -> None:
        """Begin to tick."""
        self.set_interval(1 / self.rate, self.tick)

    def tick(self) -> None:
        """Draw this moment and have all of it repainted."""
        frame = self.played.frame((self.size.width, self.size.height))
        self.strips = tuple(Strip(list(strip), frame.width) for strip in frame.strips)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.strips[y] if y < len(self.strips) else Strip.blank(self.size.width)


class Bench(App[None]):
    """Plays for some seconds between the two notes, then reports and ends."""

    def __init__(self, played: Played, way: str, rate: int, seconds: float, report: Path) -> None:
        super().__init__()
        self.played, self.seconds, self.report = played, seconds, report
        self.view = Hall(played, rate) if way == "hall" else Plain(played, rate)
        self.painted, self.spent = 0, 0.0

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.set_timer(0.5, self.start)

    def start(self) -> None:
        """Everything is on the screen: begin."""
        self.played.begin((self.size.width, self.size.height))
        self.note(BEGIN)
        self.spent, self.painted = cpu_seconds(), 0
        self.view.play(self.played.scene)
        self.set_timer(self.seconds, self.stop)

    def note(self, text: bytes) -> None:
        """Write something that a terminal ignores."""
        assert self._driver is not None
        self._driver.write(text.decode())

    def _display(self, screen: Any, renderable: Any) -> None:
        self.painted += renderable is not None
        super()._display(screen, renderable)

    def stop(self) -> None:
        """Report and end."""
        passed = time.monotonic() - self.played.began
        told = {
            "drawn": self.played.drawn,
            "painted": self.painted,
            "cpu": cpu_seconds() - self.spent,
            "seconds": passed,
        }
        self.note(END)
        self.report.write_text(json.dumps(told))
        self.exit()


def cpu_seconds() -> float:
    """CPU time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    scene_name, drawn_by, wanted, length, told_in = sys.argv[1:6]
    look_here = look_from(os.environ, "zh").but(still=False)
    Bench(Played(scene_name, look_here), drawn_by, int(wanted), float(length), Path(told_in)).run()
