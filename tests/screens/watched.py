"""Payloads that record which of their keys are asked for, and what a payload consists of.

A key is named by its path: `row.holders[].name` is the name of any holder in a scene's row. Keys that are ids of units
or periods are all written `*`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

BY_ID = ("defences", "was", "board.rows[].flags", "parts")
"""Where the keys of a mapping are ids."""


def path_to(path: str, key: object) -> str:
    """The path of a key in the mapping at `path`."""
    if any(path == one or path.endswith(f".{one}") for one in BY_ID):
        return f"{path}.*"
    return f"{path}.{key}" if path else str(key)


@dataclass
class Asked:
    """The paths that have been asked for, whether there was anything or not."""

    paths: set[str] = field(default_factory=set)


class _Copied(str):
    """A key of a watched mapping in a plain one that has been made of it: looking it up there counts, too."""

    asked: Asked
    path: str

    def __eq__(self, other: object) -> bool:
        same = str.__eq__(self, other) is True
        if same and not isinstance(other, _Copied):
            self.asked.paths.add(self.path)
        return same

    __hash__ = str.__hash__


class Watched(dict[str, Any]):
    """A payload, or a mapping in one. `{**payload}` makes a plain mapping of it in which look-ups are recorded."""

    def __init__(self, values: Mapping[str, Any], asked: Asked, path: str = "") -> None:
        self._asked, self._path = asked, path
        super().__init__({key: _watched(value, asked, path_to(path, key)) for key, value in values.items()})

    def _copied(self, key: str) -> _Copied:
        copied = _Copied(key)
        copied.asked, copied.path = self._asked, path_to(self._path, key)
        return copied

    def __iter__(self) -> Iterator[str]:
        return iter([self._copied(key) for key in super().__iter__()])

    def keys(self) -> Any:
        return list(self)

    def __getitem__(self, key: str) -> Any:
        if not isinstance(key, _Copied):
            self._asked.paths.add(path_to(self._path, key))
        return super().__getitem__(str(key))

    def get(self, key: str, default: Any = None) -> Any:
        found = key in self
        return self[key] if found else default

    def __contains__(self, key: object) -> bool:
        self._asked.paths.add(path_to(self._path, key))
        return super().__contains__(str(key))

    def values(self) -> Any:
        return [self[str(key)] for key in self]

    def items(self) -> Any:
        return [(str(key), self[str(key)]) for key in self]

    def copy(self) -> dict[str, Any]:
        return {**self}

    def __or__(self, other: Any) -> Any:
        return {**self, **other}

    def __ror__(self, other: Any) -> Any:
        return {**other, **self}


def _watched(value: Any, asked: Asked, path: str) -> Any:
    if isinstance(value, Mapping):
        return Watched(value, asked, path)
    if isinstance(value, list | tuple):
        return type(value)(_watched(one, asked, f"{path}[]") for one in value)
    return value


@contextmanager
def watching(value: Any, asked: Asked) -> Iterator[None]:
    """Record which fields of a typed value, and of all typed values in it, are read meanwhile."""
    found = dict(_typed_in(value))
    kinds = {type(one) for one, _path in found.values()}
    for kind in kinds:
        kind.__getattribute__ = _recording(kind, found, asked)
    try:
        yield
    finally:
        for kind in kinds:
            del kind.__getattribute__


def _typed_in(value: Any, path: str = "") -> Iterator[tuple[int, tuple[Any, str]]]:
    """Every typed value with its path, by its identity."""
    if is_dataclass(value):
        yield id(value), (value, path)
        for one in fields(value):
            yield from _typed_in(getattr(value, one.name), path_to(path, one.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _typed_in(one, path_to(path, key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _typed_in(one, f"{path}[]")


def _recording(kind: type[Any], found: Mapping[int, tuple[Any, str]], asked: Asked) -> Any:
    names = {one.name for one in fields(kind)}

    def read(self: Any, name: str) -> Any:
        if name in names and id(self) in found:
            asked.paths.add(path_to(found[id(self)][1], name.removesuffix("_")))
        return object.__getattribute__(self, name)

    return read


def paths_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every path in a payload with the kind of value there, in a word."""
    if path:
        yield path, _kind(value)
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from paths_of(one, path_to(path, key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from paths_of(one, f"{path}[]")


def mappings_in(value: Any, path: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every mapping in a payload by its path, with the paths of its keys; the payload itself is at ""."""
    if isinstance(value, Mapping):
        yield path, frozenset(path_to(path, key) for key in value)
        for key, one in value.items():
            yield from mappings_in(one, path_to(path, key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from mappings_in(one, f"{path}[]")


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    for kind, name in ((bool, "yes or no"), (int | float, "number"), (str, "text"), (Mapping, "keys")):
        if isinstance(value, kind):
            return name
    return "list"
