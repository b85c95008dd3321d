"""The staff port with the real OpenSSH client: keys of enabled people, their rooms by role, and nothing else."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import Mock

import asyncssh
import pytest
from asyncssh.packet import Boolean, String, UInt32

from scoreboard.desk.auditing import read_journal
from scoreboard.desk.people import add_person, disable_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.remote import staff as staff_module
from screens.remote.limits import Limits
from screens.remote.staff import StaffServer, StaffSession
from screens.remote.terminal_colours import QUESTION
from tests.programs import program
from tests.remote.openssh import TRUSTING, ssh, ssh_once
from tests.remote.serving import PATIENCE, Served, free_port, screen_of, select_nothing, serving
from tests.remote.staffing import fingerprint_of, new_key
from tests.remote.test_refusals import ENVIRONMENT, Listener, refused_to_accept

AS_BEFORE = {7, 25}
"""The modes of a terminal that has been left as it was: it wraps, has a cursor, and reports nothing."""
ROLES = ("operator", "reviewer", "director", "auditor", "admin", "viewer")


@dataclass(frozen=True)
class Staff:
    """A server with people whose keys are known to it."""

    served: Served
    settings: Settings
    keys: dict[str, Path]

    def words(self, role: str, *options: str) -> tuple[str, ...]:
        return self.served.staff(self.keys[role], *options)

    def disable(self, name: str) -> None:
        store = Store(self.settings.paths)
        with acting(store, self.settings, "add people") as writing:
            disable_person(writing, name)
        store.close()

    def add(self, name: str, role: str, key: Path, series: str | None = None) -> None:
        store = Store(self.settings.paths)
        with acting(store, self.settings, "add people") as writing:
            add_person(writing, name, role, key=key.with_suffix(".pub").read_text(), series=series)
        store.close()


@pytest.fixture(scope="module")
def staff(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    folder = tmp_path_factory.mktemp("staff")
    chief = Settings(quiet.database, "zh", None, "admin")
    keys = {role: new_key(folder, f"{role}-key") for role in (*ROLES, "stranger", "leaver")}
    with serving(str(quiet.database), folder, staff=True) as served:
        found = Staff(served, chief, keys)
        for role in ROLES:
            found.add(f"key-{role}", role, keys[role])
        yield found


def test_each_role_gets_its_room(staff: Staff) -> None:
    marks = {
        "operator": ("市级", "永年县"),
        "reviewer": ("市级", "永年县"),
        "director": ("2010Q3",),
        "auditor": ("日志", "校验"),
        "admin": ("大 屏", "邯郸市2010年"),
    }
    for role, words in marks.items():
        with ssh(*staff.words(role), size=(120, 34)) as client:
            client.until(lambda screen, words=words: all(word in screen.text for word in words))  # type: ignore[misc]


def test_an_operators_deed_is_journalled_with_key_and_address(staff: Staff) -> None:
    with ssh(*staff.words("operator"), size=(120, 34)) as client:
        client.shows("第四季度", "永年县")
        client.send("\x1b[B" * 25)
        client.until(lambda screen: "市委" in screen.lines[-2] and "节能减排" in screen.lines[-2])
        client.send("77.25\r")
        store = Store(staff.settings.paths)

        def entered(_: object) -> bool:
            with store.read() as session:
                return any(row.who == "key-operator" for row in read_journal(session, limit=5))

        client.until(entered)
        with store.read() as session:
            row = next(row for row in read_journal(session, limit=5) if row.who == "key-operator")
        store.close()
        assert row.proof == f"key:{fingerprint_of(staff.keys['operator'])}@127.0.0.1"
        assert row.action == "enter"


def test_strangers_and_passwords_are_refused(staff: Staff) -> None:
    for options in (
        staff.words("stranger"),
        ("-o", "PreferredAuthentications=password", *staff.words("stranger")),
        ("-o", "PreferredAuthentications=keyboard-interactive", *staff.words("stranger")),
        ("-o", "PreferredAuthentications=none", *staff.words("operator")),
    ):
        done = ssh_once("-tt", *options)
        assert done.returncode == 255
        assert b"Permission denied (publickey)" in done.stderr


def test_a_viewers_name_opens_nothing_on_the_staff_port(staff: Staff) -> None:
    done = ssh_once("-tt", *staff.served.staff(staff.keys["stranger"], user="board"))
    assert done.returncode == 255


def test_disabling_cuts_off_at_once_and_for_good(staff: Staff) -> None:
    staff.add("key-leaver", "operator", staff.keys["leaver"])
    with ssh(*staff.words("leaver"), size=(120, 34)) as client:
        client.shows("市级", "永年县")
        staff.disable("key-leaver")
        client.ended(5)
        assert "停用" in client.raw.decode()
        assert client.screen.modes == AS_BEFORE
    done = ssh_once("-tt", *staff.words("leaver"))
    assert done.returncode == 255


def test_who_is_cut_off_is_told_why(staff: Staff, tmp_path: Path) -> None:
    keys = [new_key(tmp_path, f"mover-{number}") for number in range(2)]
    staff.add("key-mover", "auditor", keys[0])
    for role, key, why in (("reviewer", keys[0], "身份已改为 reviewer"), ("reviewer", keys[1], "密钥已换")):
        with ssh(*staff.served.staff(keys[0]), size=(80, 24)) as client:
            client.until(lambda screen: 1049 in screen.modes)
            staff.add("key-mover", role, key)
            client.ended(5)
            assert why in client.raw.decode()
            assert "停用" not in client.raw.decode()


def test_who_works_in_another_series_from_now_on_logs_in_again(staff: Staff, tmp_path: Path) -> None:
    """And then finds what is of it."""
    key = new_key(tmp_path, "townsman")
    staff.add("key-townsman", "operator", key)
    with ssh(*staff.served.staff(key), size=(100, 30)) as client:
        client.shows("市级")
        staff.add("key-townsman", "operator", key, series="yongnian-townships")
        client.ended(5)
        assert "层级已改变" in client.raw.decode()
    with ssh(*staff.served.staff(key), size=(100, 30)) as client:
        client.shows("永年县乡镇级")


TRUE_COLOURS = re.compile(rb"[34]8;2;")


def test_the_terminals_colours_are_heeded(staff: Staff) -> None:
    no_colours = ("-o", "SendEnv=NO_COLOR")
    extra = {"TERM": "xterm", "NO_COLOR": "1"}
    with ssh(*staff.words("auditor", *no_colours), size=(100, 30), extra=extra) as client:
        client.shows("日志")
        assert not TRUE_COLOURS.search(client.raw)
    with ssh(*staff.words("auditor"), size=(100, 30), extra={"TERM": "xterm-256color"}) as client:
        client.shows("日志")
        assert not TRUE_COLOURS.search(client.raw)
        assert b"38;5;" in client.raw
    with ssh(*staff.words("auditor"), size=(100, 30), extra={"TERM": "xterm-256color"}) as client:
        client.until(lambda _: QUESTION in client.raw)
        client.send("\x1bP1$r0;48:2::1:2:3m\x1b\\\x1b[?62;22c")
        client.shows("日志")
        assert TRUE_COLOURS.search(client.raw)


async def test_what_is_typed_while_the_terminal_is_asked_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a late answer is not taken for keys."""
    children: list[Mock] = []
    monkeypatch.setattr(staff_module, "ChildTerminal", lambda *_: children.append(Mock()) or children[-1])
    channel = Mock()
    channel.get_environment.return_value = {}
    channel.get_terminal_type.return_value = "xterm"
    channel.get_terminal_size.return_value = (80, 24, 0, 0)
    session = StaffSession(Mock(now=None), Mock(), "", "", Mock())
    session.connection_made(channel)
    session.session_started()
    session.data_received(b"7\x1b[?6", None)
    assert not children
    session.data_received(b"2c8", None)
    children[0].write.assert_called_once_with(b"78")
    session.data_received(b"9\x1bP1$r0m\x1b\\", None)
    children[0].write.assert_called_with(b"9")
    session.connection_lost(None)
    children[0].end.assert_called_once_with()


def test_people_are_added_without_a_restart(staff: Staff, tmp_path: Path) -> None:
    for kind in ("rsa", "ecdsa"):
        key = new_key(tmp_path, f"late-{kind}", kind)
        staff.add(f"late-{kind}", "auditor", key)
        with ssh(*staff.served.staff(key), size=(100, 30)) as client:
            client.shows("日志")
            client.send("q")
            assert client.ended() == 0


@pytest.mark.parametrize(
    ("flags", "command"),
    [
        ((), "id"),
        (("-tt",), "/bin/sh"),
        (("-s",), "sftp"),
        (("-s",), "anything"),
        ((), "show ranking --series city"),
        ((), "plain"),
        ((), "scp -t /tmp"),
        (("-T",), ""),
    ],
)
def test_no_commands_for_staff_either(staff: Staff, flags: tuple[str, ...], command: str) -> None:
    done = ssh_once(*flags, *staff.words("admin"), *command.split(), given=b"id\n")
    assert done.returncode != 0
    assert not done.stdout


def test_who_gives_a_command_is_told_that_there_are_only_screens(staff: Staff) -> None:
    done = ssh_once(*staff.words("admin"), "journal")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "这里不执行命令" in done.stderr.decode()


@pytest.mark.parametrize("client", ["sftp", "scp", "scp -O"])
def test_no_files_for_staff_either(staff: Staff, tmp_path: Path, client: str) -> None:
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    own.write_text("x")
    port, key = str(staff.served.staff_port), str(staff.keys["admin"])
    there = f"any@127.0.0.1:{theirs}"
    ways = [[there, str(tmp_path / "got")], [str(own), there]] if client != "sftp" else [["-b", "-", "any@127.0.0.1"]]
    name, *options = client.split()
    for words in ways:
        done = subprocess.run(
            [program(name), *options, *TRUSTING, "-P", port, "-i", key, *words],
            input=f"put {own} {theirs}\nget /etc/hostname {tmp_path / 'got'}\n".encode(),
            capture_output=True,
            timeout=30,
            check=False,
            env=ENVIRONMENT,
        )
        assert done.returncode != 0
    assert {path.name for path in tmp_path.iterdir()} == {"own"}


def test_no_forwarding_for_staff_either(staff: Staff) -> None:
    """What needs a device here (-w) is also asked for without one, in `test_nothing_but_a_screen_for_staff`."""
    for options in (("-R", "0:127.0.0.1:1"), ("-W", "127.0.0.1:22"), ("-N", "-w", "any:any")):
        done = ssh_once("-o", "ExitOnForwardFailure=yes", *options, *staff.words("admin"))
        assert done.returncode != 0
    here = free_port()
    with Listener() as (target, port), ssh(*staff.words("admin", "-N", "-D", str(here))), reached(here) as link:
        link.sendall(b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\0\0\x01" + port.to_bytes(2, "big"))
        assert link.recv(2) == b"\x05\x00"
        assert link.recv(100)[:2] != b"\x05\x00"
        assert refused_to_accept(target)
    here = free_port()
    with (
        Listener() as (target, port),
        ssh(*staff.words("admin", "-N", "-L", f"{here}:127.0.0.1:{port}")),
        reached(here) as link,
    ):
        assert link.recv(1) == b""
        assert refused_to_accept(target)


def test_no_agent_no_x11_and_no_variables_for_staff_either(staff: Staff, tmp_path: Path) -> None:
    before = set(Path("/tmp").glob("ssh-*")) | set(Path("/tmp").glob("asyncssh-*"))
    sent = {"SCOREBOARD_DATABASE": "/nonexistent.db", "COLORTERM": "24bit"}
    options = ("-A", "-X", *(word for name in sent for word in ("-o", f"SendEnv={name}")))
    extra = {**sent, "DISPLAY": ":77", "SSH_AUTH_SOCK": str(tmp_path / "agent")}
    with ssh(*staff.words("auditor", *options), size=(100, 30), extra=extra) as client:
        client.shows("日志")
        assert set(Path("/tmp").glob("ssh-*")) | set(Path("/tmp").glob("asyncssh-*")) == before
        child = screen_of(staff.served.children("staff")[0])
        there = Path(f"/proc/{child}/environ").read_text()
        assert "TERM=xterm-256color" in there
        for name in ("SSH_AUTH_SOCK", "DISPLAY", "SCOREBOARD_DATABASE", "24bit"):
            assert name not in there


def reached(port: int) -> socket.socket:
    """A connection to a port of ours, as soon as somebody listens there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            assert time.monotonic() < deadline
            select_nothing(0.05)


async def test_nothing_but_a_screen_for_staff(staff: Staff) -> None:
    async with asyncssh.connect(
        "127.0.0.1", staff.served.staff_port, known_hosts=None, client_keys=[str(staff.keys["admin"])], agent_path=None
    ) as link:
        for opening in (link.open_tun, link.open_tap):
            with pytest.raises(asyncssh.ChannelOpenError):
                await opening()
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.open_unix_connection("/run/nothing")
        with pytest.raises(asyncssh.ChannelListenError):
            await link.forward_remote_path("/tmp/scoreboard-forwarded", "/run/nothing")
        screen = await link.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
        for kind, words in (
            (b"env", String("LD_PRELOAD") + String("/tmp/evil.so")),
            (b"env", String("SCOREBOARD_DATABASE") + String("/tmp/other.db")),
            (b"auth-agent-req@openssh.com", b""),
            (b"x11-req", Boolean(False) + String("MIT-MAGIC-COOKIE-1") + String("00") + UInt32(0)),
            (b"subsystem", String("sftp")),
            (b"exec", String("id")),
        ):
            assert not await screen.channel._make_request(kind, words), kind
        with pytest.raises(asyncssh.ChannelOpenError):
            await link.run("show flags")


def test_a_screen_that_is_killed_leaves_the_terminal_as_it_was(staff: Staff) -> None:
    with ssh(*staff.words("auditor"), size=(100, 30)) as client:
        client.shows("日志")
        assert client.screen.modes > {1003, 1049}
        child = screen_of(staff.served.children("staff")[0])
        os.kill(child, signal.SIGKILL)
        client.ended()
        assert client.screen.modes == AS_BEFORE


def test_leaving_gives_the_keyboard_back_once(staff: Staff) -> None:
    with ssh(*staff.words("auditor"), size=(100, 30)) as client:
        client.shows("日志")
        client.send("q")
        assert client.ended() == 0
        assert client.screen.modes == AS_BEFORE
        assert client.raw.count(b"\x1b[<u") == 1


def test_too_many_keys_are_not_tried(staff: Staff, tmp_path: Path) -> None:
    words = [word for number in range(9) for word in ("-i", str(new_key(tmp_path, f"wrong-{number}")))]
    done = ssh_once("-tt", *words, *staff.words("operator"))
    assert done.returncode == 255
    assert b"Too many tries" in done.stderr


def test_a_change_of_people_that_could_not_be_read_is_read_again(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database may be busy at the very moment in which somebody is disabled."""
    key = staff.keys["stranger"]
    server = StaffServer(staff.settings.paths.main, "127.0.0.1", 0, key, "zh")
    staff.add("key-stranger", "operator", key)
    assert server.person_of(fingerprint_of(key)) is not None
    with monkeypatch.context() as patched:
        patched.setattr(server._store, "read", busy)
        staff.disable("key-stranger")
        with pytest.raises(Unreachable):
            server.person_of(fingerprint_of(key))
    assert server.person_of(fingerprint_of(key)) is None


def busy() -> None:
    raise Unreachable("database.busy", path="")


async def test_who_presses_no_key_for_very_long_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    channel, nobody = Mock(), Mock()
    session = StaffSession(nobody, nobody, "", "", nobody)
    session.connection_made(channel)
    session.data_received(b"x", None)
    session._look_whether_idle()
    assert not channel.exit.called
    monkeypatch.setattr(staff_module, "LIMITS", Limits(idle_seconds=0.0))
    session._look_whether_idle()
    channel.exit.assert_called_once_with(0)
    session.connection_lost(None)
