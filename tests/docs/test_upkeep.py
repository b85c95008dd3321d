"""docs/upkeep.md: the events, figures and numbers that it names are those that there are."""

import re

from scoreboard.cli.serving import serve
from scoreboard.cli.web import web
from scoreboard.log_lines import MOST_BYTES, OLDER_FILES
from scoreboard.store.automatic_backup import EVERY_MINUTES, MOST_KEPT, VARIABLE
from screens.remote.counters import Counters
from tests.docs.pages import HOUSE, page, rows, section

TEXT = page("docs/upkeep.md")


def named(heading: str) -> set[str]:
    """What the first column of a section's table names."""
    return {name for cells in rows(section(TEXT, heading)) for name in re.findall(r"`([^`]+)`", cells[0])}


def test_every_event_is_told_of() -> None:
    told: set[str] = set()
    for room in ("scoreboard", "screens"):
        for file in (HOUSE / room).rglob("*.py"):
            told |= set(re.findall(r"\btell\(\s*\"([a-z]+(?: [a-z]+)*)\"", file.read_text("utf-8")))
    assert named("The log") == told


def test_every_figure_is_told_of() -> None:
    known = {one for metric in vars(Counters()).values() for one in (family.name for family in metric.collect())}
    assert {name.removesuffix("_total") for name in named("Figures for Prometheus")} == known


def test_the_numbers_are_those_of_the_program() -> None:
    assert f"at {MOST_BYTES // 2**20} MB" in TEXT
    assert OLDER_FILES == 5
    assert f"{EVERY_MINUTES} minutes old" in TEXT
    assert f"newest {MOST_KEPT['close']} are kept, of\nthe others {MOST_KEPT['timed']}" in TEXT
    assert VARIABLE in TEXT


def test_the_options_that_it_types_are_there() -> None:
    for command, name in ((serve, "serve"), (web, "web")):
        (line,) = re.findall(rf"^\$ scoreboard {name} (.*)$", TEXT, re.MULTILINE)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", line)) <= known
