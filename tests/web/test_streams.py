"""The hall in a browser: what is sent is what the stage draws, a change reaches open streams, and nothing breaks."""

import json
import os
import re
import signal
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from scoreboard.settings import Settings
from screens.remote import browser_frames
from screens.remote.feed import Feed
from screens.remote.looks import look_of
from screens.remote.picture_key import BROWSER, StageKey
from screens.remote.shared_bytes import GZIP_HEAD, SharedBytes
from screens.web.streams import BrowserViewer
from tests.contests import Shape, prepare, seal
from tests.remote.stepping import directing
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.played import draw
from tests.screens.samples import scenes
from tests.web.serving import Stream, WebServed, web_serving


class Drawn(Stream):
    """A picture that is drawn from events without a server."""

    def __init__(self) -> None:
        self.events, self._size, self._cells = [], (0, 0), {}

    def feed(self, data: bytes) -> None:
        for event in data.decode().split("\n\n")[:-1]:
            name, said = event.split("\n")
            self._draw(name.removeprefix("event: "), json.loads(said.removeprefix("data: ")))


def test_events_paint_every_scene_as_it_is_drawn() -> None:
    look = look_of(StageKey("board", 80, 24, BROWSER, "zh"), native=False)
    page, before = Drawn(), None
    for scene in (*scenes().values(), *hostile_scenes().values()):
        rows = draw(scene, 99.0, (80, 24), look).strips
        page.feed(browser_frames.whole(rows) if before is None else browser_frames.changes(before, rows))
        assert page.lines == [row.text for row in rows]
        before = rows


def test_a_stream_begins_with_the_picture_whole_and_goes_on_with_what_changes(served: WebServed) -> None:
    stream = Stream(served, size="120x34", lang="en")
    stream.until(lambda one: len(one.events) > 1)
    assert [name for name, _ in stream.events][:2] == ["whole", "change"]
    assert (len(stream.lines), len(stream.lines[0])) == (34, 120)
    assert "find" not in stream.lines[-1]
    assert b"text/event-stream" in stream.raw
    stream.close()


def unchunked(raw: bytes) -> bytes:
    """The body of an answer, of which the last chunk may be cut."""
    rest, body = raw.partition(b"\r\n\r\n")[2], b""
    while found := re.match(rb"([0-9a-f]+)\r\n", rest):
        size = int(found[1], 16)
        body += rest[found.end() : found.end() + size]
        rest = rest[found.end() + size + 2 :]
    return body


def test_a_browser_that_can_unpack_is_sent_the_same_packed(served: WebServed) -> None:
    streams = [
        Stream(served, unpacks, size="200x56") for unpacks in ("", "br, gzip;q=0", "deflate, GZIP;q=0.5", "gzip")
    ]
    for stream in streams:
        while stream.raw.count(b"\r\n") < 12 or (not stream.events and b"gzip" not in stream.raw):
            assert stream.take()
    heads = [stream.raw.partition(b"\r\n\r\n")[0] for stream in streams]
    assert [b"content-encoding: gzip" in head for head in heads] == [False, False, True, True]
    assert all(b"vary: accept-encoding" in head for head in heads)
    for stream in streams[2:]:
        page = Drawn()
        while not page.events:
            assert stream.take()
            told = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(unchunked(stream.raw))
            page.feed(told)
        assert page.events[0][0] == "whole"
        assert page.lines[:-1] == streams[0].lines[:-1]
        assert len(unchunked(stream.raw)) < len(told) / 2
    for stream in streams:
        stream.close()


def test_packed_frames_are_read_from_any_on() -> None:
    frames = [SharedBytes(b"event: change\ndata: %d\n\n" % number * 40) for number in range(3)]
    packed = [unchunked(b"\r\n\r\n" + frame.packed_chunk()) for frame in frames]
    for order in ([0, 1, 2], [1, 2], [2, 0, 2]):
        told = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(GZIP_HEAD + b"".join(packed[at] for at in order))
        assert told == b"".join(frames[at].data for at in order)
    assert frames[0].packed_chunk() is frames[0].packed_chunk()


def test_a_step_reaches_open_streams_of_every_size(tmp_path: Path) -> None:
    settings = prepare(tmp_path, Shape())
    ceremony = seal(settings, Shape())
    with web_serving(str(settings.database), tmp_path) as served, directing(settings, ceremony, "chief") as director:
        streams = [Stream(served, size=size, lang="zh", still="1") for size in ("48x40", "80x24", "200x56")]
        for stream in streams:
            stream.until(lambda one: one.lines)
        told = served.get("/boards/ceremony").text
        assert served.get("/boards/ceremony").text == told
        assert director.next()
        assert director.next()
        assert served.get("/boards/ceremony").text != told
        began = time.monotonic()
        for stream in streams:
            stream.until(lambda one: "工作" in one.lines[-1])
        assert time.monotonic() - began < 5
        assert served.stop() == 0
        for stream in streams:
            while stream.take():
                pass
            stream.close()
        assert served.complaints == []


def test_streams_go_on_when_the_stage_process_dies(tmp_path: Path, small: Settings) -> None:
    with web_serving(str(small.database), tmp_path, cold=True) as served:
        stream = Stream(served, size="80x24")
        stream.until(lambda one: one.lines)
        (stage,) = served.children("stage")
        os.kill(stage, signal.SIGKILL)
        had = len(stream.events)
        stream.until(lambda one: any(name == "whole" for name, _ in one.events[had:]))
        stream.close()


def test_its_processes_open_the_public_file_alone(served: WebServed, small: Settings) -> None:
    stream = Stream(served, size="80x24")
    stream.until(lambda one: one.lines)
    assert served.get("/boards").status == 200
    main, public = str(small.paths.main), str(small.paths.public)
    for role in ("web", "stage"):
        (process,) = served.children(role)
        opened = {str(link.resolve()) for link in Path(f"/proc/{process}/fd").iterdir() if link.exists()}
        assert not [path for path in opened if path.startswith(main)]
        environment = Path(f"/proc/{process}/environ").read_text()
        assert main not in environment
        assert role != "stage" or any(path.startswith(public) for path in opened)
    stream.close()


class Line:
    """A browser's connection that takes what it is given only when it is told to."""

    def __init__(self) -> None:
        self.taken = b""
        self.held = b""

    def paint(self, chunk: bytes) -> None:
        self.held += chunk

    def unsent(self) -> int:
        return len(self.held)

    def watch(self, cleared: Callable[[], None], lost: Callable[[], None]) -> None:
        pass

    def flow(self) -> None:
        self.taken, self.held = self.taken + self.held, b""


def test_a_slow_browser_misses_nothing_of_the_picture_and_is_never_queued_for() -> None:
    feed, line = Feed(StageKey("board", 80, 24, BROWSER, "zh"), 1), Line()
    viewer = BrowserViewer(line)
    feed.add(viewer)
    feed.take_whole(b"W" * 16)
    feed.serve(9)
    for number in range(5):
        feed.take_change(b"%d" % number)
        feed.serve(9)
        viewer.beat()
    assert line.held == b"10\r\n%s\r\n" % (b"W" * 16)
    line.flow()
    assert feed.serve_one(viewer)
    line.flow()
    assert line.taken.endswith(b"WW\r\n5\r\n01234\r\n")
    viewer.beat()
    viewer.beat()
    assert line.held.count(b"event: beat") == 1
