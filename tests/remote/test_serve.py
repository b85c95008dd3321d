"""`scoreboard serve` as an administrator starts it."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.remote.keeping_alive import stopping_signals
from tests.programs import program
from tests.remote.openssh import ssh
from tests.remote.serving import PATIENCE, children_of, free_port, wait_for
from tests.remote.staffing import fingerprint_in, new_key


def command(settings: Settings, port: int, *words: str) -> list[str]:
    own = ("--database", str(settings.database), "--lang", "en", "--bind", "127.0.0.1", "--workers", "1")
    return [sys.executable, "-m", "scoreboard", "serve", *own, "--port", str(port), *words]


def test_it_tells_its_fingerprint_takes_free_ports_alone_and_ends_when_told(handan: Settings) -> None:
    port, scanning, printing = free_port(), program("ssh-keyscan"), program("ssh-keygen")
    serving = ["env", "--default-signal=HUP", *command(handan, port)]  # tests may run where hang-ups are ignored
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = fingerprint_in(server.stdout.readline())
        assert f"-p {port} board@" in server.stdout.readline()
        socket.create_connection(("127.0.0.1", port), 2).close()  # whoever is told where to come in can
        wait_for(port)
        key = handan.paths.main.parent / "ssh_host_ed25519_key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        scanned = subprocess.run(
            [scanning, "-p", str(port), "127.0.0.1"], capture_output=True, check=True, timeout=PATIENCE
        ).stdout
        seen = subprocess.run([printing, "-l", "-f", "-"], input=scanned, capture_output=True, check=True).stdout
        assert fingerprint_in(seen.decode()) == told

        for words in ((), ("--staff-port", str(port))):
            wish = port if not words else free_port()
            again = subprocess.run(
                command(handan, wish, *words), capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            assert again.returncode == 1
            assert re.search(rf"port {port} .*choose another port", again.stderr.splitlines()[-1])
            assert "Traceback" not in again.stderr

        with ssh("-p", str(port), "board@127.0.0.1") as client:
            client.until(lambda screen: screen.drawn)
            server.send_signal(signal.SIGHUP)
            assert client.ended() == 0
            assert "Scoreboard is shutting down" in client.raw.decode() or "服务停止" in client.raw.decode()
        assert server.wait(PATIENCE) == 0


def make_newer(main: Path) -> None:
    with sqlite3.connect(main) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize("harm", [Path.unlink, make_newer])
def test_no_staff_without_the_main_database(handan: Settings, harm: Callable[[Path], None]) -> None:
    harm(handan.paths.main)
    words = command(handan, free_port(), "--staff-port", str(free_port()))
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 3
    assert not done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert str(handan.paths.main) in done.stderr


def test_staff_live_at_the_time_that_is_given_and_viewers_hear_nothing_of_the_database(
    handan: Settings, tmp_path: Path
) -> None:
    key = new_key(tmp_path, "key")
    store = Store(handan.paths)
    with acting(store, Settings(handan.database, "zh", None, "admin"), "add people") as writing:
        add_person(writing, "key-operator", "operator", key=key.with_suffix(".pub").read_text())
    store.close()
    port, staff_port = free_port(), free_port()
    words = [*command(handan, port, "--staff-port", str(staff_port)), "--now", "2010-12-24T08:30:00"]
    environment = {**os.environ, "SCOREBOARD_DATABASE": str(handan.paths.main)}
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment) as server, ExitStack() as stack:
        stack.callback(server.terminate)
        wait_for(staff_port, server)
        for child in children_of(server.pid):
            assert "SCOREBOARD_DATABASE" not in Path(f"/proc/{child}/environ").read_text()
        with ssh("-i", str(key), "-p", str(staff_port), "x@127.0.0.1", size=(120, 34)) as client:
            client.shows("Yongnian")
            staff = next(
                child for child in children_of(server.pid) if "staff" in Path(f"/proc/{child}/comm").read_text()
            )
            (screen,) = children_of(staff)
            assert "2010-12-24T08:30:00" in Path(f"/proc/{screen}/cmdline").read_text()


def test_who_must_outlive_its_terminal_does() -> None:
    """`nohup` ignores the hang-up for its child, which is to leave it so."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert signal.SIGHUP not in stopping_signals()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert signal.SIGHUP in stopping_signals()
    finally:
        signal.signal(signal.SIGHUP, before)
