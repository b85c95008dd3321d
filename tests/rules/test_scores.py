"""How a score may be written."""

from decimal import Decimal

import pytest

from scoreboard.rules.scores import is_unclear, read_score

HUNDRED = Decimal(100)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("88.5", Decimal("88.5")),
        (" 88.1234 ", Decimal("88.1234")),
        ("８８．５", Decimal("88.5")),
        ("91.50000", Decimal("91.5")),
        ("100", HUNDRED),
        ("0", Decimal(0)),
        ("n/a", None),
        ("N/A", None),
        ("ｎ／ａ", None),
    ],
)
def test_what_is_read_as_a_score(text: str, value: Decimal | None) -> None:
    assert read_score(text, HUNDRED) == value


NOTED = ["91.5¹", "9²", "9①", "9₁"]
"""With a footnote's mark."""


@pytest.mark.parametrize(
    "text", [*NOTED, "", "-1", "100.0001", "88.12345", "88,5", "1e2", "NaN", "八十", "1_0", "9" * 40, "٣"]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(no score|above the maximum)$"):
        read_score(text, HUNDRED)


@pytest.mark.parametrize("text", ["不参评", "未参评", " 不 参 加 ", "Ｎ／Ａ", "NA", "无此项", "免评", "缺考"])
def test_words_for_not_applicable_are_taken(text: str) -> None:
    assert read_score(text, Decimal(100)) is None
    assert not is_unclear(text)


@pytest.mark.parametrize("text", ["-", "—", "——", "－", "/", "／", "\\", "×", "无", "None"])
def test_a_sign_that_may_mean_no_score_yet_is_unclear(text: str) -> None:
    with pytest.raises(ValueError, match="no score"):
        read_score(text, Decimal(100))
    assert is_unclear(text)


@pytest.mark.parametrize("text", ["", " ", "90-1", "-5", "x5"])
def test_a_blank_is_no_sign(text: str) -> None:
    assert not is_unclear(text)
