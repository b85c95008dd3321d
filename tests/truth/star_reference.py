"""An independent reference for stars: who is elected, what the public may read, and whom each step of a cue shows.

It follows from the deeds that were accepted, and shares no code with the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from tests.truth.public import Payload
from tests.truth.star_years import GROUPS, UNITS, Counts, StarRules, StarYear, Who

WORKING_DAYS = 5


@dataclass
class Nominee:
    """Somebody who stands for a star, and what has become of that."""

    who: Who
    series: str
    counts: Mapping[str, Counts] | None = None
    begins: date | None = None
    status: str = "nominated"
    unelected: tuple[str, str] | None = None
    """Day and reason with which an election was taken back."""
    decided: str | None = None
    """Why a decision has elected them."""

    @property
    def without_objection(self) -> str:
        return "nominated" if self.begins is None else "on-notice"

    @property
    def until(self) -> date | None:
        """The last day of the notice: Mondays to Fridays count, and no holiday lies in these weeks."""
        day, left = self.begins, WORKING_DAYS
        while day is not None:
            left -= day.weekday() < 5
            if not left:
                return day
            day += timedelta(days=1)
        return None

    def vote(self, rules: StarRules) -> Fraction | str:
        """The result in percent, or why there is none."""
        if self.counts is None:
            return "none"
        if any(not 0 <= yes <= valid <= back <= out for out, back, valid, yes in self.counts.values()):
            return "void"
        say = [(weight, self.counts[group]) for group, weight in zip(GROUPS, rules.voters, strict=True) if weight]
        if any(not valid or 100 * back < rules.quorum * out for _, (out, back, valid, _yes) in say):
            return "incomplete"
        return 100 * sum(Fraction(weight * yes, valid) for weight, (_, _, valid, yes) in say) / sum(rules.voters)


@dataclass
class StarLog:
    """The nominees of a contest after the deeds that were accepted."""

    year: StarYear
    nominees: list[Nominee] = field(default_factory=list)
    preferred: dict[str, list[Who]] = field(default_factory=dict)
    """Of each star whom somebody has decided for, of those who tied."""
    why: dict[str, str] = field(default_factory=dict)
    """The reason of the last decision about each star."""
    revealed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.nominees = [Nominee(who, series) for who, series in self.year.nominees]

    def of(self, star: str) -> list[Nominee]:
        return [one for one in self.nominees if one.who[0] == star]

    def find(self, who: Who) -> Nominee:
        return next(one for one in self.nominees if one.who == who)

    def apply(self, deed: tuple[Any, ...], today: date, reason: str) -> None:
        """Take in a deed that was accepted."""
        match deed:
            case ("count", who, counts):
                self.find(who).counts = dict(zip(GROUPS, counts, strict=True))
            case ("notice", star, day):
                for one in self.of(star):
                    if one.status == "nominated" and isinstance(one.vote(self.year.rules(star)), Fraction):
                        one.begins, one.status = day, "on-notice"
            case ("object" | "dismiss" | "withdraw", who):
                one = self.find(who)
                one.status = {"object": "objected", "withdraw": "withdrawn"}.get(deed[0], one.without_objection)
            case ("substitute", who, unit, person):
                old = self.find(who)
                old.status = "withdrawn"
                self.nominees.append(Nominee((who[0], unit, person), old.series, None, today, "on-notice"))
            case ("elect", star, day):
                self.elect(star, day)
            case ("decide", star, people):
                self.preferred[star] = [*self.preferred.get(star, ()), *people]
                self.why[star] = reason
                self.elect(star, today)
            case ("unelect", who):
                one = self.find(who)
                beaten = [other for other in self.of(who[0]) if other.status == "not-elected"] if one.series else []
                for other in (one, *beaten):
                    other.status = other.without_objection
                one.unelected = today.isoformat(), reason

    def elect(self, star: str, day: date) -> None:
        """Whoever has a place for sure is elected; and once nobody waits for anything, the others are not."""
        rules = self.year.rules(star)
        running = [one for one in self.of(star) if one.status in ("on-notice", "objected", "not-elected")]
        votes = {one.who: vote for one in running if isinstance(vote := one.vote(rules), Fraction)}
        running = [one for one in running if one.who in votes]
        able = [one for one in running if votes[one.who] >= rules.threshold]
        worth = {one.who: (votes[one.who], one.who in self.preferred.get(star, ())) for one in able}
        left = max(0, rules.places - sum(one.status == "confirmed" for one in self.of(star)))
        before = {who: sum(other > own for other in worth.values()) for who, own in worth.items()}
        alike = {who: sum(other == own for other in worth.values()) for who, own in worth.items()}
        taking = [one for one in able if before[one.who] + alike[one.who] <= left]
        tied = [one for one in able if before[one.who] < left < before[one.who] + alike[one.who]]
        held = [one for one in taking if one.status == "objected" or one.until is None or day <= one.until]
        for one in taking:
            if one not in held:
                one.status = "confirmed"
                one.decided = self.why[star] if one.who in self.preferred.get(star, ()) else None
        if not held and not tied:
            for one in running:
                if one not in taking and one.status == "on-notice":
                    one.status = "not-elected"

    def elected(self, star: str) -> list[Nominee]:
        return [one for one in self.of(star) if one.status == "confirmed"]

    def is_open(self, one: Nominee) -> bool:
        """Whether nothing about somebody is sealed."""
        return self.year.live or not one.series or one.who[0] in self.revealed

    def name(self, one: Nominee) -> str:
        """As the public reads it: all names have three characters here."""
        person = one.who[2]
        return f"{person[0]}*{person[-1]}" if self.year.masked else person

    def told(self, one: Nominee) -> dict[str, Any] | None:
        """What the public reads of somebody; None where it reads nothing."""
        rules, vote = self.year.rules(one.who[0]), one.vote(self.year.rules(one.who[0]))
        result = _shown(vote, rules.threshold) if isinstance(vote, Fraction) else None
        status = vote if vote in ("void", "incomplete") and one.status in ("nominated", "on-notice") else one.status
        if not self.is_open(one):
            if rules.sealed == "nominees" or one.begins is None:
                return None
            known = ("objected", "withdrawn", *(("void", "incomplete") if rules.sealed == "winners" else ()))
            status = status if status in known else "on-notice"
            result = None if rules.sealed == "results" else result
        elif status == "on-notice" and vote == "none" and self._nobody_more(one):
            status = "not-elected"
        back = one.unelected if self.is_open(one) and one.status != "confirmed" else None
        back = None if one.series and one.who[0] in self.revealed else back
        return {
            "star": one.who[0],
            "unit": one.who[1],
            "person": self.name(one),
            "series": one.series or None,
            "sealed": not self.is_open(one),
            "result": result,
            "status": status,
            "notice_until": None if one.until is None else one.until.isoformat(),
            "unelected_on": back[0] if back else None,
            "unelected_because": back[1] if back else None,
        }

    def _nobody_more(self, one: Nominee) -> bool:
        star = one.who[0]
        same = [other for other in self.elected(star) if other.series == one.series]
        full = self.year.live and len(same) >= self.year.rules(star).places
        return bool(one.series) and (star in self.revealed or full)

    def why_of(self, star: str) -> Iterator[str | None]:
        """Why a decision has elected each of those of whom the public reads."""
        for one in self.of(star):
            if self.told(one) is not None:
                yield one.decided if self.is_open(one) and one.series and one.status == "confirmed" else None

    def board(self) -> list[dict[str, Any]]:
        """The rows that the public reads."""
        return [told for rules in self.year.stars for one in self.of(rules.id) if (told := self.told(one)) is not None]

    def in_turn(self, cue: Mapping[str, Any]) -> list[tuple[list[Nominee], int | None]]:
        """Whom each step of a gradual cue shows, and their place; nobody where there are more steps than winners."""
        winners = self.elected(cue["star"])
        votes = {one.who: one.vote(self.year.rules(cue["star"])) for one in winners}
        shown: list[tuple[list[Nominee], int | None]] = []
        for vote in sorted({vote for vote in votes.values() if isinstance(vote, Fraction)}, reverse=True):
            place = 1 + sum(isinstance(other, Fraction) and other > vote for other in votes.values())
            shown.append(([one for one in winners if votes[one.who] == vote], place))
        steps = cue["places"]
        if len(shown) > steps:
            shown[steps - 1 :] = [([one for group, _ in shown[steps - 1 :] for one in group], None)]
        nobody: list[tuple[list[Nominee], int | None]] = [([], None)] * (steps - len(shown))
        return [*nobody, *reversed(shown)] if cue["reveal"] == "from-bottom" else [*shown, *nobody]


def of_board(log: StarLog, board: Payload | None) -> Iterator[str]:
    """Everything that the board of stars says otherwise."""
    told = [_short(row) | {"decision": row.get("decision")} for row in board["rows"]] if board else []
    whys = [log.why_of(rules.id) for rules in log.year.stars]
    expected = [row | {"decision": why} for row, why in zip(log.board(), chain(*whys), strict=True)]
    if told != expected:
        yield f"the board says\n  {_lines(told)}\nand what was done gives\n  {_lines(expected)}"


def of_scene(
    log: StarLog, scene: Payload, cue: Mapping[str, Any], step: int, today: date, *, back: bool = False
) -> Iterator[str]:
    """Everything that the stage says of stars, and that does not follow; going back to a step announces nobody."""
    told = [_short(row) for row in scene.get("rows") or (scene.get("board") or {}).get("rows", ())]
    if cue["kind"] == "stars":
        expected = [row for row in log.board() if row["status"] == "confirmed"]
        if told != expected:
            yield f"the roll of honour names\n  {_lines(told)}\nand elected are\n  {_lines(expected)}"
    elif cue["kind"] == "notice":
        expected = [row for row in log.board() if row["status"] in ("on-notice", "objected") and row["notice_until"]]
        if told != expected:
            yield f"on notice are said to be\n  {_lines(told)}\nand are\n  {_lines(expected)}"
        if scene["day"] != today.isoformat():
            yield f"the notice is said to be shown on {scene['day']}, and is on {today}"
    elif cue["kind"] == "star" and not (back and cue["star"] not in log.revealed and scene["moment"] == "category"):
        yield from _of_star(log, scene, cue, step, told)


def _of_star(
    log: StarLog, scene: Payload, cue: Mapping[str, Any], step: int, told: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    if step == 1:
        if told or scene["moment"] != "category":
            yield f"the category's own step says {scene}"
        return
    winners: list[Nominee] = log.elected(cue["star"])
    if "reveal" not in cue:
        group, place, moment = winners, None, "winners"
    else:
        turns = log.in_turn(cue)
        called = [turn for turn in turns[: step - 1] if turn[0]]
        # a step for which nobody is left changes nothing: whoever was called last stays there
        group, place = called[-1] if called else ([], None)
        waits = cue["reveal"] == "from-bottom" and step <= len(turns)
        moment = "winner" if group else "category" if waits else "winners"
    people = [(row["unit"], row["person"]) for row in told]
    expected = [(one.who[1], log.name(one)) for one in group] if moment != "category" else []
    if (scene["moment"], people, scene.get("place")) != (moment, expected, place):
        yield (
            f"step {step} of {cue} shows {scene['moment']} {people} at {scene.get('place')}, "
            f"and it should be {moment} {expected} at {place}"
        )
    if any(row["status"] != "confirmed" for row in told):
        yield f"step {step} of {cue} shows somebody who is not elected: {told}"


def _short(row: Payload) -> dict[str, Any]:
    words = ("star", "unit", "person", "series", "sealed", "result", "status", "notice_until")
    found = {name: row.get(name) for name in (*words, "unelected_on", "unelected_because")}
    found["sealed"] = bool(found["sealed"])
    return found


def _shown(vote: Fraction, threshold: int) -> str:
    """In percent; 59.996 of the 60 that are wanted is never 60."""
    exact = Decimal(vote.numerator) / Decimal(vote.denominator)
    found = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if any(vote < wanted <= found for wanted in (threshold, 100)):
        found -= Decimal("0.01")
    return f"{found:f}"


def _lines(rows: Sequence[Mapping[str, Any]]) -> str:
    return "\n  ".join(" ".join(f"{value}" for value in row.values()) for row in rows)


def called(unit: str) -> str:
    return UNITS[unit]
