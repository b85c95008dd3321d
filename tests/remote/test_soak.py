"""A year in little time: four quarters, their ceremonies and corrections, while people watch over ssh and the web.

They come and go all the time. After a warm-up of two quarters no process of the servers may grow, nor keep a thread, a
file or a folder of anybody who has gone.
"""

import os
import random
import re
import selectors
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.deciding import correct
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.exchange.folder import read_folder
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from tests.bench.growth import CHIEF
from tests.bench.year import ENDS, a_quarter, write_folder
from tests.remote.raw import RawClient
from tests.remote.serving import Served, serving
from tests.web.serving import WebServed, web_serving

WARM_UP = 2
"""Quarters after which a process has all that it needs."""
MOST_GROWTH, MOST_OF_PICTURES = 0.01, 0.06
"""Of a process; of one that draws while it still fills its memory of pictures, which is bounded."""
DRAWING = ("stage", "web's stage")
AT_THAT_MOMENT = 2
"""Files that a process may have open just then to look at the database."""
SWEPT_SECONDS = 5.5
"""By then what those who left had is given back."""
ROLES = ("edge", "stage", "private", "staff")


@dataclass(frozen=True)
class Soak:
    """How much of it: the contest's units, viewers over each entrance, and the seconds of the whole year."""

    units: int
    by_ssh: int
    by_web: int
    seconds: float


class Crowd:
    """Viewers who take in what comes, in a thread of their own."""

    def __init__(self, served: Served, web: WebServed) -> None:
        self._served, self._web = served, web
        self._waiting = selectors.DefaultSelector()
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._inside: list[RawClient | WebViewer] = []
        self.heard = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def come(self, by_ssh: int, by_web: int) -> None:
        """So many more watch."""
        for _ in range(by_ssh):
            self._let_in(RawClient(self._served.port, "board", watches=True, logs_in=True, address="127.0.0.1").enter())
        for _ in range(by_web):
            self._let_in(WebViewer(self._web.port))

    def go(self, part: float, chance: random.Random) -> tuple[int, int]:
        """A part of them leaves; returns how many over each entrance."""
        with self._lock:
            gone = chance.sample(self._inside, int(len(self._inside) * part))
            for one in gone:
                self._inside.remove(one)
                self._waiting.unregister(one.link)
                one.link.close()
        by_ssh = sum(isinstance(one, RawClient) for one in gone)
        return by_ssh, len(gone) - by_ssh

    def end(self) -> None:
        """Nobody watches any more."""
        self.go(1, random.Random(0))
        self._ended.set()
        self._thread.join()

    def _let_in(self, one: "RawClient | WebViewer") -> None:
        with self._lock:
            self._inside.append(one)
            self._waiting.register(one.link, selectors.EVENT_READ, one)

    def _run(self) -> None:
        while not self._ended.is_set():
            with self._lock:
                for key, _ in self._waiting.select(0) if self._inside else ():
                    self.heard += key.data.read()
            time.sleep(0.01)


class WebViewer:
    """A browser that watches the hall."""

    def __init__(self, port: int) -> None:
        self.link = socket.create_connection(("127.0.0.1", port), 20)
        self.link.sendall(b"GET /stream?size=80x24 HTTP/1.1\r\nHost: soak\r\n\r\n")

    def read(self) -> bool:
        """Take in what comes next."""
        with suppress(OSError):
            return bool(self.link.recv(1 << 16))
        return False


@dataclass(frozen=True)
class Kept:
    """What a process keeps of the system's."""

    memory: int
    threads: int
    files: int


def kept(process: int) -> Kept:
    """Memory is what is resident, in kilobytes, the middle of some moments."""
    folder = Path(f"/proc/{process}")
    memory = []
    for _ in range(5):
        status = (folder / "status").read_text()
        memory.append(int(status.partition("VmRSS:")[2].split()[0]))
        time.sleep(0.05)
    return Kept(int(statistics.median(memory)), len(os.listdir(folder / "task")), len(os.listdir(folder / "fd")))


def all_kept(served: Served, web: WebServed) -> dict[str, Kept]:
    """What each process of both servers keeps."""
    found = {role: kept(number) for role in ROLES for number in served.children(role)}
    return found | {f"web's {role}": kept(number) for role in ("web", "stage") for number in web.children(role)}


def meeting_places(served: Served, web: WebServed) -> set[Path]:
    """The folders in which the processes of both servers meet, by what they were told."""
    told = [Path(f"/proc/{one}/cmdline").read_text() for one in (*served.children("stage"), *web.children("stage"))]
    return {Path(found).parent for words in told for found in re.findall(r'"socket": "([^"]+)"', words)}


@contextmanager
def contest(folder: Path, units: int) -> Iterator[tuple[Settings, Store]]:
    """A contest of a year, nothing of which has been contested."""
    made = Settings(str(folder / "contest.db"), "zh", "2030-01-02T09:00:00+08:00")
    with closing(Store(made.paths, create=True)) as store:
        with acting(store, made, "load", zone="Asia/Shanghai", with_clock=True) as writing:
            load(writing, read_folder(write_folder(folder / "folder", units, len(ENDS)), cue_formats()))
            add_person(writing, CHIEF, "admin")
        yield made, store


def corrected(store: Store, settings: Settings, period: str, chance: random.Random) -> None:
    """Somebody's score was wrong."""
    with acting(store, settings, "decide", series="main") as writing:
        here, unit = contest_of(writing.session, "main", period), find_unit(writing.session, "u001")
        score = f"{chance.randrange(100, 4000) / 100}"
        correct(writing, here, "a1", unit, score, reason="误", approved_by=["副组长"])


@pytest.mark.parametrize(
    "soak",
    [
        Soak(units=4, by_ssh=5, by_web=3, seconds=0),
        pytest.param(Soak(units=137, by_ssh=400, by_web=100, seconds=1800), marks=pytest.mark.long, id="long"),
    ],
)
@pytest.mark.timeout(4000)
def test_a_year_leaves_nothing_behind(soak: Soak, tmp_path: Path) -> None:
    scale = float(os.environ.get("SCOREBOARD_SOAK", "1"))  # a part of it, where time lacks
    units, by_ssh, by_web = (max(4, int(many * scale)) for many in (soak.units, soak.by_ssh, soak.by_web))
    chance, found = random.Random(2030), []
    with ExitStack() as stack:
        made, store = stack.enter_context(contest(tmp_path, units))
        room = {"per_address": 2000, "strangers": 2000, "strangers_per_address": 2000}
        served = stack.enter_context(serving(str(made.database), tmp_path, staff=True, cold=True, **room))
        web = stack.enter_context(web_serving(str(made.database), tmp_path, cold=True))
        places = meeting_places(served, web)
        crowd = Crowd(served, web)
        stack.callback(crowd.end)
        crowd.come(by_ssh, by_web)
        began = time.monotonic()
        for number, end in enumerate(ENDS, start=1):
            settings = Settings(made.database, "zh", f"{end}T18:00:00+08:00", CHIEF)
            a_quarter(settings, store, f"2030Q{number}", units, chance)
            corrected(store, settings, f"2030Q{number}", chance)
            while True:
                crowd.come(*crowd.go(0.3, chance))
                if time.monotonic() - began >= scale * soak.seconds * number / len(ENDS):
                    break
                time.sleep(2)
            if number >= WARM_UP:
                crowd.go(1, chance)  # what is left when nobody watches is compared
                time.sleep(SWEPT_SECONDS)
                found.append(all_kept(served, web))
                crowd.come(by_ssh, by_web)
                print(number, round(time.monotonic() - began), found[-1], flush=True)
        processes = {role: served.children(role) for role in ROLES}
        assert all(len(numbers) == 1 for numbers in processes.values()), processes
    assert crowd.heard > 0
    assert "Traceback" not in served.log.read_text() + web.log.read_text()
    told = "\n".join(f"{name}: {[one[name] for one in found]}" for name in found[0])
    warm, last = found[0], found[-1]
    for name, after in last.items():
        assert after.threads <= warm[name].threads, told
        assert after.files <= warm[name].files + AT_THAT_MOMENT, told
        most = MOST_OF_PICTURES if name in DRAWING else MOST_GROWTH
        assert after.memory <= warm[name].memory * (1 + most), told
    assert len(places) == 2
    assert not any(place.exists() for place in places)
