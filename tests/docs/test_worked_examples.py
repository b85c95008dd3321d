"""The worked examples of CONTRIBUTING.md, carried out word by word on a copy of the house, whose checks pass then."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import page
from tests.docs.worked import Copy, copy_house
from tests.handan import prepared

__all__ = ["prepared"]


@pytest.fixture(scope="module")
def board_and_cue(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A house with one board and its cue more, and a cue with steps of its own; the demo's contest is this house's."""
    copy = copy_house(tmp_path_factory.mktemp("house"))
    (copy.made / "handan-made").symlink_to(prepared)
    files = [*copy.write("Add a board"), *copy.write("Add a cue")]
    assert files == [
        "scoreboard/publications/kinds/streaks.py",
        "screens/hall/streaks.py",
        "tests/publications/test_streaks.py",
        "scoreboard/ceremony/cues/streaks.py",
    ]
    assert len(files) == 4
    assert "four files (board, scene, cue, test)" in page("CONTRIBUTING.md")
    assert copy.write("Add a cue with steps of its own") == [
        "scoreboard/ceremony/cues/thanks.py",
        "scoreboard/publications/scenes/thanks.py",
        "screens/hall/thanks.py",
        "tests/ceremony/test_thanks.py",
    ]
    copy.run("tests.cli.reference")
    return copy


def test_a_board_that_is_also_a_cue_passes_the_checks(board_and_cue: Copy) -> None:
    board_and_cue.run("ruff", "check", ".")
    board_and_cue.run("ruff", "format", "--check", ".")
    board_and_cue.test(
        "tests/publications/test_streaks.py",
        "tests/publications/test_kinds_guarded.py",
        "tests/ceremony/test_thanks.py",
        "tests/locale",
        "tests/ceremony/test_docs.py",
        "tests/ceremony/test_cue_words.py",
        "tests/docs/test_contract.py",
        "tests/cli/test_help.py",
        "tests/cli/test_moves.py",
        "tests/acceptance/test_f803_every_text_in_english.py",
        "-k",
        "streak or thanks or guarded or cue_words or test_locale or test_catalogue or test_docs or every_board_is"
        " or csv or documented or goto_publishes",
    )


@pytest.mark.long
def test_its_scene_is_drawn_at_every_size_and_approved(board_and_cue: Copy) -> None:
    board_and_cue.test("tests/screens/test_scenes.py", "--snapshot-update", "-k", "streaks or thanks")
    board_and_cue.run("tests.screens.silhouettes")
    board_and_cue.test(
        *("tests/screens/test_scenes.py", "tests/screens/test_silhouettes.py"),
        *("-k", "streaks or thanks or sample or stored"),
    )
    board_and_cue.test(
        *("tests/screens/test_real_scenes.py", "tests/screens/test_samples.py"),
        *("-k", "streaks or thanks or listed or every_kind"),
    )


def test_the_worked_example_in_the_house_took_as_many_files() -> None:
    named = re.search(r"as it was with “most\ncaptures”:(.*?)\n\n", page("CONTRIBUTING.md"), re.DOTALL)
    assert named is not None
    files = re.findall(r"`([\w/]+\.py)`", named[1])
    assert [Path(file).is_file() for file in files] == [True] * 4


def test_a_migration_passes_the_checks(tmp_path: Path) -> None:
    copy = copy_house(tmp_path)
    numbers = copy.add_revision()
    assert len(copy.write("Add a migration", **numbers)) == 2
    copy.run("ruff", "check", "scoreboard", "tests/store")
    copy.run("ruff", "format", "--check", "scoreboard", "tests/store")
    copy.test(
        "tests/store/test_seats.py",
        "tests/store/test_migrations.py",
        "-k",
        "seat or every_migration or just_what or every_check or has_a_name or newest",
    )
