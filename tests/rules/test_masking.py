"""Names without their middle."""

import pytest

from scoreboard.rules.masking import masked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("王", "王"),
        ("王明", "王*"),
        ("王小明", "王*明"),
        ("欧阳小明", "欧**明"),
        ("Zoé O’Hara", "Z** *****a"),
        ("Ame\u0301lie", "A****e"),
        ("E\u0301mile", "E\u0301***e"),
        ("Rene\u0301", "R**e\u0301"),
        ("Re\u0301\u0323", "R*"),
        ("E\u0301\u0323", "E\u0301\u0323"),
    ],
)
def test_the_first_and_the_last_character_stay(name: str, shown: str) -> None:
    assert masked(name) == shown
