"""Typed values go over JSON and come back the same; what does not fit is refused by one error."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pytest

from scoreboard.wire import UNSET, Misfit, UnsetType, from_json, given, to_json


class Weather(StrEnum):
    FAIR = "fair"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    unit: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed(Named):
    rank: int | None
    told: str | UnsetType = UNSET
    weather: Weather = Weather.FAIR


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    rows: tuple[Placed, ...]
    counts: Mapping[str, int | None]


ROW = Placed(unit="cixian", name="磁县", rank=None)


def test_a_value_becomes_json_in_the_order_of_its_fields_and_is_read_again() -> None:
    listing = Listing(rows=(ROW,), counts={"2030Q1": None})
    data = to_json(listing)
    row = {"unit": "cixian", "name": "磁县", "rank": None, "weather": "fair"}
    assert data == {"rows": [row], "counts": {"2030Q1": None}}
    assert list(data["rows"][0]) == list(row)
    assert type(data["rows"][0]["weather"]) is str
    assert from_json(Listing, data) == listing


def test_what_says_nothing_is_left_out_and_is_none_to_who_asks() -> None:
    assert "told" not in to_json(ROW)
    assert given(ROW.told) is None
    assert given(from_json(Placed, {**to_json(ROW), "told": ""}).told) == ""


def test_unknown_keys_are_passed_over_and_lacking_ones_have_their_default() -> None:
    assert from_json(Placed, {"unit": "cixian", "name": "磁县", "rank": None, "from_later": 1}) == ROW


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"rows": [{"unit": "cixian", "rank": 1}], "counts": {}}, "name"),
        ({"rows": [{"unit": "cixian", "name": "磁县", "rank": "1"}], "counts": {}}, "$.rows[0].rank"),
        ({"rows": [{"unit": "c", "name": "n", "rank": 1, "weather": "foul"}], "counts": {}}, "$.rows[0].weather"),
        ([], "object"),
        (None, "object"),
    ],
)
def test_what_does_not_fit_is_refused_and_says_where(data: object, where: str) -> None:
    with pytest.raises(Misfit) as refused:
        from_json(Listing, data)
    assert where in str(refused.value)
    assert "Listing" in str(refused.value)
