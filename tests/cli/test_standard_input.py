"""A value that is ``-`` is read from standard input, so that it stands in no list of processes (F710)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

CELL = ("main", "2031Q1", "roads", "t1")
DRAFT = ("main", "2031Q2", "roads", "t1")


@pytest.fixture
def contest(opened: Opened) -> Program:
    cells = scores("main", "2031Q1", {"roads": {"t1": 70, "t2": 80, "t3": 80}})
    return opened(Competition(series=[live("roads")], units=towns(3), scores=cells))


def entered(contest: Program) -> str | None:
    (row,) = (row for row in contest.journal()[-1:] if row["action"] == "enter")
    score: str | None = row["after"]["score"]
    return score


@pytest.mark.parametrize("typed", ["77.25\n", "77.25", " 77.25\r\n", "\ufeff77.25\n\n", b"\xef\xbb\xbf77.25"])
def test_f710_a_score_is_read_from_standard_input(contest: Program, typed: str | bytes) -> None:
    assert contest.typing(typed).ok("enter", *DRAFT, "-").out == "1\n"
    assert entered(contest) == "77.25"


def test_f710_a_score_on_standard_input_may_be_any_that_the_command_line_may_hold(contest: Program) -> None:
    contest.typing("n/a\n").ok("enter", *DRAFT, "-")
    assert entered(contest) == "n/a"
    assert "101" in contest.typing("101\n").refuses(2, "enter", *DRAFT, "-").complaint


def test_f710_several_values_take_a_line_each_as_they_stand(contest: Program) -> None:
    words = ("--holder", "-", "--reason=-", "--approved-by", "Wang", "--holder", "-")
    contest.typing("t2\n考察 t3 更好\nt3\n").ok("decide", "tie", *CELL[:3], *words)
    row = contest.journal()[-1]
    assert row["reason"] == "考察 t3 更好"
    assert {"t2", "t3"} <= set(str(row["after"]).replace("'", " ").split())


def test_f710_options_and_arguments_in_any_order(contest: Program) -> None:
    contest.ok("decide", "tie", *CELL[:3], "--holder", "t2", "--reason", "why")
    contest.ok("close", "main", "2031Q1")
    late = ("--approved-by", "Wang")
    contest.typing("错录\n85\n").ok("decide", "correction", "--reason", "-", *late, *CELL, "-")
    assert contest.ranking("--area", "roads")["t1"]["score"] == "85.00"
    contest.typing("86\n错录\n").ok("decide", "correction", *CELL, "-", "--reason", "-", *late)
    assert contest.ranking("--area", "roads")["t1"]["score"] == "86.00"
    assert contest.journal()[-1]["reason"] == "错录"


def test_f710_a_veto_with_its_reason(contest: Program) -> None:
    contest.typing("t1\nsafety\n事故\n").ok("veto", "-", "-", "--period", "2031Q1", "--reason", "-")
    assert contest.ranking()["t1"]["status"] == "vetoed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "SCORE"),
        ("\n", "SCORE"),
        ("  \n", "SCORE"),
        ("77\n78\n", "more lines"),
        ("7" * 2001, "2000"),
        ("77\n" + "x" * 10_000_000, "2000"),
        (b"\xff\xfe7\x007\x00", "UTF-8"),
    ],
)
def test_f710_what_is_no_value_is_said(contest: Program, typed: str | bytes, said: str) -> None:
    assert said in contest.typing(typed).refuses(2, "enter", *DRAFT, "-").complaint


def test_f710_a_line_too_few(contest: Program) -> None:
    wanted = ("veto", "t1", "-", "--period", "2031Q1", "--reason", "-")
    for typed, lacking in (("", "VETO"), ("safety", "--reason"), ("safety\n \n", "--reason")):
        assert lacking in contest.typing(typed).refuses(2, *wanted).complaint


def test_f710_what_steers_a_terminal_is_refused_from_there_too(contest: Program) -> None:
    words = ("veto", "t1", "safety", "--period", "2031Q1", "--reason", "-")
    assert "control" in contest.typing("\x1b[31m\n").refuses(2, *words).complaint


def test_f710_no_word_of_standard_input_becomes_an_option(contest: Program) -> None:
    contest.typing("--help\n").refuses(2, "enter", *DRAFT, "-")


def test_f710_a_file_called_so_is_a_file(contest: Program) -> None:
    contest.typing("/tmp\n").refuses(2, "load", "-")


def test_f710_a_closed_or_endless_standard_input(contest: Program) -> None:
    words = [sys.executable, "-m", "scoreboard", *contest.words(("enter", *DRAFT, "-")), "--lang", "en"]
    words += ["--database", str(contest.database)]
    for around, said in (("<&-", "SCORE"), ("</dev/zero", "2000"), ("</dev/null", "SCORE")):
        command = ["bash", "-c", f'"$@" {around}', "bash", *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, said in done.stderr) == (2, True), done


def test_f710_while_it_waits_no_process_list_shows_the_score(contest: Program) -> None:
    words = [sys.executable, "-m", "scoreboard", *contest.words(("enter", *DRAFT, "-"))]
    words += ["--database", str(contest.database)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as entering:
        listed = Path(f"/proc/{entering.pid}/cmdline").read_bytes()
        out, _ = entering.communicate(b"77.25\n", timeout=60)
    assert (b"77.25" in listed, out) == (False, b"1\n")


WHY = ("--reason", "-")
PROMISES = (
    *((kind, "add", "--title", "-") for kind in ("goal", "livelihood")),
    ("pledge", "add", "--unit", "t1", "--text", "-"),
    ("rectification", "add", "--unit", "-", "--series", "main", "--area", "roads", "--period", "2031Q1", "--due", "x"),
    ("rectification", "last", *CELL[:2], "--due", "-"),
    *((kind, "report", "x", "--actual", "-", "--on", "2031-04-01") for kind in ("pledge", "livelihood")),
    *((kind, "settle", "-", "--on", "2031-04-01") for kind in ("pledge", "livelihood", "rectification")),
    ("goal", "settle", "-", "--on", "2031-04-01", "--outcome", "met"),
    *((kind, "reopen", "x", *WHY) for kind in ("pledge", "goal", "livelihood", "rectification")),
)
CEREMONIES = (
    *(("ceremony", verb, "main-2031Q1", *WHY) for verb in ("seal", "postpone", "abort", "publish")),
    ("ceremony", "plan", "-"),
    ("ceremony", "check", "main-2031Q1", "--sign", "-"),
    ("ceremony", "rehearse", "-"),
    *(("cue", verb, "-") for verb in ("next", "back", "cover", "uncover")),
    ("cue", "goto", "2", "-"),
    *(("cue", verb, "main-2031Q1", *WHY) for verb in ("hold", "resume")),
    ("cue", "message", "main-2031Q1", "-"),
    ("cue", "correction", "main-2031Q1", "-"),
)


def test_who_may_not_do_it_is_told_before_anything_is_read(contest: Program) -> None:
    """Nothing is typed here: whoever were asked for it would be told that it is missing."""
    contest.ok("user", "add", "guide", "--role", "director")
    contest.ok("user", "add", "gone", "--role", "operator")
    contest.ok("user", "disable", "gone")
    contest.ok("user", "add", "ann", "--role", "auditor")
    star = ("main", "2031Q2", "service", "t1", "somebody")
    for who in ("guide", "gone", "nobody", None):
        program = contest.by(who)
        for words in (
            ("enter", *DRAFT, "-"),
            ("decide", "tie", *CELL[:3], "--holder", "-", "--reason=-"),
            ("decide", "place", *CELL[:2], "t1", "t2", "--reason", "-"),
            ("veto", "t1", "safety", "--reason", "-"),
            ("honour", "t1", "national", "-", "--document", "x", "--on", "2031-01-01"),
            ("star", "object", *star, "--on", "2031-04-01", "--reason", "-"),
            ("star", "unelect", *star, "--reason", "-"),
            ("reopen", *CELL[:2], "--reason", "-"),
            *PROMISES,
            ("year", "close", "--on", "-"),
            ("year", "reopen", "--reason", "-"),
            ("user", "add", "-", "--role", "viewer"),
            ("user", "disable", "-"),
            ("import", "sheet.csv", "main", "-"),
        ):
            program.refuses(1, *words)
    for words in CEREMONIES:
        assert "ann" in contest.by("ann").refuses(1, *words).complaint
        assert "standard input" in contest.refuses(2, *words).complaint
    assert "standard input" in contest.refuses(2, "enter", *DRAFT, "-").complaint
