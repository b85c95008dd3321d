"""A ceremony as its director sees it: places and words, never results."""

import json
from dataclasses import asdict, replace
from datetime import date, datetime

import pytest

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.overview import Overview, ceremony_choices, read_overview
from scoreboard.ceremony.rehearsal import end_rehearsal, rehearse
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput
from scoreboard.models import Ceremony
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.handan import CEREMONY, handan, prepared

__all__ = ["handan", "prepared"]


@pytest.fixture
def store(handan: Settings) -> Store:
    return Store(handan.paths)


def _move(store: Store, settings: Settings, move: stage_control.Move, **options: bool) -> None:
    with acting(store, replace(settings, acting="director"), "direct") as writing:
        stage_control.step(writing, CEREMONY, move, **options)


def test_before_the_first_step(store: Store) -> None:
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert (view.sequence, view.cue, view.line, view.began) == (0, None, None, None)
    assert view.next is not None
    assert (view.next.line.kind, view.next.step, view.next.reveals) == ("title", 1, False)
    assert [line.number for line in view.lines] == list(range(1, 19))
    assert not any(line.shown for line in view.lines)


def test_ceremonies_to_come_stand_before_those_that_are_over(store: Store) -> None:
    with store.read() as session:
        assert [(one.id, one.state) for one in ceremony_choices(session)] == [
            ("city-2010Q3", "ready"),
            ("yongnian-townships-2010Q3", "finished"),
            ("city-2010Q2", "finished"),
        ]


def test_what_was_jumped_over_is_known(store: Store, handan: Settings) -> None:
    _move(store, handan, stage_control.goto(4))
    _move(store, handan, stage_control.goto(2))
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert (view.cue, view.furthest) == (2, 4)


def test_shown_and_revealed_are_two_things(store: Store, handan: Settings) -> None:
    _move(store, handan, stage_control.goto(2))
    with store.read() as session:
        flag = read_overview(session, CEREMONY).lines[1]
    assert (flag.shown, flag.done, flag.revealed) == (1, False, False)
    for _ in range(flag.steps - 1):
        _move(store, handan, stage_control.after)
    with store.read() as session:
        flag = read_overview(session, CEREMONY).lines[1]
    assert (flag.shown, flag.done, flag.revealed) == (flag.steps, True, True)


def test_going_back_forgets_nothing_that_was_shown(store: Store, handan: Settings) -> None:
    _move(store, handan, stage_control.goto(2))
    _move(store, handan, stage_control.before)
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert view.cue == 1
    assert view.lines[1].shown == 1


def test_a_flag_that_was_only_gone_back_to_is_not_done(store: Store, handan: Settings) -> None:
    """Who goes back to the last step of a flag that was jumped over is shown no result, and Space leads past it."""
    _move(store, handan, stage_control.goto(3))
    with store.read() as session:
        before = read_overview(session, CEREMONY)
    _move(store, handan, run_sheet.before)
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert (view.cue, view.step) == (2, view.lines[1].steps)
    assert (view.lines[1].done, view.lines[1].revealed) == (False, False)
    assert [line.several for line in view.lines] == [line.several for line in before.lines], "none is told as announced"


def test_the_closing_says_how_many_flags_it_would_take_along(store: Store, handan: Settings) -> None:
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert view.starts[-1].several == 9
    _move(store, handan, stage_control.goto(len(view.lines)), yes=True)
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert view.starts[-1].several == 0
    assert view.next is None
    assert not view.starts[-1].reveals


def test_it_begins_with_the_first_step_and_stays_so(store: Store, handan: Settings) -> None:
    _move(store, replace(handan, now="2010-11-05T09:00:00"), stage_control.after)
    _move(store, replace(handan, now="2010-11-05T09:05:00"), stage_control.after)
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    assert view.began == datetime.fromisoformat("2010-11-05T09:00:00+08:00")
    assert view.at == datetime.fromisoformat("2010-11-05T09:05:00+08:00")


def test_no_sealed_name_or_score_is_in_it(store: Store) -> None:
    with store.read() as session:
        view = read_overview(session, CEREMONY)
    told = json.dumps(asdict(view), ensure_ascii=False, default=str)
    for sealed in ("guantao", "馆陶县", "yongnian", "永年县", "0.02", "826.04"):
        assert sealed not in told


def test_ceremonies_with_the_latest_day_first(store: Store) -> None:
    with store.read() as session:
        choices = ceremony_choices(session)
    assert [choice.id for choice in choices] == [CEREMONY, "yongnian-townships-2010Q3", "city-2010Q2"]
    assert choices[0].held_on == date(2010, 11, 5)
    assert [choice.state for choice in choices] == ["ready", "finished", "finished"]


def test_a_ceremony_on_the_stage_is_running(store: Store, handan: Settings) -> None:
    _move(store, handan, stage_control.goto(5))
    with store.read() as session:
        choice = ceremony_choices(session)[0]
    assert (choice.state, choice.cue, choice.cues) == ("running", 5, 18)


def test_a_wrong_sheet_does_not_hide_the_other_ceremonies(store: Store) -> None:
    with store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).cues = [{"kind": "flag", "area": "no-such"}]
    with store.read() as session:
        states = {choice.id: choice.state for choice in ceremony_choices(session)}
    assert states[CEREMONY] == "wrong"
    assert states["city-2010Q2"] == "finished"


def test_an_unknown_ceremony_is_bad_input(store: Store) -> None:
    with store.read() as session, pytest.raises(BadInput):
        read_overview(session, "no-such")


def test_while_a_rehearsal_is_running_the_overview_is_of_that_one(store: Store, handan: Settings) -> None:
    def deed(move: stage_control.Move | None) -> None:
        with acting(store, replace(handan, acting="director"), "direct") as writing:
            if move is None:
                end_rehearsal(writing, CEREMONY)
            else:
                rehearse(writing, CEREMONY, move, seed=1)

    def view() -> Overview:
        with store.read() as session:
            return read_overview(session, CEREMONY)

    before = view()
    deed(stage_control.after)
    deed(stage_control.goto(3))
    rehearsed = view()
    assert (rehearsed.rehearsal, rehearsed.cue, rehearsed.step) == (True, 3, 1)
    assert [line.shown for line in rehearsed.lines[:3]] == [1, 0, 1]
    assert rehearsed.began is not None
    deed(None)
    after = view()
    assert (after.rehearsal, after.cue, after.sequence, after.began) == (False, None, 0, None)
    assert not any(line.shown for line in after.lines)
    assert before.latest < rehearsed.latest < after.latest
