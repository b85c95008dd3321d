"""Without Unix's own modules every module is imported, and all but the servers work (Windows); macOS has them."""

import json
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def test_without_unix_all_but_the_servers_works(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.other_system", str(tmp_path)],
        cwd=HOUSE, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["unimportable"] == {}
    for deed in ("load", "user", "show"):
        code, _said, complained = found[deed]
        assert code == 0, complained
    assert found["display"]
    assert found["operate"]
    looked = {one["name"]: one for one in json.loads(found["doctor"][1])}
    assert looked["database"]["state"] == looked["public"]["state"] == "good"
    for server in ("serve", "web"):
        code, _said, complained = found[server]
        assert (code, len(complained.splitlines())) == (1, 1)
        assert "Unix" in complained
