"""What `journal --verify` costs: ``python -m tests.bench.journal_check [ROWS…]``, by default 100,000 and 1,000,000.

A journal of that many rows, each cell entered and confirmed by a row of its own, beside the table of their scores.
For each size: CPU seconds, and how far the process's memory went above what it began with.
"""

import json
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from scoreboard.settings import Settings
from scoreboard.store.chain import WORDS, chained
from scoreboard.store.verification import verify
from tests.contests import opened, prepare

AT = "2030-05-01T01:00:00.000000+00:00"
SIZES = (100_000, 1_000_000)
COLUMNS = (*WORDS, "previous_hash", "hash")
JSON_COLUMNS = {"before", "after"}


def main(sizes: tuple[int, ...]) -> None:
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            settings = prepare(Path(folder))
            fill(settings, rows)
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                seconds, mebibytes = alone.submit(measure, settings).result()
            print(f"{rows:>10,} rows: {seconds:6.2f} s of CPU, {mebibytes:6.1f} MiB")


def fill(settings: Settings, rows: int) -> None:
    """Append so many rows to the journal of a contest, and the scores that they tell of to its table."""
    with closing(sqlite3.connect(settings.paths.main)) as connection:
        count, head = connection.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC").fetchone()
        places = ", ".join("?" * len(COLUMNS))
        connection.executemany(
            f"INSERT INTO journal ({', '.join(COLUMNS)}) VALUES ({places})", _journal(count, head, rows)
        )
        connection.executemany(
            "INSERT INTO score (series_id, period_id, area_id, unit_id, judge, value, state, version, entered_by,"
            " entered_at, entered_bound, confirmed_by, confirmed_at)"
            " VALUES ('main', '2030Q1', 'a1', ?, '', 925000, 'confirmed', 1, 'chief', ?, 0, 'chief', ?)",
            ((f"u{number:07}", AT, AT) for number in range(rows // 2)),
        )
        connection.commit()


def _journal(sequence: int, head: str, rows: int) -> Iterator[tuple[Any, ...]]:
    for number in range(rows // 2 * 2):
        sequence, previous = sequence + 1, head
        state, before = ("draft", None) if number % 2 == 0 else ("confirmed", _cell("draft"))
        words: dict[str, Any] = dict.fromkeys(WORDS)
        words |= {"sequence": sequence, "at": AT, "machine_at": AT, "who": "chief", "proof": "unproved"}
        words |= {"action": "enter" if before is None else "confirm", "before": before, "after": _cell(state)}
        words["subject"] = f"main/2030Q1/a1/u{number // 2:07}"
        head = chained(previous, words)
        stored = {name: json.dumps(value) if name in JSON_COLUMNS else value for name, value in words.items()}
        yield (*(stored[name] for name in WORDS), previous, head)


def _cell(state: str) -> dict[str, Any]:
    return {"score": "92.5", "version": 1, "state": state}


def measure(settings: Settings) -> tuple[float, float]:
    """CPU seconds and mebibytes of one verification, which finds nothing wrong."""
    with opened(settings) as store, store.read() as session:
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        verdict = verify(session)
        seconds = time.process_time() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert not verdict.wrong, verdict.findings
    return seconds, (after - before) / 1024


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
