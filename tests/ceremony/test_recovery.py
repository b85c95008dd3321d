"""A spare machine takes over from a backup that was made at any step: it stands there, shows the same and goes on."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.cues import steps_of
from scoreboard.ceremony.overview import read_overview
from scoreboard.ceremony.rehearsal import end_rehearsal, rehearse
from scoreboard.ceremony.seal import seal, verify
from scoreboard.desk.backups import back_up
from scoreboard.desk.restoring import restore
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened


def spare_of(settings: Settings, place: Path) -> Settings:
    """Another machine on which a backup of this one has been restored."""
    place.mkdir(parents=True)
    copy = place / "stick.backup"
    back_up(settings, copy)
    spare = replace(settings, database=str(place / "spare.db"))
    restore(spare, copy)
    return spare


def public(settings: Settings) -> tuple[Any, dict[str, Any]]:
    """All that viewers are shown: the stage, and the newest revision of every board."""
    with closing(PublicReader(settings.paths.public)) as reader:
        return reader.stage(), {board.key: board for board in reader.boards("")}


def test_a_backup_of_every_step_stands_at_that_step_and_goes_on_to_the_same_next_one(tmp_path: Path) -> None:
    settings = ready(tmp_path / "first", TWO, Shape(nominees=NOMINEES))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        seal(writing, CEREMONY)
    with opened(settings) as store, store.read() as session:
        count = sum(steps_of(cue) for cue in stage_control.standpoint(session, CEREMONY).sheet)
    for number in range(count):
        spare = spare_of(settings, tmp_path / str(number))
        assert public(spare) == public(settings)
        here, there = move(settings), move(spare)
        assert (here.cue, here.step, here.sequence) == (there.cue, there.step, there.sequence)
        assert here.scene == there.scene
        assert {key: board.words for key, board in public(spare)[1].items()} == {
            key: board.words for key, board in public(settings)[1].items()
        }
    with opened(spare) as store, store.read() as session:
        assert verify(session, CEREMONY).good


def test_a_spare_machine_knows_of_a_cover_and_of_a_rehearsal(tmp_path: Path) -> None:
    settings = ready(tmp_path / "first", TWO)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        rehearse(writing, CEREMONY, seed=1)
    rehearsing = spare_of(settings, tmp_path / "rehearsing")
    assert public(rehearsing) == public(settings)
    with opened(rehearsing) as store, acting(store, rehearsing, "direct") as writing:
        assert read_overview(writing.session, CEREMONY).rehearsal
        assert end_rehearsal(writing, CEREMONY).steps == 1
    assert public(rehearsing)[0] is None
    move(settings, run_sheet.after)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        stage_control.cover(writing, CEREMONY, True)
    covered = spare_of(settings, tmp_path / "covered")
    assert public(covered)[0].covered
    assert move(covered).sequence == move(settings).sequence
