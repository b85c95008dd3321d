"""Typed values as JSON and back: what is public and what the stage shows go over files and lines in this form.

A type is a frozen dataclass with keyword fields; the order of its fields is the order of the keys. A key that is left
out when it says nothing is a field ``name: X | UnsetType = UNSET``; one that is printed as null is ``name: X | None``.
"""

from typing import Any, TypeVar

from msgspec import UNSET as UNSET
from msgspec import UnsetType as UnsetType
from msgspec import ValidationError, convert
from msgspec.json import decode, encode

Value = TypeVar("Value")

Json = dict[str, Any]
"""A JSON object as it was read, before it is parsed, or as it is about to be written."""


class Misfit(Exception):
    """A JSON object that does not fit the type that it was to be; says where, as ``$.rows[0].name``."""


def to_json(value: object) -> Json:
    """A typed value as a JSON object: lists, texts, numbers, nulls, in the order of the fields."""
    found: Json = decode(encode(value))
    return found


def from_json(kind: type[Value], data: Any) -> Value:
    """The value of a type that a JSON object says; keys that the type does not know are passed over.

    Raises Misfit where a key is missing or holds something else than the type says.
    """
    try:
        return convert(data, kind)
    except ValidationError as error:
        raise Misfit(f"{kind.__name__}: {error}") from None


def given(value: Value | UnsetType) -> Value | None:
    """What a key says that may be left out; None where it is."""
    return None if value is UNSET else value
