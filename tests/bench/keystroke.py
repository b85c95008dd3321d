"""From a key at the operator's desk to what it paints, and from Enter to the saved score; how long the desk opens.

    python -m tests.bench.keystroke [UNITS…]

137, 5,400 and 20,000 units with 9 areas unless said otherwise. The goal: a key painted within 16 ms in 95 of 100 cases
and within 33 ms in 99, at every size; a score saved at 20,000 units in at most one and a half times as long as at 137.
"""

import re
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.large import large_contest
from tests.bench.terminal import Terminal, program
from tests.contests import CHIEF, NOW, Shape

VALUES = 100
AREAS = 9


def measure(units: int) -> None:
    """One desk on a contest of so many units, of which the first ones are still to be entered."""
    shape = Shape(counties=units, areas=AREAS, second_live=True)
    with tempfile.TemporaryDirectory() as place:
        lacking = [(area, unit) for area in shape.area_ids for unit in shape.units[: VALUES + 10]]
        settings = large_contest(Path(place), shape, periods=("2030Q2",), lacking=lacking)
        words = ["-m", "scoreboard", "operate", "--as", CHIEF, "--database", str(settings.database), "--now", NOW]
        begun = time.monotonic()
        with program(words, {"XDG_STATE_HOME": place}) as terminal:
            opened = terminal.until("县0".encode(), 120)
            assert opened is not None
            terminal.quiet(2)
            painted, saved = _type(terminal)
    print(
        f"{units:>6} units: open {opened - begun:.2f} s; key to paint {_told(painted)}; Enter to saved {_told(saved)}",
        flush=True,
    )


def _type(terminal: Terminal) -> tuple[list[float], list[float]]:
    """Type scores down the first column; returns the seconds of each key, and of each save."""
    painted, saved = [], []
    for number in range(VALUES):
        figure = f"{60 + number % 30}.{1 + number % 9}"
        for key in figure:
            sent = time.monotonic()
            terminal.write(key.encode())
            at, content = terminal.read(5)
            assert content
            painted.append(at - sent)
            terminal.quiet(0.03)
        sent = time.monotonic()
        terminal.write(b"\r")
        at = terminal.until(re.compile(re.escape(f"{figure}0").encode()), 20) or 0.0
        assert at, f"{figure} was never saved"
        saved.append(at - sent)
        terminal.quiet(0.05)
    return painted, saved


def _told(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    parts = ((name, ordered[min(len(ordered) - 1, int(len(ordered) * part))]) for name, part in QUANTILES)
    return ", ".join(f"{name} {1000 * value:.1f} ms" for name, value in parts)


QUANTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:] or ("137", "5400", "20000")):
        measure(wanted)
