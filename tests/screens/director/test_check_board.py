"""The board of the check before a ceremony: what is not good is on it, however small the window is."""

import pytest

from scoreboard.ceremony.findings import Finding
from scoreboard.locale import Both, catalogue
from screens.director.checking import CheckOutcome, draw_check
from screens.looks import Look
from screens.widgets.canvas import Canvas

GOOD = [Finding(name, "good") for name in ("open", "tie", "vetoed", "star", "english", "glyphs")]
NAMED = "scoreboard "
"""What a command begins with."""
LONG = Finding("early", "warning", {"cues": ", ".join(map(str, range(90)))})


def drawn(findings: list[Finding], height: int, lang: str) -> str:
    canvas = Canvas((80, height), Look(lang))
    draw_check(canvas, CheckOutcome(tuple(findings)), "city-2010Q3", "")
    return canvas.frame().text


@pytest.mark.parametrize(("lang", "more"), [("zh", "另有"), ("en", "more")])
def test_what_is_good_gives_way_and_is_counted(lang: str, more: str) -> None:
    findings = [*GOOD, LONG]
    whole, small = (drawn(findings, height, lang) for height in (30, 9))
    assert all(one.text(lang)[:12] in whole for one in findings)
    assert more not in whole
    shown = [one for one in findings if one.text(lang)[:12] in small]
    assert LONG in shown
    counted = next(line for line in small.split("\n") if more in line)
    assert str(len(findings) - len(shown)) in counted


@pytest.mark.parametrize(("lang", "looks"), [("zh", "正在检查"), ("en", "Looking")])
def test_a_board_that_has_not_looked_yet_says_so(lang: str, looks: str) -> None:
    canvas = Canvas((80, 24), Look(lang))
    draw_check(canvas, None, "city-2010Q3", "")
    assert looks in canvas.frame().text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_key_mends_is_told_with_the_key_and_not_with_a_command(lang: str) -> None:
    findings = [
        Finding("open", "blocker"),
        Finding("tie", "blocker", {"count": 2, "where": Both("（工作1）", " (工作1)")}),
        Finding("seal", "warning", {"ceremony": "city-2010Q3"}),
    ]
    told = drawn(findings, 30, lang)
    assert "scoreboard" not in told
    assert "工作1" in told
    assert ("按 e 封定" if lang == "zh" else "press e") in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_of_the_check_names_a_command_in_the_console(lang: str) -> None:
    told = catalogue("ceremony", lang)
    commands = {
        key.removeprefix("check.") for key, words in told.items() if key.startswith("check.") and NAMED in words
    }
    assert commands, "the command names them"
    own = catalogue("director", lang)
    for key in commands:
        words = own[f"check.mended.{key.replace('.', '_')}"]
        assert NAMED not in words
