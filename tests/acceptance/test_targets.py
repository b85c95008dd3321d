"""Flags that units go for stand on their boards, with how far off they are, from public facts alone."""

import json
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.targets import read_targets
from scoreboard.desk.unit_of_work import zone_of
from scoreboard.publications.targets import FlagHolders, Held
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.acceptance.ceremonies import finish_cue, play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

SHEET = """\
title = "授旗"
series = "main"
period = "2031Q2"
[[cue]]
kind = "title"
[[cue]]
kind = "flag"
area = "roads"
[[cue]]
kind = "closing"
"""


def goes_for(unit: str, *flags: tuple[str, str]) -> list[dict[str, str]]:
    return [{"unit": unit, "series": "main", "area": area, "period": period} for area, period in flags]


def targets(program: Program, unit: str, *options: str) -> dict[tuple[str, str], dict[str, Any]]:
    rows = program.show("unit", unit, *options)["targets"]
    return {(row["area"], row["period"]): row for row in rows}


@pytest.fixture
def running(opened: Opened) -> Program:
    """A live series: t1 is 0.75 behind t2 in roads and first in water, t3 has no score."""
    cells = scores("main", "2031Q1", {"roads": {"t1": "91.25", "t2": "92"}, "water": {"t1": 95, "t2": 91}})
    wanted = [
        *goes_for("t1", ("roads", "2031Q1"), ("water", "2031Q1"), ("roads", "2031Q2")),
        *goes_for("t3", ("roads", "2031Q1")),
    ]
    return opened(
        Competition(series=[live("roads", "water")], units=towns(3), scores=cells, records={"targets": wanted})
    )


def test_how_far_off_a_flag_is_while_results_come_in(running: Program) -> None:
    found = targets(running, "t1")
    assert list(found) == [("roads", "2031Q1"), ("water", "2031Q1"), ("roads", "2031Q2")]
    roads = found["roads", "2031Q1"]
    assert (roads["state"], roads["rank"], roads["score"], roads["behind"], roads["ahead"]) == (
        *("open", 2, "91.25", "0.75", None),
    )
    assert (roads["measured_in"], roads["holders"]) == ("2031Q1", [])
    water = found["water", "2031Q1"]
    assert (water["state"], water["rank"], water["behind"], water["ahead"]) == ("open", 1, None, "4.00")
    later = found["roads", "2031Q2"]
    assert (later["state"], later["measured_in"], later["behind"]) == ("open", "2031Q1", "0.75")
    unknown = targets(running, "t3")["roads", "2031Q1"]
    assert (unknown["state"], unknown["rank"], unknown["behind"], unknown["measured_in"]) == ("open", None, None, None)


def test_whether_it_was_won_once_the_flag_is_public(running: Program) -> None:
    running.ok("close", "main", "2031Q1")
    found = targets(running, "t1")
    assert {place: row["state"] for place, row in found.items()} == {
        ("roads", "2031Q1"): "missed",
        ("water", "2031Q1"): "won",
        ("roads", "2031Q2"): "open",
    }
    assert units(found["roads", "2031Q1"]["holders"]) == ["t2"]
    assert units(found["roads", "2031Q2"]["holders"]) == ["t2"]


def test_whoever_is_first_and_does_not_have_the_flag_is_told_no_lead_of_the_other_side(running: Program) -> None:
    running.ok("close", "main", "2031Q1")
    correction = ("decide", "correction", "main", "2031Q1", "roads", "t1", "93")
    running.ok(*correction, "--reason", "recount", "--approved-by", "张书记")
    row = targets(running, "t1")["roads", "2031Q1"]
    assert (row["state"], row["rank"], row["ahead"], row["behind"]) == ("missed", 1, "1.00", None)
    assert "missed by" not in running.ok("show", "unit", "t1").out
    assert "未夺得，差" not in running.speaking("zh").ok("show", "unit", "t1").out


def test_the_holder_is_the_last_that_is_public_whichever_period_is_gone_for(opened: Opened) -> None:
    cells = [
        *scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 92}}),
        *scores("main", "2031Q2", {"roads": {"t1": 97, "t2": 91}}),
    ]
    wanted = goes_for("t1", ("roads", "2031Q1"), ("roads", "2031Q2"))
    program = opened(Competition(series=[live()], units=towns(2), scores=cells, records={"targets": wanted}))
    program.ok("close", "main", "2031Q1")
    program.at("2031-07-05T09:00:00+08:00").ok("close", "main", "2031Q2")
    found = [(row["state"], units(row["holders"])) for row in targets(program, "t1").values()]
    assert found == [("missed", ["t1"]), ("won", ["t1"])]


def test_margins_that_are_hidden_by_rounding_are_told(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": "92.001", "t2": "92.004"}})
    program = opened(
        Competition(units=towns(2), scores=cells, records={"targets": goes_for("t1", ("roads", "2031Q1"))})
    )
    row = targets(program, "t1")["roads", "2031Q1"]
    assert (row["behind"], row["behind_exact"]) == ("0.00", "0.003")
    assert "0.003 behind the first" in program.ok("show", "unit", "t1").out
    assert "距第一 0.003 分" in program.speaking("zh").ok("show", "unit", "t1").out


@pytest.mark.parametrize(("unit", "said"), [("t1", "0.012 behind the first"), ("t2", "0.012 ahead")])
def test_f109_points_lie_between_the_scores_that_are_shown(opened: Opened, unit: str, said: str) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": "91.994", "t2": "92.006"}})
    program = opened(
        Competition(units=towns(2), scores=cells, records={"targets": goes_for(unit, ("roads", "2031Q1"))})
    )
    assert targets(program, unit)["roads", "2031Q1"]["points_told"] == "0.012"
    assert said in program.ok("show", "unit", unit).out


def test_pools_that_rank_apart_are_measured_apart(opened: Opened) -> None:
    series = replace(live(ranking="by-pool"), pools=("town", "office"))
    members = [*towns(2), *towns(1, pool="office", prefix="o", start=5)]
    cells = scores("main", "2031Q1", {"roads": {"t1": 80, "t2": 81, "o1": 99}})
    program = opened(
        Competition(
            series=[series], units=members, scores=cells, records={"targets": goes_for("t1", ("roads", "2031Q1"))}
        )
    )
    assert targets(program, "t1")["roads", "2031Q1"]["behind"] == "1.00"
    program.ok("close", "main", "2031Q1")
    assert units(targets(program, "t1")["roads", "2031Q1"]["holders"]) == ["t2"]


def test_a_sealed_result_stays_open_until_its_step(opened: Opened) -> None:
    cells = [
        *scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 92}}),
        *scores("main", "2031Q2", {"roads": {"t1": 97, "t2": 91}}),
    ]
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(2),
            scores=cells,
            records={"targets": goes_for("t1", ("roads", "2031Q2"))},
            ceremonies={"spring": SHEET},
        )
    )
    program.ok("close", "main", "2031Q1")
    play(program, "main-2031Q1")
    before = targets(program, "t1")
    row = before["roads", "2031Q2"]
    assert (row["state"], row["measured_in"], row["behind"], units(row["holders"])) == (
        "open",
        "2031Q1",
        "2.00",
        ["t2"],
    )
    program.ok("close", "main", "2031Q2")
    assert targets(program, "t1") == before
    awarding = program.at("2031-07-05T09:00:00+08:00")
    awarding.ok("cue", "next", "spring")
    assert targets(awarding, "t1") == before
    finish_cue(awarding, "spring", 2)
    row = targets(awarding, "t1")["roads", "2031Q2"]
    assert (row["state"], row["measured_in"], row["ahead"], units(row["holders"])) == ("won", "2031Q2", "6.00", ["t1"])
    assert targets(awarding, "t1", "--as-of", "2031-07-02") == before


def test_a_target_that_leaves_the_folder_is_gone(running: Program) -> None:
    before = running.show("unit", "t1")["revision"]
    file = running.database.parent / "folder" / "targets.csv"
    file.write_text("unit,series,area,period\nt1,main,water,2031Q1\n", encoding="utf-8")
    running.ok("load", file.parent)
    assert list(targets(running, "t1")) == [("water", "2031Q1")]
    assert running.show("unit", "t1")["revision"] > before
    running.ok("load", file.parent)
    assert targets(running, "t3") == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody,main,roads,2031Q1", "line 2"),
        ("t1,main,bridges,2031Q1", "bridges"),
        ("t1,main,roads,2032Q1", "2032Q1"),
        ("lake,main,roads,2031Q1", "lake"),
        ("t1,main,roads,", "empty"),
        ("t1,main,roads,2031Q1\nt1,main,roads,2031Q1", "line 3"),
    ],
)
def test_a_target_that_cannot_be_is_refused_by_line(running: Program, line: str, said: str) -> None:
    file = running.database.parent / "folder" / "targets.csv"
    file.write_text(f"unit,series,area,period\n{line}\n", encoding="utf-8")
    refused = running.refuses(2, "load", file.parent)
    assert "targets.csv" in refused.err
    assert said in refused.err


def test_a_flag_to_go_for_is_added_listed_and_withdrawn_by_commands(running: Program, tmp_path: Path) -> None:
    added = running.ok(
        *("target", "add", "--unit", "白鹭镇", "--series", "main", "--area", "roads", "--period", "2031Q2"),
    )
    assert added.out.strip() == "t2-1"
    assert targets(running, "t2")["roads", "2031Q2"]["ahead"] == "0.75"
    listed = json.loads(running.ok("target", "list", "--format", "json").out)["rows"]
    assert [(row["id"], row["unit"], row["area"], row["state"]) for row in listed] == [
        *[("t1-1", "t1", "roads", "open"), ("t1-2", "t1", "water", "open"), ("t1-3", "t1", "roads", "open")],
        *[("t3-1", "t3", "roads", "open"), ("t2-1", "t2", "roads", "open")],
    ]
    assert "t2-1" in running.ok("target", "list").out
    running.ok("target", "withdraw", "t1-3", "--reason", "登记错了")
    assert ("roads", "2031Q2") not in targets(running, "t1")
    assert [row["action"] for row in running.journal()][-2:] == ["target.add", "target.withdraw"]
    running.ok("journal", "--verify")

    wanted = [
        *goes_for("t1", ("roads", "2031Q1"), ("water", "2031Q1"), ("roads", "2031Q2")),
        *goes_for("t3", ("roads", "2031Q1")),
    ]
    cells = scores("main", "2031Q1", {"roads": {"t1": "91.25", "t2": "92"}, "water": {"t1": 95, "t2": 91}})
    same = Competition(series=[live("roads", "water")], units=towns(3), scores=cells, records={"targets": wanted})
    assert running.ok("load", same.write(tmp_path / "same")).out.strip().endswith("is unchanged")
    assert "t1-3" not in running.ok("target", "list").out, "a folder brings back nothing that was withdrawn"
    assert "t2-1" in running.ok("target", "list").out


def test_of_who_is_not_ranked_there_it_is_told_as_what_it_is_listed(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": "n/a", "t3": 80}})
    wanted = [*goes_for("t2", ("roads", "2031Q1"), ("roads", "2031Q2")), *goes_for("t3", ("roads", "2031Q2"))]
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(4),
            scores=cells,
            records={"targets": wanted + goes_for("t4", ("roads", "2031Q1"))},
        )
    )
    program.ok("veto", "t3", "safety", "--period", "2031Q1", "--reason", "fire")
    found = {**targets(program, "t2"), "t3": targets(program, "t3")["roads", "2031Q2"]}
    assert [row["status"] for row in found.values()] == ["n/a", "n/a", "vetoed"]
    listed = program.ok("target", "list").out.splitlines()[1:]
    gaps = ["n/a", "n/a (第一季度)", "vetoed (第一季度)", "not known yet"]
    assert [re.split(r" {2,}", line.strip())[7] for line in listed] == gaps
    assert "不参评（第一季度）" in program.speaking("zh").ok("show", "unit", "t2").out
    assert targets(program, "t4")["roads", "2031Q1"]["status"] is None


def test_who_holds_a_flag_is_asked_once_for_all_who_go_for_it(
    running: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = FlagHolders._ask

    def counted(self: FlagHolders, series: str, periods: Sequence[str], area: str, pool: str) -> Held:
        asked.append(area)
        return ask(self, series, periods, area, pool)

    monkeypatch.setattr(FlagHolders, "_ask", counted)
    settings = Settings(str(running.database), "en", running.now, None)
    with closing(Store(settings.paths)) as store, store.read() as session:
        assert len(read_targets(session, settings.moment(zone_of(session)))) == 4
    assert sorted(asked) == ["roads", "water"]


def adding(unit: str, area: str = "roads", period: str = "2031Q1") -> tuple[str, ...]:
    return ("target", "add", "--unit", unit, "--series", "main", "--area", area, "--period", period)


def test_a_guest_goes_for_no_flag(opened: Opened) -> None:
    contest = Competition(series=[live("roads")], units=[*towns(2), *towns(1, prefix="g", start=5, standing="guest")])
    program = opened(contest)
    said = "Town g1 is a guest in main and cannot win a flag; name a unit that competes"
    assert program.refuses(1, *adding("g1")).complaint == said
    assert "特邀单位" in program.speaking("zh").refuses(1, *adding("g1")).complaint
    assert program.ok("target", "list", "--format", "json").json()["rows"] == []
    file = program.database.parent / "folder" / "targets.csv"
    file.write_text("unit,series,area,period\ng1,main,roads,2031Q1\n", encoding="utf-8")
    refused = program.refuses(2, "load", file.parent)
    assert "targets.csv, line 2" in refused.err
    assert "“g1” is a guest and cannot win a flag" in refused.err


def test_what_has_been_awarded_is_gone_for_no_more(running: Program) -> None:
    running.ok("close", "main", "2031Q1")
    running.refuses(1, *adding("t2"))
    running.ok("reopen", "main", "2031Q1", "--reason", "oops")
    running.ok(*adding("t2"))


def test_what_a_ceremony_still_keeps_can_be_gone_for_and_who_held_it_before_was_awarded_nothing(
    opened: Opened,
) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 70, "t2": 60}})
    before = [{"series": "main", "area": "roads", "period": "2031Q1", "unit": "t2"}]
    contest = Competition(series=[sealed("roads", "water")], units=towns(2), scores=cells, custody=before)
    program = opened(contest)
    program.ok(*adding("t1"))
    assert targets(program, "t1")["roads", "2031Q1"]["state"] == "open"
    program.ok("close", "main", "2031Q1")
    program.ok(*adding("t2"))
    assert targets(program, "t2")["roads", "2031Q1"]["state"] == "open"
    play(program, "main-2031Q1")
    assert {unit: targets(program, unit)["roads", "2031Q1"]["state"] for unit in ("t1", "t2")} == {
        "t1": "won",
        "t2": "missed",
    }
    said = "the flag for Water in 2031Q1 has already been awarded; name a flag that is still to be won"
    assert program.refuses(1, *adding("t1", "water")).complaint == said


def test_flags_nobody_can_go_for_are_refused(running: Program) -> None:
    def words(unit: str = "t1", area: str = "water", period: str = "2031Q2", *more: str) -> tuple[str, ...]:
        return ("target", "add", "--unit", unit, "--series", "main", "--area", area, "--period", period, *more)

    running.ok("user", "add", "ann", "--role", "operator")
    before = running.journal()
    running.by("ann").refuses(1, *words())
    running.by("ann").refuses(1, "target", "withdraw", "t1-1", "--reason", "x")
    assert "t1-1" in running.refuses(1, *words("t1", "roads", "2031Q1")).complaint
    assert "t3-1" in running.refuses(1, *words("t1", "water", "2031Q2", "--id", "t3-1")).complaint
    running.refuses(2, *words("nobody"))
    running.refuses(2, *words(area="woods"))
    running.refuses(2, *words(period="2031Q9"))
    assert "scoreboard target list" in running.refuses(2, "target", "withdraw", "t9-1", "--reason", "x").complaint
    assert running.journal() == before
