"""Runs the program as a person or a script does: words in, an exit code and two streams out.

`Program` calls the command line in this process, for speed; `tests/cli/test_driver.py` proves that a process of its
own says the same.
"""

import contextlib
import io
import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from scoreboard.cli.program import run
from scoreboard.settings import DatabaseSide, ServerSide
from tests.private_server import rows_on
from tests.warm_programs import run_warm

MISTAKES = ("the program made a mistake", "程序出错")
"""What the program says where it did not foresee something."""
RUNS = (
    *("was closed before its end", "已提前结账", "which is still to come", "这一天还没有到"),
    *("was closed before it had begun", "还没有开始就结了账"),
)
"""What it warns of when a period is closed that still runs or has not begun (F901), or on a day to come, as tests do
that can't wait."""
UNBOUND = ("who are bound to a key or an account", "没有绑定身份")
"""What it notes of scores that nobody could confirm (F514), as most people in tests are bound to nothing."""
UNREAD = ("holds figures but names no area", "表头却不是哪一项重点工作")
"""What it warns of when a sheet has a column of figures that it passes over."""
LATE = ("the year is closed", "年度已结账")
"""What it notes of a deed after the year has been closed."""
NOTED = {
    "close": RUNS,
    "enter": UNBOUND,
    "import": (*UNBOUND, *UNREAD),
    "veto": LATE,
    "honour": (*LATE, "is still to come (today is", "还没有到（今天"),
    "cue": ("the hall has left", "大屏已转到"),
    "star": (*UNBOUND, *LATE),
    **dict.fromkeys(("pledge", "goal", "livelihood"), LATE),
}
"""What each command may note beside what it has done."""
NOTHING_MEANT = ("SCOREBOARD_DATABASE", "SCOREBOARD_LANG", "SCOREBOARD_NOW")


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The last line of stderr, which says what is wrong and what to do."""
        lines = self.err.splitlines()
        return lines[-1] if lines else ""

    def json(self) -> Any:
        return json.loads(self.out)

    def __str__(self) -> str:
        told = f"{' '.join(self.arguments)}\n-> {self.code}\n{self.out}\n{self.err}"
        return told.encode(errors="backslashreplace").decode()


@dataclass(frozen=True)
class Program:
    """The command line on one database, at one time, in one language and in one person's name."""

    database: DatabaseSide
    now: str | None = "2031-07-01T09:00:00+08:00"
    lang: str = "en"
    acting: str | None = "root"
    typed: str | bytes = ""
    """What is on standard input."""

    @property
    def public(self) -> DatabaseSide:
        if isinstance(self.database, ServerSide):
            return self.database
        return self.database.with_stem(self.database.stem + "-public")

    def at(self, now: str | None) -> "Program":
        return replace(self, now=now)

    def by(self, name: str | None) -> "Program":
        return replace(self, acting=name)

    def speaking(self, lang: str) -> "Program":
        return replace(self, lang=lang)

    def typing(self, typed: str | bytes) -> "Program":
        return replace(self, typed=typed)

    def words(self, arguments: tuple[object, ...]) -> list[str]:
        """The command with this program's own options after it."""
        given = [str(word) for word in arguments]
        if self.now is not None:
            given += ["--now", self.now]
        if self.acting is not None:
            given += ["--as", self.acting]
        return given

    def __call__(self, *arguments: object) -> Result:
        """Run one command, however it ends."""
        out, err = (
            io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", write_through=True) for _ in range(2)
        )
        given = io.TextIOWrapper(io.BytesIO(self._typed()), encoding="utf-8")
        words = self.words(arguments)
        with (
            patch("sys.stdin", given),
            environment(SCOREBOARD_DATABASE=str(self.database), SCOREBOARD_LANG=self.lang),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = run(words)
        result = Result(tuple(words), code, *(stream.buffer.getvalue().decode() for stream in (out, err)))
        assert not any(mistake in result.err for mistake in MISTAKES), result
        return result

    def in_a_process(self, *arguments: object) -> Result:
        """Run one command as the shell would, but that the program is warm."""
        words = self.words(arguments)
        done = run_warm(*words, environment=self.environment, given=self._typed())
        return Result(tuple(words), done.returncode, done.stdout.decode(), done.stderr.decode())

    @property
    def environment(self) -> dict[str, str]:
        """What a process of its own has in its environment."""
        environ = {name: value for name, value in os.environ.items() if name not in NOTHING_MEANT}
        return {**environ, "SCOREBOARD_DATABASE": str(self.database), "SCOREBOARD_LANG": self.lang}

    def _typed(self) -> bytes:
        return self.typed.encode() if isinstance(self.typed, str) else self.typed

    def ok(self, *arguments: object) -> Result:
        """Run one command that must do what it is told."""
        result = self(*arguments)
        assert result.code == 0, result
        noted = NOTED.get(str(arguments[0]), ())
        warned = any(note in result.err for note in noted)
        assert result.err == "" or (warned and result.err.count("\n") == 1), result
        return result

    def refuses(self, code: int, *arguments: object) -> Result:
        """Run one command, in both languages, that must end with `code`, say why, and change nothing."""
        before = contents(self.database)
        results = {lang: self.speaking(lang)(*arguments) for lang in ("zh", "en")}
        for lang, result in results.items():
            assert result.code == code, result
            assert_complaint(result, lang)
        assert results["zh"].complaint != results["en"].complaint, results["zh"].complaint
        assert contents(self.database) == before, f"{arguments} changed the database"
        return results[self.lang]

    def show(self, board: str, *options: object) -> dict[str, Any]:
        """A public board as JSON."""
        shown: dict[str, Any] = self.ok("show", board, *options, "--format", "json").json()
        return shown

    def rows(self, board: str, *options: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.show(board, *options)["rows"]
        return rows

    def ranking(self, *options: object) -> dict[str, dict[str, Any]]:
        """A ranking's rows by unit."""
        return {row["unit"]: row for row in self.rows("ranking", *options)}

    def flags(self, *options: object) -> dict[str, dict[str, Any]]:
        """The flags' rows by area, with the pool where pools have flags of their own."""
        return {row["area"] + (f"/{row['pool']}" if row["pool"] else ""): row for row in self.rows("flags", *options)}

    def journal(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ok("journal", "--format", "json").json()
        return rows


def assert_complaint(result: Result, lang: str) -> None:
    """The last line of stderr is one sentence of its language, and no traceback is anywhere."""
    assert "Traceback" not in result.err + result.out, result
    assert result.complaint.strip(), result
    assert not any(unicodedata.category(character) == "Cc" for character in result.complaint), result
    assert "{" not in result.complaint or any("{" in word for word in result.arguments), result
    if lang == "zh":
        assert any("\u4e00" <= character <= "\u9fff" for character in result.complaint), result
    assert len(result.complaint) < 1000, result


def units(holders: list[dict[str, Any]]) -> list[str]:
    """The ids of holders as a row names them."""
    return [holder["unit"] for holder in holders]


def contents(database: DatabaseSide) -> dict[str, list[tuple[Any, ...]]] | None:
    """Every row of every table; None where there is no database to read."""
    if isinstance(database, ServerSide):
        return rows_on(database)
    if not database.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(tables)}
    except sqlite3.DatabaseError:
        return {"": [(database.read_bytes(),)]}


def _written() -> io.TextIOWrapper:
    """A stream as the program has it, kept."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", write_through=True)


@contextlib.contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Only these variables of the program are set."""
    before = {name: os.environ.pop(name) for name in NOTHING_MEANT if name in os.environ}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in NOTHING_MEANT:
            os.environ.pop(name, None)
        os.environ.update(before)
