"""What the hall has been told, worked out apart from the program: the oracle of the secrecy tests.

It knows the sealed outcome, the sheet and the moves, ranks by itself, and says of every move which sealed facts it
tells. What no move has told yet must be nowhere.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import moments_of, steps_of
from scoreboard.ceremony.cues.flag import climb_of
from tests.secrecy.competitions import Cells, Drawn, Flag, Nominee, Outcome

Position = tuple[int, int]
PLACES = {"third": 3, "second": 2}


@dataclass
class Hall:
    """One telling of one outcome."""

    drawn: Drawn
    outcome: Outcome
    cells: Cells
    corrected: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    """Area, unit, old and new score."""
    vetoed: set[str] = field(default_factory=set)
    seen: set[Position] = field(default_factory=set)
    """The steps of the sheet that the stage has come to by a move forward."""
    flags: set[Flag] = field(default_factory=set)
    """The flags that are announced."""
    places: set[tuple[Flag, int]] = field(default_factory=set)
    """Places below the first that have been shown; 0 for those who have none."""
    stars: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """The sealed words, scores and names, that have been told."""

    def copy(self) -> "Hall":
        return deepcopy(self, {id(one): one for one in (self.drawn, self.outcome)})

    def correct(self, area: str, unit: str, new: str) -> None:
        """A score is corrected; where its flag is announced, in public."""
        self.corrected.append((area, unit, self.cells[area, unit], new))
        self.cells[area, unit] = new
        for flag in self.flags:
            self._tell_flag(flag)

    def arrive(self, sheet: tuple[Cue, ...], at: Position, *, forward: bool) -> list[Any]:
        """The stage stands at a step now; returns what of the sealed outcome that tells, to compare with a twin's.

        A move back, a cover or a message to a step that the stage has never come to by a move forward tells nothing.
        """
        if forward:
            self.seen.add(at)
        if at not in self.seen:
            return []
        cue = sheet[at[0] - 1]
        moment = moments_of(cue)[at[1] - 1]
        if cue.climbs and moment in ("climb", "place"):
            first = climb_of(cue)[at[1] - 2][0]
            return [self._tell_from_bottom((cue.area, cue.pool), first)] if forward else []
        if cue.kind == "flag" and moment in PLACES:
            return [self._tell_place((cue.area, cue.pool), PLACES[moment])]
        if cue.kind == "flag" and moment == "transfer":
            return [self._tell_flag((cue.area, cue.pool))]
        if cue.kind == "star" and moment != "category":
            return [self._tell_star(cue, at[1])]
        if cue.kind == "closing":
            return self.tell_all(stars=False)
        return []

    def tell_all(self, *, stars: bool = True) -> list[Any]:
        """Everything is announced; the closing cue leaves stars that had no step alone."""
        told = [self._tell_flag(flag) for flag in self.drawn.flags]
        return told + [self._tell_star(Cue("star", star=star), 2) for star in self.drawn.stars if stars]

    def secrets(self) -> set[str]:
        """Every sealed word that no move has told, as a board would print it."""
        scores = [score for score in self.cells.values() if score not in (None, "n/a")]
        scores += [score for _, _, *both in self.corrected for score in both if score not in (None, "n/a")]
        words = {word for score in scores for word in written(str(score))}
        return (words | {one.person for one in self.outcome.nominees}) - self.told

    def _tell_place(self, flag: Flag, place: int) -> Any:
        self.places.add((flag, place))
        rows = [(unit, score) for unit, score, rank in self._ranking(flag) if rank == place]
        self._tell_scores(score for _, score in rows)
        return "place", flag, place, rows

    def _tell_from_bottom(self, flag: Flag, first: int) -> Any:
        """Who stands at a place or below it, and who has none."""
        area, pool = flag
        members = self.drawn.members(pool)
        self.places.update((flag, place) for place in (0, *range(first, len(members) + 1)))
        ranking = self._ranking(flag)
        rows = [row for row in ranking if row[2] >= first]
        ranked = {unit for unit, _, _ in ranking}
        nowhere = [(unit, self.cells[area, unit]) for unit in members if unit not in ranked]
        self._tell_scores(score for _, score, *_ in (*rows, *nowhere))
        return "climb", flag, first, rows, nowhere

    def _tell_flag(self, flag: Flag) -> Any:
        area, pool = flag
        members = self.drawn.members(pool)
        self.flags.add(flag)
        corrected = [one for one in self.corrected if one[0] == area and one[1] in members]
        self._tell_scores([self.cells[area, unit] for unit in members])
        self._tell_scores(score for _, _, *both in corrected for score in both)
        decides = self.drawn.tie.partition(":")[2]
        elsewhere = [self.cells[decides, unit] for unit in members] if decides else []
        return "flag", flag, [self.cells[area, unit] for unit in members], elsewhere, corrected

    def _tell_star(self, cue: Cue, step: int) -> Any:
        nominees = [one for one in self.outcome.nominees if one.star == cue.star]
        if step == steps_of(cue):
            self.stars.add(cue.star)
            self.told.update(one.person for one in nominees)
            return "star", cue.star, nominees
        by_votes: dict[int, list[Nominee]] = {}
        for one in sorted((n for n in nominees if n.status == "confirmed"), key=lambda n: -n.votes):
            by_votes.setdefault(one.votes, []).append(one)
        groups = list(by_votes.values())
        groups[cue.places - 1 :] = [[one for group in groups[cue.places - 1 :] for one in group]]
        groups = [group for group in groups if group]
        first = cue.places - len(groups) if cue.reveal == "from-bottom" else 0
        at = step - 2 - first
        shown = (groups[::-1] if cue.reveal == "from-bottom" else groups)[at] if 0 <= at < len(groups) else []
        place = sum(one.votes > max(two.votes for two in shown) for group in groups for one in group) if shown else None
        self.told.update(one.person for one in shown)
        return "winner", cue.star, place, shown

    def _tell_scores(self, scores: Iterable[str | None]) -> None:
        for score in scores:
            if score not in (None, "n/a"):
                self.told.update(written(str(score)))

    def _ranking(self, flag: Flag) -> list[tuple[str, str, int]]:
        area, pool = flag
        members = [unit for unit in self.drawn.members(pool) if unit not in self.vetoed]
        scored = [
            (unit, str(self.cells[area, unit])) for unit in members if self.cells[area, unit] not in (None, "n/a")
        ]
        ahead = self._decided(flag)
        order = {unit: (Decimal(score), unit == ahead) for unit, score in scored}
        return [(unit, score, 1 + sum(other > order[unit] for other in order.values())) for unit, score in scored]

    def _decided(self, flag: Flag) -> str | None:
        """Who was put first by a decision when the period was closed, which puts the others who tie second.

        The tests decide for the first of those who tie, wherever the rule does not settle it.
        """
        area, pool = flag
        best = self._best(self.outcome.cells, area, pool)
        if len(best) < 2 or self.drawn.tie == "joint":
            return None
        if self.drawn.tie == "holder-stays" and self._best(self.drawn.before, area, pool):
            return None
        if self.drawn.tie == "holder-retains" and set(self._best(self.drawn.before, area, pool)) & set(best):
            return None
        decides = self.drawn.tie.partition(":")[2]
        if decides and len(self._best(self.outcome.cells, decides, pool, among=best, minimum=0)) == 1:
            return None
        return min(best)

    def _best(
        self, cells: Cells, area: str, pool: str, among: Iterable[str] | None = None, minimum: int | None = None
    ) -> list[str]:
        """Those with the highest score of a group, or of some of it; none where one of these takes no part there."""
        units = list(self.drawn.members(pool) if among is None else among)
        if among is not None and any(cells[area, unit] == "n/a" for unit in units):
            return []
        scores = {unit: Decimal(str(cells[area, unit])) for unit in units if cells[area, unit] not in (None, "n/a")}
        least = self.drawn.minimum if minimum is None else minimum
        best = max(scores.values(), default=Decimal(-1))
        return [unit for unit, score in scores.items() if score == best >= least]


def written(score: str) -> tuple[str, str]:
    """A score as a board writes it: whole, and rounded to hundredths (the tails drawn here round down)."""
    whole = score.rstrip("0")
    return whole, score[:5]


def hall(drawn: Drawn, outcome: Outcome) -> Hall:
    """Before the ceremony: whoever is on notice has been named."""
    named = {one.person for one in outcome.nominees} if drawn.noticed else set[str]()
    return Hall(drawn, outcome, dict(outcome.cells), told=named)
