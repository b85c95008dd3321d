"""Rehearsals: drawn evenly, watermarked, publishing nothing, and never moving the real stage."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.drawn_results import drawn_sight
from scoreboard.ceremony.interventions import postpone
from scoreboard.ceremony.rehearsal import RehearsalReport, end_rehearsal, rehearse
from scoreboard.cli.tables import table_text
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import StageStep
from scoreboard.publications.board_pages import BoardWish
from scoreboard.publications.chosen_board import public_board
from scoreboard.publications.publishing import publish_competition
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of
from tests.ceremony.stepping import CEREMONY, correction, move, play, ready, rows, stage
from tests.ceremony.test_steps import NOMINEES, OTHER, TWO, moments
from tests.contests import NOW, Shape, opened


def rehearse_once(settings: Settings, seed: int | None = None) -> StageStep:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        last = rehearse(writing, CEREMONY, seed=seed).last
    assert last is not None
    return last


def rehearse_whole(settings: Settings, seed: int = 1) -> list[StageStep]:
    steps: list[StageStep] = []
    with opened(settings) as store:
        while True:
            try:
                with acting(store, settings, "direct") as writing:
                    last = rehearse(writing, CEREMONY, seed=seed).last
            except Refused as refusal:
                if refusal.key != "cue.last":
                    raise
                return steps
            assert last is not None
            steps.append(last)


def end(settings: Settings) -> RehearsalReport:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        return end_rehearsal(writing, CEREMONY)


def seen(settings: Settings) -> Stage | None:
    reader = PublicReader(settings.paths.public)
    found = reader.stage()
    reader.close()
    return found


def status(settings: Settings) -> tuple[bool, int]:
    reader = PublicReader(settings.paths.public)
    board = public_board(reader, BoardWish("ceremony", series="main")).json()
    reader.close()
    return board["rehearsal"], board["sequence"]


def publications(settings: Settings) -> dict[str, int]:
    reader = PublicReader(settings.paths.public)
    found = reader.keys()
    reader.close()
    return found


def test_a_rehearsal_takes_the_same_steps_as_the_ceremony_and_publishes_nothing(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    before = publications(settings)
    rehearsed = rehearse_whole(settings)
    assert {one.rehearsal for one in rehearsed} == {True}
    assert {one.scene["rehearsal"] for one in rehearsed} == {True}
    end(settings)
    assert publications(settings) == before
    real = play(settings)
    assert moments(real) == moments(rehearsed)
    assert not any("rehearsal" in one.scene for one in real)


def test_a_rehearsal_never_moves_the_real_stage(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    rehearse_whole(settings)
    with opened(settings) as store, store.read() as session:
        assert stage_control.standpoint(session, CEREMONY).sequence == 0
    assert status(settings)[0] is True
    end(settings)
    assert seen(settings) is None
    assert status(settings) == (False, 0)
    first = move(settings)
    assert (first.cue, first.step) == (1, 1)


def test_displays_go_back_to_the_real_stage_when_a_rehearsal_ends(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    last = play(settings)[-1]
    rehearse_once(settings)
    assert status(settings)[0] is True
    end(settings)
    assert status(settings) == (False, last.sequence)
    rehearse_once(settings)
    assert status(settings)[0] is True, "a second rehearsal shows again"


def test_a_ceremony_that_is_on_the_stage_is_not_rehearsed(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=3)
    with pytest.raises(Refused) as refused:
        rehearse_once(settings)
    assert refused.value.key == "rehearsal.begun"
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        postpone(writing, CEREMONY, "停电")
    assert rehearse_once(settings).cue == 1


def test_the_ceremony_ends_a_rehearsal_that_was_forgotten(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    rehearse_once(settings)
    move(settings)
    assert status(settings)[0] is False
    with pytest.raises(Refused) as refused:
        end(settings)
    assert refused.value.key == "rehearsal.none"
    play(settings)
    assert rehearse_once(settings).cue == 1, "a new one begins at the beginning"


def test_nothing_of_a_rehearsal_depends_on_the_sealed_results(tmp_path: Path) -> None:
    shape = Shape(nominees=NOMINEES)
    other = Shape(nominees=NOMINEES.replace("甲", "丁").replace("confirmed", "nominated"))
    scenes = [
        [json.dumps(one.scene, ensure_ascii=False) for one in rehearse_whole(ready(tmp_path / name, scores, kind), 7)]
        for name, scores, kind in (("one", TWO, shape), ("other", OTHER, other))
    ]
    assert scenes[0] == scenes[1]
    assert not any(name in scene for scene in scenes[0] for name in "甲乙丙")


def test_a_rehearsal_knows_of_no_correction(tmp_path: Path) -> None:
    """It states two sealed scores, its unit's old and new one, which a drawn ranking has nothing to do with."""
    settings = ready(tmp_path, TWO)
    correction(settings, "c02", "91.3579")
    scenes = json.dumps([one.scene for one in rehearse_whole(settings)])
    assert "transfer" in scenes
    assert "correction" not in scenes
    assert "91.3579" not in scenes


def test_every_county_is_as_likely_to_win_as_any_other(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    wins: Counter[str] = Counter()
    with opened(settings) as store, store.read() as session:
        here = stage_control.standpoint(session, CEREMONY)
        for seed in range(150):
            now = settings.moment("UTC")
            drawn = drawn_sight(session, here.ceremony, here.contest, now, seed, here.sheet, set()).sealed()
            for flag in (("a1", ""), ("a2", "")):
                term = drawn.ledger.term(flag, "2030Q1")
                assert term is not None
                assert term.winners == tuple(one.unit for one in drawn.scores.standings(*flag) if one.rank == 1)
                wins.update(term.winners)
    assert set(wins) == {"c01", "c02", "c03"}
    assert min(wins.values()) > 70, "of 300, 100 each are to be expected"


def test_a_rehearsal_needs_no_results_at_all(tmp_path: Path) -> None:
    steps = rehearse_whole(ready(tmp_path, {"a1": {"c01": "90"}, "a2": {}}))
    transfers = [one.scene for one in steps if one.scene.get("moment") == "transfer"]
    assert [len(scene["row"]["holders"]) for scene in transfers] == [1, 1]
    assert len(steps[-1].scene["board"]["rows"]) == 3


def test_a_rehearsal_reports_its_time_and_its_slowest_cues(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "title", "duration": 20}, {"kind": "photo"}, {"kind": "closing"}])
    began = datetime.fromisoformat(NOW)
    for after in (0, 30, 45):
        rehearse_once(replace(settings, now=(began + timedelta(seconds=after)).isoformat()))
    report = end(replace(settings, now=(began + timedelta(seconds=135)).isoformat()))
    assert report.steps == 3
    assert (report.taken, report.planned) == (timedelta(seconds=135), timedelta(seconds=20 + 120 + 120))
    assert [(one.number, one.taken.seconds) for one in report.slowest] == [(3, 90), (1, 30), (2, 15)]


def test_a_running_rehearsal_keeps_its_winners(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    rehearse_once(settings, 5)
    rehearse_once(settings)
    with pytest.raises(Refused) as refused:
        rehearse_once(settings, 6)
    assert refused.value.key == "rehearsal.running"
    assert rows(settings, "flags/main/2030Q1") == []
    assert [one.rehearsal for one in stage(settings)] == [True, True]


def test_the_year_follows_the_drawn_flags(tmp_path: Path) -> None:
    flags = [{"kind": "flag", "area": area, "reveal": "all"} for area in ("a1", "a2")]
    settings = ready(tmp_path, TWO, cues=[flags[0], {"kind": "range"}, flags[1], {"kind": "annual"}])
    with opened(settings) as store, acting(store, settings, "load") as writing:
        competition = competition_of(writing.session)
        competition.annual = {"series": "main", "honours": {}, "honour_cap": 0, "vetoes": []}
        writing.session.add(competition)
        publish_competition(writing)
    _, won, possible, _, _, year = (step.scene for step in rehearse_whole(settings))
    assert possible["board"]["periods"][0]["open"] == 1, "one flag has been drawn, the other is open"
    assert sum(row["flags"] for row in possible["board"]["rows"]) == 1
    winner = won["row"]["holders"][0]["unit"]
    assert {row["unit"]: row["flags_total"] for row in year["board"]["rows"]}[winner] >= 1
    assert sum(row["flags_total"] for row in year["board"]["rows"]) == 2
    assert rows(settings, "annual") == [], "nothing of it is public"


def test_a_table_of_the_ceremony_says_that_it_is_a_rehearsal(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    rehearse_once(settings)
    reader = PublicReader(settings.paths.public)
    board = public_board(reader, BoardWish("ceremony"))
    reader.close()
    assert "（彩排）" in table_text(board, "zh")
    assert "(rehearsal)" in table_text(board, "en")
