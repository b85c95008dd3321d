"""Frames a second of every scene, through a real pseudo-terminal: ``python -m tests.bench.frames``.

A child runs a Textual app that plays one scene at a wanted rate; the parent is its terminal and counts bytes. Each
line gives frames a second, the child's CPU as a share of a core, and kB a frame. Beside the hall's own widget stands
a plain Textual widget that draws the same pictures through `render_line`.
"""

import argparse
import json
import os
import pty
import resource
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from select import select
from typing import Any

WAYS = ("hall", "plain")
GOALS = {60: 50.0, 30: 25.0}
"""The share of a core, in percent, that a rate may cost at most."""


@dataclass(frozen=True)
class Measured:
    """What one scene cost at one rate, drawn one way."""

    scene: str
    way: str
    wanted: int
    frames: float
    """Frames drawn and shown, a second."""
    painted: float
    """Those of them that differed from the one before and were written, a second."""
    cpu: float
    """CPU time in percent of a core."""
    kilobytes: float
    """kB of a frame that was written."""


def measure(
    scene: str, way: str, rate: int, seconds: float, size: tuple[int, int], environment: dict[str, str]
) -> Measured:
    """Play `scene` in a child for `seconds` and read all that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        child = [sys.executable, "-m", "tests.bench.frames", "--child", scene, way, str(rate), str(seconds), report]
        parent, terminal = pty.openpty()
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        terms = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        process = subprocess.Popen(
            child, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            env={**os.environ, **terms, "SCOREBOARD_MARK": "1"},
        )  # fmt: skip
        os.close(terminal)
        sizes = dict(_read(parent))
        os.close(parent)
        process.wait(30)
        told: dict[str, Any] = json.loads(report.read_text())
    return Measured(
        scene, way, rate, told["ticks"] / told["seconds"], told["painted"] / told["seconds"],
        100 * told["cpu"] / told["seconds"], sizes["measured"] / 1000 / max(1, told["painted"]),
    )  # fmt: skip


def _read(terminal: int) -> Iterator[tuple[str, int]]:
    """The bytes between the child's two marks, which are notes that a terminal ignores."""
    seen, counting, tail = 0, False, b""
    while True:
        try:
            ready, _, _ = select([terminal], [], [], 60)
            data = os.read(terminal, 1 << 18) if ready else b""
        except OSError:
            data = b""
        if not data:
            yield "measured", seen
            return
        window = tail + data
        if BEGIN in window:
            counting, seen = True, len(window) - window.index(BEGIN) - len(BEGIN)
        elif counting:
            seen += len(data)
        if END in window:
            counting = False
        tail = window[-len(END) :]


BEGIN, END = b"\x1b]777;frames-begin\x07", b"\x1b]777;frames-end\x07"


def play(scene_name: str, way: str, rate: int, seconds: float, report: Path) -> None:
    """The child: play one scene over and over for `seconds`, and report."""
    from textual.app import App, ComposeResult
    from textual.strip import Strip
    from textual.widget import Widget

    from screens.hall import draw, duration, warm
    from screens.themes import look_from
    from screens.widgets.sceneview import SceneView
    from tests.screens.samples import scenes

    scene = scenes()[scene_name]
    look = look_from(os.environ, "zh").but(still=False)
    length = min(8.0, max(0.5, duration(scene, look)))

    class Plain(Widget):
        """The same picture by a widget that does nothing special."""

        DEFAULT_CSS = "Plain { width: 1fr; height: 1fr; }"
        strips: tuple[Strip, ...] = ()

        def play(self, played: Any) -> None:
            self.set_interval(1 / rate, self.tick)

        def tick(self) -> None:
            nonlocal ticks
            ticks += 1
            moment = (time.monotonic() - began) % length
            frame = draw(scene, moment, (self.size.width, self.size.height), look)
            self.strips = tuple(Strip(list(strip), frame.width) for strip in frame.strips)
            self.refresh()

        def render_line(self, y: int) -> Strip:
            return self.strips[y] if y < len(self.strips) else Strip.blank(self.size.width)

    class Hall(SceneView):
        """The hall's own widget, counted."""

        def tick(self) -> None:
            nonlocal ticks
            ticks += 1
            super().tick()

    began, ticks = time.monotonic(), 0

    class Bench(App[None]):
        painted = 0

        def compose(self) -> ComposeResult:
            clock = lambda: (time.monotonic() - began) % length  # noqa: E731
            yield Hall(look, clock=clock, frames_a_second=rate) if way == "hall" else Plain()

        def on_mount(self) -> None:
            self.set_timer(0.5, self.start)

        def start(self) -> None:
            nonlocal began, ticks
            warm(scene, (self.size.width, self.size.height), look)
            began = time.monotonic()
            self._driver.write(BEGIN.decode())  # type: ignore[union-attr]
            self.before, self.painted, ticks = _cpu(), 0, 0
            view = self.query_one(Hall if way == "hall" else Plain)
            view.play(scene)  # type: ignore[attr-defined]
            self.set_timer(seconds, self.stop)

        def _display(self, screen: Any, renderable: Any) -> None:
            if renderable is not None:
                self.painted += 1
            super()._display(screen, renderable)

        def stop(self) -> None:
            spent, passed = _cpu() - self.before, time.monotonic() - began
            self._driver.write(END.decode())  # type: ignore[union-attr]
            report.write_text(json.dumps({"ticks": ticks, "painted": self.painted, "cpu": spent, "seconds": passed}))
            self.exit()

    Bench().run()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    parser.add_argument("--scenes", default="", help="names of sample scenes, with commas; all if left out")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--size", default="200x56")
    parser.add_argument("--rates", default="60,30")
    parser.add_argument("--glyphs", default="half-blocks")
    parser.add_argument("--no-plain", action="store_true", help="leave out the plain widget")
    given = parser.parse_args()
    if given.child:
        scene, way, rate, seconds, report = given.child
        play(scene, way, int(rate), float(seconds), Path(report))
        return
    from tests.screens.samples import scenes

    size = tuple(int(part) for part in given.size.split("x"))
    names = given.scenes.split(",") if given.scenes else list(scenes())
    print(f"{given.size}, {given.glyphs}, 24-bit colour, {given.seconds:g} s each")
    print(f"{'scene':<20}{'way':<7}{'wanted':>7}{'fps':>7}{'new':>7}{'CPU %':>7}{'kB':>8}")
    missed = 0
    for name in names:
        for rate in map(int, given.rates.split(",")):
            for way in WAYS[: 1 if given.no_plain else 2]:
                found = measure(name, way, rate, given.seconds, (size[0], size[1]), {"SCOREBOARD_GLYPHS": given.glyphs})
                late = way == "hall" and (found.cpu >= GOALS.get(rate, 100) or found.frames < 0.95 * rate)
                missed += late
                print(
                    f"{name:<20}{way:<7}{rate:>7}{found.frames:>7.1f}{found.painted:>7.1f}{found.cpu:>7.1f}{found.kilobytes:>8.1f}"
                    f"{'  MISSED' if late else ''}",
                    flush=True,
                )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
