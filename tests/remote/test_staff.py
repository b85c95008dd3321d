"""The staff port with the real OpenSSH client: keys of enabled people, their rooms by role, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoreboard.desk.acting import acting
from scoreboard.desk.auditing import read_journal
from scoreboard.desk.people import add_person, disable_person
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.remote.openssh import ssh, ssh_once
from tests.remote.serving import Served, serving
from tests.remote.staffing import fingerprint_of, new_key

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

    def add(self, name: str, role: str, key: Path) -> None:
        store = Store(self.settings.paths)
        with acting(store, self.settings, "add people") as writing:
            add_person(writing, name, role, key=key.with_suffix(".pub").read_text())
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
        "auditor": ("日志", "哈希链"),
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
        assert 1049 not in client.screen.modes
        assert 25 in client.screen.modes
    done = ssh_once("-tt", *staff.words("leaver"))
    assert done.returncode == 255


def test_people_are_added_without_a_restart(staff: Staff, tmp_path: Path) -> None:
    for kind in ("rsa", "ecdsa"):
        key = new_key(tmp_path, f"late-{kind}", kind)
        staff.add(f"late-{kind}", "auditor", key)
        with ssh(*staff.served.staff(key), size=(100, 30)) as client:
            client.shows("日志")
            client.send("q")
            assert client.ended() == 0


@pytest.mark.parametrize(
    "words", [("id",), ("-s", "sftp"), ("show", "ranking", "--series", "city"), ("scp", "-t", "/tmp")]
)
def test_no_commands_for_staff_either(staff: Staff, words: tuple[str, ...]) -> None:
    flags = [word for word in words if word == "-s"]
    done = ssh_once(*flags, *staff.words("admin"), *(word for word in words if word != "-s"))
    assert done.returncode != 0
    assert not done.stdout


def test_no_forwarding_for_staff_either(staff: Staff) -> None:
    for options in (("-R", "0:127.0.0.1:1"), ("-W", "127.0.0.1:22")):
        done = ssh_once("-o", "ExitOnForwardFailure=yes", *options, *staff.words("admin"))
        assert done.returncode != 0
