"""The board of the check before a ceremony: what is not good is on it, however small the window is."""

import pytest

from scoreboard.ceremony.findings import Finding
from screens.director.checking import CheckOutcome, draw_check
from screens.looks import Look
from screens.widgets.canvas import Canvas

GOOD = [Finding(name, "good") for name in ("open", "tie", "vetoed", "star", "english", "glyphs")]
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
