"""The desk tells of its own keys what to do next, not of commands for a shell that its people may never have seen."""

import pytest

from scoreboard.errors import Refused
from scoreboard.locale import LANGUAGES, catalogue
from screens.desk.sentences import sentence_of

AT_THE_DESK = ("closing", "decide", "electing", "honour", "nominating", "notice", "return", "seal", "veto", "year")
"""What of the contest is refused at the desk."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_refusal_of_a_deed_at_the_desk_names_a_command(lang: str) -> None:
    own = catalogue("desk", lang)
    told = {
        key: own.get(f"refused.{key}", text)
        for key, text in catalogue("errors", lang).items()
        if key.partition(".")[0] in AT_THE_DESK
    }
    assert len(told) > 40
    assert {key: text for key, text in told.items() if "scoreboard " in text} == {}


def test_what_the_desk_says_of_its_own_names_its_keys() -> None:
    assert "k, then e" in sentence_of(Refused("year.still_open"), "en")
    assert "按 e 给年度结账" in sentence_of(Refused("year.still_open"), "zh")
