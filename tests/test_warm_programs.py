"""A program that was forked ends, is told to end, and has what is its own, as one that was started."""

import os
import signal
from pathlib import Path

import pytest

from tests.warm_programs import WarmProcess, run_warm


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the program, from which it is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def started(here: Path, text: str) -> WarmProcess:
    """A program of its own that says all into a file."""
    (here / "given.py").write_text(text, encoding="utf-8")
    with open(os.devnull, "rb") as nothing, (here / "said").open("wb") as said:
        streams = (nothing.fileno(), said.fileno(), said.fileno())
        return WarmProcess("given", [], streams, {**os.environ, "ONE": "1"}, own_session=True)


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("pass", 0),
        ("raise SystemExit(3)", 3),
        ("raise SystemExit('no')", 1),
        ("raise ValueError", 1),
        ("import os; os.kill(os.getpid(), 9)", -9),
    ],
)
def test_it_ends_with_its_code(here: Path, ending: str, code: int) -> None:
    assert started(here, f"print('first', flush=True)\n{ending}\n").wait() == code
    assert (here / "said").read_text().startswith("first")


def test_it_has_its_own_environment_folder_and_session(here: Path) -> None:
    asked = ("os.environ['ONE']", "os.getcwd()", "os.getsid(0) == os.getpid()", "*os.listdir('/proc/self/fd')")
    started(here, f"import os\nprint({', '.join(asked)}, sep='\\n')\n").wait()
    one, folder, alone, *files = (here / "said").read_text().split()
    assert (one, folder, alone) == ("1", str(here), "True")
    assert len(files) == 4, "its three streams, and what is looked at"


def test_it_is_told_to_end(here: Path) -> None:
    process = started(here, "import time\ntime.sleep(60)\n")
    assert process.poll() is None
    process.terminate()
    assert process.wait() == -signal.SIGTERM


def test_what_it_is_given_and_says_goes_through_pipes() -> None:
    done = run_warm("enter", "--help", environment={**os.environ, "SCOREBOARD_LANG": "en"}, given=b"x" * 100_000)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"scoreboard enter" in done.stdout
