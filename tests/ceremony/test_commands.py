"""The ceremony's commands from outside: what they print, whom they let, and how they end."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from tests.acceptance.driver import Program
from tests.ceremony.pooled import CEREMONY as POOLED
from tests.ceremony.pooled import closed_contest
from tests.ceremony.stepping import CEREMONY, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, NOW, Shape, opened
from tests.pairs import each_with_some

ROLES = ("operator", "reviewer", "director", "auditor", "viewer")


def program(place: Path, settings: Settings | None = None) -> Program:
    """The command line on a contest that is ready, with a person of every role in it."""
    settings = settings or ready(place, TWO, Shape(nominees=NOMINEES))
    with opened(settings) as store, acting(store, settings, "add people") as writing:
        for role in ROLES:
            add_person(writing, role, role)
    return Program(settings.paths.main, NOW, "en", CHIEF)


@pytest.mark.parametrize(
    ("words", "person"),
    each_with_some(
        [
            ("ceremony", "plan", CEREMONY),
            ("ceremony", "check", CEREMONY, "--sign", "?"),
            ("ceremony", "seal", CEREMONY),
            ("ceremony", "rehearse", CEREMONY),
            ("ceremony", "postpone", CEREMONY, "--reason", "?"),
            ("ceremony", "abort", CEREMONY, "--reason", "?"),
            ("ceremony", "publish", CEREMONY, "--reason", "?"),
            ("ceremony", "take-back", CEREMONY, "--reason", "?"),
            ("cue", "hold", CEREMONY),
            ("cue", "resume", CEREMONY),
            ("cue", "message", CEREMONY, "?"),
            ("cue", "correction", CEREMONY, "a1"),
        ],
        ["operator", "reviewer", "auditor", "viewer"],
    ),
)
def test_only_directors_and_admins_direct(tmp_path: Path, person: str, words: tuple[str, ...]) -> None:
    assert "does not allow this" in program(tmp_path).by(person).refuses(1, *words).complaint


def test_a_planned_sheet_is_toml(tmp_path: Path) -> None:
    sheet = tomllib.loads(program(tmp_path).ok("ceremony", "plan", CEREMONY).out)
    assert (sheet["series"], sheet["period"]) == ("main", "2030Q1")
    assert [cue["kind"] for cue in sheet["cue"]] == ["title", "flag", "flag", "flags", "star", "stars", "closing"]


def test_a_script_is_printed_with_clock_times(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    told = scoreboard.ok("ceremony", "plan", CEREMONY, "--script", "--begin", "09:30").out
    assert "9:30:00" in told
    assert "县01" in told
    held_back = scoreboard.ok("ceremony", "plan", CEREMONY, "--script", "--hold-back", "--format", "html").out
    assert held_back.startswith("<!DOCTYPE html>")
    assert "县01" not in held_back
    for asked in (("--format", "md"), ("--hold-back",), ("--begin", "09:30")):
        assert "kind =" not in scoreboard.ok("ceremony", "plan", CEREMONY, *asked).out, "the script is meant"
    scoreboard.refuses(2, "ceremony", "plan", CEREMONY, "--script", "--begin", "noon")


def test_the_check_ends_with_0_where_nothing_locks_the_start(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    found = json.loads(scoreboard.by(None).ok("ceremony", "check", CEREMONY, "--format", "json").out)
    assert {row["state"] for row in found} <= {"good", "note", "warning"}
    assert "ready" in scoreboard.ok("ceremony", "check", CEREMONY).out
    scoreboard.refuses(1, "ceremony", "check", CEREMONY, "--strict")


def test_a_tie_fails_the_check_and_is_signed_off(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    correction = ("decide", "correction", "main", "2030Q1", "a1", "c02", "91.5", "--reason", "r")
    scoreboard.ok(*correction, "--approved-by", "x")
    anybody = scoreboard.by(None).refuses(1, "ceremony", "check", CEREMONY)
    assert "[bad]" in anybody.out
    assert "工作1: 县01" not in anybody.out, "who gives no name learns nothing sealed"
    assert "工作1: 县01, 县02" in scoreboard.refuses(1, "ceremony", "check", CEREMONY).out
    scoreboard.refuses(1, "cue", "next", CEREMONY)
    scoreboard.ok("ceremony", "check", CEREMONY, "--sign", "drawn by lot on the stage")
    scoreboard.ok("cue", "next", CEREMONY)


def test_a_seal_is_shown_and_verified(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    commitment = scoreboard.ok("ceremony", "seal", CEREMONY).out.split()[-1]
    assert len(commitment) == 64
    scoreboard.refuses(1, "ceremony", "seal", CEREMONY)
    scoreboard.refuses(1, "veto", "c01", "safety", "--period", "2030Q1", "--reason", "r")
    viewer = scoreboard.by(None)
    sealed = viewer.ok("ceremony", "verify", CEREMONY).out
    assert commitment in sealed
    assert "salt" not in sealed
    for person in ("auditor", CHIEF):
        inside = scoreboard.by(person).ok("ceremony", "verify", CEREMONY, "--format", "json").out
        assert "salt" not in inside, "what is sealed is opened by the envelope alone, which the journal tells of"
        assert "县01" not in inside
    while scoreboard("cue", "next", CEREMONY).code == 0:
        pass
    found = json.loads(viewer.ok("ceremony", "verify", CEREMONY, "--commitment", commitment, "--format", "json").out)
    assert {row["state"] for row in found["results"]} == {"kept"}
    digests = b""
    for row in found["results"]:
        opened_by_hand = hashlib.sha256(bytes.fromhex(row["salt"]) + row["result"].encode()).digest()
        assert opened_by_hand.hex() == row["digest"]
        digests += opened_by_hand
    assert hashlib.sha256(digests).hexdigest() == commitment
    viewer.refuses(1, "ceremony", "verify", CEREMONY, "--commitment", "0" * 64)


def test_who_signs_second_is_said_and_no_sealed_winner(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    scoreboard.ok("ceremony", "seal", CEREMONY)
    correction = ("decide", "correction", "main", "2030Q1", "a1", "c02")
    told = scoreboard.ok(*correction, "95", "--reason", "r", "--approved-by", "Mickey").out
    assert "follows the corrected ranking" in told
    assert "县01" not in told
    assert "Mickey, who approved, is not one of the people here" in told
    again = scoreboard.ok(*correction, "96", "--reason", "r", "--approved-by", "auditor").out
    assert "follows the corrected ranking" in again, "whether the flag moves is not told"
    assert "not one of the people" not in again
    assert '"approver": "named"' in scoreboard.ok("journal", "--format", "json").out.replace('\\"', '"')
    public = scoreboard.by(None).ok("ceremony", "verify", CEREMONY).out
    assert "Mickey (a name only" in public
    assert "→" not in public
    assert "2 of the results were sealed again" in public
    assert "first page" not in public, "whether that has changed them is told once all is announced"


def test_the_step_after_a_late_correction_says_that_the_hall_does_not_know(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    for _ in range(6):
        scoreboard.ok("cue", "next", CEREMONY)
    scoreboard.ok(
        "decide", "correction", "main", "2030Q1", "a1", "c03", "89", "--reason", "r", "--approved-by", "auditor"
    )
    assert "scoreboard cue correction" in scoreboard.ok("cue", "next", CEREMONY).out
    assert "a1" in scoreboard.ok("cue", "status", CEREMONY).out
    scoreboard.ok("cue", "correction", CEREMONY, "a1")
    assert "scoreboard cue correction" not in scoreboard.ok("cue", "next", CEREMONY).out


def test_who_gives_no_name_learns_not_how_much_is_unsettled(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    correction = ("decide", "correction", "main", "2030Q1", "a1", "c02", "91.5", "--reason", "r")
    scoreboard.ok(*correction, "--approved-by", "auditor")
    told = scoreboard.by(None).refuses(1, "ceremony", "check", CEREMONY, "--format", "json").out
    names = {row["name"] for row in json.loads(told)}
    assert "sealed" in names
    assert not names & {"tie", "vetoed"}
    assert "1" not in next(row["text"] for row in json.loads(told) if row["name"] == "sealed")


def test_an_amendment_is_signed_twice_on_the_command_line(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    scoreboard.ok("ceremony", "seal", CEREMONY)
    veto = ("veto", "c01", "safety", "--period", "2030Q1", "--reason", "mine accident")
    assert "--approved-by" in scoreboard.refuses(1, *veto, "--approved-by", CHIEF).complaint
    scoreboard.ok(*veto, "--approved-by", "auditor")
    assert "mine accident" in scoreboard.by(None).ok("ceremony", "verify", CEREMONY).out


def test_the_envelope_is_for_admins_and_auditors_and_is_journalled(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    scoreboard.refuses(1, "ceremony", "envelope", CEREMONY)
    commitment = scoreboard.ok("ceremony", "seal", CEREMONY).out.split()[-1]
    for role in ("operator", "reviewer", "director", "viewer"):
        scoreboard.by(role).refuses(1, "ceremony", "envelope", CEREMONY)
    paper = scoreboard.by("auditor").ok("ceremony", "envelope", CEREMONY).out
    assert commitment in paper
    assert "县01" in paper
    assert "Witness" in paper
    assert "<table>" in scoreboard.ok("ceremony", "envelope", CEREMONY, "--format", "html").out
    assert scoreboard.ok("journal").out.count("print envelope") == 2


def test_a_rehearsal_runs_by_itself_or_step_by_step(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    assert "16 steps" in scoreboard.ok("ceremony", "rehearse", CEREMONY).out
    public = ("show", "ceremony", "--format", "json")
    assert scoreboard.ok(*public).json()["rehearsal"] is False
    scoreboard.ok("ceremony", "rehearse", CEREMONY, "--steps", "3", "--seed", "5")
    assert scoreboard.ok(*public).json()["rehearsal"] is True
    assert scoreboard.ok("cue", "status", CEREMONY, "--format", "json").json()["sequence"] == 0
    assert "3 steps" in scoreboard.ok("ceremony", "rehearse", CEREMONY, "--end").out
    scoreboard.refuses(1, "ceremony", "rehearse", CEREMONY, "--end")
    assert scoreboard.ok("show", "flags", "--format", "json").json()["rows"] == []


def test_a_ceremony_that_leaves_its_sheet(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    scoreboard.ok("ceremony", "seal", CEREMONY)
    scoreboard.ok("cue", "next", CEREMONY)
    scoreboard.ok("cue", "message", CEREMONY, "Please sit down")
    scoreboard.ok("cue", "hold", CEREMONY)
    assert "cue resume" in scoreboard.refuses(1, "cue", "next", CEREMONY).complaint
    assert scoreboard.ok("cue", "status", CEREMONY, "--format", "json").json()["state"] == "held"
    scoreboard.ok("cue", "resume", CEREMONY)
    scoreboard.ok("ceremony", "postpone", CEREMONY, "--reason", "power cut", "--to", "2030-05-02")
    assert scoreboard.ok("show", "ceremony", "--format", "json").json()["covered"] is True
    scoreboard.ok("ceremony", "publish", CEREMONY, "--reason", "no second evening")
    flags = scoreboard.ok("show", "flags", "--format", "json").json()["rows"]
    assert [row["awarded_on"] for row in flags] == [NOW[:10]] * 2, "none on a day after that on which it was shown"
    scoreboard.ok("ceremony", "verify", CEREMONY)
    scoreboard.refuses(2, "ceremony", "abort", CEREMONY, "--reason", " ")
    assert "is over" in scoreboard.refuses(1, "ceremony", "abort", CEREMONY, "--reason", "over").complaint


def test_an_unknown_ceremony_is_bad_input(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    for words in (
        ("ceremony", "check", "gala"),
        ("ceremony", "seal", "gala"),
        ("ceremony", "verify", "gala"),
        ("ceremony", "rehearse", "gala"),
        ("ceremony", "abort", "gala", "--reason", "r"),
        ("cue", "hold", "gala"),
    ):
        scoreboard.refuses(2, *words)


def test_beginning_a_ceremony_amid_another_is_warned_of_unless_it_is_meant(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    for name in ("second", "third"):
        scoreboard.ok("ceremony", "plan", name, "--series", "main", "--period", "2030Q1")
    assert scoreboard.ok("cue", "next", CEREMONY).err == ""
    assert "is not over" in scoreboard.ok("ceremony", "check", "second").out
    assert "the hall has left it for second" in scoreboard.ok("cue", "next", "second").err
    assert scoreboard.ok("cue", "next", "second").err == "", "it has begun"
    assert scoreboard.ok("cue", "next", "third", "--yes").err == ""
    scoreboard.ok("ceremony", "abort", CEREMONY, "--reason", "停电")
    told = scoreboard.ok("ceremony", "plan", "fourth", "--series", "main", "--period", "2030Q1")
    assert told.code == 0
    assert scoreboard.ok("cue", "next", "fourth").err.count("are not over") == 1, "of the second and the third"


def test_a_ceremony_that_has_shown_its_title_alone_is_taken_back(tmp_path: Path) -> None:
    scoreboard = program(tmp_path)
    take_back = ("ceremony", "take-back", CEREMONY, "--reason")
    scoreboard.refuses(1, *take_back, "早了")
    scoreboard.ok("cue", "next", CEREMONY)
    scoreboard.refuses(2, *take_back, " ")
    assert "as if it had not begun" in scoreboard.ok(*take_back, "早了").out
    assert "has not begun" in scoreboard.ok("cue", "status", CEREMONY).out
    for _ in range(2):
        scoreboard.ok("cue", "next", CEREMONY)
    scoreboard.refuses(1, *take_back, "晚了")


def test_somebody_at_a_terminal_is_asked_before_a_ceremony_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script is not: nobody could answer."""
    scoreboard = program(tmp_path)
    with monkeypatch.context() as at_terminal:
        at_terminal.setattr("scoreboard.cli.stage.is_terminal", lambda: True)
        asked = scoreboard.typing("n\n")("cue", "goto", "3", CEREMONY)
        assert asked.code == 1
        assert "cue 3" in asked.err
        assert "--yes" in asked.err.splitlines()[-1]
        assert json.loads(scoreboard.ok("cue", "status", CEREMONY, "--format", "json").out)["cue"] is None
        assert scoreboard.typing("y\n")("cue", "next", CEREMONY).code == 0
        assert scoreboard.typing("")("cue", "next", CEREMONY).code == 0, "only the first step is asked about"
    assert json.loads(scoreboard.ok("cue", "status", CEREMONY, "--format", "json").out)["cue"] == 2


def test_somebody_at_a_terminal_is_asked_before_several_overall_flags_and_before_the_rest_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at the console: several winners would be read at once. A script is not asked."""
    scoreboard = closed_contest(tmp_path)
    scoreboard.ok("cue", "goto", "2", POOLED)
    with monkeypatch.context() as at_terminal:
        for module in ("stage", "ceremonies"):
            at_terminal.setattr(f"scoreboard.cli.{module}.is_terminal", lambda: True)
        asked = scoreboard.typing("n\n")("ceremony", "publish", POOLED, "--reason", "停电")
        assert asked.code == 1
        assert "4 flags" in asked.err
        assert "总旗 (town)" in asked.err
        assert "Service star" in asked.err
        assert "the overall table and the bulletin" in asked.err
        assert not scoreboard.rows("flags")
        last = len(json.loads(scoreboard.ok("cue", "status", POOLED, "--format", "json").out)["sheet"])
        asked = scoreboard.typing("n\n")("cue", "goto", str(last), POOLED)
        assert asked.code == 1
        assert "总旗 (town)" in asked.err
        assert "总旗 (office)" in asked.err
        assert "--yes" in asked.err.splitlines()[-1]
        assert not scoreboard.rows("flags")
        assert scoreboard.typing("y\n")("ceremony", "publish", POOLED, "--reason", "停电").code == 0
        assert scoreboard.typing("")("cue", "goto", str(last), POOLED).code == 0, "nothing is left to ask about"
    assert scoreboard.rows("flags")
