"""From nothing to a ceremony of one's own, typed as the docs say it (F804): commands and keys are read from the pages.

Two people enter and confirm the results; the hall, somebody over ssh and somebody in a browser see who wins. What the
pages leave to the reader is what their own contest is called, what it scored, and where the servers listen.
"""

import re
import shlex
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.publications.reader import PublicReader
from screens.director.clicker import GUARD_SECONDS
from screens.looks import Look
from tests.docs.pages import HOUSE, blocks, page, rows, typed
from tests.e2e.shells import PATIENCE, Shells, at_prompt
from tests.e2e.terminals import SIZE, terminals
from tests.programs import program
from tests.remote.openssh import TRUSTING
from tests.remote.serving import free_port
from tests.screens.played import draw
from tests.web.chromium import Chromium, chromium

pytestmark = [pytest.mark.e2e, pytest.mark.long, pytest.mark.timeout(1200)]

MOST_MINUTES = 15
SCORES = {"Class 1": "91.5", "Class 2": "93", "Class 3": "94.25"}
WINNER = "Class 3"
OUR_NAME = "Our tidiest class"
CEREMONY = "classes-2030-spring"
STEP = re.compile(r"Cue (\d+) of (\d+)\s+step (\d+) of (\d+)")
AWARD = 2
"""Which cue of the usual sheet gives the flag."""
KEYS = {"enter": "Enter", "space": "Space"}
"""tmux's names for keys that have one in the docs."""


def command(name: str, begins: str) -> str:
    """The line of a page that begins so, whether it opens a screen or is typed at a prompt."""
    screens = (line for block in blocks(page(f"docs/{name}.md"), "text") for line in block.splitlines())
    found = next(line for line in (*typed(name), *screens) if line.startswith(begins))
    return shlex.join(shlex.split(found, comments=True))


def key(name: str, heading: str, does: str) -> str:
    """The key that does something, by a page's table."""
    table = page(f"docs/{name}.md").partition(f"| {heading} |")[2].partition("\n\n")[0]
    found = next(row[0] for row in rows(f"| {heading} |{table}\n") if row[1].startswith(does))
    first = found.split(", ")[0]
    return KEYS.get(first, first)


@pytest.fixture
def shells(tmp_path: Path) -> Iterator[Shells]:
    (tmp_path / "data").symlink_to(HOUSE / "data")
    away = ("SCOREBOARD_DATABASE", "SCOREBOARD_NOW", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    environment = {"HOME": str(tmp_path), "SCOREBOARD_LANG": "en", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
    with terminals(tmp_path.name, environment | dict.fromkeys(away, "")) as server:
        ssh = shlex.join([program("ssh"), *TRUSTING])  # which meets this host for the first time, and asks nobody
        scoreboard = str(Path(HOUSE / ".venv" / "bin" / "scoreboard"))
        yield Shells(server, tmp_path, {"ssh": ssh, "scoreboard": scoreboard})


def own_contest(shells: Shells) -> None:
    """Copied, named, without the template's scores; and who works on it."""
    lines = list(typed("administrator"))
    for line in lines[: next(at for at, line in enumerate(lines) if line.startswith("scoreboard doctor"))]:
        shells.carry_out("shell", line)
        if line.startswith("cp "):
            shells.carry_out("shell", f'sed -i \'s/^name_en = "The .*"/name_en = "{OUR_NAME}"/\' my-contest/*.toml')
            shells.carry_out("shell", "rm my-contest/scores.csv")


def two_people_enter_and_confirm(shells: Shells) -> None:
    operate, heading = command("operator", "scoreboard operate --as "), "key at the desk"
    shells.type("shell", operate)
    shells.wait("shell", "not entered")
    for score in SCORES.values():
        shells.press("shell", *score, key("operator", heading, "save, and go down"))
    shells.wait("shell", "3 drafts")
    shells.press("shell", "q")
    shells.wait("shell", lambda screen: at_prompt(screen) == 0)

    reviewer = next(line.split()[-1] for line in typed("operator") if line.startswith("scoreboard confirm "))
    shells.type("shell", operate.replace("wei", reviewer))
    shells.wait("shell", "3 drafts")
    shells.press("shell", key("operator", heading, "confirm"))
    asked = shells.wait("shell", "Confirm which drafts?")
    shells.press("shell", *["Down"] * (sum(re.search(r"\d drafts?  │", line) is not None for line in asked) - 1))
    shells.press("shell", "Enter")
    shells.wait("shell", "3 confirmed")
    shells.press("shell", key("operator", heading, "close the period"))
    shells.wait("shell", "To close anyway, press y.")
    shells.press("shell", "y")
    shells.wait("shell", f"ceremony {CEREMONY} will reveal it")
    shells.press("shell", "Escape")
    shells.wait("shell", lambda screen: not any("will reveal it" in line for line in screen))
    shells.press("shell", "q")
    shells.wait("shell", lambda screen: at_prompt(screen) == 0)


def told(line: str, ports: dict[str, int]) -> str:
    """A line with ports that are free here, and this host's name."""
    for option, port in ports.items():
        line = re.sub(rf"(?<={option} )\d+", str(port), line)
    return line.replace("@host", "@127.0.0.1")


def everybody_watches(shells: Shells, browser: Chromium) -> None:
    """The hall's display, the server for ssh and somebody who comes, the server for browsers and somebody there."""
    ssh, staff, web = free_port(), free_port(), free_port()
    for name in ("display", "ssh server", "viewer", "web server", "console"):
        shells.open(name)
    shells.type("display", command("hall", "scoreboard display"))
    shells.type("ssh server", told(command("ssh", "scoreboard serve --port"), {"--port": ssh, "--staff-port": staff}))
    shells.type("web server", told(command("web", "scoreboard web --port"), {"--port": web}))
    shells.wait("ssh server", "Viewers: ssh")
    shells.type("viewer", told(command("ssh", "ssh -p 2222 board@host"), {"-p": ssh}))
    shells.type("console", command("director", "scoreboard direct --as "))
    shells.wait("console", "Which ceremony?")
    shells.press("console", "Enter")
    shells.wait("console", "Sequence 0")
    address = shells.wait("web server", "Open in a browser: ")
    found = re.search(r"http://\S+", "".join(address))
    assert found is not None
    browser.open(f"{found[0]}?lang=en")
    shells.keys += len(found[0]) + 1
    browser.until("document.getElementById('hall')?.width > 400", PATIENCE)


def step_to_the_end(shells: Shells) -> Iterator[tuple[int, ...]]:
    """Press the key for the next step until there is none; yields where the console says that it stands.

    That is the cue, how many there are, its step, and how many it has.
    """
    space = key("director", "key in the console", "the next step")
    shells.press("console", space)
    shells.wait("console", "Press Space again")
    at: tuple[int, ...] | None = None
    while at is None or at[0] < at[1] or at[2] < at[3]:
        time.sleep(GUARD_SECONDS + 1)  # as somebody does who has read what is asked, or watched the step
        shells.press("console", space)
        screen = shells.wait("console", lambda screen, last=at: standing(screen) not in (None, last))  # type: ignore[misc]
        at = standing(screen)
        assert at is not None
        yield at


def standing(screen: list[str]) -> tuple[int, ...] | None:
    """Where the stage stands, as the console says it."""
    found = next(filter(None, map(STEP.search, screen)), None)
    return None if found is None else tuple(map(int, found.groups()))


def everybody_sees_the_winner(shells: Shells, browser: Chromium) -> None:
    """The hall in its large letters; over ssh and in the browser in words, too."""
    home = shells.folder / ".local" / "share" / "scoreboard" / "scoreboard-public.db"
    with closing(PublicReader(home)) as reader:
        stage = reader.stage()
    assert stage is not None
    drawn = draw(stage.scene, 3600.0, SIZE, Look(lang="en")).text
    assert [holder["name_en"] for holder in stage.scene["row"]["holders"]] == [WINNER]
    shells.wait("display", lambda screen: screen == [line.rstrip() for line in drawn.splitlines()])
    (holder,) = stage.scene["row"]["holders"]  # an ssh that is not told to sends no language, and is shown Chinese
    shells.wait("viewer", lambda screen: holder["name"] in "".join(screen))
    browser.until(f"document.getElementById('told').textContent.includes('{WINNER}')", PATIENCE)


def test_f804_a_newcomer_shows_a_ceremony_of_their_own_in_a_quarter_of_an_hour(shells: Shells) -> None:
    with chromium(program("chromium")) as browser:
        shells.open("shell")
        own_contest(shells)
        two_people_enter_and_confirm(shells)
        *before, after = (line for line in typed("director") if line.startswith("scoreboard ceremony "))
        for line in before:
            shells.carry_out("shell", line)
        everybody_watches(shells, browser)
        for cue, _, step, steps in step_to_the_end(shells):
            if (cue, step) == (AWARD, steps):
                everybody_sees_the_winner(shells, browser)
        shells.carry_out("shell", after)
    print(f"{shells.keys} keys, {shells.minutes:.1f} minutes")
    assert shells.minutes < MOST_MINUTES
