"""Custody by example: S01, S03–S09, S11, S14."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.enums import Outcome
from scoreboard.rules.custody import holders_after, replay
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry, Lost, Term

YEAR = ("Q1", "Q2", "Q3", "Q4")


def opening(period: str, *units: str, **rest: Any) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.OPENING, units, **rest)


def award(period: str, *units: str, leaders: Sequence[str] | None = None, **rest: Any) -> LedgerEntry:
    first = units if leaders is None else tuple(leaders)
    return LedgerEntry(period, CustodyKind.AWARD, units, first, **rest)


def assigned(period: str, *units: str, **rest: Any) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.ASSIGNED, units, **rest)


def revoked(period: str, unit: str, reason: str | None = None) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.REVOKED, (unit,), reason=reason)


def restored(period: str, unit: str, reason: str | None = None) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.RESTORED, (unit,), reason=reason)


def abolished(period: str, unit: str, reason: str | None = None) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.ABOLISHED, (unit,), reason=reason)


def reopened(period: str) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.REOPENED)


def custody(*entries: LedgerEntry) -> tuple[Term, ...]:
    return replay(entries, YEAR)


def flags(terms: Sequence[Term], unit: str) -> int:
    return sum(unit in term.holders for term in terms)


@pytest.mark.parametrize("leaves", [revoked, abolished])
def test_the_margin_of_those_who_are_left_is_that_to_the_best_other_unit(leaves: Any) -> None:
    """The entry says who is first without the unit that leaves, and by how much."""
    won = award("Q2", "甲", "乙", margin=Decimal(0))
    first = replace(leaves("Q2", "乙"), leaders=("甲",), margin=Decimal(3))
    others = replace(first, leaders=("丙",))
    of_before = replace(first, leaders=(), margin=None)
    margins = [custody(won, entry)[0].margin for entry in (first, others, of_before)]
    assert margins == [Decimal(3), None, Decimal(0)]
    unmeasured = replace(won, leaders=("甲", "丁"), margin=None, reason="抽签")
    assert [custody(unmeasured, entry)[0].margin for entry in (first, of_before)] == [None, None]
    assert custody(award("Q2", "乙", margin=Decimal(2)), first)[0].margin is None, "nobody is left"


def test_s01_half_point() -> None:
    ceremony = date(2010, 11, 5)
    old, new = custody(
        opening("Q2", "洺关镇", awarded_on=date(2010, 8, 16)),
        award("Q3", "界河店乡", margin=Decimal("0.50"), awarded_on=ceremony),
    )
    assert old.outcome is Outcome.FIRST
    assert new == Term(
        period="Q3",
        holders=("界河店乡",),
        previous=("洺关镇",),
        outcome=Outcome.CAPTURED,
        defences={"界河店乡": 0},
        margin=Decimal("0.50"),
        awarded_on=ceremony,
        reason=None,
        winners=("界河店乡",),
    )


def test_an_opening_is_what_the_award_of_its_own_period_is_measured_against() -> None:
    captured = custody(opening("Q3", "洺关镇"), award("Q3", "界河店乡"))
    defended = custody(opening("Q3", "洺关镇"), award("Q3", "洺关镇"))
    assert [(t.previous, t.outcome) for t in captured] == [(("洺关镇",), Outcome.CAPTURED)]
    assert [(t.outcome, t.defences) for t in defended] == [(Outcome.DEFENDED, {"洺关镇": 1})]


def test_what_was_held_when_the_records_began_is_told_apart_from_what_was_awarded() -> None:
    assert [term.opening for term in custody(opening("Q2", "甲"), award("Q3", "甲"))] == [True, False]
    (term,) = custody(opening("Q2", "甲"), award("Q2", "甲"))
    assert not term.opening


def test_before_an_award_a_flag_is_neither_measured_nor_revoked_but_ends_with_its_holder() -> None:
    (held,) = custody(opening("Q2", "甲"))
    assert custody(opening("Q2", "甲"), measured("Q2", "甲", leaders="乙")) == (held,)
    assert custody(opening("Q2", "甲"), revoked("Q2", "甲")) == (held,)
    (ended,) = custody(opening("Q2", "甲"), abolished("Q2", "甲"))
    assert (ended.holders, ended.ended) == ((), ("甲",))


def test_an_opening_brings_the_defences_of_before_and_they_are_counted_on() -> None:
    opened, defended, kept, taken = custody(
        opening("Q1", "洺关镇", "界河店乡", defences={"洺关镇": 2}),
        award("Q2", "洺关镇"),
        award("Q3", "洺关镇"),
        award("Q4", "界河店乡"),
    )

    assert opened.defences == {"洺关镇": 2, "界河店乡": 0}
    assert (defended.defences, kept.defences) == ({"洺关镇": 3}, {"洺关镇": 4})
    assert taken.defences == {"界河店乡": 0}


def test_an_opening_counts_as_having_held_the_flag() -> None:
    vacant, won = custody(opening("Q2", "洺关镇"), award("Q2"), award("Q3", "界河店乡"))
    assert (vacant.outcome, vacant.previous) == (Outcome.VACANT, ("洺关镇",))
    assert won.outcome is Outcome.CAPTURED


def test_s03_joint_tie() -> None:
    (term,) = custody(award("Q2", "甲", "乙", tie="joint", margin=Decimal(0)))
    assert (term.holders, term.outcome, term.margin) == (("甲", "乙"), Outcome.JOINT, Decimal(0))
    assert [flags([term], unit) for unit in "甲乙丙"] == [1, 1, 0]


def test_s03_co_holders_who_tie_again_defend() -> None:
    _, term = custody(award("Q2", "甲", "乙", tie="joint"), award("Q3", "乙", "甲", tie="joint"))
    assert (term.outcome, term.defences, term.reason) == (Outcome.DEFENDED, {"甲": 1, "乙": 1}, "tie")


def test_s03_a_new_set_of_holders_is_joint_and_counts_defences_for_each() -> None:
    terms = custody(award("Q2", "甲"), award("Q3", "甲", "乙", tie="joint"), award("Q4", "乙"))
    assert [t.outcome for t in terms] == [Outcome.FIRST, Outcome.JOINT, Outcome.DEFENDED]
    assert [t.defences for t in terms] == [{"甲": 0}, {"甲": 1, "乙": 0}, {"乙": 1}]


def test_s03_a_decided_tie_keeps_the_decision_and_its_reason() -> None:
    (term,) = custody(award("Q2", "乙", leaders="甲乙", reason="抽签"))
    assert (term.holders, term.outcome, term.reason) == (("乙",), Outcome.FIRST, "抽签")


def test_s03_a_tie_decided_for_nobody_leaves_the_flag_vacant_whatever_the_rule() -> None:
    for rule in ("decide", "joint", "holder-retains"):
        _, term = custody(award("Q2", "甲"), award("Q3", leaders="甲乙", tie=rule, no_winner="retain"))
        assert (term.holders, term.outcome) == ((), Outcome.VACANT)


def test_s04_tie_with_the_holder() -> None:
    _, term = custody(
        award("Q2", "甲"),
        award("Q3", "甲", leaders="乙甲", tie="holder-retains", margin=Decimal(0)),
    )
    assert (term.holders, term.outcome, term.reason) == (("甲",), Outcome.DEFENDED, "tie")
    assert (term.defences, term.margin) == ({"甲": 1}, Decimal(0))


def test_s04_whoever_kept_a_flag_in_a_tie_has_it_by_that_tie_though_nobody_turns_out_to_have_held_it_before() -> None:
    kept = award("Q3", "甲", leaders="乙甲", tie="holder-retains", margin=Decimal(0))
    (term,) = custody(kept)
    assert (term.holders, term.outcome, term.reason) == (("甲",), Outcome.FIRST, "tie")
    _, taken = custody(award("Q2", "丙"), kept)
    assert (taken.holders, taken.outcome, taken.reason) == (("甲",), Outcome.CAPTURED, "tie")


def test_challengers_tie_and_the_flag_stays_without_a_defence() -> None:
    tie = award("Q3", leaders="甲乙", tie="holder-stays", undecided=True, margin=Decimal(0))
    _, term, after = custody(award("Q2", "丙"), tie, award("Q4", "丙"))
    assert (term.holders, term.winners, term.outcome, term.reason) == (("丙",), (), Outcome.RETAINED, "tie")
    assert (term.defences, term.margin, term.settled, term.depends) == ({"丙": 0}, None, True, True)
    assert (after.outcome, after.defences) == (Outcome.DEFENDED, {"丙": 1}), "the streak goes on"
    _, won = custody(award("Q2", "甲"), tie)
    assert (won.holders, won.outcome, won.defences, won.margin) == (("甲",), Outcome.DEFENDED, {"甲": 1}, 0)
    _, barred = custody(award("Q2", "丙"), replace(tie, barred=("丙",)))
    assert (barred.holders, barred.outcome, barred.settled) == ((), Outcome.OPEN, False)


def test_a_veto_takes_a_flag_that_stayed_because_others_tied_and_nobody_moves_up() -> None:
    tie = award("Q3", leaders="甲乙", tie="holder-stays", undecided=True)
    _, term = custody(award("Q2", "丙"), tie, revoked("Q3", "丙"))
    assert (term.holders, term.outcome) == ((), Outcome.REVOKED)


def test_a_decision_among_challengers_gives_way_to_a_holder_who_turns_up_and_one_for_nobody_stands() -> None:
    decided = award("Q3", "乙", leaders="甲乙", tie="holder-stays", reason="抽签", approved_by=("王",))
    _, stayed = custody(award("Q2", "丙"), decided)
    assert (stayed.holders, stayed.reason, stayed.approved_by) == (("丙",), "tie", ())
    _, vacant = custody(award("Q2", "丙"), award("Q3", leaders="甲乙", tie="holder-stays", reason="暂缓"))
    assert (vacant.holders, vacant.outcome) == ((), Outcome.VACANT)
    (waiting,) = replay([decided], YEAR, waiting={"Q3"})
    assert (waiting.holders, waiting.settled, waiting.outcome) == ((), False, Outcome.OPEN)


def test_s04_a_win_without_a_tie_has_no_reason() -> None:
    _, term = custody(award("Q2", "甲"), award("Q3", "甲"))
    assert (term.outcome, term.reason) == (Outcome.DEFENDED, None)


@pytest.mark.parametrize(
    ("no_winner", "holders", "outcome", "defences"),
    [("vacant", (), Outcome.VACANT, {}), ("retain", ("甲",), Outcome.RETAINED, {"甲": 1})],
)
def test_s05_nobody_eligible(
    no_winner: str, holders: tuple[str, ...], outcome: Outcome, defences: dict[str, int]
) -> None:
    terms = custody(award("Q1", "甲"), award("Q2", "甲"), award("Q3", no_winner=no_winner))
    assert (terms[-1].holders, terms[-1].outcome, terms[-1].defences) == (holders, outcome, defences)
    assert (terms[-1].previous, terms[-1].margin) == (("甲",), None)


def test_s05_retain_with_nobody_to_retain_is_vacant() -> None:
    (term,) = custody(award("Q2", no_winner="retain"))
    assert (term.holders, term.outcome) == ((), Outcome.VACANT)


def test_s05_the_streak_goes_on_after_a_retained_period() -> None:
    terms = custody(award("Q1", "甲"), award("Q2", no_winner="retain"), award("Q3", "甲"))
    assert [t.defences for t in terms] == [{"甲": 0}, {"甲": 0}, {"甲": 1}]


def test_s05_the_streak_ends_with_a_vacant_period() -> None:
    terms = custody(award("Q1", "甲"), award("Q2"), award("Q3", "甲"))
    assert [(t.outcome, t.defences) for t in terms] == [
        (Outcome.FIRST, {"甲": 0}),
        (Outcome.VACANT, {}),
        (Outcome.CAPTURED, {"甲": 0}),
    ]


def test_the_first_winner_after_vacant_periods_alone_is_first() -> None:
    assert [t.outcome for t in custody(award("Q1"), award("Q2", "甲"))] == [Outcome.VACANT, Outcome.FIRST]


def test_s07_veto_after_the_ceremony() -> None:
    entries = [
        award("Q2", "B"),
        award("Q3", "A", leaders="A", margin=Decimal(2), awarded_on=date(2010, 11, 5)),
    ]
    before = custody(*entries)
    after = custody(*entries, revoked("Q3", "A", "一票否决"))
    assert after[0] == before[0]
    assert (after[1].holders, after[1].outcome, after[1].margin) == ((), Outcome.REVOKED, None)
    assert (after[1].reason, after[1].winners, after[1].previous) == ("一票否决", ("A",), ("B",))
    assert after[1].awarded_on == date(2010, 11, 5)
    assert flags(before, "A") - flags(after, "A") == 1
    assert flags(after, "B") == 1, "the runner-up is not promoted"
    assert custody(*entries, revoked("Q3", "A"), restored("Q3", "A")) == before


def test_s07_one_of_two_co_holders_is_revoked() -> None:
    terms = custody(
        award("Q2", "甲", "乙", tie="joint", margin=Decimal(0)), revoked("Q2", "甲", "否决"), award("Q3", "甲")
    )
    assert (terms[0].holders, terms[0].outcome, terms[0].defences) == (("乙",), Outcome.FIRST, {"乙": 0})
    assert (terms[1].previous, terms[1].outcome) == (("乙",), Outcome.CAPTURED)


def test_s07_a_revocation_takes_what_was_merely_retained_and_concerns_its_unit_alone() -> None:
    held = (award("Q2", "甲"), award("Q3", no_winner="retain"))
    _, term = custody(*held, revoked("Q3", "甲"))
    assert (term.holders, term.outcome) == ((), Outcome.REVOKED), "nobody holds a flag under a veto of the period"
    assert custody(*held, revoked("Q3", "乙")) == custody(*held)


@pytest.mark.parametrize(("leaves", "kind"), [(revoked, CustodyKind.REVOKED), (abolished, CustodyKind.ABOLISHED)])
def test_what_several_retained_is_retained_by_who_is_left_of_them(leaves: Any, kind: CustodyKind) -> None:
    _, term = custody(award("Q2", "甲", "乙"), award("Q3", no_winner="retain"), leaves("Q3", "甲", "事故"))
    assert (term.holders, term.outcome, term.lost) == (("乙",), Outcome.RETAINED, (Lost("甲", kind, "事故"),))


def test_s05_whoever_is_barred_retains_nothing() -> None:
    _, term = custody(award("Q2", "甲"), replace(award("Q3", no_winner="retain"), barred=("甲",)))
    assert (term.holders, term.outcome, term.defences, term.depends) == ((), Outcome.VACANT, {}, True)
    _, joint = custody(award("Q2", "甲", "乙"), replace(award("Q3", no_winner="retain"), barred=("甲",)))
    assert (joint.holders, joint.outcome, joint.defences) == (("乙",), Outcome.RETAINED, {"乙": 0})


def test_s07_after_a_revoked_flag_the_next_winner_captures_it() -> None:
    terms = custody(award("Q2", "A"), revoked("Q2", "A"), award("Q3", "A"), award("Q4", no_winner="retain"))
    assert [t.outcome for t in terms] == [Outcome.REVOKED, Outcome.CAPTURED, Outcome.RETAINED]
    assert terms[1].defences == {"A": 0}


def test_s08_custody_moves_only_on_a_recorded_decision() -> None:
    published = [award("Q2", "A", margin=Decimal(1), awarded_on=date(2010, 8, 16))]
    decision = assigned("Q2", "B", margin=Decimal("0.5"), awarded_on=date(2010, 8, 20), reason="更正")
    (before,) = custody(*published)
    (after,) = custody(*published, decision)
    assert before.holders == ("A",)
    assert (after.holders, after.outcome, after.margin, after.reason) == (
        ("B",),
        Outcome.FIRST,
        Decimal("0.5"),
        "更正",
    )


def test_s09_cascade() -> None:
    won = [award("Q2", "A"), award("Q3", "A")]
    assert [t.defences for t in custody(*won)] == [{"A": 0}, {"A": 1}]
    q2, q3 = custody(*won, assigned("Q2", "B", reason="更正"))
    assert (q2.holders, q2.outcome) == (("B",), Outcome.FIRST)
    assert (q3.holders, q3.previous, q3.outcome, q3.defences) == (("A",), ("B",), Outcome.CAPTURED, {"A": 0})


def test_s09_a_tie_is_resolved_again_against_the_corrected_holder() -> None:
    won = [award("Q2", "A"), award("Q3", "A", leaders="AB", tie="holder-retains", reason="依规则")]
    _, q3 = custody(*won, assigned("Q2", "B"))
    assert (q3.holders, q3.outcome, q3.reason) == (("B",), Outcome.DEFENDED, "tie")
    _, q3 = custody(*won, assigned("Q2", "C"))
    assert (q3.holders, q3.outcome) == (("A",), Outcome.CAPTURED), "challengers alone: what was recorded stands"


def test_s09_an_earlier_place_is_resolved_from_the_recorded_places() -> None:
    (term,) = custody(award("Q2", "B", leaders="AB", tie="earlier-place:roads", places={"A": 4, "B": 2}))
    assert term.holders == ("B",)


def test_s11_abolition_leaves_the_flag_vacant_until_a_decision() -> None:
    held = [award("Q2", "邯郸县", awarded_on=date(2010, 8, 16)), abolished("Q2", "邯郸县", "撤县设区")]
    (vacant,) = custody(*held)
    assert (vacant.holders, vacant.outcome, vacant.reason) == ((), Outcome.VACANT, "撤县设区")
    assert vacant.winners == ("邯郸县",), "history stays with the old unit"
    (decided,) = custody(*held, assigned("Q2", "丛台区"))
    assert decided.holders == ("丛台区",)
    _, won = custody(*held, award("Q3", "邯山区"))
    assert (won.outcome, won.previous) == (Outcome.CAPTURED, ())


def test_s11_an_abolished_unit_keeps_nothing_not_even_what_it_retained() -> None:
    _, term = custody(award("Q2", "甲"), award("Q3", no_winner="retain"), abolished("Q3", "甲"))
    assert (term.holders, term.outcome) == ((), Outcome.VACANT)


def test_s14_a_villages_township_flags_add_nothing_to_its_countys_city_count() -> None:
    township = [custody(award("Q3", "杜刘固村")) for _ in range(2)]
    city = custody(award("Q3", "永年县"))
    assert sum(flags(terms, "杜刘固村") for terms in township) == 2
    assert flags(city, "永年县") == 1


def test_reopening_voids_the_award_and_its_decisions_but_not_the_opening() -> None:
    entries = [opening("Q2", "甲"), award("Q2", "乙"), revoked("Q2", "乙"), assigned("Q2", "丙"), reopened("Q2")]
    (term,) = custody(*entries)
    assert (term.holders, term.outcome) == (("甲",), Outcome.FIRST)
    assert custody(award("Q2", "乙"), reopened("Q2")) == ()


def test_a_decision_without_an_award_makes_no_term() -> None:
    assert custody(assigned("Q2", "甲"), revoked("Q2", "甲"), abolished("Q2", "甲")) == ()
    (term,) = custody(assigned("Q2", "甲"), award("Q2", "乙", leaders="甲乙"))
    assert term.holders == ("乙",)


def test_a_decision_for_nobody_is_vacant() -> None:
    _, term = custody(award("Q1", "甲"), award("Q2", "甲", margin=Decimal(3)), assigned("Q2", reason="空缺"))
    assert (term.holders, term.outcome, term.margin, term.reason) == ((), Outcome.VACANT, None, "空缺")


def test_while_an_earlier_period_waits_a_term_tells_what_its_own_entries_settle() -> None:
    day = date(2010, 11, 5)
    entry = award(
        "Q3", "乙", leaders="甲乙", margin=Decimal(0), awarded_on=day, reason="抽签", approved_by=("王", "李")
    )
    terms = replay([award("Q1", "甲"), entry], YEAR, waiting={"Q3"})
    assert terms[1] == Term(
        period="Q3",
        holders=("乙",),
        previous=(),
        outcome=Outcome.OPEN,
        defences={},
        margin=Decimal(0),
        awarded_on=day,
        reason="抽签",
        winners=("乙",),
        settled=True,
        approved_by=("王", "李"),
    )


def test_while_an_earlier_period_waits_a_tie_that_the_holder_would_keep_says_nobody() -> None:
    day = date(2010, 11, 5)
    entry = award("Q3", "甲", leaders="甲乙", tie="holder-retains", margin=Decimal(0), awarded_on=day, reason="tie")
    (term,) = replay([entry], YEAR, waiting={"Q3"})
    assert (term.holders, term.winners, term.settled, term.outcome) == ((), (), False, Outcome.OPEN)
    assert (term.margin, term.reason, term.approved_by, term.awarded_on) == (None, None, (), day)


def test_while_an_earlier_period_waits_a_flag_that_nobody_may_have_is_vacant_unless_it_stays() -> None:
    def told(entry: LedgerEntry) -> tuple[tuple[str, ...], bool, bool]:
        ((waiting,), (alone,)) = replay([entry], YEAR, waiting={"Q3"}), custody(entry)
        return waiting.holders, waiting.settled, alone.depends

    assert told(award("Q3", no_winner="vacant")) == ((), True, False)
    assert told(award("Q3", no_winner="retain")) == ((), False, True), "it depends on who held it before"
    of_before: dict[str, Any] = {"leaders": (), "no_winner": "retain"}
    assert told(award("Q3", "甲", **of_before)) == (("甲",), True, False), "an older ledger does not say who was first"


def test_while_an_earlier_period_waits_a_decision_about_the_later_one_still_stands() -> None:
    entries = [award("Q3", "甲"), assigned("Q3", "乙", leaders=("乙",), margin=Decimal(1), reason="更正")]
    (term,) = replay(entries, YEAR, waiting={"Q3"})
    assert (term.holders, term.outcome, term.previous, term.defences) == (("乙",), Outcome.OPEN, (), {})
    assert [(one.unit, one.kind, one.reason) for one in term.lost] == [("甲", CustodyKind.ASSIGNED, "更正")]


def test_s11_a_flag_whose_only_holder_ever_was_abolished_is_captured_from_that_one() -> None:
    for begins in ((award("Q1", "甲"),), (award("Q1"), assigned("Q1", "甲"))):
        (term,) = custody(*begins, abolished("Q1", "甲"), assigned("Q1", "乙"))
        assert (term.outcome, term.previous) == (Outcome.CAPTURED, ("甲",)), "somebody had held it"


def test_s11_a_flag_of_an_abolished_holder_is_captured_from_that_one_whoever_had_it_before() -> None:
    _, term = custody(award("Q1", "甲"), award("Q2", "乙"), abolished("Q2", "乙"), assigned("Q2", "甲", reason="裁定"))
    assert (term.holders, term.previous, term.outcome) == (("甲",), ("乙",), Outcome.CAPTURED)
    assert (term.defences, term.ended) == ({"甲": 0}, ())


def test_a_vacant_flag_that_goes_back_to_its_former_holder_is_retained_with_the_defences_that_it_had() -> None:
    *_, term = custody(award("Q1", "甲"), award("Q2", "甲"), award("Q3"), assigned("Q3", "甲", margin=Decimal(3)))
    assert (term.outcome, term.defences, term.margin) == (Outcome.RETAINED, {"甲": 1}, None)


def test_a_correction_by_which_the_former_holder_is_first_is_a_defence() -> None:
    entries = [award("Q1", "甲"), award("Q2"), assigned("Q2", "甲", leaders=("甲",), margin=Decimal(3))]
    *_, term = custody(*entries)
    assert (term.outcome, term.defences, term.margin) == (Outcome.DEFENDED, {"甲": 1}, Decimal(3))


def test_a_margin_follows_corrections_of_others() -> None:
    def measured(*leaders: str, margin: str | None = None) -> LedgerEntry:
        return LedgerEntry("Q1", CustodyKind.MEASURED, (), leaders, margin=None if margin is None else Decimal(margin))

    won = award("Q1", "甲", margin=Decimal("0.5"))
    for entry, margin in (
        (measured("甲", margin="0.2"), Decimal("0.2")),
        (measured("甲", "乙", margin="0.2"), Decimal(0)),
        (measured("乙", margin="0.2"), None),
    ):
        (term,) = custody(won, entry)
        assert term.margin == margin, entry
    second = replace(measured("甲", margin="0.2"), period="Q2")
    for retained in ((award("Q2", no_winner="retain"),), (award("Q2"), assigned("Q2", "甲"))):
        _, kept = custody(award("Q1", "甲"), *retained, second)
        assert (kept.outcome, kept.margin) == (Outcome.RETAINED, None), "what is merely retained is won by nothing"
    (joint,) = custody(award("Q1", "甲", "乙", tie="joint"), measured("甲", "乙", "丙"))
    assert joint.margin == 0


def test_whoever_is_given_a_flag_leads_by_what_the_corrected_scores_say_and_by_nothing_unless_first() -> None:
    """A vacancy's decision does not say who was first: its margin is what it was decided with."""
    won = award("Q1", "甲", margin=Decimal(2))
    for leaders, margin in (("乙", Decimal(3)), ("乙丙", Decimal(0)), ("丙", None), ("", Decimal(3))):
        (term,) = custody(won, assigned("Q1", "乙", leaders=tuple(leaders), margin=Decimal(3)))
        assert (term.holders, term.margin) == (("乙",), margin), leaders


def test_s11_of_a_flag_that_is_left_vacant_by_decision_it_is_still_known_who_ended_with_it() -> None:
    (term,) = custody(award("Q1", "甲"), abolished("Q1", "甲"), assigned("Q1"))
    assert (term.holders, term.ended, term.outcome) == ((), ("甲",), Outcome.VACANT)


def test_a_tie_that_nobody_has_decided_is_open_until_the_rule_or_a_decision_settles_it() -> None:
    open_tie = award("Q2", leaders="甲乙", undecided=True)
    _, term = custody(award("Q1", "丙"), open_tie)
    assert (term.holders, term.outcome, term.settled) == ((), Outcome.OPEN, False)
    _, kept = custody(award("Q1", "甲"), replace(open_tie, tie="holder-retains"))
    assert (kept.holders, kept.outcome, kept.settled) == (("甲",), Outcome.DEFENDED, True)


def test_who_approved_a_decision_did_not_approve_what_the_rule_makes_of_it_since() -> None:
    decided = award("Q2", "乙", leaders="甲乙", tie="holder-retains", approved_by=("王",))
    _, term = custody(award("Q1", "甲"), decided)
    assert (term.holders, term.approved_by) == (("甲",), ())
    (waiting,) = replay([replace(decided, tie="joint")], YEAR, waiting={"Q2"})
    assert (waiting.holders, waiting.approved_by) == (("甲", "乙"), ())


def test_who_approved_a_decision_is_told_as_long_as_anybody_holds_the_flag_by_it() -> None:
    decided = award("Q1", "甲", "乙", leaders="甲乙丙", margin=Decimal(0), reason="抽签", approved_by=("王",))
    (one,) = custody(decided, revoked("Q1", "甲"))
    assert (one.holders, one.margin, one.approved_by) == (("乙",), 0, ("王",))
    assert one.reason == "抽签", "what they approved is told, and no veto"
    (none,) = custody(decided, revoked("Q1", "甲"), revoked("Q1", "乙"))
    assert (none.holders, none.margin, none.approved_by) == ((), None, ())


def test_an_open_term_stays_open_when_its_holder_loses_the_flag() -> None:
    (term,) = replay([award("Q3", "甲"), revoked("Q3", "甲")], YEAR, waiting={"Q3"})
    assert (term.holders, term.outcome) == ((), Outcome.OPEN)


def test_who_holds_the_flag_after_several_terms_is_who_holds_it_last() -> None:
    assert holders_after(custody(award("Q1", "甲"), award("Q2", "乙"), award("Q3", "丙"))) == ("丙",)


def test_who_approved_what_nobody_may_know_yet_is_not_told() -> None:
    decided = award("Q3", leaders="甲乙", tie="holder-retains", reason="抽签", approved_by=("王",))
    (term,) = replay([decided], YEAR, waiting={"Q3"})
    assert (decided.settled, term.outcome, term.approved_by) == (False, Outcome.OPEN, ())
    (known,) = replay([award("Q3", "甲", leaders="甲乙", reason="抽签", approved_by=("王",))], YEAR, waiting={"Q3"})
    assert (known.outcome, known.approved_by) == (Outcome.OPEN, ("王",))


def test_an_entry_of_an_unknown_period_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period of this contest: Q5"):
        custody(award("Q5", "甲"))


def test_without_terms_nobody_holds_the_flag() -> None:
    assert holders_after(custody()) == ()
    assert holders_after(custody(award("Q1", "甲"), award("Q2", "乙"))) == ("乙",)


def measured(period: str, *units: str, leaders: str, margin: Decimal = Decimal(1)) -> LedgerEntry:
    return LedgerEntry(period, CustodyKind.MEASURED, units, tuple(leaders), margin=margin)


TIED = award("Q3", "A", leaders="AB", tie="holder-retains", margin=Decimal(0))


def test_s08_the_reason_of_a_tie_goes_with_its_tie_and_comes_back_with_it() -> None:
    ended = measured("Q3", "A", leaders="C")
    _, term = custody(award("Q2", "A"), TIED, ended)
    assert (term.holders, term.reason, term.margin) == (("A",), None, None)
    _, term = custody(award("Q2", "A"), TIED, ended, measured("Q3", "A", leaders="BA"))
    assert (term.holders, term.reason, term.margin) == (("A",), "tie", Decimal(0))


def overtaken(*entries: LedgerEntry) -> tuple[str, ...]:
    return custody(*entries)[-1].overtaken_by


def test_s08_who_is_first_since_a_correction_is_told_while_the_flag_stays() -> None:
    won = award("Q3", "A", margin=Decimal(5))
    assert overtaken(won, measured("Q3", "A", leaders="B")) == ("B",)
    assert overtaken(won, measured("Q3", "A", leaders="AB")) == ("B",)
    assert overtaken(won, measured("Q3", "A", leaders="A")) == ()
    assert overtaken(won, measured("Q3", "A", leaders="B"), measured("Q3", "A", leaders="A")) == ()
    assert overtaken(award("Q3", "A", "B", tie="joint"), measured("Q3", "A", "B", leaders="B")) == ("B",)
    assert overtaken(TIED, measured("Q3", "A", leaders="ABC")) == ("C",), "who tied when it was won is no news"
    assert overtaken(award("Q3"), measured("Q3", leaders="B")) == ("B",), "vacant, for nobody was good enough"


def test_s08_it_is_not_told_where_something_else_says_why() -> None:
    won = award("Q3", "A", margin=Decimal(5))
    since = measured("Q3", "A", leaders="B")
    assert overtaken(won, since, revoked("Q3", "A")) == ()
    assert overtaken(won, revoked("Q3", "A"), since) == (), "nobody moves up"
    assert overtaken(won, assigned("Q3", "C", reason="裁定"), since) == ()
    assert overtaken(award("Q3", leaders="AB", undecided=True), measured("Q3", leaders="B")) == (), "left open"
    back = restored("Q3", "B", "查无此事")
    assert overtaken(won, back, measured("Q3", "A", leaders="BA")) == (), "its veto was lifted"
    assert overtaken(TIED, back, measured("Q3", "A", leaders="ABC")) == ("C",)
    assert overtaken(TIED, restored("Q3", "C", "查无此事"), measured("Q3", "A", leaders="ABC")) == ()


PLACED = award(
    "Q3", "A", leaders="AB", tie="earlier-place:roads", places={"A": 1, "B": 2}, reason="earlier-place:roads"
)


def placed(leaders: str = "AB", **places: int) -> LedgerEntry:
    """A correction, and the places on roads since."""
    return replace(measured("Q3", "A", leaders=leaders), tie="earlier-place:roads", places=places)


def test_s08_who_is_no_longer_behind_where_a_place_decided_is_told_while_the_tie_lasts() -> None:
    assert overtaken(PLACED, placed(A=3, B=2)) == ("B",)
    assert overtaken(PLACED, placed(A=2, B=2)) == ("B",)
    assert overtaken(PLACED, placed(A=1, B=2)) == ()
    assert overtaken(PLACED, placed(A=3, B=2), placed(A=1, B=2)) == ()
    assert overtaken(PLACED, measured("Q3", "A", leaders="AB")) == (), "where places are not told"
    assert overtaken(PLACED, placed("B", A=3, B=2)) == ("B",), "by another score it is first alone"
    (term,) = custody(PLACED, placed("B", A=3, B=2), placed(A=3, B=2))
    assert (term.reason, term.overtaken_by) == ("earlier-place:roads", ("B",)), "the tie is there again"
    decided = replace(PLACED, tie="decide", reason="抽签")
    assert overtaken(decided, placed(A=3, B=2)) == (), "a decision goes by no place"
    assert overtaken(PLACED, assigned("Q3", "A", leaders="AB", reason="earlier-place:roads"), placed(A=3, B=2)) == ()
    assert overtaken(PLACED, abolished("Q3", "B"), placed(A=3, B=2)) == ()
    assert overtaken(PLACED, restored("Q3", "B", "查无此事"), placed(A=3, B=2)) == (), "its veto was lifted, as is told"
    assert overtaken(PLACED, placed(A=3, B=2), revoked("Q3", "A")) == ()


def told_because(*entries: LedgerEntry) -> str | None:
    return custody(*entries)[-1].reason


@pytest.mark.parametrize(
    ("leaders", "reason"),
    [("BA", "tie"), ("ABC", "tie"), ("A", None), ("AC", None), ("B", None), ("BC", None), ("C", None)],
)
def test_s08_a_tie_says_why_while_one_of_those_who_tied_is_first_beside_the_holder(
    leaders: str, reason: str | None
) -> None:
    """Whoever joins is told; of a tie that nobody else is left in, it says nothing any more."""
    assert told_because(award("Q2", "A"), TIED, measured("Q3", "A", leaders=leaders)) == reason


@pytest.mark.parametrize(
    ("leaders", "reason"), [("AB", "tie"), ("AD", "tie"), ("DE", "tie"), ("A", None), ("AC", None)]
)
def test_a_flag_that_stayed_because_others_tied_says_so_while_any_two_others_tie(
    leaders: str, reason: str | None
) -> None:
    stayed = award("Q3", leaders="AB", tie="holder-stays", undecided=True, margin=Decimal(0))
    since = measured("Q3", "C", leaders=leaders)
    _, term = custody(award("Q2", "C"), stayed, since)
    assert (term.holders, term.reason) == (("C",), reason)
    if reason:
        assert term.overtaken_by == (), "whoever ties for first does not take it"


def test_s08_places_that_decided_a_tie_say_why_unless_somebody_joins_who_is_not_behind_by_them() -> None:
    said = "earlier-place:roads"
    assert told_because(PLACED, placed("ABC", A=1, B=2, C=3)) == said
    assert told_because(PLACED, placed("ABC", A=1, B=2, C=1)) is None
    assert told_because(PLACED, placed("ABC", A=3, B=2, C=4)) == said, "of B it is told that it is behind no more"
    assert overtaken(PLACED, placed("ABC", A=3, B=2, C=4)) == ("B",)
    drawn = replace(PLACED, tie="decide", reason="抽签")
    assert told_because(drawn, replace(placed("ABC", A=2, B=2, C=1), tie="decide")) == "抽签", "it went by no place"


def test_of_a_unit_that_has_ended_it_is_told_no_more_that_it_is_first() -> None:
    won, first = award("Q3", "A", margin=Decimal(5)), measured("Q3", "A", leaders="BC")
    assert overtaken(won, first) == ("B", "C")
    assert overtaken(won, first, abolished("Q3", "B")) == ("C",), "of the others it is"
    assert overtaken(won, first, revoked("Q3", "B")) == ("B", "C"), "until it is measured who is first without it"
    back = (restored("Q3", "B", "查无此事"), restored("Q3", "C", "查无此事"), first)
    (term,) = custody(won, *back, abolished("Q3", "B"))
    assert [one.unit for one in term.lifted] == ["C"]


def test_where_nobody_else_was_told_as_first_whoever_is_without_the_ended_is_unless_a_holder_is_among_them() -> None:
    won, first = award("Q3", "A", margin=Decimal(5)), measured("Q3", "A", leaders="B")
    for leaders, told in ((("C", "D"), ("C", "D")), (("A", "C"), ()), ((), ())):
        assert overtaken(won, first, replace(abolished("Q3", "B"), leaders=leaders)) == told
    both = measured("Q3", "A", leaders="BC")
    assert overtaken(won, both, replace(abolished("Q3", "B"), leaders=("D",))) == ("C",)
    assert overtaken(won, replace(abolished("Q3", "B"), leaders=("C",))) == (), "nobody was told as first"


def test_a_vacancy_that_goes_back_is_retained_though_its_holder_is_first_and_a_correction_is_not() -> None:
    """Early ledgers say so by who is first alone: a vacancy named nobody."""
    for no_winner, leaders, outcome in (
        ("retain", ("A",), Outcome.RETAINED), ("vacant", ("A",), Outcome.DEFENDED), ("vacant", (), Outcome.RETAINED),
    ):  # fmt: skip
        given_back = assigned("Q3", "A", leaders=leaders, no_winner=no_winner, margin=Decimal(2))
        _, term = custody(award("Q2", "A"), award("Q3"), given_back)
        assert (term.outcome, term.margin) == (outcome, Decimal(2) if outcome is Outcome.DEFENDED else None)
        _, moved = custody(award("Q2", "A"), award("Q3", "B"), given_back)
        assert moved.outcome is Outcome.DEFENDED, "it was taken from another one"


def test_a_unit_that_has_ended_is_not_told_as_first_whatever_is_decided_or_awarded_after_it() -> None:
    ended, first = abolished("Q3", "B"), measured("Q3", "A", leaders="BC")
    for since in (award("Q3", "A"), assigned("Q3", "A", leaders=("A",), reason="裁定")):
        assert overtaken(award("Q3", "A"), ended, since, first) == ("C",), since.kind


def test_s08_a_flag_whose_tie_has_ended_moves_by_a_decision_only() -> None:
    ended = measured("Q3", "A", leaders="C")
    _, term = custody(award("Q2", "A"), assigned("Q2", "B"), TIED, ended)
    assert (term.holders, term.previous, term.outcome, term.reason) == (("A",), ("B",), Outcome.CAPTURED, None)
    (alone,) = custody(TIED, ended)
    assert (alone.holders, alone.outcome) == (("A",), Outcome.FIRST)
    _, decided = custody(award("Q2", "B"), TIED, ended, assigned("Q3", "C", reason="更正"))
    assert (decided.holders, decided.reason) == (("C",), "更正")


def test_s08_a_flag_that_stayed_in_a_tie_stays_when_the_tie_ends() -> None:
    stays = award("Q3", leaders="AB", tie="holder-stays", undecided=True, margin=Decimal(0))
    ended = measured("Q3", "C", leaders="A")
    _, term = custody(award("Q2", "C"), stays, ended)
    assert (term.holders, term.outcome, term.reason, term.defences) == (("C",), Outcome.RETAINED, None, {"C": 0})
    _, term = custody(award("Q2", "B"), stays, ended)
    assert (term.holders, term.outcome, term.previous) == (("C",), Outcome.CAPTURED, ("B",))


def test_a_lifted_veto_by_which_the_holder_is_not_first_is_told_and_takes_the_margin() -> None:
    won = award("Q3", "B", leaders="B", margin=Decimal(2))
    lifted = (restored("Q3", "A", "查无此事"), measured("Q3", "B", leaders="A"))
    (term,) = custody(won, *lifted)
    assert (term.holders, term.margin, term.reason) == (("B",), None, None)
    assert [(one.unit, one.reason) for one in term.lifted] == [("A", "查无此事")]
    (again,) = custody(won, *lifted, revoked("Q3", "A"), measured("Q3", "B", leaders="B", margin=Decimal(2)))
    assert (again.margin, again.lifted) == (Decimal(2), ())


def test_a_tie_that_was_awarded_anew_has_not_ended_by_what_was_measured_before() -> None:
    _, term = custody(award("Q2", "B"), award("Q3", "A"), measured("Q3", "A", leaders="C"), TIED)
    assert (term.holders, term.outcome) == (("B",), Outcome.DEFENDED)


def test_s08_after_a_correction_that_moved_the_flag_the_next_one_is_measured_against_it() -> None:
    moved = assigned("Q3", "C", leaders=("C",), reason="更正")
    assert overtaken(award("Q3", "A"), moved, measured("Q3", "C", leaders="B")) == ("B",)
    (term,) = custody(award("Q3", "A"), restored("Q3", "B", "查无此事"), moved, measured("Q3", "C", leaders="B"))
    assert ([one.unit for one in term.lifted], term.overtaken_by) == ([], ("B",)), "it was decided after the lifting"


def test_a_veto_that_was_lifted_and_came_again_is_lifted_no_more() -> None:
    again = restored("Q3", "B", "查无此事"), revoked("Q3", "B", "再犯")
    (term,) = custody(award("Q3", "A"), *again, measured("Q3", "A", leaders="B"))
    assert (term.lifted, term.overtaken_by) == ((), ("B",))


def test_a_lifted_veto_is_told_of_a_unit_that_is_first_and_of_a_flag_that_is_held() -> None:
    back = restored("Q3", "B", "查无此事")
    (behind,) = custody(award("Q3", "A"), back, measured("Q3", "A", leaders="A"))
    assert behind.lifted == ()
    (vacant,) = custody(award("Q3", "A"), revoked("Q3", "A"), back, measured("Q3", "A", leaders="B"))
    assert (vacant.holders, vacant.lifted) == ((), ())


DRAWN = award("Q3", "A", leaders="AB", tie="holder-retains", margin=Decimal(0), reason="抽签", approved_by=("王",))


@pytest.mark.parametrize("before", ["", "B"], ids=["nobody before", "the other one before, as it turns out"])
def test_s08_the_decision_of_a_tie_goes_with_its_tie_with_who_approved_it(before: str) -> None:
    earlier = [award("Q2", before)] if before else []
    ended = measured("Q3", "A", leaders="C")
    term = custody(*earlier, DRAWN, ended)[-1]
    assert (term.holders, term.reason, term.approved_by) == (("A",), None, ())
    term = custody(*earlier, DRAWN, ended, measured("Q3", "A", leaders="B"))[-1]
    assert (term.reason, term.approved_by) == (None, ()), "another correction that does not bring it back"
    back = measured("Q3", "A", leaders="BA")
    term = custody(*earlier, DRAWN, ended, back)[-1]
    assert (term.holders, term.reason, term.approved_by) == (("A",), "抽签", ("王",))
    term = custody(*earlier, DRAWN, ended, back, revoked("Q3", "A"), measured("Q3", "A", leaders="AB"))[-1]
    assert (term.holders, term.reason) == ((), None), "a tie says nothing of a flag that was taken from its holder"


def test_s08_a_decision_that_went_to_another_one_is_not_told_of_whoever_has_the_flag_since() -> None:
    """The tie was decided for B; before it ended A had the flag by the rule, and keeps it. B held it before, now."""
    other = replace(DRAWN, units=("B",))
    for leaders in ("C", "BA"):
        _, term = custody(
            award("Q2", "B"), other, measured("Q3", "A", leaders="C"), measured("Q3", "A", leaders=leaders)
        )
        assert (term.holders, term.reason, term.approved_by) == (("A",), None, ())


def test_a_reason_for_which_one_of_several_lost_the_flag_is_not_replaced_by_that_of_their_tie() -> None:
    both = award("Q3", "A", "B", leaders="ABC", margin=Decimal(0), reason="抽签")
    (term,) = custody(both, revoked("Q3", "A", "事故"), measured("Q3", "A", "B", leaders="ABC"))
    assert (term.holders, term.reason) == (("B",), "事故")
    assert ([(one.unit, one.reason) for one in term.lost], term.ended) == ([("A", "事故")], ())


def test_s08_a_holder_who_is_first_alone_since_a_correction_is_overtaken_by_nobody() -> None:
    assert overtaken(replace(DRAWN, tie="decide"), measured("Q3", "A", leaders="A")) == ()


def test_whose_tie_has_ended_has_the_flag_whoever_held_it_before() -> None:
    stays = award("Q3", leaders="AB", tie="holder-stays", undecided=True, margin=Decimal(0))
    _, term = custody(award("Q2", "B"), stays, measured("Q3", "C", leaders="A"))
    assert (term.holders, term.depends) == (("C",), False)
    _, term = custody(award("Q2", "C"), stays)
    assert (term.holders, term.depends) == (("C",), True)


def test_only_an_opening_brings_defences_of_before() -> None:
    (term,) = custody(award("Q1", "A", defences={"A": 5}))
    assert term.defences == {"A": 0}


def test_the_reason_of_an_award_without_a_tie_outlasts_a_correction() -> None:
    given = award("Q1", "A", reason="按规定", approved_by=("王", "李"))
    (term,) = custody(given, measured("Q1", "A", leaders="B"))
    assert (term.holders, term.reason, term.approved_by, term.overtaken_by) == (
        ("A",), "按规定", ("王", "李"), ("B",),
    )  # fmt: skip
