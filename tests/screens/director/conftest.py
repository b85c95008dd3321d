"""Fixtures of the director's console."""

from collections.abc import Iterator

import pytest

from tests.handan import handan, prepared
from tests.screens.director.idleness import wait_for_no_scene

__all__ = ["handan", "prepared"]


@pytest.fixture(scope="package", autouse=True)
def idleness() -> Iterator[None]:
    """Nobody waits for a scene that moves."""
    with pytest.MonkeyPatch.context() as patch:
        wait_for_no_scene(patch)
        yield
