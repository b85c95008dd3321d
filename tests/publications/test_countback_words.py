"""What boards say of a second criterion, word by word."""

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.enums import Status
from scoreboard.publications.countback_words import SetApart, set_apart_words, told_set_apart
from scoreboard.rules.ranking import Standing
from scoreboard.wire import UNSET

AREAS: dict[str, dict[str, Any]] = {"mud": {"name": "泥", "name_en": "Mud"}}


def standing(placed_by: str, shared: int | None = 2) -> Standing:
    return Standing("t1", 3, Decimal(80), True, Status.RANKED, shared_rank=shared, placed_by=placed_by)


@pytest.mark.parametrize(
    ("placed_by", "reason", "expected"),
    [
        ("firsts", "x", SetApart(shared_rank=2, by="firsts")),
        ("place:mud", "x", SetApart(shared_rank=2, by="place:mud", area_name="泥", area_name_en="Mud")),
        ("place:gone", None, SetApart(shared_rank=2, by="place:gone")),
        ("decide", "抽签", SetApart(shared_rank=2, by="decide", reason="抽签")),
        ("decide", None, SetApart(shared_rank=2, by="decide")),
        ("decide", "", SetApart(shared_rank=2, by="decide")),
    ],
)
def test_a_row_says_by_what_it_is_set_apart(placed_by: str, reason: str | None, expected: SetApart) -> None:
    assert set_apart_words(standing(placed_by), AREAS, reason) == expected


def test_a_row_that_shares_no_place_says_nothing() -> None:
    assert set_apart_words(standing("", None), AREAS, "x") is UNSET


def test_a_board_says_each_criterion_once_in_the_order_of_its_rows() -> None:
    rows = [
        None,
        SetApart(shared_rank=1, by="firsts"),
        SetApart(shared_rank=2, by="place:mud", area_name="泥", area_name_en="Mud"),
        SetApart(shared_rank=4, by="firsts"),
        SetApart(shared_rank=5, by="place:gone"),
        SetApart(shared_rank=6, by="decide", reason="抽签"),
        SetApart(shared_rank=8, by="decide"),
    ]
    assert told_set_apart(rows, "en") == (
        "Equal places are set apart by: most first places, the better place in Mud, the better place in gone,"
        " a decision (抽签), a decision (-)."
    )
    assert told_set_apart(rows[2:3], "zh") == "名次相同的，依次比：“泥”名次在前者在前。"
    assert told_set_apart([None], "en") == ""
    assert told_set_apart([], "zh") == ""
