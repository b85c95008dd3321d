"""The formats of rows and tables: each mistake is told at its key, whatever else stands there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoreboard.exchange.folder import CSV_FORMATS
from scoreboard.exchange.formats.competition import Definitions
from scoreboard.exchange.formats.run_sheets import DeclaredRunSheet
from scoreboard.exchange.problems import Wrong
from scoreboard.exchange.toml_lines import KeyPath
from scoreboard.exchange.validation import Format, KeyGroup, inner_format, keys_of, needed_keys_of, understood
from scoreboard.locale import catalogue
from tests.examples import of_the_form


def with_inner(model: type[Format]) -> Iterator[type[Format]]:
    """A format with those of the tables in it."""
    yield model
    for name in model.model_fields:
        if (inner := inner_format(model, name)) is not None:
            yield from with_inner(inner)


TABLES = sorted({*with_inner(Definitions), *with_inner(DeclaredRunSheet)}, key=lambda model: model.__name__)
CELLS = st.sampled_from(["x", "1", "-1", "1.5", "2030-01-01", "confirmed", ">=", "九", "\x1b", "Аa", "县" * 3000])
VALUES = st.recursive(
    CELLS
    | st.sampled_from(["", " ", "live", "earlier-place:roads", "Asia/Shanghai", "CN"])
    | st.sampled_from([0, 3, -1, 10**40, True, Decimal("NaN"), Decimal("1.00001"), Decimal(50), date(2030, 1, 1)])
    | st.sampled_from([datetime(2030, 1, 1), datetime(1, 1, 1, tzinfo=UTC)]),  # noqa: DTZ001
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["members", "masses", "x"]), inner),
    max_leaves=4,
)


def read(model: type[Format], written: dict[str, Any]) -> list[tuple[KeyPath, Wrong]]:
    """What is told of a row or a table; what comes of it is of its format in any case."""
    told: list[tuple[KeyPath, Wrong]] = []
    meant = understood(model, written, lambda path, wrong: told.append((path, wrong)))
    assert isinstance(meant, model)
    return told


def check(model: type[Format], written: dict[str, Any]) -> None:
    """Whatever needed is left out is told, and only what is there or needed; each sentence is in the catalogue."""
    told = read(model, written)
    groups = {name for name in model.model_fields if is_group(model, name)}
    keys = {str(path[0]) for path, _ in told}
    assert set(needed_keys_of(model)) - written.keys() - groups <= keys
    assert keys <= written.keys() | set(needed_keys_of(model))
    assert {f"problem.{wrong.what}" for _, wrong in told} <= catalogue("folder", "en").keys()


def is_group(model: type[Format], name: str) -> bool:
    inner = inner_format(model, name)
    return inner is not None and issubclass(inner, KeyGroup)


@pytest.mark.parametrize("model", CSV_FORMATS, ids=lambda model: model.file)
@settings(max_examples=of_the_form(20), deadline=None)
@given(data=st.data())
def test_a_row_is_understood_or_told_cell_by_cell(model: type[Format], data: st.DataObject) -> None:
    check(model, data.draw(st.dictionaries(st.sampled_from(keys_of(model)), CELLS)))


def plain_keys(model: type[Format]) -> list[str]:
    """The keys of a table that hold no tables: those are read before it."""
    return [field.alias or name for name, field in model.model_fields.items() if inner_format(model, name) is None]


@pytest.mark.parametrize("model", [model for model in TABLES if plain_keys(model)], ids=lambda model: model.__name__)
@settings(max_examples=of_the_form(20), deadline=None)
@given(data=st.data())
def test_a_table_is_understood_or_told_key_by_key(model: type[Format], data: st.DataObject) -> None:
    check(model, data.draw(st.dictionaries(st.sampled_from([*plain_keys(model), "no-key"]), VALUES)))


@pytest.mark.parametrize("model", [*CSV_FORMATS, *TABLES], ids=lambda model: model.__name__)
def test_what_is_understood_does_not_change(model: type[Format]) -> None:
    assert model.model_config.get("frozen")
    assert model.model_config.get("extra") == "forbid"


def test_a_mistake_in_one_field_hides_none_in_another() -> None:
    (pledges,) = (model for model in CSV_FORMATS if model.file == "pledges.csv")
    told = read(pledges, {"unit": "east", "due": "soon", "target": "much", "comparator": "over"})
    assert sorted((path[0], wrong.what) for path, wrong in told) == [
        ("comparator", "choice"),
        ("due", "date"),
        ("target", "number"),
        ("text", "empty"),
    ]
