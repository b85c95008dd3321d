"""Where the keys of a TOML text stand, which `tomllib` does not tell.

The text has been accepted by `tomllib` before; what this walk can't follow is left without a position.
"""

import re
import tomllib
from bisect import bisect_right

KeyPath = tuple[str | int, ...]
"""From the document down: keys, and indexes into arrays and arrays of tables."""

BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
SPACE = re.compile(r"[ \t]*")
KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
SCALAR = re.compile(r"[^,\]}\n#]+")


class UnknownToml(Exception):
    """The walk met something that it does not know."""


class TomlLines:
    """Lines, from 1, of the tables and keys of a TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._offset: dict[KeyPath, int] = {}
        self._tables: dict[KeyPath, int] = {}
        try:
            self._document()
        except (UnknownToml, RecursionError):
            return

    def line(self, path: KeyPath) -> int:
        """The line of `path`, or of the nearest table around it; 1 for the document itself."""
        while path and path not in self._offset:
            path = path[:-1]
        return bisect_right(self._starts, self._offset.get(path, 0))

    def _document(self) -> None:
        table: KeyPath = ()
        at = self._skip(BLANK, 0)
        while at < len(self._text):
            if self._text.startswith("[", at):
                table, at = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._skip(BLANK, at)

    def _header(self, start: int) -> tuple[KeyPath, int]:
        double = self._text.startswith("[[", start)
        keys, at = self._keys(start + 1 + double)
        path: KeyPath = ()
        for key, _ in keys[:-1]:
            path = self._newest((*path, key))
        path = (*path, keys[-1][0])
        if double:
            self._offset.setdefault(path, start)
            self._tables[path] = self._tables.get(path, 0) + 1
            path = self._newest(path)
        self._offset[path] = start
        return path, self._expect("]]" if double else "]", at)

    def _newest(self, path: KeyPath) -> KeyPath:
        count = self._tables.get(path)
        return path if count is None else (*path, count - 1)

    def _pair(self, at: int, table: KeyPath) -> int:
        keys, at = self._keys(at)
        for key, offset in keys:
            table = (*table, key)
            self._offset.setdefault(table, offset)
        return self._value(self._skip(SPACE, self._expect("=", at)), table)

    def _keys(self, at: int) -> tuple[list[tuple[str, int]], int]:
        keys: list[tuple[str, int]] = []
        while True:
            at = self._skip(SPACE, at)
            match = KEY.match(self._text, at)
            if match is None:
                raise UnknownToml
            keys.append((_plain(match[0]), at))
            at = self._skip(SPACE, match.end())
            if not self._text.startswith(".", at):
                return keys, at
            at += 1

    def _value(self, at: int, path: KeyPath) -> int:
        if self._text.startswith("[", at):
            return self._array(at, path)
        if self._text.startswith("{", at):
            return self._inline(at, path)
        match = STRING.match(self._text, at) or SCALAR.match(self._text, at)
        if match is None:
            raise UnknownToml
        return match.end()

    def _array(self, at: int, path: KeyPath) -> int:
        index = 0
        at = self._skip(BLANK, at + 1)
        while not self._text.startswith("]", at):
            self._offset[(*path, index)] = at
            at = self._after_element(self._value(at, (*path, index)), "]")
            index += 1
        return at + 1

    def _inline(self, at: int, path: KeyPath) -> int:
        at = self._skip(BLANK, at + 1)
        while not self._text.startswith("}", at):
            at = self._after_element(self._pair(at, path), "}")
        return at + 1

    def _after_element(self, at: int, end: str) -> int:
        at = self._skip(BLANK, at)
        if self._text.startswith(",", at):
            return self._skip(BLANK, at + 1)
        if not self._text.startswith(end, at):
            raise UnknownToml
        return at

    def _skip(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self._text, at)
        return at if match is None else match.end()

    def _expect(self, sign: str, at: int) -> int:
        if not self._text.startswith(sign, at):
            raise UnknownToml
        return at + len(sign)


def _plain(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key
