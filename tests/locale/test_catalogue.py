"""The message catalogue: both languages say the same things, the code asks for nothing that is not there, and nothing
is there that the code does not ask for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from scoreboard.locale import COUNTED, LANGUAGES, catalogue, say
from scoreboard.rules.scores import WORDS_FOR_NOT_APPLICABLE
from tests.cli.test_help import every_command

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "scoreboard" / "locale"
ROOMS = sorted(path.stem for path in (LOCALE / "zh").glob("*.toml"))
SPEAKERS = {"say", "cli", "_say", "Refused", "BadInput", "Unreachable", "ContestError"}
"""What is called with a message's key: the errors with one inside errors.toml, a room's own with one inside it."""
FLAGS = {"demo.flag.contest", "director.step.flag.contest", "director.step.flag.transfer"}
"""Messages that call a flag by the words on it in Chinese, and by its area in English."""
CHINESE_ONLY = {"hall.together", "hall.peoples"}
"""Words that a line of Chinese is not broken in."""
HANZI = re.compile(r"[\u4e00-\u9fff]")


def gaps(key: str, message: str) -> list[str]:
    names = [name for _, name, _, _ in Formatter().parse(COUNTED.sub("", message)) if name is not None]
    names = [name.rstrip("*") for name in names]
    return sorted("flag" if key in FLAGS and name in ("name", "area") else name for name in names)


@cache
def keys() -> frozenset[str]:
    """Every key of the catalogue, with its room."""
    return frozenset(f"{room}.{path}" for room in ROOMS for path in catalogue(room, "zh"))


def test_both_languages_have_the_same_rooms() -> None:
    rooms = {
        lang: sorted(path.name for path in (LOCALE / lang).iterdir() if path.suffix == ".toml") for lang in LANGUAGES
    }
    assert rooms["zh"] == rooms["en"]


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_have_the_same_keys_and_gaps(room: str) -> None:
    chinese, english = (catalogue(room, lang) for lang in LANGUAGES)
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert gaps(f"{room}.{key}", text) == gaps(f"{room}.{key}", english[key]), key


@pytest.mark.parametrize("room", ROOMS)
def test_each_language_is_itself(room: str) -> None:
    """No message is empty, and no English one has been left in Chinese."""
    for lang in LANGUAGES:
        for key, text in catalogue(room, lang).items():
            assert text or f"{room}.{key}" in CHINESE_ONLY, f"{lang}/{room}.{key} is empty"
            if lang == "en":
                own = re.sub("|".join(("夺旗榜", "永年县", "中文", "彩排", *WORDS_FOR_NOT_APPLICABLE)), "", text)
                assert not HANZI.search(own), f"{room}.{key}: {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_no_table_is_written_twice(room: str, lang: str) -> None:
    assert tomllib.loads((LOCALE / lang / f"{room}.toml").read_text("utf-8"))


@cache
def sources() -> tuple[tuple[Path, tuple[ast.AST, ...]], ...]:
    """The program's files with all that is written in them, read once."""
    return tuple(
        (path, tuple(ast.walk(ast.parse(path.read_text("utf-8")))))
        for package in ("scoreboard", "screens")
        for path in sorted((ROOT / package).rglob("*.py"))
    )


def written(node: ast.expr) -> Iterator[str]:
    """The patterns of the strings that an expression can be: an f-string's gaps may be anything."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from written(body)
            yield from written(other)
        case ast.BinOp(left=left, op=ast.Add()):
            yield from (f"{head}.*" for head in written(left))


def asked() -> Iterator[tuple[str, str, str]]:
    """(where, who is asked, pattern of the key) for every message that the code asks for in so many words."""
    for path, nodes in sources():
        for node in nodes:
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in SPEAKERS:
                    if called == "say" and isinstance(node.func, ast.Attribute):
                        called = "own say"
                    for pattern in written(node.args[0]):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", called, pattern


def test_every_message_that_is_asked_for_exists() -> None:
    """An error's key is inside errors.toml, `cli`'s inside cli.toml; a room's own `say` and `_say` know where.

    `say` itself wants the whole key.
    """
    sought: dict[str, list[str]] = {}
    for where, called, pattern in asked():
        place = {"cli": r"cli\.", "say": "", "own say": r"(\w+\.)?", "_say": r"(.+\.)?"}.get(called, r"errors\.")
        if pattern:
            sought.setdefault(place + pattern, []).append(f"{where}: {called}({pattern})")
    every = "\n".join(keys())
    missing = [where for key, asking in sought.items() if not re.search(f"^{key}$", every, re.M) for where in asking]
    assert not missing, "\n".join(missing)


def said_by_name() -> set[str]:
    """Messages whose keys are put together from names: of commands, of options, of a folder's problems."""
    named = set()
    for path, command in every_command():
        name = "_".join(path) or "scoreboard"
        named |= {f"cli.command.{name}.help", f"cli.command.{name}.short"}
        named |= {f"cli.option.{parameter.name}" for parameter in command.params}
    return named


def test_no_message_is_left_over() -> None:
    """Each is asked for by its whole key, by its key inside its room, or by an f-string that makes it."""
    patterns = {pattern for _, nodes in sources() for node in nodes for pattern in strings(node)}
    plain = {pattern for pattern in patterns if ".+" not in pattern and ".*" not in pattern}
    made = [re.compile(pattern) for pattern in patterns if pattern not in plain and re.match(r"\w+\\?\.", pattern)]
    named = said_by_name()
    unused = []
    for key in sorted(keys() - named):
        inside = key.partition(".")[2]
        last = key.rpartition(".")[2]
        if {re.escape(key), re.escape(inside)} & plain or any(p.fullmatch(key) or p.fullmatch(inside) for p in made):
            continue
        if key.startswith("folder.problem.") and re.escape(last) in plain:
            continue
        unused.append(key)
    assert not unused, "\n".join(unused)


def strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
        yield from written(node)


@pytest.mark.parametrize(
    ("name", "come", "goes"),
    [
        ("Key projects pennant", "We come to the Key projects pennant.", "The Key projects pennant goes to Kew."),
        ("The Otter Shield", "We come to the Otter Shield.", "The Otter Shield goes to Kew."),
        ("the Otter Shield", "We come to the Otter Shield.", "The Otter Shield goes to Kew."),
        ("A Cup of {Tea}", "We come to a Cup of {Tea}.", "A Cup of {Tea} goes to Kew."),
        ("Lady Margaret's Oar", "We come to Lady Margaret's Oar.", "Lady Margaret's Oar goes to Kew."),
        ("Sculler's Cup", "We come to the Sculler's Cup.", "The Sculler's Cup goes to Kew."),
        ("Theatre cup", "We come to the Theatre cup.", "The Theatre cup goes to Kew."),
    ],
)
def test_a_name_that_has_its_article_gets_no_second_one(name: str, come: str, goes: str) -> None:
    assert say("ceremony.script.star.category", "en", name=name) == come
    assert say("ceremony.script.star.winners", "en", name=name, who="Kew").startswith(goes)
