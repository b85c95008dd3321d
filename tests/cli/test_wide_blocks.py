"""A terminal that draws ▀ two cells wide is found out by asking it, and then gets coloured spaces."""

import os
import pty
import subprocess
import sys
import threading

import pytest

ASK = "from scoreboard.cli.glyphs import blocks_are_wide; print('wide' if blocks_are_wide() else 'narrow')"


def answer(columns: int, environment: dict[str, str]) -> tuple[str, bytes]:
    """What a child finds in a terminal whose cursor stands in column `columns` after ▀, and what it wrote."""
    parent, terminal = pty.openpty()
    usual = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_CTYPE", "LANG", "TMUX")}
    child = subprocess.Popen(
        [sys.executable, "-c", ASK], stdin=terminal, stdout=terminal, stderr=terminal, env={**usual, **environment}
    )
    os.close(terminal)
    written = bytearray()

    def be_a_terminal() -> None:
        while True:
            try:
                data = os.read(parent, 1024)
            except OSError:
                return
            if not data:
                return
            written.extend(data)
            if b"\x1b[6n" in data:
                os.write(parent, b"\x1b[1;%dR" % columns)

    reading = threading.Thread(target=be_a_terminal)
    reading.start()
    child.wait(30)
    reading.join(30)
    os.close(parent)
    return ("wide" if b"wide" in written else "narrow"), bytes(written)


@pytest.mark.parametrize(("columns", "found"), [(3, "wide"), (2, "narrow")])
def test_the_cursor_tells_how_wide_a_block_is(columns: int, found: str) -> None:
    assert answer(columns, {"LANG": "zh_CN.UTF-8"})[0] == found


@pytest.mark.parametrize("environment", [{"LANG": "en_GB.UTF-8"}, {"LANG": "zh_CN.UTF-8", "TMUX": "/tmp/tmux"}, {}])
def test_nobody_is_asked_where_blocks_are_narrow(environment: dict[str, str]) -> None:
    found, written = answer(3, environment)
    assert found == "narrow"
    assert b"\x1b[6n" not in written
