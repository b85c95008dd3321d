"""A correction as it is told: with each reason and whoever approved it."""

from typing import Any

from scoreboard.publications.corrections import SignedReason, ToldCorrection, told_correction
from scoreboard.wire import UNSET, to_json

AT = "2031-04-08T01:00:00+00:00"


def signed(reason: str, *names: str) -> SignedReason:
    return SignedReason(reason=reason, approved_by=names)


def kept(**given: Any) -> ToldCorrection:
    """One that became public before each reason was kept with its own."""
    return ToldCorrection(
        **{"old": "80", "new": "90", "reason": "漏计；复核", "approved_by": "王、李", "at": AT, **given}
    )


def test_one_reason_with_one_signature_is_told_as_it_is() -> None:
    told = told_correction("80", None, AT, [signed("漏计", "王")])
    assert to_json(told) == {"old": "80", "new": None, "reason": "漏计", "approved_by": "王", "at": AT}
    assert told.every_reason == (signed("漏计", "王"),)


def test_several_are_told_in_a_line_for_scripts_and_each_with_its_own_for_people() -> None:
    both = [signed("漏计", "王"), signed("复核；再核", "李", "王")]
    told = told_correction(None, "90", AT, both)
    assert (told.old, told.new) == (None, "90")
    assert (told.reason, told.approved_by) == ("漏计；复核；再核", "王、李")
    assert (told.signed, told.every_reason) == (tuple(both), tuple(both))
    twice = told_correction(None, "90", AT, [signed("漏计", "王"), signed("漏计", "李")])
    assert (twice.reason, twice.approved_by, len(twice.every_reason)) == ("漏计", "王、李", 2)


def test_one_reason_with_several_signatures_keeps_them_apart() -> None:
    told = told_correction(None, "90", AT, [signed("漏计", "王", "李")])
    assert told.signed == (signed("漏计", "王", "李"),)
    same = told_correction(None, "90", AT, [signed("漏计", "王"), signed("复核", "王")])
    assert same.signed == (signed("漏计", "王"), signed("复核", "王"))


def test_what_was_public_before_reasons_were_kept_apart_is_told_with_all_who_signed() -> None:
    assert kept().every_reason == (signed("漏计；复核", "王、李"),)
    assert kept(signers=("王", "李")).every_reason == (signed("漏计；复核", "王", "李"),)
    assert kept(reasons=("漏计", "复核")).every_reason == (signed("漏计", "王、李"), signed("复核", "王、李"))
    assert kept(reasons=("漏计", "复核"), signed=(signed("好", "赵"),)).every_reason == (signed("好", "赵"),)
    assert kept().signed is UNSET
