"""The web server under load: how late a change comes to browsers that watch the hall, and what a viewer costs.

    python -m tests.bench.web_load                         1,000 and 5,000 viewers, by one process and by two
    python -m tests.bench.web_load --viewers 300 --workers 1
    python -m tests.bench.web_load --plain                 for browsers that cannot unpack what is sent

A live contest of 20 counties is served; once a second, at a random moment, an operator's process changes one score. The
time runs from just before its COMMIT to the bytes at each browser's connection. The generator is one process on the
same machine, which reads what comes and looks for the score: its own share stands beside the server's.
"""

import argparse
import os
import re
import resource
import select
import socket
import tempfile
import time
import zlib
from array import array
from collections.abc import Sequence
from functools import lru_cache
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from screens.remote.shared_bytes import GZIP_HEAD
from tests.bench.processes import cpu_seconds, descendants, hurry, memory_kb
from tests.bench.ssh_contest import Change, child, live_contest, operate
from tests.bench.ssh_generator import Heard
from tests.bench.ssh_measuring import late, missed
from tests.web.serving import WebServed, web_serving

MARK = re.compile(rb"11\.11|22\.22|33\.33|44\.44|55\.55")
CHUNK = re.compile(rb"([0-9a-f]+)\r\n")
SIZES = ("120x34", "80x24", "48x40", "200x56")
PATIENCE = 30.0


class Link(socket.socket):
    """A browser's connection, with what has come of a chunk that is not there as a whole yet."""

    begun = b""

    def chunks(self, data: bytes) -> list[bytes]:
        """Take in what has come; returns the chunks that are there as a whole."""
        data, found = self.begun + data, list[bytes]()
        at = data.find(b"\r\n\r\n") + 4 if data.startswith(b"HTTP/") else 0
        while head := CHUNK.match(data, at):
            end = head.end() + int(head[1], 16)
            if len(data) < end + 2:
                break
            found.append(data[head.end() : end])
            at = end + 2
        self.begun = data[at:]
        return found


@lru_cache(maxsize=64)
def told(chunk: bytes, packed: bool) -> tuple[int, bytes | None]:
    """How many events a chunk has, and the last score that it tells; all browsers of one size get the same chunks."""
    said = zlib.decompressobj(-zlib.MAX_WBITS).decompress(chunk) if packed else chunk
    return said.count(b"event: "), (MARK.findall(said) or [None])[-1]


def watch(port: int, plain: bool, orders: Pipe) -> None:
    """The generator: orders are a number of viewers to come to, or seconds to listen as a float; None to end."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    poll, links = select.epoll(), dict[int, Link]()
    while (order := orders.recv()) is not None:
        if isinstance(order, int):
            while len(links) < order:
                link = _joined(port, SIZES[len(links) % len(SIZES)], plain)
                links[link.fileno()] = link
                poll.register(link, select.EPOLLIN)
                _listen(poll, links, 0.0, plain)
            orders.send(len(links))
        else:
            orders.send(_listen(poll, links, order, plain))


def _joined(port: int, size: str, plain: bool) -> Link:
    link = Link()
    link.settimeout(PATIENCE)
    link.connect(("127.0.0.1", port))
    can = "" if plain else "Accept-Encoding: gzip\r\n"
    link.sendall(f"GET /stream?lang=zh&size={size}&still=1 HTTP/1.1\r\nHost: a\r\n{can}\r\n".encode())
    link.setblocking(False)
    return link


def _listen(poll: select.epoll, links: dict[int, Link], seconds: float, plain: bool) -> Heard:
    heard, until = Heard(), time.monotonic() + seconds
    used = time.process_time()
    while True:
        now = time.monotonic()
        for number, _ in poll.poll(max(0.0, min(until - now, 0.5))):
            try:
                data = links[number].recv(1 << 18)
            except BlockingIOError:
                continue
            if not data:
                poll.unregister(number)
                heard.lost += 1
                continue
            heard.bytes += len(data)
            came = time.monotonic()
            for chunk in links[number].chunks(data):
                if chunk == GZIP_HEAD:
                    continue
                frames, score = told(chunk, not plain)
                heard.frames += frames
                if score is not None:
                    heard.arrivals.setdefault(score, array("d")).append(came)
        if time.monotonic() >= until:
            heard.cpu_share = (time.process_time() - used) / max(seconds, 0.001)
            return heard


def measure(served: WebServed, operator: Pipe, generator: Pipe, viewers: int, seconds: int) -> None:
    """One load: print how late, how many bytes and how much processor time a viewer and update took."""
    generator.send(viewers)
    generator.recv()
    generator.send(3.0)
    generator.recv()
    pids = served.children("web")
    before, stage = cpu_seconds(pids), cpu_seconds(served.children("stage"))
    generator.send(seconds + 1.5)
    operator.send(seconds)
    changes: list[Change] = operator.recv()
    heard: Heard = generator.recv()
    used = cpu_seconds(pids) - before
    times = late([(change.committed, change.score) for change in changes], heard)
    print(
        f"{len(pids)} processes {viewers:>6} viewers: commit to browser p50 {times[0]:.0f} ms, p99 {times[1]:.0f} ms;"
        f" missed {missed(changes, heard, viewers):.1%}; {heard.bytes / max(1, heard.frames) / 1000:.1f} KB an update;"
        f" {used / max(1, heard.frames) * 1e6:.1f} us an update and viewer; web {used / (seconds + 1.5):.2f} cores,"
        f" stage {(cpu_seconds(served.children('stage')) - stage) / (seconds + 1.5):.2f}, load {heard.cpu_share:.2f};"
        f" {memory_kb(pids) / viewers:.1f} KB a viewer",
        flush=True,
    )


def run(viewers: Sequence[int], workers: Sequence[int], seconds: int, *, ahead: bool, plain: bool) -> None:
    """Measure each load in turn, by each number of processes."""
    for number in workers:
        with tempfile.TemporaryDirectory() as place:
            settings = live_contest(Path(place))
            words = ("--workers", str(number), "--connections", "20000")
            with (
                web_serving(str(settings.database), Path(place), *words) as served,
                child(operate, settings) as operator,
                child(watch, served.port, plain) as generator,
            ):
                if ahead:
                    hurry(descendants(os.getpid()))
                for count in viewers:
                    measure(served, operator, generator, count, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, nargs="+", default=(1000, 5000))
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2))
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--ahead", action="store_true", help="go before other processes of a shared machine (root)")
    parser.add_argument("--plain", action="store_true", help="browsers that cannot unpack what is sent")
    words = parser.parse_args()
    run(words.viewers, words.workers, words.seconds, ahead=words.ahead, plain=words.plain)


if __name__ == "__main__":
    main()
