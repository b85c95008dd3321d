"""The clipboard of somebody at a desk over ssh, in tmux: a range is copied out of it, and a block pasted into it."""

import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.store.cells import cells_in
from tests.contests import NOW, Shape, opened, prepare
from tests.e2e.emulated import EmulatedTerminal
from tests.e2e.terminals import PATIENCE, terminals
from tests.programs import program
from tests.remote.openssh import TRUSTING
from tests.remote.serving import free_port, wait_for
from tests.remote.staffing import new_key

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

OPERATOR = "甲"


def test_a_range_is_copied_out_and_a_block_pasted_in_through_tmux_and_ssh(tmp_path: Path) -> None:
    settings, key, staff_port = prepare(tmp_path, Shape(counties=4, areas=2)), new_key(tmp_path, "key"), free_port()
    with opened(settings) as store, acting(store, settings, "add people") as writing:
        add_person(writing, OPERATOR, "operator", key=key.with_suffix(".pub").read_text())
    environment = {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "SCOREBOARD_DATABASE": str(settings.database),
        "SCOREBOARD_NOW": NOW,
        "LANG": "C.UTF-8",
    }
    ports = ["--bind", "127.0.0.1", "--port", str(free_port()), "--staff-port", str(staff_port)]
    server = EmulatedTerminal([sys.executable, "-m", "scoreboard", "serve", *ports], environment, lambda *_: None)
    try:
        wait_for(staff_port, timeout=PATIENCE)
        with terminals(f"clipboard-{staff_port}", environment) as office:
            office.take_clipboard()
            office.run("desk", program("ssh"), *TRUSTING, "-i", str(key), "-p", str(staff_port), "x@127.0.0.1")
            office.wait("desk", "县01")
            office.type("desk", "91.5")
            office.press("desk", "Enter")
            office.type("desk", "92.25")
            office.press("desk", "Enter")
            office.wait("desk", lambda screen: any("92.25" in line and "*" in line for line in screen))
            office.press("desk", "Up", "Up", "S-Down", "C-c")
            deadline = time.monotonic() + PATIENCE
            while not office.clipboard():
                assert time.monotonic() < deadline, "nothing came to the clipboard"
                time.sleep(0.05)
            assert office.clipboard().splitlines() == ["91.50", "92.25"]
            office.press("desk", "Up", "Right")
            office.paste("desk", "81.5\n82.25\n")
            office.wait("desk", lambda screen: any("81.50" in line for line in screen))
            office.press("desk", "F9")
            office.wait("desk", lambda screen: any("92.25" in line and "82.25" in line for line in screen))
    finally:
        server.kill()
    with opened(settings) as store, store.read() as session:
        found = sorted(row.value for row in cells_in(session, ("main", "2030Q1")) if row.value is not None)
    assert found == [Decimal(text) for text in ("81.5", "82.25", "91.5", "92.25")]
