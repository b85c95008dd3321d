"""What doctor finds out about terminals: what they answer, what it remembers of them, and what somebody forces."""

import re
from pathlib import Path

import pytest

from scoreboard.cli.known_terminals import KnownTerminal, forget, remember, remembered, take_up
from scoreboard.cli.terminal_answers import TerminalAnswers, understood
from scoreboard.cli.terminal_card import HIGH, WIDE, lines
from scoreboard.cli.terminal_health import reach
from tests.cli.test_terminal_gone import on_screen
from tests.docs.pages import page, rows, section

FOOT = b"\x1bP>|foot(1.13.1)\x1b\\\x1b[?2026;2$y\x1bP1$r0;48:2::1:2:3m\x1b\\\x1b[6;32;16t\x1b[?62;4;22c"
KITTY = b"\x1bP>|kitty(0.41.1)\x1b\\\x1b[?2026;2$y\x1b_Gi=31;OK\x1b\\\x1bP1$r48:2:1:2:3m\x1b\\\x1b[6;36;18t\x1b[?62;c"


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        (FOOT, TerminalAnswers("foot", "1.13.1", True, True, False, True, (16, 32))),
        (KITTY, TerminalAnswers("kitty", "0.41.1", True, True, True, False, (18, 36))),
        (b"\x1b[?1;2c", TerminalAnswers()),
        (b"\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2;4c", TerminalAnswers("tmux", "3.3a", sixel=True)),
        (b"\x1bP>|WezTerm 20240203\x1b\\\x1b[?65;4;6c", TerminalAnswers("WezTerm", "20240203", sixel=True)),
        (b"\x1bP>|VTE(7800)\x1b\\\x1b[?65;1;9c", TerminalAnswers("VTE", "7800")),
        (b"\x1bP>|\x07\xff odd\x1b\\\x1b[?2026;0$y\x1bP0$r\x1b\\\x1b[?6c", TerminalAnswers("� odd")),
    ],
)  # fmt: skip
def test_what_a_terminal_answers(heard: bytes, found: TerminalAnswers) -> None:
    answers = understood(heard)
    assert answers is not None
    assert (answers.version, answers.truecolor, answers.synchronized) == (
        found.version, found.truecolor, found.synchronized,
    )  # fmt: skip
    assert (answers.graphics, answers.cell) == (found.graphics, found.cell)
    assert answers.name == found.name or heard.startswith(b"\x1bP>|\x07")


@pytest.mark.parametrize("heard", [b"", b"\x1bP>|foot", b"\x1b[?", b"abc", bytes(range(255, 99, -1))])
def test_a_terminal_that_has_not_answered(heard: bytes) -> None:
    assert understood(heard) is None


def test_what_is_found_is_remembered_for_that_terminal_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    here, there = {"TERM": "xterm-256color"}, {"TERM": "foot"}
    assert remember(here, KnownTerminal("foot", "1.20", "octants", truecolor=True))
    assert remembered(there) is None
    taken = dict(here)
    assert take_up(taken)
    assert (taken["SCOREBOARD_GLYPHS"], taken["COLORTERM"]) == ("octants", "truecolor")
    insisting = {**here, "SCOREBOARD_GLYPHS": "spaces", "COLORTERM": "no"}
    assert take_up(insisting)
    assert (insisting["SCOREBOARD_GLYPHS"], insisting["COLORTERM"]) == ("spaces", "no")
    (file,) = (tmp_path / "scoreboard" / "own" / "terminals").iterdir()
    for damage in (b"", b"{}", b"[]", b"\xff", b'{"name": 1}'):
        file.write_bytes(damage)
        assert remembered(here) is None
    forget(here)
    assert not take_up(dict(here))


def test_the_card_is_even_and_its_discs_are_round() -> None:
    card = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines()]
    first = next(number for number, line in enumerate(card) if line.startswith("half-blocks")) + 1
    discs = card[first : first + HIGH]
    for left in (0, 14, 28):
        shown = [line.ljust(60)[left : left + WIDE] for line in discs]
        assert all(line[4:6] == "██" for line in shown), shown
        assert shown[0][0] == shown[-1][-1] == " "


def test_how_far_one_row_reads_is_what_the_docs_say() -> None:
    table = list(rows(section(page("docs/kiosk.md"), "How far it can be read")))
    for terminal, _size, *distances in table:
        told = dict(one.split("″ ") for one in reach(int(terminal.split("x")[1])).split(", "))
        for inches, distance in zip((43, 55, 65, 75, 86), distances, strict=True):
            assert abs(float(told[str(inches)].split()[0]) - float(distance.split()[0])) < 0.25


def test_the_doctor_looks_at_a_terminal_and_is_told_what_to_draw_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    words = ["doctor", "--database", str(tmp_path / "none.db"), "--lang", "en", "--glyphs", "sextants"]
    with on_screen(words) as screen:
        screen.shows(b"Each disc is round")
        assert screen.process.wait(20) in (0, 1)
    (file,) = (tmp_path / "state" / "scoreboard" / "own" / "terminals").iterdir()
    assert b'"sextants"' in file.read_bytes()
