"""Two operators and a reviewer in three real terminals, one of them over ssh: random keys, kills and locks between.

What must hold of all of it: nobody's score is written over by somebody who had not seen it, no figure is signed that
had not been on the reviewer's screen, what a desk called saved is in the journal, the journal equals the tables, and
in the end every screen says what is there. Each score that is typed is one of a kind: a screen tells who saw it.
"""

import getpass
import os
import random
import re
import signal
import sqlite3
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import col, select

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import JournalEntry
from scoreboard.rules.ranking import exact
from scoreboard.settings import Settings
from scoreboard.store.cells import cells_in
from scoreboard.store.verification import verify
from tests.contests import NOW, Shape, opened, prepare
from tests.e2e.emulated import PATIENCE, EmulatedTerminal
from tests.pins import give_pin
from tests.programs import program
from tests.remote.openssh import TRUSTING
from tests.remote.serving import free_port, wait_for
from tests.remote.staffing import new_key

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(1800)]

SHAPE = Shape(counties=6, areas=5, confirm="second-person")
CONTEST = ("main", "2030Q1")
OURS = [sys.executable, "-m", "scoreboard"]
PIN = "75319"
LOGIN, BY_PIN, AFAR = "甲", "乙", "丙"
"""Two operators, of whom one is proved by the login and one by a PIN, and the reviewer, by a key over ssh."""
UP, DOWN, RIGHT, LEFT, DELETE = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[3~"
FIGURE = re.compile(r"(?<![\d.])\d{1,3}\.\d{2,4}(?!\d)")
SAVED = re.compile(r"(?<![\d.])(\d{1,3}\.\d{2,4}) +[*✓]")
ASKED = "此格已由他人改过"
"""The question of a conflict."""


class Seat:
    """One person's terminal, over all of its restarts."""

    def __init__(self, person: str, words: list[str], environment: dict[str, str], *, by_pin: bool) -> None:
        self.person, self._words, self._environment, self._by_pin = person, words, environment, by_pin
        self.seen: dict[str, datetime] = {}
        """Each figure that was on the screen, and since when."""
        self.saved: set[str] = set()
        """Those that it called saved, as a draft or confirmed."""
        self._open()

    def _open(self) -> None:
        self.terminal = EmulatedTerminal(self._words, self._environment, self._noticed)
        if self._by_pin:
            self.terminal.wait(f"请 {self.person} 输入个人密码")
            self.terminal.send(f"{PIN}\r")
        self.terminal.wait("县01")

    def _noticed(self, text: str, at: datetime) -> None:
        for figure in FIGURE.findall(text):
            self.seen.setdefault(figure, at)
        self.saved.update(SAVED.findall(text))

    def press(self, key: str, shown: str) -> bool:
        """Press a key and look for what it shows, a while; returns whether it came.

        What an earlier key has shown, and still stands there, is no answer to this one.
        """
        if shown in self.terminal.text:
            return False
        deadline = time.monotonic() + 1.5
        self.terminal.send(key)
        while shown not in self.terminal.text and time.monotonic() < deadline:
            time.sleep(0.01)
        return shown in self.terminal.text

    def kill_and_open(self) -> None:
        self.terminal.kill()
        self._open()

    def saw(self, score: str, by: datetime) -> bool:
        """Whether a score was on the screen before a moment."""
        return score in self.seen and self.seen[score] <= by


class Office:
    """All three, and the database that they work on."""

    def __init__(self, settings: Settings, seats: dict[str, Seat], chance: random.Random) -> None:
        self.settings, self.seats, self.chance = settings, seats, chance
        self._figures = iter(chance.sample(range(1001, 9999), 4000))
        self.done: list[str] = []

    def act(self) -> None:
        """One random deed of somebody, or of the machine; nobody waits for what comes of it."""
        who = self.chance.choice((LOGIN, BY_PIN, LOGIN, BY_PIN, AFAR))
        dice, seat = self.chance.random(), self.seats[who]
        if dice < 0.02:
            self.done.append(f"{who} killed")
            seat.kill_and_open()
        elif dice < 0.05:
            self._lock(self.chance.choice((0.2, 0.6, 1.5)))
        elif who == AFAR:
            self._review(seat)
        else:
            self._operate(seat)
        time.sleep(self.chance.choice((0, 0, 0.02, 0.1, 0.3)))

    def _operate(self, seat: Seat) -> None:
        send, pick = seat.terminal.send, self.chance.random()
        if ASKED in seat.terminal.text:
            send(self.chance.choice(("t", "o", "t", "o", "\x1b")))
        elif pick < 0.6:
            figure = next(self._figures)
            send(f"{figure // 100}.{figure % 100:02}")
            if self.chance.random() < 0.3:
                time.sleep(0.3)
            send(self.chance.choice(("\r", "\t", DOWN, LEFT)))
        elif pick < 0.85:
            send("".join(self.chance.choices((UP, DOWN, LEFT, RIGHT), k=self.chance.randint(1, 4))))
        else:
            send(self.chance.choice((DELETE, "z", "r", "x", "X", "o\r")))

    def _review(self, seat: Seat) -> None:
        """The reviewer looks at what a key has shown before the next one: what comes in a line comes in its order."""
        send, pick = seat.terminal.send, self.chance.random()
        if pick < 0.45:
            if seat.press(self.chance.choice("cccuu"), "此格："):
                send(DOWN * self.chance.choice((0, 0, 1, 3)) + "\r")
        elif pick < 0.6:
            if seat.press("v", "已接受 0") and seat.press("p", "个已接受"):
                send("s")
            send("\x1b\x1b")
        else:
            send("\x1b" if pick < 0.7 else "".join(self.chance.choices((UP, DOWN, LEFT, RIGHT), k=3)))

    def _lock(self, seconds: float) -> None:
        """Something else holds the database for a while."""

        def hold() -> None:
            with closing(sqlite3.connect(self.settings.paths.main, timeout=10, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                time.sleep(seconds)
                other.execute("ROLLBACK")

        threading.Thread(target=hold, daemon=True).start()

    def settle(self) -> None:
        """Everybody comes to an end: open questions are answered, what waits is saved or dropped."""
        time.sleep(1)
        for seat in self.seats.values():
            deadline = time.monotonic() + 60
            while True:
                text = seat.terminal.text
                if ASKED in text:
                    seat.terminal.send("t")
                elif "已保存" not in text and re.search(r"未存 \d", text):
                    seat.terminal.send("\x1bo" + DELETE)
                elif "╭" in text or "▏" in text or "已接受 " in text:  # the last of these is the review
                    seat.terminal.send("\x1b")
                else:
                    break
                assert time.monotonic() < deadline, text
                time.sleep(0.4)
        time.sleep(1)


@contextmanager
def office(place: Path, chance: random.Random, *, over_ssh: bool) -> Iterator[Office]:
    """A contest whose scores want two proved people, and those three at their terminals.

    Without `over_ssh` the reviewer is proved by the login, and both operators by PINs.
    """
    settings = prepare(place, SHAPE)
    by_pin = (BY_PIN,) if over_ssh else (LOGIN, BY_PIN)
    key = new_key(place, "key") if over_ssh else None
    with opened(settings) as store, acting(store, settings, "add people") as writing:
        add_person(writing, LOGIN, "operator", os_user=getpass.getuser() if over_ssh else None)
        add_person(writing, BY_PIN, "operator")
        for name in by_pin:
            give_pin(writing, name, PIN)
        if key is not None:
            add_person(writing, AFAR, "reviewer", key=key.with_suffix(".pub").read_text())
        else:
            add_person(writing, AFAR, "reviewer", os_user=getpass.getuser())
    environment = {
        "XDG_STATE_HOME": str(place / "state"),
        "SCOREBOARD_DATABASE": str(settings.database),
        "SCOREBOARD_NOW": NOW,
        "SCOREBOARD_LANG": "zh",
        "LANG": "C.UTF-8",
    }
    words = {name: [*OURS, "operate", "--as", name] for name in (LOGIN, BY_PIN, AFAR)}
    with ExitStack() as stack:
        if key is not None:
            words[AFAR] = stack.enter_context(served(key, environment))
        seats: dict[str, Seat] = {}
        for person, started in words.items():
            seat = seats[person] = Seat(person, started, environment, by_pin=person in by_pin)
            stack.callback(lambda seat=seat: seat.terminal.kill())  # type: ignore[misc]
        yield Office(settings, seats, chance)


@contextmanager
def served(key: Path, environment: dict[str, str]) -> Iterator[list[str]]:
    """A server of the desk over ssh, and the command of the real client that leads to it."""
    staff_port = free_port()
    ports = ["--bind", "127.0.0.1", "--port", str(free_port()), "--staff-port", str(staff_port)]
    server = EmulatedTerminal([*OURS, "serve", *ports], environment, lambda *_: None)
    try:
        wait_for(staff_port, timeout=PATIENCE)
        yield [program("ssh"), *TRUSTING, "-i", str(key), "-p", str(staff_port), "x@127.0.0.1"]
    finally:
        server.kill(signal.SIGTERM)


def deeds_of(found: Office) -> list[JournalEntry]:
    with opened(found.settings) as store, store.read() as session:
        rows = list(session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))))
        verdict = verify(session)
        assert not verdict.wrong, verdict.findings
    return rows


def shown(score: str) -> str:
    """A score as screens show it, with the series' two decimals."""
    return exact(Decimal(score), 2)


def look_at(found: Office) -> dict[str, int]:
    """Everything that must hold, once all is quiet; returns how many deeds there were of each kind."""
    known: dict[str, str] = defaultdict(str)
    authors: dict[str, str] = {}
    entered, counts = set[str](), defaultdict[str, int](int)
    for row in deeds_of(found):
        cells = [(row.subject, row.before, row.after)]
        if row.action not in ("enter", "confirm", "unconfirm"):
            continue
        if row.after and "cells" in row.after:
            cells = [(place, {"score": score}, None) for place, (_, score) in row.after["cells"].items()]
        assert row.machine_at is not None
        seat, at = found.seats[row.who], row.machine_at.replace(tzinfo=UTC)
        for _, before, after in cells:
            counts[row.action] += 1
            old = (before or {}).get("score")
            # whoever types over their own figure knows it, though the next key may come before it is painted
            own = row.action == "enter" and authors.get(row.subject) == row.who
            if row.action == "enter":
                authors[row.subject] = row.who
                assert known[row.subject] == (old or ""), f"{row.sequence}: {row.subject} was {known[row.subject]}"
                known[row.subject] = (after or {}).get("score") or ""
                if known[row.subject]:
                    entered.add(shown(known[row.subject]))
            if old and not own:
                seen = seat.seen.get(shown(old))
                assert seat.saw(shown(old), at), (
                    f"{row.sequence}: {row.who} {row.action} {old} at {at}, seen at {seen}, {found.done}"
                )
    typed_here = {figure for seat in found.seats.values() for figure in seat.saved}
    assert typed_here <= entered, "what was called saved is in the journal"
    with opened(found.settings) as store, store.read() as session:
        cells_now = {(one.unit, one.area): one for one in cells_in(session, CONTEST)}
    for person, seat in found.seats.items():
        for number, unit in enumerate(SHAPE.units, start=1):
            lines = seat.terminal.text.splitlines()
            line = next((one for one in lines if one.lstrip().startswith(f"县{number:02} ")), None)
            assert line is not None, (person, seat.terminal.text)
            wanted = [
                shown(str(cell.value)) if cell is not None and cell.value is not None else "-"
                for cell in (cells_now.get((unit, area)) for area in SHAPE.area_ids)
            ]
            assert re.findall(rf"{FIGURE.pattern}|-", line) == wanted, (person, line, wanted)
    return dict(counts)


def walk(place: Path, seed: int, actions: int, *, over_ssh: bool) -> dict[str, int]:
    with office(place, random.Random(seed), over_ssh=over_ssh) as found:
        for _ in range(actions):
            found.act()
        found.settle()
        return look_at(found)


def test_three_who_work_together_lose_nothing_and_sign_what_they_saw(tmp_path: Path) -> None:
    counts = walk(tmp_path, 1, 30, over_ssh=False)
    assert counts["enter"] > 5


@pytest.mark.long
def test_a_thousand_deeds_of_three_who_work_together(tmp_path: Path) -> None:
    seed = int(os.environ.get("SCOREBOARD_TEST_SEED", "7"))
    counts = walk(tmp_path, seed, 1000, over_ssh=True)
    print(seed, counts)
    assert counts["enter"] > 60
    assert counts["confirm"] > 20
