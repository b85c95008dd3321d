"""A real Chromium without a window, told what to do over two pipes.

python -m tests.web.chromium ADDRESS PICTURE.png [WIDTHxHEIGHT] [SECONDS]      (to look at a page)
"""

import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PATIENCE = 30.0


class Chromium:
    """One page of a browser."""

    def __init__(self, told: int, heard: int) -> None:
        self._told, self._heard = told, heard
        self._last, self._buffer = 0, b""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session: str | None = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    _session: str | None = None

    def do(self, method: str, **words: Any) -> Any:
        """Carry out one order of the browser's protocol; returns its result."""
        self._last += 1
        order = {"id": self._last, "method": method, "params": words}
        if self._session is not None:
            order["sessionId"] = self._session
        os.write(self._told, json.dumps(order).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE
        while True:
            while b"\0" in self._buffer:
                message, _, self._buffer = self._buffer.partition(b"\0")
                answer = json.loads(message)
                if answer.get("id") == self._last:
                    assert "error" not in answer, answer
                    return answer["result"]
            assert select.select([self._heard], [], [], max(0.0, deadline - time.monotonic()))[0], f"{method} waits"
            self._buffer += os.read(self._heard, 1 << 20)

    def open(self, address: str, size: tuple[int, int] = (1280, 720)) -> None:
        """Go to a page in a window of a size."""
        self.do("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)
        self.do("Page.navigate", url=address)

    def asked(self, script: str) -> Any:
        """What a line of script comes to on the page."""
        return self.do("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def until(self, script: str, patience_seconds: float = PATIENCE) -> None:
        """Wait until a line of script is true on the page."""
        deadline = time.monotonic() + patience_seconds
        while not self.asked(script):
            assert time.monotonic() < deadline, script
            time.sleep(0.02)

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self.do("Page.captureScreenshot", format="png")["data"])


@contextmanager
def chromium(program: str) -> Iterator[Chromium]:
    """A browser for as long as the block lasts."""
    heard_from, told_to = os.pipe()
    hears, tells = os.pipe()
    with TemporaryDirectory() as profile:
        words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe"]
        line = f'exec "$0" "$@" 3<&{heard_from} 4>&{tells}'
        process = subprocess.Popen(
            ["/bin/bash", "-c", line, program, *words, f"--user-data-dir={profile}"],
            pass_fds=(heard_from, tells),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (heard_from, tells):
            os.close(end)
        try:
            yield Chromium(told_to, hears)
        finally:
            with contextlib.suppress(OSError):
                os.close(told_to)
            process.terminate()
            process.wait(PATIENCE)
            os.close(hears)


if __name__ == "__main__":
    address, picture, size, seconds = (*sys.argv[1:], "1280x720", "2")[:4] if len(sys.argv) < 5 else sys.argv[1:5]
    wide, high = map(int, size.split("x"))
    with chromium("chromium") as browser:
        browser.open(address, (wide, high))
        time.sleep(float(seconds))
        Path(picture).write_bytes(browser.picture())
