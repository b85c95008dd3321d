"""The whole loop in real terminals: the desk in one, the hall in another, the director in a third."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from screens.director.clicker import GUARD_SECONDS
from screens.looks import Look
from tests.contests import CHIEF, NOW, Shape, fill, opened, prepare, seal
from tests.e2e.terminals import SIZE, Terminals, terminals
from tests.screens.played import draw

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]

SHAPE = Shape(counties=4, areas=3, second_live=True)
CEREMONY = "main-2030Q1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The first quarter is sealed, the second is live with all of its scores confirmed."""
    settings = prepare(tmp_path, SHAPE)
    assert seal(settings, SHAPE) == CEREMONY
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, SHAPE, "2030Q2")
    return settings


@pytest.fixture
def hall(settings: Settings, tmp_path: Path) -> Iterator[Terminals]:
    environment = {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "SCOREBOARD_DATABASE": str(settings.database),
        "SCOREBOARD_NOW": NOW,
        "SCOREBOARD_LANG": "zh",
        "LANG": "C.UTF-8",
        "COLORTERM": "truecolor",
    }
    with terminals(f"scoreboard-test-{os.getpid()}", environment) as server:
        server.open("display", "display")
        yield server


def stage_of(settings: Settings) -> Stage | None:
    with closing(PublicReader(settings.paths.public)) as reader:
        return reader.stage()


def shows_the_stage(settings: Settings, screen: list[str]) -> bool:
    """Whether a screen is the settled picture of the step that is public, cell by cell."""
    stage = stage_of(settings)
    if stage is None:
        return False
    return screen == [line.rstrip() for line in draw(stage.scene, 3600.0, SIZE, Look()).text.splitlines()]


def shows_nothing(settings: Settings, screen: list[str]) -> bool:
    """Whether a screen is the settled neutral picture of the contest."""
    with closing(PublicReader(settings.paths.public)) as reader:
        cover = reader.cover()
    return screen == [line.rstrip() for line in draw(cover, 3600.0, SIZE, Look()).text.splitlines()]


AGAIN = ("按得太快", "就要正式开始")
"""What the console says where a press was a slip, or where it is asked whether the ceremony is to begin."""


def step_on(hall: Terminals, settings: Settings, sequence: int) -> None:
    """Press Space at the director's, and again where the console held it for a double press."""

    def there() -> bool:
        stage = stage_of(settings)
        return stage is not None and stage.sequence == sequence

    while not there():
        pressed = time.monotonic()
        hall.press("director", "Space")
        hall.wait(
            "director",
            lambda screen, pressed=pressed: (  # type: ignore[misc]
                time.monotonic() - pressed > GUARD_SECONDS
                and (
                    there()
                    or (any(word in line for line in screen for word in AGAIN) and time.monotonic() - pressed > 2)
                )
            ),
        )
    hall.wait("director", f"序号 {sequence}")


def test_a_score_confirmed_at_the_desk_appears_in_the_hall_and_what_is_typed_outlives_the_desk(hall: Terminals) -> None:
    hall.open("desk", "operate", "--as", CHIEF)
    hall.wait("display", "▀▀")
    hall.wait("desk", lambda screen: any("县01" in line and "60.00 ✓" in line for line in screen))
    hall.press("desk", "u")
    hall.wait("desk", "此格：县01 · 工作1")
    hall.press("desk", "Enter")
    hall.wait("desk", "60.00 *")
    hall.wait("display", lambda screen: any("县01" in line and "125.00" in line for line in screen))
    hall.type("desk", "99.5")
    hall.press("desk", "Enter")
    hall.wait("desk", "99.50 *")
    assert not any("224.50" in line for line in hall.screen("display")), "a draft is not public"
    hall.press("desk", "Up", "c")
    hall.wait("desk", "此格：县01 · 工作1")
    hall.press("desk", "Enter")
    hall.wait("desk", "99.50 ✓")
    screen = hall.wait("display", lambda screen: any("县01" in line and "224.50" in line for line in screen))
    (row,) = (line.split() for line in screen if "县01" in line and "224.50" in line)
    assert "1" in row, "it has moved to the first place"

    hall.press("desk", "Right", "u")
    hall.wait("desk", "此格：县01 · 工作2")
    hall.press("desk", "Enter")
    hall.wait("desk", "63.00 *")
    hall.type("desk", "77.")
    hall.wait("desk", "77.▏")
    hall.kill("desk")
    hall.open("desk", "operate", "--as", CHIEF)
    hall.wait("desk", "上次没有存上的 1 格已放回")
    hall.press("desk", "r")
    hall.wait("desk", "77.00 *")


def test_the_hall_follows_the_director_and_all_come_back_to_their_step(hall: Terminals, settings: Settings) -> None:
    hall.open("director", "direct", CEREMONY, "--as", CHIEF)
    hall.wait("director", "序号 0")
    for sequence in range(1, 7):
        step_on(hall, settings, sequence)
    hall.wait("display", lambda screen: any("工作1先锋旗" in line for line in screen))
    stage = stage_of(settings)
    assert stage is not None
    assert stage.scene["row"]["holders"][0]["unit"] == "c04", "the flag of the first area has gone to its winner"
    before = hall.wait("display", lambda screen: shows_the_stage(settings, screen))
    assert any("工作1先锋旗" in line for line in before)

    hall.kill("display")
    hall.kill("director")
    hall.open("display", "display")
    hall.open("director", "direct", CEREMONY, "--as", CHIEF)
    hall.wait("director", "序号 6")
    assert hall.wait("display", lambda screen: shows_the_stage(settings, screen)) == before
    again = stage_of(settings)
    assert again is not None
    assert again.sequence == 6, "to come back is no step"


def cue(settings: Settings, move: str) -> None:
    """Direct the ceremony by a command of its own."""
    words = ["cue", move, CEREMONY, "--as", CHIEF, "--database", str(settings.database), "--now", NOW]
    subprocess.run([sys.executable, "-m", "scoreboard", *words], check=True, capture_output=True, timeout=60)


def test_the_hall_follows_commands_and_keeps_its_picture_when_the_desk_dies(
    hall: Terminals, settings: Settings
) -> None:
    hall.wait("display", "▀▀")
    hall.open("desk", "operate", "--as", CHIEF)
    hall.wait("desk", "县01")
    cue(settings, "next")
    before = hall.wait("display", lambda screen: shows_the_stage(settings, screen))
    hall.kill("desk")
    assert hall.screen("display") == before
    cue(settings, "cover")
    hall.wait("display", lambda screen: screen != before and shows_nothing(settings, screen))
    cue(settings, "uncover")
    assert hall.wait("display", lambda screen: shows_the_stage(settings, screen)) == before
