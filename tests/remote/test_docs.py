"""What docs/ssh.md and its unit for systemd say is what the program does."""

import configparser
import re
import shlex
from pathlib import Path

from scoreboard.cli.serving import serve
from screens.remote import fastpath, picture_key, refusing, staff, stage_link
from screens.remote.limits import Limits

DOCS = Path(__file__).parents[2] / "docs"
LIMITS = Limits()
SAID = {
    "viewers in all": LIMITS.connections,
    "viewers of one address": LIMITS.per_address,
    "connections without a session yet": LIMITS.strangers,
    "of these, of one address": LIMITS.strangers_per_address,
    "seconds to get in": LIMITS.login_seconds,
    "the same for staff": staff.LIMITS.login_seconds,
    "seconds to ask for a screen or a board": LIMITS.unopened_seconds,
    "tries to get in, of one connection": refusing.MOST_TRIES,
    "sessions of one connection": 1,
    "seconds in which a dead line is noticed, at most": (
        (fastpath.MOST_UNASKED + LIMITS.keepalive_count + 1) * LIMITS.keepalive_seconds
    ),
    "hours that anybody may stay without pressing a key": LIMITS.idle_seconds / 3600,
    "seconds until a page that nobody turns goes back to the programme": LIMITS.page_seconds,
    "searches at a time, in each edge": LIMITS.private_screens,
    "seconds until a search that nobody touches is closed": LIMITS.private_idle_seconds,
    "kilobytes that one connection may send on end": refusing.SENT_AT_ONCE / 1024,
    "kilobytes a second that it may send from then on": refusing.SENT_A_SECOND / 1024,
    "characters of a variable of the environment": refusing.LONGEST_VALUE,
    "columns that are drawn at most": picture_key.LARGEST[0],
    "rows that are drawn at most": picture_key.LARGEST[1],
    "sizes of pictures, in each edge": stage_link.MOST_SIZES,
    "pictures, in each edge": stage_link.MOST_PICTURES,
    "staff connections in all": staff.LIMITS.connections,
    "of these, without a screen yet": staff.LIMITS.strangers,
    "staff connections of one address": staff.LIMITS.per_address,
}


def test_the_limits_are_those_of_the_code() -> None:
    text = (DOCS / "ssh.md").read_text(encoding="utf-8")
    table = text[text.index("## Limits") : text.index("## What each costs")]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    assert {name: float(value) for name, value, _ in rows[2:]} == {name: float(value) for name, value in SAID.items()}


def test_every_option_of_serve_that_it_names_is_one() -> None:
    text = (DOCS / "ssh.md").read_text(encoding="utf-8")
    own = {option for parameter in serve.params for option in parameter.opts}
    named = set(re.findall(r"`(--[a-z-]+)", text)) | set(re.findall(r"scoreboard serve.* (--[a-z-]+)", text))
    assert named <= own
    assert {"--bind", "--per-address", "--connections", "--staff-port", "--older-clients"} <= named


def test_the_variables_that_are_heard_are_named() -> None:
    text = (DOCS / "ssh.md").read_text(encoding="utf-8")
    for name in fastpath.HEARD:
        assert f"`{name.decode()}" in text


def test_the_unit_starts_the_program() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DOCS / "scoreboard.service", encoding="utf-8")
    words = shlex.split(unit["Service"]["ExecStart"])
    assert words[0].endswith("/scoreboard")
    assert words[1] == "serve"
    serve.make_context("serve", words[2:])
    assert int(unit["Service"]["LimitNOFILE"]) > LIMITS.connections
