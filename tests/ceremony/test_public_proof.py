"""The proof for everyone: digests are public from the seal on, salt and result from the step that announces it.

Random ceremonies are checked at every step in tests/secrecy (test_walks.py).
"""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from scoreboard.ceremony import planning
from scoreboard.ceremony.interventions import abort, postpone, publish_rest, resume
from scoreboard.ceremony.seal import seal, verify
from scoreboard.ceremony.stage_control import goto
from scoreboard.cli.board_over_ssh import answer
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.publications.reader import PublicReader
from scoreboard.rules.sealing import canonical
from scoreboard.settings import Settings
from scoreboard.store.finding import find_unit
from scoreboard.wire import to_json
from tests.acceptance.driver import Program
from tests.ceremony.stepping import CEREMONY, SECOND, move, play, ready
from tests.ceremony.test_proof import without_guards
from tests.ceremony.test_seal import correction, do, proof, seal_it
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened
from tests.store.kept.asking import Kept
from tests.strangers_proof import check_proof


def proof_of(settings: Settings, ceremony: str = CEREMONY) -> dict[str, Any]:
    """What everybody may read, checked as a stranger checks it."""
    reader = PublicReader(settings.paths.public)
    board = reader.proof(ceremony)
    reader.close()
    assert board is not None
    found = to_json(board.words)
    check_proof(found)
    return found


def opened_in(seal: dict[str, Any]) -> list[int]:
    return [one["number"] for one in seal["results"] if one["salt"] is not None]


def announced_in(seal: dict[str, Any]) -> list[int]:
    return [one["number"] for one in seal["results"] if one["announced"]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return ready(tmp_path, TWO, Shape(nominees=NOMINEES))


def test_each_thing_opens_with_the_step_that_announces_it_and_the_sheet_last(settings: Settings) -> None:
    made = seal_it(settings)
    sealed = proof_of(settings)
    assert sealed["commitment"] == made.commitment
    assert [(one["number"], one["kind"], one["subject"]) for one in sealed["results"]] == [
        (1, "flag", "a1"),
        (2, "flag", "a2"),
        (3, "star", "service"),
        (4, "table", ""),
        (5, "sheet", ""),
    ]
    firsts: dict[tuple[int, ...], tuple[str, str | None]] = {}
    while step := play(settings, until=1):
        scene = step[0].scene
        firsts.setdefault(tuple(opened_in(proof_of(settings))), (scene["scene"], scene.get("moment")))
    assert firsts == {
        (): ("title", None),
        (1,): ("flag", "transfer"),
        (1, 2): ("flag", "transfer"),
        (1, 2, 3): ("star", "winners"),
        (1, 2, 3, 4, 5): ("closing", None),
    }
    whole = proof_of(settings)
    assert whole["complete"]
    assert not sealed["complete"]
    assert whole["results"][0]["result"]["holders"] == ["c01"]
    assert proof(settings).proof_holds


def test_what_is_amended_before_it_is_announced_opens_in_its_amendment(settings: Settings) -> None:
    seal_it(settings)
    do(settings, correction("c02", "95", SECOND))
    found = proof_of(settings)
    (amendment,) = found["amended"]
    assert [one["number"] for one in amendment["results"]] == [1, 4], "the flag, and the table that it counts in"
    assert (amendment["reason"], amendment["approved_by"]) == ("漏计", SECOND)
    assert opened_in(amendment) == announced_in(found) == []
    play(settings, until=6)
    found = proof_of(settings)
    assert (opened_in(found), announced_in(found), opened_in(found["amended"][0])) == ([], [1], [1])
    assert found["amended"][0]["results"][0]["result"]["holders"] == ["c02"]
    play(settings)
    found = proof_of(settings)
    assert (opened_in(found), opened_in(found["amended"][0])) == ([2, 3, 5], [1, 4])
    assert found["complete"]


def test_what_is_amended_after_it_was_announced_opens_twice(settings: Settings) -> None:
    seal_it(settings)
    play(settings, until=6)
    do(settings, correction("c03", "89", SECOND))
    found = proof_of(settings)
    assert (opened_in(found), opened_in(found["amended"][0])) == ([1], [1])
    do(
        settings,
        lambda writing: veto(
            writing, find_unit(writing.session, "c03"), "safety", "2030Q1", "矿难", approved_by=SECOND
        ),
    )
    found = proof_of(settings)
    assert [opened_in(one) for one in found["amended"]] == [[1], [1]]
    play(settings)
    assert proof_of(settings)["complete"]
    assert proof(settings).good


def test_a_jump_opens_nothing_that_it_passes_over(settings: Settings) -> None:
    made = seal_it(settings)
    last = len(made.sheet)
    move(settings)
    move(settings, goto(last), yes=True)
    found = proof_of(settings)
    assert opened_in(found) == [1, 2, 4], "the closing publishes all flags; the star has not been announced"
    assert not found["complete"]
    star = next(at for at, cue in enumerate(made.sheet, 1) if cue["kind"] == "star")
    move(settings, goto(star))
    assert opened_in(proof_of(settings)) == [1, 2, 4]
    move(settings)
    assert proof_of(settings)["complete"]


def test_what_breaks_a_ceremony_off_opens_nothing_and_publishing_the_rest_opens_all(settings: Settings) -> None:
    seal_it(settings)
    play(settings, until=3)
    do(settings, lambda writing: postpone(writing, CEREMONY, "停电"))
    do(settings, lambda writing: resume(writing, CEREMONY, "来电"))
    do(settings, lambda writing: abort(writing, CEREMONY, "停电"))
    assert opened_in(proof_of(settings)) == []
    do(settings, lambda writing: publish_rest(writing, CEREMONY, "停电"))
    assert proof_of(settings)["complete"]


def test_sealing_again_amends_the_first_seal_and_hides_no_amendment(settings: Settings) -> None:
    first = seal_it(settings)
    do(settings, correction("c02", "95", SECOND))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        again = seal(writing, CEREMONY, reason="换了流程")
    found = proof_of(settings)
    assert found["commitment"] == first.commitment
    assert [one["reason"] for one in found["amended"]] == ["漏计", "换了流程"]
    assert found["amended"][-1]["commitment"] == again.commitment
    with opened(settings) as store, store.read() as session:
        assert verify(session, CEREMONY).commitment == first.commitment
    play(settings)
    assert proof_of(settings)["complete"]
    with opened(settings) as store, store.read() as session:
        assert verify(session, CEREMONY).good


def test_another_ceremony_of_the_same_results_opens_with_it(settings: Settings) -> None:
    do(settings, lambda writing: planning.plan(writing, "again", series="main", period="2030Q1"))
    seal_it(settings)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        seal(writing, "again")
    play(settings, until=6)
    one, other = proof_of(settings), proof_of(settings, "again")
    assert opened_in(one) == opened_in(other) == [1]
    assert one["results"][0]["salt"] != other["results"][0]["salt"]


@pytest.mark.files
def test_what_has_been_edited_opens_nothing(settings: Settings) -> None:
    seal_it(settings)
    without_guards(settings)
    with opened(settings) as store, store.transaction() as session:
        session.execute(text("""UPDATE seal SET results = replace(results, '"c01"', '"c02"')"""))
    play(settings)
    found = proof_of(settings)
    assert (opened_in(found), found["complete"]) == ([5], False), "the sheet names nobody"


@pytest.mark.files
@pytest.mark.parametrize("edit", ['\'"salt":"0\', \'"salt":"1\'', "'县01', '县02'", '\'"digest":"\', \'"digest":"0\''])
def test_the_check_finds_a_public_proof_that_was_edited(settings: Settings, edit: str) -> None:
    seal_it(settings)
    play(settings)
    without_guards(settings)
    with opened(settings) as store, store.read() as session:
        assert verify(session, CEREMONY).proof_holds
        session.execute(
            text(f"UPDATE public_fact SET value = replace(value, {edit}) WHERE kind IN ('opening', 'seal')")
        )
        session.expire_all()
        assert not verify(session, CEREMONY).proof_holds
        session.rollback()


def program_of(settings: Settings, lang: str = "en") -> Program:
    return Program(settings.paths.main, now=None, lang=lang, acting=None)


def test_the_command_prints_it_in_three_forms(settings: Settings) -> None:
    seal_it(settings)
    play(settings, until=6)
    program, found = program_of(settings), proof_of(settings)
    answer = program.ok("show", "proof", CEREMONY, "--format", "json").json()
    assert answer["sealed_at"] == "2030-05-01T09:00:00+08:00"
    assert answer.items() >= {**found, "sealed_at": answer["sealed_at"]}.items()
    first = found["results"][0]
    told = program.ok("show", "proof", CEREMONY).out
    assert f"  salt: {first['salt']}\n  result: {canonical(first['result']).decode()}\n" in told
    assert "Not everything has been announced yet." in told
    rows = list(csv.DictReader(io.StringIO(program.ok("show", "proof", CEREMONY, "--format", "csv").out)))
    assert [row["digest"] for row in rows] == [one["digest"] for one in found["results"]]
    assert rows[0]["result"].encode() == canonical(first["result"])
    assert program.refuses(2, "show", "proof").complaint
    assert CEREMONY in program.refuses(2, "show", "proof", "nothing").complaint
    assert program.refuses(2, "show", "proof", CEREMONY, "--private").complaint
    for beside in (("--series", "xx"), ("--area", "a1"), ("--around", "c01"), ("--limit", 1)):
        assert beside[0] in program.refuses(2, "show", "proof", CEREMONY, *beside).complaint


def test_it_is_answered_over_ssh_as_the_command_does(settings: Settings) -> None:
    seal_it(settings)
    words = ("show", "proof", CEREMONY, "--format", "json")
    answered = answer(" ".join(words), settings.paths.public, "board", "en")
    assert (answered.code, answered.out) == (0, program_of(settings).ok(*words).out)


def test_it_is_told_as_it_stood_at_any_moment(settings: Settings) -> None:
    seal_it(settings)
    sealed_at = proof_of(settings)["sealed_at"]
    assert "commitment" in program_of(settings).ok("show", "proof", CEREMONY, "--as-of", sealed_at).out
    assert program_of(settings).refuses(2, "show", "proof", CEREMONY, "--as-of", "2000-01-01").complaint


def test_a_seal_of_a_program_that_published_no_digests_proves_nothing(tmp_path: Path) -> None:
    program = Kept("0001", "middle").unpack(tmp_path)
    program.ok("db", "upgrade")
    answer = program.ok("show", "proof", "city-2010Q3", "--format", "json").json()
    assert (answer["results"], answer["complete"]) == ([], False)
    assert len(answer["commitment"]) == 64
    assert all(amendment["results"] == [] for amendment in answer["amended"])
    assert answer["amended"]
    assert "由旧版程序封定" in program.ok("show", "proof", "city-2010Q3").out
    director = program.by("director")
    while director("cue", "next", "city-2010Q3").code == 0:
        pass
    assert program.ok("show", "proof", "city-2010Q3", "--format", "json").json()["results"] == []
    director.ok("ceremony", "verify", "city-2010Q3")
