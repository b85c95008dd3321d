"""Formats as models of pydantic, whose errors are told in the catalogue's sentences, each at its column or key."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from scoreboard.exchange.problems import Wrong, shown

KeyPath = tuple[str | int, ...]
"""From a table or a row down: a key or a column, and what lies within it."""
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


Written = TypeVar("Written", bound=Format)


@cache
def keys_of(model: type[Format]) -> tuple[str, ...]:
    """The columns or keys that a format has, in its order."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def needed_keys_of(model: type[Format]) -> tuple[str, ...]:
    """Those of them that must be there and filled."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if field.is_required())


def understood(model: type[Written], given: Mapping[str, Any], tell: Callable[[KeyPath, Wrong], None]) -> Written:
    """What a row or a table means. Everything that is wrong with it is told; in its stead stands the default, or ""."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        right = dict(given)
        for details in error.errors(include_url=False):
            tell(details["loc"], _wrong(model, details))
            right.pop(str(details["loc"][0]), None)
        undemanding: type[Written] = _undemanding(model)
        return undemanding.model_validate(right)


def _wrong(model: type[Format], details: Mapping[str, Any]) -> Wrong:
    """Pydantic's error in our words."""
    key, value = details["loc"][0], shown(details["input"])
    match details["type"]:
        case "value_error":
            wrong = details["ctx"]["error"]
            assert isinstance(wrong, Wrong)
            return wrong
        case "missing":
            return model.lacking(str(key))
        case "extra_forbidden":
            return Wrong("unknown_key", value=shown(key), allowed=keys_of(model))
        case "literal_error" | "enum":
            return Wrong("choice", value=value, allowed=_words(model, str(key)))
        case kind:
            return Wrong(SENTENCES[kind])


def _words(model: type[Format], key: str) -> tuple[str, ...]:
    """The words that may stand in a field."""
    annotation = model.model_fields[key].annotation
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return tuple(str(word) for word in annotation or ())


@cache
def _undemanding(model: type[Written]) -> type[Written]:
    """A format with "" for all that it demands, for what is to be told of a row or table besides its mistakes."""
    demanded: dict[str, Any] = {
        name: (field.rebuild_annotation(), Field(default="", alias=field.alias))
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return create_model(model.__name__, __base__=model, **demanded)
