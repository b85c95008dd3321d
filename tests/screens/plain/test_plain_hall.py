"""The hall in lines of text: all that is public once, then what changes, the change itself first."""

import asyncio
from collections.abc import Callable

import pytest

from scoreboard.settings import Settings
from screens.plain.hall import PlainHall
from screens.plain.telling import told
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program
from tests.screens.played import typed
from tests.screens.samples import scenes

__all__ = ["database_with_root", "loaded", "opened", "program"]
DRAWN = "─━│▀▄█▌▐▴▾"


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


def settings_of(program: Program) -> Settings:
    return Settings(str(program.database), "en", program.now)


async def test_a_change_is_told_without_what_has_not_changed(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}})
    program = opened(Competition(series=[live("roads", "water")], units=towns(3), scores=cells))
    lines: list[str] = []
    hall = PlainHall(settings_of(program), lines.append)
    task = asyncio.create_task(hall.run())
    await until(lambda: any(line.startswith("1. ") for line in lines))
    first = len(lines)
    program.ok("unconfirm", "main", "2031Q1", "--area", "roads", "--unit", "t3")
    program.ok("enter", "main", "2031Q1", "roads", "t3", "95")
    program.ok("confirm", "main", "2031Q1")
    await until(lambda: any("95.00" in line for line in lines[first:]))
    new = lines[first:]
    assert not any("80.00" in line and "2  " not in line for line in new[:2])
    number = next(at for at, line in enumerate(lines) if line.startswith("2. "))
    assert lines[number].startswith("2. ")
    assert hall.answer("2\n")
    assert hall.answer("99\n") != []
    task.cancel()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scene_is_told_in_lines_without_what_is_drawn(lang: str) -> None:
    for name, sample in scenes().items():
        scene = typed(sample)
        assert scene is not None
        lines = told(scene, lang)
        assert lines or name == "cover", name
        assert not any(sign in line for line in lines for sign in DRAWN), (name, lines)
        assert len(set(lines)) == len(lines), name


def test_a_winner_comes_first() -> None:
    scene = typed(scenes()["flag-captured"])
    assert scene is not None
    first, *rest = told(scene, "en")
    assert "Jiehedian" in first
    assert any("92.50" in line for line in rest)
