"""What stands on a flag whose name has no room there."""

import pytest

from screens.hall.parts.cloth import texts_of


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("重点项目建设先锋旗", ["先锋旗", "旗"]),
        ("卫生先锋", []),
        ("先锋旗", ["旗"]),
        ("Football pennant", ["Football", "FP"]),
        ("Key projects Cup", ["Key projects", "KPC"]),
        ("Conduct Trophy", ["Conduct", "CT"]),
        ("Tug of war", ["TOW"]),
        ("Volleyball", []),
        ("", []),
    ],
)
def test_a_flag_bears_whole_words_or_initials_never_a_piece_of_a_word(name: str, others: list[str]) -> None:
    assert list(texts_of(name)) == [name, *others]
