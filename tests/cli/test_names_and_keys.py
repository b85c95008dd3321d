"""Names, texts and keys that commands refuse: what nobody sees, what looks like somebody else, what proves nothing."""

import subprocess
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.programs import program
from tests.test_spelling import HIDDEN, ZALGO


@pytest.fixture
def contest(opened: Opened) -> Program:
    return opened(Competition(units=towns(3)))


@pytest.mark.parametrize("character", [HIDDEN["right to left"], HIDDEN["zero-width space"], HIDDEN["tag"]])
@pytest.mark.parametrize(
    "words",
    [
        ("user", "add", "a{}b", "--role", "viewer"),
        ("honour", "t1", "national", "a{}b", "--document", "x", "--on", "2031-05-05"),
        ("veto", "t1", "safety", "--period", "2031Q1", "--reason", "a{}b"),
        ("decide", "abolition", "t1", "--on", "2031-05-05", "--reason", "a{}b"),
    ],
    ids=lambda words: words[0],
)
def test_f712_no_command_takes_what_nobody_sees(contest: Program, words: tuple[str, ...], character: str) -> None:
    complaint = contest.refuses(2, *(word.format(character) for word in words)).complaint
    assert character not in complaint


LIKE_ROOT = ["ROOT", "r\u043e\u043et", "ｒｏｏｔ"]
NO_NAMES = ["x" * 5000, "\u0430nn", ZALGO[:10], "", " "]


@pytest.mark.parametrize("name", [*LIKE_ROOT, *NO_NAMES], ids=lambda name: ascii(name)[:20])
def test_f712_nobody_is_called_what_looks_like_somebody_else(contest: Program, name: str) -> None:
    result = contest("user", "add", name, "--role", "viewer")
    assert result.code == (2 if name in NO_NAMES or "\u043e" in name else 1), result.complaint
    assert [row.split("\t")[0] for row in contest.ok("user", "list").out.splitlines()] == ["root"]


def test_a_person_whose_name_looked_like_anothers_before_can_still_be_changed(contest: Program) -> None:
    contest.ok("user", "add", "ann", "--role", "viewer")
    contest.ok("user", "add", "ann", "--role", "operator")


def new_key(folder: Path, *words: str) -> Path:
    path = folder / "-".join(words)
    subprocess.run([program("ssh-keygen"), "-q", "-N", "", "-f", str(path), *words], check=True)
    return path.with_name(f"{path.name}.pub")


def test_f712_weak_keys_prove_nothing(contest: Program, tmp_path: Path) -> None:
    weak = new_key(tmp_path, "-t", "rsa", "-b", "1024")
    said = contest.refuses(2, "user", "add", "ann", "--role", "operator", "--key", weak).complaint
    assert "ssh-rsa 1024" in said
    assert "2048" in said
    for words in (("-t", "rsa", "-b", "2048"), ("-t", "ed25519"), ("-t", "ecdsa")):
        contest.ok("user", "add", f"p{words[1]}", "--role", "operator", "--key", new_key(tmp_path, *words))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\xff\xfe",
        b"ssh-ed25519 AAAA",
        b"ssh-ed25519 " + b"A" * 100_000,
        b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQA=",
        b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==",
        "ssh-ed25519 密钥".encode(),
        b"-----BEGIN OPENSSH PRIVATE KEY-----\n",
    ],
    ids=range(8),
)
def test_f712_what_is_no_key_is_refused(contest: Program, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key.pub"
    file.write_bytes(content)
    contest.refuses(2, "user", "add", "ann", "--role", "operator", "--key", file)
