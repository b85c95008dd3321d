"""Walks through years whose twins differ under one seal alone: whatever is done in both, the public sees the same.

Quarters are closed, reopened and revealed in any order, with vetoes, corrections, decisions, abolitions and honours
between. After every deed the twins' public files must tell the same, row for row; a deed must be refused in both or
in none; and what viewers read of both must be the same. A walk ends before a step that tells what differs.

Walks of one year share beginnings: a walk goes on from a state that an earlier one came through.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from scoreboard.ceremony.cue import Position
from scoreboard.ceremony.cues import moments_of
from scoreboard.ceremony.run_sheet import after
from scoreboard.errors import ContestError
from scoreboard.publications.kinds import kind_names
from tests.acceptance.driver import Program as CommandLine
from tests.secrecy.deeds import HASH, MASK, Deed, Twin, alike
from tests.secrecy.detector import Leak
from tests.secrecy.years import Flag, Year, draw_year

Twins = tuple[Twin, Twin]
MEMORY = Path("/dev/shm")
"""Where files are kept in memory: a walk needs no disk."""
LONGEST = 8
"""Deeds that a walk adds to those that it goes on from."""
DAYS = ("2030-02-10", "2030-05-10", "2030-08-10", "2030-10-05")
"""Days on which units end: in each quarter, and after the last."""
FORMATS = ("json", "csv", "table")


@dataclass
class Tally:
    """What the walks have done."""

    walks: int = 0
    deeds: int = 0
    refused: int = 0
    read: int = 0
    """Commands of viewers that were compared."""


@dataclass(frozen=True)
class Depth:
    """How much viewers read: a command after this share of deeds, and all commands at this share of ends."""

    commands: float = 0.1
    ends: float = 0.02


@dataclass(frozen=True)
class State:
    """A point of a walk, to go on from."""

    deeds: tuple[Deed, ...]
    files: tuple[Mapping[str, bytes], Mapping[str, bytes]]
    clock: int
    spare: int


@contextmanager
def two_twins() -> Iterator[Twins]:
    """Two programs to walk with, their files in memory where there is such a place."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        twins = Twin(Path(place) / "left"), Twin(Path(place) / "right")
        yield twins
        for twin in twins:
            twin.store.close()


def walk_year(twins: Twins, seed: int, walks: int, depth: Depth = Depth()) -> Tally:
    """Make so many walks through one drawn year. Raises Leak with the deeds that led to it."""
    return Walks(twins, seed, depth).run(walks)


class Walks:
    """The walks through one year."""

    def __init__(self, twins: Twins, seed: int, depth: Depth) -> None:
        self.chance = Random(f"twins {seed}")
        self.twins, self.depth, self.tally = twins, depth, Tally()
        self.year, other = draw_year(seed)
        self.states = [State((), (twins[0].begin(self.year), twins[1].begin(other)), 0, 0)]

    def run(self, walks: int) -> Tally:
        for number in range(walks):
            start = self.states[0] if not number else max(self.chance.choices(self.states, k=2), key=_length)
            for twin, files in zip(self.twins, start.files, strict=True):
                twin.revive(files, start.clock)
            Walk(self, start).go()
            self.tally.walks += 1
        return self.tally


def _length(state: State) -> int:
    return len(state.deeds)


class Walk:
    """One walk from a state."""

    def __init__(self, walks: Walks, start: State) -> None:
        self.walks, self.chance, self.year, self.twins = walks, walks.chance, walks.year, walks.twins
        self.deeds, self.spare = list(start.deeds), start.spare
        self.left = self.chance.randint(2, LONGEST)

    def go(self) -> None:
        try:
            self.compare()
            while self.left > 0:
                self.left -= 1
                deed = self.choose()
                if self.tells(deed):
                    break
                self.make(deed)
                if self.chance.random() < 0.3:
                    self.remember()
            if self.chance.random() < self.walks.depth.ends:
                self.read_all()
        except Leak as leak:
            moves = "".join(f"\n  {deed}" for deed in self.deeds)
            raise Leak(f"{leak}\nseed {self.year.seed}, {self.year}, after{moves}") from None

    def make(self, deed: Deed) -> None:
        """Do a deed in both twins, and compare what they tell."""
        self.deeds.append(deed)
        tally = self.walks.tally
        tally.deeds += 1
        one, other = (twin.do(deed) for twin in self.twins)
        tally.refused += bool(one)
        if one != other:
            raise Leak(f"one twin says {one!r} and the other {other!r}")
        self.compare()
        if self.chance.random() < self.walks.depth.commands:
            self.read(self.chance.choice(list(_commands(self.year))))

    def compare(self) -> None:
        found = alike(*(twin.rows() for twin in self.twins))
        if found:
            raise Leak(f"the public files differ: {found}")

    def read(self, words: tuple[str, ...]) -> None:
        """What a viewer reads who types a command."""
        self.walks.tally.read += 1
        said = []
        for twin in self.twins:
            line = CommandLine(twin.store.paths.main, "2031-01-01T09:00:00+08:00", "en", None)
            result = line(*words)
            said.append(HASH.sub(MASK, f"{result.code}\n{result.out}\n{result.err}".replace(str(twin.folder), "")))
        if said[0] != said[1]:
            raise Leak(f"{' '.join(words)} says\n{said[0]}\nand\n{said[1]}")

    def read_all(self) -> None:
        for words in _commands(self.year):
            self.read(words)

    def remember(self) -> None:
        one, other = (twin.save() for twin in self.twins)
        self.walks.states.append(State(tuple(self.deeds), (one, other), self.twins[0].clock, self.spare))

    def choose(self) -> Deed:
        """The next deed."""
        states = self.twins[0].states()
        options = [*self.with_period(states), *self.with_units(), *self.with_nominees()]
        deeds, weights = zip(*options, strict=True)
        deed: Deed = self.chance.choices(deeds, weights)[0]
        return deed

    def with_period(self, states: Mapping[str, str]) -> Iterator[tuple[Deed, float]]:
        """What can be done with each quarter as it stands."""
        chance = self.chance
        for quarter, state in states.items():
            secret = quarter == self.year.secret
            if state == "open":
                yield ("close", quarter), 4
                if not secret:
                    yield ("settle", quarter), 2
                yield ("close", quarter, chance.choice(("2030-10-01", "2030-10-20"))), 0.3
                yield ("enter", quarter, *self.place(), self.score(quarter)), 0.7
            else:
                yield ("correct", quarter, *self.place(), self.score(quarter), self.holders()), 1.5
                if not secret:
                    yield ("tie", quarter, *self.tie(quarter)), 0.8
                    yield ("vacancy", quarter, *self.flag(), self.some()), 0.6
            if state == "sealed":
                yield ("next", quarter, True), 2.5 if secret else 6
                yield ("next", quarter, False), 0.3
                yield ("goto", quarter, chance.randint(1, 7), chance.random() < 0.5), 0.6
                yield ("publish", quarter), 0 if secret else 0.8
                yield ("reopen", quarter), 0.6
                yield ("seal", quarter, chance.randint(0, 99)), 0.7
                yield ("day", quarter, chance.choice(("2030-10-15", "2030-11-01"))), 0.3
                yield ("cover", quarter, chance.random() < 0.5), 0.2
                yield ("message", quarter, "请稍候"), 0.1
                yield ("back", quarter), 0.3
                yield ("tell", quarter, *self.flag()), 0.3

    def with_units(self) -> Iterator[tuple[Deed, float]]:
        chance, year = self.chance, self.year
        unit, quarter = chance.choice(year.units), chance.choice(year.quarters)
        yield ("veto", unit, quarter), 1.5
        vetoed = [deed[1:] for deed in self.deeds if deed[0] == "veto"]
        if vetoed:
            yield ("lift", *chance.choice(vetoed)), 0.9
        yield ("abolish", unit, chance.choice(DAYS)), 0.5
        yield ("honour", unit, len(self.deeds)), 0.2

    def with_nominees(self) -> Iterator[tuple[Deed, float]]:
        """Notices and what comes of them, until an election: whoever may be objected to after it is not elected."""
        secret, done = self.year.secret, [deed[0] for deed in self.deeds]
        if not self.year.nominees or "elect" in done:
            return
        one = self.chance.choice(self.year.nominees)
        if "notice" not in done:
            yield ("notice", secret), 1.5
        else:
            yield ("elect", secret), 0.7
        for verb in ("object", "dismiss", "withdraw"):
            yield (verb, secret, one.star, one.unit, one.person), 0.8

    def place(self) -> tuple[str, str]:
        return self.chance.choice(self.year.areas), self.chance.choice(self.year.units)

    def flag(self) -> Flag:
        return self.chance.choice(self.year.flags)

    def some(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(self.year.units, self.chance.choice((0, 1, 1, 1, 2))))

    def holders(self) -> tuple[str, ...] | None:
        return None if self.chance.random() < 0.6 else self.some()

    def tie(self, quarter: str) -> tuple[str, str, tuple[str, ...]]:
        """A flag and some of those who were first in it when the year was drawn."""
        area, pool = self.flag()
        scores = {unit: self.year.cells.get((quarter, area, unit), "n/a") for unit in self.year.members(pool)}
        best = max((score for score in scores.values() if score != "n/a"), default="", key=float)
        first = [unit for unit, score in scores.items() if score == best] or list(self.year.units)
        return area, pool, tuple(self.chance.sample(first, self.chance.choice((0, 1, 1, 1, min(2, len(first))))))

    def score(self, quarter: str) -> str:
        """A score that nobody has; in a quarter without the secret perhaps one that somebody has there."""
        others = sorted({score for place, score in self.year.cells.items() if place[0] == quarter and score != "n/a"})
        if quarter != self.year.secret and others and self.chance.random() < 0.4:
            return self.chance.choice(others[-3:])
        self.spare += 1
        return self.year.spare[self.spare % len(self.year.spare)]

    def tells(self, deed: Deed) -> bool:
        """Whether a deed tells what differs between the twins, or needs something that only one of them lets it do."""
        name, *details = deed
        secret = self.year.secret
        if name == "seal" and details[0] == secret:
            return any(twin.locked(secret) for twin in self.twins)
        if name not in ("next", "goto") or details[0] != secret:
            return False
        here = self.twins[0].stage(secret)
        try:
            at = after(here.sheet, here.position) if name == "next" else Position(details[1], 1)
        except ContestError:
            return False
        if at.cue > len(here.sheet):
            return False
        cue = here.sheet[at.cue - 1]
        moment = moments_of(cue)[at.step - 1]
        match cue.kind:
            case "flag":
                return (cue.area, cue.pool) in self.year.differing and moment in ("third", "second", "transfer")
            case "star":
                return moment != "category"
            case _:
                return cue.kind == "closing"


def _commands(year: Year) -> Iterator[tuple[str, ...]]:
    """Every board of every quarter, and the bulletins."""
    for quarter in year.quarters:
        boards = [(board,) for board in kind_names()] + [("ranking", "--area", area) for area in year.areas]
        for number, board in enumerate(boards):
            yield ("show", *board, "--period", quarter, "--format", FORMATS[number % len(FORMATS)])
        yield ("bulletin", "main", quarter, "--format", "md")
    yield ("show", "ceremony", "--format", "json")
    yield ("show", "flags", "--as-of", "2031-12-31", "--format", "json")
