"""A director's next step beside a reader that never ends, a desk that confirms 20,000 x 9 and a backup.

    python -m tests.bench.director [STEPS] [UNITS]

A real `scoreboard direct` in a pseudo-terminal of 120x34. The clock runs from the key to the moment at which the step
is in the public file, where the hall finds it: first with nobody beside it, then with all three.
"""

import contextlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Ceremony
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from screens.director.clicker import GUARD_SECONDS
from tests.bench.latency import drain, percentile, say
from tests.bench.sizes import NOW, PERIOD, run, write_folder
from tests.bench.terminal import Terminal, program

STEPS, UNITS = 200, 20_000
CEREMONY = f"beside-{PERIOD}"
GOAL = 150
HOLDS = (
    "import sqlite3, sys, time\n"
    "held = [sqlite3.connect(path, isolation_level=None) for path in sys.argv[1:]]\n"
    "for one in held:\n"
    "    one.execute('BEGIN')\n"
    "    one.execute('SELECT COUNT(*) FROM public_change').fetchone()\n"
    "print('reading', flush=True)\n"
    "time.sleep(86400)\n"
)
"""A reader that never ends."""


def prepare(place: Path, units: int, steps: int) -> Settings:
    """A large series whose scores wait for their confirmation, beside a small one whose ceremony has begun."""
    settings = Settings(str(place / "contest.db"), "zh", NOW, "root")
    run(settings, "load", str(write_folder(place / "folder", units)), "--with-clock")
    run(settings, "user", "add", "root", "--role", "admin")
    store = Store(settings.paths)
    with acting(store, settings, "close") as writing:
        contest = contest_of(writing.session, "beside", PERIOD)
        enter(writing, contest, "b1", find_unit(writing.session, "o1"), "90")
        confirm(writing, contest)
        close(writing, contest)
        ceremony = writing.session.get_one(Ceremony, CEREMONY)
        ceremony.cues = [{"kind": "message", "title": f"第{number}项", "text": "请就座"} for number in range(steps + 2)]
        writing.session.add(ceremony)
    with acting(store, settings, "direct") as writing:
        stage_control.step(writing, CEREMONY, run_sheet.after, yes=True)
    store.close()
    return settings


def measure(settings: Settings, console: Terminal, steps: int) -> list[float]:
    """Seconds from the key to the step in the public file."""
    chance, found = random.Random(2030), []
    with contextlib.closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as public:
        for _ in range(steps):
            drain(console, GUARD_SECONDS + chance.uniform(0.1, 0.4))
            (before,) = public.execute("SELECT MAX(sequence) FROM stage").fetchone()
            began = time.monotonic()
            console.write(b" ")
            while public.execute("SELECT MAX(sequence) FROM stage").fetchone() == (before,):
                if time.monotonic() > began + 30:
                    raise SystemExit("the console did not step")
                time.sleep(0.001)
            found.append(time.monotonic() - began)
    return found


class Others:
    """Whoever else uses the database: a reader, a desk and a backup, again and again until they are told to stop."""

    def __init__(self, settings: Settings, place: Path) -> None:
        self._settings, self._place = settings, place
        self._stop = threading.Event()
        self.done: dict[str, int] = {}
        self._threads = [threading.Thread(target=self._confirm), threading.Thread(target=self._back_up)]

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """All three, for as long as the block lasts."""
        files = [str(self._settings.paths.main), str(self._settings.paths.public)]
        with subprocess.Popen([sys.executable, "-c", HOLDS, *files], stdout=subprocess.PIPE) as reader:
            assert reader.stdout is not None
            reader.stdout.readline()
            for thread in self._threads:
                thread.start()
            try:
                yield
            finally:
                self._stop.set()
                for thread in self._threads:
                    thread.join()
                reader.kill()

    def _confirm(self) -> None:
        while not self._stop.is_set():
            for word in ("confirm", "unconfirm"):
                self._do(word, "main", PERIOD)

    def _back_up(self) -> None:
        while not self._stop.is_set():
            (self._place / "backup.db").unlink(missing_ok=True)
            self._do("backup", str(self._place / "backup.db"))

    def _do(self, *words: str) -> None:
        if run(self._settings, *words, "--as", "root").code:
            raise SystemExit(f"{words[0]} failed")
        self.done[words[0]] = self.done.get(words[0], 0) + 1


def main(words: Sequence[str]) -> None:
    steps, units = int(words[0]) if words else STEPS, int(words[1]) if len(words) > 1 else UNITS
    with tempfile.TemporaryDirectory() as place:
        settings = prepare(Path(place), units, 2 * steps + 1)
        others = Others(settings, Path(place))
        told = ["-m", "scoreboard", "direct", CEREMONY, "--as", "root", "--database", str(settings.paths.main)]
        with program([*told, "--now", NOW]) as console:
            if console.until("下一步".encode(), 30.0) is None:
                raise SystemExit("the console did not open")
            for key in (b"", b" ", b"y"):  # which takes the baton from whoever began
                console.write(key)
                console.quiet(2.0)
            alone = measure(settings, console, steps)
            with others.at_work():
                console.quiet(0.5, 3.0)
                beside = measure(settings, console, steps)
    say("key to step in the public file, alone", alone)
    say(f"beside them, at {units} x 9", beside)
    print(
        f"   p99 {percentile(beside, 0.99) * 1000 / GOAL:.2f} of the goal of {GOAL} ms; done beside it: {others.done}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
