"""What an abolition or a decision does to seals, tables and bulletins says nothing of who holds a flag in secret."""

import contextlib
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.errors import Refused
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.star_desk import StarDesk
from screens.desk.workplace import Workplace
from tests.acceptance import stars
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import PERIODS, Competition, held, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2, Q3 = ("2031Q1", "2031Q2", "2031Q3")
NOW = "2031-10-08T09:00:00+08:00"
HASH = re.compile(r"\b[0-9a-f]{64}\b")
ABOLISH = ("decide", "abolition", "t1", "--on", "2031-10-01", "--reason", "merged")


def first(unit: str) -> dict[str, str]:
    """Scores of which this unit has the best."""
    return {one: "95" if one == unit else "60" for one in ("t1", "t2", "t3", "t4")}


def contest(winner: str, *, live: tuple[str, ...] = (Q1, Q3), **settings: object) -> Competition:
    """`winner` takes the second quarter, t3 the first and t2 the third; t4 has held the flag since before."""
    series = sealed("roads", "water", **settings)
    given = ((Q1, "t3"), (Q2, winner), (Q3, "t2"))
    return Competition(
        series=[
            type(series)(
                areas=series.areas,
                settings=series.settings,
                overrides={period: {"publication": "live"} for period in live},
            )
        ],
        units=towns(4),
        custody=held("main", {"roads": "t4"}),
        scores=[
            row
            for period, unit in given
            for row in scores("main", period, {"roads": first(unit), "water": first("t3")})
        ],
    )


def program_with(place: Path, competition: Competition) -> Program:
    place.mkdir()
    program = Program(place / "contest.db", now="2031-07-01T09:00:00+08:00", acting=None)
    program.ok("load", competition.write(place / "folder"), "--with-clock")
    program.ok("user", "add", "root", "--role", "admin")
    return program.by("root").at(NOW)


def public(program: Program) -> list[str]:
    """Every row of the public file, commitments masked."""
    with contextlib.closing(sqlite3.connect(program.public)) as connection:
        return [HASH.sub("", line) for line in connection.iterdump()]


def both(tmp_path: Path, *commands: tuple[str, ...], live: tuple[str, ...] = (Q1, Q3)) -> list[Program]:
    """Two programs in which the same commands end alike and show the same, though t1 won in one and t2 in the other."""
    programs = [program_with(tmp_path / winner, contest(winner, live=live)) for winner in ("t1", "t2")]
    for command in commands:
        one, other = (program(*command) for program in programs)
        assert (one.code, one.err) == (other.code, other.err), command
        assert public(programs[0]) == public(programs[1]), command
    return programs


CLOSED = (("close", "main", Q1), ("close", "main", Q2))


def test_f211_a_later_public_quarter_keeps_its_table_and_its_bulletin(tmp_path: Path) -> None:
    programs = both(tmp_path, *CLOSED, ("close", "main", Q3))
    before = [program.show("ranking", "--period", Q3)["revision"] for program in programs]
    for program in programs:
        program.ok(*ABOLISH)
    assert public(programs[0]) == public(programs[1])
    assert [program.show("ranking", "--period", Q3)["revision"] for program in programs] == before
    for program in programs:
        assert program("bulletin", "main", Q3, "--revision", "2").code == 2, "its own results have not changed"


def test_f211_a_sealed_ceremony_is_amended_whether_the_unit_won_or_not(tmp_path: Path) -> None:
    sealing = ("ceremony", "seal", "main-2031Q2")
    programs = both(tmp_path, *CLOSED, sealing, ABOLISH, (*ABOLISH, "--approved-by", "wang"))
    for program, holders in zip(programs, ([], ["t2"]), strict=True):
        assert program(*ABOLISH, "--approved-by", "wang").code == 1, "it has been abolished"
        play(program, "main-2031Q2")
        assert units(program.flags("--period", Q2)["roads"]["holders"]) == holders
        verified = program.ok("ceremony", "verify", "main-2031Q2", "--format", "json").json()
        assert [one["reason"] for one in verified["amendments"]] == ["merged"]
        printed = program.ok("bulletin", "main", Q2)
        assert "2031-10-08 09:00" in printed.out, "in the competition's zone, as all other times"
        assert "2031-10-08 01:00" not in printed.out


def test_f211_one_signature_is_refused_whether_the_unit_won_or_not(tmp_path: Path) -> None:
    programs = both(tmp_path, *CLOSED, ("ceremony", "seal", "main-2031Q2"))
    for program in programs:
        program.refuses(1, *ABOLISH)


def test_f211_what_it_held_in_secret_and_not_since_stays_its_own(tmp_path: Path) -> None:
    program = program_with(tmp_path / "only", contest("t1"))
    for command in (*CLOSED, ("close", "main", Q3), ABOLISH):
        program.ok(*command)
    play(program, "main-2031Q2")
    assert units(program.flags("--period", Q2)["roads"]["holders"]) == ["t1"]
    row = program.flags("--period", Q3)["roads"]
    assert (units(row["holders"]), units(row["previous"]), row["outcome"]) == (["t2"], ["t1"], "captured")


TIED = {"t1": "91.5", "t2": "91.5", "t3": "80", "t4": "70"}
MOVE = ("decide", "correction", "main", Q1, "roads", "t2", "96", "--holder", "t2", "--reason", "sum")


def tied(tmp_path: Path, second: dict[str, str]) -> Program:
    """The first quarter public, the second sealed with its seal on it; in a tie the holder keeps the flag."""
    series = sealed("roads", tie="holder-retains")
    program = program_with(
        tmp_path,
        Competition(
            series=[
                type(series)(areas=series.areas, settings=series.settings, overrides={Q1: {"publication": "live"}})
            ],
            units=towns(4),
            scores=[
                *scores("main", Q1, {"roads": first("t1")}),
                *scores("main", Q2, {"roads": second}),
                *scores("main", Q3, {"roads": second}),
            ],
        ),
    )
    for command in (*CLOSED, ("ceremony", "seal", "main-2031Q2")):
        program.ok(*command)
    return program


def test_f210_a_public_decision_amends_a_later_seal_whether_it_hides_a_tie_or_not(tmp_path: Path) -> None:
    """Only a tie lets the holder of before decide who is to have the flag: that there is one must not be told."""
    programs = [tied(tmp_path / name, cells) for name, cells in (("tie", TIED), ("win", first("t3")))]
    for program in programs:
        program.refuses(1, *MOVE, "--approved-by", "root")
        program.ok(*MOVE, "--approved-by", "wang")
    assert public(programs[0]) == public(programs[1])
    for program, holder in zip(programs, ("t2", "t3"), strict=True):
        play(program, "main-2031Q2")
        assert units(program.flags("--period", Q2)["roads"]["holders"]) == [holder]
        program.ok("ceremony", "verify", "main-2031Q2")


def test_f210_a_seal_waits_for_the_reveal_of_the_quarter_before(tmp_path: Path) -> None:
    program = program_with(tmp_path / "only", contest("t1", live=(Q1,)))
    for command in (*CLOSED, ("close", "main", Q3)):
        program.ok(*command)
    refused = program.refuses(1, "ceremony", "seal", "main-2031Q3").complaint
    told = {one["name"]: one["text"] for one in program("ceremony", "check", "main-2031Q3", "--format", "json").json()}
    assert (f"{Q2} of" in refused, PERIODS[1][1] in told["waits"]) == (True, True), "whose ceremony comes first"
    assert [name in told["waits"] for name in (PERIODS[0][1], PERIODS[2][1])] == [False, False]
    assert "seal" not in told, "it would be refused"
    last = program.ok("ceremony", "check", "main-2031Q3").out.splitlines()[-1]
    assert last.startswith("nothing keeps it from beginning, but once it has begun it can never be sealed")
    assert '"waits"' not in program("ceremony", "check", "main-2031Q2", "--format", "json").out
    play(program, "main-2031Q2")
    assert '"seal"' in program("ceremony", "check", "main-2031Q3", "--format", "json").out
    program.ok("ceremony", "seal", "main-2031Q3")


def test_f210_a_quarter_waits_for_a_later_one_that_is_committed_to_its_results(tmp_path: Path) -> None:
    program = program_with(tmp_path / "only", contest("t1", live=(Q1,)))
    program.ok("close", "main", Q3)
    program.ok("ceremony", "seal", "main-2031Q3")
    program.refuses(1, "close", "main", Q2)
    play(program, "main-2031Q3")
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q3)["roads"]["outcome"] == "open"
    program.ok("ceremony", "verify", "main-2031Q3")
    play(program, "main-2031Q2")
    assert units(program.flags("--period", Q3)["roads"]["previous"]) == ["t1"]
    program.ok("ceremony", "verify", "main-2031Q3")


def test_f210_the_proof_holds_through_a_tie_that_was_left_open_and_completed(tmp_path: Path, opened: Opened) -> None:
    """Announced for the holder of before; an earlier quarter, closed since, leaves it open until its reveal."""
    series = sealed("roads", tie="holder-retains")
    program = opened(
        Competition(
            series=[series],
            units=towns(4),
            custody=held("main", {"roads": "t1"}),
            scores=[*scores("main", Q2, {"roads": first("t2")}), *scores("main", Q3, {"roads": TIED})],
        )
    ).at(NOW)
    program.ok("close", "main", Q3)
    program.ok("ceremony", "seal", "main-2031Q3")
    play(program, "main-2031Q3")
    assert units(program.flags("--period", Q3)["roads"]["holders"]) == ["t1"]
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q3)["roads"]["holders"] == []
    program.ok("ceremony", "verify", "main-2031Q3")
    play(program, "main-2031Q2")
    assert units(program.flags("--period", Q3)["roads"]["holders"]) == ["t2"]
    found = program.ok("ceremony", "verify", "main-2031Q3").out
    assert "an earlier period was closed, reopened or announced" in found


def test_the_end_of_whom_a_sealed_result_names_is_sealed_with_it(tmp_path: Path) -> None:
    """An opening of the same quarter is public, and the wall says whose it is: t1 in both, whoever wins in secret."""
    programs = [program_with(tmp_path / winner, opened_late(contest(winner))) for winner in ("t1", "t2")]
    signed = ("--reason", "recount", "--approved-by", "wang")
    for command in (
        *(*CLOSED, ("close", "main", Q3), ABOLISH),
        ("decide", "correction", "main", Q2, "roads", "t3", "61", *signed),
        *(("cue", "next", "main-2031Q2"), ("cue", "goto", "4", "main-2031Q2", "--yes")),
    ):
        one, other = (program(*command) for program in programs)
        assert (one.code, one.err) == (other.code, other.err) == (0, one.err), command
        assert public(programs[0]) == public(programs[1]), command
    (wall,) = (line for line in public(programs[0]) if '"scene": "wall"' in line)
    assert '"holders": [{"unit": "t1"' in wall


def opened_late(competition: Competition) -> Competition:
    """The same, but t1 holds the flag from some day of the second quarter on."""
    return replace(competition, custody=held("main", {"roads": "t1"}, period=Q2))


def test_the_bulletin_tells_of_the_change_after_the_seal_that_it_is_printed_for(opened: Opened) -> None:
    """Each new revision lists all amendments of the seal, its own among them."""
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": "95", "t2": "93", "t3": "90"}}),
        )
    )
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", "main-2031Q1")
    play(program, "main-2031Q1")
    for number, score in enumerate(("96", "97"), 1):
        why = ("--holder", "t2", "--reason", f"typo {number}", "--approved-by", "Li")
        program.ok("decide", "correction", "main", Q1, "roads", "t2", score, *why)
        told = program.ok("bulletin", "main", Q1).out.partition("## Changes after the seal")[2]
        assert [f"typo {one}" in told for one in (1, 2)] == [True, number == 2], told
        assert f"Revision {number + 1}," in program.ok("bulletin", "main", Q1).out


def sealed_first_quarter(opened: Opened) -> Program:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": "95", "t2": "93", "t3": "90"}}),
        )
    )
    program.ok("user", "add", "李", "--role", "reviewer")
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", "main-2031Q1")
    return program


def test_each_who_approves_a_change_of_a_seal_is_somebody_of_their_own(opened: Opened) -> None:
    """One of the contest's people, and one who is not: each is said to be what they are."""
    program = sealed_first_quarter(opened)
    signed = ("--approved-by", "李", "--approved-by", "王")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "96", "--reason", "漏计", *signed)
    play(program, "main-2031Q1")
    proof = program.ok("show", "proof", "main-2031Q1", "--format", "json").json()
    (told,) = proof["amended"]
    each = [{"name": "李", "approver": "person"}, {"name": "王", "approver": "named"}]
    assert (told["approved_by"], told["signatures"]) == ("李、王", each)
    assert (
        program.ok("ceremony", "verify", "main-2031Q1", "--format", "json").json()["amendments"][0]["signatures"]
        == each
    )
    chinese = program.speaking("zh")
    for text in (chinese.ok("bulletin", "main", Q1).out, chinese.ok("ceremony", "verify", "main-2031Q1").out):
        assert "李、王（库外人员" in text
        assert "李、王、" not in text


def test_a_seal_that_was_only_made_again_is_no_change_after_it(opened: Opened) -> None:
    program = sealed_first_quarter(opened)
    program.ok("ceremony", "seal", "main-2031Q1", "--reason", "信封破损")
    play(program, "main-2031Q1")
    told = program.speaking("zh").ok("bulletin", "main", Q1).out
    assert "封定后的更改" not in told
    assert "重新封定" in told
    assert "| root | 未变 | 信封破损 |" in told
    envelope = program.ok("ceremony", "envelope", "main-2031Q1").out
    assert "by root, because: 信封破损" in envelope


def with_a_star(opened: Opened) -> Program:
    program = opened(stars.contest(series=sealed("roads"), scores=scores("main", "2010Q3", {"roads": {"t1": "95"}})))
    program = program.at("2010-10-20T09:00:00+08:00")
    program.ok("close", "main", "2010Q3")
    return program


def test_who_stands_for_a_star_after_the_ceremony_needs_no_second_signature(opened: Opened) -> None:
    """It was committed to nothing of the star, and has come to its end: another ceremony announces it."""
    program = with_a_star(opened)
    program.ok("ceremony", "seal", "main-2010Q3")
    play(program, "main-2010Q3")
    stars.people(program, {1: (9, 9), 2: (6, 6)})
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-10-08")
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("star", "unelect", *stars.person(1), "--reason", "复查")
    program.ok("star", "elect", "main", "2010Q3")
    assert program.show("proof", "main-2010Q3")["complete"]
    assert {told[0] for told in stars.public(program).values()} == {"on-notice"}, "kept for a ceremony"
    program.ok("ceremony", "plan", "late", "--series", "main", "--period", "2010Q3")
    program.ok("ceremony", "seal", "late")
    program.refuses(1, "star", "unelect", *stars.person(1), "--reason", "复查")
    play(program, "late")
    assert {name: told[0] for name, told in stars.public(program).items()} == {"人1": "confirmed", "人2": "not-elected"}
    for ceremony in ("main-2010Q3", "late"):
        program.ok("ceremony", "verify", ceremony)


def test_a_count_that_changes_a_sealed_star_is_approved_by_the_command_that_makes_it(opened: Opened) -> None:
    program = with_a_star(opened)
    stars.people(program, {1: (9, 9), 2: (6, 6)})
    program.ok("ceremony", "seal", "main-2010Q3")
    signed = ("--approved-by", "王")
    count = ("star", "count", *stars.person(1), "--members", "10,10,10,5", "--masses", "10,10,10,5")
    for words in (
        ("star", "nominate", *stars.person(3)),
        count,
        ("star", "unconfirm", *stars.person(1)),
        ("star", "confirm", "main", "2010Q3"),
        ("star", "notice", "main", "2010Q3", "--from", "2010-10-08"),
    ):
        assert "--approved-by" in program.refuses(1, *words).complaint, words
        program.ok(*words, *signed)
    assert len(program.show("proof", "main-2010Q3")["amended"]) == 5


def test_the_desk_takes_the_second_signature_of_a_nomination_under_a_seal(opened: Opened) -> None:
    program = with_a_star(opened)
    stars.people(program, {1: (9, 9)})
    program.ok("ceremony", "seal", "main-2010Q3")
    settings = Settings(str(program.database), "en", program.now, program.acting)
    with contextlib.closing(Store(settings.paths)) as store:
        desk = StarDesk(Workplace(store, settings, "main", "2010Q3"))
        who = {"person": "人3", "post": "", "person_en": "", "post_en": ""}
        with pytest.raises(Refused, match="somebody other than root has to approve it"):
            desk.nominate("service", "t3", who, "once")
        assert desk.nominate("service", "t3", {**who, "reason": "late", "approved_by": "chief"}, "once")
