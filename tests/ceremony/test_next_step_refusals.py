"""What the next step would be refused for is known before it is taken."""

from pathlib import Path

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.next_step_refusals import hindrances
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.settings import Settings
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
    assert [(name, now) for name, _about, now in hindered(settings)] == [("tie", True)]
