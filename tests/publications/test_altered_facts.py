"""A public fact that something else has altered: whoever reads it is told so in a sentence, or reads on.

Never an error of the program, on no screen: all of them read through `PublicReader`.
"""

import contextlib
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.shapes import altered_fact
from tests.store.kept.asking import kept_databases

SET = "UPDATE public_fact SET value = ? WHERE kind = ? AND key = ? AND change = ?"
OTHERS: tuple[Any, ...] = (None, 7, "x", [], {}, True, [3], {"x": None})

Way = tuple[Any, ...]


def places(value: Any, at: Way = ()) -> Iterator[Way]:
    """Where in a value something stands that can be altered."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, within in inside:
        yield (*at, key)
        yield from places(within, (*at, key))


def altered(value: Any, way: Way, chance: random.Random) -> Any:
    """The value with something there that is gone, another thing, or called otherwise."""
    found = json.loads(json.dumps(value))
    within = found
    for key in way[:-1]:
        within = within[key]
    match chance.randrange(3):
        case 0:
            del within[way[-1]]
        case 1 if isinstance(within, dict):
            within[f"{way[-1]}x"] = within.pop(way[-1])
        case _:
            within[way[-1]] = chance.choice(OTHERS)
    return found


def read_all(public: Path) -> None:
    """Everything that a hall, a browser or `show` asks for."""
    with contextlib.closing(PublicReader(public)) as reader:
        reader.competition()
        reader.day()
        reader.stage()
        for board in reader.boards(""):
            assert board.words is not None
        units = reader.units()
        reader.unit_keys()
        for unit in units[:2]:
            reader.unit(unit.id)
        for key in reader.keys("seal/"):
            reader.proof(key.removeprefix("seal/"))


@pytest.mark.parametrize(
    ("name", "most"),
    [("waiting", 12), pytest.param("year", 20_000, marks=[pytest.mark.long, pytest.mark.timeout(7200)])],
)
def test_f713_an_altered_fact_is_told_of_or_read_past(tmp_path: Path, name: str, most: int) -> None:
    """What the words of a mistake name is the fact; what nobody could notice is read, and everything is."""
    kept = next(kept for kept in reversed(kept_databases()) if kept.name == name)
    chance, public = random.Random(713), Path(str(kept.unpack(tmp_path).public))
    with contextlib.closing(sqlite3.connect(public, isolation_level=None)) as connection:
        assert altered_fact(asking_file(connection)) == ""
        facts = connection.execute(
            "SELECT kind, key, change, value FROM public_fact WHERE value IS NOT NULL ORDER BY change"
        ).fetchall()
        newest = {kind: ((kind, key, change), value) for kind, key, change, value in facts}
        ways = [(row, value, way) for row, value in newest.values() for way in places(json.loads(value))]
        told = 0
        for row, value, way in chance.choices(ways, k=most):
            wrong = json.dumps(altered(json.loads(value), way, chance), ensure_ascii=False)
            connection.execute(SET, (wrong, *row))
            try:
                read_all(public)
            except Unreachable:
                told += 1
            except Exception as error:
                raise AssertionError(f"{row} {way}: {wrong}") from error
            connection.execute(SET, (value, *row))
    assert told
