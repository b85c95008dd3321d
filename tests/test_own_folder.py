"""Folders of one's own: whatever another account, or an accident, has put there first is neither used nor touched."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.crash_report import MOST_KEPT, mishap
from scoreboard.own_folder import LOCK, hindrance, open_first, scratch_folder
from scoreboard.publications.display_reports import FORGOTTEN_SECONDS, REPORTS, Reporter, read_reports
from scoreboard.store.public.nudge import EARS, Listener, nudge, place_of
from tests.strangers import STRANGER, as_stranger, needs_root


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A runtime folder as the system makes it, and no state folder to fall back on; pytest has its own before."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o711)
        (Path(place) / "run").mkdir(mode=0o700)
        (Path(place) / "home").write_text("a home that is none")
        monkeypatch.setenv("XDG_RUNTIME_DIR", f"{place}/run")
        monkeypatch.setenv("XDG_STATE_HOME", f"{place}/home")
        monkeypatch.setenv("TMPDIR", place)
        monkeypatch.setattr(tempfile, "tempdir", place)
        yield Path(place) / "run"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "contest-public.db"


@pytest.fixture
def patience() -> Iterator[None]:
    """Nothing here may wait for anybody: an alarm breaks off what does."""

    def late(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def everything(public: Path) -> None:
    """All that staff and displays do in such folders."""
    with closing(Listener(public)) as ear:
        nudge(public)
        ear.clear()
    reporter = Reporter(public, "hall")
    reporter.tell(1, "ab" * 8, 5, 80, 24)
    read_reports(public, now=time.time() + 2 * FORGOTTEN_SECONDS)
    read_reports(public)
    reporter.close()
    with scratch_folder("scoreboard-ssh-", sockets=("stage",)):
        pass
    mishap(ValueError("x"), "en")


Trap = Callable[[Path, Path], None]
"""What somebody puts in the way: in a folder, leading to another one with things that are dear to us."""


def linked(folder: Path, dear: Path) -> None:
    folder.symlink_to(dear)


def made(folder: Path, dear: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    for name in ("1-ab", "hall.json", "hall.json.1-ab.tmp", "left.json"):
        (folder / name).symlink_to(dear / "list.txt")
    os.mkfifo(folder / "2-cd")
    os.mkfifo(folder / "right.json")
    for name in os.listdir(folder):
        os.utime(folder / name, (1, 1), follow_symlinks=False)


def fifo(folder: Path, dear: Path) -> None:
    os.mkfifo(folder)


def file(folder: Path, dear: Path) -> None:
    folder.write_text("in the way")


TRAPS: list[Trap] = [linked, made, fifo, file]


@pytest.fixture
def dear(tmp_path: Path) -> Path:
    """A folder of the staff's own, with files of the kinds that displays leave, and long forgotten."""
    place = tmp_path / "dear"
    place.mkdir(mode=0o700)
    for name in ("1-ab", "2-cd", "hall.json", "left.json", "list.txt", LOCK):
        (place / name).write_text("dear")
        os.utime(place / name, (1, 1))
    return place


def seen(place: Path) -> dict[str, tuple[int, int, str]]:
    """What lies in a folder, however deep."""
    return {
        str(path.relative_to(place)): (path.lstat().st_mode, path.lstat().st_ino, _text(path))
        for path in [place, *place.rglob("*")]
    }


def _text(path: Path) -> str:
    return path.read_text() if path.is_file() and not path.is_symlink() else ""


@needs_root
@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("deep", [False, True], ids=["ours", "inside"])
def test_f701_a_strangers_folder_is_neither_used_nor_touched(
    runtime: Path, public: Path, dear: Path, trap: Trap, deep: bool, patience: None
) -> None:
    """`deep`: the folder for one public file, in ours; else ours itself."""
    names = [EARS + place_of(public), REPORTS + place_of(public), f"{EARS}0123", f"{REPORTS}0123"] if deep else []
    if deep:
        (runtime / "scoreboard").mkdir(mode=0o700)
    for name in [f"scoreboard/{name}" for name in names] or ["scoreboard"]:
        trap(runtime / name, dear)
        os.lchown(runtime / name, STRANGER, STRANGER)
    before = seen(dear), {name: seen(runtime)[name] for name in seen(runtime)}
    everything(public)
    after = seen(runtime)
    assert seen(dear) == before[0]
    for name, found in before[1].items():
        assert after.pop(name) == found
    assert not after or not deep


@needs_root
@pytest.mark.parametrize("trap", TRAPS)
def test_f701_what_a_stranger_makes_where_everybody_may_write_is_refused_too(
    runtime: Path, public: Path, tmp_path: Path, trap: Trap, monkeypatch: pytest.MonkeyPatch, patience: None
) -> None:
    """Even where somebody has set /tmp as their runtime folder."""
    everybodys = runtime.parent / "everybodys"
    everybodys.mkdir()
    everybodys.chmod(0o1777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(everybodys))
    theirs = everybodys / "theirs"

    def deed() -> None:
        theirs.mkdir()
        (theirs / "list.txt").write_text("theirs")
        trap(everybodys / "scoreboard", theirs)

    as_stranger(deed)
    before = seen(everybodys)
    everything(public)
    assert seen(everybodys) == before
    assert "open to other accounts" in hindrance("en")


@pytest.mark.parametrize("trap", TRAPS)
def test_f701_an_accident_of_ones_own_is_not_touched_either(
    runtime: Path, public: Path, dear: Path, trap: Trap, patience: None
) -> None:
    (runtime / "scoreboard").mkdir(mode=0o700)
    for name in (EARS, REPORTS):
        trap(runtime / "scoreboard" / (name + place_of(public)), dear)
    before = seen(dear), seen(runtime)
    everything(public)
    assert seen(dear) == before[0]
    after = seen(runtime)
    assert {name: after[name] for name in before[1]} == before[1]


def test_f701_only_what_we_made_is_removed_from_a_folder_of_ours(runtime: Path, public: Path, patience: None) -> None:
    ears, reports = (runtime / "scoreboard" / (name + place_of(public)) for name in (EARS, REPORTS))
    for folder in (ears, reports):
        folder.mkdir(mode=0o700, parents=True)
    (runtime / "scoreboard").chmod(0o700)
    for name in ("1-ab", "notes"):
        (ears / name).write_text("a file")
    os.mkfifo(ears / "2-cd")
    (ears / "3-ef").symlink_to("1-ab")
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as other:
        other.bind(str(ears / "of another program"))
    os.mkfifo(reports / "right.json")
    (reports / "left.json").symlink_to(ears / "1-ab")
    (reports / "deep.json").mkdir()
    (reports / "notes").write_text("a file")
    for path in (*ears.iterdir(), *reports.iterdir()):
        os.utime(path, (1, 1), follow_symlinks=False)
    before = seen(runtime)
    everything(public)
    after = seen(runtime)
    assert {name: after[name] for name in before} == before


def test_f701_folders_do_not_pile_up(runtime: Path, tmp_path: Path) -> None:
    """Displays of many files that are killed leave nothing for long; the next one of any file sweeps up."""
    program = (
        "import sys, os, signal; from pathlib import Path\n"
        "from scoreboard.store.public.nudge import Listener\n"
        "from scoreboard.publications.display_reports import Reporter\n"
        "from scoreboard.own_folder import scratch_folder\n"
        "keep = [Listener(Path(name)) for name in sys.argv[1:]]\n"
        "[Reporter(Path(name)).tell(1, '', 0, 80, 24) for name in sys.argv[1:]]\n"
        "one, two = scratch_folder('scoreboard-demo-'), scratch_folder('scoreboard-ssh-', sockets=('stage',))\n"
        "one.__enter__(), two.__enter__(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    files = [str(tmp_path / f"{number}-public.db") for number in range(5)]
    subprocess.run([sys.executable, "-c", program, *files], check=False)
    left = sorted(path.name[:5] for path in (runtime / "scoreboard").iterdir())
    assert left == ["ears-"] * 5 + ["repor"] * 5
    assert len(list(runtime.parent.glob("scoreboard-*"))) == 2
    for path in (runtime / "scoreboard").glob(f"{REPORTS}*/*"):
        os.utime(path, (1, 1))
    with scratch_folder("scoreboard-demo-"), scratch_folder("scoreboard-ssh-"):
        assert len(list(runtime.parent.glob("scoreboard-*"))) == 2
    everything(tmp_path / "other-public.db")
    assert list((runtime / "scoreboard").iterdir()) == []
    assert list(runtime.parent.glob("scoreboard-ssh-*")) == []


def test_f701_a_folder_in_use_is_not_swept_away() -> None:
    with scratch_folder("scoreboard-demo-") as first:
        with scratch_folder("scoreboard-demo-") as second:
            assert first.is_dir()
            assert first != second
        assert not second.exists()
    assert not first.exists()


@pytest.mark.parametrize("content", [[], ["notes"]])
def test_f701_a_folder_that_only_bears_such_a_name_is_not_swept_away(runtime: Path, content: list[str]) -> None:
    place = runtime.parent / "scoreboard-demo-mine"
    place.mkdir(mode=0o700)
    for name in content:
        (place / name).write_text("dear")
    with scratch_folder("scoreboard-demo-"):
        pass
    assert [path.name for path in place.iterdir()] == content


def test_f701_what_we_make_is_shut_to_others(runtime: Path, public: Path) -> None:
    before = os.umask(0)
    try:
        with closing(Listener(public)), scratch_folder("scoreboard-demo-") as scratch:
            reporter = Reporter(public)
            reporter.tell(1, "", 0, 80, 24)
            folders = [runtime / "scoreboard", scratch, *(runtime / "scoreboard").iterdir()]
            assert [stat.S_IMODE(path.stat().st_mode) for path in folders] == [0o700] * 4
            (report,) = (runtime / "scoreboard").glob(f"{REPORTS}*/*")
            assert stat.S_IMODE(report.stat().st_mode) == 0o600
            reporter.close()
    finally:
        os.umask(before)


def test_f701_without_a_runtime_folder_the_state_folder_serves(
    runtime: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that a timer starts knows of no runtime folder, and wakes displays all the same."""
    state = runtime.parent / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    with closing(Listener(public)) as inside:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
        with closing(Listener(public)) as outside:
            nudge(public)
            with pytest.raises(BlockingIOError):
                os.read(inside.fileno(), 1)
            assert os.read(outside.fileno(), 1) == b""
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
            nudge(public)
            assert os.read(inside.fileno(), 1) == os.read(outside.fileno(), 1) == b""
    assert stat.S_IMODE((state / "scoreboard" / "own").stat().st_mode) == 0o700


@needs_root
def test_f701_nothing_is_made_in_another_accounts_home(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sudo` may keep the person's home: what root made there would be in their way."""
    home = runtime.parent / "theirs"
    home.mkdir()
    os.chown(home, STRANGER, STRANGER)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".local" / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    with pytest.raises(OSError, match="owner"):
        open_first()
    assert "belongs to another account" in hindrance("en")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f701_why_there_is_no_folder_is_one_sentence(runtime: Path, lang: str) -> None:
    assert hindrance(lang) == ""
    (runtime / "scoreboard").chmod(0o755)
    said = hindrance(lang)
    assert str(runtime / "scoreboard") in said
    assert str(runtime.parent / "home") in said
    assert "\n" not in said


def test_mistakes_are_kept_but_not_for_ever(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(runtime / "state"))
    for _ in range(MOST_KEPT + 3):
        said = mishap(ValueError("ＡＢ\udcff"), "en")
    kept = list((runtime / "state" / "scoreboard" / "own" / "mistakes").iterdir())
    assert len(kept) == MOST_KEPT
    (named,) = [path for path in kept if str(path) in said]
    assert "ＡＢ" in named.read_text(encoding="utf-8")


def test_a_mistake_that_cannot_be_kept_is_a_sentence_too(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(runtime / "none"))
    said = mishap(ValueError("x"), "en")
    assert "could not be kept" in said
    assert "\n" not in said
