"""What the next step would be refused for is known before it is taken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from scoreboard.ceremony import blocking, cues, next_step_refusals, stage_control
from scoreboard.ceremony.blocking import Blocker, Waiting
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.next_step_refusals import Hindrance, hindrances
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.desk.stars_awaited import StillAwaited
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.models import StageStep
from scoreboard.settings import Settings
from tests.ceremony.pooled import CEREMONY as POOLED
from tests.ceremony.pooled import NOW, closed_contest, settings_of
from tests.ceremony.stepping import CEREMONY, move, play, ready
from tests.ceremony.test_preflight import tie
from tests.ceremony.test_steps import TWO
from tests.contests import opened


def hindered(settings: Settings) -> list[tuple[str, tuple[str, ...], bool]]:
    with opened(settings) as store, store.read() as session:
        found = hindrances(session, standpoint(session, CEREMONY), settings.moment("UTC"))
    return [(one.name, tuple(about.zh for about in one.about), one.now) for one in found]


def test_f608_a_tie_is_told_before_the_start_and_in_the_middle(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert hindered(settings) == []
    tie(settings)
    assert [(name, now) for name, _about, now in hindered(settings)] == [("tie", True)]


def test_f608_a_tie_that_comes_in_the_middle_is_told_at_once(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    move(settings, stage_control.goto(3))
    tie(settings)
    ((name, _about, now),) = hindered(settings)
    assert (name, now) == ("tie", False), "its step comes later"
    play(settings, until=2)
    move(settings, stage_control.goto(2))
    for _ in range(3):
        assert [(name, now) for name, _about, now in hindered(settings)] == [("tie", False)], "this step can be taken"
        move(settings)
    assert [(name, now) for name, _about, now in hindered(settings)] == [("tie", True)]
    with pytest.raises(Refused):
        move(settings)


SHEET = (
    Cue("title"),
    Cue("flag", area="roads", pool="town", reveal="all"),
    Cue("flag", area="roads", pool="office", reveal="all"),
    Cue("star", star="service"),
    Cue("closing"),
)
OF_TOWNS, OF_OFFICES = Blocker("tie", "roads", "town", ("t1", "t2")), Blocker("tie", "roads", "office", ("o1", "o2"))
WATER, OF_TABLE, OPEN = Blocker("tie", "water", "town"), Blocker("tie", "总旗", "town"), Blocker("open")
VETOED = Blocker("vetoed", "water", "town", ("t7",))
TOWNS, OFFICES = Both("roads工作（town）", "Roads (town)"), Both("roads工作（office）", "Roads (office)")
WATERS, TABLE = Both("water工作（town）", "Water (town)"), Both("总旗（town）", "总旗 (town)")
STAR, QUARTER = Both("服务星", "Service star"), Both("第一季度", "第一季度")


@pytest.fixture
def before_start(tmp_path: Path) -> Iterator[tuple[Session, Standpoint]]:
    """A ceremony of a quarter whose pools rank apart, before its first step."""
    with opened(settings_of(closed_contest(tmp_path))) as store, store.read() as session:
        yield session, replace(standpoint(session, POOLED), sheet=SHEET)


def in_the_way(monkeypatch: pytest.MonkeyPatch, *found: Blocker) -> None:
    """Let these be what is not settled, whatever the contest is like."""
    monkeypatch.setattr(next_step_refusals, "blockers", lambda _session, _contest, sheet, _now: found if sheet else ())


def after_step(
    asked: tuple[Session, Standpoint], cue: int, step: int
) -> tuple[dict[str, tuple[Both, ...]], dict[str, tuple[Both, ...]]]:
    """What is told in the middle of the ceremony: of the next step, and of later ones."""
    session, here = asked
    at: dict[str, Any] = {"cue": cue, "step": step, "scene": {}, "at": datetime.fromisoformat(NOW)}
    found = hindrances(session, replace(here, last=StageStep(ceremony_id=POOLED, **at)), at["at"])
    assert [one.now for one in found] == sorted((one.now for one in found), reverse=True), "what comes first first"
    now, later = ({one.name: one.about for one in found if one.now is wanted} for wanted in (True, False))
    assert len(found) == len(now) + len(later), "those of a kind are told together"
    return now, later


def test_a_tie_stops_the_step_of_its_own_flag_and_pool(
    before_start: tuple[Session, Standpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way(monkeypatch, OF_TOWNS, OF_OFFICES, WATER)
    assert after_step(before_start, 1, 1) == ({}, {"tie": (TOWNS, OFFICES, WATERS)}), "its first step reveals nothing"
    assert after_step(before_start, 2, 1) == ({"tie": (TOWNS,)}, {"tie": (OFFICES, WATERS)}), "its second step"
    assert after_step(before_start, 2, 2) == ({}, {"tie": (TOWNS, OFFICES, WATERS)})
    assert after_step(before_start, 3, 1) == ({"tie": (OFFICES,)}, {"tie": (TOWNS, WATERS)})
    assert after_step(before_start, 3, 2) == ({}, {"tie": (TOWNS, OFFICES, WATERS)}), "a star waits for no flag"


def test_any_tie_stops_the_closing_which_publishes_all_that_are_left(
    before_start: tuple[Session, Standpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way(monkeypatch, WATER, OF_TABLE)
    star = len(cues.moments_of(SHEET[3]))
    assert after_step(before_start, 4, star - 1) == ({}, {"tie": (WATERS, TABLE)})
    assert after_step(before_start, 4, star) == ({"tie": (WATERS, TABLE)}, {})
    assert after_step(before_start, 5, 1) == ({}, {"tie": (WATERS, TABLE)}), "nothing comes after it"


def test_once_begun_a_ceremony_is_stopped_by_an_open_period_and_by_ties_alone(
    before_start: tuple[Session, Standpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    star = Blocker("star", star="service", people=(Waiting("t3", "丙", StillAwaited.NOTICE),))
    in_the_way(monkeypatch, VETOED, OF_OFFICES, star)
    assert after_step(before_start, 1, 1) == ({}, {"tie": (OFFICES,)})
    assert after_step(before_start, 3, 1) == ({"tie": (OFFICES,)}, {})
    in_the_way(monkeypatch, OPEN)
    assert [after_step(before_start, cue, 1) for cue in (1, 4, 5)] == [({"open": (QUARTER,)}, {})] * 3


def test_before_its_start_all_is_told_that_nobody_has_signed_off(
    before_start: tuple[Session, Standpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a star each kind of thing that somebody waits for, once however many wait for it."""
    session, here = before_start
    awaited = (StillAwaited.NOTICE, StillAwaited.OBJECTION, StillAwaited.NOTICE)
    star = Blocker("star", star="service", people=tuple(Waiting("t3", "丙", one) for one in awaited))
    monkeypatch.setattr(blocking, "blockers", lambda *_: (OF_TOWNS, VETOED, star, OF_OFFICES))
    everything = (
        Hindrance("tie", (TOWNS, OFFICES)),
        Hindrance("vetoed", (WATERS,)),
        Hindrance("star_notice", (STAR,)),
        Hindrance("star_objection", (STAR,)),
    )
    now = datetime.fromisoformat(NOW)
    assert hindrances(session, here, now) == everything
    assert all(one.now for one in everything), "the start is the next step"
    monkeypatch.setattr(
        blocking, "signed_off", lambda _session, ceremony, _found: {VETOED, OF_TOWNS} if ceremony == POOLED else ()
    )
    assert hindrances(session, here, now) == (*everything[2:], Hindrance("tie", (OFFICES,)))


def test_until_when_is_known_with_the_moment_that_is_given(
    before_start: tuple[Session, Standpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, here = before_start
    asked: list[Any] = []

    def nothing(*given: Any) -> tuple[Blocker, ...]:
        asked.append(given)
        return ()

    for module in (blocking, next_step_refusals):
        monkeypatch.setattr(module, "blockers", nothing)
    now = datetime.fromisoformat(NOW)
    assert hindrances(session, here, now) == ()
    assert after_step(before_start, 1, 1) == ({}, {})
    assert asked == [(session, here.contest, SHEET, now)] * 2
