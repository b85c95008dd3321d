"""A running `scoreboard web` for tests, what it answers, and pages as a reader without script has them.

python -m tests.web.serving OPTION…      (the command with its processes forked; started by `web_serving`)
"""

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scoreboard.cli.program import run
from tests.remote.forked import fork_instead
from tests.remote.serving import free_port
from tests.warm_programs import WarmProcess, end

PATIENCE = 30.0


@dataclass(frozen=True)
class Answer:
    """What was answered to a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class WebServed:
    """Where the server listens, and its processes."""

    process: "subprocess.Popen[bytes] | WarmProcess"
    port: int
    log: Path

    def get(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """What is answered to one request."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(link):
            link.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
            found = link.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())

    def raw(self, said: bytes, seconds: float = PATIENCE) -> bytes:
        """What is answered to bytes, until the connection ends or nothing comes any more."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as link:
            link.settimeout(seconds)
            heard = b""
            with contextlib.suppress(OSError):
                link.sendall(said)
                while some := link.recv(65536):
                    heard += some
            return heard

    def children(self, role: str) -> list[int]:
        """The processes of a role, by their numbers."""
        mine = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(one) for one in mine if Path(f"/proc/{one}/comm").read_text().strip() == f"board-{role}"]

    @property
    def complaints(self) -> list[str]:
        """What it and its processes have said beside where they listen, and what Python says of forked ones."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if not line.startswith(("浏览器打开", "<frozen runpy>"))]

    def stop(self) -> int:
        """Ask the server to stop, as a service manager does; returns its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


@contextmanager
def web_serving(database: str, folder: Path, *options: str, cold: bool = False) -> Iterator[WebServed]:
    """Serve a database's public file on loopback while the block lasts; `cold` starts all as the program does."""
    port = free_port()
    log = folder / f"web-{port}.log"
    words = ["--database", database, "--port", str(port), "--lang", "zh", *options]
    with log.open("wb") as out, open(os.devnull, "rb") as nothing:
        process: subprocess.Popen[bytes] | WarmProcess
        if cold:
            command = [sys.executable, "-m", "scoreboard", "web", *words]
            process = subprocess.Popen(command, stdout=out, stderr=out, stdin=nothing, start_new_session=True)
        else:
            streams = (nothing.fileno(), out.fileno(), out.fileno())
            process = WarmProcess("tests.web.serving", words, streams, os.environ, own_session=True)
    served = WebServed(process, port, log)
    try:
        _wait_for(served)
        yield served
    finally:
        end(process, PATIENCE)


def _wait_for(served: WebServed) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError):
            if served.get("/health").status == 200:
                return
        assert served.process.poll() is None, served.log.read_text()
        assert time.monotonic() < deadline
        time.sleep(0.05)


@dataclass
class Page(HTMLParser):
    """A page without its script: its links, and its tables with captions, headings and rows."""

    links: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    scopes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._words: list[str] | None = None

    @classmethod
    def of(cls, text: str) -> "Page":
        page = cls()
        page.feed(text)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "a":
            self.links.append(known.get("href") or "")
        elif tag == "table":
            self.tables.append([])
            self.columns.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th", "caption"):
            self._words = []
            self.scopes |= {known["scope"] or ""} if "scope" in known else set()

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption" and self._words is not None:
            self.captions.append("".join(self._words))
        elif tag in ("td", "th") and self._words is not None:
            self.tables[-1][-1].append("".join(self._words))
        elif tag == "thead":
            self.columns[-1] = self.tables[-1].pop()
        if tag in ("td", "th", "caption"):
            self._words = None


class Stream:
    """The hall's stream as a browser takes it: the cells of its picture, and all that was sent."""

    def __init__(self, served: WebServed, unpacks: str = "", **asked: str) -> None:
        """`unpacks` is what it says that it can unpack."""
        words = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
        self._link = socket.create_connection(("127.0.0.1", served.port), PATIENCE)
        can = f"Accept-Encoding: {unpacks}\r\n" if unpacks else ""
        self._link.sendall(f"GET /stream?{words} HTTP/1.1\r\nHost: test\r\n{can}\r\n".encode())
        self.raw = b""
        self.events: list[tuple[str, Any]] = []
        self._size = 0, 0
        self._cells: dict[tuple[int, int], str] = {}
        self._taken = 0

    @property
    def lines(self) -> list[str]:
        """The characters of the picture."""
        columns, rows = self._size
        return ["".join(self._cells.get((x, y), "") for x in range(columns)) for y in range(rows)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def take(self, seconds: float = PATIENCE) -> bool:
        """Take in what comes next; False once the stream has ended."""
        self._link.settimeout(seconds)
        some = self._link.recv(1 << 20)
        self.raw += some
        body = re.sub(rb"\r\n[0-9a-f]+\r\n(?=event: )", b"", self.raw.partition(b"\r\n\r\n")[2])
        body = re.sub(rb"^[0-9a-f]+\r\n", b"", body)
        found = re.findall(rb"event: (\w+)\ndata:([^\n]*)\n\n", body)
        for name, data in found[self._taken :]:
            self._draw(name.decode(), json.loads(data) if data.strip() else None)
        self._taken = len(found)
        return bool(some)

    def _draw(self, name: str, said: Any) -> None:
        self.events.append((name, said))
        if said is None:
            return
        if name == "whole":
            self._size, self._cells = tuple(said["size"]), {}
        for y, start, *runs in said["spans"]:
            x = start
            for text, attributes in zip(runs[::4], runs[3::4], strict=True):
                for glyph in text:
                    self._cells[x, y] = glyph
                    if attributes & 16:
                        self._cells[x + 1, y] = ""
                    x += 2 if attributes & 16 else 1

    def until(self, wanted: Any) -> None:
        """Take in what comes until the picture is as it is wanted."""
        deadline = time.monotonic() + PATIENCE
        while not wanted(self):
            assert time.monotonic() < deadline, self.text
            assert self.take(), self.text

    def close(self) -> None:
        self._link.close()


if __name__ == "__main__":
    fork_instead()
    sys.exit(run(["web", *sys.argv[1:]]))
