"""The pages of the docs as tests read them: their text, code blocks, tables, and the paths that they name."""

import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
_PATH = re.compile(r"`((?:scoreboard|screens|data|tests)/[\w./*-]*)`")


def page(name: str) -> str:
    """The text of a page, by its path in the house."""
    return (HOUSE / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The contents of a page's code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def typed(name: str) -> Iterator[str]:
    """The lines of a page of docs that somebody types at a prompt, in order."""
    for block in blocks(page(f"docs/{name}.md"), "console"):
        yield from (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"there is no section {heading!r}"
    return found.group(1)


def rows(text: str) -> Iterator[list[str]]:
    """The rows of all tables of a text, cell by cell, without their headings."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        for line in table.splitlines()[2:]:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def paths(text: str) -> set[str]:
    """Every path of the house that a page names in backquotes."""
    return set(_PATH.findall(text))
