"""A large worksheet is not searched for garbage at a key; a small one is nobody's trouble."""

import pytest

from screens.desk import collecting
from screens.desk.collecting import LARGE, set_apart


def test_a_large_worksheet_is_set_apart_and_the_one_before_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("unfreeze", "collect", "freeze"):
        monkeypatch.setattr(collecting.gc, name, lambda name=name: done.append(name))
    set_apart(LARGE - 1)
    assert done == []
    set_apart(LARGE)
    assert done == ["unfreeze", "collect", "freeze"]
