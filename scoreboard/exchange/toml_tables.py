"""Strict reading of the TOML files of a folder: tables by their formats, each problem at its line."""

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_origin

from scoreboard.exchange import limits
from scoreboard.exchange.problems import FilePlace, Gap, Problems, Wrong
from scoreboard.exchange.texts import read_text
from scoreboard.exchange.toml_excess import Excess, refuse_excess
from scoreboard.exchange.toml_faults import fault_of
from scoreboard.exchange.toml_lines import KeyPath, TomlLines
from scoreboard.exchange.validation import Format, KeyGroup, inner_format, keys_of, nothing_of, understood

POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
CURLY = re.compile(r"[=\[,]\s*([“”„‘’＂])")
"""A quote of a word processor where a text begins."""


class TableFormat(Format):
    """A table of a TOML file: a field for each key, the needed ones without a default."""

    is_brief: ClassVar[bool] = False
    """Whether a text may stand for the table."""


Table = TypeVar("Table", bound=Format)


class TomlTable:
    """A table of a TOML file, and where it stands."""

    def __init__(self, file: str, lines: TomlLines, path: KeyPath, keys: dict[str, Any], problems: Problems) -> None:
        self._file = file
        self._lines = lines
        self._path = path
        self._keys = keys
        self._problems = problems

    @property
    def line(self) -> int:
        """The line on which the table begins."""
        return self._lines.line(self._path)

    def place(self, *path: str | int) -> FilePlace:
        """Where the table, one of its keys, or something within a key stands."""
        whole = (*self._path, *path)
        return FilePlace(
            self._file, self._lines.line(whole), key=".".join(part for part in whole if isinstance(part, str)) or None
        )

    def wrong(self, key: str | None, what: str, **gaps: Gap) -> None:
        """Note a problem of the table or of one of its keys."""
        self._problems.add(self.place() if key is None else self.place(key), what, **gaps)

    def has(self, key: str) -> bool:
        """Whether the file gives the key."""
        return key in self._keys

    def fills(self, key: str) -> bool:
        """Whether the file gives the key, and something in it."""
        return self._keys.get(key) not in (None, "", [])

    def text(self, key: str) -> str | None:
        """The text that the file gives a key; None where it gives none."""
        given = self._keys.get(key)
        return given if isinstance(given, str) else None

    def read(self, model: type[Table]) -> Table:
        """What the table means by its format, with the tables in it; what is wrong is noted where it stands."""
        given = dict(self._keys)
        for name, field in model.model_fields.items():
            key, inner = field.alias or name, inner_format(model, name)
            if inner is None:
                continue
            if issubclass(inner, KeyGroup):
                self._gather(given, name, model, inner)
            elif key in given and get_origin(field.annotation) is not tuple:
                table = self.table(key)
                given[key] = nothing_of(inner)() if table is None else table.read(inner)
            elif key in given and not (issubclass(inner, TableFormat) and inner.is_brief and self._has_texts(key)):
                given[key] = tuple(table.read(inner) for table in self.tables(key))
        return understood(model, given, self._tell).standing_on(self.line)

    def _gather(self, given: dict[str, Any], name: str, model: type[Format], group: type[KeyGroup]) -> None:
        """Put the keys of a group into its field, whose own name is no key of the file."""
        if name in self._keys:
            self.wrong(name, "unknown_key", value=name, allowed=keys_of(model))
        keys = {key: given.pop(key) for key in keys_of(group) if key in given}
        given[name] = understood(group, keys, self._tell)

    def _has_texts(self, key: str) -> bool:
        """Whether a key has something else than tables."""
        tables = self._keys[key]
        return not (isinstance(tables, list) and tables and all(isinstance(one, dict) for one in tables))

    def _tell(self, path: KeyPath, wrong: Wrong) -> None:
        place = self.place() if wrong.what == "missing_key" else self.place(*path)
        self._problems.add(place, wrong.what, **wrong.values)

    def table(self, key: str) -> "TomlTable | None":
        """A table, None where it is left out or no table."""
        if key not in self._keys:
            return None
        if not isinstance(self._keys[key], dict):
            self.wrong(key, "type_table")
            return None
        return TomlTable(self._file, self._lines, (*self._path, key), self._keys[key], self._problems)

    def tables(self, key: str) -> "list[TomlTable]":
        """An array of tables; empty where it is left out or something else."""
        given = self._keys.get(key, [])
        if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
            self.wrong(key, "type_tables", value=key)
            return []
        path = (*self._path, key)
        return [
            TomlTable(self._file, self._lines, (*path, index), table, self._problems)
            for index, table in enumerate(given)
        ]


def tell_repeated(tables: Iterable[tuple[TomlTable, str]], key: str = "id") -> None:
    """Note ids that an earlier table of the same kind has already."""
    seen: set[str] = set()
    for table, given in tables:
        if given and given in seen:
            table.wrong(key, "duplicate", value=given)
        seen.add(given)


def read_toml(path: Path, name: str, problems: Problems) -> TomlTable | None:
    """The document in a TOML file; None where it can't be parsed, which is then a problem with line and column."""
    text = read_text(path, name, problems, megabytes=limits.TOML_MEGABYTES)
    if text is None:
        return None
    try:
        refuse_excess(text)
    except Excess as excess:
        problems.add(FilePlace(name, excess.line), excess.what, **excess.values)
        return None
    try:
        document = tomllib.loads(text, parse_float=_exact)
    except RecursionError:
        problems.add(FilePlace(name), "toml_deep")
        return None
    except ValueError as error:
        place = _place_of(error, name, text)
        curly = _curly_quote(text, place.line)
        if curly is not None:
            problems.add(FilePlace(name, curly[0]), "toml_quotes", found=curly[1])
        else:
            problems.add(place, fault_of(error))
        return None
    return TomlTable(name, TomlLines(text), (), document, problems)


def _place_of(error: ValueError, name: str, text: str) -> FilePlace:
    match = POSITION.search(str(error))
    if match is None or match[1] is None:
        return FilePlace(name, text.count("\n") + 1)
    return FilePlace(name, int(match[1]), number=int(match[2]))


def _curly_quote(text: str, line: int | None) -> tuple[int, str] | None:
    """The line at which a document can't be read or the one before it, where a word processor's quote opens a value."""
    lines = text.splitlines()
    for number in (line or len(lines), (line or len(lines)) - 1):
        found = CURLY.search(lines[number - 1]) if 0 < number <= len(lines) else None
        if found is not None:
            return number, found[1]
    return None


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text.replace("_", ""))
    except InvalidOperation:
        return Decimal("NaN")
