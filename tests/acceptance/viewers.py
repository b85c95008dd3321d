"""All that somebody outside can get hold of: the public file's bytes, and every word of every viewer's command."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.acceptance.driver import Program, Result

FORMATS = ("json", "csv", "table")


def file_bytes(program: Program) -> bytes:
    """The public file and what lies beside it under its name; then its rows, which the pages of a file may split."""
    beside = [program.public, program.public.with_name(f"{program.public.name}-wal")]
    with closing(sqlite3.connect(program.public)) as public:
        rows = "\n".join(public.iterdump())
    return b"".join(path.read_bytes() for path in beside if path.exists()) + rows.encode()


def outputs(program: Program, areas: Sequence[str], periods: Sequence[str], *, thorough: bool = False) -> bytes:
    """What viewers' commands print, complaints included; without `thorough` one format and language only."""
    viewer = program.by(None)
    boards: list[tuple[str, ...]] = [("ranking",), ("flags",), ("stars",), ("ceremony",)]
    boards += [("ranking", "--area", area) for area in areas]
    boards += [(*board, "--period", period) for board in list(boards) for period in periods]
    said: list[Result] = []
    for lang in ("zh", "en") if thorough else ("zh",):
        speaking = viewer.speaking(lang)
        for form in FORMATS if thorough else ("json",):
            said += [speaking("show", *board, "--format", form) for board in boards]
        said += [speaking("show", *board, "--as-of", "2031-12-31", "--format", "json") for board in boards[:4]]
        for form in ("md", "html") if thorough else ("md",):
            said += [speaking("bulletin", "main", period, "--format", form) for period in periods]
    for result in said:
        assert result.code in (0, 1), result
        assert "Traceback" not in result.err, result
    return "\n".join(f"{result.code}\n{result.out}\n{result.err}" for result in said).encode()


def only_the_public_file(program: Program, folder: Path) -> Program:
    """The program as a viewer elsewhere has it: a folder in which nothing but a copy of the public file lies."""
    folder.mkdir()
    copy = folder / program.public.name
    copy.write_bytes(program.public.read_bytes())
    return Program(folder, program.now, program.lang, None)
