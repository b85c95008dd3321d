"""Values as fast as a terminal can send them, typed and pasted: none is lost, and none stands in another cell."""

import base64
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.models import Score, ScoreSheet
from scoreboard.settings import Settings
from tests.contests import CHIEF, NOW, Shape, opened, prepare
from tests.e2e.pseudo_terminal import PATIENCE, PseudoTerminal

Cells = Mapping[tuple[str, str], Decimal | None]
TO_THE_TOP, TO_THE_RIGHT = "\x1b[1;5H", "\x1b[C"
A_MINUTE = 60


def scored(settings: Settings) -> Cells:
    with opened(settings) as store, store.read() as session:
        return {(one.area_id, one.unit_id): one.value for one in session.exec(select(Score))}


def values_of(shape: Shape) -> dict[tuple[str, str], str]:
    """Another value for each cell, so that one in the wrong place is seen."""
    return {
        (area, unit): f"{10 + column}.{row:04}"
        for column, area in enumerate(shape.area_ids)
        for row, unit in enumerate(shape.units, start=1)
    }


def desk(settings: Settings) -> PseudoTerminal:
    words = ("operate", "--as", CHIEF, "--database", settings.database, "--lang", "en", "--now", NOW)
    return PseudoTerminal(*words, environment={})


def until(there: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "shape", [Shape(counties=6, areas=2), pytest.param(Shape(counties=250, areas=8), marks=pytest.mark.long)]
)
def test_values_typed_as_fast_as_a_terminal_can_are_all_saved_in_their_places(tmp_path: Path, shape: Shape) -> None:
    settings, values = prepare(tmp_path, shape), values_of(shape)
    with desk(settings) as terminal:
        terminal.wait_for("县01")
        for area in shape.area_ids:
            terminal.send("".join(f"{values[area, unit]}\r" for unit in shape.units) + TO_THE_TOP + TO_THE_RIGHT)
        until(lambda: len(scored(settings)) >= len(values), PATIENCE + len(values) / 5)
    assert scored(settings) == {place: Decimal(value) for place, value in values.items()}


def test_what_is_copied_goes_to_the_terminals_clipboard(tmp_path: Path) -> None:
    shape = Shape(counties=3, areas=2)
    settings = prepare(tmp_path, shape)
    with desk(settings) as terminal:
        terminal.wait_for("县01")
        terminal.send("91.5\r92.5\r")
        until(lambda: len(scored(settings)) == 2, PATIENCE)
        terminal.send(f"{TO_THE_TOP}\x1b[1;2B\x03")
        terminal.wait_for(f"\x1b]52;c;{base64.b64encode(b'91.50' + bytes([10]) + b'92.50').decode()}")


@pytest.mark.parametrize(
    ("ends", "shape"), [("\r", Shape(counties=137, areas=9)), ("\r\n", Shape(counties=5, areas=2))]
)
def test_f504_a_citys_scores_are_pasted_looked_at_and_saved_within_a_minute(
    tmp_path: Path, ends: str, shape: Shape
) -> None:
    settings, values = prepare(tmp_path, shape), values_of(shape)
    lines = ("\t".join(values[area, unit] for area in shape.area_ids) for unit in shape.units)
    with desk(settings) as terminal:
        terminal.wait_for("县01")
        began = time.monotonic()
        terminal.paste("".join(f"{line}{ends}" for line in lines))
        terminal.wait_for(f"{len(values)} new")
        terminal.send("s")
        until(lambda: len(scored(settings)) == len(values), PATIENCE)
        took = time.monotonic() - began
    assert scored(settings) == {place: Decimal(value) for place, value in values.items()}
    with opened(settings) as store, store.read() as session:
        assert len(session.exec(select(ScoreSheet)).all()) == 1
    assert took < A_MINUTE
