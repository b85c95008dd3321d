"""On which engine the databases of tests are: in files, or with `--database postgresql` on a server of the tests' own.

A test that is about the files of SQLite says so (`@pytest.mark.files`, or `pytestmark` for all of its file), and is
skipped on a server.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.private_server import PrivateServer

ABOUT_FILES = "about the files of SQLite"


class _Engine:
    """Where contests are made in this process."""

    server: "PrivateServer | None" = None


def contest_server() -> "PrivateServer | None":
    """The server that contests are made on; None where they are made in files."""
    return _Engine.server


@contextmanager
def made_on(server: "PrivateServer | None") -> Iterator[None]:
    """Contests are made there meanwhile."""
    _Engine.server = server
    try:
        yield
    finally:
        _Engine.server = None


def skip_those_of_files(items: Iterable[pytest.Item]) -> None:
    """Leave out what is about files, with the reason."""
    for item in items:
        if item.get_closest_marker("files"):
            item.add_marker(pytest.mark.skip(reason=ABOUT_FILES))
