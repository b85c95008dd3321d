"""Folders that nobody would write: every one is read or refused in sentences, and nothing else ever comes out."""

import re
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.problems import FolderInvalid
from tests.exchange.folders import FILES, write

SHORT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ODD = st.sampled_from(
    [
        *("", " ", "n/a", "NaN", "-0", "1e400", "９O", "100.00001", "0x" + "f" * 5000, "9" * 5000),
        *("[/x]", "\x1b[2J", "\0", "\u202e", "\u2028", "e\u0301", "👩‍👩‍👧", "县" * 3000, "\ufeff"),
        *("=", '"', "'", '"""', "[", "]]", "{", "}", "#", ",", ";", "\r", "\n", "\t", "…"),
        *("inf", "true", "2030-02-30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59", "25:00:00", "[[[[[[", "..", "/"),
        *("earlier-place:", "Asia", "UTC\0", "posixrules", "../../etc/passwd", "[" * 3000, "east", "2030Q1"),
    ]
) | st.text(max_size=12)


Change = Callable[[st.DrawFn, str], str | bytes | None]


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, str | bytes]:
    """The folder after one to four changes such as typing, copying and bad editors make."""
    files: dict[str, str | bytes] = dict(FILES)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(FILES)))
        content = files.get(name)
        if isinstance(content, str):
            change: Change = draw(st.sampled_from(CHANGES))
            outcome = change(draw, content)
            if outcome is None:
                del files[name]
            else:
                files[name] = outcome
    return files


def _insert(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(ODD) + text[at:]


def _replace_cell(draw: st.DrawFn, text: str) -> str:
    signs = [at for at, sign in enumerate(text) if sign in ',\n"=']
    if len(signs) < 2:
        return text
    first = draw(st.integers(0, len(signs) - 2))
    return text[: signs[first] + 1] + draw(ODD) + text[signs[first + 1] :]


def _cut(draw: st.DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text)))]


def _double_line(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = draw(st.integers(0, len(lines) - 1))
    to = draw(st.integers(0, len(lines)))
    return "".join([*lines[:to], lines[at], *lines[to:]])


def _drop_line(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = draw(st.integers(0, len(lines) - 1))
    return "".join(lines[:at] + lines[at + 1 :])


def _swap_words(draw: st.DrawFn, text: str) -> str:
    words = ["main", "judged", "east", "stone", "roads", "2030Q1", "county", "village", "lake", "service", "safety"]
    old, new = draw(st.sampled_from(words)), draw(st.sampled_from(words))
    return text.replace(old, new, draw(st.integers(1, 3)))


def _encode(draw: st.DrawFn, text: str) -> bytes:
    return text.encode(draw(st.sampled_from(["utf-16", "gb18030", "utf-8-sig"])))


def _bytes(draw: st.DrawFn, text: str) -> bytes:
    content = text.encode()
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.binary(min_size=1, max_size=3)) + content[at:]


def _delete(draw: st.DrawFn, text: str) -> None:
    return None


CHANGES: tuple[Change, ...] = (
    *(_insert, _replace_cell, _replace_cell, _cut, _double_line, _drop_line, _swap_words, _encode, _bytes, _delete),
)


def read_or_refuse(files: dict[str, str | bytes]) -> tuple[str, ...]:
    """The sentences against a folder, each of them a line in both languages."""
    with tempfile.TemporaryDirectory() as place:
        invalid = refusal(write(Path(place), files))
    if invalid is None:
        return ()
    for lang in ("zh", "en"):
        for line in (*invalid.lines(lang), invalid.sentence(lang)):
            assert len(line.splitlines()) == 1
            assert "\x1b" not in line
            assert len(line) < 1200
    assert invalid.problems
    return invalid.lines("en")


def refusal(folder: Path) -> FolderInvalid | None:
    """What is raised against a folder; None where it is valid."""
    try:
        read_folder(folder, cue_formats())
    except FolderInvalid as invalid:
        return invalid
    return None


@SHORT
@given(mutations())
def test_a_mutated_folder_is_read_or_refused_in_sentences(files: dict[str, str | bytes]) -> None:
    read_or_refuse(files)


@pytest.mark.long
@pytest.mark.timeout(3600)
@LONG
@given(mutations())
def test_ten_thousand_mutated_folders(files: dict[str, str | bytes]) -> None:
    read_or_refuse(files)


def is_number(text: str) -> bool:
    """Whether a text is a number once its digits are taken for what they are."""
    return re.fullmatch(r"\s*[0-9]+(\.[0-9]+)?\s*", unicodedata.normalize("NFKC", text)) is not None


BAD_CELLS = {
    "scores.csv": {
        "series": st.sampled_from(["", "sub", "MAIN", "main/"]),
        "period": st.sampled_from(["", "2030q1", "2030Q3"]),
        "area": st.sampled_from(["", "looks", "道路"]),
        "unit": st.sampled_from(["", "lake", "stone", "南县", "north"]),
        "judge": st.text("甲乙丙", min_size=1, max_size=3),
        "score": st.one_of(
            st.decimals("100.0001", "1e9", places=4).map(str),
            st.decimals("-1e9", "-0.0001", places=4).map(str),
            st.decimals("0.00001", "99.99999", places=5).filter(lambda n: n != round(n, 4)).map(lambda n: f"{n:f}"),
            st.text("０１２３４５９.+ eE_", min_size=1, max_size=6).filter(
                lambda text: not text.isascii() and not is_number(text)
            ),
        ),
        "state": st.sampled_from(["Draft", "final", "已确认", "0"]),
    },
    "custody.csv": {"awarded_on": st.sampled_from(["2010", "2010-13-01", "20101105", "1899-12-31", "今天"])},
    "nominees.csv": {"members_for": st.integers(max_value=-1).map(str)},
}


@st.composite
def bad_cells(draw: st.DrawFn) -> tuple[str, str, dict[str, str | bytes]]:
    """A folder in which one cell of a first row can't be what it is."""
    file = draw(st.sampled_from(sorted(BAD_CELLS)))
    column = draw(st.sampled_from(sorted(BAD_CELLS[file])))
    header, first, *rest = FILES[file].splitlines()
    cells = first.split(",")
    cells[header.split(",").index(column)] = draw(BAD_CELLS[file][column])
    text = "\n".join([header, ",".join(cells), *rest]) + "\n"
    return file, column, {**FILES, file: text}


@SHORT
@given(bad_cells())
def test_a_bad_cell_is_told_with_its_file_line_and_column(bad: tuple[str, str, dict[str, str | bytes]]) -> None:
    file, column, files = bad
    assert any(line.startswith(f"{file}, line 2, column {column}: ") for line in read_or_refuse(files))


@st.composite
def scores(draw: st.DrawFn) -> dict[tuple[str, str, str], tuple[Decimal | None, str]]:
    cells = st.tuples(
        st.sampled_from(["2030Q1", "2030Q2"]),
        st.sampled_from(["roads", "water"]),
        st.sampled_from(["east", "west", "roads-bureau"]),
    )
    values = st.none() | st.integers(0, 1_000_000).map(lambda n: Decimal(n).scaleb(-4))
    return draw(st.dictionaries(cells, st.tuples(values, st.sampled_from(["draft", "confirmed"]))))


@SHORT
@given(scores())
def test_valid_scores_read_back_as_they_were_written(
    given_scores: dict[tuple[str, str, str], tuple[Decimal | None, str]],
) -> None:
    rows = [
        f"main,{period},{area},{unit},,{'n/a' if value is None else f'{value:f}'},{state}"
        for (period, area, unit), (value, state) in given_scores.items()
    ]
    text = "\n".join(["series,period,area,unit,judge,score,state", *rows]) + "\n"
    with tempfile.TemporaryDirectory() as place:
        folder = read_folder(write(Path(place), {**FILES, "scores.csv": text}), cue_formats())
    assert {(one.period, one.area, one.unit): (one.score, one.state) for one in folder.scores} == given_scores
    assert [replace(one, line=0).line for one in folder.scores] == [0] * len(rows)
    assert [one.line for one in folder.scores] == list(range(2, len(rows) + 2))
