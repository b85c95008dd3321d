"""One viewer who sends keys without end takes nothing from the others: neither pictures nor searches nor boards."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.remote import private_link, stage_link, viewer_keys, wire
from screens.remote.picture_key import StageKey
from screens.remote.private_link import PrivateLink
from screens.remote.searching import Lines, Search, pressed
from screens.remote.shared_bytes import SharedBytes
from screens.remote.stage_link import StageLink
from screens.remote.terminal_keys import Keyboard
from screens.remote.viewer_keys import PendingWish, Wishes
from tests.programs import program
from tests.remote.openssh import TRUSTING, OpenSSH, ssh, ssh_once
from tests.remote.serving import Served, serving

_POURING = "import os, sys\nkeys = sys.argv[1].encode() * 400\nwhile True: os.write(1, keys)"


@pytest.fixture(scope="module")
def flooded(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own: what a flood leaves behind must not be another file's."""
    with serving(str(quiet.database), tmp_path_factory.mktemp("flooded"), cold=True) as server:
        yield server


@contextmanager
def pouring(server: Served, keys: str, first: str = "") -> Iterator[None]:
    """Somebody whose terminal sends keys as fast as the line takes them, while the block lasts."""
    client_program = program("ssh")
    source = subprocess.Popen(
        [sys.executable, "-c", f"import time, os\ntime.sleep(0.5)\nos.write(1, {first.encode()!r})\n{_POURING}", keys],
        stdout=subprocess.PIPE,
    )
    client = subprocess.Popen(
        [client_program, *TRUSTING, "-tt", *server.as_("board")],
        stdin=source.stdout,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color"},
    )
    try:
        time.sleep(2.0)
        assert client.poll() is None
        yield
    finally:
        for process in (client, source):
            process.kill()
            process.wait()
        assert source.stdout is not None
        source.stdout.close()


def held_bytes(process: int) -> int:
    """The memory of a process."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def outputs(client: OpenSSH, seconds: float) -> int:
    """In how many half seconds of so many something came."""
    seen, count = len(client.raw), 0
    for _ in range(round(seconds * 2)):
        client.listen(0.5)
        count += len(client.raw) > seen
        seen = len(client.raw)
    return count


def test_keys_without_end_take_no_pictures_from_others(flooded: Served) -> None:
    (stage,) = flooded.children("stage")
    with ssh(*flooded.as_("board")) as watching:
        watching.until(lambda screen: screen.drawn)
        before = held_bytes(stage)
        with pouring(flooded, "sr\x1b[C"):
            assert outputs(watching, 2.5) >= 2
            with ssh(*flooded.as_("city"), size=(90, 31)) as newcomer:
                newcomer.until(lambda screen: screen.drawn and "离开" in screen.text, 5.0)
                newcomer.send("q")
                assert newcomer.ended() == 0
        assert held_bytes(stage) - before < 60 << 20


def test_a_paste_into_a_search_delays_nobody(flooded: Served) -> None:
    (private,) = flooded.children("private")
    (edge,) = flooded.children("edge")
    before = held_bytes(edge) + held_bytes(private)
    with pouring(flooded, "qing", first="/"):
        begun = time.monotonic()
        done = ssh_once(*flooded.as_("board"), "show", "ranking", "--series", "city", timeout=10)
        assert done.returncode == 0
        with ssh(*flooded.as_("board")) as other:
            other.until(lambda screen: screen.drawn)
            other.send("/")
            other.shows("查找")
            other.send("ynx")
            other.until(lambda screen: "永年县" in screen.text and "武安市" not in screen.text, 5.0)
        assert time.monotonic() - begun < 8.0
    assert held_bytes(edge) + held_bytes(private) - before < 60 << 20


async def test_keys_that_come_too_fast_become_one_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer_keys, "APART_SECONDS", 0.4)  # more than a thousand keys take where others work, too
    monkeypatch.setattr(viewer_keys, "AGAIN_SECONDS", 0.4)
    done: list[PendingWish] = []
    keys = Wishes(done.append, lambda: None)
    for _ in range(1000):
        keys.press(b"r\x1b[C")
    assert done == [PendingWish(turns=1, again=True)]
    while len(done) < 2:
        await asyncio.sleep(0.01)
    assert done[1] == PendingWish(turns=999, again=True)
    keys.press(b"ss/yn")
    keys.press(b"x" * 1000)
    while len(done) < 3:
        await asyncio.sleep(0.01)
    assert done[2] == PendingWish(search=(b"yn" + b"x" * 1000)[: viewer_keys.MOST_KEYS])
    keys.stop()


async def test_whoever_wishes_on_and_on_waits_longer() -> None:
    keys = Wishes(lambda wish: None, lambda: None)
    keys._left, keys._since = 0.0, asyncio.get_running_loop().time()
    keys.press(b"s")
    assert keys._due - keys._since > viewer_keys.APART_SECONDS * 2
    keys.stop()


async def test_who_wishes_to_go_never_waits() -> None:
    gone: list[bool] = []
    keys = Wishes(lambda wish: None, lambda: gone.append(True))
    keys.press(b"\x1b[C")
    keys.press(b"\x1b[Cq\x1b[C")
    assert gone == [True]
    keys.stop()


class Watcher:
    """Somebody who watches."""

    offset, version, place, busy = (0, 0), 0, 0, False

    def send(self, frame: SharedBytes) -> None:
        """Nothing is sent here."""


class Ear:
    """The stage process's end of the wire, which takes nothing: the kinds of what it was sent."""

    def __init__(self, held: int = 0) -> None:
        self.heard: list[int] = []
        self.held, self.transport = held, self

    def get_write_buffer_size(self) -> int:
        return self.held

    def write(self, data: bytes) -> None:
        self.heard.append(data[0])


def test_a_stage_that_does_not_keep_up_is_asked_for_nothing_new() -> None:
    link, ear = StageLink(Path("/nowhere")), Ear(held=stage_link.HELD_BYTES + 1)
    link._writer = ear  # type: ignore[assignment]
    viewer = Watcher()
    for page in range(100):
        feed = link.watch(viewer, StageKey("board", 120, 40, "256", "zh", page))
        link.ready(viewer, feed)
        link.leave(viewer, feed)
    assert not ear.heard
    assert not link._feeds


async def test_what_had_to_wait_is_asked_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_link, "LATER_SECONDS", 0.0)
    link, ear = StageLink(Path("/nowhere")), Ear(held=stage_link.HELD_BYTES + 1)
    link._writer = ear  # type: ignore[assignment]
    viewer = Watcher()
    link.ready(viewer, link.watch(viewer, StageKey("board", 120, 40, "256", "zh")))
    ear.held = 0
    catching_up = asyncio.create_task(link._catch_up())
    while link._uncounted:
        await asyncio.sleep(0)
    catching_up.cancel()
    assert ear.heard[:3] == [wire.JOIN, wire.VIEWERS, wire.WHOLE]


def test_control_u_clears_the_search() -> None:
    state = Search()
    for key in Keyboard().keys(b"yn\x15"):
        state = pressed(state, key, 24, lambda: Lines((), 0))
    assert state.query == ""


async def test_one_address_cannot_take_all_questions() -> None:
    link, ear = PrivateLink(Path("/nowhere"), 1), Ear()
    link._writer = ear  # type: ignore[assignment]
    asked = [asyncio.create_task(link.ask("show flags", "board", "zh", "192.0.2.1")) for _ in range(60)]
    await asyncio.sleep(0)
    assert await asked[-1] is None
    other = asyncio.create_task(link.ask("show flags", "board", "zh", "192.0.2.2"))
    await asyncio.sleep(0)
    assert not other.done()
    for task in (*asked, other):
        task.cancel()
    await asyncio.gather(*asked, other, return_exceptions=True)
    assert ear.heard.count(wire.ASK) == ear.heard.count(wire.CLOSE) == private_link.MOST_OF_ONE + 1
    assert not link._askers
