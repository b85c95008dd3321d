"""The stars' verbs: what is journalled, versioned and refused (S17)."""

from datetime import date

import pytest

from scoreboard.desk.counting import confirm_seen_counts, count_ballots, misfit, unconfirm_count
from scoreboard.desk.electing import elect_stars
from scoreboard.desk.nominating import nominate, read_stars
from scoreboard.desk.nominees import star_of
from scoreboard.desk.people import add_person
from scoreboard.desk.putting_on_notice import put_on_notice
from scoreboard.desk.unelecting import take_back_election
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.models import Nominee, Reveal, Series
from scoreboard.publications.told_nominees import Counts
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from tests.screens.desk.conftest import Competition2010

GOOD: Counts = {
    "members_issued": 12,
    "members_returned": 10,
    "members_valid": 10,
    "members_for": 8,
    "masses_issued": 12,
    "masses_returned": 12,
    "masses_valid": 12,
    "masses_for": 6,
}


def add(contest: Competition2010, who: str = "甲", person: str = "赵甲", request: str | None = None) -> int:
    with acting(contest.store, contest.settings(who), "nominate") as writing:
        unit = find_unit(writing.session, "永年")
        return nominate(writing, "2010Q3", "service", unit, person, "主任", series="city", request=request)


def count(contest: Competition2010, nominee: int, counts: Counts, version: int, request: str | None = None) -> int:
    with acting(contest.store, contest.settings("甲"), "nominate") as writing:
        return count_ballots(writing, nominee, counts, version, request=request)


def confirm(contest: Competition2010, nominee: int, version: int, who: str = "丙") -> int:
    with acting(contest.store, contest.settings(who), "confirm") as writing:
        return confirm_seen_counts(writing, {nominee: version})[0].version


def elect(contest: Competition2010, notice: str = "2010-09-01") -> None:
    """Put on notice whoever has a count that stands, long enough ago, and elect by the rule."""
    with acting(contest.store, contest.settings("管"), "notice") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        put_on_notice(writing, here, [star_of(writing.session, "service")], date.fromisoformat(notice))
    with acting(contest.store, contest.settings("丙"), "elect") as writing:
        here = contest_of(writing.session, "city", "2010Q3")
        elect_stars(writing, here, [star_of(writing.session, "service")], None)


def refusal(error: pytest.ExceptionInfo[ContestError]) -> str:
    assert error.value.sentence("zh")
    assert error.value.sentence("en")
    return error.value.key


def test_s17_the_weighted_result_of_a_nominee(contest: Competition2010) -> None:
    nominee = add(contest)
    assert count(contest, nominee, GOOD, 1) == 2
    elect(contest)
    with contest.store.read() as session:
        (star,) = read_stars(session, "2010Q3", contest.settings(None).moment("Asia/Shanghai"))
    (row,) = star.nominations
    assert (row.result, row.status, row.unit_name, row.version) == ("68.00", "confirmed", "永年县", 4)
    nominated, counted, noticed, elected = contest.journal()[-4:]
    subject = "stars/2010Q3/service/yongnian/赵甲"
    assert {deed.subject for deed in (nominated, counted, noticed)} == {subject}
    assert counted.before["members_for"] is None
    assert counted.after["members_for"] == 8
    assert noticed.after["notice_from"] == "2010-09-01"
    assert (elected.who, elected.subject) == ("丙", "stars/2010Q3/service")
    assert elected.after["people"] == {subject: {"status": "confirmed", "version": 4}}


def test_a_retry_is_answered_and_not_repeated(contest: Competition2010) -> None:
    nominee = add(contest, request="one")
    assert add(contest, request="one") == nominee
    assert count(contest, nominee, GOOD, 1, request="two") == 2
    assert count(contest, nominee, GOOD, 1, request="two") == 2
    assert len([deed for deed in contest.journal() if deed.action.startswith("stars.")]) == 2


@pytest.mark.parametrize(
    ("counts", "key"),
    [
        ({"members_issued": -1}, "nominating.count"),
        ({"members_issued": 10**12}, "nominating.count"),
        ({"others_issued": 1}, "nominating.field"),
    ],
)
def test_what_is_no_count_changes_nothing(contest: Competition2010, counts: Counts, key: str) -> None:
    nominee = add(contest)
    with pytest.raises(BadInput) as error:
        count(contest, nominee, {**GOOD, **counts}, 1)
    assert refusal(error) == key
    with contest.store.read() as session:
        assert session.get_one(Nominee, nominee).version == 1


@pytest.mark.parametrize(
    ("counts", "wrong"),
    [
        ({"members_returned": 13}, ("members_returned", "members_issued")),
        ({"members_for": 11}, ("members_for", "members_valid")),
        ({"members_valid": 11, "members_for": 11}, ("members_valid", "members_returned")),
        ({"masses_valid": None}, ("masses_for", "masses_valid")),
    ],
)
def test_s17_counts_that_no_vote_can_give_are_kept_and_void_it(
    contest: Competition2010, counts: Counts, wrong: tuple[str, str]
) -> None:
    nominee = add(contest)
    count(contest, nominee, {**GOOD, **counts}, 1)
    assert misfit({**GOOD, **counts}) == wrong
    assert misfit(GOOD) is None
    with contest.store.read() as session:
        (star,) = read_stars(session, "2010Q3", contest.settings(None).moment("Asia/Shanghai"))
    assert star.nominations[0].status == "void"


def test_a_stale_version_names_who_changed_it(contest: Competition2010) -> None:
    nominee = add(contest)
    count(contest, nominee, GOOD, 1)
    with pytest.raises(Refused) as error:
        count(contest, nominee, {"members_for": 7}, 1)
    assert refusal(error) == "nominating.stale"
    assert error.value.values["who"] == "甲"


@pytest.mark.parametrize("counts", [{"members_returned": 13}, {"masses_valid": 0, "masses_for": 0}])
def test_f308_a_void_or_incomplete_vote_is_not_put_on_notice(contest: Competition2010, counts: Counts) -> None:
    nominee = add(contest)
    count(contest, nominee, {**GOOD, **counts}, 1)
    with pytest.raises(Refused) as error:
        elect(contest)
    assert refusal(error) == "noticing.nobody"


def test_f303_nobody_is_elected_before_the_notice_has_ended(contest: Competition2010) -> None:
    count(contest, add(contest), GOOD, 1)
    with pytest.raises(Refused) as error:
        elect(contest, notice="2010-10-14")
    assert refusal(error) == "electing.early"
    assert error.value.values["until"] == "2010-10-20"


def test_f303_taking_an_election_back_returns_to_what_was_before(contest: Competition2010) -> None:
    nominee = add(contest)
    count(contest, nominee, GOOD, 1)
    elect(contest)
    with pytest.raises(Refused) as counted:
        count(contest, nominee, GOOD, 4)
    assert refusal(counted) == "nominating.confirmed"
    with acting(contest.store, contest.settings("丙"), "elect") as writing:
        take_back_election(writing, writing.session.get_one(Nominee, nominee), None, "计票有误")
    with contest.store.read() as session:
        row = session.get_one(Nominee, nominee)
        assert (row.status, str(row.notice_from)) == ("on-notice", "2010-09-01")
    assert count(contest, nominee, {"members_for": 7}, 5) == 6
    with pytest.raises(Refused) as twice, acting(contest.store, contest.settings("丙"), "elect") as writing:
        take_back_election(writing, writing.session.get_one(Nominee, nominee), None, "计票有误")
    assert refusal(twice) == "electing.not_elected"


def test_nobody_is_nominated_twice_nor_without_a_name(contest: Competition2010) -> None:
    add(contest)
    with pytest.raises(Refused) as twice:
        add(contest, person=" 赵甲 ")
    assert refusal(twice) == "nominating.twice"
    for person in ("", "  ", "a\nb"):
        with pytest.raises(BadInput) as nameless:
            add(contest, person=person)
        assert refusal(nameless).startswith("spelling.")


def test_a_revealed_star_is_changed_no_more(contest: Competition2010) -> None:
    nominee = add(contest)
    with contest.store.transaction() as session:
        session.add(
            Reveal(
                kind="star",
                series_id="city",
                period_id="2010Q3",
                subject="service",
                revealed_at=contest.settings(None).moment("UTC"),
            )
        )
    with pytest.raises(Refused) as counted:
        count(contest, nominee, GOOD, 1)
    with pytest.raises(Refused) as nominated:
        add(contest, person="钱乙")
    assert {refusal(counted), refusal(nominated)} == {"nominating.revealed"}


def test_a_second_bound_person_confirms_where_the_series_wants_two(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.confirm = "second-person"
        session.add(series)
    with acting(contest.store, contest.settings("管"), "add people") as writing:
        add_person(writing, "录", "operator", os_user="another-login")
    unbound = add(contest, "甲", "钱乙")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("scoreboard.desk.identity.account", lambda: "another-login")
        bound = add(contest, "录", "孙丙")
        with acting(contest.store, contest.settings("录"), "nominate") as writing:
            count_ballots(writing, bound, GOOD, 1)
    count(contest, unbound, GOOD, 1)
    for who, nominee, key in (
        ("甲", bound, "confirm.operator"),
        ("丙", bound, "confirm.unbound"),
        ("绑", unbound, "confirm.unbound_entry"),
    ):
        with pytest.raises(Refused) as error:
            confirm(contest, nominee, 2, who)
        assert refusal(error) == key
    assert confirm(contest, bound, 2, "绑") == 3
    with pytest.raises(Refused) as nothing:
        confirm(contest, bound, 3, "绑")
    assert refusal(nothing) == "nominating.no_count"
    with acting(contest.store, contest.settings("绑"), "unconfirm") as writing:
        assert unconfirm_count(writing, bound, 3) == 4
