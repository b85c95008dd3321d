"""Whatever is done about stars and in whatever order: boards, the stage and the script tell what follows from it.

3 walks here, 2,000 with --long.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.ceremony.print.script import script_markdown, write_script
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.counting import count_ballots
from scoreboard.desk.electing import decide_star, elect_stars, election_of
from scoreboard.desk.loading import load
from scoreboard.desk.nominees import find_nominee, star_of
from scoreboard.desk.objecting import dismiss_objections, object_to
from scoreboard.desk.people import add_person
from scoreboard.desk.putting_on_notice import put_on_notice
from scoreboard.desk.unelecting import take_back_election
from scoreboard.desk.withdrawing import substitute, withdraw_nominee
from scoreboard.errors import ContestError
from scoreboard.exchange.folder import read_folder
from scoreboard.models import Nominee, Unit
from scoreboard.publications.asking import ask_board
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Facts
from scoreboard.store.writing import Writing
from scoreboard.wire import to_json
from tests.secrecy import deeds
from tests.secrecy.deeds import BEGIN, CHIEF, SECOND, Deed, Twin
from tests.secrecy.twins import MEMORY
from tests.truth.calls_reference import of_calls
from tests.truth.star_reference import StarLog, called, of_board, of_scene
from tests.truth.star_years import (
    GROUPS,
    PERSONS,
    QUARTER,
    UNITS,
    VOTES,
    StarYear,
    Who,
    draw_star_year,
    write_star_year,
)

WALKS, LONG_WALKS, BATCH, DEEDS = 3, 2_000, 100, 16
DAY = 24 * 3600
STEPS = ("next", "goto", "back")


class UntruthError(AssertionError):
    """Something that is told of stars, and does not follow."""


def _contest(writing: Writing) -> Contest:
    return contest_of(writing.session, "main", QUARTER)


def _nominee(writing: Writing, who: Who) -> Nominee:
    star, unit, person = who
    session = writing.session
    return find_nominee(session, _contest(writing), star_of(session, star), session.get_one(Unit, unit), person)


def _count(writing: Writing, who: Who, counts: Sequence[Sequence[int]]) -> None:
    fields = ("issued", "returned", "valid", "for")
    told = {
        f"{group}_{name}": value
        for group, row in zip(GROUPS, counts, strict=True)
        for name, value in zip(fields, row, strict=True)
    }
    found = _nominee(writing, who)
    count_ballots(writing, found.id or 0, told, found.version, approved_by=SECOND)


def _about(deed: Callable[..., object]) -> Callable[..., None]:
    def about(writing: Writing, who: Who) -> None:
        deed(writing, _nominee(writing, who), None, deeds.WHY, approved_by=SECOND)

    return about


def _substitute(writing: Writing, who: Who, unit: str, person: str) -> None:
    found = writing.session.get_one(Unit, unit)
    substitute(writing, _nominee(writing, who), found, person, None, approved_by=SECOND)


def _notice(writing: Writing, star: str, day: date) -> None:
    put_on_notice(writing, _contest(writing), [star_of(writing.session, star)], day, approved_by=SECOND)


def _elect(writing: Writing, star: str, day: date) -> None:
    elect_stars(writing, _contest(writing), [star_of(writing.session, star)], day, approved_by=SECOND)


def _decide(writing: Writing, star: str, people: Sequence[Who]) -> None:
    found = [_nominee(writing, who) for who in people]
    decide_star(writing, _contest(writing), star_of(writing.session, star), found, deeds.WHY, approved_by=SECOND)


VERBS: Mapping[str, Callable[..., object]] = {
    "count": _count,
    "notice": _notice,
    "object": _about(object_to),
    "dismiss": _about(dismiss_objections),
    "withdraw": _about(withdraw_nominee),
    "substitute": _substitute,
    "elect": _elect,
    "decide": _decide,
    "unelect": lambda writing, who: take_back_election(writing, _nominee(writing, who), None, deeds.WHY),
    "close": lambda writing: deeds.DEEDS["close"](writing, QUARTER),
    "next": lambda writing: deeds.DEEDS["next"](writing, QUARTER, True),
    "back": lambda writing: deeds.DEEDS["back"](writing, QUARTER),
    "goto": lambda writing, cue: deeds.DEEDS["goto"](writing, QUARTER, cue, True),
    "publish": lambda writing: deeds.DEEDS["publish"](writing, QUARTER),
    "seal": lambda writing, salt: deeds.DEEDS["seal"](writing, QUARTER, salt),
    "reopen": lambda writing: deeds.DEEDS["reopen"](writing, QUARTER),
}
"""What a deed does, by its name."""


class StarTwin(Twin):
    """A database for these contests, brought to one after the other."""

    def begin_stars(self, year: StarYear) -> None:
        self.revive({"contest.db": deeds._empty()}, 0)
        with TemporaryDirectory(dir=self.folder) as place, self.store.transaction() as session:
            writing = Writing(session, CHIEF, BEGIN)
            load(writing, read_folder(write_star_year(Path(place) / "stars", year), cue_formats()))
            for name in (CHIEF.name, SECOND):
                add_person(writing, name, "admin")

    def try_out(self, deed: Deed) -> str:
        """Do a deed; returns the refusal's key, or nothing."""
        self.clock += 1
        name, *details = deed
        if name == "wait":
            self.clock += details[0] * DAY
            return ""
        try:
            with self.store.transaction() as session:
                VERBS[name](Writing(session, CHIEF, self.now), *details)
        except ContestError as refusal:
            return refusal.key
        return ""


class StarWalk:
    """A walk through one contest, each deed with a reason of its own."""

    def __init__(self, twin: StarTwin, seed: int) -> None:
        self.twin, self.chance, self.year = twin, Random(f"star walk {seed}"), draw_star_year(seed)
        self.log, self.done = StarLog(self.year), list[Deed]()
        self.spare = iter(f"钱{one}{one}" for one in PERSONS)
        twin.begin_stars(self.year)

    @property
    def today(self) -> date:
        return self.twin.now.date()

    def go(self) -> None:
        try:
            self.check()
            for one in self.log.nominees:
                self.make(("count", one.who, self.votes()))
            for _ in range(DEEDS):
                self.make(self.choose())
            for deed in self.to_the_end():
                self.make(deed)
            self.read_out()
        except UntruthError as untruth:
            raise UntruthError(f"{untruth}\nseed {self.year.seed} {self.year}\nafter {self.done}") from None

    def votes(self) -> tuple[Sequence[int], ...]:
        good = VOTES[:-3] if self.chance.random() < 0.7 else VOTES
        return tuple(self.chance.choice(good) for _ in GROUPS)

    def choose(self) -> Deed:
        chance = self.chance
        star, one = chance.choice(self.year.stars).id, chance.choice(self.log.nominees)
        options: list[tuple[Deed, float]] = [
            (("count", one.who, self.votes()), 1),
            (("notice", star, self.today - timedelta(days=chance.choice((0, 0, 1)))), 3),
            (("object", one.who), 0.7),
            (("dismiss", one.who), 0.5 + 2 * (one.status == "objected")),
            (("withdraw", one.who), 0.5),
            (("substitute", one.who, chance.choice(tuple(UNITS)), next(self.spare)), 0.3),
            (("wait", chance.choice((1, 8, 8))), 2),
            (("elect", star, self.today - timedelta(days=chance.choice((0, 0, 2)))), 3),
            (("decide", star, self.some(star)), 1),
            (("unelect", one.who), 0.4 + 0.8 * (one.status == "confirmed")),
            (("close",), 1),
            (("next",), 2),
            (("goto", chance.randint(1, len(self.year.cues))), 0.7),
            (("back",), 0.5),
            (("publish",), 0.2),
            (("seal", chance.randint(0, 99)), 0.4),
            (("reopen",), 0.2),
        ]
        found, weights = zip(*options, strict=True)
        deed: Deed = chance.choices(found, weights)[0]
        return deed

    def some(self, star: str) -> tuple[Who, ...]:
        """Some of those who tie for a star, as somebody sees who is to decide; anybody where nobody does."""
        with self.twin.store.read() as session:
            contest = contest_of(session, "main", QUARTER)
            election = election_of(session, contest, star_of(session, star), self.today)
            tied = [(one.star_id, one.unit_id, one.person) for one in election.people(election.outcome.tied)]
        people = tied or [one.who for one in self.log.of(star)]
        return tuple(self.chance.sample(people, min(len(people), self.chance.choice((1, 1, 2)))))

    def to_the_end(self) -> Iterator[Deed]:
        for rules in self.year.stars:
            yield ("notice", rules.id, self.today)
        yield ("wait", 8)
        for rules in self.year.stars:
            yield ("elect", rules.id, self.today)
            yield ("decide", rules.id, self.some(rules.id))
        yield ("close",)
        while not self.ended():
            if self.chance.random() < 0.1:
                yield ("back",)
            yield ("next",)

    def ended(self) -> bool:
        """Whether the stage has come to the end of the sheet, or never will."""
        at = self.position()
        return (at is not None and at[0]["kind"] == "closing") or (at is None and self.done[-1] == ("next",))

    def make(self, deed: Deed) -> None:
        self.done.append(deed)
        deeds.WHY = f"缘由{len(self.done)}"
        if self.twin.try_out(deed):
            return
        self.log.apply(deed, self.today, deeds.WHY)
        self.reveal(deed)
        self.check(deed)

    def position(self) -> tuple[Mapping[str, Any], int] | None:
        """The cue on the stage as the sheet has it, and its step."""
        with suppress(ContestError):
            here = self.twin.stage(QUARTER)
            if here.position is not None and here.last is not None:
                return self.year.cues[here.position.cue - 1], here.position.step
        return None

    def reveal(self, deed: Deed) -> None:
        """A category is public from the last step of its cue on, or once all is published at once."""
        if deed[0] == "publish":
            self.log.revealed |= {cue["star"] for cue in self.year.cues if cue["kind"] == "star"}
        if deed[0] in ("next", "goto") and (at := self.position()):
            cue, step = at
            if cue["kind"] == "star" and step == 1 + cue.get("places", 1):
                self.log.revealed.add(cue["star"])

    def check(self, deed: Deed = ("begin",)) -> None:
        with closing(sqlite3.connect(self.twin.public)) as connection:
            board = ask_board(Facts(asking_file(connection)), f"stars/{QUARTER}")
        said = list(of_board(self.log, None if board is None else to_json(board.words)))
        if deed[0] in STEPS and (at := self.position()):
            cue, step = at
            scene = self.twin.stage(QUARTER).last.scene  # type: ignore[union-attr]
            if scene["scene"] in ("star", "roll", "notice"):
                back = deed == ("back",)
                said += of_scene(self.log, scene, cue, step, self.today, back=back)
        if said:
            raise UntruthError("\n".join(said) + f"\nafter {deed}")

    def read_out(self) -> None:
        """Who the script calls to the stage, with the names and without them."""
        if self.year.live:
            return
        with closing(sqlite3.connect(self.twin.public)) as connection:
            board = ask_board(Facts(asking_file(connection)), f"flags/main/{QUARTER}")
        (row,) = to_json(board.words)["rows"] if board is not None else (None,)
        with self.twin.store.read() as session:
            here = standpoint(session, f"main-{QUARTER}")
            scripts = {
                held: script_markdown(write_script(session, here, self.twin.now, hold_back=held), "zh")
                for held in (False, True)
            }
        for held, markdown in scripts.items():
            coming = {number: self.coming(cue, row, held) for number, cue in enumerate(self.year.cues, 1)}
            said = list(of_calls(markdown, self.year.cues, coming))
            people = [one.who[2] for one in self.log.nominees if one.who[2] in markdown]
            if held and people:
                said.append(f"{people} are named in a script without names")
            if said:
                raise UntruthError("\n".join(said) + f"\n{markdown}")

    def coming(self, cue: Mapping[str, Any], row: Any, held: bool) -> list[str] | None:
        if cue["kind"] not in ("flag", "star"):
            return []
        if held:
            return None
        if cue["kind"] == "flag":
            stays = row is None or row["outcome"] == "retained"
            return [] if stays else [called(one["unit"]) for one in row["holders"]]
        turns = [group for group, _ in self.log.in_turn(cue)] if "reveal" in cue else [self.log.elected(cue["star"])]
        return [f"{called(one.who[1])} {one.who[2]}" for group in turns for one in group]


@pytest.fixture(scope="module")
def twin() -> Iterator[StarTwin]:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        twin = StarTwin(Path(place) / "stars")
        yield twin
        twin.close()


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "WHY", deeds.WHY)


def test_stars_are_told_as_they_were_won(twin: StarTwin) -> None:
    elected = 0
    for seed in range(WALKS):
        walk = StarWalk(twin, seed)
        walk.go()
        elected += sum(one.status == "confirmed" for one in walk.log.nominees)
    assert elected > WALKS


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("batch", range(LONG_WALKS // BATCH))
def test_stars_are_told_as_they_were_won_at_length(twin: StarTwin, batch: int) -> None:
    for seed in range(10_000 + batch * BATCH, 10_000 + (batch + 1) * BATCH):
        StarWalk(twin, seed).go()
