"""Lines of keys in a TOML text, whatever is written around them."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.exchange.toml_lines import KeyPath, TomlLines

TEXT = '''\
# a comment with [brackets] and = signs
top = 1
"quoted key" = "a # no comment"

[table]
dotted.inner = 2   # [not.a.table]
long = """
[fake]
key = 1
"""
raw = \'\'\'it''s\'\'\'
list = [
    1, # one
    { x = 1, y = [2,
        3] },
    [ "]", '[' ],
]

[[rows]]
a = 1

[[rows.inner]]
b = 2
[[rows.inner]]
b = 3

[[rows]]
a = 4
  [rows.sub]
  c = 1979-05-27T07:32:00
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("top",), 2),
        (("quoted key",), 3),
        (("table",), 5),
        (("table", "dotted", "inner"), 6),
        (("table", "long"), 7),
        (("table", "raw"), 11),
        (("table", "list"), 12),
        (("table", "list", 0), 13),
        (("table", "list", 1, "x"), 14),
        (("table", "list", 1, "y", 1), 15),
        (("table", "list", 2), 16),
        (("rows", 0), 19),
        (("rows", 0, "inner", 0, "b"), 23),
        (("rows", 0, "inner", 1), 24),
        (("rows", 1, "a"), 28),
        (("rows", 1, "sub", "c"), 30),
        (("rows", 1, "missing"), 27),
        (("nowhere", "at", "all"), 1),
    ],
)
def test_lines(path: KeyPath, line: int) -> None:
    assert TomlLines(TEXT).line(path) == line
    assert TomlLines(TEXT.replace("\n", "\r\n")).line(path) == line


KEYS = st.sampled_from(["a", "b-c", "d_1", '"e f"', "'g.h'", '"\\u4e00"'])
SCALARS = st.sampled_from(["1", '"#]}"', "'''\n]\n'''", '"""\nx = "1"\n\\""""', "true", "1.5", "2010-11-05"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[ # note ]\n" + ",\n".join(items) + "\n]"),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.sampled_from(["", "[t]", "[[r]]"]), KEYS, VALUES), max_size=8))
def test_every_key_of_a_generated_text_is_found_on_its_own_line(parts: list[tuple[str, str, str]]) -> None:
    text, expected = "", {}
    here: KeyPath = ()
    rows, seen = -1, set()
    for header, key, value in parts:
        if header == "[[r]]":
            rows, here = rows + 1, ("r", rows + 1)
        elif header == "[t]" and "t" not in seen:
            here = ("t",)
            seen.add("t")
        elif header == "[t]":
            header = ""
        path = (*here, plain(key))
        if path in expected:
            continue
        text += f"{header}\n"
        expected[path] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    tomllib.loads(text)
    lines = TomlLines(text)
    assert {path: lines.line(path) for path in expected} == expected


def plain(key: str) -> Any:
    return next(iter(tomllib.loads(f"{key} = 1")))
