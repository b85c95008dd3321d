"""`scoreboard serve` as an administrator starts it."""

import re
import signal
import stat
import subprocess
import sys

from scoreboard.settings import Settings
from screens.remote.supervisor import stopping_signals
from tests.remote.openssh import ssh
from tests.remote.serving import PATIENCE, free_port, wait_for
from tests.remote.staffing import fingerprint_in


def command(settings: Settings, port: int, *words: str) -> list[str]:
    own = ("--database", str(settings.database), "--lang", "en", "--bind", "127.0.0.1", "--workers", "1")
    return [sys.executable, "-m", "scoreboard", "serve", *own, "--port", str(port), *words]


def test_it_tells_its_fingerprint_takes_free_ports_alone_and_ends_when_told(handan: Settings) -> None:
    port = free_port()
    with subprocess.Popen(command(handan, port), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = fingerprint_in(server.stdout.readline())
        assert f"-p {port} board@" in server.stdout.readline()
        wait_for(port)
        key = handan.paths.main.parent / "ssh_host_ed25519_key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        scanned = subprocess.run(
            ["ssh-keyscan", "-p", str(port), "127.0.0.1"], capture_output=True, check=True, timeout=PATIENCE
        ).stdout
        seen = subprocess.run(["ssh-keygen", "-l", "-f", "-"], input=scanned, capture_output=True, check=True).stdout
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
            assert "Scoreboard is stopping" in client.raw.decode() or "服务停止" in client.raw.decode()
        assert server.wait(PATIENCE) == 0


def test_who_must_outlive_its_terminal_does() -> None:
    """`nohup` ignores the hang-up for its child, which is to leave it so."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert signal.SIGHUP not in stopping_signals()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert signal.SIGHUP in stopping_signals()
    finally:
        signal.signal(signal.SIGHUP, before)
