"""Names and texts that people give in commands and forms, by the one rule of `scoreboard.spelling`."""

import re

from scoreboard.errors import BadInput
from scoreboard.spelling import LONGEST_TEXT, Fault, name_fault, spelled, text_fault

_HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


def name(given: str) -> str:
    """What somebody or something is called, as it is kept, without spaces at its ends. Raises BadInput for none."""
    text = given.strip()
    if not text:
        raise BadInput("spelling.empty")
    _refuse(name_fault(text), given)
    return spelled(text)


def person(given: str) -> str:
    """What a person is called: 王　明 is 王明, whose space only lines lists up. Raises BadInput for none."""
    called = name(given)
    parts = called.split()
    return "".join(parts) if all(_HANZI.fullmatch(part) for part in parts) else called


def text(given: str, *, lines: bool = False, longest: int = LONGEST_TEXT) -> str:
    """A text as it is kept, which may be empty; with `lines` it may have several. Raises BadInput for none."""
    text = given.strip()
    _refuse(text_fault(text, lines=lines, longest=longest), given)
    return spelled(text)


def _refuse(fault: Fault | None, given: str) -> None:
    if fault is not None:
        raise BadInput(f"spelling.{fault.what}", text=given, **fault.values)
