"""PINs in tests: hashed at the least cost, so that a test of many tries is quick."""

from functools import partial

import argon2
import pytest


@pytest.fixture
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear is the library's own."""
    cheap = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", cheap)
