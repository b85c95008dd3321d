"""What is sealed never travels along with what becomes public: two worlds that differ in nothing else look the same.

The same deeds are done in two contests whose sealed scores differ. Every row that viewers can read (boards, their
revisions, reasons and times, the stage) must be the same in both, for as long as the seal holds.
"""

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.abolishing import abolish
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.loading import load
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.errors import ContestError
from scoreboard.exchange.folder import read_folder
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.wire import to_json
from tests.contests import NOW, Shape, opened, prepare, put, write_folder
from tests.examples import of_the_form
from tests.published import rows

AFTER_FREEZE = "2030-05-20T09:00:00+08:00"
SHAPE = Shape(counties=4, areas=3, second_live=True, freeze="2030-05-10T00:00:00")
CEREMONY = "main-2030Q1"
SEALED_AREAS = ("a2", "a3")

FROZEN_DEEDS = ("exclude", "readmit", "end", "rename", "amend_sealed", "confirm_by_a_slow_clock")
WALKS = settings(max_examples=of_the_form(3), deadline=None, suppress_health_check=[HealthCheck.too_slow])

Values = dict[str, list[str]]
"""By area, a score for each county."""
Deed = tuple[str, int]


def public_rows(database: Settings) -> list[tuple[Any, ...]]:
    """All that viewers can read."""
    return rows(database.paths.public)


@dataclass
class World:
    """A contest with the sealed scores of one of two worlds."""

    store: Store
    settings: Settings
    sealed: Values
    folder: Path

    def put_all(self, period: str, values: Values) -> None:
        with acting(self.store, self.settings, "confirm") as writing:
            contest = contest_of(writing.session, "main", period)
            for area, scores in values.items():
                for unit, score in zip(SHAPE.units, scores, strict=True):
                    unconfirm(writing, contest, area=area, unit=unit)
                    put(writing, area, unit, score, period)
            confirm(writing, contest)

    def do(self, deed: Deed) -> str | None:
        """Do a deed; returns why it was refused, if it was."""
        name, number = deed
        try:
            getattr(self, name)(number)
        except ContestError as refused:
            return refused.key
        return None

    def exclude(self, number: int) -> None:
        period = ("2030Q1", "2030Q2")[number % 2]
        with acting(self.store, self.settings, "veto") as writing:
            veto(writing, find_unit(writing.session, SHAPE.units[number % 4]), "safety", period, "an accident")

    def readmit(self, number: int) -> None:
        period = ("2030Q1", "2030Q2")[number % 2]
        with acting(self.store, self.settings, "veto") as writing:
            veto(writing, find_unit(writing.session, SHAPE.units[number % 4]), "safety", period, "none", lift=True)

    def end(self, number: int) -> None:
        with acting(self.store, self.settings, "decide") as writing:
            abolish(writing, find_unit(writing.session, SHAPE.units[number % 4]), date(2030, 5, 19), "merged")

    def rename(self, number: int) -> None:
        folder = write_folder(self.folder, SHAPE)
        units = folder / "units.csv"
        units.write_text(units.read_text("utf-8").replace("县01", f"新县{number}"), encoding="utf-8")
        with acting(self.store, self.settings, "load") as writing:
            load(writing, read_folder(folder, cue_formats()))

    def amend_sealed(self, number: int) -> None:
        """Enter a sealed score of the live period again, as it is."""
        area, unit = SEALED_AREAS[number % 2], SHAPE.units[number % 4]
        with acting(self.store, self.settings, "unconfirm") as writing:
            contest = contest_of(writing.session, "main", "2030Q2")
            unconfirm(writing, contest, area=area, unit=unit)
            put(writing, area, unit, self.sealed[area][number % 4], "2030Q2")
            if number % 3:
                confirm(writing, contest, area=area)

    def confirm_by_a_slow_clock(self, number: int) -> None:
        """Confirm a score of another area on a machine whose clock is slow: the table is built anew."""
        early = replace(self.settings, now=NOW)
        with acting(self.store, early, "confirm") as writing:
            contest = contest_of(writing.session, "main", "2030Q2")
            unconfirm(writing, contest, area="a1", unit=SHAPE.units[number % 4])
            put(writing, "a1", SHAPE.units[number % 4], str(number), "2030Q2")
            confirm(writing, contest, area="a1")

    def step(self, number: int) -> None:
        """Step the first period's ceremony: on, back, or under its cover."""
        with acting(self.store, self.settings, "direct") as writing:
            here = stage_control.standpoint(writing.session, CEREMONY)
            if number % 5 == 4 and here.last is not None:
                stage_control.cover(writing, CEREMONY, not here.last.covered)
            else:
                stage_control.step(writing, CEREMONY, run_sheet.before if number % 5 == 3 else run_sheet.after)

    def look_at_wall(self, _number: int) -> None:
        """Jump to the wall, which shows what has been revealed and nothing else."""
        with acting(self.store, self.settings, "direct") as writing:
            sheet = stage_control.standpoint(writing.session, CEREMONY).sheet
            wall = next(number for number, cue in enumerate(sheet, 1) if cue.kind == "flags")
            stage_control.step(writing, CEREMONY, stage_control.goto(wall))


@contextlib.contextmanager
def two_worlds(first: Values, second: Values, make: Callable[[World], None]) -> Any:
    with contextlib.ExitStack() as stack:
        worlds = []
        for sealed in (first, second):
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            database = prepare(place, SHAPE)
            world = World(stack.enter_context(opened(database)), database, sealed, place / "again")
            make(world)
            worlds.append(world)
        yield worlds


def compare(worlds: Sequence[World], deeds: Sequence[Deed]) -> None:
    first, second = worlds
    assert public_rows(first.settings) == public_rows(second.settings), "before any deed"
    for deed in deeds:
        assert first.do(deed) == second.do(deed), deed
        assert public_rows(first.settings) == public_rows(second.settings), deed


def values(areas: Sequence[str]) -> st.SearchStrategy[Values]:
    """Scores without ties, so that both worlds can be closed."""
    scores = st.permutations(["0", "71.25", "88.0001", "93.5", "99", "100"]).map(lambda found: list(found[:4]))
    return st.fixed_dictionaries(dict.fromkeys(areas, scores))


def deeds(*names: str) -> st.SearchStrategy[list[Deed]]:
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 29)), max_size=8)


@given(values(SEALED_AREAS), values(SEALED_AREAS), deeds(*FROZEN_DEEDS))
@WALKS
def test_nothing_confirmed_after_the_freeze_gets_onto_a_board(first: Values, second: Values, walk: list[Deed]) -> None:
    def make(world: World) -> None:
        world.put_all("2030Q2", {area: ["60", "70", "80", "90"] for area in SHAPE.area_ids})
        world.settings = replace(world.settings, now=AFTER_FREEZE)
        world.put_all("2030Q2", world.sealed)

    with two_worlds(first, second, make) as worlds:
        compare(worlds, [*walk, ("confirm_by_a_slow_clock", 17)])


@given(values(SEALED_AREAS), values(SEALED_AREAS), st.lists(st.integers(0, 29), max_size=7))
@WALKS
def test_a_ceremony_shows_no_more_than_it_has_revealed(first: Values, second: Values, walk: list[int]) -> None:
    """The first flag is revealed step by step; the others' scores and winners differ between the worlds."""

    def make(world: World) -> None:
        world.put_all("2030Q1", {"a1": ["60", "70", "80", "90"], **world.sealed})
        with acting(world.store, world.settings, "close") as writing:
            close(writing, contest_of(writing.session, "main", "2030Q1"))

    with two_worlds(first, second, make) as worlds:
        on = [("step", 0)] * 6
        deeds_before = [("look_at_wall" if number % 7 == 6 else "step", 3 + number % 2) for number in walk]
        compare(worlds, [*on, *deeds_before, ("look_at_wall", 0)])
        with contextlib.closing(PublicReader(worlds[0].settings.paths.public)) as reader:
            flags = reader.board("flags/main/2030Q1")
            assert flags is not None
            assert [row["area"] for row in to_json(flags.words)["rows"]] == ["a1"]
            assert reader.board("ranking/main/2030Q1") is None
            assert set(reader.keys("ranking/main/2030Q1")) == {"ranking/main/2030Q1/a1"}


@given(values(SEALED_AREAS), values(SEALED_AREAS), deeds("exclude", "readmit", "end", "rename", "look_at_wall"))
@WALKS
def test_decisions_in_the_midst_of_a_ceremony_let_nothing_out(first: Values, second: Values, walk: list[Deed]) -> None:
    def make(world: World) -> None:
        world.put_all("2030Q1", {"a1": ["60", "70", "80", "90"], **world.sealed})
        with acting(world.store, world.settings, "close") as writing:
            close(writing, contest_of(writing.session, "main", "2030Q1"))
        for _ in range(6):
            world.step(0)

    with two_worlds(first, second, make) as worlds:
        compare(worlds, walk)


def test_a_reveal_is_seen_and_differs_where_the_scores_do() -> None:
    """That the comparison above can fail at all."""

    def make(world: World) -> None:
        world.put_all("2030Q1", {"a1": ["60", "70", "80", "90"], **world.sealed})
        with acting(world.store, world.settings, "close") as writing:
            close(writing, contest_of(writing.session, "main", "2030Q1"))

    first: Values = {"a2": ["1", "2", "3", "4"], "a3": ["1", "2", "3", "4"]}
    second: Values = {"a2": ["4", "3", "2", "1"], "a3": ["1", "2", "3", "4"]}
    with two_worlds(first, second, make) as (one, other):
        for world in (one, other):
            for _ in range(11):
                world.step(0)
        assert public_rows(one.settings) != public_rows(other.settings)
