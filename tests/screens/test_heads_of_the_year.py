"""The year's table is headed by what the contest is, and its columns by what its periods are called."""

from dataclasses import replace

import pytest

from scoreboard.publications.kinds.annual import AnnualBoard
from scoreboard.wire import UNSET, from_json
from screens.hall.parts.year import heads_beside, heads_that_fit, parts
from screens.widgets.cells import width_of
from tests.screens.ceremony_samples import annual


def board(*names: str, **changes: object) -> AnnualBoard:
    """The sample's year with other periods."""
    found: AnnualBoard = from_json(AnnualBoard, annual())
    if names:
        told = [replace(found.periods[-1], id=f"P{at}", name=name, name_en=name) for at, name in enumerate(names)]
        found = replace(found, periods=tuple(told))
    return replace(found, **changes)


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({}, "9+1-1"),
        ({"areas": 12}, "12+1-1"),
        ({"honour_levels": {"national": "0"}}, "9-1"),
        ({"veto_items": ()}, "9+1"),
        ({"honour_levels": {}, "veto_items": ()}, ""),
        ({"areas": UNSET}, ""),
    ],
)
def test_the_figure_is_that_of_the_contest(changes: dict[str, object], figure: str) -> None:
    assert "".join(text for text, _ in board(**changes).figure) == figure


@pytest.mark.parametrize(
    ("names", "room", "heads"),
    [
        (("第一季度", "第二季度"), 20, ["第一季度", "第二季度"]),
        (("第一季度", "第二季度"), 14, ["一季度", "二季度"]),
        (("第一季度", "第二季度"), 5, ["一", "二"]),
        (("First quarter", "Second quarter"), 20, ["First", "Second"]),
        (("Week 1", "Week 12"), 5, ["1", "12"]),
        (("第1周", "第12周"), 5, ["1", "12"]),
        (("全年",), 3, ["全年"]),
        (("Spring", "Spring term"), 9, ["Spring", "Spring term"]),
    ],
)
def test_columns_are_headed_by_the_names_of_periods_as_far_as_there_is_room(
    names: tuple[str, ...], room: int, heads: list[str]
) -> None:
    flags = [part for part in parts(board(*names), "zh") if part.kind == "flags"]
    assert heads_that_fit(flags, lambda found: sum(map(width_of, found)) <= room) == heads


@pytest.mark.parametrize(
    ("rooms", "heads"),
    [
        ((30, 12), ["第一季度", "第二季度"]),
        ((16, 20), ["一季度", "二季度"]),
        ((3, 20), ["第一季度", "第二季度"]),
        ((3, 3), ["一", "二"]),
    ],
)
def test_names_are_whole_before_the_heads_are_long_unless_no_heads_let_them(
    rooms: tuple[int, int], heads: list[str]
) -> None:
    flags = [part for part in parts(board("第一季度", "第二季度"), "zh") if part.kind == "flags"]
    assert heads_beside(flags, rooms) == heads
