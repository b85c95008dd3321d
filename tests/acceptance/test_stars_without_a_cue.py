"""Stars that no cue shows: named by the check, sealed through the ceremony, public with its closing."""

from pathlib import Path

import pytest

from scoreboard.desk.sealed_results import digest
from tests.acceptance.ceremonies import play, steps
from tests.acceptance.competition import scores, sealed
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import SELF, contest, people, public

CEREMONY = "award"
SHEET = """title = "授旗"
series = "main"
period = "2010Q3"
[[cue]]
kind = "title"
[[cue]]
kind = "flag"
area = "roads"
[[cue]]
kind = "closing"
"""


def program_of(opened: Opened, *, elected: bool = True) -> Program:
    series = sealed("roads", **SELF)
    cells = scores("main", "2010Q3", {"roads": {"t1": 95, "t2": 90}})
    competition = contest({"sealed": "nominees"}, series=series, scores=cells, ceremonies={CEREMONY: SHEET})
    program = opened(competition).at("2010-10-05T09:00:00+08:00")
    people(program, {1: (9, 9), 2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-09-20")
    if elected:
        program.ok("star", "elect", "main", "2010Q3", "--on", "2010-10-05")
    program.ok("close", "main", "2010Q3")
    return program


def test_who_is_elected_becomes_public_with_the_closing(opened: Opened) -> None:
    program = program_of(opened)
    found = program.ok("ceremony", "check", CEREMONY, "--format", "json").json()
    (parts,) = [one["text"] for one in found if one["name"] == "parts"]
    assert "Star of service" in parts
    assert "become public with the closing" in parts
    program.ok("ceremony", "seal", CEREMONY)
    known = [public(program) for _ in steps(program, CEREMONY)]
    assert known[-2] == {}, "not before"
    assert {name: status for name, (status, *_) in known[-1].items()} == {"人1": "confirmed", "人2": "not-elected"}
    assert "人1" in program.ok("bulletin", "main", "2010Q3").out
    proof = program.ok("show", "proof", CEREMONY, "--format", "json").json()
    (star,) = [one for one in proof["results"] if one["kind"] == "star"]
    assert digest(bytes.fromhex(star["salt"]), star["result"]) == star["digest"]
    program.ok("ceremony", "verify", CEREMONY)


def test_who_is_elected_later_is_published_later(opened: Opened) -> None:
    program = program_of(opened, elected=False)
    play(program, CEREMONY)
    assert public(program) == {}, "nobody is elected yet, so nothing is told"
    program.refuses(1, "ceremony", "publish", CEREMONY, "--reason", "late")
    program.ok("star", "elect", "main", "2010Q3", "--on", "2010-10-05")
    assert public(program) == {}
    program.ok("ceremony", "publish", CEREMONY, "--reason", "elected later")
    assert public(program)["人1"][0] == "confirmed"
    assert "人1" in program.ok("bulletin", "main", "2010Q3").out


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ({1: (9000, 9000), 2: (8999, 9001)}, {"人1": ("90.00", None), "人2": ("90.00", None)}),
        ({1: (9001, 9000), 2: (9000, 9000)}, {"人1": ("90.01", "90.005"), "人2": ("90.00", None)}),
    ],
)
def test_an_exact_share_is_told_where_two_decimals_do_not_hold_it(
    opened: Opened, votes: dict[int, tuple[int, int]], told: dict[str, tuple[str, str | None]]
) -> None:
    program = opened(contest()).at("2010-09-20T09:00:00+08:00")
    people(program, votes, out_of=10000)
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-09-10")
    assert {row["person"]: (row["result"], row.get("result_exact")) for row in program.rows("stars")} == told


def test_shares_that_look_alike_are_told_with_the_digits_that_set_them_apart(opened: Opened) -> None:
    program = opened(contest({"places": 1})).at("2010-09-20T09:00:00+08:00")
    for number, votes in ((1, "300,300,300,201"), (2, "10000,10000,9999,6699")):
        person = ("main", "2010Q3", "service", f"t{number}", f"人{number}")
        program.ok("star", "nominate", *person)
        program.ok("star", "count", *person, "--members", votes, "--masses", votes)
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-09-10")
    rows = {row["person"]: row for row in program.rows("stars")}
    assert [(row["result"], row.get("result_exact")) for row in rows.values()] == [
        *[("67.00", None), ("67.00", "20300/303")],
    ]
    table = program.ok("show", "stars").out
    assert "67.000" in table
    assert "66.997" in table


def test_of_more_candidates_than_places_none_is_called_elected_in_advance(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest({"places": 1})).at("2010-09-20T09:00:00+08:00")
    people(program, {1: (90, 90), 2: (80, 80)}, out_of=100)
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-09-10")
    sheet = tmp_path / "notice.html"
    paper = ("notice", "stars", "--series", "main", "--period", "2010Q3", "--format", "html", "--output", sheet)
    program.speaking("zh").ok(*paper)
    text = sheet.read_text(encoding="utf-8")
    assert ("现将模范星候选人公示如下" in text, "当选人选" in text) == (True, False)


def test_who_is_below_the_threshold_is_told_below_it_whatever_a_seal_says(opened: Opened, tmp_path: Path) -> None:
    stars = {"sealed": "winners", "threshold": 60, "places": 2}
    cells = scores("main", "2010Q3", {"roads": {"t1": 95, "t2": 90}})
    series = sealed("roads", **SELF)
    competition = contest(stars, series=series, scores=cells, ceremonies={CEREMONY: SHEET})
    program = opened(competition).at("2010-10-05T09:00:00+08:00")
    people(program, {1: (6000, 6000), 2: (6000, 5999)}, out_of=10000)
    program.ok("star", "notice", "main", "2010Q3", "--from", "2010-09-20")
    told: list[tuple[str, str | None]] = [("60.00", None), ("59.99", "59.995")]
    assert [(row["result"], row.get("result_exact")) for row in program.rows("stars")] == told
    sheet = tmp_path / "notice.html"
    program.ok("notice", "stars", "--series", "main", "--period", "2010Q3", "--format", "html", "--output", sheet)
    assert "59.99%" in sheet.read_text(encoding="utf-8")
    program.ok("star", "elect", "main", "2010Q3", "--on", "2010-10-05")
    program.ok("close", "main", "2010Q3")
    program.ok("ceremony", "seal", CEREMONY)
    play(program, CEREMONY)
    known = [(row["result"], row["status"]) for row in program.rows("stars")]
    assert known == [("60.00", "confirmed"), ("59.99", "not-elected")]
    assert "59.99" in program.ok("show", "stars").out
    bulletin = program.ok("bulletin", "main", "2010Q3").out
    assert ("59.99" in bulletin, bulletin.count("60.00")) == (True, 1)
    proof = program.ok("show", "proof", CEREMONY, "--format", "json").json()
    (star,) = [one for one in proof["results"] if one["kind"] == "star"]
    figures = [figure for _, _, figure, _ in star["result"]["nominees"]]
    assert figures == ["60.00", "60.00"], "as seals had it before results were told below the threshold"
    program.ok("ceremony", "verify", CEREMONY)
