"""What counts as a capture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.captures import KnownTerm, capturers
from scoreboard.rules.custody import replay
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry

PERIODS = ("q1", "q2", "q3", "q4")
UNITS = ("a", "b", "c")
ONE = Decimal(1)


def captures(*entries: LedgerEntry) -> list[tuple[str, str]]:
    """The captures of a flag with this ledger."""
    return list(
        capturers(
            KnownTerm(
                term.period,
                [*term.holders, *term.ended],
                term.previous,
                str(term.outcome),
                term.settled,
                term.margin,
                [one.unit for one in term.lost],
                term.reason is not None and term.reason not in [one.reason for one in term.lost],
            )
            for term in replay(entries, PERIODS)
        )
    )


def award(period: str, *winners: str) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.AWARD, winners, winners, margin=Decimal(len(winners) == 1))


def test_an_opening_is_no_capture() -> None:
    opening = LedgerEntry("q1", CustodyKind.OPENING, ("a",))
    assert captures(opening) == []
    assert captures(opening, award("q2", "a"), award("q3", "b")) == [("q3", "b")]


def test_an_opening_that_several_share_is_none_either() -> None:
    assert captures(LedgerEntry("q1", CustodyKind.OPENING, ("a", "b"))) == []


def test_an_opening_in_the_middle_of_the_year_is_none_either() -> None:
    assert captures(award("q1", "a"), LedgerEntry("q2", CustodyKind.OPENING, ("b",))) == []
    assert captures(award("q1", "a"), LedgerEntry("q2", CustodyKind.OPENING, ("b", "c"))) == []


def test_several_who_are_given_a_flag_that_nobody_held_any_more_have_taken_it_up_again() -> None:
    nobody = LedgerEntry("q2", CustodyKind.AWARD)
    given = LedgerEntry("q3", CustodyKind.ASSIGNED, ("b", "c"), reason="常委会决定")
    later = LedgerEntry("q3", CustodyKind.AWARD)
    assert captures(award("q1", "a"), nobody, later, given) == [("q3", "b"), ("q3", "c")]
    opened = LedgerEntry("q2", CustodyKind.OPENING, ("a", "b", "c"))
    fewer = LedgerEntry("q2", CustodyKind.ABOLISHED, ("c",), reason="并入")
    assert captures(award("q1", "a"), opened, fewer) == [], "the reason is about who has lost it"


def test_whoever_shares_a_flag_that_nobody_held_has_captured_it_where_it_was_measured() -> None:
    vacant = KnownTerm("q2", [], ["a"], "vacant", True, None)
    shared = KnownTerm("q3", ["b", "c"], [], "joint", True, Decimal(0))
    assert list(capturers([vacant, shared])) == [("q3", "b"), ("q3", "c")]
    assert list(capturers([vacant, replace(shared, margin=None)])) == [], "the records begin anew"
    decided = replace(shared, previous=["a"], margin=None)
    assert list(capturers([decided])) == [("q3", "b"), ("q3", "c")], "it was theirs who had it before"


def test_what_was_taken_away_had_been_held() -> None:
    captured = KnownTerm("q3", ["c"], [], "captured", True, ONE)
    assert list(capturers([KnownTerm("q2", [], [], "revoked", True, ONE, ["b"]), captured])) == [("q3", "c")]
    assert list(capturers([KnownTerm("q2", [], [], "vacant", True, None), captured])) == []


def test_whoever_wins_a_flag_first_of_all_has_captured_nothing() -> None:
    assert captures(award("q1", "a"), award("q2", "b"), award("q3", "a")) == [("q2", "b"), ("q3", "a")]


def test_of_joint_winners_those_have_captured_it_that_did_not_hold_it() -> None:
    assert captures(award("q1", "a"), award("q2", "a", "b")) == [("q2", "b")]


def test_a_vacant_flag_can_be_captured_and_a_revoked_one_was_not() -> None:
    revoked = LedgerEntry("q2", CustodyKind.REVOKED, ("b",), reason="事故")
    assert captures(award("q1", "a"), award("q2", "b"), revoked, award("q3", "c")) == [("q3", "c")]
    assert captures(award("q2", "b"), revoked, award("q3", "c")) == [("q3", "c")], "it has been held, if not for long"


def test_as_long_as_it_is_open_who_had_it_nobody_has_captured_it() -> None:
    terms = [KnownTerm("q2", ["a"], [], "open", True, ONE), KnownTerm("q3", ["b"], ["a"], "captured", True, ONE)]
    assert list(capturers(terms)) == [("q3", "b")]


def test_what_is_not_settled_was_not_captured_yet() -> None:
    first = KnownTerm("q1", ["a"], [], "first", True, ONE)
    assert list(capturers([first, KnownTerm("q2", ["b"], ["a"], "captured", False, ONE)])) == []
    assert list(capturers([first, KnownTerm("q2", ["b"], [], "open", True, ONE)])) == []


def test_a_flag_that_somebody_held_before_the_first_known_term_can_be_captured_in_it() -> None:
    assert list(capturers([KnownTerm("q2", ["b"], ["a"], "captured", True, ONE)])) == [("q2", "b")]


@given(st.lists(st.tuples(st.sampled_from(PERIODS), st.sets(st.sampled_from(UNITS), max_size=2)), max_size=6))
def test_captures_are_the_changes_of_hands_after_somebody_held_it(won: Sequence[tuple[str, set[str]]]) -> None:
    entries = [award(period, *sorted(units)) for period, units in dict(won).items()]
    held: dict[str, set[str]] = {entry.period: set(entry.units) for entry in entries}
    expected, before, ever = [], set[str](), False
    for period in PERIODS:
        if period not in held:
            continue
        expected += [(period, unit) for unit in sorted(held[period] - before) if ever]
        before, ever = held[period], ever or bool(held[period])
    assert Counter(captures(*entries)) == Counter(expected)
