"""What servers log and count: lines of JSON and figures for Prometheus, and nothing that is sealed."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scoreboard import log_lines
from scoreboard.settings import Settings
from tests.remote.openssh import ssh
from tests.remote.serving import free_port, wait_for


@contextmanager
def server(settings: Settings, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "scoreboard", *words, "--database", str(settings.database), "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(20) == 0


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def counted(port: int) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        said = [line for line in answer.read().decode().splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in said}


def test_arrivals_are_logged_and_counted_and_nothing_sealed_is(handan: Settings, tmp_path: Path) -> None:
    log, port, staff, asked = tmp_path / "serve.log", free_port(), free_port(), free_port()
    words = ("serve", "--port", str(port), "--staff-port", str(staff), "--workers", "1")
    with server(handan, *words, "--log", str(log), "--metrics-port", str(asked)) as process:
        wait_for(port)
        wait_for(staff)
        with ssh("-p", str(port), "board@127.0.0.1") as watching:
            watching.until(lambda screen: screen.drawn)
            inside = counted(asked)
        assert inside['scoreboard_inside{entrance="ssh"}'] == 1
        assert inside['scoreboard_arrivals_total{entrance="ssh",let_in="yes"}'] >= 1
        assert inside["scoreboard_pictures_total"] >= 1
        step = [sys.executable, "-m", "scoreboard", "cue", "next", "city-2010Q3", "--as", "director"]
        subprocess.run([*step, "--database", str(handan.database)], check=True, capture_output=True)
        deadline = time.monotonic() + 20
        while not any(one["event"] == "viewer left" for one in lines(log)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert process.poll() is None
    found = lines(log)
    assert {"process started", "open", "viewer came", "viewer left"} <= {one["event"] for one in found}
    came = next(one for one in found if one["event"] == "viewer came")
    assert (came["address"], came["board"]) == ("127.0.0.1", "board")
    assert log.stat().st_mode & 0o077 == 0
    text = log.read_text("utf-8")
    for sealed in ("永年", "yongnian", "91.", "92.", "salt", "commitment"):
        assert sealed not in text


def test_requests_are_logged_and_counted(quiet: Settings, tmp_path: Path) -> None:
    log, port, asked = tmp_path / "web.log", free_port(), free_port()
    with server(quiet, "web", "--port", str(port), "--log", str(log), "--metrics-port", str(asked)):
        deadline = time.monotonic() + 30
        while not log.exists() or not any(one["event"] == "open" for one in lines(log)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/boards", timeout=20) as answer:
            assert answer.status == 200
        assert counted(asked)['scoreboard_answers_total{status="200"}'] == 1
    (request,) = [one for one in lines(log) if one["event"] == "request"]
    assert (request["method"], request["path"], request["status"]) == ("GET", "/boards", 200)


def test_a_mistake_is_told_by_its_place_and_not_by_its_words(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with log_lines.log_into(file):
        try:
            raise ValueError("92.50 goes to 永年县")
        except ValueError:
            log_lines._LOG.exception("a request could not be answered")
    (line,) = lines(file)
    assert line["mistake"] == "ValueError"
    assert "test_log.py" in line["where"][0]
    assert "92.50" not in file.read_text("utf-8")


def test_a_log_is_begun_anew_before_it_is_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_lines, "MOST_BYTES", 2000)
    file = tmp_path / "log"
    with log_lines.log_into(file):
        for number in range(200):
            log_lines.tell("open", port=number)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 1 + log_lines.OLDER_FILES
    assert all(one.stat().st_size <= 2000 for one in kept)
    assert lines(file)[-1]["port"] == 199


def test_a_log_that_cannot_be_written_is_told_before_anything_starts(quiet: Settings, tmp_path: Path) -> None:
    command = ["serve", "--port", str(free_port()), "--log", str(tmp_path / "nowhere" / "log"), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard", *command, "--database", str(quiet.database)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
