"""F301, F304, F306, F307: what of the stars is public, and when, and what stands in a ceremony's way."""

import getpass
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.competition import Series, live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, SELF, contest, people, person, public, states

DAY = "2010-09-28T09:00:00+08:00"
AFTER = "2010-10-10T09:00:00+08:00"
UNTIL = "2010-10-09"


@pytest.mark.parametrize(
    ("sealed", "told"),
    [
        ("winners", {"人1": ("on-notice", "90.00", UNTIL), "人2": ("on-notice", "70.00", UNTIL)}),
        ("results", {"人1": ("on-notice", None, UNTIL), "人2": ("on-notice", None, UNTIL)}),
        ("nominees", {}),
    ],
)
def test_f301_from_the_notice_on_only_what_the_setting_says_is_sealed(
    opened: Opened, sealed: str, told: dict[str, object]
) -> None:
    program = opened(contest({"sealed": sealed})).at(DAY)
    people(program, {1: (9, 9), 2: (7, 7)})
    assert public(program) == {}
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    assert public(program) == told
    program = program.at(AFTER)
    before = program.public.read_bytes()
    program.ok("star", "elect", "main", "2010Q3")
    assert public(program) == told, "an election is sealed until its cue"
    assert program.public.read_bytes() == before
    program.ok("close", "main", "2010Q3", "--empty")
    assert public(program) == told
    program.ok("ceremony", "plan", "main-2010Q3")
    for _ in range(40):
        if program("cue", "next", "main-2010Q3").code != 0:
            break
    assert {name: (status, result) for name, (status, result, _) in public(program).items()} == {
        "人1": ("confirmed", "90.00"),
        "人2": ("not-elected", "70.00"),
    }


def test_f301_of_an_objection_the_public_learns_that_there_is_one(opened: Opened) -> None:
    for sealed, told in (("winners", "objected"), ("results", "objected"), ("nominees", None)):
        program = opened(contest({"sealed": sealed})).at(DAY)
        program.database.unlink()
        program.public.unlink()
        program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
        program = opened(contest({"sealed": sealed})).at(DAY)
        people(program, {1: (9, 9)})
        program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
        program.ok("star", "object", *person(1), "--on", NOTICED, "--reason", "举报内容保密")
        assert public(program).get("人1", (None,))[0] == told
        assert "举报内容保密".encode() not in program.public.read_bytes()


def check(program: Program) -> str:
    return program.refuses(1, "ceremony", "check", "main-2010Q3").out


def test_f304_each_nominee_in_the_way_is_a_blocker_by_name(opened: Opened) -> None:
    program = opened(contest({"places": 2})).at(DAY)
    people(program, {1: (9, 9), 2: (8, 8), 3: (7, 7)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.ok("star", "object", *person(2), "--on", NOTICED, "--reason", "x")
    program.ok("close", "main", "2010Q3", "--empty", "--on", "2010-09-30")
    told = check(program)
    assert "人1 (Town t1, on notice until 2010-10-09)" in told
    assert "人2 (Town t2, under objection)" in told
    assert "人3" not in told.split("[warn]")[0]
    assert "人1" not in program.by(None).refuses(1, "ceremony", "check", "main-2010Q3").out
    program.refuses(1, "cue", "next", "main-2010Q3")
    refused = program.refuses(1, "ceremony", "seal", "main-2010Q3").complaint
    assert "人1 (Town t1, on notice until 2010-10-09)" in refused
    assert "once the notice has ended, or take the star’s cue out of the run sheet" in refused
    assert "star/" not in refused

    program = program.at(AFTER)
    assert "人1 (Town t1, not elected yet)" in check(program)
    program.ok("star", "elect", "main", "2010Q3")
    told = check(program)
    assert "人2 (Town t2, under objection)" in told
    assert "人1" not in told
    program.ok("star", "withdraw", *person(2), "--on", "2010-10-10", "--reason", "x")
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("ceremony", "check", "main-2010Q3")
    program.ok("ceremony", "seal", "main-2010Q3")


def test_f304_a_nominee_on_notice_without_ballots_is_in_the_way(opened: Opened) -> None:
    program = opened(contest({"places": 2})).at(DAY)
    people(program, {1: (9, 9), 2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.ok("star", "substitute", *person(2), "--unit", "t6", "--person", "人6", "--on", NOTICED)
    program = program.at(AFTER)
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("close", "main", "2010Q3", "--empty")
    assert "人6 (Town t6, no valid vote)" in check(program)


def test_who_is_on_notice_without_a_count_is_named_and_not_elected_once_the_star_is_shown(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    people(program, {1: (9, 9), 2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    told = program.ok("star", "substitute", *person(2), "--unit", "t6", "--person", "人6", "--on", NOTICED).out
    assert "人6 has no count yet and cannot be elected" in told
    program = program.at(AFTER)
    before = program.public.read_bytes()
    assert "cannot be elected: 人6;" in program.ok("star", "elect", "main", "2010Q3").out
    assert states(program) == {"人1": "confirmed", "人2": "withdrawn", "人6": "on-notice"}
    assert program.public.read_bytes() == before, "an election is sealed until its cue"
    program.ok("close", "main", "2010Q3", "--empty")
    told = program.ok("ceremony", "check", "main-2010Q3").out
    assert "1: 人6 (Town t6, Star of service)" in told
    assert "人6" not in program.by(None).ok("ceremony", "check", "main-2010Q3").out
    program.ok("ceremony", "seal", "main-2010Q3")
    assert public(program)["人6"][0] == "on-notice"
    while program("cue", "next", "main-2010Q3").code == 0:
        pass
    assert states(program)["人6"] == "not-elected"
    assert public(program)["人6"][0] == "not-elected"
    assert "on notice" not in program.ok("bulletin", "main", "2010Q3").out
    assert "人6" not in program.ok("ceremony", "check", "main-2010Q3").out
    program.ok("ceremony", "verify", "main-2010Q3")


def test_where_nobody_on_notice_has_a_count_an_election_is_refused_for_that(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    people(program, {2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.ok("star", "substitute", *person(2), "--unit", "t6", "--person", "人6", "--on", NOTICED)
    told = program.at(AFTER).refuses(1, "star", "elect", "main", "2010Q3").complaint
    assert "no valid count for 人6" in told


def test_in_a_live_series_who_has_no_count_is_not_elected_once_the_places_are_taken(opened: Opened) -> None:
    program = opened(contest({"places": 2}, series=live(confirm="self"))).at(DAY)
    people(program, {1: (9, 9), 2: (8, 8), 3: (7, 7)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    for at, new in ((2, 5), (3, 6)):
        words = ("--unit", f"t{new}", "--person", f"人{new}", "--on", NOTICED)
        program.ok("star", "substitute", *person(at), *words)
    program = program.at(AFTER)
    program.ok("star", "elect", "main", "2010Q3")
    assert public(program)["人5"][0] == "on-notice", "there is a place left"
    program.ok("star", "count", *person(5), "--members", "10,10,10,8", "--masses", "10,10,10,6")
    program.ok("star", "elect", "main", "2010Q3")
    told = {name: status for name, (status, _, _) in public(program).items()}
    assert told == {
        "人1": "confirmed",
        "人2": "withdrawn",
        "人3": "withdrawn",
        "人5": "confirmed",
        "人6": "not-elected",
    }
    assert states(program) == told


def test_f305_a_folder_elects_nobody_by_a_vote_that_does_not_count(opened: Opened, program: Program) -> None:
    row = {
        "period": "2010Q3",
        "star": "service",
        "unit": "t1",
        "person": "人1",
        "series": "main",
        "status": "confirmed",
    }
    names = ("issued", "returned", "valid", "for")
    good = {f"{group}_{name}": 10 for group in ("members", "masses") for name in names}
    for counts in ({**good, "members_issued": 9}, {}, {**good, "masses_valid": 0, "masses_for": 0}):
        folder = contest(nominees=[{**row, **counts}]).write(program.database.parent / "wrong")
        complaint = program.refuses(2, "load", folder, "--with-clock").complaint
        assert all(word in complaint for word in ("nominees.csv", "line 2", "status"))
    folder = contest({"threshold": 60}, nominees=[{**row, **good, "masses_for": 1}]).write(
        program.database.parent / "low"
    )
    assert "55.00" in program.refuses(2, "load", folder, "--with-clock").complaint


def test_a_folder_is_taken_by_counts_that_cannot_be_as_a_count_is_and_the_vote_is_void(opened: Opened) -> None:
    row = {"period": "2010Q3", "star": "service", "series": "main", "notice_from": NOTICED}
    good = {f"{group}_{name}": 10 for group in ("members", "masses") for name in ("issued", "returned", "valid", "for")}
    odd = ({"members_valid": 11}, {"masses_for": 11}, {"masses_returned": 11})
    nominees = [{**row, "unit": f"t{at}", "person": f"人{at}", **good, **wrong} for at, wrong in enumerate(odd, 1)]
    program = opened(contest(nominees=nominees)).at(AFTER)
    assert states(program) == {"人1": "void", "人2": "void", "人3": "void"}
    assert {result for _, result, _ in public(program).values()} == {None}
    program.refuses(1, "star", "elect", "main", "2010Q3")


def test_a_folder_elects_nobody_while_their_notice_runs(opened: Opened, program: Program) -> None:
    good = {f"{group}_{name}": 10 for group in ("members", "masses") for name in ("issued", "returned", "valid", "for")}
    row = {"period": "2010Q3", "star": "service", "unit": "t1", "person": "人1", "series": "main", **good}
    elected = contest(nominees=[{**row, "notice_from": NOTICED, "status": "confirmed"}])
    early = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
    folder = elected.write(program.database.parent / "early")
    rows = (folder / "nominees.csv").read_text(encoding="utf-8")
    (folder / "nominees.csv").write_text(rows.replace(NOTICED, early), encoding="utf-8")
    complaint = program.at(None).refuses(2, "load", folder).complaint
    assert all(word in complaint for word in ("nominees.csv, line 2", "人1")), complaint


def test_f306_stars_belong_to_a_series(opened: Opened) -> None:
    series = [Series(settings=SELF), Series("other", settings={"publication": "live", "confirm": "self"})]
    competition = contest()
    program = opened(type(competition)(**{**vars(competition), "series": series})).at(DAY)
    people(program, {1: (9, 9)})
    program.ok("star", "nominate", "other", "2010Q3", "service", "t1", "人1")
    program.ok("star", "nominate", "other", "2010Q3", "service", "t2", "人2")
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    told = {name: [row["person"] for row in program.rows("stars", "--series", name)] for name in ("main", "other")}
    assert told == {"main": ["人1"], "other": ["人1", "人2"]}
    assert program.show("stars", "--series", "main")["series"] == "main"
    program.refuses(2, "show", "stars", "--series", "nowhere")
    program.ok("close", "other", "2010Q3", "--empty", "--on", "2010-09-30")
    bulletin = program.ok("bulletin", "other", "2010Q3").out
    assert "人2" in bulletin
    assert bulletin.count("人1") == 1


def test_f307_only_confirmed_counts_are_public(opened: Opened) -> None:
    program = opened(contest(series=live(confirm="second-person"))).at(DAY)
    for name in ("甲", "乙"):
        login = ("--os-user", getpass.getuser()) if name == "乙" else ()
        program.ok("user", "add", name, "--role", "operator" if name == "甲" else "reviewer", *login)
    program.ok("star", "nominate", *person(1))
    counts = ("--members", "10,10,10,8", "--masses", "10,10,10,6")
    program.ok("star", "count", *person(1), *counts)
    assert public(program) == {"人1": ("nominated", None, None)}
    assert states(program) == {"人1": "nominated"}
    assert program.by("乙").refuses(1, "star", "confirm", "main", "2010Q3").complaint
    program.refuses(1, "star", "notice", "main", "2010Q3", "--from", NOTICED)


def test_a_notice_of_nobody_is_refused_and_one_of_nobody_new_says_so(opened: Opened) -> None:
    program = opened(contest()).at(DAY)
    program.ok("star", "nominate", *person(1))
    program.ok("star", "count", *person(1), "--members", "10,11,10,8", "--masses", "10,10,10,6")
    assert states(program) == {"人1": "void"}
    program.refuses(1, "star", "notice", "main", "2010Q3", "--from", NOTICED)
    people(program, {2: (9, 9)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    assert program.ok("star", "status", "main", "2010Q3").out.startswith("main级 · "), "by its name, not by its id"
    assert "nobody new" in program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED).out


def test_names_are_masked_in_the_facts_themselves(opened: Opened) -> None:
    program = opened(contest(publicity={"mask": True})).at(DAY)
    program.ok("star", "nominate", "main", "2010Q3", "service", "t1", "王小明")
    program.ok(
        "star", "count", "main", "2010Q3", "service", "t1", "王小明", "--members", "9,9,9,9", "--masses", "9,9,9,8"
    )
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    assert [row["person"] for row in program.rows("stars")] == ["王*明"]
    program = program.at(AFTER)
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("ceremony", "seal", "main-2010Q3")
    while program("cue", "next", "main-2010Q3").code == 0:
        pass
    assert [row["status"] for row in program.rows("stars")] == ["confirmed"]
    assert "王小明".encode() not in program.public.read_bytes()
    assert "王小明" in program.ok("star", "status", "main", "2010Q3").out
    program.ok("ceremony", "verify", "main-2010Q3")
