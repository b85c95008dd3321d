"""What all tests share: the long forms of soak, fuzz and scale tests run on request only."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of soak, fuzz and scale tests too")


LONGEST_FIRST = ("secrecy", "remote", "e2e", "store")
"""Folders whose files take longest: begun last, one of them would keep a worker busy when the others have gone home."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(folder in item.path.parts for folder in LONGEST_FIRST))
    if config.getoption("--long"):
        return
    long_forms = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long_forms)
    items[:] = [item for item in items if not item.get_closest_marker("long")]
