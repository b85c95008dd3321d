"""What the ledger of a flag consists of: its rows, and the terms of the flag that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scoreboard.enums import NoWinner, Outcome, TieRule
from scoreboard.rules.ties import asks_holder


class CustodyKind(StrEnum):
    """What a row of the ledger records."""

    OPENING = "opening"
    AWARD = "award"
    REOPENED = "reopened"
    ASSIGNED = "assigned"
    REVOKED = "revoked"
    RESTORED = "restored"
    ABOLISHED = "abolished"
    MEASURED = "measured"


@dataclass(frozen=True)
class LedgerEntry:
    """One row of a flag's ledger. What `units` are depends on the kind:

    OPENING: who holds the flag when the records begin, which is where defences count from. An award of the
    same period comes after it, and after what became of its holders till then, and is measured against that.
    AWARD: the winners as determined when the period closed; none if nobody was eligible, nobody was to have it,
    or the tie was left `undecided`. `leaders` are the eligible units at first place then, `tie` and `no_winner` the
    series' settings, `places` the ranks in the area that an earlier-place rule names, `barred` the units that may not
    keep the flag, where it may stay with whoever holds it.
    ASSIGNED: the holders by a recorded decision on this period (vacancy, correction); none for vacant. `leaders` and
    `margin` are those by the scores as they are then. A vacancy's `no_winner` is RETAIN, for the flag is given then and
    not won; early ones say so by having no `leaders`.
    MEASURED: a score was corrected, or a veto lifted, and `leaders` and `margin` are what is true since; the units are
    those who had won or kept the flag till then, as far as is public. It stays theirs by what is first since. Of a flag
    that an earlier-place rule settled, `tie` is that rule and `places` are the ranks as they are since.
    REVOKED, RESTORED, ABOLISHED: the unit concerned. REOPENED: none. Where others had the flag with a unit that is
    revoked or abolished, `leaders` and `margin` are what is true without it.

    `margin` (points), `awarded_on` and `reason` are those of the award or the decision.
    """

    period: str
    kind: CustodyKind
    units: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    tie: str = TieRule.DECIDE
    no_winner: str = NoWinner.VACANT
    places: Mapping[str, int | None] = field(default_factory=dict)
    barred: tuple[str, ...] = ()
    margin: Decimal | None = None
    awarded_on: date | None = None
    defences: Mapping[str, int] = field(default_factory=dict)
    """How often each holder of an opening has defended the flag by then."""
    reason: str | None = None
    approved_by: tuple[str, ...] = ()
    """Who approved a decision, besides whoever entered it."""
    undecided: bool = False
    """Whether several are first, and who of them wins is left to whoever holds the flag then, or to a decision."""

    @property
    def settled(self) -> bool:
        """Whether who has the flag by this entry follows from its own period alone."""
        if self.kind is not CustodyKind.AWARD:
            return True
        if not self.leaders:
            return bool(self.units) or self.no_winner != NoWinner.RETAIN
        return not self.undecided and not asks_holder(self.leaders, self.tie)


@dataclass(frozen=True)
class Lost:
    """A unit that has lost the flag in its term, and why; `kind` is REVOKED, ABOLISHED, or ASSIGNED to others."""

    unit: str
    kind: CustodyKind
    reason: str | None


@dataclass(frozen=True)
class Lifted:
    """A unit that is first and does not hold the flag, because its veto was lifted after the award; and why it was."""

    unit: str
    reason: str | None


@dataclass(frozen=True)
class Term:
    """A period's custody of the flag, as it stands at the end of that period's entries.

    `winners` won it (empty if it was retained), `holders` are those of them who still have it, or who
    retained it; `previous` held it before. `defences` counts, for each holder, the wins in unbroken
    succession after the first. `ended` are units that were abolished while they held it: the flag is no longer
    theirs, but that they had it in this period is, and so it counts for them until somebody is given it (S11).
    `settled` is whether it is known who has the flag, be it nobody: an open term may say so or not. `approved_by` are
    the signers of a decision by which it is held.
    """

    period: str
    holders: tuple[str, ...]
    previous: tuple[str, ...]
    outcome: Outcome
    defences: Mapping[str, int]
    margin: Decimal | None
    awarded_on: date | None
    reason: str | None
    winners: tuple[str, ...]
    ended: tuple[str, ...] = ()
    settled: bool = True
    lost: tuple[Lost, ...] = ()
    """Who of them has it no more, with the reason that is about each: where anybody has lost it, `reason` is the last
    of theirs, and about nobody who holds it."""
    approved_by: tuple[str, ...] = ()
    depends: bool = False
    """Whether it takes who held the flag before to say who has it: another one has it if that was another."""
    lifted: tuple[Lifted, ...] = ()
    overtaken_by: tuple[str, ...] = ()
    """Who is first since a correction where that is not just who holds the flag, which moves only on a decision.

    Where `reason` is an earlier-place rule: who, since one, is no longer behind the holder by the places that it names.
    """
    opening: bool = False
    """Whether they held it when the records began, however they had come to it."""
