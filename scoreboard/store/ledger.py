"""The custody ledger of a series, replayed: as it is, or as far as it has been revealed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from scoreboard.enums import NoWinner, PeriodState, TieRule
from scoreboard.facts import OVERALL
from scoreboard.models import CustodyEntry, Reveal, SeriesPeriod
from scoreboard.rules.custody import before_award, holders_after, in_force, replay, winners_of
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry, Term
from scoreboard.rules.ties import Tie
from scoreboard.store.columns import ask_columns
from scoreboard.store.contest import periods_of

BEFORE = ""
"""The period of an opening that lies before the first one."""

Flag = tuple[str, str]
"""An area and the pool whose flag it is (empty where all pools are ranked together)."""


@dataclass(frozen=True)
class Ledger:
    """The ledger of all flags of a series, replayed."""

    entries: Mapping[Flag, Sequence[LedgerEntry]]
    periods: Sequence[str]
    """In contest order, `BEFORE` first."""
    terms: Mapping[Flag, tuple[Term, ...]]
    revealed: Set[tuple[str, str, str]]
    """(period, area, pool) of every flag that has been shown."""
    secret: Set[str] = frozenset()
    """The periods that are closed and not wholly public."""
    waiting: Set[str] = frozenset()
    """The periods before which one is closed and not wholly public: what follows from that one nobody may know yet."""
    public: bool = False
    """Whether the terms are as the public may know them: open in the periods that wait."""

    @property
    def contested(self) -> Sequence[str]:
        """The periods without `BEFORE`, in contest order."""
        return self.periods[1:]

    def waits_for(self, period: str) -> Sequence[str]:
        """The periods before this one, all before the year, that are closed and not wholly public, in contest order."""
        return [one for one in takewhile(lambda one: one != period, self.periods) if one in self.secret]

    def term(self, flag: Flag, period: str) -> Term | None:
        """A flag's custody in one period; None where the period has none."""
        return next((term for term in self.terms.get(flag, ()) if term.period == period), None)

    def replayed(self, entries: Mapping[Flag, Sequence[LedgerEntry]]) -> "Ledger":
        """The same ledger with these entries."""
        hidden = self.waiting if self.public else frozenset()
        terms = {flag: replay(found, self.periods, hidden) for flag, found in entries.items()}
        return replace(self, entries=entries, terms=terms)

    def first_in(self, flag: Flag, period: str) -> frozenset[str]:
        """The units that were first when a period's flag was awarded last, and those to whom it went."""
        award = self.last_award(flag, period)
        term = self.term(flag, period)
        return frozenset((*(award.leaders if award else ()), *(term.winners if term else ())))

    def shared_by(self, flag: Flag, period: str, unit: str) -> bool:
        """Whether a unit has a period's flag together with others."""
        term = self.term(flag, period)
        return term is not None and len(term.holders) > 1 and unit in term.holders

    def ended_in(self, flag: Flag, period: str) -> tuple[str, ...]:
        """Who was abolished while it had a period's flag together with others that still have it."""
        term = self.term(flag, period)
        return term.ended if term is not None and term.holders else ()

    def gone_from(self, flag: Flag, period: str) -> frozenset[str]:
        """The units of which a period's flag knows that they were abolished: they held it, or were first for it."""
        standing = in_force(entry for entry in self.entries.get(flag, ()) if entry.period == period)
        return frozenset(unit for entry in standing if entry.kind is CustodyKind.ABOLISHED for unit in entry.units)

    def may_stay(self, flag: Flag, period: str) -> bool:
        """Whether a period's flag, as it was awarded last, may stay with whoever held it though that one has not won:
        several were first and the rule says so, or nobody was and it is retained."""
        award = self.last_award(flag, period)
        if award is None:
            return False
        if award.leaders:
            return len(award.leaders) > 1 and award.tie == TieRule.HOLDER_STAYS
        return self.retains(flag, period)

    def retains(self, flag: Flag, period: str) -> bool:
        """Whether nobody could win a period's flag when it was awarded last, and whoever held it keeps it."""
        award = None if self._given_since(flag, period) else self.last_award(flag, period)
        return award is not None and not (award.leaders or award.units) and award.no_winner == NoWinner.RETAIN

    def last_award(self, flag: Flag, period: str) -> LedgerEntry | None:
        """A period's last award that is in force."""
        standing = in_force(entry for entry in self.entries.get(flag, ()) if entry.period == period)
        return next((entry for entry in reversed(standing) if entry.kind is CustodyKind.AWARD), None)

    def award_of(self, flag: Flag, period: str) -> tuple[frozenset[str], frozenset[str], str | None] | None:
        """Whom a period's last award went to by what was recorded, who was first then, and why it went to those.

        None where there is none, where it goes to others by this replay, or a later decision has given it to others.
        """
        award, given = self.last_award(flag, period), self._given_since(flag, period)
        if award is None or (given is not None and set(given.units) != set(award.units)):
            return None
        before = () if self.opens(period) else self.holders_before(flag, period)
        winners, reason = winners_of(award, before)
        return frozenset(winners), frozenset(award.leaders), reason

    def _given_since(self, flag: Flag, period: str) -> LedgerEntry | None:
        """The last decision, since a period's last award, on who has its flag."""
        standing = in_force(entry for entry in self.entries.get(flag, ()) if entry.period == period)
        since = takewhile(lambda entry: entry.kind is not CustodyKind.AWARD, reversed(standing))
        return next((entry for entry in since if entry.kind is CustodyKind.ASSIGNED), None)

    def settled(self, flag: Flag, period: str) -> bool:
        """Whether who has a period's flag follows from that period alone."""
        standing = in_force(entry for entry in self.entries.get(flag, ()) if entry.period == period)
        given = [
            entry for entry in standing if entry.kind in (CustodyKind.OPENING, CustodyKind.AWARD, CustodyKind.ASSIGNED)
        ]
        return not given or given[-1].settled

    def opens(self, period: str) -> bool:
        """Whether a period's terms are open, so that nobody may know who held its flags before."""
        return self.public and period in self.waiting

    def holders_before(self, flag: Flag, period: str) -> tuple[str, ...]:
        """Who holds a flag when a period's award comes; nobody where that is not to be known."""
        if self.opens(period):
            return ()
        earlier = set(self.periods[: self.periods.index(period)])
        entries = self.entries.get(flag, ())
        begun = before_award(in_force(entry for entry in entries if entry.period == period))
        until = [*(entry for entry in entries if entry.period in earlier), *begun]
        return holders_after(replay(until, self.periods))

    def held_once(self, flag: Flag, period: str) -> bool:
        """Whether anybody had ever held a flag when a period's award comes, as far as is to be known."""
        until = set(self.periods[: self.periods.index(period)])
        entries = self.entries.get(flag, ())
        begun = before_award(in_force(entry for entry in entries if entry.period == period))
        terms = replay([*(entry for entry in entries if entry.period in until), *begun], self.periods)
        return any(term.winners for term in terms)

    def flags_in(self, period: str) -> dict[str, int]:
        """How many flags each unit holds in a period, or held in it until it was abolished (S11)."""
        counts: dict[str, int] = defaultdict(int)
        for terms in self.terms.values():
            for term in terms:
                if term.period == period:
                    for unit in (*term.holders, *term.ended):
                        counts[unit] += 1
        return dict(counts)

    def last_terms(self) -> Iterator[tuple[Flag, Term]]:
        """Every flag's newest term."""
        for flag, terms in self.terms.items():
            if terms:
                yield flag, terms[-1]


_SEALED = select(col(SeriesPeriod.period_id)).where(
    col(SeriesPeriod.series_id) == bindparam("series"), col(SeriesPeriod.state) == PeriodState.SEALED
)
_ENTRIES = (
    select(*CustodyEntry.__table__.c)  # type: ignore[attr-defined]
    .where(col(CustodyEntry.series_id) == bindparam("series"))
    .order_by(col(CustodyEntry.id))
)
_REVEALED = select(col(Reveal.period_id), col(Reveal.subject), col(Reveal.pool)).where(
    col(Reveal.kind) == "flag", col(Reveal.series_id) == bindparam("series")
)


def read_ledger(
    session: Session, series_id: str, *, revealed_only: bool = False, but: str | None = None, overall: bool = False
) -> Ledger:
    """Replay a series' ledger; with `revealed_only` no award counts whose flag has not been revealed (S13).

    What happens to a flag before its award is public, and so is the end of a unit at any time (S11). Nor does anything
    count then that follows from an earlier period which is closed and not wholly public. `but` is a period whose
    awards count all the same: what would be known if its ceremony were held now. The flags of areas and those of the
    `overall` table, which are nobody's area, have a ledger each: these count in no table.
    """
    periods = [BEFORE, *periods_of(session, series_id)]
    secret = frozenset(ask_columns(session, _SEALED, series=series_id).scalars())
    waiting = frozenset(list(dropwhile(lambda period: period not in secret, periods))[1:])
    revealed = revealed_flags(session, series_id)
    sealed: set[tuple[str, str, str]] = set()
    entries: dict[Flag, list[LedgerEntry]] = defaultdict(list)
    for row in ask_columns(session, _ENTRIES, series=series_id):
        flag = (row.area_id, row.pool)
        if (row.area_id == OVERALL) is not overall:
            continue
        place = (row.period_id, *flag)
        if row.kind == CustodyKind.AWARD and revealed_only and place not in revealed and row.period_id != but:
            sealed.add(place)
        elif row.kind == CustodyKind.REOPENED:
            sealed.discard(place)
        if place not in sealed or _is_public(row):
            hides = revealed_only and row.period_id != but
            entries[flag].append(_without_places(_entry(row), flag, revealed) if hides else _entry(row))
    return Ledger({}, periods, {}, revealed, secret, waiting, revealed_only).replayed(entries)


def _is_public(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a row is public though its period's award is not: an opening, or the end of a unit that was decided.

    The end that an award brings with it, because whom it names has ended meanwhile, has no reason of its own: it would
    tell whom the award names.
    """
    return row.kind == CustodyKind.OPENING or (row.kind == CustodyKind.ABOLISHED and row.reason is not None)


def _without_places(entry: LedgerEntry, flag: Flag, revealed: Set[tuple[str, str, str]]) -> LedgerEntry:
    """What is public of a row: which places settle a tie since a correction is known once their area's ranking is."""
    if entry.kind is not CustodyKind.MEASURED:
        return entry
    area, (_area, pool) = Tie.parse(entry.tie).area, flag
    return entry if area is None or (entry.period, area, pool) in revealed else replace(entry, tie=TieRule.DECIDE)


def revealed_flags(session: Session, series_id: str) -> set[tuple[str, str, str]]:
    """(period, area, pool) of every flag of a series that has been revealed."""
    return {(period, area, pool) for period, area, pool in ask_columns(session, _REVEALED, series=series_id)}


def _entry(row: Row[*tuple[Any, ...]]) -> LedgerEntry:
    """A row as the rules read it: several first ones and no winner without a reason are a tie left undecided."""
    return LedgerEntry(
        period=row.period_id,
        kind=CustodyKind(row.kind),
        units=tuple(row.units),
        leaders=tuple(row.leaders),
        tie=row.tie,
        no_winner=row.no_winner,
        places=row.places,
        barred=tuple(row.barred or ()),
        margin=row.margin,
        awarded_on=row.awarded_on,
        defences=row.defences or {},
        reason=row.reason,
        approved_by=tuple(row.approved_by or ()),
        undecided=row.kind == CustodyKind.AWARD and len(row.leaders) > 1 and not row.units and row.reason is None,
    )
