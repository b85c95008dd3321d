"""S17 worked by commands: shares, weights, quorum, threshold, what voids a vote, and a tie at the last place."""

import pytest

from tests.acceptance.competition import live
from tests.acceptance.conftest import Opened
from tests.acceptance.stars import NOTICED, contest, people, person, public, states

DAY = "2010-09-28T09:00:00+08:00"
AFTER = "2010-10-10T09:00:00+08:00"


@pytest.mark.parametrize(
    ("members", "masses", "weights", "result", "status"),
    [
        ("10,10,10,8", "12,12,12,6", (60, 40), "68.00", "nominated"),
        ("10,10,10,8", "12,13,12,6", (60, 40), None, "void"),
        ("10,10,10,11", "12,12,12,6", (60, 40), None, "void"),
        ("10,9,10,8", "12,12,12,6", (60, 40), None, "void"),
        ("10,10,10,8", "12,12,0,0", (60, 40), None, "incomplete"),
        ("50,48,47,31", "120,111,109,77", (50, 50), "68.30", "nominated"),
        ("9,8,7,6", "30,30,29,1", (70, 30), "61.03", "nominated"),
    ],
)
def test_s17_vote_by_commands(
    opened: Opened, members: str, masses: str, weights: tuple[int, int], result: str | None, status: str
) -> None:
    voters = {"members": weights[0], "masses": weights[1]}
    program = opened(contest({"voters": voters}, series=live())).at(DAY)
    program.ok("star", "nominate", *person(1))
    program.ok("star", "count", *person(1), "--members", members, "--masses", masses)
    assert public(program) == {"人1": (status, result, None)}
    assert states(program) == {"人1": status}


def test_s17_what_is_no_count_is_bad_input(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    program.ok("star", "nominate", *person(1))
    for given in ("10,10,10", "10,10,10,-1", "a,b,c,d", "10,10,10,8,7", "10,10,10,1.5"):
        program.refuses(2, "star", "count", *person(1), "--members", given)
    program.refuses(2, "star", "count", *person(1))
    program.refuses(2, "star", "count", *person(2), "--members", "10,10,10,8")
    program.refuses(2, "star", "count", "main", "2010Q3", "moon", "t1", "人1", "--members", "10,10,10,8")


def test_f308_quorum_threshold_and_places_pick_the_winners(opened: Opened) -> None:
    star = {"places": 2, "threshold": 70, "quorum": 80}
    program = opened(contest(star)).at(DAY)
    people(program, {1: (9, 9), 2: (8, 8), 3: (7, 7), 4: (6, 6)})
    program.ok("star", "nominate", *person(5))
    program.ok("star", "count", *person(5), "--members", "10,7,7,7", "--masses", "10,10,10,10")
    assert states(program)["人5"] == "incomplete"
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    assert set(public(program)) == {"人1", "人2", "人3", "人4"}
    program.at(AFTER).ok("star", "elect", "main", "2010Q3")
    assert list(states(program).values()) == ["confirmed", "confirmed", "not-elected", "not-elected", "incomplete"]


def test_s17_a_tie_at_the_last_place_waits_for_decide_star(opened: Opened) -> None:
    program = opened(contest({"places": 2})).at(DAY)
    people(program, {1: (9, 9), 2: (8, 6), 3: (6, 8), 4: (5, 5)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at(AFTER)
    told = program.ok("star", "elect", "main", "2010Q3").out
    assert "人2" in told
    assert "人3" in told
    assert list(states(program).values()) == ["confirmed", "on-notice", "on-notice", "on-notice"]
    decide = ("decide", "star", "main", "2010Q3", "service")
    program.refuses(1, *decide, "--person", "t4:人4", "--reason", "工作满二十年")
    program.refuses(1, *decide, "--person", "t2:人2", "t3:人3", "--reason", "两人都好")
    program.refuses(2, *decide, "--person", "人3", "--reason", "缺单位")
    program.ok(*decide, "--person", "t3:人3", "--reason", "工作满二十年")
    assert list(states(program).values()) == ["confirmed", "not-elected", "confirmed", "not-elected"]
    program.ok("star", "elect", "main", "2010Q3")
    program.refuses(1, *decide, "--person", "t2:人2", "--reason", "已经定了")
    program.ok("journal", "--verify")


def test_s17_all_who_tie_for_the_only_place_wait(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    people(program, {1: (8, 8), 2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at(AFTER)
    assert "decide star" in program.refuses(1, "star", "elect", "main", "2010Q3").complaint
    program.ok("decide", "star", "main", "2010Q3", "service", "--person", "t2:人2", "--reason", "抽签")
    assert states(program) == {"人1": "not-elected", "人2": "confirmed"}


def test_s17_a_confirmed_count_is_taken_back_before_the_notice_and_counted_again(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    people(program, {1: (9, 9)})
    program.ok("user", "add", "ann", "--role", "operator")
    assert "ann" in program.by("ann").refuses(1, "star", "unconfirm", *person(1)).complaint
    program.ok("star", "unconfirm", *person(1))
    program.refuses(1, "star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.refuses(1, "star", "unconfirm", *person(1))
    program.ok("star", "confirm", "main", "2010Q3")
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.refuses(1, "star", "unconfirm", *person(1))


def test_a_name_that_was_lined_up_with_a_space_is_found_without_it(opened: Opened) -> None:
    program = opened(contest())
    program.ok("star", "nominate", "main", "2010Q3", "service", "t1", "王　明")
    program.ok("star", "nominate", "main", "2010Q3", "service", "t2", "John Smith")
    assert set(states(program)) == {"王明", "John Smith"}
    program.ok(
        "star", "count", "main", "2010Q3", "service", "t1", "王 明", "--members", "9,9,9,9", "--masses", "9,9,9,9"
    )
