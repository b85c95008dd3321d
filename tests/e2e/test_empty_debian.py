"""README's commands, typed as they stand on a Debian 12 with python3, python3-pip and git and nothing else (F807)."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import program
from tests.strangers import needs_root

HOUSE = Path(__file__).parents[2]
INSTALLED = ("python3", "python3-pip", "git")
OF_THE_NETWORK = re.compile(r"(PIP|UV|SSL)_\w+|\w+_CA_BUNDLE|(http|https|all|no)_proxy", re.I)
"""What the environment may say about how packages are reached from here; an empty machine is told as much."""
ALSO_OF_THE_NETWORK = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf", "~/.config/pip/pip.conf", "~/.config/uv")
A_FEW_TESTS = "-n 2 tests/rules tests/e2e tests/cli/test_demo.py tests/remote/test_host_key.py"
"""Which tests pytest finds in its environment; the command itself stays as README has it."""


def commands() -> tuple[str, str]:
    """The commands of README's first block: for the demo, and for the tests."""
    demo, tests = re.findall(r"^\$ (.*?)\s+#", (HOUSE / "README.md").read_text("utf-8"), re.M)[:2]
    return demo, tests


class Root:
    """A system of its own below a folder, with a checkout of this project in its root's home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self) -> None:
        words = ["--variant=minbase", f"--include={','.join(INSTALLED)}", "bookworm", str(self.folder)]
        subprocess.run([program("debootstrap"), *words], check=True, capture_output=True, timeout=1200)
        for name in ALSO_OF_THE_NETWORK:
            here = Path(name).expanduser()
            if here.exists():
                there = self.folder / name.replace("~", "root").lstrip("/")
                there.parent.mkdir(parents=True, exist_ok=True)
                (shutil.copytree if here.is_dir() else shutil.copy)(here, there)
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=HOUSE,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for name in filter(None, listed.split("\0")):
            if (HOUSE / name).is_file():
                there = self.folder / "root" / "scoreboard" / name
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(HOUSE / name, there)

    def type(self, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Have the checkout's shell run a line, without a terminal, all mounts and processes gone when it ends."""
        within = f'mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" && exec chroot "$0" {_SHELL}'
        told = {name: value for name, value in os.environ.items() if OF_THE_NETWORK.fullmatch(name)}
        return subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", within, str(self.folder), line],
            env={"PATH": os.environ["PATH"], "HOME": "/root", **told, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=1500,
            check=False,
        )


_SHELL = 'env PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "cd /root/scoreboard && $1"'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    made = Root(tmp_path_factory.mktemp("debian") / "root")
    made.build()
    yield made
    shutil.rmtree(made.folder)


@needs_root
@pytest.mark.long
@pytest.mark.timeout(3000)
def test_f807_readmes_commands_hold_on_an_empty_debian(root: Root) -> None:
    demo, tests = commands()

    plain = root.type("pip install uv")
    assert plain.returncode != 0
    assert "externally-managed-environment" in plain.stderr, "otherwise this root is not what people have"

    played = root.type(demo)
    assert played.returncode == 0, played.stderr
    assert "重点工作授旗仪式" in played.stdout

    tested = root.type(tests, PYTEST_ADDOPTS=A_FEW_TESTS)
    assert tested.returncode == 0, tested.stdout
    last = tested.stdout.splitlines()[-1]
    assert last.endswith("apt-get install openssh-client tmux"), tested.stdout
