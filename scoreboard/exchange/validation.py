"""Formats as models of pydantic, whose errors are told in the catalogue's sentences, each at its column or key."""

from collections.abc import Callable, Mapping
from enum import EnumType
from functools import cache
from typing import Any, Literal, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from scoreboard.exchange.problems import Wrong, shown
from scoreboard.exchange.toml_lines import KeyPath

SENTENCES = {
    "string_type": "type_text",
    "bool_type": "type_flag",
    "dict_type": "type_table",
    "tuple_type": "type_texts",
}
"""What is said where a value is not of its field's type, by pydantic's name for the error."""


class Format(BaseModel):
    """What may stand in a row or a table of a folder, a field for each column or key, and what it means."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @property
    def line(self) -> int:
        """The line of the file on which it stands; no part of what it says."""
        return int(self.__dict__.get("_line", 0))

    def standing_on(self, line: int) -> Self:
        """The same, once it is known where it stands."""
        self.__dict__["_line"] = line
        return self

    @classmethod
    def lacking(cls, key: str) -> Wrong:
        """What is said where something is left out that must be there."""
        return Wrong("missing_key", value=key)


class KeyGroup(Format):
    """Keys of a table that belong together; in the file they stand among the table's others."""


Written = TypeVar("Written", bound=Format)


@cache
def inner_format(model: type[Format], name: str) -> type[Format] | None:
    """The format of the tables, or of the group of keys, that a field holds; None where it holds something else."""
    annotation = model.model_fields[name].annotation
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Format):
            return kind
    return None


@cache
def keys_of(model: type[Format]) -> tuple[str, ...]:
    """The columns or keys that a format has, in its order."""
    keys: list[str] = []
    for name, field in model.model_fields.items():
        inner = inner_format(model, name)
        group = inner is not None and issubclass(inner, KeyGroup)
        keys += keys_of(inner) if inner is not None and group else [field.alias or name]
    return tuple(keys)


@cache
def needed_keys_of(model: type[Format]) -> tuple[str, ...]:
    """Those of them that must be there and filled."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if field.is_required())


def understood(model: type[Written], given: Mapping[str, Any], tell: Callable[[KeyPath, Wrong], None]) -> Written:
    """What a row or a table means. What is wrong with it is told; in its stead stands its default, 0 or nothing."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        right = dict(given)
        for details in error.errors(include_url=False):
            key, *inner = details["loc"]
            tell(details["loc"], _wrong(model, details))
            if inner and isinstance(right.get(str(key)), Mapping):
                right[str(key)] = {**right[str(key)], inner[0]: 0}
            else:
                right.pop(str(key), None)
        undemanding: type[Written] = _undemanding(model)
        return understood(undemanding, right, tell)


def _wrong(model: type[Format], details: Mapping[str, Any]) -> Wrong:
    """Pydantic's error in our words."""
    key, value = str(details["loc"][0]), shown(details["input"])
    match details["type"]:
        case "value_error":
            wrong = details["ctx"]["error"]
            assert isinstance(wrong, Wrong)
            return wrong
        case "missing":
            return model.lacking(key)
        case "extra_forbidden":
            return Wrong("unknown_key", value=shown(key), allowed=keys_of(model))
        case "literal_error" | "enum":
            return Wrong("choice", value=value, allowed=_words(model, key))
        case kind:
            return Wrong(SENTENCES[kind])


def _words(model: type[Format], key: str) -> tuple[str, ...]:
    """The words that may stand in a field."""
    annotation = model.model_fields[key].annotation
    if isinstance(annotation, EnumType):
        return tuple(str(word.value) for word in annotation)
    assert get_origin(annotation) is Literal
    return tuple(str(word) for word in get_args(annotation))


@cache
def _undemanding(model: type[Written]) -> type[Written]:
    """A format with nothing for all that it demands, for what is to be told of a row or table besides its mistakes."""
    demanded: dict[str, Any] = {
        name: (field.rebuild_annotation(), Field(default_factory=_nothing(model, name), alias=field.alias))
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return create_model(model.__name__, __base__=model, **demanded) if demanded else model


def _nothing(model: type[Format], name: str) -> Callable[[], Any]:
    """What stands in a field that must be filled and is not."""
    inner, several = inner_format(model, name), get_origin(model.model_fields[name].annotation) is tuple
    return tuple if several else str if inner is None else nothing_of(inner)


def nothing_of(model: type[Written]) -> Callable[[], Written]:
    """Makes what stands for a table that can't be read at all."""
    return lambda: _undemanding(model).model_validate({})
