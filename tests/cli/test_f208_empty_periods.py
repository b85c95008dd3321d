"""F208: a period without a score is not closed by accident; a ceremony that has only shown its title goes back."""

from dataclasses import replace

import pytest

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.cues import cue_kinds
from tests.acceptance.ceremonies import play, status
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
CEREMONY = f"main-{Q1}"
CELLS = {"roads": {"t1": "50", "t2": "40"}}


@pytest.mark.parametrize("make", [live, sealed])
@pytest.mark.parametrize("cells", [{}, {"roads": {"t1": "n/a", "t2": "n/a"}}])
def test_f208_a_period_without_a_score_is_closed_only_where_that_is_said(
    opened: Opened, make: object, cells: dict[str, dict[str, str]]
) -> None:
    series = live("roads") if make is live else sealed("roads")
    program = opened(Competition(series=[series], units=towns(2), scores=scores("main", Q1, cells)))
    assert "--empty" in program.refuses(1, "close", "main", Q1).complaint
    program.ok("close", "main", Q1, "--empty")


def test_f208_a_single_score_is_enough(opened: Opened) -> None:
    program = opened(
        Competition(series=[sealed("roads")], units=towns(2), scores=scores("main", Q1, {"roads": {"t1": "0"}}))
    )
    program.ok("close", "main", Q1)


def ceremonial(opened: Opened) -> Program:
    return opened(Competition(series=[sealed("roads")], units=towns(2), scores=scores("main", Q1, CELLS)))


def test_f208_a_ceremony_that_has_only_shown_its_title_is_taken_back(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    assert program.show("ceremony")["ceremony"] == CEREMONY
    program.ok("reopen", "main", Q1)
    assert program.show("ceremony")["ceremony"] is None, "the hall goes on as before"
    program.refuses(1, "cue", "next", CEREMONY)
    program.ok("unconfirm", "main", Q1)
    program.ok("enter", "main", Q1, "roads", "t2", "60")
    program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)
    assert status(program, CEREMONY)["cue"] is None, "it has not begun"
    play(program, CEREMONY)
    assert units(program.flags()["roads"]["holders"]) == ["t2"]


def test_f208_it_can_be_sealed_after_that_and_its_pages_agree(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    program.ok("reopen", "main", Q1)
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", CEREMONY)
    play(program, CEREMONY)
    program.ok("ceremony", "verify", CEREMONY)


def test_f208_a_covered_title_and_words_of_the_director_tell_nothing_either(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    program.ok("cue", "cover", CEREMONY)
    program.ok("cue", "message", CEREMONY, "请稍候")
    program.ok("reopen", "main", Q1)
    assert program.show("ceremony")["ceremony"] is None


def test_f208_once_a_flag_has_been_called_it_stays(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    program.ok("cue", "next", CEREMONY)
    program.refuses(1, "reopen", "main", Q1)
    program.ok("cue", "back", CEREMONY)
    program.refuses(1, "reopen", "main", Q1)


def test_f208_a_kind_says_itself_whether_it_tells_anything(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    kinds = cue_kinds()
    monkeypatch.setattr(stage_control, "cue_kinds", lambda: {**kinds, "flag": replace(kinds["flag"], preliminary=True)})
    program.ok("cue", "next", CEREMONY)
    program.ok("reopen", "main", Q1)
    assert {name for name, kind in kinds.items() if kind.preliminary} == {"title", "countdown", "message"}


def test_f208_a_sealed_ceremony_stays_committed(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", CEREMONY)
    program.ok("cue", "next", CEREMONY)
    program.refuses(1, "reopen", "main", Q1)
