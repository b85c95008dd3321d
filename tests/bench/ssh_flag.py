"""How many viewers a flag that fills the screen can wave for (a part of `ssh_load`)."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.processes import cpu_seconds, descendants, hurry, machine_seconds
from tests.bench.ssh_contest import SERIES, child, hoist, live_contest
from tests.bench.ssh_generator import Heard, Wish, work
from tests.remote.serving import serving

RATES = (10, 30)
LOADS, QUICK_LOADS = (100, 200, 400, 600, 800, 1000, 1250, 1500, 2000, 2500, 3000, 4000), (20, 60)
ENOUGH = 0.9
"""The share of the wanted frames that a viewer must get."""
BUSY = 0.95
"""The share of a core at which the generator can read no faster."""
ANEW_SECONDS = 2.0
"""The wind drops in a flag that has been shown; so often it is shown anew."""
UNBOUNDED = {"viewer_bytes": 1e9, "total_bytes": 1e12}
UNLIMITED: dict[str, Any] = {
    "connections": 40_000,
    "per_address": 40_000,
    "strangers": 5_000,
    "strangers_per_address": 5_000,
}


def run(workers: int, quick: bool, ahead: bool) -> None:
    """Raise the load at each rate until viewers miss more than one frame of ten."""
    for rate in RATES:
        with tempfile.TemporaryDirectory() as place:
            _run(Path(place), rate, workers, QUICK_LOADS if quick else LOADS, 3 if quick else 8, ahead)


def _run(folder: Path, rate: int, workers: int, loads: Sequence[int], seconds: int, ahead: bool) -> None:
    settings = live_contest(folder)
    pace = {"frames_a_second": rate, **UNBOUNDED}
    with (
        serving(str(settings.database), folder, workers=workers, pace=pace, **UNLIMITED) as served,
        child(hoist, settings) as director,
        child(work) as generator,
    ):
        if ahead:
            hurry(descendants(os.getpid()))
        director.send(ANEW_SECONDS)
        good = here = 0
        for count in loads:
            generator.send(("join", [Wish(served.port, SERIES) for _ in range(count - here)]))
            here = generator.recv()
            generator.send(("count", 2.0))
            generator.recv()
            kinds = {kind: served.children(kind) for kind in ("edge", "stage")}
            before, machine = {kind: cpu_seconds(those) for kind, those in kinds.items()}, machine_seconds()
            generator.send(("count", float(seconds)))
            heard: Heard = generator.recv()
            cores = {kind: (cpu_seconds(those) - before[kind]) / seconds for kind, those in kinds.items()}
            busy = (machine_seconds() - machine) / seconds
            frames = heard.frames / seconds / here
            shares = {
                **cores,
                "load": heard.cpu_share,
                "others": max(0.0, busy - sum(cores.values()) - heard.cpu_share),
            }
            print(
                f"flag at {rate} frames/s{here:>6} viewers get {frames:5.1f} of "
                f"{heard.bytes / max(1, heard.frames) / 1024:4.1f} KB, {heard.bytes / seconds / 1e6:6.1f} MB/s  cores:",
                ", ".join(f"{kind} {share:.2f}" for kind, share in shares.items()),
                flush=True,
            )
            if heard.cpu_share > BUSY:
                print("the generator has run out: it reads no faster", flush=True)
            if heard.lost or frames < ENOUGH * rate or heard.cpu_share > BUSY:
                break
            good = here
        print(f"flag at {rate} frames/s: {good} viewers at 120x40 in 256 colours get nine frames of ten", flush=True)
