"""A large worksheet is not searched for garbage at a key; a small one is nobody's trouble."""

import pytest

from screens.desk import garbage
from screens.desk.garbage import LARGE, set_apart
from tests.screens.desk.test_desk_layout import sheet_of


def test_a_large_worksheet_is_set_apart_and_the_one_before_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("unfreeze", "collect", "freeze"):
        monkeypatch.setattr(garbage.gc, name, lambda name=name: done.append(name))
    set_apart(sheet_of(LARGE // 9 - 1, 9))
    assert done == []
    set_apart(sheet_of(LARGE // 4, 9))
    assert done == ["unfreeze", "collect", "freeze"]
