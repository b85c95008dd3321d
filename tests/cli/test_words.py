"""Words that people give for reasons, names and documents: any language, but nothing that steers a terminal."""

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, assert_complaint

Q1 = "2031Q1"
BAD = ["\x1b[31mred", "two\nlines", "bell\x07", "\x9b31m", "line\u2028separator", "broken\udcff", "\ud800"]
GOOD = ["[/x] [bold]", "“引号” | * _ # <b>", "e\u0301 ﷺ 永", "עברית", "🏁", "'; DROP TABLE score; --", "x" * 500]
VERBS = [
    ("decide", "tie", "main", Q1, "roads", "--holder", "t1", "--reason", "{}"),
    ("decide", "correction", "main", Q1, "water", "t1", "5", "--reason", "{}", "--approved-by", "w"),
    ("decide", "correction", "main", Q1, "water", "t1", "5", "--reason", "w", "--approved-by", "{}"),
    ("decide", "abolition", "t3", "--on", "2031-12-01", "--reason", "{}"),
    ("veto", "t3", "safety", "--period", Q1, "--reason", "{}"),
    ("user", "add", "{}", "--role", "viewer"),
    ("user", "add", "x", "--role", "viewer", "--os-user", "{}"),
    ("enter", "main", Q1, "roads", "t1", "5", "--judge", "{}"),
]


@pytest.fixture
def program(opened: Opened) -> Program:
    cells = {"roads": {"t1": 7, "t2": 7}}
    return opened(Competition(series=[live("roads", "water")], units=towns(3), scores=scores("main", Q1, cells)))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: " ".join(verb[:2]))
def test_words_that_would_steer_a_terminal_are_refused(program: Program, verb: tuple[str, ...]) -> None:
    if verb[1] == "correction":
        program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t1", "--reason", "lot")
        program.ok("close", "main", Q1)
    for words in BAD:
        program.refuses(2, *(word.format(words) if word == "{}" else word for word in verb))


@pytest.mark.parametrize("words", GOOD)
def test_any_other_words_are_kept_as_they_are(program: Program, words: str) -> None:
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t1", "--reason", words)
    program.ok("close", "main", Q1)
    program.ok("decide", "correction", "main", Q1, "water", "t1", "5", "--reason", words, "--approved-by", words)
    assert program.flags()["roads"]["reason"] == words
    assert words in program.ok("show", "flags", "--format", "csv").out.replace('""', '"')
    for form in ("md", "html"):
        assert program.ok("bulletin", "main", Q1, "--format", form).out
    assert [row["reason"] for row in program.journal() if row["action"] == "decide.correction"] == [words]


@pytest.mark.parametrize("words", [*BAD, " ", "../none", "~nobody/x.db", "x" * 5000])
@pytest.mark.parametrize("option", ["--as", "--database", "--lang", "--now"])
def test_common_options_may_hold_anything(program: Program, option: str, words: str) -> None:
    result = program.at(None).by(None)("cue", "next", "main", option, words)
    assert result.code in (1, 2, 3), result
    assert_complaint(result, "en")
