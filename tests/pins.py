"""PINs in tests: hashed at the least cost, so that a test of many tries is quick, and given by who is proved."""

from dataclasses import replace
from functools import partial

import argon2
import pytest

from scoreboard.desk.pins import set_pin
from scoreboard.store.writing import Writing


@pytest.fixture
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear is the library's own."""
    cheap = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", cheap)


def give_pin(writing: Writing, name: str, pin: str) -> None:
    """Set a PIN as an admin does who has proved themselves."""
    set_pin(replace(writing, by=replace(writing.by, bound=True)), name, pin)
