"""Refusals at the desk are in one language, whatever they quote."""

from scoreboard.errors import BadInput
from scoreboard.locale import Both, catalogue
from screens.desk.sentences import sentence_of


def test_what_has_a_name_in_each_language_is_said_in_that_of_the_desk() -> None:
    gap = Both("中文说法", "an English word")
    own = [key.removeprefix("refused.") for key in catalogue("desk", "en") if key.startswith("refused.")]
    assert "promises.column" in own
    said = sentence_of(BadInput("promises.column", column="due", what=gap), "en")
    assert "an English word" in said
    assert "中文说法" not in said
    assert "中文说法" in sentence_of(BadInput("promises.column", column="due", what=gap), "zh")
