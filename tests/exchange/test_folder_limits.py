"""However large a folder is, it is read or refused in a sentence, within 300 MB (F709)."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange import limits
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.toml_excess import Excess, refuse_excess

MEGABYTE = 1024 * 1024
MOST = 300 * MEGABYTE
REST = 50 * MEGABYTE
"""What a command takes besides the reading of a folder."""
READING = """
import json, os, sys, traceback
from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.problems import FolderInvalid

def read(folder):
    try:
        read_folder(folder, cue_formats())
    except FolderInvalid as invalid:
        sys.stderr.write(invalid.sentence("en"))
        return 2
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

for line in sys.stdin:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 2)
        code = read(line.rstrip())
        sys.stderr.flush()
        os._exit(code)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps([code if code >= 0 else 128 - code, said, used.ru_maxrss * 1024]), flush=True)
"""
"""Reads each folder that it is told of in a process of its own, which has the program's modules from this one."""
AT_ONCE = 4096
"""Times that a text is repeated in one piece."""
SAFE = 3000 * MEGABYTE
"""Of address space: what a child may reserve before it is ended, so that a failing test fills no machine."""

HEAD = """[competition]
id = "lake"
name = "湖区"
host = "lake"
timezone = "Asia/Shanghai"
"""
PERIOD = '[[period]]\nid = "q{}"\nname = "q"\nstart = {}-{:02}-{:02}\nend = {}-{:02}-{:02}\n'
SERIES = '[[series]]\nid = "s{}"\nname = "s"\nhost = "lake"\npools = ["town"]\n'
AREA = '[[series.area]]\nid = "a{}"\nname = "a"\n'
SMALL = HEAD + PERIOD.format(1, 2030, 1, 1, 2030, 3, 31) + SERIES.format(1) + AREA.format(1)
UNITS = "id,name,parent,pool\nlake,湖区,,\n"
SCORES = "series,period,area,unit,score\n"


@dataclass(frozen=True)
class Ended:
    code: int
    said: str
    memory: int
    """The most that was in use, in bytes."""


def checked(folder: Path) -> Ended:
    """Let the program check a folder in a process of its own."""
    database = str(folder / "none" / "contest.db")
    return _ended([*("-m", "scoreboard", "load", str(folder), "--check", "--lang", "en", "--database", database)])


@pytest.fixture(scope="module")
def read() -> Iterator[Callable[[Path], Ended]]:
    """Reads a folder as the program does; what a command takes besides is added to its memory."""
    with subprocess.Popen(
        [sys.executable, "-c", READING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=_limit
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        asked, told = reader.stdin, reader.stdout

        def ended(folder: Path) -> Ended:
            print(folder, file=asked, flush=True)
            code, said, memory = json.loads(told.readline())
            return Ended(code, said, memory + REST)

        yield ended
        asked.close()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (SAFE, SAFE))


APART = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(child.pid, 0)
print("", f"@{used.ru_maxrss}", sep=chr(10), end="", file=sys.stderr, flush=True)
code = os.waitstatus_to_exitcode(status)
os._exit(code if code >= 0 else 128 - code)
"""
"""Runs the program as a child of a small process: a child of a large one counts that one's memory as its own."""


def _ended(words: list[str]) -> Ended:
    child = subprocess.Popen(
        [sys.executable, "-c", APART, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_limit,
    )
    assert child.stderr is not None
    with child.stderr:
        said = child.stderr.read().decode()
    said, _, used = said.rpartition("\n@")
    return Ended(child.wait(), said, int(used) * 1024)


def fill(path: Path, parts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)


def repeated(text: str, megabytes: float) -> Iterator[str]:
    """A text again and again, about so much of it."""
    times = int(megabytes * MEGABYTE / len(text.encode()))
    for begun in range(0, times, AT_ONCE):
        yield text * min(AT_ONCE, times - begun)


def toml(*parts: str) -> Callable[[Path], None]:
    return lambda folder: fill(folder / "competition.toml", iter(parts))


def csv(name: str, header: str, *parts: str) -> Callable[[Path], None]:
    return lambda folder: fill(folder / name, iter((header, *parts)))


def rows(name: str, header: str, row: str, megabytes: float) -> Callable[[Path], None]:
    return lambda folder: fill(folder / name, (part for part in (header, *repeated(row, megabytes))))


def hole(name: str, megabytes: int) -> Callable[[Path], None]:
    """A file of zeros, which takes no room on the disk."""

    def write(folder: Path) -> None:
        (folder / name).touch()
        os.truncate(folder / name, megabytes * MEGABYTE)

    return write


def many_sheets(folder: Path) -> None:
    (folder / "ceremonies").mkdir()
    for number in range(limits.RUN_SHEETS + 500):
        (folder / "ceremonies" / f"c{number}.toml").touch()


def large_sheets(folder: Path) -> None:
    (folder / "ceremonies").mkdir()
    for number in range(20):
        fill(folder / "ceremonies" / f"c{number}.toml", repeated('[[cue]]\nkind = "speech"\n', 0.9))


def many_cues(folder: Path) -> None:
    (folder / "ceremonies").mkdir()
    for number in range(9):
        head = f'title = "t"\nseries = "s1"\nperiod = "q1"\n{"[[cue]]" + chr(10) + "kind = " + repr("speech")}\n'
        fill(folder / "ceremonies" / f"c{number}.toml", iter((head, '[[cue]]\nkind = "speech"\n' * 3000)))


SERIES_TIMES_PERIODS = HEAD + "".join(
    [PERIOD.format(n, 1900 + n // 12, n % 12 + 1, 1, 1900 + n // 12, n % 12 + 1, 2) for n in range(1500)]
    + [SERIES.format(n) + AREA.format(1) for n in range(1500)]
)
SERIES_TIMES_UNITS = HEAD + PERIOD.format(1, 2030, 1, 1, 2030, 3, 31) + "".join(
    SERIES.format(n) + AREA.format(1) for n in range(3000)
)  # fmt: skip


def series_times_units(folder: Path) -> None:
    toml(SERIES_TIMES_UNITS)(folder)
    csv("units.csv", UNITS, *(f"u{n},u{n},,town\n" for n in range(1000)))(folder)


TOO_MUCH: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a dotted key of 100,000 parts": (toml(SMALL, ".".join(["a"] * 100_000), " = 1\n"), "competition.toml, line", "16"),
    "a table of 100,000 parts": (toml(SMALL, "[", ".".join(["a"] * 100_000), "]\n"), "competition.toml, line", "16"),
    "a key of 100,000 quoted parts": (toml(SMALL, " . ".join(['"a"'] * 100_000), "=1\n"), "competition.toml", "16"),
    "100,000 lists within each other": (toml(SMALL, "x = ", "[" * 100_000, "]" * 100_000), "competition.toml", "16"),
    "100,000 tables within each other": (toml(SMALL, "x = ", "{a=" * 100_000, "1", "}" * 100_000), "competition", "16"),
    "a list of 400,000 numbers": (toml(SMALL, "x = [", "1," * 400_000, "]\n"), "competition.toml, line", "100000"),
    "60,000 keys of 8 parts": (
        lambda folder: toml(SMALL, "[x]\n", *(f"a.b.c.d.e.f.g.k{n}=1\n" for n in range(40_000)))(folder),
        "competition.toml, line",
        "100000",
    ),
    "a TOML file without an end": (hole("competition.toml", 4000), "competition.toml", "1 MB"),
    "2,250,000 series times periods": (toml(SERIES_TIMES_PERIODS), "competition.toml", "100000"),
    "3,000,000 units of all series": (series_times_units, "competition.toml", "1000000"),
    "units of 245 MB": (hole("units.csv", 245), "units.csv", "16 MB"),
    "600,000 units": (
        lambda folder: csv("units.csv", UNITS, *(f"u{n},u{n},,town\n" for n in range(600_000)))(folder),
        "units.csv, line 50002",
        "50000",
    ),
    "a line of 15 MB": (rows("units.csv", UNITS, "u", 15), "units.csv, line 3", "65536"),
    "a million columns": (rows("units.csv", "id,name", ",c", 2), "units.csv, line 1", "65536"),
    "a million cells": (rows("units.csv", UNITS, ",", 1), "units.csv, line 3", "65536"),
    "a quotation mark that never closes": (rows("units.csv", UNITS + '"', "u1,u,,town\n", 15), "line 3", "65536"),
    "a row that never ends": (rows("units.csv", UNITS + '"', 'u\n","', 15), "units.csv, line 3", "65536"),
    "scores without an end": (hole("scores.csv", 4000), "scores.csv", "1024 MB"),
    "a line of scores of 500 MB": (hole("scores.csv", 500), "scores.csv, line 1", "65536"),
    "200,000 problems": (rows("scores.csv", SCORES, "s1,q1,a1,nobody,1\n", 3.5), "scores.csv, line 2", "1000"),
    "2,500 run sheets": (many_sheets, "ceremonies", "2000"),
    "run sheets of 18 MB": (large_sheets, "ceremonies", "16 MB"),
    "27,000 cues": (many_cues, "ceremonies/c6.toml", "20000"),
}


AS_COMMANDS = ("a dotted key of 100,000 parts", "units of 245 MB", "200,000 problems")


@pytest.mark.parametrize("name", TOO_MUCH)
def test_f709_what_is_too_much_is_refused_in_a_sentence_and_within_300_mb(
    tmp_path: Path, read: Callable[[Path], Ended], name: str
) -> None:
    write, place, limit = TOO_MUCH[name]
    toml(SMALL)(tmp_path)
    csv("units.csv", UNITS, "u1,u1,,town\n")(tmp_path)
    write(tmp_path)
    ended = checked(tmp_path) if name in AS_COMMANDS else read(tmp_path)
    last = ended.said.splitlines()[-1] if ended.said else ""
    assert (ended.code, place in last, limit in last) == (2, True, True), ended.said[-2000:]
    assert len(last) < 1000
    assert ended.memory < MOST, f"{ended.memory / MEGABYTE:.0f} MB"


def fifty_thousand_wide_units(folder: Path) -> None:
    names = "县" * 50
    csv("units.csv", UNITS, *(f"u{n},{names}{n},lake,town\n" for n in range(limits.ROWS - 1)))(folder)


def long_words(folder: Path) -> None:
    fill(folder / "pledges.csv", iter(("unit,person,text,due\n", *[f"u1,p,{'承诺' * 900},2030-12-31\n"] * 2900)))


LARGE: dict[str, Callable[[Path], None]] = {
    "as many units as are read": fifty_thousand_wide_units,
    "a file of the largest size": long_words,
    "as many keys as are read": lambda folder: toml(
        HEAD,
        PERIOD.format(1, 2030, 1, 1, 2030, 3, 31),
        *(SERIES.format(n) + AREA.format(1) for n in range(7000)),
    )(folder),
    "keys that nobody knows": lambda folder: toml(
        SMALL, *(f"[x{n}.b.c.d.e.f.g.h.i.j.k.l.m.n.o]\np=1\n" for n in range(5000))
    )(folder),
    "a text of a megabyte": toml(SMALL, 'x = """', "x" * 1_000_000, '"""\n'),
    "numbers of a million digits": toml(SMALL, f"x = {'1' * 500_000}\n"),
    "an exponent of a million": toml(SMALL.replace('host = "lake"\npools', 'maximum = 1e999999\nhost = "lake"\npools')),
}


@pytest.mark.parametrize("name", LARGE)
def test_f709_what_is_within_the_limits_is_read_within_300_mb(
    tmp_path: Path, read: Callable[[Path], Ended], name: str
) -> None:
    toml(SMALL)(tmp_path)
    csv("units.csv", UNITS, "u1,u1,,town\n")(tmp_path)
    LARGE[name](tmp_path)
    ended = read(tmp_path)
    assert ended.code in (0, 2), ended
    assert "mistake" not in ended.said
    assert ended.memory < MOST, f"{ended.memory / MEGABYTE:.0f} MB"


def test_f709_a_contest_of_20_000_units_and_180_000_scores_is_within_the_limits(tmp_path: Path) -> None:
    areas = "".join(AREA.format(n) for n in range(1, 10))
    toml(SMALL.replace(AREA.format(1), areas))(tmp_path)
    csv("units.csv", UNITS, *(f"u{n},单位{n},lake,town\n" for n in range(20_000)))(tmp_path)
    csv("scores.csv", SCORES, *(f"s1,q1,a{a},u{n},90.5\n" for n in range(20_000) for a in range(1, 10)))(tmp_path)
    ended = checked(tmp_path)
    assert (ended.code, ended.said) == (0, "")
    assert ended.memory < MOST, f"{ended.memory / MEGABYTE:.0f} MB"


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c.d = 1.5\n",
        'x = "' + ".".join(["a"] * 50) + '"\n',
        "x = '''\n" + ".".join(["a"] * 50) + "\n'''\n",
        "# " + ".".join(["a"] * 50) + "\n",
        'x = """' + "[" * 50 + '\\"""" # ' + "[" * 50 + "\n",
        "x = [" + "[1, 2],\n" * 100 + "]\n",
        "".join(f"[[a]]\nb.c = {n}\n" for n in range(100)),
        'x = "[[[[[[[[[[[[[[[[[[[[" # {{{{{{{{{{{{{{{{{{{{{{{{{{\n',
    ],
)
def test_what_only_looks_deep_is_let_pass(text: str) -> None:
    refuse_excess(text)


@pytest.mark.parametrize("text", ["\n" * 4 + " . ".join(["a"] * 17) + " = 1", "\n" * 4 + "x = " + "[" * 17])
def test_f709_the_line_is_told_on_which_it_goes_too_deep(text: str) -> None:
    with pytest.raises(Excess) as excess:
        refuse_excess(text)
    assert (excess.value.what, excess.value.line) == ("toml_deep", 5)


def test_a_folder_that_is_no_file_at_all_is_still_refused(tmp_path: Path) -> None:
    toml(SMALL)(tmp_path)
    os.mkfifo(tmp_path / "units.csv")
    (tmp_path / "ceremonies").mkdir()
    os.mkfifo(tmp_path / "ceremonies" / "c.toml")
    with pytest.raises(Exception, match="cannot be read"):
        read_folder(tmp_path, cue_formats())
