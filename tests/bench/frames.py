"""Frames a second of every scene, through a real pseudo-terminal: ``python -m tests.bench.frames``.

A child runs a Textual app that plays one scene at a wanted rate; the parent is its terminal and counts bytes. Each
line gives frames a second (and how many of them differed and were written), CPU milliseconds a frame, what the wanted
rate costs of a core by that, and kB a frame. Beside the hall's own widget stands a plain Textual widget that draws the
same pictures through `render_line`. "whole-flag" is not a scene: it is one flag that fills the screen, the dearest
picture there is. On a machine that others use frames come late; the CPU figures hold all the same.
"""

import argparse
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from select import select
from typing import Any

from tests.bench.playing import BEGIN, END, WHOLE_FLAG
from tests.screens.samples import scenes

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
    milliseconds: float
    """CPU time of a frame."""
    kilobytes: float
    """kB of a frame that was written."""

    @property
    def cpu(self) -> float:
        """What the wanted rate costs in percent of a core."""
        return self.milliseconds * self.wanted / 10


def measure(
    scene: str, way: str, rate: int, seconds: float, size: tuple[int, int], environment: dict[str, str]
) -> Measured:
    """Play `scene` in a child for `seconds` and read all that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        child = [sys.executable, "-m", "tests.bench.playing", scene, way, str(rate), str(seconds), str(report)]
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
        scene, way, rate, told["drawn"] / told["seconds"], told["painted"] / told["seconds"],
        1000 * told["cpu"] / max(1, told["drawn"]), sizes["measured"] / 1000 / max(1, told["painted"]),
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", default="", help="names of sample scenes, with commas; all if left out")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--size", default="200x56")
    parser.add_argument("--rates", default="60,30")
    parser.add_argument("--glyphs", default="half-blocks")
    parser.add_argument("--no-plain", action="store_true", help="leave out the plain widget")
    given = parser.parse_args()
    size = tuple(int(part) for part in given.size.split("x"))
    names = given.scenes.split(",") if given.scenes else [WHOLE_FLAG, *scenes()]
    print(f"{given.size}, {given.glyphs}, 24-bit colour, {given.seconds:g} s each")
    print(f"{'scene':<22}{'way':<7}{'wanted':>7}{'fps':>7}{'new':>7}{'ms':>7}{'CPU %':>7}{'kB':>8}")
    missed = 0
    for name in names:
        for rate in map(int, given.rates.split(",")):
            for way in WAYS[: 1 if given.no_plain else 2]:
                found = measure(name, way, rate, given.seconds, (size[0], size[1]), {"SCOREBOARD_GLYPHS": given.glyphs})
                late = way == "hall" and found.cpu >= GOALS.get(rate, 100)
                missed += late
                print(
                    f"{name:<22}{way:<7}{rate:>7}{found.frames:>7.1f}{found.painted:>7.1f}{found.milliseconds:>7.2f}{found.cpu:>7.1f}{found.kilobytes:>8.1f}"
                    f"{'  MISSED' if late else ''}",
                    flush=True,
                )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
