"""The SSH server under load: how many viewers, how late, at what cost, and what other ways would cost beside it.

    python -m tests.bench.ssh_load            all of it, about ten minutes
    python -m tests.bench.ssh_load --quick    some hundred viewers for a few seconds, about a minute
    python -m tests.bench.ssh_load --parts load --viewers 1000 5000 --knee 1000

load    A live contest of 20 counties is served to viewers in Chinese, half of them at 120x40 in 256 colours, the others
        over ten sizes and three colour depths; a clock runs, and once a second, at a random moment, an operator's
        process changes one score. The time runs from just before its COMMIT to the bytes at each client, in the
        clear; beside it from its call of the deed. Then what an added viewer costs per frame: the edges' time alone,
        for the stage process draws. Then viewers are added until the 99th percentile is over 250 ms (the knee). Then
        all leave, and the edges' memory is compared with what it was before; both after a few had come and gone.
flag    A flag that fills the screen waves at 10 and at 30 frames a second: how many viewers get nine of ten frames.
beside  The same contest by a process for each viewer (a kiosk each in a pseudo-terminal, without SSH), by an app for
        each viewer in one process (over AsyncSSH), and by OpenSSH's sshd with one shared tmux, where installed.

The load generator runs on the same machine: its share ("load") stands beside the server's, with the 99th percentile
of its loop's turns and how long it stood ready without a processor, and each row says who ran out first. "others" is
what the rest of the machine used meanwhile, the operator's process among it: figures hold for a machine on which that
is near nought. `--ahead` puts the bench before the others where we may (root). Memory is what processes have for
themselves; programs and libraries do not count.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import ssh_beside, ssh_flag
from tests.bench.processes import descendants, hurry
from tests.bench.ssh_contest import SERIES, child, live_contest, operate
from tests.bench.ssh_generator import mixed, work
from tests.bench.ssh_measuring import Load, Measured, header, line
from tests.remote.serving import Served, serving

PARTS = ("load", "flag", "beside")
GOAL_KB, GOAL_US, GOAL_LEFT = 40.0, 60.0, 1.1
WARMING, SETTLING_SECONDS = 50, 8.0
"""So many come and go, and so long is waited, before and after memory is looked at."""


def run_load(viewers: Sequence[int], seconds: int, workers: int, knee: int, ahead: bool) -> bool:
    """Measure each load in turn, on one server; returns whether the goals were reached."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = live_contest(folder)
        with (
            serving(str(settings.database), folder, workers=workers, **ssh_flag.UNLIMITED) as served,
            child(operate, settings) as operator,
            child(work) as generator,
        ):
            if ahead:
                hurry(descendants(os.getpid()))
            load = Load(lambda: processes_of(served), operator, generator)
            return _run_load(load, served.port, viewers, seconds, knee)


def _run_load(load: Load, port: int, viewers: Sequence[int], seconds: int, knee: int) -> bool:
    base_kb = settled_memory(load, port)
    edges = len(load.pids()["edges"])
    print(
        f"{edges} edges of {base_kb / edges / 1024:.1f} MB each without viewers\n{header(('edges', 'stage'))}",
        flush=True,
    )
    found: list[Measured] = []

    def more(count: int) -> Measured:
        joins = load.join(mixed(count, port, SERIES)[load.here :])
        found.append(load.measure(seconds))
        print(line("shared stage", found[-1], base_kb), f"({joins:.0f} joins/s)", flush=True)
        return found[-1]

    for count in viewers:
        wanted = more(count)
    each, added = (wanted.memory_kb - base_kb) / wanted.viewers, slope(found)
    print(f"{each:.1f} KB a viewer; goal {GOAL_KB:.0f}")
    print(f"{added:.1f} us of the edges' time for a frame to one more viewer; goal {GOAL_US:.0f}")
    print(
        f"{wanted.first / wanted.viewers * 1e6:.0f} us a second for a viewer who sees a change, its fading and a clock",
        flush=True,
    )
    while knee and found[-1].good:
        more(found[-1].viewers + knee)
    if knee:
        good = max((measured.viewers for measured in found if measured.good), default=0)
        print(f"knee: {good} viewers in time, {found[-1].viewers} not: {found[-1].verdict}", flush=True)
    load.leave()
    left = settled_memory(load, port) / base_kb
    print(f"after all have left the edges have {left:.2f} of the memory that they had before; goal {GOAL_LEFT:.2f}")
    return wanted.good and each <= GOAL_KB and added <= GOAL_US and left <= GOAL_LEFT


def processes_of(served: Served) -> dict[str, list[int]]:
    return {"edges": served.children("edge"), "stage": served.children("stage")}


def settled_memory(load: Load, port: int) -> float:
    """KB of the edges without viewers, after a few have come and gone and the edges have tidied up."""
    load.join(mixed(WARMING, port, SERIES))
    load.measure(1)
    load.leave()
    load.ask("listen", SETTLING_SECONDS)
    return load.memory_kb()


def slope(found: Sequence[Measured]) -> float:
    """Microseconds of the edges' time by which a frame a second to one more viewer raises it, over all good loads."""
    first, last = found[0], found[-1]
    if first is last:
        return last.microseconds_a_frame
    return (last.first - first.first) / (last.frames_a_second - first.frames_a_second) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="some hundred viewers for a few seconds")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--viewers", type=int, nargs="+", help="loads in turn; the goals are for the last (5000)")
    parser.add_argument("--knee", type=int, help="viewers added at a time to find the knee (1000); 0 to leave it out")
    parser.add_argument("--seconds", type=int, help="how long each load is measured (15)")
    parser.add_argument("--workers", type=int, default=2, help="edge processes")
    parser.add_argument("--ahead", action="store_true", help="go before other processes of a shared machine (root)")
    words = parser.parse_args()
    seconds = words.seconds or (4 if words.quick else 15)
    viewers = words.viewers or ((100, 400) if words.quick else (1000, 5000))
    knee = words.knee if words.knee is not None else 0 if words.quick else 1000
    good = True
    if "load" in words.parts:
        good = run_load(viewers, seconds, words.workers, knee, words.ahead)
    if "flag" in words.parts:
        ssh_flag.run(words.workers, words.quick, words.ahead)
    if "beside" in words.parts:
        ssh_beside.run(seconds, words.quick, words.ahead)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
