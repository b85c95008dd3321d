"""Figures with what they are measured in, as people write them."""

import pytest

from scoreboard.locale import FIRST_OF_EAST_ASIA
from scoreboard.publications.promise_rows import measured


@pytest.mark.parametrize(
    ("figure", "measure", "told"),
    [
        *(
            ("140", "talks", "140 talks"),
            ("140", "мест", "140 мест"),
            ("2", "élèves", "2 élèves"),
            ("3", "× 10", "3 × 10"),
            ("3", "XL", "3 XL"),
        ),
        *(
            ("126", "个", "126个"),
            ("4.6", "亿元", "4.6亿元"),
            ("5", "%", "5%"),
            ("20", "°C", "20°C"),
            ("20", "'", "20'"),
            ("5", FIRST_OF_EAST_ASIA, f"5{FIRST_OF_EAST_ASIA}"),
            ("7", "", "7"),
        ),
    ],
)
def test_a_measure_stands_apart_unless_it_is_chinese_or_a_sign(figure: str, measure: str, told: str) -> None:
    assert measured(figure, measure) == told
