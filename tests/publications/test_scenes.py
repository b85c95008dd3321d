"""Scenes as types: rows on the stage are read, whichever program wrote them, and written as they were."""

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

from scoreboard.publications.scene import STAGED
from scoreboard.publications.scenes import scene_names, scene_of, written
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.wire import Json, Misfit
from tests.store.kept.asking import Kept, kept_databases


def rows_of(kept: Kept, place: Path) -> list[Json]:
    """All scenes on a kept stage."""
    with closing(connect(kept.unpack(place).public)) as file:
        return [json.loads(scene) for (scene,) in file.execute("SELECT scene FROM stage ORDER BY sequence")]


def says(whole: Any, part: Any) -> bool:
    """Whether one says all that the other does, and perhaps more."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and says(whole[key], one) for key, one in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(says, whole, part))
    return bool(whole == part)


@pytest.mark.parametrize("kept", kept_databases(), ids=str)
def test_a_row_that_an_older_program_wrote_says_the_same_still(kept: Kept, tmp_path: Path) -> None:
    for row in rows_of(kept, tmp_path):
        if row["scene"] in scene_names():
            again = written(scene_of(row))
            assert says(again, row)
            own = [name for name in row if name not in STAGED]
            assert [name for name in again if name in own] == own, "keys stand in their order"


def test_a_scene_of_a_newer_program_is_the_cover_marked_as_a_rehearsal_s() -> None:
    assert scene_of({"scene": "of a newer one"}) == CoverScene()
    assert scene_of({"scene": "of a newer one", "rehearsal": True}) == CoverScene(rehearsal=True)


def test_a_scene_of_another_form_is_refused() -> None:
    with pytest.raises(Misfit, match="title"):
        scene_of({"scene": "title", "title": 7})


def test_what_the_stage_adds_stands_last() -> None:
    title = TitleScene(
        title="授旗", title_en="Award", host="市", host_en="City", venue="", date=None, slogans=(), kind="title"
    )
    assert list(written(title)) == ["scene", "title", "title_en", "host", "host_en", "venue", "date", "slogans", "kind"]
