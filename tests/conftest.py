"""What all tests share: the long forms are run on request only."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of soak, fuzz and scale tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skipped = pytest.mark.skip(reason="a long form; run with --long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skipped)
