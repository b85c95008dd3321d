"""Strict reading of the TOML files of a folder: known keys of known types, each problem at its line."""

import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from scoreboard.exchange import limits, values
from scoreboard.exchange.problems import FilePlace, Gap, Problems, Wrong, shown
from scoreboard.exchange.texts import read_text
from scoreboard.exchange.toml_excess import Excess, refuse_excess
from scoreboard.exchange.toml_lines import KeyPath, TomlLines

Value = TypeVar("Value")

POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
LARGEST = Decimal(values.LARGEST_COUNT)


class TomlTable:
    """A table whose keys are asked for one by one; `close` then reports the keys that nobody asked for.

    A key that is missing though needed, or of a wrong type or value, is noted, and a stand-in returned.
    """

    def __init__(self, file: str, lines: TomlLines, path: KeyPath, keys: dict[str, Any], problems: Problems) -> None:
        self._file = file
        self._lines = lines
        self._path = path
        self._keys = keys
        self._asked: list[str] = []
        self._problems = problems

    @property
    def line(self) -> int:
        """The line on which the table begins."""
        return self._lines.line(self._path)

    def place(self, key: str | None = None, index: int | None = None) -> FilePlace:
        """Where the table, one of its keys, or an element of a key's array stands."""
        path = self._path if key is None else (*self._path, key)
        at = path if index is None else (*path, index)
        return FilePlace(self._file, self._lines.line(at), key=".".join(p for p in path if isinstance(p, str)) or None)

    def wrong(self, key: str | None, what: str, **gaps: Gap) -> None:
        """Note a problem of the table or of one of its keys."""
        self._problems.add(self.place(key), what, **gaps)

    def has(self, key: str) -> bool:
        """Whether the file gives the key."""
        return key in self._keys

    def close(self) -> None:
        """Report every key that was never asked for."""
        for key in self._keys:
            if key not in self._asked:
                self.wrong(key, "unknown_key", value=shown(key), allowed=tuple(self._asked))

    def optional(self, key: str, parse: Callable[[Any], Value], default: Value) -> Value:
        """The key's value, `default` where it is left out or wrong."""
        self._asked.append(key)
        if key not in self._keys:
            return default
        try:
            return parse(self._keys[key])
        except Wrong as wrong:
            self.wrong(key, wrong.what, **wrong.values)
            return default

    def required(self, key: str, parse: Callable[[Any], Value], stand_in: Value) -> Value:
        """The key's value; its absence is a problem."""
        if key not in self._keys:
            self.wrong(None, "missing_key", value=key)
        return self.optional(key, parse, stand_in)

    def id(self, key: str = "id") -> str:
        """An id; "" where it is missing or wrong."""
        return self.required(key, lambda value: values.identifier(_string(value)), "")

    def name(self, key: str) -> str:
        """Text on one line that may not be empty."""
        return self.required(key, lambda value: _filled(value, values.name), "")

    def other_name(self, key: str) -> str:
        """What something is called besides, in another language or in short; "" where it is left out."""
        return self.optional(key, lambda value: values.name(_string(value)), "")

    def text(self, key: str, default: str = "") -> str:
        """Text on one line."""
        return self.optional(key, lambda value: values.word(_string(value)), default)

    def lines(self, key: str) -> str:
        """Text that may run over several lines."""
        return self.optional(key, lambda value: values.lines(_string(value)), "")

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the `allowed` words."""
        return self.optional(key, lambda value: values.choice(_string(value), allowed), default)

    def number(self, key: str, default: Decimal, low: Decimal, high: Decimal) -> Decimal:
        """An exact number from `low` to `high`."""
        return self.optional(key, lambda value: values.number(_number(value), low, high), default)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        return self.optional(key, lambda value: _whole(value, low, high), default)

    def flag(self, key: str) -> bool:
        """True or false; false where it is left out or wrong."""
        return self.optional(key, _flag, False)

    def day(self, key: str) -> date | None:
        """A date, None where it is left out or wrong."""
        return self.optional(key, _day, None)

    def needed_day(self, key: str) -> date | None:
        """A date; None where it is missing, which is a problem, or wrong."""
        return self.required(key, _day, None)

    def moment(self, key: str, zone: ZoneInfo) -> datetime | None:
        """A date and time as UTC; without an offset it is meant in `zone`."""
        return self.optional(key, lambda value: _moment(value, zone), None)

    def texts(self, key: str) -> list[str]:
        """An array of texts; empty where it is left out or wrong."""
        return self.optional(key, lambda value: [_filled(text, values.word) for text in _array(value)], [])

    def is_empty(self, key: str) -> bool:
        """Whether the file gives the key as an array in which nothing is."""
        return self._keys.get(key) == []

    def texts_or_tables(self, key: str) -> "list[str | TomlTable]":
        """An array of texts, or of tables where things have more than an id; empty where it is left out or wrong."""
        given = self._keys.get(key)
        if isinstance(given, list) and given and all(isinstance(one, dict) for one in given):
            return list(self.tables(key))
        return list(self.texts(key))

    def numbers(self, key: str) -> dict[str, Decimal] | None:
        """A table of numbers from 0 on, None where it is left out or wrong."""
        self._asked.append(key)
        table = self._keys.get(key)
        if table is None:
            return None
        if not isinstance(table, dict):
            self.wrong(key, "type_table")
            return None
        inner = TomlTable(self._file, self._lines, (*self._path, key), table, self._problems)
        return {name: inner.number(name, Decimal(0), Decimal(0), LARGEST) for name in table}

    def table(self, key: str) -> "TomlTable | None":
        """A table, None where it is left out or no table."""
        self._asked.append(key)
        if key not in self._keys:
            return None
        if not isinstance(self._keys[key], dict):
            self.wrong(key, "type_table")
            return None
        return TomlTable(self._file, self._lines, (*self._path, key), self._keys[key], self._problems)

    def tables(self, key: str) -> "list[TomlTable]":
        """An array of tables; empty where it is left out or something else."""
        self._asked.append(key)
        given = self._keys.get(key, [])
        if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
            self.wrong(key, "type_tables", value=key)
            return []
        path = (*self._path, key)
        return [
            TomlTable(self._file, self._lines, (*path, index), table, self._problems)
            for index, table in enumerate(given)
        ]


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
        problems.add(_place_of(error, name, text), "toml", detail=shown(POSITION.sub("", str(error)).strip()))
        return None
    return TomlTable(name, TomlLines(text), (), document, problems)


def _place_of(error: ValueError, name: str, text: str) -> FilePlace:
    match = POSITION.search(str(error))
    if match is None or match[1] is None:
        return FilePlace(name, text.count("\n") + 1)
    return FilePlace(name, int(match[1]), number=int(match[2]))


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text.replace("_", ""))
    except InvalidOperation:
        return Decimal("NaN")


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("type_text")
    return value.strip()


def _filled(value: Any, parse: Callable[[str], str]) -> str:
    text = parse(_string(value))
    if not text:
        raise Wrong("empty")
    return text


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Wrong("type_number")
    return Decimal(value)


def _whole(value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Wrong("whole", value=shown(value), low=low, high=high)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("type_flag")
    return value


def _day(value: Any) -> date:
    if isinstance(value, str):
        return values.day(value.strip())
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Wrong("date", value=shown(value))
    return values.day(value.isoformat())


def _moment(value: Any, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime) or not values.EARLIEST.year < value.year < values.LATEST.year:
        raise Wrong("moment", value=shown(value))
    if value.tzinfo:
        return value.astimezone(UTC)
    moment = value.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != value:  # the clocks are put forward over it
        raise Wrong("moment_skipped", value=shown(value), zone=zone.key)
    return moment


def _array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Wrong("type_texts")
    return value
