"""The seal: what it commits to, how a sealed result may still change, and what the proof afterwards finds."""

import hashlib
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scoreboard.ceremony.seal import Verification, seal, verify
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.verification_words import verdict, verification_lines
from scoreboard.desk.deciding import correct
from scoreboard.desk.nominating import nominate
from scoreboard.desk.reopening import reopen
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.errors import Refused
from scoreboard.exchange.bulletin import bulletin_document
from scoreboard.exchange.printed_pages import document_markdown
from scoreboard.models import Seal
from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.questions import Edition
from scoreboard.publications.reader import PublicReader
from scoreboard.rules.sealing import SALT_BYTES
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.writing import Writing
from scoreboard.wire import to_json
from tests.ceremony.stepping import CEREMONY, SECOND, move, play, ready, rows
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, Shape, opened


def counting() -> Callable[[int], bytes]:
    """Salts that are told apart and always the same."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


def seal_it(settings: Settings, reason: str = "") -> Seal:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        return seal(writing, CEREMONY, reason=reason, draw=counting())


def do(settings: Settings, deed: Callable[[Writing], Any]) -> None:
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        deed(writing)


def correction(unit: str, score: str, approved_by: str, area: str = "a1") -> Callable[[Writing], None]:
    return lambda writing: correct(
        writing,
        contest_of(writing.session, "main", "2030Q1"),
        area,
        find_unit(writing.session, unit),
        score,
        "漏计",
        approved_by,
    )


def proof(settings: Settings) -> Verification:
    with opened(settings) as store, store.read() as session:
        return verify(session, CEREMONY)


def test_the_commitment_is_the_hash_of_all_salted_results(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    made = seal_it(settings)
    kinds = [(one["kind"], one["subject"]) for one in made.results]
    assert kinds == [("flag", "a1"), ("flag", "a2"), ("star", "service"), ("table", ""), ("sheet", "")]
    together = b""
    for one in made.results:
        salt = bytes.fromhex(one["salt"])
        assert len(salt) == SALT_BYTES
        words = json.dumps(one["result"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert one["digest"] == hashlib.sha256(salt + words.encode()).hexdigest()
        together += bytes.fromhex(one["digest"])
    assert made.commitment == hashlib.sha256(together).hexdigest()
    assert made.results[0]["result"]["holders"] == ["c01"]
    assert made.results[0]["result"]["ranking"][0] == ["c01", 1, "91.50", "ranked"]
    assert [row[1] for row in made.results[2]["result"]["nominees"]] == ["甲", "乙", "丙"]


def test_the_commitment_stands_on_the_first_page_and_says_nothing(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    made = seal_it(settings)
    with opened(settings) as store, store.read() as session:
        (public,) = ask_revisions(facts_of(session), f"seal/{CEREMONY}")
    assert public.words.commitment == made.commitment
    assert "c01" not in json.dumps(to_json(public.words))
    assert move(settings).scene["commitment"] == made.commitment


def test_without_a_seal_the_first_page_has_none(tmp_path: Path) -> None:
    assert move(ready(tmp_path, TWO)).scene["commitment"] is None


def test_what_was_announced_is_what_was_sealed(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    seal_it(settings)
    play(settings, until=8)
    half = proof(settings)
    assert half.good
    assert [one.state for one in half.results] == ["kept", "sealed", "sealed", "sealed", "sealed"]
    assert [one.public for one in half.results] == [True, False, False, False, False]
    play(settings)
    whole = proof(settings)
    assert whole.good
    assert {one.state for one in whole.results} == {"kept"}


def test_who_held_a_flag_when_the_records_begin_was_not_announced_by_the_ceremony(tmp_path: Path) -> None:
    """Such holders stand on the period's wall before anything is revealed, and beside what is."""
    held = "main,a1,2030Q1,c03,2029-12-20,2\nmain,a2,2030Q1,c03,2029-12-20,\n"
    shape = Shape(custody=f"series,area,period,unit,awarded_on,defences\n{held}")
    settings = ready(tmp_path, TWO, shape)
    seal_it(settings)
    play(settings)
    whole = proof(settings)
    assert (whole.good, whole.deviations) == (True, ())
    assert {one.state for one in whole.results} == {"kept"}
    do(settings, correction("c01", "91", SECOND))
    assert proof(settings).good


def test_a_result_that_differs_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where each piece agrees with some version and only the last board does not."""
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    play(settings)
    monkeypatch.setattr("scoreboard.ceremony.seal.announcements", lambda *_: [])
    found = proof(settings)
    assert not found.good
    assert {one.board for one in found.deviations} == {"flags/main/2030Q1", "ranking/main/2030Q1"}
    assert all(one.number for one in found.deviations)


def test_sealing_fixes_the_sheet_and_wants_a_reason_to_be_done_again(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    first = seal_it(settings)
    with opened(settings) as store, store.read() as session:
        assert standpoint(session, CEREMONY).ceremony.cues == first.sheet
    with pytest.raises(Refused) as refused:
        seal_it(settings)
    assert refused.value.key == "seal.again"
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        second = seal(writing, CEREMONY, reason="换了流程")
    assert second.commitment != first.commitment, "its salts are new"
    page = move(settings).scene
    assert (page["commitment"], page["amended"]["commitment"]) == (first.commitment, second.commitment)
    assert (page["amended"]["count"], page["amended"]["reason"]) == (1, "换了流程")
    with pytest.raises(Refused) as begun:
        seal_it(settings, "太迟")
    assert begun.value.key == "seal.begun"
    half = proof(settings)
    assert half.good
    assert [one.anew for one in half.results] == ["anew", "anew", "anew", ""]
    assert verdict(half, "zh") == "核对无误；有 3 项重新封定过，尚未全部揭晓"
    play(settings)
    whole = proof(settings)
    assert [one.anew for one in whole.results] == ["unchanged", "unchanged", "unchanged", ""]
    assert verdict(whole, "zh") == "核对无误；有 3 项重新封定过，内容与首页封定的相同"
    said = list(verification_lines(whole, {}, ZoneInfo("UTC"), "zh"))
    assert len([line for line in said if line.endswith("（重新封定，内容未变）")]) == 3


def test_what_was_changed_under_a_seal_and_changed_back_is_what_the_first_page_committed_to(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    for score in ("95", TWO["a1"]["c02"]):
        do(settings, correction("c02", score, SECOND))
    play(settings, until=8)
    assert [one.anew for one in proof(settings).results] == ["anew", "", "anew", ""], "nobody is told before the end"
    play(settings)
    whole = proof(settings)
    assert [one.anew for one in whole.results] == ["changed_back", "", "changed_back", ""]
    assert verdict(whole, "zh").endswith("内容与首页封定的相同")


@pytest.mark.files
def test_a_seal_and_a_ceremonys_events_cannot_be_edited(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    move(settings)
    for statement in (
        "UPDATE seal SET commitment = ''",
        "DELETE FROM seal",
        "UPDATE ceremony_event SET who = ''",
        "DELETE FROM ceremony_event",
    ):
        with (
            opened(settings) as store,
            pytest.raises(IntegrityError, match="append-only"),
            store.transaction() as session,
        ):
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("approved_by", "key"), [("", "seal.approval"), (CHIEF, "decide.second"), (f" {CHIEF.upper()} ", "decide.second")]
)
def test_a_sealed_result_does_not_change_on_one_signature(tmp_path: Path, approved_by: str, key: str) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    with pytest.raises(Refused) as refused, opened(settings) as store, acting(store, settings, "veto") as writing:
        veto(writing, find_unit(writing.session, "c01"), "safety", "2030Q1", "矿难", approved_by=approved_by)
    assert refused.value.key == key
    play(settings)
    assert proof(settings).good
    assert [unit["unit"] for unit in rows(settings, "flags/main/2030Q1")[0]["holders"]] == ["c01"]


def test_a_second_signature_amends_the_seal_in_public(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    made = seal_it(settings)
    do(settings, correction("c02", "95", SECOND))
    (amendment,) = rows(settings, f"seal/{CEREMONY}")
    assert (amendment["reason"], amendment["sealed_by"], amendment["approved_by"]) == ("漏计", CHIEF, SECOND)
    assert len(amendment["commitment"]) == 64
    scene = move(settings).scene
    assert scene["commitment"] == made.commitment, "what was committed first stays on the stage"
    change = scene["amended"]
    assert (change["count"], change["reason"], change["commitment"]) == (1, "漏计", amendment["commitment"])
    assert (change["sealed_by"], change["approved_by"], change["approver"]) == (CHIEF, SECOND, "person")
    assert "amended" not in move(settings).scene, "the hall has been told"
    play(settings)
    checked = proof(settings)
    assert checked.good
    assert [(one.state, one.anew) for one in checked.results] == [
        ("kept", "changed"),
        ("kept", ""),
        ("kept", "changed"),
        ("kept", ""),
    ]
    assert verdict(checked, "zh").startswith("核对无误；但有 2 项在封定后更改过")
    assert checked.results[0].sealed.result["holders"] == ["c02"]


def test_the_hall_is_told_of_an_amendment_that_comes_after_the_first_page(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    play(settings, until=2)
    do(settings, correction("c02", "95", "米老鼠"))
    do(settings, correction("c02", "96", "米老鼠"))
    scene = move(settings).scene
    assert (scene["scene"], scene["amended"]["count"], scene["amended"]["approver"]) == ("flag", 2, "named")
    told = {name: said for name, said in scene["amended"].items() if name != "commitment"}
    assert "96" not in json.dumps(told), "any digest may hold two digits"
    assert "amended" not in move(settings).scene
    play(settings)
    assert proof(settings).good
    board = rows(settings, f"seal/{CEREMONY}")
    assert [row["approver"] for row in board] == ["named", "named"]
    with opened(settings) as store, store.read() as session:
        revisions = ask_revisions(facts_of(session), f"seal/{CEREMONY}")
    assert revisions[1].words.rows == revisions[2].words.rows[:1], "no revision rewrites what was told"
    reader = PublicReader(settings.paths.public)
    bulletin = reader.board("bulletin/main/2030Q1")
    reader.close()
    assert bulletin is not None
    printed = document_markdown(bulletin_document(bulletin.words, Edition(1, bulletin.published_at), "zh"))
    assert "米老鼠（库外人员）" in printed
    assert "封定后的更改" in printed


def test_a_late_correction_of_what_was_announced_is_signed_twice_while_the_table_is_sealed(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    play(settings, until=6)
    with pytest.raises(Refused):
        do(settings, correction("c03", "89", CHIEF))
    do(settings, correction("c03", "89", SECOND))
    play(settings)
    assert proof(settings).good


def test_what_was_announced_and_then_amended_is_said_to_differ_before_all_is_announced(tmp_path: Path) -> None:
    """Both results of the first flag are open then; those of the table and the second flag are not."""
    scores = {**TWO, "a1": {"c01": "91.5", "c02": "91.5", "c03": "88.25"}}
    settings = ready(tmp_path, scores, Shape(tie="joint"))
    seal_it(settings)
    play(settings, until=6)
    assert rows(settings, "flags/main/2030Q1"), "it has been announced"

    def vetoed(writing: Writing) -> None:
        veto(writing, find_unit(writing.session, "c01"), "safety", "2030Q1", "瞒报", approved_by=SECOND)

    do(settings, vetoed)
    half = proof(settings)
    assert half.good
    assert [one.anew for one in half.results] == ["changed", "anew", "anew", ""]
    assert "已揭晓的有 1 项在封定后更改过" in verdict(half, "zh")
    assert "另有 2 项重新封定过" in verdict(half, "zh")


def test_after_the_ceremony_a_veto_needs_no_second_signature_and_the_proof_still_holds(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    play(settings)
    do(settings, lambda writing: veto(writing, find_unit(writing.session, "c01"), "safety", "2030Q1", "矿难"))
    assert rows(settings, "flags/main/2030Q1")[0]["outcome"] == "revoked"
    assert proof(settings).good


def test_what_a_seal_forbids_altogether(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    seal_it(settings)
    with pytest.raises(Refused) as reopened:
        do(settings, lambda writing: reopen(writing, contest_of(writing.session, "main", "2030Q1")))
    assert reopened.value.key == "seal.reopen"
    with pytest.raises(Refused) as nominated:
        do(
            settings,
            lambda writing: nominate(
                writing, "2030Q1", "service", find_unit(writing.session, "c01"), "丁", series="main"
            ),
        )
    assert nominated.value.key == "seal.approval"


def tamper(settings: Settings, *statements: str) -> None:
    """What somebody with the file in hand could do: take the guards away and edit."""
    with opened(settings) as store, store.transaction() as session:
        for statement in statements:
            session.execute(text(statement))


def test_results_that_were_swapped_behind_the_seal_are_found_out(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    tamper(settings, "UPDATE score SET value = 999000 WHERE area_id = 'a1' AND unit_id = 'c02'")
    play(settings)
    found = proof(settings)
    assert not found.good
    assert [one.state for one in found.results] == ["differs", "kept", "differs", "kept"]


@pytest.mark.files
def test_a_seal_that_was_rewritten_to_fit_is_found_out_by_the_stage(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    move(settings)
    tamper(
        settings, "DROP TRIGGER seal_no_update", "UPDATE seal SET commitment = replace(hex(zeroblob(32)), '00', 'ab')"
    )
    found = proof(settings)
    assert not found.commitments_hold
    assert not found.stage_holds


@pytest.mark.files
def test_a_result_that_was_rewritten_in_the_seal_is_found_out(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    tamper(settings, "DROP TRIGGER seal_no_update", """UPDATE seal SET results = replace(results, '"c01"', '"c02"')""")
    assert [one.state for one in proof(settings).results] == ["broken", "broken", "broken", "sealed"]
    assert not any(one.public for one in proof(settings).results), "a seal that was broken opens nothing"


def test_an_unsealed_ceremony_has_no_proof(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        proof(ready(tmp_path, TWO))
    assert refused.value.key == "seal.none"
