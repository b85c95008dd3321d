"""Whatever is typed, a command ends in 0, 1, 2 or 3 with a sentence; what is refused changes nothing."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.driver import Program, assert_complaint, contents

Q1, Q2 = "2031Q1", "2031Q2"
EXAMPLES = int(os.environ.get("SCOREBOARD_FUZZ", "150"))

WORDS = st.sampled_from(
    [
        *("main", Q1, Q2, "roads", "t1", "t2", "5", "95.5", "n/a", "root", "safety", f"main-{Q1}", "3"),
        *("--area", "--unit", "--version", "--judge", "--on", "--holder", "--none", "--reason", "--period", "--series"),
        *("--as", "--now", "--lang", "--format", "--private", "--as-of", "--expect", "--yes", "--revision", "--lift"),
        *("--number", "--verify", "--pool", "--approved-by", "--role", "--key", "--os-user", "--help", "--check"),
        *("2031-05-05", "0001-01-01", "9999-12-31", "2031-05-05T12:00", "json", "zh", "en", "admin", "--", "-"),
        *(
            "99999999999999999999",
            "-1",
            "",
            " ",
            "[/x]",
            "[bold]",
            "％s%s%n",
            "{0}",
            "{name}",
            "\x1b[31m",
            "../..",
            "'\"",
        ),
        *("永", "ﷺ", "e\u0301", "\u202e", "\u200b", "\U0001f3f4", "\ud800", "\udcff", "a\nb", "NaN", "1e9", "x" * 3000),
    ]
) | st.text(st.characters(exclude_characters="\0"), max_size=12)
"""Anything that a shell can pass on: never a NUL, but bytes that are no UTF-8, which come as lone surrogates."""
COMMANDS = st.sampled_from(
    [
        *(("enter",), ("confirm",), ("unconfirm",), ("close",), ("reopen",), ("veto",), ("show",), ("bulletin",)),
        *(("decide", "tie"), ("decide", "vacancy"), ("decide", "correction"), ("decide", "abolition")),
        *(("cue", "status"), ("cue", "next"), ("cue", "back"), ("cue", "goto"), ("cue", "cover"), ("cue", "uncover")),
        *(("user", "add"), ("user", "list"), ("user", "disable"), ("journal",), ("load",), ("db", "status"), ()),
    ]
)
PLAUSIBLE = {
    ("enter",): ("main", Q2, "roads", "t1", "5"),
    ("confirm",): ("main", Q2),
    ("unconfirm",): ("main", Q2),
    ("close",): ("main", Q2),
    ("reopen",): ("main", Q1),
    ("veto",): ("t1", "safety", "--period", Q1, "--reason", "why"),
    ("show",): ("ranking",),
    ("bulletin",): ("main", Q1),
    ("decide", "tie"): ("main", Q2, "roads", "--holder", "t1", "--reason", "why"),
    ("decide", "vacancy"): ("main", Q1, "roads", "--holder", "t1", "--reason", "why"),
    ("decide", "correction"): ("main", Q1, "roads", "t1", "5", "--reason", "why", "--approved-by", "w"),
    ("decide", "abolition"): ("t1", "--on", "2031-05-05", "--reason", "why"),
    ("cue", "goto"): ("2", f"main-{Q1}"),
    ("user", "add"): ("x", "--role", "viewer"),
    ("user", "disable"): ("root",),
}


@st.composite
def typed(draw: st.DrawFn) -> list[str]:
    """A command with plausible words, of which some are changed, lost, doubled or followed by others."""
    command = draw(COMMANDS)
    words = list(PLAUSIBLE.get(command, (f"main-{Q1}",) if command and command[0] == "cue" else ()))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(words)))
        match draw(st.sampled_from(("replace", "insert", "drop"))):
            case "replace" if place < len(words):
                words[place] = draw(WORDS)
            case "drop" if place < len(words):
                del words[place]
            case _:
                words.insert(place, draw(WORDS))
    return [*command, *words]


@pytest.fixture(scope="module")
def prepared(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A contest with one sealed period and one with drafts."""
    folder = tmp_path_factory.mktemp("fuzz")
    program = Program(folder / "contest.db")
    shutil.copy(database_with_root, program.database)
    competition = Competition(
        series=[Series(settings={"confirm": "self"})],
        units=towns(3),
        custody=held("main", {"roads": "t3"}),
        scores=[
            *scores("main", Q1, {"roads": {"t1": 5, "t2": 6}}),
            *scores("main", Q2, {"roads": {"t1": 7, "t2": 7}}, state="draft"),
        ],
    )
    program.ok("load", competition.write(folder / "folder"))
    program.ok("close", "main", Q1)
    return program


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed(), lang=st.sampled_from(["zh", "en"]))
def test_whatever_is_typed(prepared: Program, tmp_path: Path, words: list[str], lang: str) -> None:
    """The database is put back after a command that was done, so that each one meets the same contest."""
    kept = (prepared.database.read_bytes(), prepared.public.read_bytes())
    before: Any = contents(prepared.database)
    result = prepared.speaking(lang)(*words)
    assert result.code in (0, 1, 2, 3), result
    assert "Traceback" not in result.err + result.out
    if result.code:
        own = "--lang" not in words and not any(word.startswith("--lang=") for word in words)
        assert_complaint(result, lang if own else "en")
        assert contents(prepared.database) == before, result
    else:
        for path, content in zip((prepared.database, prepared.public), kept, strict=True):
            for leftover in path.parent.glob(f"{path.name}-*"):
                leftover.unlink()
            path.write_bytes(content)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed(), lang=st.sampled_from(["zh", "en"]))
def test_whatever_is_typed_for_long(prepared: Program, tmp_path: Path, words: list[str], lang: str) -> None:
    test_whatever_is_typed.hypothesis.inner_test(prepared, tmp_path, words, lang)  # type: ignore[attr-defined]
