"""The SSH server under attack: what others notice of it.

    python -m tests.bench.ssh_attack            all of it, about four minutes
    python -m tests.bench.ssh_attack --quick    fewer viewers, shorter; about a minute
    python -m tests.bench.ssh_attack --parts dead

crowd   Viewers watch a live contest as in `ssh_load`, by turns in peace and while 1,000 connections stand half open
        from 20 addresses (some say nothing, some only their version, some begin to agree on keys; who is cut off comes
        again) and others are in but never read. How late changes come to the viewers, at the 99th percentile, and how
        many times as late under attack; goal: 1.2.
dead    Viewers whose line dies without a word: half of them are never read again, the other half are, by something in
        between that answers nothing. How soon the last of them is gone (goal: a minute), and the edges' processor time
        meanwhile beside that of as many living viewers.
"""

import argparse
import contextlib
import os
import select
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from tests.bench.processes import cpu_seconds, descendants, hurry
from tests.bench.ssh_client import VERSION, Connection, State
from tests.bench.ssh_contest import SERIES, child, live_contest, operate
from tests.bench.ssh_generator import mixed, work
from tests.bench.ssh_load import processes_of
from tests.bench.ssh_measuring import Load, header, line
from tests.remote.serving import Served, serving

PARTS = ("crowd", "dead")
GOAL_RATIO, GOAL_SECONDS = 1.2, 60.0
HALF_OPEN, NEVER_READING, ADDRESSES = 1000, 20, 20
AT_ONCE = 25
"""Half-open connections that are made between two looks at those that there are."""


def besiege(port: int, orders: Pipe) -> None:
    """The attackers' process: keeps so many connections half open, and others unread, until 0 or None is ordered."""
    wanted, standing, unread = 0, dict[int, socket.socket](), list[socket.socket]()
    poll = select.poll()
    made = 0
    while True:
        if orders.poll(0.05 if wanted else None):
            order = orders.recv()
            if order is None:
                return
            wanted = order
            for link in (*standing.values(), *unread):
                link.close()
            poll, standing, unread = select.poll(), {}, [_enter(port) for _ in range(NEVER_READING if wanted else 0)]
        for descriptor, _ in poll.poll(0):
            with contextlib.suppress(OSError):
                if standing[descriptor].recv(4096):
                    continue
            poll.unregister(descriptor)
            standing.pop(descriptor).close()
        for _ in range(min(AT_ONCE, wanted - len(standing))):
            made += 1
            with contextlib.suppress(OSError):
                link = _half_open(port, made)
                standing[link.fileno()] = link
                poll.register(link, select.POLLIN)


def _half_open(port: int, number: int) -> socket.socket:
    link = socket.socket()
    link.bind((f"127.0.1.{1 + number % ADDRESSES}", 0))
    link.connect(("127.0.0.1", port))
    begin = Connection(SERIES, (80, 24), "xterm", lambda data: None).begin()
    link.send((b"", VERSION + b"\r\n", begin)[number % 3] or b"S")
    return link


def _enter(port: int, address: str = "127.0.2.1") -> socket.socket:
    """A viewer who watches, with as small a buffer as may be, and is not read from now on."""
    viewer = Connection(SERIES, (120, 40), "xterm-256color", lambda data: None, "truecolor")
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.settimeout(30)
    link.bind((address, 0))
    link.connect(("127.0.0.1", port))
    link.sendall(viewer.begin())
    while viewer.state not in (State.WATCHING, State.CLOSED):
        link.sendall(viewer.receive(link.recv(65536)))
    return link


@contextmanager
def contest(viewers: int, ahead: bool) -> Iterator[tuple[Served, Load, Pipe]]:
    """A server with viewers from one address, and attackers who have been told nothing yet."""
    with tempfile.TemporaryDirectory() as place:
        settings = live_contest(Path(place))
        with (
            serving(str(settings.database), Path(place), workers=2, per_address=viewers + 100) as served,
            child(operate, settings) as operator,
            child(work) as generator,
            child(besiege, served.port) as attackers,
        ):
            if ahead:
                hurry(descendants(os.getpid()))
            load = Load(lambda: processes_of(served), operator, generator)
            load.join(mixed(viewers, served.port, SERIES))
            load.measure(2)
            yield served, load, attackers


def crowd(viewers: int, seconds: int, rounds: int, ahead: bool) -> bool:
    """Measure by turns in peace and under attack; returns whether the goal was reached."""
    print(header(("edges", "stage")), flush=True)
    late: dict[bool, list[float]] = {False: [], True: []}
    with contest(viewers, ahead) as (served, load, attackers):
        for _ in range(rounds):
            for attacked in (False, True):
                attackers.send(HALF_OPEN if attacked else 0)
                load.ask("listen", 5.0)
                measured = load.measure(seconds)
                late[attacked].append(measured.committed[1])
                there = len(strangers(served.port))
                way = f"{there} from others" if attacked else "in peace"
                print(line(way, measured, measured.memory_kb), flush=True)
    peace, attack = statistics.median(late[False]), statistics.median(late[True])
    print(f"p99 {peace:.1f} ms in peace, {attack:.1f} under attack: {attack / peace:.2f} times; goal {GOAL_RATIO}")
    return attack <= GOAL_RATIO * peace


def strangers(port: int) -> Sequence[str]:
    """The connections to the server from the attackers' addresses, as the system has them."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    attackers = ("0100007F", "00000000")
    return [
        row[2] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01" and row[2][:8] not in attackers
    ]


def dead(count: int) -> bool:
    """Let lines die; returns whether all were gone in time."""
    with contest(count, False) as (served, load, _):
        edges = served.children("edge")
        began, before = time.monotonic(), cpu_seconds(edges)
        load.ask("listen", 10.0)
        living = (cpu_seconds(edges) - before) / (time.monotonic() - began)
        load.leave()
        links = [_enter(served.port, "127.0.3.1") for _ in range(count)]
        began, before = time.monotonic(), cpu_seconds(edges)
        for link in links:
            link.setblocking(False)
        while strangers(served.port) and time.monotonic() - began < 3 * GOAL_SECONDS:
            for link in links[::2]:
                with contextlib.suppress(OSError):
                    link.recv(1 << 20)
            time.sleep(0.2)
        passed = time.monotonic() - began
        cores = (cpu_seconds(edges) - before) / passed
    print(
        f"{count} dead lines: the last one gone after {passed:.0f} s; goal {GOAL_SECONDS:.0f}. The edges took "
        f"{cores:.3f} cores meanwhile, {living:.3f} with as many living viewers",
        flush=True,
    )
    return passed <= GOAL_SECONDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer viewers, for a shorter time")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--viewers", type=int, help="viewers who must notice nothing (500)")
    parser.add_argument("--ahead", action="store_true", help="go before other processes of a shared machine (root)")
    words = parser.parse_args()
    viewers = words.viewers or (100 if words.quick else 500)
    good = True
    if "crowd" in words.parts:
        good = crowd(viewers, *((5, 1) if words.quick else (15, 3)), words.ahead)
    if "dead" in words.parts:
        good = dead(40) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
