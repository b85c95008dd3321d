"""Custody by properties: random ledgers of one flag, replayed and kept by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import NoWinner, Outcome
from scoreboard.rules.custody import before_award, in_force, replay
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry, Lifted, Lost, Term

from .strategies import unhurried

YEAR = ("Q1", "Q2", "Q3")
UNITS = st.sampled_from("ABC")
SETS = st.lists(UNITS, unique=True, max_size=3).map(tuple)
EVERY_SET = [order for count in range(4) for order in permutations("ABC", count)]
RULES = st.sampled_from(["decide", "joint", "holder-retains", "holder-stays", "earlier-place:roads"])
REASONS = st.none() | st.sampled_from(["抽签", "否决"])
NO_WINNER = st.sampled_from(["vacant", "retain"])
PLACES = st.dictionaries(UNITS, st.none() | st.integers(1, 3))
BARRED = st.lists(UNITS, unique=True, max_size=2).map(tuple)
MARGINS = st.integers(-1, 3).map(Decimal)
LEADS = st.integers(0, 3).map(Decimal)
KINDS = st.sampled_from(list(CustodyKind)[2:])
SIGNERS = st.sampled_from([(), ("王局长",)])
SOME = {leaders: st.lists(st.sampled_from(leaders), unique=True).map(tuple) for leaders in EVERY_SET if leaders}
"""Made once: to make a strategy takes longer than to draw from it."""


@st.composite
def awards(draw: st.DrawFn, period: str) -> LedgerEntry:
    """A closing as a desk would record it: the winners are among the leaders, or nobody."""
    leaders = draw(SETS)
    winners = draw(SOME[leaders]) if leaders else ()
    return LedgerEntry(
        period,
        CustodyKind.AWARD,
        winners,
        leaders,
        tie=draw(RULES),
        no_winner=draw(NO_WINNER),
        places=draw(PLACES),
        barred=draw(BARRED),
        margin=draw(LEADS) if winners else None,
        reason=draw(REASONS),
        undecided=draw(st.booleans()) and len(leaders) > 1 and not winners,
    )


@st.composite
def happenings(draw: st.DrawFn, period: str) -> LedgerEntry:
    """Anything that can follow in a period; mostly it changes something."""
    kind = draw(KINDS)
    if kind is CustodyKind.REOPENED:
        return LedgerEntry(period, kind)
    if kind is CustodyKind.MEASURED:
        return LedgerEntry(period, kind, leaders=draw(SETS), margin=draw(LEADS))
    units = draw(SETS) if kind is CustodyKind.ASSIGNED else (draw(UNITS),)
    leaders = draw(SETS) if kind is CustodyKind.ASSIGNED else ()
    signers = draw(SIGNERS) if kind is CustodyKind.ASSIGNED else ()
    return LedgerEntry(
        period,
        kind,
        units,
        leaders,
        margin=draw(MARGINS),
        reason=draw(REASONS),
        approved_by=signers,
        no_winner=draw(st.sampled_from(NoWinner)) if kind is CustodyKind.ASSIGNED else NoWinner.VACANT,
    )


FOLLOWING = {period: st.lists(awards(period) | happenings(period), max_size=5) for period in YEAR}
OPENS = st.integers(0, 3).map(lambda number: number == 0)


@st.composite
def ledgers(draw: st.DrawFn) -> list[LedgerEntry]:
    """A ledger in contest order: each period perhaps opened, then awards and what follows them."""
    entries = []
    for period in YEAR:
        if draw(OPENS):
            entries.append(LedgerEntry(period, CustodyKind.OPENING, draw(SETS)))
        entries += draw(FOLLOWING[period])
    return entries


def interleaved(entries: Sequence[LedgerEntry]) -> st.SearchStrategy[list[LedgerEntry]]:
    """The same ledger written in another order of the periods, each period's own order kept."""

    def merged(turns: list[str]) -> list[LedgerEntry]:
        waiting = {period: [e for e in entries if e.period == period] for period in YEAR}
        return [waiting[period].pop(0) for period in turns]

    return st.permutations([entry.period for entry in entries]).map(merged)


@dataclass
class Book:
    """A clerk's custody book, kept forward, a line at a time: nothing in it is ever computed from the start.

    The clerk writes on the page of the current period, can tear it up, and never looks at an older one
    but for who held the flag when the page was begun.
    """

    closed: list[Term] = field(default_factory=list)
    period: str = ""
    held: dict[str, int] = field(default_factory=dict)
    """Who holds the flag now, with their defences."""
    brought: dict[str, int] = field(default_factory=dict)
    """The same when the page was begun, or as the period's opening and what followed before the award have it."""
    ever: bool = False
    """Whether anybody has held it, by all closed pages; beside it, by this page before its award too."""
    ever_brought: bool = False
    page: Term | None = None
    """The page as the award or decision left it, before anyone left."""
    before: "Book | None" = None
    """The book as it was before this page's first award, which a reopening goes back to."""
    left: list[tuple[LedgerEntry, dict[str, int], bool]] = field(default_factory=list)
    """What has been written below the page's award, with what had been brought and whether it had ever been held."""
    first: tuple[str, ...] = ()
    """Who was first at this page's award."""
    ended: list[LedgerEntry] = field(default_factory=list)
    """Abolitions since that award, which no reopening takes back."""

    def write(self, entry: LedgerEntry) -> None:
        if entry.period != self.period:
            self._turn(entry.period)
        match entry.kind:
            case "opening":
                self.brought, self.ever_brought = {}, False
                self._fill(entry, list(entry.units), entry.reason)
                self.page = replace(self.page, opening=True) if self.page else None
                self.ever_brought = self.ever
                self._carry_over()
            case "award":
                if self.before is None:
                    self.ended = []
                    self.before = replace(self, left=list(self.left), ended=[])
                self._close(entry)
            case "assigned" if self.page:
                self._note(entry)
                self._carry_over()
            case "reopened" if self.before:
                ended = self.ended
                vars(self).update(vars(self.before), before=None)
                for end in ended:
                    self.write(end)
            case "restored":
                self.left = [line for line in self.left if line[0].kind != "revoked" or line[0].units != entry.units]
                self._note(entry)
            case "abolished" if self.page or self.before:
                self._note(entry)
                self.ended.append(entry)
                self._carry_over()
            case "revoked" | "measured" if self.before:
                self._note(entry)

    def _note(self, entry: LedgerEntry) -> None:
        self.left.append((entry, dict(self.brought), self.ever_brought))

    def _carry_over(self) -> None:
        """Before the award, what becomes of the flag is what the award will find."""
        shown = self._shown()
        if shown and not self.before:
            self.brought = dict(shown.defences)
            self.ever_brought = self.ever_brought or bool(shown.winners)

    def terms(self) -> tuple[Term, ...]:
        shown = self._shown()
        return (*self.closed, shown) if shown else tuple(self.closed)

    def _turn(self, period: str) -> None:
        shown = self._shown()
        if shown:
            self.closed.append(shown)
            self.held = dict(shown.defences)
            self.ever = self.ever_brought or bool(shown.winners)
        self.period, self.page, self.before, self.left, self.ended = period, None, None, [], []
        self.brought, self.ever_brought = dict(self.held), self.ever

    def _close(self, entry: LedgerEntry) -> None:
        self.first = entry.leaders
        winners, reason = list(entry.units), entry.reason
        tied = len(entry.leaders) > 1 and bool(winners or entry.undecided)
        if tied and entry.tie == "holder-stays" and not any(unit in entry.leaders for unit in self.brought):
            keeping = {unit: count for unit, count in self.brought.items() if unit not in entry.barred}
            if keeping:
                self.page = Term(
                    entry.period, tuple(keeping), tuple(self.brought), Outcome.RETAINED, keeping,
                    None, entry.awarded_on, "tie", (), depends=True,
                )  # fmt: skip
                self.left = []
                return
        if tied:
            by_rule = self._by_rule(entry)
            if by_rule and sorted(by_rule) != sorted(winners):
                winners, reason = by_rule, None
        keeping = {unit: count for unit, count in self.brought.items() if unit not in entry.barred}
        if not entry.leaders and entry.no_winner == "retain" and keeping:
            self.page = Term(
                entry.period, tuple(keeping), tuple(self.brought), Outcome.RETAINED, keeping,
                None, entry.awarded_on, reason, (), depends=True,
            )  # fmt: skip
            self.left = []
            return
        self._fill(entry, winners, reason)

    def _by_rule(self, entry: LedgerEntry) -> list[str]:
        if entry.tie == "joint":
            return list(entry.leaders)
        if entry.tie in ("holder-retains", "holder-stays"):
            return [unit for unit in entry.leaders if unit in self.brought]
        if entry.tie == "decide":
            return []
        placed = sorted((p, u) for u in entry.leaders if (p := entry.places.get(u)) is not None)
        alone = len(placed) == 1 or (len(placed) > 1 and placed[0][0] < placed[1][0])
        return [placed[0][1]] if alone else []

    def _fill(self, entry: LedgerEntry, winners: list[str], reason: str | None) -> None:
        self.page = self._filled(entry, winners, reason, self.brought, ever=self.ever_brought)
        self.left = []

    def _filled(
        self, entry: LedgerEntry, winners: list[str], reason: str | None, brought: dict[str, int], *, ever: bool
    ) -> Term:
        defences = {unit: brought.get(unit, -1) + 1 for unit in winners}
        newcomers = [unit for unit in winners if unit not in brought]
        if not winners:
            outcome = "open" if entry.undecided else "vacant"
        elif not newcomers and (len(winners) == 1 or len(winners) == len(brought)):
            outcome = "defended"
        elif len(winners) > 1:
            outcome = "joint"
        else:
            outcome = "captured" if ever else "first"
        kept = outcome == "defended" or (winners and entry.kind == "award" and entry.tie.startswith("holder-"))
        if kept and len(entry.leaders) > 1 and not reason:
            reason = "tie"
        margin = entry.margin if winners and entry.margin is not None and entry.margin >= 0 else None
        if entry.kind == "assigned" and entry.leaders:
            margin = self._lead(winners, entry)
        return Term(
            entry.period, tuple(winners), tuple(brought), Outcome(outcome), defences,
            margin, entry.awarded_on, reason, tuple(winners),
            settled=bool(winners) or not entry.undecided,
            approved_by=entry.approved_by if tuple(winners) == entry.units else (), depends=self._asks_holder(entry),
        )  # fmt: skip

    def _asks_holder(self, entry: LedgerEntry) -> bool:
        """Whether an award goes by who held the flag: in a tie of that rule, or where nobody may win it."""
        if entry.kind != "award":
            return False
        if entry.leaders:
            return entry.undecided or (len(entry.leaders) > 1 and entry.tie.startswith("holder-"))
        return not entry.units and entry.no_winner == "retain"

    def _lead(self, holders: Sequence[str], entry: LedgerEntry) -> Decimal | None:
        if not holders or any(unit not in entry.leaders for unit in holders):
            return None
        return entry.margin if len(entry.leaders) == 1 else Decimal(0)

    def _moved(self, term: Term, entry: LedgerEntry, brought: dict[str, int], *, ever: bool) -> Term:
        """The page after a decision: from the abolished, where they left it to nobody; given back, it was not won."""
        orphaned = term.ended and not term.holders
        since = {unit: 0 for unit in term.ended if unit not in entry.units} if orphaned else brought
        new = self._filled(entry, list(entry.units), entry.reason, since, ever=ever or bool(orphaned and since))
        given = not entry.leaders or entry.no_winner == "retain"
        if new.outcome == "defended" and given and not term.holders:
            new = replace(
                new, outcome=Outcome.RETAINED, margin=None, defences={unit: n - 1 for unit, n in new.defences.items()}
            )
        gone = [*term.lost, *(Lost(unit, CustodyKind.ASSIGNED, entry.reason) for unit in term.holders)]
        return replace(
            new,
            lost=tuple(one for one in gone if one.unit not in new.holders),
            ended=() if new.holders else term.ended,
        )

    def _is_said(self, term: Term, entry: LedgerEntry, first: list[str], back: Mapping[str, object]) -> bool:
        """Whether nobody is first who was not, or why others hold the flag, or nobody, is said already."""
        away = [unit for unit in back if unit not in term.holders]
        now, then = (sorted(unit for unit in units if unit not in away) for units in (entry.leaders, first))
        if now == then or not term.settled:
            return True
        return bool((term.lost and not term.holders) or (not first and term.reason))

    def _still_said(self, term: Term, entry: LedgerEntry) -> bool:
        """Whether the award's tie says of somebody first why others hold the flag, or nobody does."""
        if term.holders and not any(unit in self.first for unit in term.holders):
            return len(entry.leaders) > 1 and not any(unit in entry.leaders for unit in term.holders)
        if any(unit not in entry.leaders for unit in term.holders):
            return sorted(self.first) == sorted(entry.leaders)
        left_out = [unit for unit in self.first if unit in entry.leaders and unit not in term.holders]
        return bool(left_out) or sorted(self.first) == sorted(entry.leaders)

    def _shown(self) -> Term | None:
        term, back, silent, first = self.page, dict[str, str | None](), False, list(self.first)
        ended = {entry.units[0] for entry, *_ in self.left if entry.kind == "abolished"}
        rule = term.reason if term is not None and self.before and len(self.first) > 1 else None
        signers = term.approved_by if term is not None else ()
        for entry, brought, ever in self.left:
            if term is not None and entry.kind == "assigned":
                term, rule, first = self._moved(term, entry, brought, ever=ever), None, list(entry.leaders)
                back = {}  # whoever decided knew of it
                continue
            if entry.kind == "restored":
                back[entry.units[0]] = entry.reason
                continue
            if term is not None and entry.kind == "measured":
                same = self._still_said(term, entry)
                if rule and term.reason == rule and not same:
                    term, silent = replace(term, reason=None, approved_by=()), True
                elif rule and silent and same and term.reason is None:
                    term, silent = replace(term, reason=rule, approved_by=signers), False
                news = [Lifted(u, why) for u, why in back.items() if u in entry.leaders and u not in term.holders]
                among = [u for u in term.holders if u in entry.leaders]
                at_first = [*among, *first] if len(among) == len(term.holders) else []
                passed_by = term.outcome == "retained" and term.reason == "tie"
                away = [u for u in back if u not in term.holders]
                others = tuple(u for u in entry.leaders if u not in away and u not in {*at_first, *ended})
                term = replace(
                    term,
                    lifted=tuple(news) if term.holders else (),
                    overtaken_by=() if passed_by or self._is_said(term, entry, first, back) else others,
                )
                if term.holders and (not term.winners or term.outcome == "retained"):
                    continue
                term = replace(term, margin=self._lead(term.holders, entry))
                continue
            unit = entry.units[0]
            if term is None:
                continue
            back.pop(unit, None)
            if unit not in term.holders:
                continue
            staying = {u: n for u, n in term.defences.items() if u != unit}
            ended_now = (*term.ended, unit) if entry.kind == "abolished" else term.ended
            gone = (*term.lost, Lost(unit, entry.kind, entry.reason))
            if term.outcome == "joint" and (len(staying) < 2 or sorted(staying) == sorted(term.previous)):
                alone = Outcome.CAPTURED if ever else Outcome.FIRST
                term = replace(term, outcome=Outcome.DEFENDED if set(staying) <= set(term.previous) else alone)
            why = term.reason if staying and term.approved_by else entry.reason  # a decision's stands by its signers
            term = replace(
                term, holders=tuple(staying), defences=staying, reason=why, ended=ended_now, lost=gone,
                overtaken_by=(),
            )  # fmt: skip
            if not staying:
                gone_by = Outcome.REVOKED if entry.kind == "revoked" else Outcome.VACANT
                term = replace(term, outcome=gone_by, margin=None, approved_by=())
        return term


@unhurried
@given(ledgers())
def test_custody_replayed_from_the_ledger_equals_custody_kept_step_by_step(entries: list[LedgerEntry]) -> None:
    book = Book()
    for written, entry in enumerate(entries, start=1):
        book.write(entry)
        assert replay(entries[:written], YEAR) == book.terms()


@unhurried
@given(ledgers().flatmap(lambda entries: st.tuples(st.just(entries), interleaved(entries))))
def test_periods_may_be_written_in_any_order(written: tuple[list[LedgerEntry], list[LedgerEntry]]) -> None:
    in_order, mixed = written
    assert replay(mixed, YEAR) == replay(in_order, YEAR)


@unhurried
@given(ledgers(), st.data())
def test_an_entry_never_changes_an_earlier_period(entries: list[LedgerEntry], data: st.DataObject) -> None:
    period = data.draw(st.sampled_from(YEAR))
    entry = data.draw(awards(period) | happenings(period))
    earlier = YEAR[: YEAR.index(period)]
    before, after = (
        [term for term in replay(ledger, YEAR) if term.period in earlier] for ledger in (entries, [*entries, entry])
    )
    assert before == after


@unhurried
@given(ledgers(), st.data())
def test_one_entry_never_changes_another_flag(entries: list[LedgerEntry], data: st.DataObject) -> None:
    """Replaying several flags in turn leaves nothing behind, in them or in their ledgers."""
    other = data.draw(ledgers())
    before, copy = replay(entries, YEAR), list(entries)
    replay(other, YEAR)
    assert replay(entries, YEAR) == before
    assert entries == copy


def held_before(entries: Sequence[LedgerEntry], period: str) -> dict[str, int]:
    """Who held the flag, with their defences, before what gave it to a period's last winners (its award, if any)."""
    standing = in_force([entry for entry in entries if entry.period == period])
    first = before_award(standing)
    if len(first) == len(standing):
        assigned = [place for place, entry in enumerate(first) if entry.kind is CustodyKind.ASSIGNED]
        first = first[: assigned[-1]] if assigned else ()
    earlier = [entry for entry in entries if YEAR.index(entry.period) < YEAR.index(period)]
    terms = replay([*earlier, *first], YEAR)
    return dict(terms[-1].defences) if terms else {}


@unhurried
@given(ledgers())
def test_defences_are_never_negative_and_grow_only_by_one(entries: list[LedgerEntry]) -> None:
    """From what the holder had before; an opening begins at none."""
    for term in replay(entries, YEAR):
        before = held_before(entries, term.period)
        assert term.defences.keys() == set(term.holders)
        for unit, defences in term.defences.items():
            if unit in term.previous:
                assert defences == before[unit] + (0 if term.outcome is Outcome.RETAINED else 1)
            else:
                assert defences == 0


@unhurried
@given(ledgers())
def test_terms_are_whole(entries: list[LedgerEntry]) -> None:
    """In contest order, one a period, chained to the one before; only a held flag has a margin."""
    terms = replay(entries, YEAR)
    opened = {entry.period for entry in entries if entry.kind is CustodyKind.OPENING}
    assert [term.period for term in terms] == [p for p in YEAR if p in {term.period for term in terms}]
    holders: tuple[str, ...] = ()
    for term in terms:
        ended = {one.unit for one in term.lost if one.kind is CustodyKind.ABOLISHED}
        assert term.previous == holders or term.period in opened or set(term.previous) <= ended
        holders = term.holders
        assert set(holders) <= set(term.winners) | set(term.previous)
        assert (term.outcome in (Outcome.VACANT, Outcome.REVOKED)) == (not holders and term.settled)
        if not holders or term.outcome is Outcome.RETAINED:
            assert term.margin is None


@unhurried
@given(ledgers(), st.data())
def test_revoke_then_restore_is_identity(entries: list[LedgerEntry], data: st.DataObject) -> None:
    """Whatever happened in between, if it did not itself concern that revocation."""
    unit, period = data.draw(UNITS), data.draw(st.sampled_from(YEAR))
    concerned = (CustodyKind.REVOKED, CustodyKind.RESTORED)
    calm = [e for e in entries if e.kind not in concerned or e.period != period or e.units != (unit,)]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(calm))] * 2)))
    revoked, restored = (LedgerEntry(period, kind, (unit,), reason="否决") for kind in concerned)
    disturbed = [*calm[:start], revoked, *calm[start:end], restored, *calm[end:]]
    assert _but_told(replay(disturbed, YEAR)) == _but_told(replay(calm, YEAR))


def _but_told(terms: Sequence[Term]) -> list[Term]:
    """Terms without who is first and does not hold the flag, for which a lifted veto may be the reason."""
    return [replace(term, lifted=(), overtaken_by=()) for term in terms]


@unhurried
@given(ledgers(), st.data())
def test_reopening_and_closing_again_equals_closing_once(entries: list[LedgerEntry], data: st.DataObject) -> None:
    period = data.draw(st.sampled_from(YEAR))
    closing = data.draw(awards(period))
    own = [entry for entry in entries if entry.period == period]
    begun = before_award(in_force(own))
    ended = [entry for entry in in_force(own)[len(begun) :] if entry.kind is CustodyKind.ABOLISHED]
    others = [entry for entry in entries if entry.period != period]
    again = [*entries, LedgerEntry(period, CustodyKind.REOPENED), closing]
    assert replay(again, YEAR) == replay([*others, *begun, *ended, closing], YEAR)
