"""What a well-known auditor of SSH servers says of both ports."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.remote.key_exchange import CLASSIC, POST_QUANTUM, Sntrup, ways
from tests.remote.openssh import ssh, ssh_once
from tests.remote.serving import Served, serving
from tests.remote.staffing import new_key


def audited(port: int) -> tuple[int, dict[str, Any]]:
    """The auditor's exit code (0: nothing to say, 2: warnings, 3: failures) and its findings."""
    words = [sys.executable, "-m", "ssh_audit.ssh_audit", "--json", "--skip-rate-test", "-p", str(port), "127.0.0.1"]
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    found: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, found


def notes(found: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong with each algorithm."""
    return {
        one["algorithm"]: [*one["notes"].get("fail", ()), *one["notes"].get("warn", ())]
        for kind in ("kex", "key", "enc", "mac")
        for one in found[kind]
        if one["notes"].get("fail") or one["notes"].get("warn")
    }


@pytest.fixture(scope="module")
def both(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server as it is by default, with both ports."""
    with serving(str(quiet.database), tmp_path_factory.mktemp("both"), staff=True) as server:
        yield server


@pytest.fixture(scope="module")
def lenient(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("lenient")
    with serving(str(quiet.database), folder, staff=True, older_clients=True) as server:
        yield server


def test_nothing_is_found(both: Served) -> None:
    for port in (both.port, both.staff_port):
        code, found = audited(port)
        assert (code, notes(found)) == (0, {})
        assert not found.get("cves")


def test_of_what_older_clients_need_only_quantum_computers_are_held_against_it(lenient: Served) -> None:
    for port in (lenient.port, lenient.staff_port):
        code, found = audited(port)
        assert code == 2
        assert not found.get("cves")
        assert notes(found) == {name: ["does not provide protection against post-quantum attacks"] for name in CLASSIC}


@pytest.mark.parametrize("way", POST_QUANTUM)
async def test_each_way_is_spoken(both: Served, way: str) -> None:
    ways(older_clients=False)
    async with asyncssh.connect(
        "127.0.0.1", both.port, username="board", kex_algs=[way], known_hosts=None, client_keys=None, agent_path=None
    ) as link:
        assert link.get_extra_info("kex_alg", way) == way
        assert (await link.run("plain")).exit_status == 0


def test_the_clients_own_choice_gets_in_on_both_ports(both: Served, quiet: Settings, tmp_path: Path) -> None:
    """Also OpenSSH 9.2, which knows nothing newer than sntrup761x25519."""
    done = ssh_once("-v", *both.as_("board"), "plain")
    assert done.returncode == 0
    assert re.search(r"kex: algorithm: (mlkem768x25519|sntrup761x25519)", done.stderr.decode())
    key = new_key(tmp_path, "operator-key")
    store = Store(quiet.paths)
    with acting(store, replace(quiet, acting="admin"), "add people") as writing:
        add_person(writing, "key-any", "auditor", key=key.with_suffix(".pub").read_text())
    store.close()
    with ssh(*both.staff(key), size=(100, 30)) as client:
        client.shows("日志")


def test_older_clients_get_in_where_that_is_wished_alone(both: Served, lenient: Served) -> None:
    for name in CLASSIC:
        words = ("-v", "-o", f"KexAlgorithms={name}")
        done = ssh_once(*words, *both.as_("board"), "plain")
        assert done.returncode == 255
        assert b"no matching key exchange method found" in done.stderr
        assert ssh_once(*words, *lenient.as_("board"), "plain").returncode == 0


def test_a_key_that_is_none_is_refused() -> None:
    for wrong in (b"", bytes(Sntrup.pubkey_bytes - 1), bytes(Sntrup.pubkey_bytes + 1)):
        with pytest.raises(ValueError, match="length"):
            Sntrup(b"").encaps(wrong)
    for any_bytes in (bytes(Sntrup.pubkey_bytes), b"\xff" * Sntrup.pubkey_bytes):
        assert len(Sntrup(b"").encaps(any_bytes)[0]) == Sntrup.secret_bytes


def test_an_asyncssh_that_is_another_inside_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.delattr("asyncssh.kex_dh._KexHybridECDH")
        with pytest.raises(Unreachable, match="asyncssh"):
            ways(older_clients=False)
    monkeypatch.setattr("screens.remote.key_exchange.CLASSIC", ("unheard-of",))
    with pytest.raises(Unreachable, match="unheard-of"):
        ways(older_clients=True)
