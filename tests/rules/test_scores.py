"""How a score may be written."""

from decimal import Decimal

import pytest

from scoreboard.rules.scores import NoScore, is_unclear, plainly, read_score

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
    "text",
    [
        *NOTED,
        "",
        "-1",
        "100.0001",
        "88.12345",
        "1e2",
        "NaN",
        "八十",
        "1_0",
        "9" * 40,
        "٣",
        "8 8",
        "8 8.5",
        ".",
        "1.2.3",
        "分",
    ],
)
def test_what_is_none(text: str) -> None:
    for comma_separates in (True, False):
        with pytest.raises(NoScore, match=r"^value$"):
            read_score(text, HUNDRED, comma_separates=comma_separates)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".5", "0.5"),
        ("9.", "9"),
        ("91。25", "91.25"),
        ("。5", "0.5"),
        ("88分", "88"),
        ("88.5 分", "88.5"),
        ("８８．５分", "88.5"),
    ],
)
def test_f914_other_ways_in_which_people_write_a_number(text: str, value: str) -> None:
    assert read_score(text, HUNDRED) == read_score(text, HUNDRED, comma_separates=True) == Decimal(value)


def test_a_point_that_nothing_follows_yet_stays_what_somebody_has_typed() -> None:
    assert [plainly(text) for text in (".", "。", ".5", "9.")] == [".", "。", "0.5", "9"]


def test_f914_a_comma_is_one_of_decimals_where_it_separates_nothing() -> None:
    assert read_score("88,5", HUNDRED) == read_score("88，5", HUNDRED) == Decimal("88.5")
    assert read_score("1,234.5", Decimal(2000), comma_separates=True) == Decimal("1234.5")
    assert read_score("88,125", HUNDRED) == Decimal("88.125")
    for text, maximum, separates, why in (
        ("88,5", HUNDRED, True, "value"),
        ("1,234", Decimal(2000), False, "comma"),
        ("1,2,3", HUNDRED, False, "value"),
        ("95%", HUNDRED, False, "percent"),
        ("９５％", HUNDRED, True, "percent"),
    ):
        with pytest.raises(NoScore, match=f"^{why}$"):
            read_score(text, maximum, comma_separates=separates)


@pytest.mark.parametrize("separates", [True, False])
def test_f914_a_comma_before_three_digits_parts_what_the_maximum_lets_it_part(*, separates: bool) -> None:
    """Thousands where nothing else can be; decimals where it cannot be thousands; both, and somebody has to say."""
    for text, maximum, value in (
        ("1,234,567", "2000000", "1234567"),
        ("12,345.5", "20000", "12345.5"),
        ("88,125", "100", "88.125"),
        ("100,000", "100", "100"),
    ):
        assert read_score(text, Decimal(maximum), comma_separates=separates) == Decimal(value), text
    for text, maximum, why in (
        ("1,000", "1000", "comma"),
        ("1,234", "2000", "comma"),
        ("1,234.5", "100", "value"),
        ("1,234,567", "100", "value"),
        ("101,000", "100", "value"),
    ):
        with pytest.raises(NoScore, match=f"^{why}$") as refused:
            read_score(text, Decimal(maximum), comma_separates=separates)
        assert refused.value.why == why


@pytest.mark.parametrize("text", ["不参评", "未参评", " 不 参 加 ", "Ｎ／Ａ", "NA", "无此项", "免评", "缺考"])
def test_words_for_not_applicable_are_taken(text: str) -> None:
    assert read_score(text, Decimal(100)) is None
    assert not is_unclear(text)


@pytest.mark.parametrize("text", ["-", "—", "——", "－", "/", "／", "\\", "×", "无", "None"])
def test_a_sign_that_may_mean_no_score_yet_is_unclear(text: str) -> None:
    with pytest.raises(NoScore, match=r"^unclear$"):
        read_score(text, Decimal(100))
    assert is_unclear(text)


@pytest.mark.parametrize("text", ["", " ", "90-1", "-5", "x5"])
def test_a_blank_is_no_sign(text: str) -> None:
    assert not is_unclear(text)
