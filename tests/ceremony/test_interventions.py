"""What a director does beside the sheet: hold, postpone, abort, publish the rest, a message, a late correction."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from scoreboard.ceremony import correcting, events, run_sheet, stage_control
from scoreboard.ceremony.correcting import late_corrections, show_correction
from scoreboard.ceremony.interventions import abort, hold, message, postpone, publish_rest, resume, take_back
from scoreboard.ceremony.preflight import sign
from scoreboard.ceremony.previewing import preview
from scoreboard.ceremony.run_sheet import after
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.models import CeremonyEvent, JournalEntry, StageStep
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import Settings
from scoreboard.store.writing import Writing
from screens.player import has_ended
from tests.ceremony.stepping import CEREMONY, SECOND, correction, move, play, ready, rows, stage
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, Shape, opened


def do(settings: Settings, deed: Callable[[Writing], Any]) -> Any:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        return deed(writing)


def refusal(settings: Settings, deed: Callable[[Writing], Any]) -> str:
    with pytest.raises(ContestError) as refused:
        do(settings, deed)
    return refused.value.key


def last_row(settings: Settings) -> StageStep:
    return stage(settings)[-1]


def test_a_held_ceremony_takes_no_step_until_it_goes_on(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=2)
    do(settings, lambda writing: hold(writing, CEREMONY))
    assert len(stage(settings)) == 2, "the hall keeps its picture"
    for deed in (after, stage_control.before, stage_control.goto(1)):
        with pytest.raises(Refused) as refused:
            move(settings, deed)
        assert refused.value.key == "cue.held"
    assert refusal(settings, lambda writing: hold(writing, CEREMONY)) == "cue.held"
    do(settings, lambda writing: resume(writing, CEREMONY))
    assert refusal(settings, lambda writing: resume(writing, CEREMONY)) == "cue.going"
    assert move(settings).step == 2


@pytest.mark.parametrize(("deed", "state"), [(postpone, "postponed"), (abort, "aborted")])
def test_a_ceremony_is_broken_off_with_a_reason_under_the_cover(
    tmp_path: Path, deed: Callable[..., Any], state: str
) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=6)
    assert refusal(settings, lambda writing: deed(writing, CEREMONY, "  ")) == "cue.reason"
    do(settings, lambda writing: deed(writing, CEREMONY, "停电"))
    assert last_row(settings).covered
    with pytest.raises(Refused) as refused:
        move(settings)
    assert refused.value.key == f"cue.{state}"
    assert [row["area"] for row in rows(settings, "flags/main/2030Q1")] == ["a1"], "what was announced stays so"
    assert refusal(settings, lambda writing: resume(writing, CEREMONY)) == "cue.reason"
    do(settings, lambda writing: resume(writing, CEREMONY, "来电"))
    play(settings)
    assert len(rows(settings, "flags/main/2030Q1")) == 2


@pytest.mark.parametrize("deed", [postpone, abort])
def test_a_ceremony_that_has_told_everything_is_not_broken_off(tmp_path: Path, deed: Callable[..., Any]) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    assert last_row(settings).scene["scene"] == "closing"
    assert refusal(settings, lambda writing: deed(writing, CEREMONY, "停电")) == "cue.over"
    assert not last_row(settings).covered


def test_back_from_words_at_the_end_shows_the_last_step_again(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    end = last_row(settings)
    do(settings, lambda writing: message(writing, CEREMONY, "请勿离场"))
    move(settings, run_sheet.before)
    again = last_row(settings)
    assert (again.cue, again.step, again.scene["scene"]) == (end.cue, end.step, "closing")
    move(settings, run_sheet.before)
    assert (last_row(settings).cue, last_row(settings).step) != (end.cue, end.step)


def test_what_was_done_and_why_is_in_the_journal(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=1)
    do(settings, lambda writing: abort(writing, CEREMONY, "停电"))
    with opened(settings) as store, store.read() as session:
        found = session.exec(select(JournalEntry).where(JournalEntry.action == "ceremony.abort")).one()
        assert (found.who, found.subject, found.reason) == (CHIEF, CEREMONY, "停电")
        assert events.state_of(session, CEREMONY) is events.State.ABORTED


@pytest.mark.parametrize("stopped", [False, True])
def test_the_rest_is_published_at_once(tmp_path: Path, stopped: bool) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    play(settings, until=6)
    if stopped:
        do(settings, lambda writing: abort(writing, CEREMONY, "停电"))
    assert refusal(settings, lambda writing: publish_rest(writing, CEREMONY, "")) == "cue.reason"
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚"))
    assert last_row(settings).scene["scene"] == "closing"
    assert [row["area"] for row in rows(settings, "flags/main/2030Q1")] == ["a1", "a2"]
    assert len(rows(settings, "stars/2030Q1")) == 3
    assert len(rows(settings, "ranking/main/2030Q1")) == 3
    reader = PublicReader(settings.paths.public)
    bulletin = reader.board("bulletin/main/2030Q1")
    reader.close()
    assert bulletin is not None
    assert bulletin.reason == "天色已晚"


@pytest.mark.parametrize("stopped", [False, True])
def test_without_a_closing_cue_the_hall_goes_on_to_its_boards_all_the_same(tmp_path: Path, stopped: bool) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "title"}, {"kind": "flag", "area": "a1"}])
    play(settings, until=3)
    if stopped:
        do(settings, lambda writing: abort(writing, CEREMONY, "停电"))
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚"))
    last = last_row(settings)
    assert (last.cue, last.step, last.covered, last.scene["scene"]) == (2, 2, False, "closing")
    assert [row["area"] for row in rows(settings, "flags/main/2030Q1")] == ["a1", "a2"]
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        step = reader.stage()
        assert step is not None
        assert has_ended(step)


@pytest.mark.parametrize("covered", [False, True])
def test_a_cover_over_a_ceremony_that_never_began_goes_with_the_publishing(tmp_path: Path, covered: bool) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "flag", "area": "a1"}])
    if covered:
        do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True))
    do(settings, lambda writing: abort(writing, CEREMONY, "停电"))
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚"))
    assert [row.covered for row in stage(settings)] == [True, False] * covered
    assert len(rows(settings, "flags/main/2030Q1")) == 2


def test_nothing_is_published_at_once_while_a_tie_waits(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=1)
    correction(settings, "c02", "91.5")
    assert refusal(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚")) == "cue.tie"
    assert rows(settings, "flags/main/2030Q1") == []


def test_nothing_is_published_at_once_while_a_star_waits_and_nobody_has_signed_that(tmp_path: Path) -> None:
    waiting = NOMINEES.replace(",,confirmed", ",2030-03-01,objected")
    settings = ready(tmp_path, TWO, Shape(nominees=waiting))
    assert refusal(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚")) == "cue.unsettled_star"
    assert rows(settings, "flags/main/2030Q1") == []
    do(settings, lambda writing: sign(writing, CEREMONY, "主任同意"))
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "天色已晚"))
    assert len(rows(settings, "flags/main/2030Q1")) == 2


def test_a_message_stands_on_the_stage_until_the_next_move(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert refusal(settings, lambda writing: message(writing, CEREMONY, "请就座")) == "cue.not_begun"
    first = move(settings)
    do(settings, lambda writing: message(writing, CEREMONY, " 请就座 "))
    shown = last_row(settings)
    assert (shown.scene["scene"], shown.scene["text"]) == ("message", "请就座")
    assert (shown.cue, shown.step) == (first.cue, first.step)
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert last_row(settings).scene == first.scene
    assert move(settings).cue == 2


def test_where_nothing_is_left_nothing_is_published_again(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "停电"))
    before = len(stage(settings))
    assert refusal(settings, lambda writing: publish_rest(writing, CEREMONY, "再来")) == "cue.nothing_left"
    assert len(stage(settings)) == before


def test_a_message_over_a_cover_gives_it_back(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True))
    for text, covered in (("安静", False), ("请安静", False), ("", True), ("", True)):
        do(settings, lambda writing, text=text: message(writing, CEREMONY, text))
        assert last_row(settings).covered is covered
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, False))
    do(settings, lambda writing: message(writing, CEREMONY, "请坐"))
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert not last_row(settings).covered


@pytest.mark.parametrize("deed", [postpone, abort])
def test_f611_a_ceremony_that_was_broken_off_leaves_the_hall_to_its_boards(
    tmp_path: Path, deed: Callable[..., Any]
) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    do(settings, lambda writing: deed(writing, CEREMONY, "停电"))
    assert leads(settings) == (True, "soon")
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, False))
    assert leads(settings) == (True, "now")
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True))
    assert leads(settings) == (True, None), "whoever covers it means it"
    do(settings, lambda writing: message(writing, CEREMONY, "改日再来"))
    assert last_row(settings).scene["text"] == "改日再来"
    assert leads(settings) == (False, "soon")
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert leads(settings) == (True, "soon")
    do(settings, lambda writing: resume(writing, CEREMONY, "来电"))
    assert leads(settings) == (True, None), "it is covered until it goes on"
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, False))
    assert leads(settings) == (False, None)


def leads(settings: Settings) -> tuple[bool, str | None]:
    """Whether the hall is covered, and when it goes back to its boards."""
    return last_row(settings).covered, last_row(settings).scene.get("boards")


def test_a_ceremony_that_has_shown_nothing_but_its_title_can_be_taken_back(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert refusal(settings, lambda writing: take_back(writing, CEREMONY, "早了")) == "cue.not_begun"
    move(settings)
    assert refusal(settings, lambda writing: take_back(writing, CEREMONY, " ")) == "cue.reason"
    here = do(settings, lambda writing: take_back(writing, CEREMONY, "早了"))
    assert (here.position, here.covered) == (None, False)
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        assert reader.stage() is None
    move(settings)
    move(settings)
    assert refusal(settings, lambda writing: take_back(writing, CEREMONY, "早了")) == "cue.gone_on"


def test_a_held_hall_can_be_told_why_and_covered(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    do(settings, lambda writing: hold(writing, CEREMONY))
    before = last_row(settings).scene
    do(settings, lambda writing: message(writing, CEREMONY, "请稍候"))
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert last_row(settings).scene == before
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True))
    assert last_row(settings).covered, "to cover works at once, always"


@pytest.mark.parametrize("text", ["x" * 201, "a\x1b[2Jb", "a\tb"])
def test_a_message_is_visible_text(tmp_path: Path, text: str) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    with pytest.raises(BadInput):
        do(settings, lambda writing: message(writing, CEREMONY, text))


def pending(settings: Settings) -> list[str]:
    with opened(settings) as store, store.read() as session:
        return [one.area for one in late_corrections(session, stage_control.standpoint(session, CEREMONY))]


def test_a_correction_of_what_was_announced_gets_a_step_of_its_own(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=7)
    assert pending(settings) == []
    correction(settings, "c02", "92", ["c02"])
    assert pending(settings) == ["a1"]
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    assert (scene["scene"], scene["moment"]) == ("flag", "correction")
    assert [unit["unit"] for unit in scene["before"]["holders"]] == ["c01"]
    assert [unit["unit"] for unit in scene["row"]["holders"]] == ["c02"]
    assert [(one["unit"], one["old"], one["new"]) for one in scene["corrections"]] == [("c02", "90.00", "92.00")]
    assert scene["signed"] == [{"reason": "漏计", "approved_by": [SECOND]}]
    assert pending(settings) == []
    assert refusal(settings, lambda writing: show_correction(writing, CEREMONY, "a1")) == "cue.no_correction"
    assert move(settings).scene["moment"] == "roll", "the sheet goes on where it stood"


def test_flags_that_are_as_announced_are_told_from_others_without_asking_for_boards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    with monkeypatch.context() as patch:
        for question in ("ask_touched", "ask_revisions"):
            patch.delattr(correcting, question)
        assert pending(settings) == []
    correction(settings, "c03", "89")
    assert pending(settings) == ["a1"]


def test_a_correction_of_what_is_still_sealed_changes_the_award_and_nothing_else(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=4)
    before = len(stage(settings))
    correction(settings, "c02", "95")
    assert pending(settings) == []
    assert len(stage(settings)) == before
    play(settings)
    assert [unit["unit"] for unit in rows(settings, "flags/main/2030Q1")[0]["holders"]] == ["c02"]
    assert pending(settings) == [], "it was part of what was announced"


def test_a_corrected_score_that_moves_no_flag_is_told_too(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c03", "89")
    assert pending(settings) == ["a1"]
    do(settings, lambda writing: show_correction(writing, CEREMONY, "工作1"))
    correction(settings, "c03", "89.5")
    assert pending(settings) == ["a1"], "a second correction is news again"


def test_the_hall_is_told_the_score_that_it_knew_and_every_reason_since(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings)
    correction(settings, "c02", "92")
    correction(settings, "c02", "92", ["c02"], reason="重查", approved_by="third")
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    assert [(one["unit"], one["old"], one["new"]) for one in scene["corrections"]] == [("c02", "90.00", "92.00")]
    signed = [{"reason": "漏计", "approved_by": [SECOND]}, {"reason": "重查", "approved_by": ["third"]}]
    assert scene["signed"] == signed
    row = next(row for row in rows(settings, "ranking/main/2030Q1/a1") if row["unit"] == "c02")
    assert (row["correction"]["old"], row["correction"]["new"]) == ("90.00", "92.00")
    assert (row["correction"]["reason"], row["correction"]["approved_by"]) == ("漏计；重查", f"{SECOND}、third")
    assert row["correction"]["signed"] == signed
    correction(settings, "c02", "93", reason="再查")
    do(settings, lambda writing: show_correction(writing, CEREMONY, "a1"))
    scene = last_row(settings).scene
    assert [(one["unit"], one["old"], one["new"]) for one in scene["corrections"]] == [("c02", "92.00", "93.00")]
    assert scene["signed"] == [{"reason": "再查", "approved_by": [SECOND]}]
    row = next(row for row in rows(settings, "ranking/main/2030Q1/a1") if row["unit"] == "c02")
    assert (row["correction"]["old"], row["correction"]["new"]) == ("92.00", "93.00")
    assert [one["old"] for one in row["correction"]["earlier"]] == ["90.00"]


def test_what_is_still_sealed_is_awarded_on_the_day_that_a_ceremony_is_postponed_to(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=6)
    first = rows(settings, "flags/main/2030Q1")[0]["awarded_on"]
    do(settings, lambda writing: postpone(writing, CEREMONY, "停电", to=date(2030, 5, 2)))
    settings = replace(settings, now="2030-05-02T09:00:00+08:00")
    do(settings, lambda writing: resume(writing, CEREMONY, "来电"))
    play(settings)
    days = [row["awarded_on"] for row in rows(settings, "flags/main/2030Q1")]
    assert days == [first, "2030-05-02"]
    assert first != "2030-05-02"
    assert last_row(settings).scene["date"] == "2030-05-02"


def test_what_goes_on_before_the_day_that_it_was_postponed_to_is_awarded_that_day(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=6)
    first = rows(settings, "flags/main/2030Q1")[0]["awarded_on"]
    do(settings, lambda writing: postpone(writing, CEREMONY, "停电", to=date(2030, 5, 2)))
    do(settings, lambda writing: resume(writing, CEREMONY, "来电"))
    play(settings)
    assert [row["awarded_on"] for row in rows(settings, "flags/main/2030Q1")] == [first, first]
    assert last_row(settings).scene["date"] == first


def test_one_console_at_a_time_holds_the_baton(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings, session="left")
    with pytest.raises(Refused) as refused:
        move(settings, session="right")
    assert refused.value.key == "cue.baton"
    assert CHIEF in refused.value.sentence("en")
    do(settings, lambda writing: events.take(writing, CEREMONY, "right"))
    move(settings, session="right")
    with pytest.raises(Refused):
        move(settings, session="left")
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True, session="left"))
    assert last_row(settings).covered, "to cover the hall nobody needs the baton"
    assert (
        refusal(settings, lambda writing: stage_control.cover(writing, CEREMONY, False, session="left")) == "cue.baton"
    )
    assert refusal(settings, lambda writing: hold(writing, CEREMONY, session="left")) == "cue.baton"
    assert refusal(settings, lambda writing: abort(writing, CEREMONY, "?", session="left")) == "cue.baton"


def test_a_command_takes_the_baton(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings, session="left")
    move(settings)
    with pytest.raises(Refused):
        move(settings, session="left")
    with opened(settings) as store, store.read() as session:
        held = events.baton_of(session, CEREMONY)
        assert held is not None
        assert (held.person, held.session) == (CHIEF, events.CLI)
        taken = session.exec(select(CeremonyEvent).where(col(CeremonyEvent.kind) == "baton")).all()
        assert len(taken) == 2, "only its changes are written down"


def test_a_preview_is_what_the_step_then_shows_and_leaves_no_trace(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    while True:
        before = (stage(settings), rows(settings, "flags/main/2030Q1"))
        with opened(settings) as store:
            try:
                seen = preview(store, settings, CEREMONY, after)
            except Refused:
                break
        assert (stage(settings), rows(settings, "flags/main/2030Q1")) == before
        assert scene_of(move(settings).scene) == seen
    assert len(before[0]) == 16, "to the end of the sheet"


def test_taking_a_message_away_uncovers_nothing(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, True))
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert last_row(settings).covered
    do(settings, lambda writing: message(writing, CEREMONY, "请就座"))
    assert not last_row(settings).covered


def covered(settings: Settings, hidden: bool) -> None:
    do(settings, lambda writing: stage_control.cover(writing, CEREMONY, hidden))


@pytest.mark.parametrize("words", [None, "请稍候"])
def test_going_back_leaves_the_cover_where_it_is(tmp_path: Path, words: str | None) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=2)
    covered(settings, True)
    if words is not None:
        do(settings, lambda writing: message(writing, CEREMONY, words))
    row = move(settings, stage_control.before)
    assert (row.cue, row.covered) == (1, True)
    assert move(settings).covered is False, "the next step is one for the hall to see"
    covered(settings, True)
    assert move(settings, stage_control.goto(1)).covered is False


def test_words_on_a_cover_are_taken_away_with_it(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    first = move(settings)
    covered(settings, True)
    do(settings, lambda writing: message(writing, CEREMONY, "请稍候"))
    covered(settings, False)
    assert (last_row(settings).covered, last_row(settings).scene) == (False, first.scene)


def test_a_message_that_was_covered_is_there_again(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    do(settings, lambda writing: message(writing, CEREMONY, "请就座"))
    covered(settings, True)
    covered(settings, False)
    assert last_row(settings).scene["text"] == "请就座"


def test_a_correction_that_the_hall_would_not_see_is_not_told(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=7)
    correction(settings, "c02", "92", ["c02"])
    told = lambda writing: show_correction(writing, CEREMONY, "a1")  # noqa: E731
    covered(settings, True)
    assert refusal(settings, told) == "cue.correction_covered"
    covered(settings, False)
    do(settings, lambda writing: hold(writing, CEREMONY))
    assert refusal(settings, told) == "cue.held"
    do(settings, lambda writing: resume(writing, CEREMONY))
    do(settings, told)
    assert pending(settings) == []
    covered(settings, True)
    covered(settings, False)
    assert last_row(settings).scene["moment"] == "correction", "what the cover hid is shown again"
