"""What the tests of the browser's pages share: a small contest whose first results are sealed, and a server of it."""

from collections.abc import Iterator

import pytest

from scoreboard.cli.program import run
from scoreboard.settings import Settings
from tests.contests import CHIEF, NOW, Shape, prepare, seal
from tests.web.serving import WebServed, web_serving


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A contest whose first quarter's ceremony is sealed, for tests that change nothing."""
    settings = prepare(tmp_path_factory.mktemp("small"), Shape())
    ceremony = seal(settings, Shape())
    line = ["ceremony", "seal", ceremony, "--as", CHIEF, "--now", NOW, "--database", str(settings.database)]
    assert run(line) == 0
    return settings


@pytest.fixture(scope="module")
def served(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServed]:
    """A server of it."""
    with web_serving(str(small.database), tmp_path_factory.mktemp("served")) as server:
        yield server
