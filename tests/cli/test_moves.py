"""The director without a screen: a guard against double presses, jumps, going back, the cover, --yes."""

from pathlib import Path
from typing import Any

import pytest

from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_of
from tests.acceptance.ceremonies import finish_cue, play, status
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.published import touches

Q1 = "2031Q1"
AREAS = ("roads", "water", "schools")
CEREMONY = f"main-{Q1}"


@pytest.fixture
def sealed(opened: Opened) -> Program:
    """Three flags that wait for their ceremony: title, flag, flag, flag, wall, closing."""
    program = opened(
        Competition(
            series=[Series("main", AREAS, settings={"confirm": "self"})],
            units=towns(3),
            custody=held("main", dict.fromkeys(AREAS, "t3")),
            scores=scores("main", Q1, {area: {"t1": 60 + n, "t2": 55} for n, area in enumerate(AREAS)}),
        )
    )
    program.ok("close", "main", Q1)
    return program


def published(program: Program) -> list[tuple[str, int]]:
    return touches(program.public)


def test_status_before_the_first_step(sealed: Program) -> None:
    here = status(sealed, CEREMONY)
    assert (here["sequence"], here["cue"], here["step"], here["revealed"]) == (0, None, None, [])
    assert [cue["kind"] for cue in here["sheet"]] == ["title", "flag", "flag", "flag", "flags", "closing"]
    assert sealed.show("ceremony")["sequence"] == 0
    sealed.refuses(1, "cue", "back", CEREMONY)


def test_where_one_ceremony_stands_is_asked_by_its_id(sealed: Program) -> None:
    assert "nothing of a ceremony" in sealed.speaking("en").refuses(2, "show", "ceremony", CEREMONY).complaint
    sealed.ok("cue", "next", CEREMONY)
    sealed.ok("ceremony", "plan", "other", "--series", "main", "--period", Q1)
    assert sealed.show("ceremony", CEREMONY)["ceremony"] == CEREMONY
    assert "other" in sealed.refuses(2, "show", "ceremony", "other").complaint
    sealed.refuses(2, "show", "ceremony", CEREMONY, "--private")


def test_cover_before_the_first_step(sealed: Program) -> None:
    """What the hall shows before a ceremony is covered too; by that the ceremony has not begun."""
    sealed.ok("cue", "cover", CEREMONY)
    here, public = status(sealed, CEREMONY), sealed.show("ceremony")
    assert (here["covered"], here["cue"], here["step"]) == (True, None, None)
    assert (public["covered"], public["cue"], public["sequence"]) == (True, None, here["sequence"])
    sealed.ok("reopen", "main", Q1)
    sealed.ok("close", "main", Q1)
    sealed.ok("cue", "uncover", CEREMONY, "--expect", here["sequence"])
    assert sealed.show("ceremony")["sequence"] == 0
    sealed.refuses(1, "cue", "back", CEREMONY)
    sealed.ok("cue", "next", CEREMONY)
    assert (status(sealed, CEREMONY)["covered"], status(sealed, CEREMONY)["cue"]) == (False, 1)


def test_expect(sealed: Program) -> None:
    """A press that expects another sequence than the stage's is a double press, and refused."""
    sealed.refuses(1, "cue", "next", CEREMONY, "--expect", "1")
    sealed.ok("cue", "next", CEREMONY, "--expect", "0")
    for words in (("next",), ("back",), ("goto", "2"), ("cover",), ("uncover",)):
        sealed.refuses(1, "cue", *words, CEREMONY, "--expect", "0")
    first = status(sealed, CEREMONY)["sequence"]
    sealed.ok("cue", "next", CEREMONY, "--expect", first)
    complaint = sealed.refuses(1, "cue", "next", CEREMONY, "--expect", first).complaint
    assert str(first) in complaint
    assert str(first + 1) in complaint
    sealed.ok("cue", "cover", CEREMONY, "--expect", first + 1)
    sealed.ok("cue", "uncover", CEREMONY, "--expect", first + 2)
    sealed.ok("cue", "goto", "2", CEREMONY, "--expect", first + 3)
    sealed.ok("cue", "back", CEREMONY, "--expect", first + 4)


def test_each_step_counts_one(sealed: Program) -> None:
    sequences = []
    while sealed("cue", "next", CEREMONY).code == 0:
        sequences.append(status(sealed, CEREMONY)["sequence"])
    assert sequences == list(range(sequences[0], sequences[0] + len(sequences)))
    assert "last" in sealed.refuses(1, "cue", "next", CEREMONY).complaint


def test_goto_publishes_only_its_target(sealed: Program) -> None:
    before = published(sealed)
    sealed.ok("cue", "goto", "4", CEREMONY)
    assert published(sealed) == before, "to name a flag publishes nothing"
    finish_cue(sealed, CEREMONY, 4)
    news = {key for key, _ in set(published(sealed)) - set(before)}
    of_more = {key for key in news if kind_of(key.partition("/")[0]).key in (Key.NOTHING, Key.SERIES)}
    assert news - of_more == {f"ranking/main/{Q1}/schools", f"flags/main/{Q1}"}
    assert list(sealed.flags("--period", Q1)) == ["schools"]
    assert sealed.show("ceremony")["revealed"] == ["schools"]


@pytest.mark.parametrize("number", [0, 7, -1, 99])
def test_goto_nowhere(sealed: Program, number: int) -> None:
    sealed.refuses(2, "cue", "goto", "--", number, CEREMONY)


def test_back_moves_only_the_stage(sealed: Program) -> None:
    finish_cue(sealed, CEREMONY, 2)
    before, place = published(sealed), status(sealed, CEREMONY)
    sealed.ok("cue", "back", CEREMONY)
    here = status(sealed, CEREMONY)
    assert (here["cue"], here["sequence"]) == (2, place["sequence"] + 1)
    while status(sealed, CEREMONY)["cue"] > 1:
        sealed.ok("cue", "back", CEREMONY)
    assert published(sealed) == before
    assert list(sealed.flags("--period", Q1)) == ["roads"], "what has been published stays so"
    assert sealed.show("ceremony")["revealed"] == ["roads"]
    sealed.refuses(1, "cue", "back", CEREMONY)
    finish_cue(sealed, CEREMONY, 2)
    assert published(sealed) == before, "the same again is no news"


def test_cover(sealed: Program) -> None:
    """The cover goes over what the hall sees; to cover twice is to cover once; a step takes it away."""
    sealed.ok("cue", "next", CEREMONY)
    sealed.ok("cue", "cover", CEREMONY)
    covered = sealed.show("ceremony")
    assert (covered["covered"], covered["cue"], covered["step"]) == (True, 1, 1)
    sequence = covered["sequence"]
    sealed.ok("cue", "cover", CEREMONY)
    assert sealed.show("ceremony")["sequence"] == sequence
    sealed.ok("cue", "uncover", CEREMONY)
    shown = sealed.show("ceremony")
    assert (shown["covered"], shown["sequence"]) == (False, sequence + 1)
    sealed.ok("cue", "cover", CEREMONY)
    sealed.ok("cue", "next", CEREMONY)
    assert sealed.show("ceremony")["covered"] is False


def test_a_step_with_several_results_wants_a_second_press(sealed: Program) -> None:
    finish_cue(sealed, CEREMONY, 2)
    before = published(sealed)
    assert "--yes" in sealed.refuses(1, "cue", "goto", "6", CEREMONY).complaint
    assert published(sealed) == before
    sealed.ok("cue", "goto", "6", CEREMONY, "--yes")
    assert sorted(sealed.flags("--period", Q1)) == sorted(AREAS)
    assert sealed.show("ceremony")["revealed"] == list(AREAS)
    assert sealed.ok("bulletin", "main", Q1).out


def test_yes_is_not_needed_where_each_had_its_step(sealed: Program) -> None:
    play(sealed, CEREMONY)
    assert sealed.ok("bulletin", "main", Q1).out
    assert len(sealed.rows("ranking", "--period", Q1)) == 3


def test_an_open_period_has_no_ceremony(opened: Opened) -> None:
    sheet = f'title = "x"\nseries = "main"\nperiod = "{Q1}"\n[[cue]]\nkind = "title"\n'
    program = opened(
        Competition(series=[Series(settings={"confirm": "self"})], units=towns(2), ceremonies={"early": sheet})
    )
    program.refuses(1, "cue", "next", "early")
    assert status(program, "early")["sequence"] == 0


def test_a_sheet_written_by_hand(opened: Opened) -> None:
    """Cues in any order, some flags left out: those want --yes at the closing."""
    cues = (("flag", "water"), ("title", None), ("flag", "roads"), ("closing", None))
    text = f'title = "手写"\ndate = 2031-04-09\nseries = "main"\nperiod = "{Q1}"\n' + "".join(
        f'[[cue]]\nkind = "{kind}"\n' + (f'area = "{area}"\n' if area else "") for kind, area in cues
    )
    program = opened(
        Competition(
            series=[Series("main", AREAS, settings={"confirm": "self"})],
            units=towns(3),
            scores=scores("main", Q1, {area: {"t1": 60 + n, "t2": 55} for n, area in enumerate(AREAS)}),
            ceremonies={"by-hand": text},
        )
    )
    assert "by-hand" in program.ok("close", "main", Q1).out
    finish_cue(program, "by-hand", 1)
    assert list(program.flags()) == ["water"]
    finish_cue(program, "by-hand", 3)
    assert program.show("ceremony")["revealed"] == ["water", "roads"]
    program.refuses(1, "cue", "next", "by-hand")
    program.ok("cue", "next", "by-hand", "--yes")
    rows = program.flags()
    assert {row["awarded_on"] for row in rows.values()} == {"2031-04-09"}
    assert units(rows["schools"]["holders"]) == ["t1"]


def test_a_step_is_kept_and_comes_back_in_another_process(sealed: Program, tmp_path: Path) -> None:
    """The stage is a journal: whoever reads it next, from whatever process, stands at the last step."""
    finish_cue(sealed, CEREMONY, 2)
    here, there = status(sealed, CEREMONY), sealed.in_a_process("cue", "status", CEREMONY, "--format", "json").json()
    assert here == there
    public: dict[str, Any] = sealed.in_a_process("show", "ceremony", "--format", "json").json()
    assert {key: public[key] for key in ("sequence", "cue", "step", "revealed")} == {
        key: here[key] for key in ("sequence", "cue", "step", "revealed")
    }


def test_every_move_is_in_the_journal(sealed: Program) -> None:
    sealed.ok("cue", "next", CEREMONY)
    sealed.ok("cue", "cover", CEREMONY)
    moves = [row for row in sealed.journal() if row["action"] == "cue"]
    assert [row["subject"] for row in moves] == [CEREMONY] * len(moves)
    assert [row["after"]["covered"] for row in moves] == [False, True]
    assert sealed.ok("journal", "--verify").code == 0
