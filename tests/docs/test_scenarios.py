"""docs/scenarios.md tells every rule with its numbers, and each is proved by tests that are named after it."""

import re

import pytest

from tests.docs.pages import HOUSE, page, paths

TEXT = page("docs/scenarios.md")
RULES = dict(re.findall(r"^\*\*(S\d\d)(.*?)(?=^\*\*S\d\d|^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
NOT_YET = {name for name, text in RULES.items() if "does not do yet" in text}


def test_the_rules_are_all_there() -> None:
    assert sorted(RULES) == [f"S{number:02}" for number in range(1, 21)]


@pytest.mark.parametrize("name", sorted(RULES.keys() - NOT_YET))
def test_a_rule_names_tests_that_prove_it_and_where_it_is_decided(name: str) -> None:
    files = paths(RULES[name])
    assert [path for path in files if not (HOUSE / path).is_file()] == []
    tests = {path for path in files if path.startswith("tests/")}
    acceptance = [path for path in tests if path.startswith("tests/acceptance/")]
    assert acceptance
    assert all(path.startswith(f"tests/acceptance/test_{name.lower()}_") for path in acceptance)
    for path in tests:
        text = (HOUSE / path).read_text(encoding="utf-8")
        assert re.search(rf"^def test_{name.lower()}_|\b{name}\b", text, re.MULTILINE), path
    assert files - tests, "nothing says where it is decided"


@pytest.mark.parametrize("name", sorted(NOT_YET))
def test_a_rule_that_is_not_kept_yet_has_no_test(name: str) -> None:
    assert list((HOUSE / "tests").rglob(f"test_{name.lower()}_*.py")) == []


def test_every_test_that_is_named_after_a_rule_is_on_the_page() -> None:
    there = {path.name for path in (HOUSE / "tests" / "acceptance").glob("test_s[0-9][0-9]_*.py")}
    assert there == {path.rpartition("/")[2] for path in paths(TEXT) if path.startswith("tests/acceptance/")}
