"""What other ways to show a contest to many cost, on the same machine in the same run (a part of `ssh_load`)."""

import contextlib
import getpass
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.bench.processes import descendants, hurry
from tests.bench.ssh_contest import child, live_contest, operate
from tests.bench.ssh_generator import SIZES, Program, Wish, work
from tests.bench.ssh_measuring import Load, header, line
from tests.remote.serving import free_port, wait_for

PROCESSES, APPS, TERMINALS = (8, 24), (25, 100), (50, 200)
"""How many viewers each way is measured with."""
QUICK = (4,)
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
PLACES = os.defpath + ":/usr/sbin:/usr/local/sbin:/sbin"
SEPARATION = Path("/run/sshd")
"""An empty folder that sshd wants where root starts it."""


@dataclass(frozen=True)
class Way:
    """A way to show the contest: what a viewer asks for, and the processes that serve all of them."""

    name: str
    wish: Wish | Program
    pids: Callable[[Pipe], Sequence[int]]
    """Given the generator, which may have started them itself."""


def run(seconds: int, quick: bool, ahead: bool) -> None:
    """Measure each way that is there."""
    print(header(("server",)), flush=True)
    for way, loads in ((a_process_each, PROCESSES), (an_app_each, APPS), (shared_tmux, TERMINALS)):
        with tempfile.TemporaryDirectory() as place:
            settings = live_contest(Path(place))
            with (
                child(operate, settings) as operator,
                child(work) as generator,
                way(Path(place), str(settings.database)) as offered,
            ):
                if offered is not None:
                    _measure(offered, operator, generator, QUICK if quick else loads, seconds, ahead)


def _measure(way: Way, operator: Pipe, generator: Pipe, loads: Sequence[int], seconds: int, ahead: bool) -> None:
    load = Load(lambda: {"server": way.pids(generator)}, operator, generator)
    base_kb = load.memory_kb()
    for count in loads:
        load.join([way.wish] * (count - load.here))
        if ahead:
            hurry([*descendants(os.getpid()), *way.pids(generator)])
        if load.here < count:
            print(f"{way.name}: of {count} viewers only {load.here} came to see anything", flush=True)
            return
        print(line(way.name, load.measure(seconds), base_kb), flush=True)
    load.leave()


@contextmanager
def a_process_each(folder: Path, database: str) -> Iterator[Way]:
    """A kiosk for each viewer; without SSH, which would come to it."""
    program = Program(_display(database), TERMINAL)

    def pids(generator: Pipe) -> Sequence[int]:
        generator.send(("processes", None))
        return list(generator.recv())

    yield Way("a process each", program, pids)


@contextmanager
def an_app_each(folder: Path, database: str) -> Iterator[Way]:
    """An app for each viewer in one process."""
    port = free_port()
    words = [sys.executable, "-m", "tests.bench.ssh_apps", str(port), database]
    environment = {**os.environ, **TERMINAL, "TEXTUAL_COLOR_SYSTEM": "256"}
    with _running(words, environment, folder / "apps.log") as process:
        wait_for(port, process)
        yield Way("an app each", Wish(port, "board"), lambda _: [process.pid])


@contextmanager
def shared_tmux(folder: Path, database: str) -> Iterator[Way | None]:
    """OpenSSH's server, and one kiosk in a tmux to which each viewer attaches; None where they are not installed."""
    sshd, tmux = shutil.which("sshd", path=PLACES), shutil.which("tmux")
    if sshd is None or tmux is None:
        print("sshd + shared tmux: left out, sshd or tmux is not installed here", flush=True)
        yield None
        return
    socket = str(folder / "tmux")
    columns, rows = map(str, SIZES[0])
    alone = (tmux, "-S", socket, "-f", os.devnull)
    display = shlex.join(_display(database))
    subprocess.run(
        [*alone, "new-session", "-d", "-x", columns, "-y", rows, display, ";", "set", "-g", "status", "off"],
        check=True,
        env={**os.environ, **TERMINAL},
    )
    try:
        told = subprocess.run([*alone, "display-message", "-p", "#{pid}"], check=True, capture_output=True, text=True)
        with _sshd(sshd, folder, f"{tmux} -u -S {socket} attach-session -r") as (process, wish):
            yield Way("sshd, shared tmux", wish, lambda _: [*descendants(process.pid), *descendants(int(told.stdout))])
    finally:
        subprocess.run([*alone, "kill-server"], check=False)


@contextmanager
def _sshd(sshd: str, folder: Path, command: str) -> Iterator[tuple["subprocess.Popen[bytes]", Wish]]:
    """OpenSSH's server on loopback, for whoever runs this, with one command for all."""
    port, key, host = free_port(), Ed25519PrivateKey.generate(), folder / "host_key"
    host.touch(0o600)
    host.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    (folder / "keys").write_bytes(key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    settings = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": host, "AuthorizedKeysFile": folder / "keys",
        "StrictModes": "no", "UsePAM": "no", "PasswordAuthentication": "no", "PermitRootLogin": "yes",
        "MaxStartups": "1000", "PidFile": "none", "ForceCommand": command,
    }  # fmt: skip
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    made = False
    if os.geteuid() == 0 and not SEPARATION.exists():
        SEPARATION.mkdir()
        made = True
    words = [sshd, "-D", "-e", "-f", str(folder / "sshd_config")]
    try:
        with _running(words, {**os.environ, **TERMINAL}, folder / "sshd.log") as process:
            wait_for(port, process)
            private = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
            yield process, Wish(port, getpass.getuser(), key=private)
    finally:
        if made:
            SEPARATION.rmdir()


@contextmanager
def _running(words: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A server while the block lasts; all that it has started ends with it."""
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=dict(environment))
    try:
        yield process
    finally:
        for one in descendants(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()


def _display(database: str) -> tuple[str, ...]:
    return sys.executable, "-m", "scoreboard", "display", "--database", database, "--lang", "zh"
