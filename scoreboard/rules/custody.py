"""Who holds a flag, and how they came to: the ledger of one flag, replayed.

The ledger is append-only. Nothing that follows from it is stored: terms, defences, margins and cascades are
recomputed from its first row whenever they are asked for (docs/architecture.md; S09).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

from scoreboard.enums import NoWinner, Outcome, TieRule
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry, Lifted, Lost, Term
from scoreboard.rules.ties import TIE, asks_holder, keepers, not_behind, resolve


def replay(
    entries: Iterable[LedgerEntry], periods: Sequence[str], waiting: Collection[str] = frozenset()
) -> tuple[Term, ...]:
    """The terms of one flag, one for each period that has an opening or an award in force, in contest order.

    `entries` are in ledger order, `periods` in contest order. Periods may be closed and corrected in any
    order: only the order inside a period counts (S09). `waiting` are periods before which the flag may have gone a
    way that is not to be known: their terms are open, and tell only what follows from their own entries
    (docs/contract.md, Who holds a flag). They are the last ones in contest order. Raises ValueError for an entry of a
    period that is not among `periods`.
    """
    ledger: dict[str, list[LedgerEntry]] = {period: [] for period in periods}
    for entry in entries:
        if entry.period not in ledger:
            raise ValueError(f"not a period of this contest: {entry.period}")
        ledger[entry.period].append(entry)

    terms: list[Term] = []
    ever_held = False
    for period in periods:
        term, held = _replay_period(
            in_force(ledger[period]), terms[-1] if terms else None, ever_held=ever_held, waits=period in waiting
        )
        if term is not None:
            terms.append(term)
            ever_held = held or bool(term.winners)
    return tuple(terms)


def _replay_period(
    standing: Sequence[LedgerEntry], before: Term | None, *, ever_held: bool, waits: bool
) -> tuple[Term | None, bool]:
    """The term of one period after the term `before`, and whether anybody had ever held the flag before its award."""
    held, term, awarded, since = ever_held, None, False, _Since()
    for place, entry in enumerate(standing):
        awarded = awarded or entry.kind is CustodyKind.AWARD
        match entry.kind:
            case CustodyKind.OPENING:
                term, held = replace(_begin(entry, None, ever_held=False), opening=True), ever_held
            case CustodyKind.AWARD:
                given = _kept(entry, standing[place + 1 :], () if before is None else before.holders)
                term = _begin_open(entry) if waits else _begin(given, before, ever_held=held)
                since = _Since(entry.leaders, term if len(entry.leaders) > 1 and term.reason else None, gone=since.gone)
            case CustodyKind.RESTORED:
                since.returned[entry.units[0]] = entry.reason
            case CustodyKind.ASSIGNED if term is not None:
                begun = _begin_open(entry) if waits else _assign(entry, term, before, ever_held=held)
                term = _after(begun, term, entry)
                since = _Since(entry.leaders, gone=since.gone)
            case CustodyKind.MEASURED if term is not None and awarded:
                term = since.measured(term, entry)
            case CustodyKind.REVOKED | CustodyKind.ABOLISHED if term is not None:
                if awarded or entry.kind is CustodyKind.ABOLISHED:
                    term = _without(term, entry, ever_held=held)
                    since.returned.pop(entry.units[0], None)
                if entry.kind is CustodyKind.ABOLISHED:
                    since.gone.update(entry.units)
        if term is not None and not awarded:
            before, held = term, held or bool(term.winners)
    return term, held


@dataclass
class _Since:
    """What has happened in a period since its award: its tie may have ended, and vetoes may have been lifted."""

    leaders: tuple[str, ...] = ()
    tied: Term | None = None
    """What the award's tie has made, by the rule or the decision that settled it; None where there was none."""
    ended: bool = False
    returned: dict[str, str | None] = field(default_factory=dict)
    """The units whose vetoes have been lifted, with the reasons."""
    gone: set[str] = field(default_factory=set)
    """The units that have ended: of these nobody is told that they are first, for nobody can decide for them."""

    def measured(self, term: Term, entry: LedgerEntry) -> Term:
        """A term after a score was corrected or a veto lifted: by how much its holders lead, and why they have it."""
        won = bool(term.winners) and term.outcome is not Outcome.RETAINED
        tells = self._tie_tells(term.holders, entry)
        reason, signed = term.reason, term.approved_by
        if self.tied is not None and not tells and reason == self.tied.reason:
            reason, signed, self.ended = None, (), True
        elif self.tied is not None and tells and self.ended and reason is None:
            reason, signed, self.ended = self.tied.reason, self.tied.approved_by, False
        lifted = (unit for unit in self.returned if unit in entry.leaders and unit not in {*term.holders, *self.gone})
        vacated = bool(term.lost) and not term.holders
        back = self.returned.keys() - term.holders
        corrected = set(entry.leaders) - back != set(self.leaders) - back
        told = not corrected or vacated or not term.settled or (not self.leaders and reason)
        first = () if told else self._first(term.holders, entry.leaders)
        if self.tied is not None and reason is not None and reason == self.tied.reason == entry.tie:
            first = self._not_behind(term.holders, entry)
        elif reason == TIE and term.outcome is Outcome.RETAINED:
            first = ()
        return replace(
            term,
            margin=_margin(term.holders, entry) if won else None,
            reason=reason,
            approved_by=signed,
            lifted=tuple(Lifted(unit, self.returned[unit]) for unit in lifted) if term.holders else (),
            overtaken_by=first,
        )

    def _tie_tells(self, holders: Sequence[str], entry: LedgerEntry) -> bool:
        """Whether how the award's tie was settled still says why somebody who is first does not have the flag: others
        may have joined those who tied then, or have left them. Places settle nothing against whoever joins in front."""
        then, now, held = set(self.leaders), set(entry.leaders), set(holders)
        if self.tied is not None and self.tied.reason == entry.tie and set(self._not_behind(holders, entry)) - then:
            return False
        if held and held.isdisjoint(then):
            return len(now) > 1 and held.isdisjoint(now)
        return then == now or (held <= now and bool(then & now - held))

    def _first(self, holders: Sequence[str], leaders: Sequence[str]) -> tuple[str, ...]:
        """Who is first by what was corrected: who was not when it was won, or all where a holder is not first."""
        known = () if not set(holders) <= set(leaders) else (*holders, *self.leaders)
        back = self.returned.keys() - holders
        return tuple(unit for unit in leaders if unit not in {*back, *self.gone, *known})

    def _not_behind(self, holders: Sequence[str], entry: LedgerEntry) -> tuple[str, ...]:
        """Whom the places that decided the tie, as they are since, put behind no holder, though the tie lasts."""
        found = not_behind(entry.leaders, holders, entry.places)
        return tuple(unit for unit in found if unit not in {*self.returned, *self.gone})


def _kept(award: LedgerEntry, later: Sequence[LedgerEntry], previous: Sequence[str]) -> LedgerEntry:
    """An award whose tie has ended since, as it stood then: custody moves only on a decision (S08).

    While its tie lasts it is resolved anew against whoever held the flag before.
    """
    if len(award.leaders) < 2:
        return award
    ends = (entry for entry in later if entry.kind is CustodyKind.MEASURED and entry.units)
    end = next((entry for entry in ends if set(entry.leaders) != set(award.leaders)), None)
    if end is None or set(_stayed(award, previous) or winners_of(award, previous)[0]) == set(end.units):
        return award
    stood = replace(award, tie=TieRule.DECIDE, undecided=False)
    same = set(end.units) == set(award.units)
    return stood if same else replace(stood, units=end.units, reason=None, approved_by=())


def holders_after(terms: Sequence[Term]) -> tuple[str, ...]:
    """Who holds the flag after these terms."""
    return terms[-1].holders if terms else ()


def in_force(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The entries of one period that still count.

    A reopening voids the award and what followed from it, but neither what came before the award nor the end of
    a unit; a restoration undoes the revocations of its unit (S07 taken back), whatever happened in between.
    """
    standing: list[LedgerEntry] = []
    for entry in entries:
        if entry.kind is CustodyKind.REOPENED:
            before = before_award(standing)
            standing = [
                *before,
                *(e for e in standing[len(before) :] if e.kind in (CustodyKind.OPENING, CustodyKind.ABOLISHED)),
            ]
        elif entry.kind is CustodyKind.RESTORED:
            standing = [e for e in standing if e.kind is not CustodyKind.REVOKED or e.units != entry.units]
            standing.append(entry)
        else:
            standing.append(entry)
    return tuple(standing)


def before_award(standing: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Of the entries of one period that are in force, those before its first award: who held the flag till then."""
    return tuple(takewhile(lambda entry: entry.kind is not CustodyKind.AWARD, standing))


def _assign(entry: LedgerEntry, term: Term, before: Term | None, *, ever_held: bool) -> Term:
    """What a decision makes of a period's `term`, after the term `before`.

    A flag whose holder was abolished comes from that one, whoever had it before. A vacant one that goes back to those
    from whom it did not pass to anybody is retained: they have won nothing.
    """
    orphaned = bool(term.ended) and not term.holders
    after = tuple(unit for unit in term.ended if unit not in entry.units) if orphaned else None
    begun = _begin(entry, before, ever_held=ever_held or bool(after), after=after)
    won = bool(term.holders) or bool(entry.leaders and entry.no_winner != NoWinner.RETAIN)
    if begun.outcome is not Outcome.DEFENDED or won or before is None:
        return begun
    kept = {unit: before.defences[unit] for unit in begun.holders}
    return replace(begun, outcome=Outcome.RETAINED, defences=kept, margin=None)


def _after(begun: Term, term: Term, entry: LedgerEntry) -> Term:
    """A term that a decision has begun, with those whom it has taken the flag from; it is theirs no more."""
    moved = (Lost(unit, entry.kind, entry.reason) for unit in term.holders)
    lost = tuple(one for one in (*term.lost, *moved) if one.unit not in begun.holders)
    return replace(begun, lost=lost, ended=() if begun.holders else term.ended)


def _margin(holders: Sequence[str], entry: LedgerEntry) -> Decimal | None:
    """By how much holders lead: nothing where several are first, and no figure where one of them is not first."""
    if not holders or not set(holders) <= set(entry.leaders):
        return None
    return Decimal(0) if len(entry.leaders) > 1 else entry.margin


def _begin(entry: LedgerEntry, before: Term | None, *, ever_held: bool, after: tuple[str, ...] | None = None) -> Term:
    """The term that an opening, an award or an assignment begins, after the term `before`; `after` had it since."""
    kept = {} if before is None else dict(before.defences)
    previous = after if after is not None else () if before is None else before.holders
    winners, reason = winners_of(entry, previous)
    stayed = _stayed(entry, previous)
    undecided = entry.undecided and not winners and not stayed
    holders = winners
    outcome = Outcome.OPEN if undecided else _outcome(winners, previous, ever_held=ever_held)
    begun = entry.defences if entry.kind is CustodyKind.OPENING else {}
    defences = {unit: kept[unit] + 1 if unit in previous else begun.get(unit, 0) for unit in winners}

    nobody_eligible = entry.kind is CustodyKind.AWARD and not entry.leaders and not winners
    if nobody_eligible and entry.no_winner == NoWinner.RETAIN:  # S05
        retained = tuple(unit for unit in previous if unit not in entry.barred)
    else:
        retained = stayed
    if retained:
        holders, outcome, defences = retained, Outcome.RETAINED, {unit: kept[unit] for unit in retained}
    if stayed or (len(entry.leaders) > 1 and (outcome is Outcome.DEFENDED or _stands(entry, winners))):  # S04
        reason = reason or TIE

    return Term(
        period=entry.period,
        holders=holders,
        previous=previous,
        outcome=outcome,
        defences=defences,
        margin=_margin_of(winners, entry),
        awarded_on=entry.awarded_on,
        reason=reason,
        winners=winners,
        settled=not undecided,
        depends=not entry.settled,
        approved_by=entry.approved_by if winners == entry.units and not stayed else (),
    )


def _begin_open(entry: LedgerEntry) -> Term:
    """The term that an award or an assignment begins where nobody may know who held the flag before."""
    winners, reason = winners_of(entry, ()) if entry.settled else ((), None)
    return Term(
        period=entry.period,
        holders=winners,
        previous=(),
        outcome=Outcome.OPEN,
        defences={},
        margin=_margin_of(winners, entry),
        awarded_on=entry.awarded_on,
        reason=reason,
        winners=winners,
        settled=entry.settled,
        approved_by=entry.approved_by if entry.settled and winners == entry.units else (),
    )


def _margin_of(winners: Sequence[str], entry: LedgerEntry) -> Decimal | None:
    """The margin of those who begin to hold a flag by an entry; those of older ledgers do not say who was first."""
    if entry.kind is CustodyKind.ASSIGNED and entry.leaders:
        return _margin(winners, entry)
    return entry.margin if winners and (entry.margin is None or entry.margin >= 0) else None


def winners_of(entry: LedgerEntry, previous: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Who wins by this entry, and its reason.

    A tie is resolved again, against those who hold the flag in this replay: a correction further back may
    have made another of the leaders the holder (S09). The recorded units stand where that needs a decision,
    and a decision that nobody has the flag always stands. The recorded reason goes with the recorded units. Nobody wins
    where the holders keep the flag because others tie.
    """
    if _stayed(entry, previous):
        return (), None
    if entry.kind is CustodyKind.AWARD and (entry.units or entry.undecided) and len(entry.leaders) > 1:
        winners = resolve(entry.leaders, entry.tie, previous, entry.places)
        if winners is not None and set(winners) != set(entry.units):
            return winners, None
    return entry.units, entry.reason


def _stayed(entry: LedgerEntry, previous: Sequence[str]) -> tuple[str, ...]:
    """Which of those who hold the flag in this replay keep it because others tie for first."""
    if entry.kind is not CustodyKind.AWARD or not (entry.units or entry.undecided):
        return ()
    return keepers(entry.leaders, entry.tie, previous, entry.barred)


def _stands(entry: LedgerEntry, winners: Sequence[str]) -> bool:
    """Whether a tie that its holder settled went to these, be it that nobody held the flag before in this replay."""
    return entry.kind is CustodyKind.AWARD and bool(winners) and asks_holder(entry.leaders, entry.tie)


def _outcome(winners: Sequence[str], previous: Sequence[str], *, ever_held: bool) -> Outcome:
    """How `winners` come to the flag after `previous` (docs/contract.md, Who holds a flag)."""
    if not winners:
        return Outcome.VACANT
    if len(winners) > 1 and set(winners) != set(previous):
        return Outcome.JOINT
    if set(winners) <= set(previous):
        return Outcome.DEFENDED
    return Outcome.CAPTURED if ever_held else Outcome.FIRST


def _margin_left(term: Term, holders: tuple[str, ...], entry: LedgerEntry) -> Decimal | None:
    """By how much those lead who are left of several; an older ledger does not say who is first without the others."""
    if not holders:
        return None
    return term.margin if term.margin is None or not entry.leaders else _margin(holders, entry)


def _not_first(term: Term, entry: LedgerEntry) -> Term:
    """A term that says no more of units that have ended that they are first and do not hold the flag.

    Where nobody else was told as that, whoever is first without them is, unless a holder is among those.
    """
    first = tuple(unit for unit in term.overtaken_by if unit not in entry.units)
    if term.overtaken_by and not first and set(term.holders).isdisjoint(entry.leaders):
        first = entry.leaders
    lifted = tuple(one for one in term.lifted if one.unit not in entry.units)
    return replace(term, lifted=lifted, overtaken_by=first)


def _without(term: Term, entry: LedgerEntry, *, ever_held: bool) -> Term:
    """`term` after a unit has left it: its award is revoked (S07) or it is abolished (S11).

    Nobody is promoted in its place; what is left without holders is revoked or vacant. What was merely retained is lost
    as what was won is: nobody holds a flag under a veto, nor keeps it beyond its end. Of those who held it together
    the others have it as if they alone had won it; why that was decided stands beside who signed it.
    """
    revoked = entry.kind is CustodyKind.REVOKED
    leaving = set(entry.units) & set(term.holders)
    if not leaving:
        return term if revoked else _not_first(term, entry)
    holders = tuple(unit for unit in term.holders if unit not in leaving)
    emptied = term.outcome if term.outcome is Outcome.OPEN else Outcome.REVOKED if revoked else Outcome.VACANT
    joint = term.outcome is Outcome.JOINT
    left = _outcome(holders, term.previous, ever_held=ever_held) if joint else term.outcome
    return replace(
        term,
        holders=holders,
        outcome=left if holders else emptied,
        defences={unit: count for unit, count in term.defences.items() if unit in holders},
        margin=_margin_left(term, holders, entry),
        reason=term.reason if holders and term.approved_by else entry.reason,
        approved_by=term.approved_by if holders else (),
        overtaken_by=(),
        lost=(*term.lost, *(Lost(unit, entry.kind, entry.reason) for unit in term.holders if unit in leaving)),
        ended=term.ended if revoked else (*term.ended, *(unit for unit in term.holders if unit in leaving)),
    )
