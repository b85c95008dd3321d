"""F1 at every field of the desk says more than whether it must be filled in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

import screens.desk
from screens.desk.dialog import ExplanationDialog
from tests.screens.desk.conftest import Competition2010, app_of, press, settle

TELLS = {"about", "help", "pick", "choices", "secret", "hint", "suggested"}
"""What a field is told by at F1; what is suggested is a day, of which it is told how days are written."""


def fields() -> Iterator[tuple[str, ast.Call]]:
    """Every field that is made anywhere at the desk."""
    (folder,) = screens.desk.__path__
    for file in sorted(Path(folder).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FormField":
                yield f"{file.name}:{node.lineno}", node


def test_every_field_is_told_of() -> None:
    made = list(fields())
    assert len(made) > 20
    assert [where for where, call in made if not TELLS & {word.arg for word in call.keywords}] == []


@pytest.mark.parametrize(("lang", "told"), [("zh", "以哪份原件为准"), ("en", "which document is right")])
async def test_what_a_reviewer_writes_is_explained(contest: Competition2010, lang: str, told: str) -> None:
    contest.enter("甲", "key-projects", "yongnian", "80")
    app = app_of(contest, "丙", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "b", "f1")
        assert isinstance(app.screen, ExplanationDialog)
        assert told in str(app.screen.query_one("#help", Static).content)


async def test_a_field_that_is_never_empty_is_not_said_to_be_free_to_stay_so(contest: Competition2010) -> None:
    app = app_of(contest, "管", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "P", "f1")
        assert isinstance(app.screen, ExplanationDialog)
        told = str(app.screen.query_one("#help", Static).content)
        assert "Choose with" in told
        assert "may stay empty" not in told
