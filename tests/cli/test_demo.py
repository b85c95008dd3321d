"""The demo: a scratch contest, its story as text, and the same beside the hall screen."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scoreboard.ceremony.overview import ceremony_choices, read_overview
from scoreboard.cli.demo import autoplay, narrate, scratch
from scoreboard.cli.demo.autoplay import PAUSES
from scoreboard.cli.demo.preparing import PEOPLE, StorySettings
from scoreboard.desk.people import people
from scoreboard.enums import ScoreState
from scoreboard.locale import say
from scoreboard.models import Score
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.shipped_contests import contests_folder
from scoreboard.store.chain import first_broken
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from screens.player import CLOSING_SECONDS
from tests.handan import CEREMONY, PLOT, handan, prepared

__all__ = ["handan", "prepared"]


def test_the_contests_come_with_the_program() -> None:
    assert (contests_folder() / "handan-2010" / "competition.toml").is_file()
    assert (contests_folder() / "template" / "competition.toml").is_file()


def test_the_contest_stands_as_on_the_morning_of_the_ceremony(handan: Settings) -> None:
    with closing(Store(handan.paths)) as store, store.read() as session:
        assert {person.name for person in people(session)} == set(PEOPLE)
        assert {choice.id: choice.state for choice in ceremony_choices(session)} == {
            CEREMONY: "ready",
            "city-2010Q2": "finished",
            "yongnian-townships-2010Q3": "finished",
        }
        states = {key: contest_of(session, *key).progress.state for key in _contests()}
        assert first_broken(session) is None
    assert states == _contests()


def _contests() -> dict[tuple[str, str], str]:
    return {
        ("city", "2010Q2"): "published",
        ("city", "2010Q3"): "sealed",
        ("city", "2010Q4"): "open",
        ("yongnian-townships", "2010Q3"): "published",
        ("liuhan-villages", "2010Q3"): "published",
        ("demolition-teams", "2010Q3"): "published",
    }


def test_the_past_is_public_by_the_days_on_which_it_happened(handan: Settings) -> None:
    with closing(PublicReader(handan.paths.public)) as reader:
        flags = reader.board("flags/city/2010Q2", as_of=datetime(2010, 8, 17, tzinfo=UTC))
        before = reader.board("flags/city/2010Q2", as_of=datetime(2010, 8, 15, tzinfo=UTC))
        sealed = reader.board("flags/city/2010Q3")
        live = reader.board("ranking/city/2010Q4")
        early = reader.board("ranking/city/2010Q4", as_of=datetime(2010, 11, 3, tzinfo=UTC))
    assert flags is not None
    assert len(flags.words.rows) == 9
    assert before is None
    assert sealed is None
    assert live is not None
    assert early is None


def test_what_arrives_is_a_draft_in_the_contest(handan: Settings) -> None:
    assert PLOT.arrivals
    with closing(Store(handan.paths)) as store, store.read() as session:
        for arrival in PLOT.arrivals:
            assert session.get_one(Score, (*arrival.key, arrival.area, arrival.unit, "")).state == ScoreState.DRAFT


def test_the_storys_clock_runs_from_its_morning() -> None:
    settings = StorySettings("x.db", begins=PLOT.begins.isoformat())
    begun = settings.moment("Asia/Shanghai")
    assert begun.isoformat().startswith("2010-11-05T09:00:0")
    later = replace(settings, acting="director", since=settings.since - 3600)
    assert timedelta(minutes=59) < later.moment("Asia/Shanghai") - begun < timedelta(minutes=61)


SAID = {
    "zh": ["全市创先争优夺标竞赛第三季度重点工作授旗仪式", "夺旗  永年县", "原持旗：涉县", "领先 0.02 分"],
    "en": ["Award of the flags for the third quarter", "Captured: Yongnian County", "0.02 ahead"],
}
ARRIVING = {"zh": ("得分陆续到来", "第 4 名 → 第 1 名"), "en": ("Results arrive", "from place 4 to 1")}


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_the_story_is_told_to_its_end(handan: Settings, lang: str) -> None:
    told: list[str] = []
    narrate(replace(handan, lang=lang), PLOT, told.append)
    text = "\n".join(told)
    for each in SAID[lang]:
        assert each in text
    with closing(Store(handan.paths)) as store, store.read() as session:
        assert read_overview(session, CEREMONY).next is None
    heading, risen = ARRIVING[lang]
    arrivals = text[text.rindex(heading) :]
    assert risen in arrivals
    assert arrivals.index("835.49") < arrivals.rindex("835.49")
    if lang == "zh":
        assert_no_winner_is_named_before_its_step(text)


def assert_no_winner_is_named_before_its_step(text: str) -> None:
    """Guantao has held nothing before: it is first named when it takes the fourth flag."""
    flag = text.index("维护社会稳定先锋旗")
    assert "馆陶县" not in text[:flag]
    assert text.index("夺旗  馆陶县") > flag


def test_autoplay_plays_to_the_end(handan: Settings) -> None:
    pauses: list[float] = []
    autoplay(handan, PLOT, lambda seconds: pauses.append(seconds) is None, seconds=0.5)
    with closing(Store(handan.paths)) as store, store.read() as session:
        assert read_overview(session, CEREMONY).next is None
    with closing(PublicReader(handan.paths.public)) as reader:
        live = reader.board("ranking/city/2010Q4")
    assert live is not None
    assert live.words.rows[0].unit == "yongnian"
    assert set(pauses) == {0.5, PAUSES["closing"]}, "every pause but the closing's can be the same"
    assert pauses.count(PAUSES["closing"]) == 1
    assert PAUSES["closing"] > CLOSING_SECONDS


def test_autoplay_stops_when_it_is_told_to(handan: Settings) -> None:
    answers, pauses = iter([True, True, True, False]), list[float]()
    autoplay(handan, PLOT, lambda seconds: pauses.append(seconds) is None and next(answers))
    assert 0 < min(pauses) < max(pauses), "every kind of step has a pause of its own"
    with closing(Store(handan.paths)) as store, store.read() as session:
        overview = read_overview(session, CEREMONY)
    assert overview.cue == 2
    assert next(answers, None) is None


def test_the_scratch_folder_goes_with_the_block() -> None:
    with scratch("zh", PLOT) as settings:
        folder = settings.paths.main.parent
        assert settings.paths.main.is_file()
    assert not folder.exists()


def _demo(tmp_path: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "TMPDIR": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "SCOREBOARD_DATABASE": str(tmp_path / "own" / "mine.db"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "scoreboard", "demo", "--lang", "en"]
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_without_a_terminal_it_tells_the_story_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = _demo(tmp_path)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "Yongnian County" in out
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
@pytest.mark.parametrize("told", [False, pytest.param(True, marks=pytest.mark.long)], ids=["prepared", "told"])
def test_a_signal_leaves_nothing_behind(tmp_path: Path, number: int, told: bool) -> None:
    """Neither while the contest is being prepared nor while its story is told."""
    process = _demo(tmp_path)
    assert process.stdout is not None
    if told:
        process.stdout.readline()
    else:
        deadline = time.monotonic() + 60
        while not any(tmp_path.iterdir()):
            assert time.monotonic() < deadline, "it never began"
            time.sleep(0.02)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode in (128 + number, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_reading_ends_it_cleanly(tmp_path: Path) -> None:
    process = _demo(tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    process.wait(timeout=120)
    assert process.stderr.read().splitlines() == [say("demo.preparing", "en", contest=PLOT.title.en)]
    assert list(tmp_path.iterdir()) == []


def test_a_closed_terminal_leaves_no_process_behind(tmp_path: Path) -> None:
    """The scratch folder is gone, and a thread that still waits for keys does not keep the process."""
    script = """
import os, signal, sys, threading, time
from tempfile import TemporaryDirectory
from scoreboard.cli.demo.preparing import _signals_as_exits
from scoreboard.wire import to_json
with _signals_as_exits(), TemporaryDirectory(dir=sys.argv[1]):
    threading.Thread(target=threading.Event().wait).start()
    try:
        os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(30)
    finally:
        os.kill(os.getpid(), signal.SIGHUP)
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], timeout=20, check=False)
    assert done.returncode == 128 + signal.SIGHUP
    assert list(tmp_path.iterdir()) == []
