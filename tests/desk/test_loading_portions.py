"""`load` where there are many scores: in portions, checked whole first, finished by loading again."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk import portions
from scoreboard.desk.history import read_deeds
from scoreboard.desk.loading import LoadReport, load_in_portions
from scoreboard.desk.portions import Progress, untold
from scoreboard.errors import Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.store.engine import Store
from tests.desk.loading import LEVEL, UNVETOED, Place, edited
from tests.exchange.folders import write


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.store.close()


@pytest.fixture(autouse=True)
def in_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of two scores each."""
    for name in ("FIRST", "LEAST", "MOST"):
        monkeypatch.setattr(portions, name, 2)


def load(place: Place, files: Mapping[str, str], progress: Progress = untold) -> LoadReport:
    place.loads += 1
    folder = read_folder(write(place.place / f"folder-{place.loads}", files), cue_formats())
    return load_in_portions(place.store, place.settings, folder, with_clock=True, progress=progress)


def scores(place: Place) -> list[str]:
    rows = place.dump()
    return rows["contest.db/score"] + rows["contest.db/loaded_row"] + rows["contest.db/unit"]


def test_a_load_in_portions_ends_where_one_in_a_single_transaction_does(place: Place, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = load(place, LEVEL, lambda done, whole: told.append((done, whole)))
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    assert other.load(LEVEL).counts() == report.counts()
    assert scores(place) == scores(other)
    assert told == [(2, 6), (4, 6), (6, 6)]
    cells = [entry.after["cells"] for entry in place.journal() if entry.subject == "scores.csv"]
    assert [len(some) for some in cells] == [2, 2, 2]
    assert cells[0]["main/2030Q1/roads/east"] == [1, "90.5", "confirmed"]
    assert load(place, LEVEL).unchanged
    other.store.close()


class Killed(BaseException):
    """As good as a SIGKILL between two transactions."""


def test_a_load_that_was_killed_is_finished_by_the_same_one(place: Place) -> None:
    def kill(done: int, _whole: int) -> None:
        if done == 4:
            raise Killed

    with pytest.raises(Killed):
        load(place, LEVEL, kill)
    assert len(place.dump()["contest.db/score"]) == 4
    report = load(place, LEVEL)
    assert report.counts() == {"scores.csv": (2, 0, 0)}
    assert place.score("2030Q2", "roads", "west") == ("95", "draft", 1)
    assert load(place, LEVEL).unchanged


def test_a_load_that_is_refused_has_changed_nothing(place: Place) -> None:
    load(place, LEVEL)
    place.close()
    changed = edited(LEVEL, "scores.csv", "main,2030Q2,roads,west,95", "main,2030Q2,roads,west,96")
    before = place.dump()
    with pytest.raises(Refused) as refused:
        load(place, edited(changed, "scores.csv", "main,2030Q1,water,east,70", "main,2030Q1,water,east,71"))
    assert (refused.value.key, refused.value.values["line"]) == ("loading.closed_row", 4)
    assert place.dump() == before


def test_what_is_closed_while_a_load_goes_on_is_refused_from_then_on(place: Place) -> None:
    load(place, LEVEL)
    files = edited(LEVEL, "scores.csv", "roads,east,90.5", "roads,east,91")
    files = edited(files, "scores.csv", "roads,west,88", "roads,west,89")
    files = edited(files, "scores.csv", "water,east,70", "water,east,71")

    def close(done: int, _whole: int) -> None:
        if done == 2:
            place.close()

    with pytest.raises(Refused) as refused:
        load(place, files, close)
    assert refused.value.key == "loading.closed_row"
    assert place.score("2030Q1", "roads", "east") == ("91", "confirmed", 2)
    assert place.score("2030Q1", "water", "east") == ("70", "confirmed", 1)


def test_live_scores_are_public_after_their_portion(place: Place) -> None:
    load(place, UNVETOED)
    load(place, edited(UNVETOED, "scores.csv", "roads,west,95,draft", "roads,west,101.5,confirmed"))
    rows = place.board("ranking/main/2030Q2/roads")["rows"]
    assert [(row["unit"], row["score"]) for row in rows[:2]] == [("west", "101.50"), ("east", "100.00")]
    load(place, edited(UNVETOED, "scores.csv", "main,2030Q2,roads,west,95,draft\n", ""))
    rows = place.board("ranking/main/2030Q2/roads")["rows"]
    assert [(row["unit"], row["status"]) for row in rows[:2]] == [("east", "ranked"), ("west", "missing")]


def test_scores_that_go_with_their_unit_go_before_it(place: Place) -> None:
    files = edited(LEVEL, "scores.csv", "main,2030Q2,roads,west,95,draft", "main,2030Q2,roads,roads-bureau,95,draft")
    load(place, files)
    gone = edited(files, "scores.csv", "main,2030Q2,roads,roads-bureau,95,draft\n", "")
    gone = edited(gone, "units.csv", "roads-bureau,交通局,,bureau,,bureau,,,\n", "")
    gone = edited(gone, "competition.toml", '["county", "bureau"]', '["county"]')
    report = load(place, gone)
    assert report.counts()["scores.csv"] == (0, 0, 1)
    assert place.units() == ["lake", "east", "west", "stone", "reed"]
    assert load(place, gone).unchanged


def test_somebody_elses_load_in_between_is_looked_at_first(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = edited(LEVEL, "units.csv", "west,西县,西", "west,西边县,西")
    load(place, LEVEL)
    waiting = [renamed]
    transaction = Store.transaction

    def others_first(store: Store) -> Any:
        if waiting:
            place.load(waiting.pop())
        return transaction(store)

    monkeypatch.setattr(Store, "transaction", others_first)
    report = load(place, LEVEL)
    assert {change.subject for change in report.changes} == {"unit/west"}, "it says again what it said before"


def test_the_history_of_a_score_tells_of_its_load(place: Place) -> None:
    load(place, LEVEL)
    files = edited(LEVEL, "scores.csv", "roads,east,90.5", "roads,east,91")
    load(place, edited(files, "scores.csv", "roads,west,88", "roads,west,89"))
    newer, older = place.read(lambda session: read_deeds(session, "main/2030Q1/roads/east"))
    assert newer.after == {"score": "91", "version": 2, "state": "confirmed"}
    assert older.after == {"score": "90.5", "version": 1, "state": "confirmed"}
    assert {newer.action, older.action} == {"load"}
    row = place.journal()[-1]
    assert row.before["cells"]["main/2030Q1/roads/east"] == [1, "90.5", "confirmed"]
