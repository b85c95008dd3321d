"""docs/deploy-postgresql.md, carried out in its order on a primary and a standby of the test's own."""

import os
import re
import shlex
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.settings import ServerSide
from tests.acceptance.driver import Program
from tests.docs.pages import HOUSE, blocks, page, section
from tests.private_server import PrivateServer

TEXT = page("docs/deploy-postgresql.md")
SETTINGS = {
    name: value.strip("'")
    for name, value in re.findall(r"^(\w+) = (.+)$", blocks(TEXT, "ini")[0], re.MULTILINE)
    if name != "listen_addresses"
}


def carry_out(heading: str, at: PrivateServer, database: str = "postgres") -> None:
    """Do what the SQL of a section says."""
    with closing(at.connect(database)) as connection:
        for block in blocks(section(TEXT, heading), "sql"):
            for statement in filter(str.strip, block.split(";")):
                connection.execute(statement.encode())


def test_every_step_works_as_it_stands(server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(HOUSE / "data")
    making = re.search(r"^pg_basebackup .*$", section(TEXT, "The standby"), re.MULTILINE)
    assert making
    options = making[0].partition("-X stream ")[2].split()
    with server.copied(standby=False, **SETTINGS) as primary:
        carry_out("The primary", primary)
        with primary.copied(standby=True, options=options, **SETTINGS) as standby:
            carry_out("The standby", primary)
            hosts = f"@/\\1?host={primary.folder},{standby.folder}"

            def typed(heading: str) -> None:
                """Type the lines of a section."""
                for block in blocks(section(TEXT, heading), "console"):
                    for line in block.splitlines():
                        line = re.sub(r"@db1,db2/(\w+)\?sslmode=require", hosts, line.removeprefix("$ "))
                        words = shlex.split(line)
                        if words[0] == "export":
                            name, _, value = words[1].partition("=")
                            monkeypatch.setenv(name, value)
                        else:
                            at = Program(ServerSide(os.environ["SCOREBOARD_DATABASE"]), now=None, acting=None)
                            if "--database" in words:
                                place = words.index("--database")
                                at = replace(at, database=ServerSide(words[place + 1]))
                                del words[place : place + 2]
                            result = at(*words[1:])
                            assert result.code == 0, result

            typed("The contest")
            carry_out("The contest", primary, "county")
            typed("Desks, halls, viewers")
            with closing(primary.connect()) as owner:
                owner.execute("CREATE DATABASE drill OWNER keeper")
            typed("Backups and a restore drill")
            dump(primary, tmp_path)
            typed("A newer version")
            primary.kill()
            standby.promote()
            typed("Desks, halls, viewers")


def dump(primary: PrivateServer, folder: Path) -> None:
    """What the server's own programs write comes back, too."""
    said = re.findall(r"^pg_dump .*$|pg_restore .*$", section(TEXT, "Backups and a restore drill"), re.MULTILINE)
    with closing(primary.connect()) as owner:
        owner.execute("CREATE DATABASE second OWNER keeper")
    for line in said:
        words = shlex.split(line.replace("-d drill", "-d second"))
        words[0] = str(primary.program(words[0]))
        environment = {**os.environ, "PGHOST": str(primary.folder), "PGUSER": "owner"}
        subprocess.run(words, check=True, cwd=folder, env=environment)
    again = Program(primary.side("second"), now=None, acting="ann")
    assert "whole" in again.ok("journal", "--verify").out


def test_what_it_says_of_seconds_is_so() -> None:
    from scoreboard.publications.reader import OLD_SECONDS
    from scoreboard.store.server.connecting import SILENT_SECONDS

    assert f"for {OLD_SECONDS:.0f} seconds" in TEXT
    assert SILENT_SECONDS == 120
    assert "two minutes" in TEXT
