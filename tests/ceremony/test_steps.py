"""The steps that a run sheet falls into, and what each of them shows and publishes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.cue import Cue, cue_from, cue_words
from scoreboard.ceremony.cues import moments_of, planned, steps_of
from scoreboard.desk.nominating import nominate
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.errors import Refused
from scoreboard.models import Ceremony, StageStep, Star
from scoreboard.settings import Settings
from scoreboard.store.finding import find_unit
from tests.ceremony.stepping import CEREMONY, move, play, ready, rows
from tests.contests import Shape, opened

TWO = {
    "a1": {"c01": "91.5", "c02": "90", "c03": "88.25"},
    "a2": {"c01": "70", "c02": "81", "c03": "80.5"},
}
OTHER = {
    "a1": {"c01": "60", "c02": "99.9999", "c03": "99.5"},
    "a2": {"c01": "95", "c02": "95.5", "c03": "96"},
}


def moments(steps: list[StageStep]) -> list[tuple[int, int, str, str | None]]:
    return [(one.cue, one.step, one.scene["scene"], one.scene.get("moment")) for one in steps]


def test_a_flag_has_five_steps_and_is_public_with_the_fifth(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    flag = []
    for _ in range(5):
        assert rows(settings, "flags/main/2030Q1") == []
        assert rows(settings, "ranking/main/2030Q1/a1") == []
        flag.append(move(settings).scene)
    assert [scene["moment"] for scene in flag] == ["contest", "roll", "place", "place", "transfer"]
    assert [unit["unit"] for unit in flag[1]["candidates"]] == ["c01", "c02", "c03"]
    assert {frozenset(unit) for unit in flag[1]["candidates"]} == {frozenset(("unit", "name", "short_name", "name_en"))}
    places = [(scene["place"], [row["unit"] for row in scene["rows"]]) for scene in flag[2:4]]
    assert places == [(3, ["c03"]), (2, ["c02"])]
    assert [unit["unit"] for unit in flag[4]["row"]["holders"]] == ["c01"]
    assert [unit["unit"] for unit in flag[4]["candidates"]] == ["c01"], "nobody rolls who was shown at a place"
    assert [row["area"] for row in rows(settings, "flags/main/2030Q1")] == ["a1"]
    assert len(rows(settings, "ranking/main/2030Q1/a1")) == 3
    assert rows(settings, "ranking/main/2030Q1/a2") == []


def test_a_flag_shown_at_once_has_two(tmp_path: Path) -> None:
    cues = [{"kind": "flag", "area": "a1", "reveal": "all"}, {"kind": "closing"}]
    settings = ready(tmp_path, TWO, cues=cues)
    assert moments(play(settings, until=2)) == [(1, 1, "flag", "contest"), (1, 2, "flag", "transfer")]


def test_f111_a_place_that_a_tie_leaves_empty_is_not_shown(tmp_path: Path) -> None:
    tied = {"a1": {"c01": "90", "c02": "90", "c03": "80"}, "a2": {"c01": "1", "c02": "2", "c03": "2"}}
    settings = ready(tmp_path, tied, Shape(tie="joint"))
    places = [one.scene for one in play(settings, until=11) if one.scene.get("moment") == "place"]
    assert [(one["flag"], one["place"], [row["unit"] for row in one["rows"]]) for one in places] == [
        ("工作1先锋旗", 3, ["c03"]),
        ("工作2先锋旗", 3, ["c01"]),
    ]


def test_steps_and_shapes_do_not_depend_on_the_results(tmp_path: Path) -> None:
    sheet: list[dict[str, Any]] = [
        *({"kind": kind} for kind in ("title", "speech", "interlude", "message", "countdown", "photo")),
        {"kind": "flag", "area": "a2"},
        {"kind": "flag", "area": "a1", "reveal": "all"},
        {"kind": "ranking", "area": "a1", "reveal": "from-bottom"},
        *({"kind": kind} for kind in ("flags", "table", "annual", "range", "pledges", "stars", "closing")),
    ]
    first = play(ready(tmp_path / "first", TWO, cues=sheet))
    second = play(ready(tmp_path / "second", OTHER, cues=sheet))
    assert moments(first) == moments(second)
    assert [sorted(one.scene) for one in first] == [sorted(one.scene) for one in second]
    shown_first = next(at for at, one in enumerate(first) if one.scene.get("moment") == "place")
    for one, other in zip(first[:shown_first], second[:shown_first], strict=True):
        assert json.dumps(one.scene) == json.dumps(other.scene)


def test_nothing_of_the_directors_or_the_announcers_reaches_the_hall(tmp_path: Path) -> None:
    secret = {name: f"《{name}》" for name in ("notes", "words", "presents", "receives", "proxy")}
    cues: list[dict[str, Any]] = [
        {"kind": "title", **secret},
        {"kind": "flag", "area": "a1", **secret, "no_show": True, "call": "A"},
    ]
    said = "".join(json.dumps(one.scene, ensure_ascii=False) for one in play(ready(tmp_path, TWO, cues=cues)))
    assert "《" not in said


def test_a_ranking_from_the_bottom_is_shown_in_three_blocks(tmp_path: Path) -> None:
    shape = Shape(counties=6, areas=1)
    scores = {"a1": {unit: str(95 - at) for at, unit in enumerate(shape.units)}}
    cues = [{"kind": "flag", "area": "a1"}, {"kind": "ranking", "area": "a1", "reveal": "from-bottom"}]
    blocks = [one.scene for one in play(ready(tmp_path, scores, shape, cues))[5:]]
    assert [(one["from"], one["to"], [row["rank"] for row in one["board"]["rows"]]) for one in blocks] == [
        (4, 6, [4, 5, 6]),
        (2, 3, [2, 3]),
        (1, 1, [1]),
    ]


@pytest.mark.parametrize("reveal", ["from-bottom", "all"])
def test_a_ranking_before_its_flag_says_that_it_is_not_revealed(tmp_path: Path, reveal: str) -> None:
    """It reveals nothing; a place that a tie leaves empty once it is public is another thing."""
    ranking = {"kind": "ranking", "area": "a1", "reveal": reveal}
    cues = [ranking, {"kind": "flag", "area": "a1"}, ranking]
    tied = {"a1": {"c01": "91", "c02": "91", "c03": "91"}}
    scenes = [one.scene for one in play(ready(tmp_path, tied, Shape(areas=1, tie="joint"), cues))]
    rankings = [scene for scene in scenes if scene["scene"] == "ranking"]
    before, after = rankings[: len(rankings) // 2], rankings[len(rankings) // 2 :]
    assert all(scene["unrevealed"] and scene["board"]["rows"] == [] for scene in before)
    assert not any("unrevealed" in scene for scene in after)
    assert [len(scene["board"]["rows"]) for scene in after] == ([0, 0, 3] if reveal == "from-bottom" else [3])


NOMINEES = """\
period,star,unit,person,post,series,members_issued,members_returned,members_valid,members_for,\
masses_issued,masses_returned,masses_valid,masses_for,notice_from,status
2030Q1,service,c01,甲,,main,10,10,10,8,10,10,10,8,,confirmed
2030Q1,service,c02,乙,,main,10,10,10,9,10,10,10,9,,confirmed
2030Q1,service,c03,丙,,main,10,10,10,3,10,10,10,3,,nominated
"""


@pytest.mark.parametrize(
    ("reveal", "shown"),
    [
        ("one-by-one", [("winner", 1, ["乙"]), ("winner", 2, ["甲"]), ("winner", 2, ["甲"])]),
        ("from-bottom", [("category", None, []), ("winner", 2, ["甲"]), ("winner", 1, ["乙"])]),
    ],
)
def test_star_winners_are_shown_one_at_a_time_by_their_votes_and_public_at_the_end(
    tmp_path: Path, reveal: str, shown: list[tuple[str, int | None, list[str]]]
) -> None:
    cues = [{"kind": "star", "star": "service", "reveal": reveal, "places": "3"}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), cues)
    assert move(settings).scene["moment"] == "category"
    for moment, place, persons in shown:
        assert rows(settings, "stars/2030Q1") == [], "sealed until the last of them"
        scene = move(settings).scene
        assert (scene["moment"], scene.get("place")) == (moment, place)
        assert [row["person"] for row in scene.get("rows", [])] == persons
    assert len(rows(settings, "stars/2030Q1")) == 3


def test_a_star_that_nobody_wins_is_said_to_be_vacant_at_its_last_step(tmp_path: Path) -> None:
    cues = [{"kind": "star", "star": "service", "reveal": "from-bottom", "places": 2}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES.replace("confirmed", "nominated")), cues)
    assert [step.scene["moment"] for step in play(settings)] == ["category", "category", "winners"]


@pytest.mark.parametrize(("places", "steps"), [(1, 2), (2, 3), (4, 5)])
def test_a_star_has_as_many_winners_one_by_one_as_its_category_has_places(
    tmp_path: Path, places: int, steps: int
) -> None:
    """What the sheet leaves open is written down when it is fixed: another number of places then changes nothing."""
    cues = [{"kind": "title"}, {"kind": "star", "star": "service", "reveal": "one-by-one"}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), cues)
    give_places(settings, places)
    with opened(settings) as store, store.read() as session:
        assert steps_of(stage_control.standpoint(session, CEREMONY).sheet[1]) == steps
    move(settings)
    give_places(settings, 7)
    with opened(settings) as store, store.read() as session:
        assert steps_of(stage_control.standpoint(session, CEREMONY).sheet[1]) == steps


def test_a_sheet_that_was_fixed_before_that_keeps_its_three(tmp_path: Path) -> None:
    cues = [{"kind": "title"}, {"kind": "star", "star": "service", "reveal": "one-by-one"}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), cues)
    move(settings)
    with opened(settings) as store, store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).cues = cues
    with opened(settings) as store, store.read() as session:
        assert steps_of(stage_control.standpoint(session, CEREMONY).sheet[1]) == 4


def give_places(settings: Settings, places: int) -> None:
    """Let the category have so many places."""
    with opened(settings) as store, store.transaction() as session:
        session.get_one(Star, "service").places = places


@pytest.mark.parametrize("reveal", ["one-by-one", "from-bottom"])
def test_more_winners_than_places_are_shown_together_only_if_somebody_agrees(tmp_path: Path, reveal: str) -> None:
    cues = [{"kind": "star", "star": "service", "reveal": reveal, "places": 1}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), cues)
    move(settings)
    with pytest.raises(Refused) as refused:
        move(settings)
    assert (refused.value.key, refused.value.values["count"]) == ("cue.several_winners", 2)
    assert rows(settings, "stars/2030Q1") == []
    scene = move(settings, yes=True).scene
    assert (scene["place"], [row["person"] for row in scene["rows"]]) == (None, ["乙", "甲"])


def test_winners_with_equal_votes_share_a_place_and_a_step(tmp_path: Path) -> None:
    cues = [{"kind": "star", "star": "service", "reveal": "one-by-one", "places": 1}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES.replace("10,8", "10,9")), cues)
    scene = play(settings)[1].scene
    assert (scene["place"], [row["person"] for row in scene["rows"]]) == (1, ["甲", "乙"])


def test_the_usual_sheet_stays_as_it_was_when_the_ceremony_began(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    with opened(settings) as store, acting(store, settings, "nominate") as writing:
        before = stage_control.standpoint(writing.session, CEREMONY).sheet
        nominate(writing, "2030Q1", "service", find_unit(writing.session, "c01"), "甲", series="main")
        assert stage_control.standpoint(writing.session, CEREMONY).sheet == before


def test_the_table_before_the_closing_shows_no_veto_that_is_not_public(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "table"}, {"kind": "flag", "area": "a1"}, {"kind": "table"}])
    with opened(settings) as store, acting(store, settings, "veto") as writing:
        veto(writing, find_unit(writing.session, "c03"), "safety", "2030Q1", "矿难")
    steps = play(settings)
    assert {row["status"] for row in steps[0].scene["board"]["rows"]} == {"ranked"}
    assert [unit["unit"] for unit in steps[2].scene["candidates"]] == ["c01", "c02", "c03"]
    assert [row["unit"] for row in steps[-1].scene["board"]["rows"] if row["status"] == "vetoed"] == ["c03"]


words = st.text(max_size=8)


@given(
    st.builds(
        Cue,
        st.sampled_from(["title", "flag", "star", "ranking", "countdown", "closing"]),
        title=words,
        notes=words,
        no_show=st.booleans(),
        reveal=st.sampled_from(["", "all", "one-by-one", "from-bottom"]),
        places=st.integers(1, 20),
        duration=st.none() | st.integers(0, 86400),
        seconds=st.integers(1, 86400),
    )
)
def test_a_cue_is_read_back_as_it_was_written(cue: Cue) -> None:
    assert cue_from(json.loads(json.dumps(cue_words(cue)))) == cue
    assert steps_of(cue) == len(moments_of(cue)) >= 1
    assert planned(cue) >= 0


def test_going_back_over_a_flag_publishes_nothing_and_can_be_undone(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    play(settings, until=5)
    second = move(settings, stage_control.before)
    assert second.scene["moment"] == "place"
    assert second.scene["place"] == 3
    assert rows(settings, "flags/main/2030Q1") == []
    with pytest.raises(Refused) as refused:
        move(settings, stage_control.goto(5))
    assert refused.value.key == "cue.several"
    assert move(settings, stage_control.goto(5), yes=True).scene["scene"] == "closing"
    assert len(rows(settings, "flags/main/2030Q1")) == 2
