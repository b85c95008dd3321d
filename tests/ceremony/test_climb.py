"""A climb: an area's ranking from the bottom, a few places a step, each row public with the step that shows it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from scoreboard.ceremony import run_sheet
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import moments_of, steps_of
from scoreboard.ceremony.cues.flag import climb_of
from scoreboard.ceremony.interventions import message
from scoreboard.ceremony.previewing import preview
from scoreboard.ceremony.print.script import script_markdown, write_script
from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.ceremony.run_sheet import before
from scoreboard.ceremony.sheet_oddities import oddities
from scoreboard.ceremony.stage_control import cover, goto, standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes.flag import FlagClimb
from scoreboard.settings import Settings
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing
from screens.looks import Look
from tests.acceptance.driver import Program
from tests.ceremony.stepping import CEREMONY, SECOND, Scores, move, play, ready, rows, stage
from tests.ceremony.test_seal import correction, do, proof, seal_it
from tests.contests import Shape, opened
from tests.screens.played import draw

SEVEN: Scores = {"a1": {f"c0{number}": f"{100 - number}" for number in range(1, 8)}}
CLIMB = {"kind": "flag", "area": "a1", "reveal": "climb", "by": 2, "singly_from": 3}
SHEET: list[dict[str, Any]] = [{"kind": "title"}, CLIMB, {"kind": "closing"}]


def climbing(place: Path, scores: Scores, cue: dict[str, Any] | None = None, **shape: Any) -> Settings:
    sheet = [{"kind": "title"}, cue or CLIMB, {"kind": "closing"}]
    return ready(place, scores, Shape(counties=7, areas=1, **shape), cues=sheet)


def shown(settings: Settings, area: str = "a1") -> list[tuple[int | None, str]]:
    """What `show ranking` of the area holds."""
    return [(row["rank"], row["unit"]) for row in rows(settings, f"ranking/main/2030Q1/{area}")]


def vetoed(unit: str) -> Callable[[Writing], object]:
    """A veto of the period."""
    return lambda writing: veto(
        writing, find_unit(writing.session, unit), "safety", "2030Q1", "矿难", approved_by=SECOND
    )


@pytest.mark.parametrize(
    ("places", "by", "singly_from", "steps"),
    [
        (7, 2, 3, [(6, 7), (4, 5), (3, 3), (2, 2)]),
        (8, 2, 3, [(7, 8), (5, 6), (4, 4), (3, 3), (2, 2)]),
        (7, 5, 3, [(4, 7), (3, 3), (2, 2)]),
        (7, 1, 1, [(7, 7), (6, 6), (5, 5), (4, 4), (3, 3), (2, 2)]),
        (7, 3, 1, [(5, 7), (2, 4)]),
        (3, 5, 9, [(3, 3), (2, 2)]),
        (2, 5, 3, [(2, 2)]),
        (1, 5, 3, []),
        (0, 5, 3, []),
    ],
)
def test_steps_follow_from_the_sheet_alone(
    places: int, by: int, singly_from: int, steps: list[tuple[int, int]]
) -> None:
    cue = Cue("flag", area="a1", reveal="climb", places=places, by=by, singly_from=singly_from)
    assert climb_of(cue) == steps
    assert steps_of(cue) == len(steps) + 2
    assert (moments_of(cue)[0], moments_of(cue)[-1]) == ("contest", "transfer")


def test_every_place_of_a_climb_is_shown_once() -> None:
    for places in range(2, 20):
        for by in range(1, 7):
            for singly_from in range(1, 9):
                steps = climb_of(Cue("flag", reveal="climb", places=places, by=by, singly_from=singly_from))
                assert [place for first, last in steps for place in range(last, first - 1, -1)] == [
                    *range(places, 1, -1)
                ]


def test_each_row_is_public_exactly_with_the_step_that_shows_it(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    seal_it(settings)
    seen = []
    while step := play(settings, until=1):
        seen.append((step[0].scene.get("moment"), [unit for _, unit in shown(settings)]))
    below = [f"c0{number}" for number in range(1, 8)]
    assert seen == [
        (None, []),
        ("contest", []),
        ("climb", below[5:]),
        ("climb", below[3:]),
        ("place", below[2:]),
        ("place", below[1:]),
        ("transfer", below),
        (None, below),
    ]
    assert proof(settings).good


def test_the_stage_shows_of_each_step_its_own_places(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    steps = play(settings)
    blocks = [step.scene for step in steps if step.scene.get("moment") == "climb"]
    assert [(scene["from"], scene["to"]) for scene in blocks] == [(6, 7), (4, 5)]
    assert [[row["unit"] for row in scene["board"]["rows"]] for scene in blocks] == [["c06", "c07"], ["c04", "c05"]]
    singles = [step.scene for step in steps if step.scene.get("moment") == "place"]
    assert [(scene["place"], [row["unit"] for row in scene["rows"]]) for scene in singles] == [
        (3, ["c03"]),
        (2, ["c02"]),
    ]
    assert "candidates" not in steps[6].scene, "everybody knows who is left"


def test_whoever_has_no_place_comes_with_the_first_step_and_shared_places_leave_one_out(tmp_path: Path) -> None:
    scores = {"a1": {"c01": "99", "c02": "98", "c03": "97", "c04": "97", "c05": "96", "c06": "n/a"}}
    settings = climbing(tmp_path, scores)
    seen = []
    while step := play(settings, until=1):
        seen.append((step[0].scene.get("moment"), shown(settings)))
    assert [moment for moment, _ in seen] == [None, "contest", "climb", "climb", "place", "place", "transfer", None]
    nowhere = [(None, "c07"), (None, "c06")]
    assert seen[2][1] == nowhere
    assert seen[3][1] == [(5, "c05"), *nowhere]
    assert seen[4][1] == [(3, "c03"), (3, "c04"), (5, "c05"), *nowhere]


def test_a_place_that_nobody_has_shows_nothing_new_and_says_nothing(tmp_path: Path) -> None:
    scores = {"a1": {**SEVEN["a1"], "c03": "98", "c02": "98"}}
    settings = climbing(tmp_path, scores)
    steps = play(settings, until=6)
    assert steps[4].scene["moment"] == "roll", "third place is taken by those who share second"
    rolling = [unit["unit"] for unit in steps[4].scene["candidates"]]
    assert rolling == ["c01", "c02", "c03"]
    assert [row["unit"] for row in steps[5].scene["rows"]] == ["c02", "c03"]


def test_the_number_of_steps_does_not_depend_on_the_result(tmp_path: Path) -> None:
    outcomes: list[Scores] = [
        SEVEN,
        {"a1": {"c01": "90"}},
        {"a1": {f"c0{number}": "80" if number > 2 else f"{90 + number}" for number in range(1, 8)}},
    ]
    taken = {len(play(climbing(tmp_path / str(at), scores))) for at, scores in enumerate(outcomes)}
    assert taken == {8}


def test_moves_back_covers_and_messages_show_and_publish_no_more(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=4)
    public = shown(settings)
    do(settings, correction("c01", "93.5", SECOND))
    move(settings, before)
    assert [row["unit"] for row in stage(settings)[-1].scene["board"]["rows"]] == ["c06", "c07"]
    do(settings, lambda writing: cover(writing, CEREMONY, True))
    do(settings, lambda writing: cover(writing, CEREMONY, False))
    do(settings, lambda writing: message(writing, CEREMONY, "请稍候"))
    do(settings, lambda writing: message(writing, CEREMONY, ""))
    assert [row["unit"] for row in stage(settings)[-1].scene["board"]["rows"]] == ["c06", "c07"]
    assert shown(settings) == public, "what was corrected is told with the next step"
    move(settings)
    assert shown(settings) == public, "the county that was fourth is third now, which is sealed"
    move(settings)
    assert shown(settings) == [(3, "c04"), (4, "c05"), (5, "c06"), (6, "c01"), (7, "c07")]
    play(settings)
    assert shown(settings)[0] == (1, "c02")


def test_a_jump_publishes_no_row_that_it_passes_over(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=3)
    public = shown(settings)
    move(settings, goto(2))
    assert (stage(settings)[-1].scene["moment"], shown(settings)) == ("contest", public)
    move(settings)
    assert shown(settings) == public, "the first step again"
    move(settings, goto(3), yes=True)
    assert len(shown(settings)) == 7


def test_a_veto_in_the_middle_is_told_with_the_next_step_and_the_proof_holds(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    seal_it(settings)
    play(settings, until=4)
    do(settings, vetoed("c06"))
    move(settings)
    assert shown(settings) == [(3, "c03"), (4, "c04"), (5, "c05"), (6, "c07"), (None, "c06")]
    play(settings)
    assert proof(settings).good


def test_who_is_corrected_up_to_a_sealed_place_stays_as_told_until_all_of_them_can_be_told(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=4)
    public = rows(settings, "ranking/main/2030Q1/a1")
    do(settings, correction("c06", "99.77", SECOND))
    third, second, transfer = play(settings, until=3)
    assert [one.scene["moment"] for one in (third, second, transfer)] == ["roll", "roll", "transfer"]
    assert [unit["unit"] for unit in third.scene["candidates"]] == ["c01", "c02", "c03"]
    assert shown(settings) == [
        (place, unit) for place, unit in enumerate(("c06", "c01", "c02", "c03", "c04", "c05", "c07"), 1)
    ]
    with closing(PublicReader(settings.paths.public)) as reader:
        then = reader.board("ranking/main/2030Q1/a1", revision=2)
    assert then is not None
    assert [row.unit for row in then.words.rows] == [row["unit"] for row in public]


def test_who_is_corrected_up_is_told_with_the_step_that_shows_the_new_place(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=4)
    public = shown(settings)
    do(settings, correction("c06", "98.5", SECOND))
    move(settings)
    assert shown(settings) == public, "the new place is second, which is sealed"
    move(settings)
    assert shown(settings)[:3] == [(2, "c06"), (3, "c02"), (4, "c03")]


def test_a_row_that_a_veto_moves_up_to_a_sealed_place_stays_as_told(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=5)
    public = shown(settings)
    do(settings, vetoed("c01"))
    move(settings, before)
    move(settings)
    assert shown(settings) == public
    assert [row["unit"] for row in stage(settings)[-1].scene["rows"]] == ["c03"]
    move(settings)
    assert shown(settings) == [(2, "c03"), (3, "c04"), (4, "c05"), (5, "c06"), (6, "c07"), (None, "c01")]


def test_the_script_says_no_name_where_the_stage_shows_none(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=4)
    do(settings, correction("c06", "98.5", SECOND))
    with opened(settings) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        told = script_markdown(write_script(session, here, settings.moment("Asia/Shanghai"), hold_back=False), "zh")
    assert "第 3 名：" not in told
    assert "第 2 名：**县06**。" in told


def test_what_a_climb_has_shown_is_a_board_like_any_other(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=4)
    program = Program(settings.paths.main, now=None, acting=None)
    asked = ("show", "ranking", "--series", "main", "--period", "2030Q1", "--area", "a1")
    board = program.ok(*asked, "--format", "json").json()
    assert (board["climbing"], [row["rank"] for row in board["rows"]]) == ([""], [4, 5, 6, 7])
    assert "still sealed" in program.ok(*asked).out
    page = program.ok(*asked, "--around", "c06", "--limit", "2", "--format", "json").json()
    assert [row["unit"] for row in page["rows"]] == ["c06", "c07"]
    assert program.refuses(1, *asked, "--around", "c01").complaint
    assert (
        program.ok("show", "ranking", "--series", "main", "--period", "2030Q1", "--format", "json").json()["rows"] == []
    )
    assert (
        program.ok("show", "flags", "--series", "main", "--period", "2030Q1", "--format", "json").json()["rows"] == []
    )
    play(settings)
    assert "climbing" not in program.ok(*asked, "--format", "json").json()
    with closing(PublicReader(settings.paths.public)) as reader:
        then = reader.board("ranking/main/2030Q1/a1", revision=2)
    assert then is not None
    assert [row.unit for row in then.words.rows] == ["c04", "c05", "c06", "c07"], "what was told stays told"


def test_the_announcer_has_a_sentence_for_each_step(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    with opened(settings) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        told = script_markdown(write_script(session, here, settings.moment("Asia/Shanghai"), hold_back=False), "zh")
        held = script_markdown(write_script(session, here, settings.moment("Asia/Shanghai"), hold_back=True), "zh")
    assert "第 7 名到第 6 名：**县07**、**县06**。" in told
    assert "第 2 名：**县02**。" in told
    assert "县0" not in held
    assert "第 7 名到第 6 名：＿＿＿＿" in held


def test_the_check_names_keys_of_a_climb_beside_a_flag_that_does_not_climb(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN, {"kind": "flag", "area": "a1", "by": 2, "places": 4})
    with opened(settings) as store, store.read() as session:
        found = {one.name: one.values for one in oddities(session, standpoint(session, CEREMONY))}
    assert found["useless"] == {"cues": "2 (places, by)"}


def facts_of_scores(settings: Settings) -> list[Any]:
    """What bounds, totals and tables follow from."""
    with opened(settings) as store, store.read() as session:
        tables = ("public_score", "public_standing", "public_level")
        return [session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all() for table in tables]


def test_nothing_follows_from_a_ranking_of_which_a_part_is_shown(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    before_it = facts_of_scores(settings)
    play(settings, until=6)
    assert facts_of_scores(settings) == before_it
    play(settings)
    assert facts_of_scores(settings) != before_it


def test_the_sheet_keeps_how_many_places_there_were_when_it_was_fixed(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    made = seal_it(settings)
    assert made.sheet[1]["places"] == 7


def test_a_rehearsal_climbs_too_and_publishes_nothing(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    scenes = []
    for _ in range(7):
        with opened(settings) as store, acting(store, settings, "direct") as writing:
            last = rehearse(writing, CEREMONY, seed=None if scenes else 7).last
        assert last is not None
        scenes.append(last.scene)
    assert [scene.get("moment") for scene in scenes[1:]] == ["contest", "climb", "climb", "place", "place", "transfer"]
    assert all(scene["rehearsal"] for scene in scenes)
    drawn = [row["rank"] for scene in scenes[2:4] for row in scene["board"]["rows"]]
    assert drawn == [6, 7, 4, 5]
    assert shown(settings) == []


def test_a_preview_shows_the_rows_of_the_next_step_and_keeps_nothing(tmp_path: Path) -> None:
    settings = climbing(tmp_path, SEVEN)
    play(settings, until=2)
    with opened(settings) as store:
        scene = preview(store, settings, CEREMONY, run_sheet.after)
    assert isinstance(scene, FlagClimb)
    assert [row.unit for row in scene.board.rows] == ["c06", "c07"]
    assert shown(settings) == []


@pytest.mark.parametrize("singly_from", [2, 7])
def test_who_is_out_of_the_ranking_is_given_no_place_in_the_hall(tmp_path: Path, singly_from: int) -> None:
    scores: Scores = {"a1": {**SEVEN["a1"], "c07": "n/a"}}
    settings = climbing(tmp_path, scores, {**CLIMB, "by": 1, "singly_from": singly_from})
    do(settings, vetoed("c06"))
    play(settings, until=3)
    scene = stage(settings)[-1].scene
    assert scene["moment"] in ("climb", "place")
    for size in ((80, 24), (120, 34), (200, 56)):
        told = draw(scene, 3600.0, size, Look("zh", native=True)).text
        assert [word in told for word in ("不列名次", "不参评", "否决")] == [True] * 3
        assert not any(word in told for word in ("第 7", "第7名", "第七", "县05"))
