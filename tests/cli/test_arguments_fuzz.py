"""Whatever is typed, a command ends in 0, 1, 2 or 3 with a sentence; what is refused changes nothing."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.driver import Program, assert_complaint, contents
from tests.cli.test_help import every_command

Q1, Q2 = "2031Q1", "2031Q2"
EXAMPLES = int(os.environ.get("SCOREBOARD_FUZZ", "60"))

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
NEVER_ENDS = {("serve",), ("web",), ("demo",)}
"""What would go on by itself."""
GOES_ON = {("display", "plain")}
"""Options with which a command does."""
COMMANDS = [(path, command) for path, command in every_command() if path not in NEVER_ENDS]
PLAUSIBLE = {
    **{"series": "main", "period": Q2, "area": "roads", "unit": "t1", "score": "5", "ceremony": f"main-{Q1}"},
    **{"number": "2", "board": "ranking", "veto": "safety", "name": "x", "role": "viewer", "folder": "folder"},
    **{"file": "file", "level": "national", "title": "t", "document": "d", "on": "2031-05-05", "reason": "why"},
    **{"holder": "t1", "approved_by": "w", "text": "t", "pace": "0", "key": "key.pub", "units": "t1"},
}


def value(parameter: click.Parameter) -> st.SearchStrategy[str]:
    """What a parameter is given: what fits for the most part."""
    fits = st.just(PLAUSIBLE.get(parameter.name or "", "5"))
    if isinstance(parameter.type, click.Choice):
        fits = st.sampled_from([str(choice) for choice in parameter.type.choices])
    return st.integers(0, 3).flatmap(lambda n: fits if n or parameter.name in ("pace", "file") else WORDS)


@st.composite
def typed(draw: st.DrawFn) -> list[str]:
    """A command with all its arguments and some options, of which some are changed, lost, doubled or followed."""
    path, command = draw(st.sampled_from(COMMANDS))
    words: list[str] = []
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            words.append(draw(value(parameter)))
        elif (parameter.required or draw(st.integers(0, 5)) == 0) and (*path[:1], parameter.name) not in GOES_ON:
            words.append(draw(st.sampled_from(parameter.opts)))
            if not (isinstance(parameter, click.Option) and parameter.is_flag):
                words.append(draw(value(parameter)))
    changes = 0 if path[:1] in (("backup",), ("restore",)) else draw(st.integers(0, 2))  # no word is to become a file
    for _ in range(changes):
        place = draw(st.integers(0, len(words)))
        match draw(st.sampled_from(("replace", "insert", "drop"))):
            case "replace" if place < len(words):
                words[place] = draw(WORDS)
            case "drop" if place < len(words):
                del words[place]
            case _:
                words.insert(place, draw(WORDS))
    return [*path, *words]


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
    program.ok("load", competition.write(folder / "folder"), "--with-clock")
    (folder / "key.pub").write_bytes(b"ssh-ed25519 \xff")
    program.ok("close", "main", Q1)
    return program


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed(), lang=st.sampled_from(["zh", "en"]))
def test_whatever_is_typed(prepared: Program, tmp_path: Path, words: list[str], lang: str) -> None:
    """The database is put back after a command that was done, so that each one meets the same contest.

    What is not done with an absolute path is done in the contest's folder.
    """
    kept = (prepared.database.read_bytes(), prepared.public.read_bytes())
    before: Any = contents(prepared.database)
    with contextlib.chdir(prepared.database.parent):
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
@pytest.mark.timeout(6000)
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed(), lang=st.sampled_from(["zh", "en"]))
def test_whatever_is_typed_for_long(prepared: Program, tmp_path: Path, words: list[str], lang: str) -> None:
    test_whatever_is_typed.hypothesis.inner_test(prepared, tmp_path, words, lang)  # type: ignore[attr-defined]
