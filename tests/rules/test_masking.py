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
    ],
)
def test_the_first_and_the_last_character_stay(name: str, shown: str) -> None:
    assert masked(name) == shown
