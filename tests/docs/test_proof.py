"""What docs/proof.md tells a stranger to type checks a proof, and finds one that was edited."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.driver import Program
from tests.docs.pages import blocks, page
from tests.handan import CEREMONY, prepared

__all__ = ["prepared"]

FETCH, *CHECKS = blocks(page("docs/proof.md"), "bash")
DIGESTS = 16
"""Nine flags, five stars, the table and the sheet."""


@pytest.fixture(scope="module")
def proof(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is fetched of a ceremony that was amended and played."""
    folder = tmp_path_factory.mktemp("played") / "contest"
    shutil.copytree(prepared, folder)
    program = Program(folder / "handan-2010.db", now="2010-11-05T09:12:31+08:00", acting="director")
    program.ok("ceremony", "seal", CEREMONY)
    wrong = ("city", "2010Q3", "key-projects", "wuan", "70.25", "--reason", "漏计", "--approved-by", "王局长")
    program.by("admin").ok("decide", "correction", *wrong)
    play(program, CEREMONY)
    assert FETCH == 'scoreboard show proof "$CEREMONY" --format csv > proof.csv\n'
    return program.ok("show", "proof", CEREMONY, "--format", "csv").out


@pytest.fixture
def place(proof: str, tmp_path: Path) -> Path:
    """A folder with `proof.csv`."""
    (tmp_path / "proof.csv").write_text("\ufeff" + proof, encoding="utf-8")
    return tmp_path


def typed(place: Path) -> list[str]:
    """What the page's checks print, all in one shell; it has no more than a bare machine has."""
    environ = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", "\n".join(CHECKS)],
        cwd=place,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def test_a_stranger_checks_it_with_sha256sum(place: Path) -> None:
    rows = (place / "proof.csv").read_text(encoding="utf-8").splitlines()[1:]
    commitment = rows[0].partition(",")[0]
    first, *said = typed(place)
    assert first.split()[0] == commitment
    assert len(rows) > DIGESTS
    assert len(said) == DIGESTS + 2
    assert all(line.startswith("OK ") for line in said)


def test_a_stranger_finds_what_was_edited(place: Path) -> None:
    file = place / "proof.csv"
    file.write_text(file.read_text(encoding="utf-8").replace('""margin"":""', '""margin"":""1', 1), encoding="utf-8")
    assert [line.split()[0] for line in typed(place)].count("WRONG") == 1
