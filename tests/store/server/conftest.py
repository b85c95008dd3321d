"""A contest on a server, loaded once a file, and a copy of its database for every test."""

from dataclasses import replace

import pytest

from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

COMPETITION = Competition(
    series=(live("roads"), replace(sealed("works"), id="closed")),
    units=towns(3),
    custody=held("main", {"roads": "t1"}),
    scores=scores("closed", "2031Q1", {"works": {"t1": "90", "t2": "91", "t3": "80"}}),
)


@pytest.fixture(scope="module")
def loaded_there(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(server.empty())
    program.by(None).ok("load", COMPETITION.write(tmp_path_factory.mktemp("folder")), "--with-clock")
    program.by(None).ok("user", "add", "root", "--role", "admin")
    return program


@pytest.fixture
def there(server: PrivateServer, loaded_there: Program) -> Program:
    """The program on a server's database of the test's own."""
    return replace(loaded_there, database=server.fresh(like=server.name_of(loaded_there.database)))
