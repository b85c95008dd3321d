"""Whether the last row can read a name, by the display that it is on."""

import pytest

from screens.hall.parts.legibility import reads


@pytest.mark.parametrize(
    ("name", "hall", "legible"),
    [
        ("永年县", (80, 24), True),
        ("市公共资源交易监督管理委员会", (80, 24), True),
        ("全市农村公路建设养护与运输管理协调领导小组", (120, 34), True),
        ("全市农村公路建设养护与运输管理协调领导小组办公室", (60, 20), False),
        ("Handan Economic and Technological Development Zone", (100, 30), True),
        ("Bundesanstaltsverwaltungsratsvorsitzender", (80, 24), False),
        ("\U00031350县", (200, 56), False),
    ],
)
def test_a_name_is_read_where_it_is_large_and_whole(name: str, hall: tuple[int, int], legible: bool) -> None:
    assert reads(name, hall) is legible
