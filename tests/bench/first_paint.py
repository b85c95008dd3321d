"""The first paint of `scoreboard display`, beside an empty Textual app that imports SQLModel.

    python -m tests.bench.first_paint [RUNS]

Both start in a pseudo-terminal of 120x29, in alternating runs; the clock runs from the start of the process to its
first coloured cell, and for the display also to the first letters of its picture (pixels in half-blocks).
"""

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from scoreboard.desk.unit_of_work import acting
from tests.bench.terminal import SIZE, program
from tests.contests import Shape, fill, opened, prepare

RUNS = 10
GOAL = 1.5
EMPTY = "import sqlmodel\nfrom textual.app import App\nApp().run()\n"
PAINTED = re.compile(rb"\x1b\[[0-9;]*48;2;")
"""A cell with a ground of its own."""
LETTERED = re.compile("▀▀".encode())


def first_paint(words: list[str], wanted: re.Pattern[bytes]) -> float:
    """Seconds from the start of a program to its first paint of what is wanted."""
    began = time.monotonic()
    with program(words) as terminal:
        at = terminal.until(wanted, 30)
        if at is None:
            raise SystemExit(f"{' '.join(words)} painted nothing")
        return at - began


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    shape = Shape(counties=19, areas=9, publication="live")
    with tempfile.TemporaryDirectory() as place:
        settings = prepare(Path(place), shape)
        with opened(settings) as store, acting(store, settings, "confirm") as writing:
            fill(writing, shape, "2030Q2")
        empty = Path(place) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        display = ["-m", "scoreboard", "display", "--database", str(settings.database)]
        paints = {
            "display, first cell": (display, PAINTED),
            "display, first picture": (display, LETTERED),
            "empty app with SQLModel": ([str(empty)], PAINTED),
        }
        seconds: dict[str, list[float]] = {name: [] for name in paints}
        for run in range(runs + 1):
            for name, (words, wanted) in paints.items():
                taken = first_paint(words, wanted)
                if run:
                    seconds[name].append(taken)
    beside = statistics.median(seconds["empty app with SQLModel"])
    print(f"{SIZE[0]}x{SIZE[1]}, {runs} runs of each in turn; goal: the display takes {GOAL} of the empty app at most")
    for name, every in seconds.items():
        median = statistics.median(every)
        print(f"{name:<24} median {median * 1000:5.0f} ms   best {min(every) * 1000:5.0f} ms   {median / beside:.2f}")


if __name__ == "__main__":
    main()
