"""A viewer's screen is left clean, however it ends."""

import os
import signal
from pathlib import Path

from scoreboard.settings import Settings
from tests.remote.openssh import OpenSSH, ssh
from tests.remote.serving import Served, serving


def clean(client: OpenSSH) -> bool:
    """Whether the terminal is as it was: the usual screen, a cursor, wrapping."""
    return 1049 not in client.screen.modes and {7, 25} <= client.screen.modes


def test_leaving_by_key(served: Served) -> None:
    for key in ("q", "\x03", "\x04"):
        with ssh(*served.as_("board")) as client:
            client.until(lambda screen: screen.drawn)
            client.send(key)
            assert client.ended() == 0
            assert clean(client)


def test_leaving_from_a_private_screen(served: Served) -> None:
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("/")
        client.shows("查找：")
        client.send("\x1b")
        client.shows("离开")
        client.send("q")
        assert client.ended() == 0
        assert clean(client)


def test_a_server_that_stops_says_so(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path, workers=2) as served, ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        assert served.stop() == 0
        assert client.ended(5) == 0
        assert clean(client)
        assert "服务停止" in client.raw.decode()


def test_a_closing_line_goes_to_a_search_too(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path) as served, ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("/")
        client.shows("查找：")
        served.stop()
        client.ended(5)
        assert clean(client)
        assert "服务停止" in client.raw.decode()


def test_an_idle_viewer_is_let_go(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path, idle_seconds=1.5) as served, ssh(*served.as_("board")) as client:
        assert client.ended() == 0
        assert b"\x1b[?1049h" in client.raw
        assert clean(client)


def test_an_idle_search_returns_to_the_shared_picture(quiet: Settings, tmp_path: Path) -> None:
    with (
        serving(str(quiet.database), tmp_path, private_idle_seconds=0.2) as served,
        ssh(*served.as_("board")) as client,
    ):
        client.until(lambda screen: screen.drawn)
        client.send("/")
        client.shows("查找：")
        client.shows("q 离开")


def test_a_page_that_nobody_turns_returns_to_the_programme(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path, page_seconds=0.5) as served, ssh(*served.as_("city")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("\x1b[C")
        frames = client.screen.frames
        client.until(lambda screen: screen.frames >= frames + 2)


def test_a_client_that_is_killed_leaves_nothing_behind(served: Served) -> None:
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        os.killpg(client.process.pid, signal.SIGKILL)
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
