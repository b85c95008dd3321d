"""Nothing that goes wrong with a display is forgotten until the director says that it is known."""

import random
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoreboard.ceremony.overview import Overview
from scoreboard.publications.display_reports import Report, is_silent
from screens.director.display_watch import LATE_SECONDS, DisplayWatch, TroubleKind
from screens.director.displays import told

HALL = Report("hall", 5, "ab" * 8, 4, 120, 34, 0.0, "zh", beat=500)


def view(sequence: int, **said: Any) -> Overview:
    """As much of an overview as displays are compared with."""
    words = {"sequence": sequence, "covered": False, "cue": 2, "next": object(), "to_boards": None, **said}
    return cast(Overview, SimpleNamespace(**words))


def kinds(watch: DisplayWatch) -> list[tuple[str, str, bool]]:
    return [(one.report.display, one.kind.value, one.over) for one in watch.troubles]


def test_a_display_that_was_lost_and_is_back_stays_named_until_it_is_acknowledged() -> None:
    watch = DisplayWatch()
    watch.look(view(5), [HALL], 0.0)
    assert kinds(watch) == []
    (lost,) = watch.look(view(5), [], 1.0)
    assert "hall" in told(lost, "en")
    watch.look(view(5), [HALL], 9.0)
    assert kinds(watch) == [("hall", "lost", True)]
    assert watch.lost == ()
    assert watch.acknowledge()
    assert kinds(watch) == []
    assert not watch.acknowledge()


def test_a_display_that_somebody_has_closed_is_not_missed() -> None:
    watch = DisplayWatch()
    watch.look(view(5), [HALL], 0.0)
    watch.look(view(6), [HALL], 0.0)
    watch.look(view(6), [HALL], 2.0)
    assert kinds(watch) == [("hall", "late", False)]
    assert watch.leave({"hall", "other"}) == (HALL,)
    assert watch.look(view(6), [], 3.0) == ()
    assert (kinds(watch), watch.leave({"hall"})) == ([], ())
    watch.look(view(6), [replace(HALL, sequence=6)], 4.0)
    watch.look(view(6), [], 5.0)
    assert kinds(watch) == [("hall", "lost", False)], "it was opened again, and is missed now"


def test_a_display_that_is_late_is_named_within_two_seconds_and_stays_so_once_it_has_come() -> None:
    watch = DisplayWatch()
    watch.look(view(5), [HALL], 0.0)
    watch.look(view(6), [HALL], 1.0)
    assert kinds(watch) == []
    watch.look(view(6), [HALL], 1.0 + LATE_SECONDS)
    assert kinds(watch) == [("hall", "late", False)]
    watch.look(view(6), [replace(HALL, sequence=6)], 4.0)
    assert kinds(watch) == [("hall", "late", True)]


def test_what_lasts_is_not_told_again_once_it_is_known() -> None:
    watch = DisplayWatch()
    watch.look(view(5), [HALL], 0.0)
    watch.look(view(6), [HALL], 0.0)
    watch.look(view(6), [HALL], 2.0)
    watch.acknowledge()
    assert watch.look(view(6), [HALL], 3.0) == ()
    watch.look(view(6), [replace(HALL, sequence=6)], 4.0)
    watch.look(view(7), [replace(HALL, sequence=6)], 5.0)
    (late,) = watch.look(view(7), [replace(HALL, sequence=6)], 7.0)
    assert late.kind is TroubleKind.LATE, "another time is another trouble"


def test_a_resized_and_an_unlike_display_are_named() -> None:
    watch = DisplayWatch()
    wings = [replace(HALL, display=f"wing{at}") for at in range(2)]
    watch.look(view(5), [HALL, *wings], 0.0)
    watch.look(view(5), [replace(HALL, columns=80, rows=24), wings[0], replace(wings[1], look="zh")], 1.0)
    assert kinds(watch) == [("hall", "resized", True)]
    watch.acknowledge()
    watch.look(view(5), [*wings, replace(HALL, frame="cd" * 8)], 2.0)
    assert ("hall", "unlike", False) in kinds(watch)


@pytest.mark.parametrize("said", [{"next": None}, {"cue": None}, {"to_boards": "now", "covered": True}])
def test_displays_that_play_their_boards_are_not_late(said: dict[str, Any]) -> None:
    watch = DisplayWatch()
    idle = replace(HALL, sequence=0, frame="")
    watch.look(view(6, **said), [idle], 0.0)
    watch.look(view(6, **said), [idle], 9.0)
    assert kinds(watch) == []
    waits = replace(idle, waits="unknown.unit")
    watch.look(view(6, **said), [waits], 12.0)
    assert kinds(watch) == [("hall", "late", False)], "one that waits for its contest shows nothing of it"


@dataclass
class Played:
    """A display of a walk: what is done to it, and since when it owes the console an alarm."""

    report: Report
    gone: bool = False
    owed: dict[str, float] = field(default_factory=dict)


def test_in_a_walk_each_display_is_named_within_two_seconds_and_none_is_forgotten(
    request: pytest.FixtureRequest,
) -> None:
    for seed in range(200 if request.config.getoption("--long") else 5):
        walk(random.Random(seed))


def walk(drawn: random.Random) -> None:
    """Displays are killed, stopped, resized and slow at random; the console looks every 0.4 seconds."""
    watch, now, sequence = DisplayWatch(), 0.0, 5
    displays = {f"d{at}": Played(replace(HALL, display=f"d{at}", at=0.0)) for at in range(4)}
    stopped: dict[str, float] = {}
    slow: dict[str, float] = {}
    expected: dict[tuple[str, str], float] = {}
    for _ in range(400):
        now += 0.4
        name = drawn.choice(list(displays))
        one = displays[name]
        match drawn.randrange(12):
            case 0 if name not in stopped:
                stopped[name] = now
                expected[name, "lost"] = now
            case 1 if name in stopped and now - stopped[name] > 4:
                del stopped[name]
            case 2 if name not in stopped and now > 2:
                one.report = replace(one.report, columns=one.report.columns + 1)
                expected[name, "resized"] = now
            case 3:
                sequence += 1
                for other in displays:
                    slow[other] = now + (3.0 if drawn.random() < 0.2 else 0.2)
            case 4 if not any(now - since < 2.0 for since in expected.values()):
                assert {(one.report.display, one.kind.value) for one in watch.troubles} >= set(expected)
                watch.acknowledge()
                expected = {}
        for other, played in displays.items():
            if other not in stopped:
                shown = sequence if now >= slow.get(other, 0.0) else played.report.sequence
                played.report = replace(played.report, at=now, sequence=shown, frame="")
        heard = [one.report for one in displays.values() if not is_silent(one.report, now)]
        watch.look(view(sequence), heard, now)
        found = {(one.report.display, one.kind.value) for one in watch.troubles}
        for key, since in expected.items():
            assert key in found or now - since <= 2.0, f"{key} is not named {now - since:.1f} seconds later"
