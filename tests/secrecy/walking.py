"""Walks through whole ceremonies, each made twice: with two outcomes of which only the sealed part differs.

Walks of one competition share beginnings: a walk goes on from a state that an earlier one came through and in which
the twins were still alike, so that every walk compares them: at its start, as a viewer who has just come reads them,
and after each move until one tells something in which the outcomes differ. From there on only the first of the twins
goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import steps_of
from tests.secrecy.competitions import Drawn, Outcome, draw, other_outcome
from tests.secrecy.detector import Leak, check_images, check_opened, check_places, check_portraits, check_words, compare
from tests.secrecy.hall import Hall, hall
from tests.secrecy.program import Move, Program, opened, prepare
from tests.secrecy.viewers import (
    Plan,
    Viewers,
    all_bytes,
    cues_shown,
    every_command,
    plan,
    proof_of,
    public_payloads,
    scenes_shown,
)

LONGEST = 60
"""Moves after which a walk goes straight to the end."""
MORE = 5
"""About how many moves a walk makes that an earlier one has not made, before it goes straight to the end."""


@dataclass
class Told:
    """How far the audience of a walk is: the same for both twins as long as they have been told the same."""

    at: tuple[int, int] | None = None
    covered: bool = False
    rehearsing: bool = False
    stopped: bool = False
    sealed: bool = False
    ended: bool = False
    whole: bool = False
    """Whether the table is public: the stage may go back from it."""


@dataclass(frozen=True)
class State:
    """A point of a walk, to go on from."""

    moves: tuple[Move, ...]
    files: tuple[Mapping[str, bytes], ...]
    """The databases of both twins."""
    halls: tuple[Hall, ...]
    told: Told
    clock: int
    spare: int
    numbers: tuple[int, int]


@dataclass
class Tally:
    """What the walks have done."""

    walks: int = 0
    moves: int = 0
    compared: int = 0
    """How many times both twins were read."""
    refused: int = 0


@dataclass(frozen=True)
class Depth:
    """How much is read after each move."""

    commands: int = 1
    paint: float = 0.08


def twins(chance: Random, seed: int) -> tuple[Drawn, tuple[Outcome, Outcome]]:
    """A competition and two outcomes; most often the last secrets of its sheet differ, so that they stay alike long."""
    drawn, outcome = draw(seed)
    order = [one.get("area") or one.get("star") for one in drawn.cues]
    late = sorted(drawn.secrets, key=lambda secret: order.index(secret[1]))
    count = chance.randint(1, len(late))
    chosen = late[-count:] if chance.random() < 0.7 else chance.sample(late, count)
    return drawn, (outcome, other_outcome(chance, drawn, outcome, tuple(chosen)))


def walk_competition(seed: int, walks: int, place: Path, depth: Depth = Depth()) -> Tally:
    """Make so many walks through one drawn competition. Raises Leak with the moves that led to it."""
    return Walks(seed, place, depth).run(walks)


class Walks:
    """The walks through one competition."""

    def __init__(self, seed: int, place: Path, depth: Depth) -> None:
        self.chance = Random(f"walks {seed}")
        self.drawn, self.outcomes = twins(self.chance, seed)
        self.place, self.depth = place, depth
        self.sheet: tuple[Cue, ...] = ()
        self.tally = Tally()
        files = tuple(prepare(self.drawn, one) for one in self.outcomes)
        halls = tuple(hall(self.drawn, one) for one in self.outcomes)
        self.states = [State((), files, halls, Told(), 0, 0, (0, 0))]

    def run(self, walks: int) -> Tally:
        for number in range(walks):
            start = self.states[0] if not number else self._later_of_two()
            self._walk(start)
            self.tally.walks += 1
        return self.tally

    def _later_of_two(self) -> State:
        """A state to go on from: late ones are taken more often."""
        two = self.chance.choices(self.states, k=2)
        return max(two, key=lambda state: state.told.at or (0, 0))

    def _walk(self, start: State) -> None:
        twins = [
            opened(self.place / name, files, start.clock)
            for name, files in zip(("left", "right"), start.files, strict=True)
        ]
        try:
            _Walk(self, start, twins).go()
        finally:
            for twin in twins:
                twin.close()


class _Walk:
    """One walk from a state to the ceremony's end."""

    def __init__(self, walks: Walks, start: State, twins: list[Program]) -> None:
        self.walks, self.chance, self.drawn = walks, walks.chance, walks.drawn
        self.twins = list(twins)
        self.viewers = [Viewers(twin.public) for twin in twins]
        self.halls = [one.copy() for one in start.halls]
        self.told = Told(**start.told.__dict__)
        self.moves = list(start.moves)
        self.spare, self.numbers, self.clock = start.spare, start.numbers, start.clock
        if not walks.sheet:
            walks.sheet = twins[0].sheet()
        self.sheet = walks.sheet
        self.left = self.chance.randint(MORE // 2, MORE * 2) if start.moves else LONGEST // 2

    def go(self) -> None:
        try:
            self.read(self.planned())
            while not self.told.ended and len(self.moves) < LONGEST * 2:
                self.make(self.choose())
                self.left -= 1
                if self.left > 0:
                    self.remember()
            self.read_all()
        except Leak as leak:
            raise Leak(f"{leak}\nseed {self.drawn.seed}, after {self.moves}") from None

    def choose(self) -> Move:
        """The next move; once the walk has been long enough it goes straight to the end."""
        told = self.told
        if self.left <= 0:
            if told.rehearsing and told.at is None:
                return ("end_rehearsal",)
            if told.stopped:
                return ("resume",)
            if told.at is None and self.moves[-1][0] in ("veto", "lift"):
                return self.after_a_veto()
            return ("goto", len(self.sheet), True) if self.chance.random() < 0.05 else ("next", True)
        options = self.before_the_start() if told.at is None else self.on_stage()
        moves, weights = zip(*options, strict=True)
        move: Move = self.chance.choices(moves, weights)[0]
        return self.fill(move)

    def before_the_start(self) -> list[tuple[Move, float]]:
        if self.moves and self.moves[-1][0] in ("veto", "lift"):
            return [(self.after_a_veto(), 1)]
        if self.told.rehearsing:
            return [(("rehearse", 7), 5), (("rehearse", 7, 0), 1), (("end_rehearsal",), 1), (("next",), 1)]
        deeds = [] if self.drawn.deeds_may_tie else [(("correct",), 1.0), (("veto",), 0.4), (("lift",), 0.2)]
        return [(("next",), 4), (("rehearse", 7), 0.7), (("seal", 5), 1), (("reopen",), 0.7), (("cover",), 0.1), *deeds]

    def after_a_veto(self) -> Move:
        """Whoever may hold a flag in spite of it would lock the start of one twin: it is counted again or signed."""
        return ("sign",) if self.told.sealed or self.chance.random() < 0.5 else ("reopen",)

    def on_stage(self) -> list[tuple[Move, float]]:
        if self.told.stopped:
            return [(("resume",), 3), (("rehearse", 7), 1), (("next",), 1)]
        deeds = [] if self.drawn.deeds_may_tie else [(("correct",), 0.8), (("veto",), 0.3), (("lift",), 0.2)]
        if self.halls[0].flags:
            deeds.append((("show_correction",), 0.5))
        return [
            (("next", True), 11),
            (("next",), 1),
            (("back",), 3),
            (("goto",), 1.5),
            (("uncover",) if self.told.covered else ("cover",), 6 if self.moves[-1] == ("back",) else 1),
            (("message", "请稍候"), 0.4),
            (("message", ""), 0.3),
            (("hold",), 0.2),
            (("postpone",), 0.15),
            (("publish_rest",), 0.05),
            (("reconnect",), 0.5),
            *deeds,
        ]

    def fill(self, move: Move) -> Move:
        """The details of a move that its name leaves open."""
        chance, drawn = self.chance, self.drawn
        match move:
            case ("goto",):
                return ("goto", chance.randint(1, len(self.sheet)), chance.random() < 0.2)
            case ("rehearse", seed, 0):
                return ("rehearse", seed, chance.randint(1, len(self.sheet)))
            case ("correct",) if self.spare < len(drawn.spare):
                self.spare += 1
                place = (chance.choice(drawn.areas), chance.choice(drawn.units))
                return ("correct", *place, drawn.spare[self.spare - 1], chance.random() < 0.4)
            case ("correct",):
                return ("back",)
            case ("show_correction",):
                return ("show_correction", *chance.choice(sorted(self.halls[0].flags)))
            case ("veto",) | ("lift",):
                return (move[0], chance.choice(drawn.units))
            case _:
                return move

    def make(self, move: Move) -> None:
        """Make a move on both twins and read both; the twins part where it tells what differs between them."""
        self.moves.append(move)
        self.clock += 1
        self.walks.tally.moves += 1
        wanted = self.planned()
        if move == ("reconnect",):
            self.viewers = [Viewers(twin.public) for twin in self.twins]
            refused = ""
        else:
            refused = self.twins[0].make(move)
        self.walks.tally.refused += bool(refused)
        tells = [] if refused else [self.tell(hall, move) for hall in self.halls]
        if not refused:
            self.note(move)
        if len(tells) == 2 and tells[0] != tells[1]:
            self.part()
        if len(self.twins) == 2 and move != ("reconnect",):
            self.twins[1].make(move)
        self.read(wanted)

    def planned(self) -> Plan:
        depth = self.walks.depth
        return plan(self.chance, self.drawn, commands=depth.commands, paint=depth.paint)

    def part(self) -> None:
        """From here on the outcomes are told apart."""
        del self.twins[1:], self.viewers[1:], self.halls[1:]

    def read(self, wanted: Plan) -> None:
        recorded = [viewers.record(self.drawn, wanted) for viewers in self.viewers]
        if len(recorded) == 2:
            self.walks.tally.compared += 1
            compare(recorded[0], recorded[1])
        payloads, self.numbers = public_payloads(self.twins[0].public, self.numbers)
        check_words(self.halls[0], recorded[0])
        check_places(self.halls[0], payloads)
        public = self.twins[0].public
        check_images(all_bytes(public), self.sheet, cues_shown(public))
        check_portraits(all_bytes(public), scenes_shown(public))
        if self.told.sealed:
            self.read_proof()

    def read_proof(self) -> None:
        """What is public of the seal: what has been announced opens by it, and nothing else."""
        public = self.twins[0].public
        proof = proof_of(public)
        check_opened(self.halls[0], proof, self.told.whole)
        opened = {one["salt"] for seal in (proof, *proof["amended"]) for one in seal["results"]}
        raw = all_bytes(public)
        for salt in self.twins[0].salts() - opened:
            if salt.encode() in raw or bytes.fromhex(salt) in raw:
                raise Leak(f"the salt {salt} is in the public file")

    def read_all(self) -> None:
        """At the end of a walk whose twins are still alike: everything that can be read."""
        if len(self.twins) == 2:
            self.read(Plan(tuple(every_command(self.drawn)), "zh", True, 0.5, 0.5))

    def tell(self, hall: Hall, move: Move) -> list[Any]:
        """What a move that was made has told, by the oracle."""
        match move:
            case ("publish_rest",):
                return hall.tell_all()
            case ("correct", area, unit, score, _):
                hall.correct(area, unit, score)
            case ("veto", unit):
                hall.vetoed.add(unit)
            case ("lift", unit):
                hall.vetoed.discard(unit)
        at = self.target(move)
        return [] if at is None else hall.arrive(self.sheet, at, forward=move[0] in ("next", "goto"))

    def note(self, move: Move) -> None:
        """Where the stage stands after a move that was made."""
        told, name = self.told, move[0]
        at = self.target(move)
        if name in ("next", "goto", "back", "publish_rest"):
            told.at, told.rehearsing = at, False
        if at is not None:
            told.covered = name in ("cover", "postpone") or (name == "back" and told.covered)
        told.stopped = name in ("hold", "postpone") or (told.stopped and name != "resume")
        told.rehearsing = name == "rehearse" or (told.rehearsing and name != "end_rehearsal")
        told.sealed = told.sealed or name == "seal"
        told.whole = (
            told.whole or name == "publish_rest" or (at is not None and self.sheet[at[0] - 1].kind == "closing")
        )
        told.ended = told.at == (len(self.sheet), steps_of(self.sheet[-1]))

    def target(self, move: Move) -> tuple[int, int] | None:
        """The step that a move shows; None for one that leaves the stage as it is."""
        match move:
            case ("next", *_):
                return self.after()
            case ("back",):
                return self.before()
            case ("goto", cue, *_):
                return (cue, 1)
            case ("publish_rest",):
                return (len(self.sheet), 1)
            case ("cover",) | ("uncover",) | ("message", _) | ("show_correction", *_) | ("postpone",):
                return self.told.at or (1, 1)
            case _:
                return None

    def after(self) -> tuple[int, int]:
        if self.told.at is None:
            return (1, 1)
        cue, step = self.told.at
        return (cue, step + 1) if step < steps_of(self.sheet[cue - 1]) else (cue + 1, 1)

    def before(self) -> tuple[int, int]:
        cue, step = self.told.at or (1, 1)
        return (cue, step - 1) if step > 1 else (cue - 1, steps_of(self.sheet[cue - 2]))

    def remember(self) -> None:
        """Keep this state to go on from, sometimes; one step before the end there is nothing left to walk."""
        if self.told.at is not None and self.told.at[0] >= len(self.sheet) - 1:
            return
        if len(self.twins) == 2 and self.chance.random() < 0.5 and not self.told.ended:
            files = tuple(twin.save() for twin in self.twins)
            halls = tuple(one.copy() for one in self.halls)
            told = Told(**self.told.__dict__)
            self.walks.states.append(State(tuple(self.moves), files, halls, told, self.clock, self.spare, self.numbers))
