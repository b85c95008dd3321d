"""How a nominee stands, and what of that is public: from the nominee's own row alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.enums import NomineeStatus
from scoreboard.locale import Both
from scoreboard.models import Competition, Honour, Nominee, Star
from scoreboard.publications.told_nominees import (
    FIELDS,
    awaits_confirmation,
    confirmed_counts,
    entered_counts,
    fields_of,
    honour_english,
    notice_until,
    person_called,
    public_person,
    result_of,
    standing_in,
    told_by_notice,
    told_in_full,
    told_inside,
)

COUNTED = dict(zip(FIELDS, (10, 10, 10, 8, 12, 12, 12, 6), strict=True))
TWO_THIRDS = dict(zip(FIELDS, (12, 12, 12, 8, 12, 12, 12, 8), strict=True))
NOTICE = date(2010, 9, 28)


def competition(**given: Any) -> Competition:
    usual = {"id": "c", "name": "c", "host": "h", "publicity_working_days": 5, "publicity_calendar": "CN"}
    return Competition(**{**usual, "publicity_mask": False, **given})


def star(sealed: str = "winners", *, quorum: int = 0) -> Star:
    voters = {"members": "60", "masses": "40"}
    return Star(id="s", name="s", position=1, voters=voters, sealed=sealed, quorum=Decimal(quorum), places=1)


def nominee(**given: Any) -> Nominee:
    """Somebody with confirmed counts, 68 percent by weight."""
    usual = {"period_id": "q", "star_id": "s", "unit_id": "u", "person": "王建国", "post": "主任", **COUNTED}
    return Nominee(**{**usual, "confirmed_counts": COUNTED, **given})


def test_counts_are_told_by_field_and_count_once_they_are_confirmed() -> None:
    assert (
        *("members_issued", "members_returned", "members_valid", "members_for"),
        *("masses_issued", "masses_returned", "masses_valid", "masses_for"),
    ) == FIELDS
    assert fields_of("masses") == FIELDS[4:]
    assert entered_counts(nominee()) == confirmed_counts(nominee()) == COUNTED
    assert confirmed_counts(nominee(confirmed_counts=None)) == dict.fromkeys(FIELDS)
    partly = nominee(confirmed_counts={"members_for": 3})
    assert confirmed_counts(partly) == {**dict.fromkeys(FIELDS), "members_for": 3}
    assert [awaits_confirmation(one) for one in (nominee(), partly)] == [False, True]


def test_s17_a_result_weighs_the_groups() -> None:
    assert result_of(star(), COUNTED).value == 68
    assert result_of(star(), {**COUNTED, "masses_valid": None}).value is None
    fewer = {**COUNTED, "members_returned": 8, "members_valid": 8}
    assert (result_of(star(quorum=80), fewer).value, result_of(star(quorum=90), fewer).value) == (80, None)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ({}, "nominated"),
        ({"status": ""}, "nominated"),
        ({"notice_from": NOTICE}, "on-notice"),
        ({"notice_from": NOTICE, "status": "objected"}, "objected"),
        ({"notice_from": NOTICE, "status": "confirmed"}, "confirmed"),
        ({"status": "not-elected"}, "not-elected"),
    ],
)
def test_who_has_a_notice_is_on_notice_until_more_is_decided(given: dict[str, Any], standing: str) -> None:
    assert standing_in(nominee(**given)) == standing


def test_a_result_below_what_a_star_asks_for_is_not_told_as_if_it_had_reached_that() -> None:
    one = star()
    assert result_of(one, TWO_THIRDS).value == Decimal("66.67")
    one.threshold = Decimal("66.67")
    assert result_of(one, TWO_THIRDS).value == Decimal("66.66")


VOID = {**COUNTED, "members_returned": 11}
NO_MASSES = {**COUNTED, "masses_returned": 0, "masses_valid": 0, "masses_for": 0}


@pytest.mark.parametrize(
    ("counts", "given", "told"),
    [
        (COUNTED, {}, "nominated"),
        (COUNTED, {"notice_from": NOTICE}, "on-notice"),
        (VOID, {}, "void"),
        (VOID, {"notice_from": NOTICE}, "void"),
        (NO_MASSES, {}, "incomplete"),
        (VOID, {"status": "confirmed"}, "confirmed"),
        (VOID, {"status": "withdrawn"}, "withdrawn"),
        (dict.fromkeys(FIELDS), {}, "nominated"),
        ({**dict.fromkeys(FIELDS), "masses_issued": 0}, {}, "incomplete"),
        ({**dict.fromkeys(FIELDS), "members_issued": 0}, {}, "incomplete"),
    ],
)
def test_s17_a_vote_that_does_not_count_is_told_while_nothing_more_is_decided(
    counts: dict[str, Any], given: dict[str, Any], told: str
) -> None:
    assert told_in_full(competition(), star(), nominee(confirmed_counts=counts, **given))["status"] == told


def test_who_is_on_notice_without_a_vote_that_counts_is_not_elected_once_all_is_settled() -> None:
    uncounted: dict[str, Any] = {**dict.fromkeys(FIELDS), "confirmed_counts": None}
    for told in (told_in_full, told_inside):
        for given, open_still, settled in (
            ({**uncounted, "notice_from": NOTICE}, "on-notice", "not-elected"),
            ({"notice_from": NOTICE}, "on-notice", "on-notice"),
            (uncounted, "nominated", "nominated"),
            ({**uncounted, "notice_from": NOTICE, "status": "objected"}, "objected", "objected"),
        ):
            one = nominee(**given)
            assert told(competition(), star(), one)["status"] == open_still
            assert told(competition(), star(), one, settled=True)["status"] == settled


def test_s15_a_notice_has_a_last_day() -> None:
    assert notice_until(competition(), nominee()) is None
    assert notice_until(competition(), nominee(notice_from=NOTICE)) == date(2010, 10, 9)
    assert notice_until(competition(publicity_working_days=1), nominee(notice_from=NOTICE)) == NOTICE


def test_names_are_masked_in_public_where_the_contest_says_so_and_never_at_the_desk() -> None:
    masking = competition(publicity_mask=True)
    assert (public_person(masking, "王建国"), public_person(competition(), "王建国")) == ("王*国", "王建国")
    assert told_in_full(masking, star(), nominee())["person"] == "王*国"
    assert told_inside(masking, star(), nominee())["person"] == "王建国"


def test_the_public_reads_confirmed_counts_and_the_desk_those_that_are_entered() -> None:
    unconfirmed = nominee(confirmed_counts=None)
    assert told_in_full(competition(), star(), unconfirmed)["result"] is None
    assert told_inside(competition(), star(), unconfirmed)["result"] == "68.00"
    assert told_in_full(competition(), star(), nominee(notice_from=NOTICE)) == {
        "person": "王建国",
        "post": "主任",
        "result": "68.00",
        "status": NomineeStatus.ON_NOTICE,
        "notice_until": "2010-10-09",
    }
    assert told_in_full(competition(), star(), nominee())["notice_until"] is None


def test_what_is_written_in_english_is_told_beside_and_masked_alike() -> None:
    one, masking = nominee(person_en="Wang Jianguo", post_en="Head"), competition(publicity_mask=True)
    told = told_in_full(masking, star(), one)
    assert (told["person"], told["person_en"], told["post_en"]) == (
        "王*国",
        public_person(masking, "Wang Jianguo"),
        "Head",
    )
    assert told["person_en"] != "Wang Jianguo"
    inside = told_inside(masking, star(), one)
    assert (inside["person"], inside["person_en"]) == ("王建国", "Wang Jianguo")
    assert not {"person_en", "post_en"} & told_in_full(masking, star(), nominee()).keys()
    assert person_called(one) == Both("王建国", "Wang Jianguo")
    assert person_called(nominee()) == Both("王建国", "王建国")


def test_the_desk_knows_until_when_a_notice_runs() -> None:
    assert told_inside(competition(), star(), nominee(notice_from=NOTICE))["notice_until"] == "2010-10-09"


def test_an_honour_is_told_in_english_as_far_as_it_is_written() -> None:
    honour = Honour(unit_id="u", level="national", title="先进", document="文", awarded_on=NOTICE)
    assert honour_english(competition(), honour) == {}
    honour.title_en, honour.document_en, honour.person_en = "Model", "No. 3", "Wang Jianguo"
    told = {"title": "Model", "document": "No. 3", "person": "Wang Jianguo"}
    assert honour_english(competition(), honour) == told
    masking = competition(publicity_mask=True)
    assert honour_english(masking, honour) == {**told, "person": public_person(masking, "Wang Jianguo")}


@pytest.mark.parametrize("sealed", ["winners", "results", "nominees"])
def test_f301_without_a_notice_a_sealed_nominee_is_not_told(sealed: str) -> None:
    assert told_by_notice(competition(), star(sealed), nominee()) is None


@pytest.mark.parametrize(
    ("sealed", "given", "told"),
    [
        ("winners", {}, ("68.00", "on-notice")),
        ("winners", {"status": "confirmed"}, ("68.00", "on-notice")),
        ("winners", {"status": "not-elected"}, ("68.00", "on-notice")),
        ("winners", {"status": "objected"}, ("68.00", "objected")),
        ("winners", {"status": "withdrawn"}, ("68.00", "withdrawn")),
        ("winners", {"confirmed_counts": VOID}, (None, "void")),
        ("winners", {"confirmed_counts": NO_MASSES}, (None, "incomplete")),
        ("results", {}, (None, "on-notice")),
        ("results", {"status": "confirmed"}, (None, "on-notice")),
        ("results", {"status": "objected"}, (None, "objected")),
        ("results", {"confirmed_counts": VOID}, (None, "on-notice")),
        ("results", {"confirmed_counts": NO_MASSES}, (None, "on-notice")),
    ],
)
def test_f301_a_notice_tells_what_is_not_kept_for_the_ceremony(
    sealed: str, given: dict[str, Any], told: tuple[str | None, str]
) -> None:
    words = told_by_notice(competition(), star(sealed), nominee(notice_from=NOTICE, **given))
    assert words is not None
    assert (words["result"], words["status"], words.get("sealed")) == (*told, True)


def test_what_two_decimals_do_not_hold_of_a_result_is_told_with_it_and_kept_with_it() -> None:
    exact = nominee(confirmed_counts=TWO_THIRDS, notice_from=NOTICE)
    assert told_in_full(competition(), star(), exact)["result"] == "66.67"
    assert told_in_full(competition(), star(), exact)["result_exact"] == "200/3"
    for counts in (COUNTED, VOID, None):
        assert "result_exact" not in told_in_full(competition(), star(), nominee(confirmed_counts=counts))
    open_result, kept_result = (told_by_notice(competition(), star(sealed), exact) for sealed in ("winners", "results"))
    assert open_result is not None
    assert open_result["result_exact"] == "200/3"
    assert kept_result is not None
    assert "result_exact" not in kept_result, "it would tell what is kept for the ceremony"


def test_f301_where_everything_is_kept_a_notice_tells_nothing() -> None:
    assert told_by_notice(competition(), star("nominees"), nominee(notice_from=NOTICE)) is None
