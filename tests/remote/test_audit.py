"""What a well-known auditor of SSH servers says of both ports."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import asyncssh
import pytest

from scoreboard.settings import Settings
from screens.remote.protocol import CLASSIC
from tests.remote.openssh import ssh_once
from tests.remote.serving import Served, serving


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
def modern(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("modern")
    with serving(str(quiet.database), folder, staff=True, post_quantum=True) as server:
        yield server


def test_nothing_is_found(modern: Served) -> None:
    for port in (modern.port, modern.staff_port):
        code, found = audited(port)
        assert (code, notes(found)) == (0, {})
        assert not found.get("cves")


def test_of_what_older_clients_need_only_quantum_computers_are_held_against_it(served: Served) -> None:
    code, found = audited(served.port)
    assert code in (0, 2)
    assert not found.get("cves")
    for algorithm, said in notes(found).items():
        assert algorithm in CLASSIC
        assert said == ["does not provide protection against post-quantum attacks"]


async def test_only_new_clients_get_in_where_that_is_wished(modern: Served) -> None:
    async with asyncssh.connect(
        "127.0.0.1", modern.port, username="board", known_hosts=None, client_keys=None, agent_path=None
    ) as link:
        assert (await link.run("plain")).exit_status == 0
    done = ssh_once("-o", "KexAlgorithms=curve25519-sha256", *modern.as_("board"), "plain")
    assert done.returncode == 255
