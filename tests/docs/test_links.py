"""Whatever a page, a comment or a test names as a document is in the repo, and has the section that is named."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import HOUSE

PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").glob("*.md"), *(HOUSE / "data").rglob("*.md")])
OURSELVES = HOUSE / "tests" / "docs" / "test_links.py"
ELSEWHERE = re.compile(r"\b(CONTRACT|DESIGN|FAULTS|SCENARIOS|FIELD-NOTES)\b")
CITED = re.compile(r"docs/([\w-]+\.md)(?:, ([A-Z][a-z]+(?:[ ,]+[a-z]+)*))?")


def sources() -> Iterator[Path]:
    for room in ("scoreboard", "screens", "tests"):
        yield from sorted((HOUSE / room).rglob("*.py"))
    yield HOUSE / ".ci" / "run"
    yield HOUSE / "pyproject.toml"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_no_document_is_cited_that_is_not_in_the_repo() -> None:
    lost = [
        f"{path.relative_to(HOUSE)}: {line.strip()}"
        for path in [*sources(), *PAGES]
        if path != OURSELVES
        for line in path.read_text(encoding="utf-8").splitlines()
        if ELSEWHERE.search(line)
    ]
    assert lost == []


def test_every_page_that_the_code_names_is_there_with_the_section() -> None:
    lost = []
    for path in sources():
        for name, section in CITED.findall(path.read_text(encoding="utf-8")):
            cited = HOUSE / "docs" / name
            if not cited.exists() or (section and f"\n## {section}\n" not in cited.read_text(encoding="utf-8")):
                lost.append(f"{path.relative_to(HOUSE)}: {name}, {section}")
    assert lost == []


def test_the_code_says_what_it_means_not_which_fault_it_was() -> None:
    """Tests are named after faults; what reads on its own must not need a list of them."""
    named = [
        f"{path.relative_to(HOUSE)}: {line.strip()}"
        for path in sources()
        if path.is_relative_to(HOUSE / "scoreboard") or path.is_relative_to(HOUSE / "screens")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?<!noqa: )\bF\d{3}\b", line)
    ]
    assert named == []
