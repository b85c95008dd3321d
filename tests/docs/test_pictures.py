"""The page of pictures shows every scene, and is what the command for it writes."""

from pathlib import Path

from screens.hall import scene_names
from tests.screens.gallery import page
from tests.screens.samples import scenes

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_what_its_command_writes() -> None:
    assert (DOCS / "pictures.md").read_text(encoding="utf-8") == page()


def test_every_scene_is_on_it_and_every_picture_is_there() -> None:
    assert {scene["scene"] for scene in scenes().values()} >= scene_names() - {"noticeboard"}
    named = {line.split("(pictures/")[1].split(")")[0] for line in page().split("![") if "(pictures/" in line}
    assert named == {file.name for file in (DOCS / "pictures").iterdir()}
