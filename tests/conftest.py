"""What all tests share: long forms run on request only, and tests whose programs are missing say what to install."""

import gc
from collections.abc import Generator, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest
from _pytest.terminal import TerminalReporter

from tests.engines import made_on, skip_those_of_files
from tests.fresh_databases import share_made_tables
from tests.programs import package_missing, what_to_install
from tests.statements import share_compiled_statements, share_those_of_servers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of soak, fuzz and scale tests too")
    parser.addoption(
        "--all-programs",
        action="store_true",
        help="fail, instead of skipping, where a program is missing",
    )
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="which engine the databases of tests are on; a private PostgreSQL server is started for them",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        from tests.examples import try_more  # it takes Hypothesis with it

        try_more()


@pytest.fixture(scope="session", autouse=True)
def compiled_statements() -> Iterator[None]:
    """Statements are compiled once, whatever engine they go through."""
    with pytest.MonkeyPatch.context() as patch:
        share_compiled_statements(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def made_tables() -> Iterator[None]:
    """The tables of new databases are made as the migrations made them in the first one."""
    with pytest.MonkeyPatch.context() as patch:
        share_made_tables(patch)
        yield


@pytest.fixture(scope="session")
def server() -> "Iterator[PrivateServer]":
    """A PostgreSQL server of this test process; its first test waits some seconds for it."""
    from tests.private_server import private_server  # its driver takes long to import

    with pytest.MonkeyPatch.context() as patch, private_server() as running:
        share_those_of_servers(patch)
        yield running


@pytest.fixture(scope="session")
def contest_server(request: pytest.FixtureRequest) -> "PrivateServer | None":
    """The server that tests run on; None where they run on files."""
    if request.config.getoption("--database") == "sqlite":
        return None
    server: PrivateServer = request.getfixturevalue("server")
    return server


@pytest.fixture(scope="session", autouse=True)
def engine_of_contests(contest_server: "PrivateServer | None") -> Iterator[None]:
    """Contests are made on the engine that was asked for."""
    with made_on(contest_server):
        yield


@pytest.fixture(autouse=True)
def databases_that_go(contest_server: "PrivateServer | None") -> Iterator[None]:
    """What a test has made on a server goes with it, for the next ones need the room."""
    before = None if contest_server is None else contest_server.made()
    yield
    if contest_server is not None and before is not None:
        contest_server.drop(contest_server.made() - before)


if TYPE_CHECKING:
    from tests.private_server import PrivateServer

LONGEST_FIRST = ("secrecy", "remote", "e2e", "store")
"""Folders whose files take longest: begun last, one of them would keep a worker busy when the others have gone home."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    longest = cache(lambda path: not any(folder in path.parts for folder in LONGEST_FIRST))
    items.sort(key=lambda item: longest(item.path))
    if config.getoption("--database") == "postgresql":
        skip_those_of_files(items)
    if config.getoption("--long"):
        return
    kept, long_forms = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        (long_forms if item.get_closest_marker("long") else kept).append(item)
    config.hook.pytest_deselected(items=long_forms)
    items[:] = kept


def pytest_collection_finish() -> None:
    """What has been imported stays to the end: looking through it for garbage took a sixth of every test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and package_missing(_reason(report)) and item.config.getoption("--all-programs"):
        report.outcome = "failed"
        report.longrepr = _reason(report)
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    """After everything else, where it is seen: what the skipped tests are waiting for."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(reporter, TerminalReporter) and (
        line := what_to_install(_reason(report) for report in reporter.stats.get("skipped", ()))
    ):
        reporter.write_line(line, yellow=True)


def _reason(report: pytest.TestReport) -> str:
    """Why a test was skipped; pytest gives it with the place where it was said."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
