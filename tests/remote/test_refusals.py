"""All that a viewer may not have is refused to the real clients: forwarding, commands, files, subsystems, variables."""

import os
import socket
import struct
import subprocess
from pathlib import Path

import asyncssh
import pytest

from tests.programs import program
from tests.remote import openssh
from tests.remote.openssh import TRUSTING, ssh, ssh_once
from tests.remote.serving import Served, free_port, wait_for

COMMANDS = ("id", "/bin/sh", "show;id", "show $(id)", "sh -c 'show ranking'", "scp -t /tmp", "scp -f /etc/passwd", "")
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm", "DISPLAY": ":77"}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_run_but_show(served: Served, command: str) -> None:
    done = ssh_once(*served.as_("board"), command)
    assert done.returncode != 0
    assert b"uid=" not in done.stdout + done.stderr
    assert b"root:" not in done.stdout


@pytest.mark.parametrize("command", ["journal", "bulletin city 2010Q3"])
def test_what_is_no_board_is_told_so(served: Served, command: str) -> None:
    done = ssh_once(*served.as_("board"), command)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "这里只能看榜" in done.stderr.decode()


def test_no_shell_without_a_terminal(served: Served) -> None:
    done = ssh_once(*served.as_("board", "-T"), given=b"id\n")
    assert done.returncode != 0
    assert not done.stdout


def test_the_terminal_gets_no_shell_either(served: Served) -> None:
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("id; echo $((6*7)) > /tmp/pwned\x1a\x1c")
        client.listen(0.5)
        assert "uid=" not in client.screen.text
        assert "42" not in client.screen.lines[0]


@pytest.mark.parametrize("subsystem", ["sftp", "netconf", "show"])
def test_no_subsystem(served: Served, subsystem: str) -> None:
    done = ssh_once(*served.as_("board", "-s"), subsystem)
    assert done.returncode != 0
    assert not done.stdout


@pytest.mark.parametrize("old_protocol", [True, False])
@pytest.mark.parametrize("upwards", [True, False])
def test_no_scp(served: Served, tmp_path: Path, old_protocol: bool, upwards: bool) -> None:
    own, there = tmp_path / "file", "board@127.0.0.1:/etc/hostname"
    if upwards:
        own.write_text("x")
        there = "board@127.0.0.1:/tmp/scoreboard-uploaded"
    words = [program("scp"), *TRUSTING, "-P", str(served.port), *(["-O"] if old_protocol else [])]
    words += [str(own), there] if upwards else [there, str(own)]
    done = subprocess.run(words, capture_output=True, timeout=30, check=False, env=ENVIRONMENT)
    assert done.returncode != 0
    assert upwards or not own.exists()
    assert not Path("/tmp/scoreboard-uploaded").exists()


def test_no_sftp(served: Served) -> None:
    words = [program("sftp"), *TRUSTING, "-P", str(served.port), "-b", "-", "board@127.0.0.1"]
    done = subprocess.run(words, input=b"ls /\n", capture_output=True, timeout=30, check=False, env=ENVIRONMENT)
    assert done.returncode != 0
    assert b"etc" not in done.stdout


def test_no_way_on_to_another_host(served: Served) -> None:
    with Listener() as (target, port):
        done = ssh_once(*served.as_("board", "-W", f"127.0.0.1:{port}"), given=b"hello\n")
        assert done.returncode != 0
        assert refused_to_accept(target)


def test_local_forwarding_leads_nowhere(served: Served) -> None:
    here = free_port()
    with Listener() as (target, port), ssh(*served.as_("board", "-L", f"{here}:127.0.0.1:{port}")) as client:
        client.until(lambda screen: screen.drawn)
        with socket.create_connection(("127.0.0.1", here), 5) as link:
            link.settimeout(5)
            assert link.recv(1) == b""
        assert refused_to_accept(target)


def test_dynamic_forwarding_leads_nowhere(served: Served) -> None:
    here = free_port()
    with Listener() as (target, port), ssh(*served.as_("board", "-D", str(here))) as client:
        client.until(lambda screen: screen.drawn)
        with socket.create_connection(("127.0.0.1", here), 5) as link:
            link.settimeout(5)
            link.sendall(b"\x05\x01\x00")
            assert link.recv(2) == b"\x05\x00"
            link.sendall(b"\x05\x01\x00\x01" + socket.inet_aton("127.0.0.1") + struct.pack("!H", port))
            assert link.recv(100)[:2] != b"\x05\x00"
        assert refused_to_accept(target)


def test_remote_forwarding_opens_no_port(served: Served) -> None:
    there = free_port()
    with ssh(*served.as_("board", "-R", f"{there}:127.0.0.1:1", "-o", "ExitOnForwardFailure=yes")) as client:
        assert client.ended() == 255
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", there), 1)


def test_remote_forwarding_of_a_socket_makes_none(served: Served, tmp_path: Path) -> None:
    there = tmp_path / "forwarded"
    with ssh(*served.as_("board", "-R", f"{there}:127.0.0.1:1", "-o", "ExitOnForwardFailure=yes")) as client:
        assert client.ended() == 255
    assert not there.exists()


def test_no_agent_and_no_x11(served: Served, tmp_path: Path) -> None:
    before = set(Path("/tmp").glob("ssh-*")) | set(Path("/tmp").glob("asyncssh-*"))
    extra = {"DISPLAY": ":77", "SSH_AUTH_SOCK": str(tmp_path / "agent")}
    with ssh(*served.as_("board", "-A", "-X", "-v"), extra=extra) as client:
        client.until(lambda screen: screen.drawn)
        assert set(Path("/tmp").glob("ssh-*")) | set(Path("/tmp").glob("asyncssh-*")) == before


async def test_what_another_client_asks_for_is_refused_too(served: Served) -> None:
    async with asyncssh.connect(
        "127.0.0.1", served.port, username="board", known_hosts=None, client_keys=None, agent_path=None
    ) as link:
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.open_connection("127.0.0.1", served.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.open_unix_connection("/run/nothing")
        with pytest.raises(asyncssh.ChannelListenError):
            await link.forward_remote_port("", 0, "127.0.0.1", 1)
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.create_process(subsystem="sftp", env={"A": "b"})


async def test_a_second_session_on_a_connection_is_refused(served: Served) -> None:
    async with asyncssh.connect(
        "127.0.0.1", served.port, username="board", known_hosts=None, client_keys=None, agent_path=None
    ) as link:
        first = await link.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
        assert await first.stdout.read(10)
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.run("show flags --series city")


def test_no_password_and_no_questions(served: Served) -> None:
    for methods in ("password", "keyboard-interactive", "publickey", "hostbased"):
        done = ssh_once("-o", f"PreferredAuthentications={methods}", *served.as_("root"), "plain")
        assert done.returncode == 2
        assert not done.stdout
        assert "没有“root”这个榜；有：board, flags, stars, city, " in done.stderr.decode()


def test_who_mistypes_a_board_is_asked_for_no_password(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real terminal, and a client that would ask."""
    extra = {"LANG": "en_US.UTF-8"}
    asking = tuple("BatchMode=no" if word == "BatchMode=yes" else word for word in TRUSTING)
    monkeypatch.setattr(openssh, "TRUSTING", asking)
    with ssh("-o", "SendEnv=LANG", *served.as_("yongnina"), extra=extra) as client:
        assert client.ended() == 2
        assert "there is no board “yongnina”; choose one of: board, flags, stars, city, " in client.raw.decode()
        assert "yongnian" in client.raw.decode()
        assert "assword" not in client.raw.decode()


def test_a_large_environment_is_not_kept(served: Served) -> None:
    extra = {f"LC_{number}": "x" * 1_000 for number in range(50)}
    with ssh(*served.as_("city", "-o", "SendEnv=LC_*"), extra=extra) as client:
        client.until(lambda screen: screen.drawn)
    wait_for(served.port)


@pytest.mark.parametrize("size", [(1, 1), (65535, 65535), (1, 60000), (3, 200), (500, 2)])
def test_sizes_that_cannot_be_are_made_some_that_can(served: Served, size: tuple[int, int]) -> None:
    with ssh(*served.as_("city"), size=size) as client:
        client.until(lambda screen: screen.drawn)
        assert len(client.raw) < 1_000_000


@pytest.mark.parametrize("name", ["\x1b]0;x\x07", "xterm\nLD_PRELOAD=x", "../../etc/passwd", "a" * 5000, "[/bold]"])
def test_names_of_terminals_are_only_names(served: Served, name: str) -> None:
    with ssh(*served.as_("city"), extra={"TERM": name}) as client:
        client.until(lambda screen: screen.drawn)
        assert b"]0;x" not in client.raw


class Listener:
    """A port of ours that nobody must be led to."""

    def __enter__(self) -> tuple[socket.socket, int]:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        return self.socket, self.socket.getsockname()[1]

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def refused_to_accept(target: socket.socket) -> bool:
    """Whether nobody has come."""
    try:
        target.accept()[0].close()
    except BlockingIOError:
        return True
    return False
