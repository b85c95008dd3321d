"""Hosts for viewers on a standby: terminals and browsers see what is public, as somebody who may see nothing else."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.driver import Program
from tests.private_server import PrivateServer
from tests.programs import program
from tests.remote.openssh import TRUSTING
from tests.remote.serving import serving
from tests.store.server.test_standby import until
from tests.web.serving import web_serving


@pytest.fixture
def hall(there: Program, server: PrivateServer) -> Iterator[Program]:
    """The program as a viewer at a standby that has all that its primary has."""
    there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    there.ok("confirm", "main", "2031Q1")
    assert there("db", "roles", "--apply").code == 0
    name = server.name_of(there.database)
    with server.connect(name) as owner, contextlib.suppress(Exception):
        owner.execute("CREATE ROLE hall LOGIN IN ROLE scoreboard_viewer")
    with server.copied(standby=True) as standby:
        yield replace(there, database=standby.side(name, "hall"))


@pytest.mark.long
def test_terminals_and_browsers_are_served_from_a_standby(
    hall: Program, there: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    url = str(hall.database)
    with serving(url, tmp_path) as terminals, web_serving(url, tmp_path) as site:

        def shown() -> object:
            asked = ("show", "ranking", "--series", "main", "--format", "json")
            words = [program("ssh"), *TRUSTING, *terminals.as_("board"), *asked]
            return json.loads(subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout)[
                "rows"
            ]

        assert shown() == hall.rows("ranking", "--series", "main")
        there.ok("enter", "main", "2031Q1", "roads", "t2", 95)
        there.ok("confirm", "main", "2031Q1")
        until(lambda: shown() == there.rows("ranking", "--series", "main"))
        until(lambda: "95" in site.get("/boards/ranking/main/2031Q1").text)
        health = json.loads(site.get("/health").text)
        assert (health["status"], health["age"]) == ("ok", 0)
