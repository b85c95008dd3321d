"""What displays report back: whole, recent, and nothing but numbers and a hash."""

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoreboard.own_folder import open_first
from scoreboard.publications.display_reports import (
    FRESH_SECONDS,
    LEFT,
    MOST_LINES,
    REPORTS,
    Report,
    Reporter,
    read_reports,
)
from scoreboard.publications.odd_displays import unlike
from scoreboard.store.public.nudge import Listener, nudge, place_of

NOON = 1_000_000.0


def folder(public: Path) -> Path:
    """Where the reports of a file lie."""
    with open_first() as own:
        return own.path / (REPORTS + place_of(public))


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_what_was_told_last_is_read(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    left, right = Reporter(public, "left"), Reporter(public, "right")
    left.tell(3, "", 0, 80, 24, at=NOON - 2)
    left.tell(4, "0123456789abcdef", 17, 80, 24, at=NOON - 1)
    right.tell(3, "0123456789abcdee", 400, 200, 56, at=NOON)
    assert read_reports(public, now=NOON) == (
        Report("left", 4, "0123456789abcdef", 17, 80, 24, NOON - 1),
        Report("right", 3, "0123456789abcdee", 400, 200, 56, NOON),
    )
    left.close()
    assert [one.display for one in read_reports(public, now=NOON)] == ["right"]
    right.close()
    assert not folder(public).exists()


def test_a_display_that_says_nothing_any_more_is_gone(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    Reporter(public, "left").tell(1, "", 0, 80, 24, at=NOON)
    assert len(read_reports(public, now=NOON + FRESH_SECONDS)) == 1
    assert read_reports(public, now=NOON + FRESH_SECONDS + 0.1) == ()


def test_nobody_has_reported(tmp_path: Path) -> None:
    assert read_reports(tmp_path / "contest-public.db") == ()


def test_reports_and_nudges_do_not_meet(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    ear = Listener(public)
    reporter = Reporter(public)
    reporter.tell(1, "", 0, 80, 24)
    nudge(public)
    assert len(read_reports(public)) == 1
    ear.close()


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    folder(public).write_text("in the way")
    reporter = Reporter(public)
    reporter.tell(1, "", 0, 80, 24)
    reporter.close()
    assert read_reports(public) == ()


def test_a_display_needs_a_plain_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        Reporter(tmp_path / "contest-public.db", "../left")


GOOD = asdict(Report("left", 1, "0123456789abcdef", 5, 80, 24, NOON))


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": "1"},
        {"sequence": True},
        {"sequence": -1},
        {"lag": 2**60},
        {"frame": "洺关镇"},
        {"frame": "ab"},
        {"display": "right"},
        {"at": "now"},
        {"columns": None},
        {"winner": "洺关镇"},
        {"at": 10**400},
        {"at": float("nan")},
        {"look": "[bold]"},
        {"board": "a b"},
        {"viewers": -1},
    ],
)
def test_what_is_more_or_less_than_a_report_is_passed_over(tmp_path: Path, change: dict[str, Any]) -> None:
    public = tmp_path / "contest-public.db"
    folder(public).mkdir(mode=0o700)
    place = folder(public) / "left.json"
    place.write_text(json.dumps(GOOD))
    assert len(read_reports(public, now=NOON)) == 1
    place.write_text(json.dumps({**GOOD, **change}))
    assert read_reports(public, now=NOON) == ()


def test_one_process_reports_many_pictures_and_takes_them_away(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    stage = Reporter(public, "stage")
    told = [
        Report("stage", 4, "0123456789abcdef", 5, 80, 23, NOON, "zh_ceremony", f"b{number}", 12)
        for number in range(MOST_LINES + 1)
    ]
    stage.tell_all(told)
    assert read_reports(public, now=NOON) == tuple(told[:MOST_LINES])
    stage.tell_all([])
    assert read_reports(public, now=NOON) == ()
    stage.close()
    assert not folder(public).exists()


def test_frames_are_compared_among_those_of_one_step_size_and_look() -> None:
    hall = Report("hall", 4, "aa" * 8, 5, 80, 24, NOON, "zh")
    same, odd = replace(hall, display="same"), replace(hall, display="odd", frame="bb" * 8)
    other = [replace(odd, display="en", look="en"), replace(odd, sequence=3), replace(odd, rows=23)]
    assert unlike([hall, same, odd, *other, replace(odd, display="moves", frame="")]) == {odd}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=2000))
def test_any_bytes_can_stand_in_the_folder(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        public = Path(place) / "contest-public.db"
        folder(public).mkdir(mode=0o700, exist_ok=True)
        (folder(public) / "left.json").write_bytes(content)
        assert read_reports(public, now=NOON) == ()


def test_a_farewell_is_no_report_and_does_not_stay(tmp_path: Path) -> None:
    public = tmp_path / "contest-public.db"
    reporter = Reporter(public, "hall")
    reporter.tell(5, "ab" * 8, 4, 120, 34)
    assert [one.display for one in read_reports(public)] == ["hall"]
    reporter.say_goodbye()
    assert read_reports(public) == ()
    (farewell,) = read_reports(public, farewells=True)
    assert (farewell.display, farewell.waits) == ("hall", LEFT)
    assert read_reports(public, now=farewell.at + FRESH_SECONDS + 1, farewells=True) == ()
    assert read_reports(public, farewells=True) == (), "it was taken away"
