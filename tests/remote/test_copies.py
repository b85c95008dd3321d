"""A second host serves a copy of the public file alone, and follows when a newer copy is put in its place."""

import os
import shutil
from pathlib import Path

from scoreboard.settings import Settings
from tests.remote.openssh import ssh
from tests.remote.serving import serving
from tests.remote.stepping import directing
from tests.remote.test_ceremony import CEREMONY


def test_a_newer_copy_is_followed(handan: Settings, tmp_path: Path) -> None:
    original = handan.paths.public
    there = tmp_path / "there"
    there.mkdir()
    copy = there / original.name
    shutil.copy(original, copy)
    with serving(str(there), tmp_path) as served, ssh(*served.as_("board"), size=(80, 24)) as client:
        client.shows("q 离开")
        with directing(handan, CEREMONY) as director:
            director.next()
        shutil.copy(original, there / "newer")
        os.replace(there / "newer", copy)
        client.shows("第三季度重点工作授旗仪式")
        client.send("/")
        client.shows("查找：")
    assert not (there / handan.paths.main.name).exists()
