"""A viewer on a slow line: how old is the picture that it sees?

    python -m tests.bench.ssh_slow [--kilobytes 40] [--seconds 20] [--quick]

A line of so many kilobytes a second lies between the server and a viewer, who watches a table in which a score changes
every second, then a flag that waves over the whole screen, and then a ceremony that shows something else every four
seconds, in 256 colours and in 24 bits, at three sizes. The picture's own clock tells its age: "first" is how long it
took from the call to the first picture, "late" how late the terminal had the picture of a second, "oldest" how old what
it showed ever was, the second itself included (so 1.0 on the best of lines); the first three seconds apart, in which
the server learns what the line carries ("at first" is how late it was then).
"""

import argparse
import contextlib
import re
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.ssh_client import Connection, State
from tests.bench.ssh_contest import SERIES, child, hoist, live_contest, operate, parade
from tests.remote.serving import serving

GOAL_SECONDS = 2.0
SIZES = ((80, 24), (120, 40), (200, 56))
BUFFER = 4096
"""What each end of the line holds, in bytes: as little as may be, for a slow line's own buffers are not ours."""
_FRAME = re.compile(rb"\x1b\[\?2026h.*?\x1b\[\?2026l", re.DOTALL)
_RUN = re.compile(rb"\x1b\[(\d+);(\d+)H((?:(?!\x1b\[\d+;\d+H).)*)", re.DOTALL)
_STYLE = re.compile(rb"\x1b\[[0-9;:?]*[a-zA-Z]")
_TIME = re.compile(r"\d\d:\d\d:\d\d")
CLOCK = 8


@contextmanager
def slow_line(port: int, bytes_a_second: float) -> Iterator[int]:
    """A port that leads to another one, slowly on the way back."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        threading.Thread(target=_lead, args=(door, port, bytes_a_second), daemon=True).start()
        yield door.getsockname()[1]


def _lead(door: socket.socket, port: int, bytes_a_second: float) -> None:
    near = door.accept()[0]
    far = socket.socket()
    far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    far.connect(("127.0.0.1", port))
    threading.Thread(target=_pass, args=(near, far, 1e9), daemon=True).start()
    _pass(far, near, bytes_a_second)


def _pass(source: socket.socket, target: socket.socket, bytes_a_second: float) -> None:
    due = time.monotonic()
    with contextlib.suppress(OSError):
        while data := source.recv(512):
            due = max(due, time.monotonic() - 0.02) + len(data) / bytes_a_second
            time.sleep(max(0.0, due - time.monotonic()))
            target.sendall(data)


@dataclass
class Clock:
    """The clock in the corner of a terminal of `size`, read off what the terminal is sent."""

    size: tuple[int, int]
    shown: list[tuple[int, float]] = field(default_factory=list)
    """Each second of the day that was shown, and how many seconds after it."""
    bytes: int = 0
    first: float = 0.0
    """Seconds from the call to the first picture."""
    began: float = field(default_factory=time.monotonic)
    _left: bytes = b""
    _digits: list[str] = field(default_factory=lambda: [" "] * CLOCK)

    def take(self, data: bytes) -> None:
        self.bytes += len(data)
        self._left += data
        end = 0
        for frame in _FRAME.finditer(self._left):
            end = frame.end()
            self._read(frame[0])
        self._left = self._left[end:]

    def _read(self, frame: bytes) -> None:
        columns, rows = self.size
        for run in _RUN.finditer(frame):
            row, column = int(run[1]), int(run[2])
            text = _STYLE.sub(b"", run[3]).decode("utf-8", "replace")
            whole = _TIME.search(text) if row == rows else None
            if whole is not None:
                self._digits = list(whole[0])
            elif row == rows and text.isascii():
                for cell, character in enumerate(text, column - (columns - CLOCK + 1)):
                    if 0 <= cell < CLOCK:
                        self._digits[cell] = character
        self._note("".join(self._digits))

    def _note(self, clock: str) -> None:
        if not _TIME.fullmatch(clock):
            return
        hours, minutes, seconds = map(int, clock.split(":"))
        second = hours * 3600 + minutes * 60 + seconds
        late = (time.time() - second) % 60  # whatever the zone, minutes and seconds are those of UTC
        self.first = self.first or time.monotonic() - self.began
        if not self.shown or self.shown[-1][0] != second:
            self.shown.append((second, late))

    @property
    def latest(self) -> float:
        return max(late for _, late in self.shown)

    @property
    def oldest(self) -> float:
        """Seconds that the oldest picture was on the screen since its own second began."""
        return max(
            late + (second - before) % 86400
            for (before, _), (second, late) in zip(self.shown, self.shown[1:], strict=False)
        )


def watch(port: int, size: tuple[int, int], colours: str, seconds: float) -> tuple[Clock, float]:
    """Watch for some seconds; what was seen, and how late the pictures of three seconds before that were."""
    at_first = 0.0
    clock = Clock(size)
    viewer = Connection(SERIES, size, "xterm-256color", clock.take, colours)
    with socket.socket() as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        link.settimeout(30)
        link.connect(("127.0.0.1", port))
        link.sendall(viewer.begin())
        until = time.monotonic() + 60
        while time.monotonic() < until and viewer.state is not State.CLOSED:
            answer = viewer.receive(link.recv(1 << 16))
            if answer:
                link.sendall(answer)
            if len(clock.shown) > 2 and until - time.monotonic() > seconds:
                at_first = clock.latest
                clock.shown.clear()
                clock.bytes, until = 0, time.monotonic() + seconds
    return clock, at_first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilobytes", type=float, default=40.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--quick", action="store_true", help="one size and five seconds")
    words = parser.parse_args()
    seconds, sizes = (5.0, SIZES[1:2]) if words.quick else (words.seconds, SIZES)
    good = True
    with tempfile.TemporaryDirectory() as place:
        settings = live_contest(Path(place))
        with (
            serving(str(settings.database), Path(place), workers=1) as served,
            child(operate, settings) as operator,
            child(hoist, settings) as director,
            child(parade, settings) as other,
        ):
            for scene, orders, order in (
                ("table", operator, round(len(sizes) * 2 * (seconds + 5))),
                ("flag", director, 2.0),
                ("steps", other, 4.0),
            ):
                if orders is other:
                    director.send(0)
                orders.send(order)
                for size in sizes:
                    for colours in ("", "truecolor"):
                        with slow_line(served.port, words.kilobytes * 1000) as port:
                            clock, at_first = watch(port, size, colours, seconds)
                        good = good and max(at_first, clock.latest) <= GOAL_SECONDS
                        print(
                            f"{scene:<6}{size[0]:>4}x{size[1]:<4}{colours or '256':<10} first {clock.first:4.2f} s, "
                            f"{at_first:4.2f} s late at first, {clock.latest:4.2f} s later on, "
                            f"oldest {clock.oldest:4.2f} s, {len(clock.shown)} clocks in {seconds:.0f} s, "
                            f"{clock.bytes / seconds / 1000:5.1f} KB/s",
                            flush=True,
                        )
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
