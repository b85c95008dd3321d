"""The sentences about folders: the same ones in both languages, each used, none missing."""

import re
from pathlib import Path
from string import Formatter

import scoreboard.exchange
import scoreboard.spelling
from scoreboard.locale import LANGUAGES, catalogue

SOURCES = [*sorted(Path(scoreboard.exchange.__file__).parent.rglob("*.py")), Path(scoreboard.spelling.__file__)]


def gaps(message: str) -> set[str]:
    return {name.partition("#")[0] for _, name, _, _ in Formatter().parse(message) if name}


def test_both_languages_say_the_same_things_with_the_same_gaps() -> None:
    chinese, english = (catalogue("folder", lang) for lang in LANGUAGES)
    assert {key: gaps(message) for key, message in chinese.items()} == {
        key: gaps(message) for key, message in english.items()
    }


def test_every_sentence_is_used_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    written = set(re.findall(r'"([a-z_0-9]+)"', code))
    told = {key.removeprefix("problem.") for key in catalogue("folder", "en") if key.startswith("problem.")}
    assert told <= written


def test_no_sentence_is_missing() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    raised = re.findall(r'Wrong\("(\w+)"', code)
    noted = re.findall(r'\.wrong\([^,()]+, "(\w+)"', code)
    placed = re.findall(r'\.add\((?:where|place|FilePlace\(.*\)), "(\w+)"', code)
    assert min(len(raised), len(noted), len(placed)) > 5
    assert {f"problem.{key}" for key in (*raised, *noted, *placed)} <= catalogue("folder", "en").keys()
