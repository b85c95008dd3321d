"""Records which fields of a scene are read, and tells what its JSON consists of.

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


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    for kind, name in ((bool, "yes or no"), (int | float, "number"), (str, "text"), (Mapping, "keys")):
        if isinstance(value, kind):
            return name
    return "list"
