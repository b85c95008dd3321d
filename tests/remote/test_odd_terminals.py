"""Names that are none and windows of a few cells: nobody is cut off, and nothing is written beyond the edge."""

import re

import pytest

from screens.looks import Look
from screens.remote.painting import cut
from screens.widgets.canvas import Canvas
from tests.remote.openssh import ssh, ssh_once
from tests.remote.serving import Served


def test_a_terminal_whose_name_is_not_ascii_counts_as_a_plain_one(served: Served) -> None:
    with ssh(*served.as_("city"), extra={"TERM": "xterm-é"}) as client:
        client.until(lambda screen: screen.drawn and "离开" in screen.text)
        assert b"\x1b[38;" not in client.raw


@pytest.mark.parametrize("name", ["🏴", "a\u202eb", "\U0010ffff"])
def test_a_user_name_that_cannot_be_one_is_told_which_there_are(served: Served, name: str) -> None:
    done = ssh_once("-p", str(served.port), "-o", f"User={name}", "127.0.0.1", "plain")
    assert done.returncode == 2
    assert "yongnian" in done.stderr.decode()


@pytest.mark.parametrize("size", [(80, 3), (1, 1), (9, 30), (20, 5)])
def test_nothing_is_written_beyond_a_small_window(served: Served, size: tuple[int, int]) -> None:
    with ssh(*served.as_("city"), size=size) as client:
        client.until(lambda screen: screen.drawn)
        client.send("/")
        client.until(lambda screen: client.raw.count(b"\x1b[2J") > 2)
        places = [(int(y), int(x)) for y, x in re.findall(rb"\x1b\[(\d+);(\d+)H", bytes(client.raw))]
        assert max(y for y, _ in places) <= size[1]
        assert max(x for _, x in places) <= size[0]


def test_a_wide_character_is_not_halved() -> None:
    canvas = Canvas((6, 2), Look())
    canvas.text(0, 0, "永年县", canvas.look.theme.text)
    (row,) = cut(canvas.frame().strips, 3, 1)
    assert row.glyphs == ["永", "", " "]
