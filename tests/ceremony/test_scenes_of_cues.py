"""What each step shows and whom the announcer calls up, before and after it is public: of pools that rank apart."""

from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import closing, flag, key_of, kind_of, planned, reveals_flag
from scoreboard.ceremony.read_out import Announced, Climbed, Spoken
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.told_results import Piece, ToldAt
from scoreboard.ceremony.visibility import real_sight
from scoreboard.desk.sealed_results import flag_result, results_of
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import NomineeStatus, PeriodState
from scoreboard.errors import Refused
from scoreboard.models import Score
from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.scenes import written
from scoreboard.publications.scenes.flag import FlagCorrection, FlagPlace
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.publications.scenes.star import StarWinner, StarWinners
from scoreboard.publications.scenes.title import TitlePage, TitleScene
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.ledger import Ledger
from scoreboard.wire import UNSET, to_json
from tests.acceptance.conftest import copied
from tests.acceptance.driver import Program
from tests.ceremony.pooled import CEREMONY, NOW, announced_contest, closed_contest, settings_of, sight_of
from tests.ceremony.test_told_results import nominee as nominee_row
from tests.ceremony.test_told_results import placed
from tests.contests import opened
from tests.publications.test_flag_row import ROW

TOWN = Cue("flag", area="roads", pool="town")
STEPS = range(1, 6)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The first quarter, closed and sealed; nothing of it is public."""
    return closed_contest(tmp_path_factory.mktemp("closed"))


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The same with all its results public."""
    return announced_contest(tmp_path_factory.mktemp("announced"))


def scenes(program: Program, cue: Cue, steps: Any = (1,), number: int = 1) -> list[dict[str, Any]]:
    with sight_of(program) as sight:
        return [written(scene(sight, cue, step, number)) for step in steps]


def named(unit: str, name: str) -> dict[str, str]:
    return {"unit": unit, "name": name, "short_name": name, "name_en": f"Town {unit}"}


FLAG = {
    "scene": "flag", "kind": "flag", "area": "roads", "area_name": "roads工作", "area_name_en": "Roads",
    "flag": "roads先锋旗", "flag_en": "Roads pennant", "pool": "town", "pool_name": "town", "pool_name_en": "town",
    "previous": [named("t2", "白鹭镇")], "number": 3,
}  # fmt: skip


def test_before_its_last_step_a_flags_scenes_show_one_sealed_place_each(closed: Program) -> None:
    contest, roll, third, second, transfer = scenes(closed, TOWN, STEPS, 3)
    assert contest == transfer == {**FLAG, "moment": "contest"}, "the winner is shown once it is public"
    assert {key: value for key, value in roll.items() if key != "candidates"} == {**FLAG, "moment": "roll"}
    assert [unit["unit"] for unit in roll["candidates"]] == ["t1", "t2", "t3", "t4", "t5", "t6", "t7"], "no guest"
    assert roll["candidates"][0] == named("t1", "青槐乡")
    assert third == roll, "nobody is third: the names go on rolling"
    assert {key: value for key, value in second.items() if key != "rows"} == {
        **FLAG, "moment": "place", "place": 2, "decimals": 2,
    }  # fmt: skip
    row = {"rank": 2, "pool": "town", "score": "80.13", "score_exact": "80.125", "tied": True, "status": "ranked"}
    assert second["rows"] == [
        {**row, **named("t2", "白鹭镇"), "change": None}, {**row, **named("t3", "石桥乡"), "change": None},
    ]  # fmt: skip


def test_a_flag_of_one_pool_shows_nobody_of_another(closed: Program) -> None:
    contest, roll, third, second, _ = scenes(closed, Cue("flag", area="roads", pool="office"), STEPS)
    assert (contest["pool"], [unit["unit"] for unit in contest["previous"]]) == ("office", ["o1"])
    assert [unit["unit"] for unit in roll["candidates"]] == ["o1", "o2"]
    assert (third["moment"], [row["unit"] for row in second["rows"]]) == ("roll", ["o2"])
    assert [step["moment"] for step in scenes(closed, replace(TOWN, reveal="all"), (1, 2))] == ["contest", "contest"]
    unheld = scenes(closed, Cue("flag", area="water", pool="town"))[0]
    assert (unheld["previous"], unheld["flag_en"]) == ([], "Water")


def test_whoever_was_shown_third_is_not_among_the_names_that_roll_on_where_nobody_is_second(tmp_path: Path) -> None:
    program = closed_contest(tmp_path)
    with opened(settings_of(program)) as store, acting(store, settings_of(program), "direct") as writing:
        writing.session.get_one(Score, ("main", "2031Q1", "roads", "t1", "")).value = Decimal(75)
    third, second = scenes(program, TOWN, (3, 4))
    assert [row["unit"] for row in third["rows"]] == ["t1"], "t2 and t3 are first"
    assert [unit["unit"] for unit in second["candidates"]] == ["t2", "t3", "t4", "t5", "t6", "t7"]


def test_its_last_step_shows_the_winner_with_the_first_places_of_the_area(announced: Program) -> None:
    (transfer,) = scenes(announced, TOWN, (5,), 3)
    assert {name: transfer[name] for name in (*FLAG, "moment", "decimals")} == {
        **FLAG, "moment": "transfer", "decimals": 2,
    }  # fmt: skip
    row = transfer["row"]
    assert (row["holders"], row["previous"], row["outcome"], row["margin"]) == (
        [named("t1", "青槐乡")], [named("t2", "白鹭镇")], "captured", "9.88",
    )  # fmt: skip
    assert [(one["unit"], one["rank"]) for one in transfer["top"]] == [
        ("t1", 1), ("t2", 2), ("t3", 2), ("t4", 4), ("t5", 5),
    ]  # fmt: skip
    assert transfer["more"] == 1, "t6 shares the last of these places; t7 is vetoed"
    assert [unit["unit"] for unit in transfer["candidates"]] == ["t1", "t4", "t5", "t6"], "second were shown"
    office = scenes(announced, Cue("flag", area="roads", pool="office", reveal="all"), (1, 2))
    assert [step["moment"] for step in office] == ["contest", "transfer"]
    assert ([one["unit"] for one in office[1]["top"]], office[1]["more"]) == (["o1", "o2"], 0)
    assert [one["unit"] for one in office[1]["candidates"]] == ["o1", "o2"], "nobody was shown at a place before"
    assert [step["moment"] for step in scenes(announced, TOWN, STEPS)] == [
        "contest", "roll", "roll", "place", "transfer",
    ]  # fmt: skip


CLIMB = replace(TOWN, reveal="climb", places=6, by=2, singly_from=4)


def climbed(program: Program, cue: Cue, steps: Any) -> list[tuple[Any, ...]]:
    """Of each step its moment, its places, and whom it shows or who may come still."""
    return [
        (
            step["moment"],
            (step.get("from", step.get("place")), step.get("to")),
            [one["unit"] for one in step.get("candidates") or step.get("board", step).get("rows", ())],
        )
        for step in scenes(program, cue, steps)
    ]


def test_the_steps_of_a_climb_show_their_places_from_the_bottom(announced: Program) -> None:
    assert climbed(announced, CLIMB, range(1, 7)) == [
        ("contest", (None, None), []),
        ("climb", (5, 6), ["t5", "t6", "t7", "g1"]),
        ("place", (4, None), ["t4"]),
        ("roll", (None, None), []),
        ("place", (2, None), ["t2", "t3"]),
        ("transfer", (None, None), []),
    ]
    assert climbed(announced, replace(CLIMB, places=4), (2,)) == [("climb", (4, 5), ["t4", "t5", "t6", "t7", "g1"])]
    shown, last = scenes(announced, CLIMB, (2, 6))
    assert (shown["board"]["climbing"], shown["board"]["unrounded"]) == (["town"], False)
    assert "candidates" not in last
    assert scenes(announced, CLIMB, (3,))[0]["decimals"] == 2
    water = Cue("flag", area="water", pool="town", reveal="climb", places=9, by=2)
    assert climbed(announced, water, (2,)) == [("climb", (8, 9), ["t7", "g1"])], "no place is as low"
    office = climbed(announced, Cue("flag", area="roads", pool="office", reveal="climb", places=2), (2,))
    assert office == [("place", (2, None), ["o2"])], "nobody is without a place"


def test_a_flags_rows_are_compared_told_and_rounded_in_its_own_area(
    announced: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, row_of, board_of = [], flag.ranking_row, flag.ranking_board

    def ranking_row(*given: Any) -> Any:
        told.append(given[-1])
        return row_of(*given)

    monkeypatch.setattr(flag, "ranking_row", ranking_row)
    monkeypatch.setattr(flag, "ranks_before", lambda _session, _picture, area: {"t5": 9} if area == "roads" else {})
    monkeypatch.setattr(flag, "ranking_board", lambda *given: replace(board_of(*given), unrounded=True))
    (shown,) = scenes(announced, CLIMB, (2,))
    assert shown["board"]["unrounded"] is False, "of the rows that are shown alone"
    assert ([row["change"] for row in shown["board"]["rows"]], set(told)) == ([4, None, None, None], {"roads"})


def test_a_flag_of_all_pools_is_shown_with_the_first_places_of_all(announced: Program) -> None:
    with sight_of(announced) as sight:
        town = sight.public.ledger.term(("roads", "town"), "2031Q1")
        ledger = SimpleNamespace(
            term=lambda _flag, _period: town, holders_before=lambda _flag, _period: (), opens=lambda _period: False
        )
        one = replace(sight, public=replace(sight.public, ledger=cast(Ledger, ledger)))
        shown = scene(one, Cue("flag", area="roads", reveal="all"), 2, 1)
    assert [(row.unit, row.rank) for row in shown.top] == [("t1", 1), ("t2", 2), ("t3", 2), ("t4", 4), ("t5", 5)]
    assert shown.more == 1


def test_while_an_earlier_period_is_secret_a_flags_scenes_say_so(closed: Program, announced: Program) -> None:
    opens = []
    for program in (closed, announced):
        with opened(settings_of(program)) as store, store.read() as session:
            ceremony, now = standpoint(session, CEREMONY).ceremony, datetime.fromisoformat(NOW)
            second = real_sight(session, ceremony, contest_of(session, "main", "2031Q2"), now)
            opens.append(written(scene(second, TOWN, 1, 1)).get("open"))
    assert opens == [True, None]


def test_a_flag_becomes_public_once_its_tie_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[Any, ...]] = []
    for name in ("refuse_undecided", "reveal_flags"):
        monkeypatch.setattr(flag, name, lambda *given, name=name: done.append((name, *given)))
    writing, reveals = SimpleNamespace(session="session"), cast(Any, kind_of(TOWN).reveals)
    reveals.publish(writing, "contest", TOWN, False)
    assert done == [
        ("refuse_undecided", "session", "contest", "roads", "town"),
        ("reveal_flags", writing, "contest", [("roads", "town")]),
    ]


def test_a_climb_shows_what_is_public_of_it_by_then_and_a_rehearsal_all(closed: Program, tmp_path: Path) -> None:
    assert climbed(closed, CLIMB, (2,)) == [("roll", (None, None), [f"t{number}" for number in range(1, 8)])]
    program, reveals = copied(closed, tmp_path), kind_of(CLIMB).reveals
    assert reveals is not None
    assert reveals.publish_step is not None
    settings = settings_of(program)

    def publish(cue: Cue, step: int) -> list[str]:
        with opened(settings) as store, acting(store, settings, "direct") as writing:
            assert reveals.publish_step is not None
            reveals.publish_step(writing, standpoint(writing.session, CEREMONY).contest, cue, step)
        return [row["unit"] for row in program.rows("ranking", "--area", "roads")] if step > 1 else []

    for cue, step in ((CLIMB, 1), (TOWN, 2)):
        publish(cue, step)
        assert climbed(program, CLIMB, (2,))[0][0] == "roll"
    assert publish(CLIMB, 2) == ["t5", "t6", "t7", "g1"]
    assert climbed(program, CLIMB, (2, 3)) == [
        ("climb", (5, 6), ["t5", "t6", "t7", "g1"]), ("roll", (None, None), ["t1", "t2", "t3", "t4"]),
    ]  # fmt: skip
    publish(CLIMB, 6)
    assert climbed(program, CLIMB, (3,))[0][0] == "roll", "the winner is public by another deed"
    assert publish(CLIMB, 3) == ["t4", "t5", "t6", "t7", "g1"]
    with sight_of(program) as sight:
        drawn = scene(replace(sight, rehearses=True), CLIMB, 5, 1)
        assert [row.unit for row in drawn.rows] == ["t2", "t3"]


def test_whom_each_step_of_a_climb_shows_is_called_up_from_the_bottom(
    closed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names() -> list[list[str]]:
        return [[one.name_en.removeprefix("Town ") for one in step.who] for step in called_up(closed, CLIMB).climbed]

    assert names() == [["t6", "t5"], ["t4"], [], ["t3", "t2"]]
    climbed = called_up(closed, CLIMB).climbed
    assert [step.places for step in climbed] == [(5, 5), (4,), (), (2, 2)]
    assert [[one.name_en for one in step.vetoed] for step in climbed] == [["Town t7"], [], [], []]
    assert called_up(closed, TOWN).climbed == ()
    asked = []

    def stays(_session: Any, contest: Contest, area: str, pool: str, lowest: int, standings: Any) -> bool:
        asked.append((contest.period.id, area, pool, len(standings)))
        return lowest == 4

    monkeypatch.setattr("scoreboard.ceremony.cues.flag.stays_as_told", stays)
    assert names() == [["t6", "t5"], [], [], ["t3", "t2"]]
    assert set(asked) == {("2031Q1", "roads", "town", 8)}


def test_who_is_second_and_third_is_called_up_though_the_flag_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flag, "spoken_units", lambda _picture, units: tuple(units))
    monkeypatch.setattr(flag, "stays_as_told", lambda *_given: False)
    ranked = [
        SimpleNamespace(unit=unit, rank=rank, status="ranked")
        for unit, rank in (("a", 1), ("b", 2), ("c", 3), ("d", None))
    ]
    picture = SimpleNamespace(
        contest=SimpleNamespace(period=SimpleNamespace(id="2031Q1")),
        ledger=SimpleNamespace(term=lambda _flag, _period: None),
        scores=SimpleNamespace(standings=lambda _area, _pool: ranked),
    )
    told = cast(Any, kind_of(CLIMB).reveals).winners(None, None, picture, replace(CLIMB, places=3))
    assert told == Announced(
        (),
        cast(Any, ("b",)),
        cast(Any, ("c",)),
        None,
        (Climbed(cast(Any, ("c",)), (3,)), Climbed(cast(Any, ("b",)), (2,))),
    )


def test_a_ranking_says_that_nothing_is_revealed_until_its_flag_is(closed: Program, announced: Program) -> None:
    cue = Cue("ranking", area="roads", pool="town")
    (before,) = scenes(closed, cue)
    assert (before["unrevealed"], before["board"]["rows"], before["board"]["area"]) == (True, [], "roads")
    (after,) = scenes(announced, cue)
    assert "unrevealed" not in after
    assert [(row["unit"], row["rank"]) for row in after["board"]["rows"]] == [
        ("t1", 1), ("t2", 2), ("t3", 2), ("t4", 4), ("t5", 5), ("t6", 5), ("t7", None), ("g1", None),
    ]  # fmt: skip
    (whole,) = scenes(announced, replace(cue, pool=""))
    assert {row["pool"] for row in whole["board"]["rows"]} == {"town", "office"}
    assert ("from" in after, "to" in after) == (False, False)


def test_a_ranking_from_the_bottom_shows_its_blocks(closed: Program, announced: Program) -> None:
    cue = Cue("ranking", area="roads", pool="town", reveal="from-bottom")
    blocks = scenes(announced, cue, (1, 2, 3))
    assert [(one["from"], one["to"], [row["unit"] for row in one["board"]["rows"]]) for one in blocks] == [
        (4, 5, ["t4", "t5", "t6", "t7", "g1"]), (2, 3, ["t2", "t3"]), (1, 1, ["t1"]),
    ]  # fmt: skip
    (rest,) = scenes(announced, replace(cue, pool="office"))
    assert (rest["from"], rest["to"], rest["board"]["rows"]) == (4, 4, [])
    early = scenes(closed, cue, (1, 2))
    assert [(one["from"], one["to"], one["board"]["rows"], one["unrevealed"]) for one in early] == [
        (4, 4, [], True), (2, 3, [], True),
    ]  # fmt: skip


STAR = {"scene": "star", "kind": "star", "star": "service", "star_name": "服务星", "star_name_en": "Service star"}


def people(step: dict[str, Any]) -> tuple[str, int | None, list[str]]:
    return step["moment"], step.get("place"), [row["person"] for row in step.get("rows", ())]


def test_a_star_shows_its_winners_at_once_when_they_are_public(closed: Program, announced: Program) -> None:
    cue = Cue("star", star="service")
    category, winners = scenes(closed, cue, (1, 2))
    assert category == {**STAR, "moment": "category"}
    assert winners == {**STAR, "moment": "winners", "rows": []}
    assert people(scenes(announced, cue, (2,))[0]) == ("winners", None, ["甲", "乙", "丁"])
    other = scenes(announced, Cue("star", star="other"), (1, 2))
    assert ([step["star_name_en"] for step in other], other[1]["rows"]) == (["他星", "他星"], [])


@pytest.mark.parametrize(
    ("reveal", "places", "shown"),
    [
        ("one-by-one", 3, [("winner", 1, ["乙"]), ("winner", 2, ["甲"]), ("winner", 3, ["丁"])]),
        ("from-bottom", 3, [("winner", 3, ["丁"]), ("winner", 2, ["甲"]), ("winner", 1, ["乙"])]),
        ("one-by-one", 4, [
            ("winner", 1, ["乙"]), ("winner", 2, ["甲"]), ("winner", 3, ["丁"]), ("winner", 3, ["丁"]),
        ]),
        ("from-bottom", 4, [
            ("category", None, []), ("winner", 3, ["丁"]), ("winner", 2, ["甲"]), ("winner", 1, ["乙"]),
        ]),
        ("one-by-one", 2, [("winner", 1, ["乙"]), ("winner", None, ["甲", "丁"])]),
    ],
)  # fmt: skip
def test_a_sealed_stars_winners_are_shown_one_at_a_time(
    closed: Program, reveal: str, places: int, shown: list[tuple[str, int | None, list[str]]]
) -> None:
    cue = Cue("star", star="service", reveal=reveal, places=places)
    steps = scenes(closed, cue, range(1, places + 2))
    assert [people(step) for step in steps] == [("category", None, []), *shown]
    nobody = scenes(closed, replace(cue, star="other"), range(1, places + 2))
    last = ("winners", None, [])
    between = ("category", None, []) if reveal == "from-bottom" else last
    assert [people(step) for step in nobody] == [("category", None, []), *[between] * (places - 1), last]


def test_why_a_star_was_decided_for_somebody_is_told_with_its_last_step_of_them_alone(closed: Program) -> None:
    """Before it the decision is no more public than the election."""
    with sight_of(closed) as sight:
        board = sight.sealed_stars("service")
        drawn = replace(board, rows=tuple(replace(row, decision="抽签") for row in board.rows if row.person == "丁"))
        told = replace(sight, stars=lambda: drawn)

        def decisions(reveal: str, places: int) -> list[dict[str, Any]]:
            cue = Cue("star", star="service", reveal=reveal, places=places)
            steps = [kind_of(cue).scene(told, cue, step, 1) for step in range(2, places + 2)]
            return [{row.person: row.decision for row in step.rows} for step in steps]

        assert decisions("one-by-one", 3) == [{"乙": UNSET}, {"甲": UNSET}, {"丁": "抽签"}]
        assert decisions("one-by-one", 2) == [{"乙": UNSET}, {"甲": UNSET, "丁": "抽签"}]
        assert decisions("from-bottom", 3) == [{"丁": UNSET}, {"甲": UNSET}, {"乙": UNSET}]


def test_boards_of_a_ceremony_show_what_is_public_of_them(closed: Program, announced: Program) -> None:
    def rows(program: Program, kind: str, name: str = "board") -> list[Any]:
        found: list[Any] = scenes(program, Cue(kind))[0][name]["rows"]
        return found

    assert rows(closed, "flags") == rows(closed, "stars") == []
    wall = [(row["area"], row["pool"], [unit["unit"] for unit in row["holders"]]) for row in rows(announced, "flags")]
    assert wall == [
        ("roads", "office", ["o1"]), ("roads", "town", ["t1"]), ("water", "office", []),
        ("water", "town", ["t2", "t3", "t4", "t5", "t6"]), (None, "office", ["o1"]), (None, "town", ["t2", "t3"]),
    ]  # fmt: skip
    assert [row["person"] for row in rows(announced, "stars")] == ["甲", "乙", "丁"]
    assert rows(announced, "notice") == []
    assert {row["status"] for row in rows(closed, "table")} == {"ranked", "n/a"}, "no veto is public"
    assert [row["unit"] for row in rows(announced, "table") if row["status"] == "vetoed"] == ["t7"]
    assert [row["text"] for row in rows(closed, "pledges")] == ["修路", "修桥", "种树"]
    assert scenes(closed, Cue("annual"))[0]["board"] is None
    assert scenes(closed, Cue("captures"))[0]["board"] is None
    assert [row["unit"] for row in rows(announced, "captures")] == ["t1"]


def test_words_are_shown_as_the_sheet_has_them(closed: Program) -> None:
    speech = Cue("speech", title="讲话", title_en="Speech", text="欢迎", text_en="Welcome")
    assert scenes(closed, speech) == [
        {
            "scene": "speech",
            "kind": "speech",
            "title": "讲话",
            "title_en": "Speech",
            "text": "欢迎",
            "text_en": "Welcome",
        }
    ]
    assert scenes(closed, Cue("message", title="告示"))[0] == {
        "scene": "message", "kind": "message", "title": "告示", "text": "",
    }  # fmt: skip
    count = Cue("countdown", title="休息", title_en="Break", seconds=90)
    assert scenes(closed, count)[0] == {
        "scene": "countdown", "kind": "countdown", "title": "休息", "title_en": "Break", "seconds": 90,
    }  # fmt: skip
    assert "title_en" not in scenes(closed, replace(count, title_en=""))[0]


def test_who_settles_is_shown_with_their_own_promises(closed: Program) -> None:
    cue = Cue("settlement", units=("t1", "t3", "t4"))
    first, second, third = scenes(closed, cue, (1, 2, 3))
    assert (first["unit"], [row["text"] for row in first["pledges"]], [row["title"] for row in first["goals"]]) == (
        named("t1", "青槐乡"), ["修路", "种树"], ["第一"],
    )  # fmt: skip
    assert (second["unit"]["unit"], second["pledges"], len(second["goals"])) == ("t3", [], 1)
    assert (third["unit"], third["pledges"], third["goals"]) == (None, [], [])
    assert scenes(closed, Cue("settlement"))[0]["unit"] is None
    with sight_of(closed) as sight:
        later = replace(sight, public=replace(sight.public, now=datetime.fromisoformat("2032-01-01T09:00:00+08:00")))
        rows = [written(scene(one, cue, 1, 1))["pledges"] for one in (sight, later)]
    assert [[row["state"] for row in found] for found in rows] == [["kept", "open"], ["kept", "overdue"]]


def test_the_end_shows_the_title_with_the_table_and_its_flags(closed: Program, announced: Program) -> None:
    (title,), (before,), (after,) = (
        scenes(closed, Cue("title")), scenes(closed, Cue("closing")), scenes(announced, Cue("closing")),
    )  # fmt: skip
    own = ("title", "title_en", "host", "host_en", "venue", "date", "slogans", "commitment")
    assert {name: before[name] for name in own} == {name: title[name] for name in own}
    assert (title["host"], title["host_en"], title["commitment"]) == ("湖区", "Lake", None)
    assert "overall" not in before
    assert [(row["pool"], row["holders"][0]["unit"]) for row in after["overall"]] == [("office", "o1"), ("town", "t2")]
    assert [row["unit"] for row in after["board"]["rows"] if row["rank"] == 1] == ["t2", "t3", "o1"]


def test_the_end_says_all_that_the_title_page_says(announced: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    page = TitleScene(
        title="会", title_en="Rally", host="县", host_en="County", venue="堂", venue_en="Hall", date="2031-04-20",
        slogans=("一",), slogans_en=("One",), commitment="c0ffee", amended=cast(Any, "twice"),
    )  # fmt: skip
    monkeypatch.setattr(closing, "title_page", lambda _sight: page)
    with sight_of(announced) as sight:
        shown = kind_of(Cue("closing")).scene(sight, Cue("closing"), 1, 1)
    assert {one.name: getattr(shown, one.name) for one in fields(TitlePage) if one.name != "scene"} == {
        one.name: getattr(page, one.name) for one in fields(TitlePage) if one.name != "scene"
    }


def test_the_end_makes_public_what_is_left_one_deed_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What each of these deeds does, the contests that are played as a whole say."""
    done: list[tuple[Any, ...]] = []
    deeds = ("publish_year", "refuse_undecided", "refuse_table_undecided", "follow_table", "reveal_flags")
    for name in (*deeds, "publish_table", "publish_later", "amend"):
        monkeypatch.setattr(closing, name, lambda *given, name=name: done.append((name, *given)))
    left = [("roads", "town"), ("water", "")]
    session = SimpleNamespace(add=lambda row: done.append(("add", row)), flush=lambda: done.append(("flush",)))
    progress = SimpleNamespace(state="sealed")
    contest = SimpleNamespace(is_year=False, progress=progress)
    writing = SimpleNamespace(session=session)
    monkeypatch.setattr(closing, "unrevealed_flags", lambda *given: list(left) if given == (session, contest) else None)
    publish: Any = closing.publish_whole
    publish(writing, contest, "补录", yes=True)
    assert done == [
        ("refuse_undecided", session, contest, "roads", "town"), ("refuse_undecided", session, contest, "water", ""),
        ("refuse_table_undecided", session, contest), ("add", progress), ("flush",), ("follow_table", writing, contest),
        ("reveal_flags", writing, contest, left, "补录"), ("publish_table", writing, contest, "补录"),
        ("publish_later", writing, contest), ("amend", writing, contest, (), "补录"),
    ]  # fmt: skip
    assert progress.state == PeriodState.PUBLISHED
    done.clear()
    left.clear()
    publish(writing, contest, yes=False)
    assert done == [
        ("refuse_table_undecided", session, contest), ("follow_table", writing, contest),
        ("publish_table", writing, contest, ""), ("publish_later", writing, contest),
        ("amend", writing, contest, (), ""),
    ]  # fmt: skip
    done.clear()
    contest.is_year = True
    publish(writing, contest, "补录", yes=False)
    assert done == [("publish_year", writing, contest, "补录")]


def test_a_rehearsals_scenes_say_that_they_are(closed: Program) -> None:
    with sight_of(closed) as sight:
        shown = written(scene(replace(sight, rehearses=True), Cue("title"), 1, 1))
        real = written(scene(sight, Cue("title"), 1, 1))
    assert (shown["rehearsal"], "rehearsal" in real) == (True, False)


def test_a_veto_is_known_once_a_ranking_marks_it(closed: Program, announced: Program) -> None:
    with sight_of(closed) as sight:
        assert sight.vetoed == frozenset()
        assert len(sight.candidates("town")) == 7
        assert [unit.unit for unit in sight.candidates("office")] == ["o1", "o2"]
        assert sight.sealed().revealed > sight.public.revealed
        assert [row.person for row in sight.stars().rows] == []
        assert [row.person for row in sight.sealed_stars("service").rows] == ["甲", "乙", "丙", "丁"]
    with sight_of(announced) as sight:
        assert sight.vetoed == {"t7"}


def called_up(program: Program, cue: Cue, *, sealed: bool = True) -> Announced:
    """Whom the announcer calls up, from what is sealed or from what is public."""
    reveals = kind_of(cue).reveals
    assert reveals is not None
    assert reveals.winners is not None
    with sight_of(program) as sight:
        return reveals.winners(sight.session, sight.contest, sight.sealed() if sealed else sight.public, cue)


def test_a_flags_winner_and_the_next_places_are_called_up_by_name(closed: Program, announced: Program) -> None:
    told = called_up(closed, TOWN)
    assert told.winners == (Spoken("青槐乡", "Town t1"),)
    assert [one.name for one in told.second] == ["白鹭镇", "石桥乡"]
    assert told.third == ()
    assert told.row is not None
    assert (told.row.pool, told.row.margin, told.row.area) == ("town", "9.88", "roads")
    office = called_up(announced, Cue("flag", area="roads", pool="office"), sealed=False)
    assert ([one.name for one in office.winners], [one.name for one in office.second]) == (["桂川乡"], ["枫泾镇"])
    vacant = called_up(closed, Cue("flag", area="water", pool="office"))
    assert (vacant.winners, vacant.second, vacant.third) == ((), (), ())
    assert vacant.row is not None
    assert vacant.row.outcome == "vacant"
    assert called_up(closed, TOWN, sealed=False) == Announced(), "nothing of it is public"


@pytest.mark.parametrize(
    ("reveal", "places", "order"),
    [("", 3, "甲乙丁"), ("one-by-one", 3, "乙甲丁"), ("from-bottom", 3, "丁甲乙"), ("from-bottom", 2, "甲丁乙")],
)
def test_a_stars_winners_are_called_up_in_the_order_in_which_they_are_shown(
    closed: Program, reveal: str, places: int, order: str
) -> None:
    told = called_up(closed, Cue("star", star="service", reveal=reveal, places=places))
    assert "".join(one.name for one in told.winners) == order
    assert next(one for one in told.winners if one.name == "甲") == Spoken(
        "甲", "甲", "", "青槐乡 干部", "Town t1 干部"
    )
    assert called_up(closed, Cue("star", star="other")).winners == ()


def test_a_step_that_shows_several_winners_who_do_not_tie_counts_them(closed: Program) -> None:
    reveals = kind_of(Cue("star")).reveals
    assert reveals is not None
    counts = []
    for places in (2, 3):
        cue = Cue("star", star="service", reveal="one-by-one", places=places)
        with sight_of(closed) as sight:
            counts.append([reveals.together(scene(sight, cue, step, 1)) for step in range(1, places + 2)])
    assert counts == [[0, 0, 2], [0, 0, 0, 0]]


def test_a_step_that_shows_several_winners_who_do_not_tie_tells_the_place_of_each(closed: Program) -> None:
    cue = Cue("star", star="service", reveal="one-by-one", places=2)
    with sight_of(closed) as sight:
        first, shared = (scene(sight, cue, step, 1) for step in (2, 3))
    assert isinstance(first, StarWinner)
    assert isinstance(shared, StarWinner)
    assert (first.place, first.places) == (1, UNSET)
    told = dict(zip((row.person for row in shared.rows), shared.places or (), strict=True))
    assert (shared.place, told) == (None, {"甲": 2, "丁": 3})


def test_a_winner_without_votes_alone_and_several_who_tie_have_their_own_step() -> None:
    reveals = kind_of(Cue("star")).reveals
    assert reveals is not None
    names = {"star": "service", "star_name": "服务星", "star_name_en": "Service star"}
    winners = (nominee_row("甲", None), nominee_row("乙", None))
    shown = [
        StarWinner(**names, place=place, rows=rows) for place, rows in ((None, winners[:1]), (1, winners), (None, ()))
    ]
    assert [reveals.together(one) for one in shown] == [0, 0, 0]
    assert reveals.together(StarWinner(**names, place=None, rows=winners)) == 2
    assert reveals.together(StarWinners(**names, rows=winners)) == 0


def test_a_stars_winners_are_called_up_by_their_whole_names_whether_or_not_there_are_votes(
    announced: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        replace(nominee_row("王明", None), person_en="Wang Ming", post="主任", post_en="Head"),
        replace(nominee_row("李秀", "70"), post=""),
    )
    asked = []
    with sight_of(announced) as sight:
        board = replace(sight.stars(), rows=rows)

    def stars_with(_session: Any, period: str, _now: Any, **how: Any) -> StarsBoard:
        asked.append((period, how))
        return board

    monkeypatch.setattr("scoreboard.ceremony.cues.star.stars_with", stars_with)
    monkeypatch.setattr("scoreboard.ceremony.cues.star.exact_votes", lambda *_, **_how: (None, Fraction(70)))
    told = called_up(announced, Cue("star", star=rows[0].star, reveal="one-by-one", places=2), sealed=False)
    assert [(one.name, one.name_en, one.about, one.about_en) for one in told.winners] == [
        ("李秀", "李秀", rows[1].name, rows[1].name_en),
        ("王明", "Wang Ming", f"{rows[0].name} 主任", f"{rows[0].name_en} Head"),
    ]
    assert asked == [("2031Q1", {"series": "main", "star": rows[0].star, "whole_names": True})]


def test_winners_who_only_look_alike_have_a_place_each(closed: Program) -> None:
    """Two thirds and 66.67% are told in the same digits, and were not the same vote."""
    cue = Cue("star", star="service", reveal="one-by-one", places=3)
    with sight_of(closed) as sight:
        rows = tuple(replace(row, result="66.67") for row in sight.sealed_stars("service").rows)
        board = replace(sight.sealed_stars("service"), rows=rows)
        alike = replace(
            sight,
            sealed_stars=lambda _star: board,
            sealed_votes=lambda _star: (Fraction("66.67"), Fraction(200, 3), Fraction("66.67")),
        )
        shown = [to_json(kind_of(cue).scene(alike, cue, step, 1)) for step in (2, 3)]
    assert [people(step) for step in shown] == [("winner", 1, ["甲", "丁"]), ("winner", 3, ["乙"])]


def test_a_star_becomes_public_with_the_bulletin_that_has_been_printed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[Any, ...]] = []
    for name in ("reveal", "publish_stars", "refresh_closed"):
        monkeypatch.setattr(
            f"scoreboard.ceremony.cues.star.{name}", lambda *given, name=name: done.append((name, *given))
        )
    monkeypatch.setattr("scoreboard.ceremony.cues.star.cause_of_stars", lambda *given: given)
    writing = SimpleNamespace(session=SimpleNamespace(get_one=lambda _kind, name: f"star {name}"))
    contest = SimpleNamespace(period=SimpleNamespace(id="2031Q1"))
    reveals: Any = kind_of(Cue("star")).reveals
    reveals.publish(writing, contest, Cue("star", star="service"), False)
    assert done == [
        ("reveal", writing, contest, "star", "service"), ("publish_stars", writing, "2031Q1"),
        ("refresh_closed", writing, contest, "", (["star service"], "announced")),
    ]  # fmt: skip


def test_whoever_settles_is_called_up_with_how_the_promises_ended(closed: Program) -> None:
    calls = kind_of(Cue("settlement")).calls
    assert calls is not None
    with sight_of(closed) as sight:
        called = calls(sight.session, Cue("settlement", units=("t2", "t1", "t4")), datetime.fromisoformat(NOW))
        (late,) = calls(sight.session, Cue("settlement", units=("t2",)), datetime.fromisoformat("2032-01-01T09:00:00Z"))
    assert called[0].who == Spoken("白鹭镇", "Town t2", "bái lù zhèn")
    assert [(one.who.name, one.words, one.words_en) for one in called] == [
        ("白鹭镇", "承诺进行中 1 项", "1 pledge still open"),
        ("青槐乡", "承诺兑现 1 项、承诺进行中 1 项、目标实现 1 项", "1 pledge kept, 1 pledge still open, 1 goal met"),
    ]
    assert late.words == "承诺逾期未交账 1 项"


def test_what_a_cue_makes_public_and_what_it_shows_of_that(closed: Program) -> None:
    cues = (TOWN, Cue("star", star="service"), Cue("closing"), Cue("ranking", area="roads"))
    assert [key_of(cue) for cue in cues] == [
        ("flag", "roads", "town"), ("star", "service", ""), ("table", "", ""), None,
    ]  # fmt: skip
    shows = kind_of(Cue("ranking")).shows
    assert shows is not None
    assert shows(Cue("ranking", area="roads", pool="town")) == ("flag", "roads", "town")
    assert [reveals_flag(cue) for cue in (TOWN, Cue("star"), Cue("title"))] == [True, False, False]
    assert [planned(cue) for cue in (TOWN, replace(TOWN, duration=7), Cue("settlement", units=("a", "b")))] == [
        120,
        7,
        40,
    ]


def pieces(program: Program, cue: Cue, step: int = 1) -> list[Piece]:
    """The pieces of results that a step tells."""
    tells, place = kind_of(cue).pieces, ToldAt("", 7)
    if tells is None:
        return []
    with sight_of(program) as sight:
        return list(tells(scene(sight, cue, step, 1), place, sight.contest))


def test_what_a_step_tells_is_held_against_the_results_that_it_tells_of(closed: Program, announced: Program) -> None:
    with sight_of(closed) as sight:
        results = results_of(sight.session, sight.contest, datetime.fromisoformat(NOW))
    town, office = ("flag", "roads", "town"), ("flag", "roads", "office")
    star, overall = ("star", "service", ""), [("flag", "", "office"), ("flag", "", "town")]
    one_by_one = Cue("star", star="service", reveal="one-by-one")
    ranking = Cue("ranking", area="roads")
    for program, cue, step, keys in (
        (closed, TOWN, 1, []),
        (closed, TOWN, 2, []),
        (closed, TOWN, 4, [town]),
        (closed, TOWN, 5, []),
        (announced, CLIMB, 2, [town]),
        (announced, TOWN, 5, [town, town]),
        (announced, Cue("flag", area="water", pool="office"), 5, [("flag", "water", "office")]),
        (closed, ranking, 1, []),
        (announced, ranking, 1, [town, office]),
        (announced, replace(ranking, pool="office"), 1, [office]),
        (closed, one_by_one, 1, []),
        (closed, one_by_one, 2, [star]),
        (announced, one_by_one, 4, [star]),
        (announced, Cue("star", star="service"), 2, [star, star, star]),
        (announced, Cue("stars"), 1, [star, star, star]),
        (closed, Cue("flags"), 1, []),
        (announced, Cue("flags"), 1, [office, town, ("flag", "water", "office"), ("flag", "water", "town"), *overall]),
        (announced, Cue("closing"), 1, [("table", "", ""), *overall]),
        (announced, Cue("table"), 1, []),
    ):
        told = pieces(program, cue, step)
        assert [piece.key for piece in told] == keys, (cue, step)
        for piece in told:
            assert piece.place == ToldAt("", 7)
            assert piece.agrees(results[piece.key]), (cue, step, piece.key)


def test_a_board_that_is_not_there_tells_nothing_nor_does_the_table_as_a_ranking(announced: Program) -> None:
    with sight_of(announced) as sight:
        table = kind_of(Cue("table")).scene(sight, Cue("table"), 1, 1).board
    for cue, shown in (
        (Cue("ranking"), RankingScene(board=None)), (Cue("ranking"), RankingScene(board=table)),
        (Cue("flags"), WallScene(board=None)), (Cue("stars"), RollScene(board=None)),
    ):  # fmt: skip
        tells = kind_of(cue).pieces
        assert tells is not None
        assert list(tells(shown, ToldAt("", 7), cast(Contest, None))) == []


def test_a_notice_is_of_the_series_and_of_what_concerns_all(announced: Program) -> None:
    of_whom = {"甲": "main", "乙": "other", "丙": None}
    rows = tuple(
        nominee_row(person, series=series, status=NomineeStatus.ON_NOTICE, notice_until="2031-12-31")
        for person, series in of_whom.items()
    )
    with sight_of(announced) as sight:
        board = replace(sight.stars(), rows=rows)
        notice = scene(replace(sight, stars=lambda: board), Cue("notice"), 1, 1)
    assert [row.person for row in notice.board.rows] == ["甲", "丙"]


def test_a_correction_tells_of_its_flag_before_and_after() -> None:
    tells = kind_of(TOWN).pieces
    assert tells is not None
    after = replace(ROW, margin="2.00", margin_exact="2")
    shown = FlagCorrection(
        area="roads", area_name="道路", area_name_en="Roads", flag="道路旗", pool=None, before=ROW, row=after,
        corrections=(), decimals=2,
    )  # fmt: skip
    told = list(tells(shown, ToldAt("", 7), cast(Contest, None)))
    assert [(piece.key, piece.place) for piece in told] == [(("flag", "roads", ""), ToldAt("", 7))] * 2
    result = flag_result("roads", "", ROW, ())
    assert [piece.agrees(result) for piece in told] == [True, False]
    second = FlagPlace(
        area="roads", area_name="道路", area_name_en="Roads", flag="道路旗", flag_en="Roads pennant", pool=None,
        previous=(), number=1, place=2, rows=(placed("w", 2, "80"),), decimals=2,
    )  # fmt: skip
    assert [piece.key for piece in tells(second, ToldAt("", 7), cast(Contest, None))] == [("flag", "roads", "")]


def test_a_cues_last_step_makes_its_own_result_public_and_the_table_the_rest_where_somebody_agrees(
    closed: Program, tmp_path: Path
) -> None:
    program = copied(closed, tmp_path)
    settings = settings_of(program)
    star = Cue("star", star="service")

    def publish(cue: Cue, *, yes: bool = False) -> None:
        reveals = kind_of(cue).reveals
        assert reveals is not None
        with opened(settings) as store, acting(store, settings, "direct") as writing:
            reveals.publish(writing, standpoint(writing.session, CEREMONY).contest, cue, yes)

    publish(TOWN)
    assert [(row["area"], row["pool"]) for row in program.rows("flags")] == [("roads", "town")]
    publish(star)
    assert [row["person"] for row in program.rows("stars")] == ["甲", "乙", "丙", "丁"]
    with pytest.raises(Refused) as refused:
        publish(Cue("closing"))
    assert (refused.value.key, refused.value.values["count"]) == ("cue.several", 3)
    assert (program.rows("ranking"), len(program.rows("flags"))) == ([], 1)
    publish(Cue("closing"), yes=True)
    assert len(program.rows("flags")) == 6
    assert program.show("ranking")["live"] is False
    assert len(program.rows("ranking")) == 10
    assert program.ok("bulletin", "main", "2031Q1").out
