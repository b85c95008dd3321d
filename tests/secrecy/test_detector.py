"""The walks would notice: leaks are planted in the program, small ones too, and each is found."""

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import Session

from scoreboard.ceremony import run_sheet as sheets
from scoreboard.ceremony import scenes, stage_control
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import steps_of
from scoreboard.cli import showing
from scoreboard.models import Ceremony
from scoreboard.publications.boards import Picture, sealed_picture
from scoreboard.publications.publishing import reveal_flags
from scoreboard.publications.shown import ShownBoard
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.public import file
from scoreboard.store.writing import Writing
from screens.hall import flag as flag_scene
from tests.secrecy.competitions import PORTRAITS, Drawn, Flag, Outcome, draw
from tests.secrecy.detector import Leak, check_places, check_portraits, check_words, compare
from tests.secrecy.hall import hall
from tests.secrecy.program import BEGIN
from tests.secrecy.viewers import BYTES, MASK
from tests.secrecy.walking import Depth, twins, walk_competition

TELLING = 12
"""So many telling competitions are looked at until a leak is found: what is asked of each is drawn."""
WIDE = 5
"""Characters of a long name."""

UNPAINTED = Depth(commands=1, paint=0.0)


def best(drawn: Drawn, outcome: Outcome, flag: Flag) -> str:
    """The unit with the highest score in a flag that is not shared; empty where nobody has one."""
    area, pool = flag
    scores = {unit: outcome.cells[area, unit] for unit in drawn.members(pool)}
    found = [(Decimal(score), unit) for unit, score in scores.items() if score not in (None, "n/a")]
    return max(found)[1] if found else ""


def telling(drawn: Drawn, outcomes: tuple[Outcome, Outcome]) -> bool:
    """Whether the sheet's last flag alone differs, and its winners in all that a leak is planted of."""
    cue = [cue for cue in drawn.cues if cue["kind"] == "flag"][-1]
    last = cue["area"], drawn.flag_pools[-1]
    places = [place for place, score in outcomes[0].cells.items() if score != outcomes[1].cells[place]]
    alone = all(area == last[0] and unit in drawn.members(last[1]) for area, unit in places)
    if drawn.tied or drawn.minimum or not alone or last[0] != drawn.areas[-1] or cue.get("reveal"):
        return False
    one, other = (best(drawn, outcome, last) for outcome in outcomes)
    return bool(one and other) and (len(drawn.names[one]) > WIDE) != (len(drawn.names[other]) > WIDE)


@cache
def tells(seed: int) -> bool:
    """Whether a competition is one to look for leaks in; in any other one a leak may have nothing to tell."""
    return telling(*twins(Random(f"walks {seed}"), seed))


def find_leak(place: Path, depth: Depth = UNPAINTED) -> str:
    """What the walks say of the leak that they find."""
    for seed in islice(filter(tells, count()), TELLING):
        try:
            walk_competition(seed, 2, place / str(seed), depth)
        except Leak as leak:
            return str(leak)
    pytest.fail("nobody noticed")


def sealed(session: Session, contest: Contest) -> Picture:
    return sealed_picture(session, contest, BEGIN)


def winner(session: Session, contest: Contest, cue: Cue) -> str:
    """The name of who gets a flag that may be sealed still."""
    picture = sealed(session, contest)
    term = picture.ledger.term((cue.area, cue.pool), contest.period.id)
    return picture.names[term.holders[0]].name if term is not None and term.holders else ""


def add_to_flags(monkeypatch: pytest.MonkeyPatch, extra: Callable[[Session, Contest, Cue], dict[str, Any]]) -> None:
    """Have the ceremony write something more beside each flag's scene, which no type of a scene has room for."""
    true_scene, true_written = scenes.scene, stage_control.written
    more: dict[str, Any] = {}

    def scene(sight: Any, cue: Cue, step: int, number: int) -> Any:
        more.clear()
        if cue.kind == "flag":
            more.update(extra(sight.session, sight.contest, cue))
        return true_scene(sight, cue, step, number)

    monkeypatch.setattr(stage_control, "scene", scene)
    monkeypatch.setattr(stage_control, "written", lambda shown: {**true_written(shown), **more})


def test_a_flag_published_a_step_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_publish = stage_control._publish

    def publish(writing: Writing, here: Any, there: Any, *, yes: bool) -> None:
        cue = here.sheet[there.cue - 1]
        if cue.kind == "flag" and there.step == steps_of(cue) - 1:
            reveal_flags(writing, here.contest, [(cue.area, cue.pool)])
        true_publish(writing, here, there, yes=yes)

    monkeypatch.setattr(stage_control, "_publish", publish)
    assert "before its step" in (found := find_leak(tmp_path)) or "sealed" in found or "differs" in found


def test_the_width_of_a_sealed_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def width(session: Session, contest: Contest, cue: Cue) -> dict[str, Any]:
        return {"space": " " * len(winner(session, contest, cue))}

    add_to_flags(monkeypatch, width)
    assert "rows differs" in find_leak(tmp_path)


def test_a_count_that_depends_on_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(session: Session, contest: Contest, cue: Cue) -> dict[str, Any]:
        order = [row.unit for row in sealed(session, contest).scores.standings(cue.area, cue.pool)]
        return {"left": sorted(order).index(order[0])}

    add_to_flags(monkeypatch, count)
    assert "rows differs" in find_leak(tmp_path)


def test_a_number_of_steps_that_depends_on_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_sheet = sheets.run_sheet

    def run_sheet(session: Session, ceremony: Ceremony, contest: Contest) -> tuple[Cue, ...]:
        sheet = true_sheet(session, ceremony, contest)
        short = [cue.kind == "flag" and len(winner(session, contest, cue)) > WIDE for cue in sheet]
        return tuple(replace(cue, reveal="all") if at else cue for cue, at in zip(sheet, short, strict=True))

    monkeypatch.setattr(stage_control, "run_sheet", run_sheet)
    assert find_leak(tmp_path)


def test_a_command_that_looks_into_the_main_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_board = showing.asked_board

    def looking(public: Path, asked: Any, *rest: Any) -> ShownBoard:
        store = Store(Settings(str(public)).paths)
        with store.read() as session:
            contest = contest_of(session, "main", "2030Q2")
            first = winner(session, contest, Cue("flag", area=contest.areas[-1].id, pool=contest.flag_pools[-1]))
        store.close()
        board = true_board(public, asked, *rest)
        return replace(board, words=replace(board.words, competition="lake" + " " * len(first)))

    monkeypatch.setattr(showing, "asked_board", looking)
    assert "show " in find_leak(tmp_path)


def test_a_file_left_beside_the_public_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_copy = file._copy

    def copy(connection: sqlite3.Connection, *rest: Any) -> None:
        public = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        with closing(sqlite3.connect(f"file:{public.with_name('contest.db')}?mode=ro", uri=True)) as main:
            awards = str(main.execute("SELECT units FROM custody_entry WHERE kind = 'award'").fetchall())
        public.with_name(f"{public.name}-log").write_bytes(b"." * (zlib.crc32(awards.encode()) % 997))
        true_copy(connection, *rest)

    monkeypatch.setattr(file, "_copy", copy)
    assert "file differs" in find_leak(tmp_path)


def test_a_row_that_was_deleted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_copy = file._copy

    def copy(connection: sqlite3.Connection, *rest: Any) -> None:
        public = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        with closing(sqlite3.connect(f"file:{public.with_name('contest.db')}?mode=ro", uri=True)) as main:
            query = "SELECT value FROM score WHERE period_id = '2030Q2' ORDER BY area_id, unit_id"
            scores = str(main.execute(query).fetchall())
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("INSERT INTO main.public_fact VALUES ('x', 'x', 9999, ?)", (scores,))
        connection.execute("DELETE FROM main.public_fact WHERE kind = 'x'")
        true_copy(connection, *rest)

    monkeypatch.setattr(file, "_copy", copy)
    assert "bytes differs" in find_leak(tmp_path)


def test_a_picture_that_is_not_its_payloads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_draw = flag_scene.draw
    drawn: list[int] = []

    def draw_flag(canvas: Any, scene: Any, elapsed: float) -> None:
        drawn.append(1)
        true_draw(canvas, scene, elapsed + len(drawn) % 7 / 7)

    monkeypatch.setattr(flag_scene, "draw", draw_flag)
    assert find_leak(tmp_path, Depth(commands=0, paint=1.0))


def test_what_is_compared() -> None:
    hash_of = {"rows": f"'{MASK}'", BYTES: "a" * 64}
    compare({"rows": "1", BYTES: "x"}, {"rows": "1", BYTES: "x"})
    compare(hash_of, {**hash_of, BYTES: "b" * 64})
    for one, other in (
        ({"show": "甲 ", BYTES: ""}, {"show": "甲", BYTES: ""}),
        ({"file": "4096", BYTES: ""}, {"file": "8192", BYTES: ""}),
        ({BYTES: "1"}, {BYTES: "2"}),
        ({BYTES: ""}, {BYTES: "", "more": ""}),
    ):
        with pytest.raises(Leak):
            compare(one, other)


@pytest.mark.parametrize("form", [lambda word: word, lambda word: f"……{word}："])
def test_a_sealed_word_is_found_wherever_it_stands(form: Callable[[str], str]) -> None:
    drawn, outcome = next((d, o) for d, o in map(draw, range(50)) if o.nominees)
    before = hall(drawn, outcome)
    score = next(str(score) for score in outcome.cells.values() if score not in (None, "n/a"))
    for word in (score, score[:5], outcome.nominees[0].person):
        with pytest.raises(Leak):
            check_words(before, {"hall": form(word)})
        for raw in (form(word).encode(), json.dumps(form(word)).encode()):
            with pytest.raises(Leak):
                check_words(before, {BYTES: raw.decode("latin-1")})
    before.tell_all()
    check_words(before, {"hall": form(score)})


def test_the_digits_of_a_sealed_score_inside_a_longer_number_are_none() -> None:
    drawn, outcome = draw(0)
    before = hall(drawn, outcome)
    score = next(str(score) for score in outcome.cells.values() if score not in (None, "n/a"))[:5]
    for name in ("rows", BYTES):
        check_words(before, {name: f'"score": "1{score}", "score_exact": "1{score}41"'})
        with pytest.raises(Leak):
            check_words(before, {name: f'"1{score}" and {score}.'})


def test_a_portrait_of_nobody_who_is_named_is_found() -> None:
    digest, content = next(iter(PORTRAITS.items()))
    scene = {"rows": [{"unit": "u1", "person": "赵"}], "images": {"u1/赵": {"digest": digest}}}
    check_portraits(content, [scene])
    for raw, shown in ((content, []), (digest.encode(), [{"rows": scene["rows"]}]), (b"", [{**scene, "rows": []}])):
        with pytest.raises(Leak):
            check_portraits(raw, shown)


def test_a_name_in_a_winning_place_is_found() -> None:
    drawn, outcome = draw(0)
    before = hall(drawn, outcome)
    area, pool = drawn.flags[0]
    row = {"area": area, "pool": pool or None, "holders": [{"unit": "u1"}]}
    ranking = {
        "board": "ranking",
        "ranking": "together",
        "period": "2030Q2",
        "area": area,
        "rows": [{"pool": "county"}],
    }
    place = {
        "scene": "flag",
        "moment": "place",
        "area": area,
        "pool": pool or None,
        "place": 3,
        "rows": [{"unit": "u1"}],
    }
    for name, payload in (
        ("flags/main/2030Q2", {"period": "2030Q2", "rows": [row]}),
        ("stage", {"scene": "wall", "board": {"period": "2030Q2", "rows": [row]}}),
        ("stage", {"scene": "flag", "moment": "transfer", **row, "row": row}),
        ("stage", place),
        *([(f"ranking/main/2030Q2/{area}", ranking)] if not drawn.by_pool else []),
    ):
        with pytest.raises(Leak):
            check_places(before, [(name, payload)])
    check_places(before, [("flags/main/2030Q1", {"period": "2030Q1", "rows": [row]})])
    check_places(before, [("stage", {**place, "rows": []}), ("rehearsal", place)])
