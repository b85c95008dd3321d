"""What every answer says to a browser, and what strangers get who ask for what may not be asked."""

import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from tests.remote.serving import free_port
from tests.web.serving import PATIENCE, Stream, WebServed, web_serving

TARGETS = ("/", "/boards", "/boards/ceremony", "/unit/c01", "/proof", "/health", "/assets/hall.js", "/nothing")


@pytest.mark.parametrize("target", TARGETS)
def test_every_answer_has_strict_headers_and_no_cookie(served: WebServed, target: str) -> None:
    answer = served.get(target)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    assert "server" not in answer.headers
    head = served.get(target, "HEAD")
    assert (head.status, head.body) == (answer.status, b"")


def test_pages_ask_for_nothing_of_other_hosts_and_have_no_script_or_style_of_their_own(served: WebServed) -> None:
    for target in ("/?lang=zh", "/boards?lang=en", "/boards/ceremony", "/unit/c01", "/nothing"):
        text = served.get(target).text
        assert "http://" not in text
        assert "https://" not in text
        assert "style=" not in text
        assert "<style" not in text
        assert text.count("<script") == text.count('<script src="/assets/hall.js" defer></script>')


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_can_be_changed(served: WebServed, method: str) -> None:
    answer = served.get("/boards", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_what_is_too_long_is_refused(served: WebServed) -> None:
    assert served.get("/" + "a" * 3000).status == 414
    assert served.get("/", **{f"x_{number}": "1" for number in range(80)}).status == 431
    assert served.get("/", x="y" * 9000).status == 431
    assert served.raw(b"GET / HTTP/1.1\r\nX: " + b"y" * 30_000).startswith(b"HTTP/1.1 431")
    assert served.raw(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").startswith(b"HTTP/1.1 413")
    assert served.raw(b"\x16\x03\x01\x02\x00\x01").startswith(b"HTTP/1.1 400")
    assert served.get("/stream?size=81x24").status == 400
    assert served.get("/stream?size=80x24&board=nobody").status == 404
    assert served.get("/?board=nobody").status == 404
    assert served.get("/?board=c01").status == 200


def _hostile(chance: random.Random) -> bytes:
    """A request that nobody means well with."""
    parts = ["/", "..", "%2e%2e", "boards", "unit", "proof", "stream", "assets", "ranking", "city", "%00", "%ff", "\\",
             "'", '"', "<script>", "永年", "?lang=zh&lang=en", "?size=9x9", "&offset=-1", "&offset=9999999999999999999",
             "?around=%F0%9F%98%80", "#", ";", "//", "%", "~", "?format=json", "=" * 50]  # fmt: skip
    target = "".join(chance.choice(parts) + chance.choice(("/", "", "/")) for _ in range(chance.randrange(1, 7)))
    method = chance.choice(("GET", "GET", "GET", "HEAD", "POST", "get", "G\x00T", "CONNECT", "*"))
    version = chance.choice(("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "", "SSH-2.0"))
    headers = chance.choice(("", "Host: a\r\n", "Host\r\n", "A: \x01\r\n", "Accept-Language: " + "zh;q=," * 99 + "\r\n",
                             "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n", "Range: bytes=0-1\r\n",
                             "Upgrade: websocket\r\nConnection: Upgrade\r\n", "Cookie: a=b\r\n"))  # fmt: skip
    said = f"{method} /{target} {version}\r\n{headers}Connection: close\r\n\r\n".encode("utf-8", "surrogateescape")
    if chance.random() < 0.1:
        said = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 200)))
    return said if chance.random() < 0.9 else said[: chance.randrange(len(said))]


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_hostile_requests_leave_no_traceback_and_hang_nothing(small: Settings, tmp_path: Path, count: int) -> None:
    chance = random.Random(13)
    with web_serving(str(small.database), tmp_path) as served:
        slowest = 0.0
        for number in range(count):
            said = _hostile(chance)
            with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as link:
                link.settimeout(0.05)
                link.sendall(said)
                try:
                    heard = link.recv(65536)
                except (TimeoutError, ConnectionError):
                    heard = b""
            assert b"Traceback" not in heard
            if number % 50 == 0:
                began = time.monotonic()
                assert served.get("/health").status == 200
                slowest = max(slowest, time.monotonic() - began)
        assert slowest < 1.0
        assert served.get("/boards/ceremony").status == 200
        assert len(served.children("web")) == 1
    assert served.complaints == []


def test_there_is_room_for_so_many_and_no_more(small: Settings, tmp_path: Path) -> None:
    with web_serving(str(small.database), tmp_path, "--connections", "3") as served:
        streams = [Stream(served, size="80x24") for _ in range(3)]
        for stream in streams:
            stream.until(lambda one: one.lines)
        assert served.raw(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").startswith(b"HTTP/1.1 503")
        streams.pop().close()
        deadline = time.monotonic() + PATIENCE
        while not served.raw(b"GET /health HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        for stream in streams:
            stream.close()


def test_a_taken_port_is_told_in_one_sentence(small: Settings) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        done = subprocess.run(
            [sys.executable, "-m", "scoreboard", "web", "--database", str(small.database), "--port", str(port)],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
