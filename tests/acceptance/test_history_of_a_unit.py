"""A unit through the periods: each of its stars with its period, and what was held when the records began."""

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened

STAR = [{"id": "service", "name": "服务群众星", "name_en": "Star of service"}]


def nominee(period: str, person: str, status: str) -> dict[str, object]:
    ballots = {f"{group}_{count}": 9 for group in ("members", "masses") for count in ("issued", "returned", "valid")}
    votes = {**ballots, "members_for": 9, "masses_for": 8}
    return {
        "period": period, "star": "service", "unit": "t1", "person": person, "series": "main",
        **votes, "notice_from": "2031-01-05", "status": status,
    }  # fmt: skip


def test_stars_of_several_periods_are_told_with_their_periods_the_newest_first(opened: Opened) -> None:
    people = [nominee("2031Q1", "王建国", "confirmed"), nominee("2031Q2", "王建国", "confirmed")]
    program = opened(
        Competition(series=[live("roads", confirm="self")], units=towns(2), stars=STAR, records={"nominees": people})
    )
    for period in ("2031Q1", "2031Q2"):
        program.ok("close", "main", period, "--empty")
    shown = program.ok("show", "unit", "t1", "--format", "json").json()
    assert [row["period"] for row in shown["stars"]] == ["2031Q2", "2031Q1"]
    assert set(shown["periods"]) == {"2031Q1", "2031Q2"}
    table = program.speaking("zh").ok("show", "unit", "t1").out
    lines = [line.split()[:3] for line in table.splitlines() if "王建国" in line]
    assert lines == [["第二季度", "服务群众星", "王建国"], ["第一季度", "服务群众星", "王建国"]]


def test_of_what_was_held_when_the_records_began_nobody_says_that_it_was_won_first(opened: Opened) -> None:
    held = [
        {"series": "main", "area": "roads", "period": "2031Q1", "unit": "t2", "awarded_on": "2031-03-30"},
        {"series": "main", "area": "water", "period": "", "unit": "t1", "awarded_on": "2030-12-30"},
    ]
    cells = scores("main", "2031Q2", {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 70, "t2": 80}})
    contest = Competition(series=[live("roads", "water")], units=towns(2), custody=held, scores=cells)
    program = opened(contest)
    program.ok("close", "main", "2031Q2")
    (opening,) = program.rows("flags", "--period", "2031Q1")
    assert (opening["outcome"], opening["opening"], opening["awarded_on"]) == ("first", True, "2031-03-30")
    told = program.ok("show", "flags", "--period", "2031Q1").out
    assert "held at the start" in told
    assert "first award" not in told
    rows = {row["area"]: row for row in program.rows("flags", "--period", "2031Q2")}
    assert [(rows[area]["outcome"], "opening" in rows[area]) for area in ("roads", "water")] == [
        ("captured", False)
    ] * 2


def test_what_was_held_before_the_first_period_stays_in_the_history_of_a_unit_that_has_ended(opened: Opened) -> None:
    """Before any flag is public, and after; who goes for it is told that nobody has it."""
    held = [{"series": "main", "area": "roads", "period": "", "unit": "t1", "awarded_on": "2030-12-30"}]
    targets = [{"unit": "t2", "series": "main", "period": "2031Q1", "area": "roads"}]
    cells = scores("main", "2031Q1", {"roads": {"t2": 90, "t3": 80}})
    program = opened(
        Competition(series=[live("roads")], units=towns(3), custody=held, scores=cells, records={"targets": targets})
    )
    (target,) = program.ok("show", "unit", "t2", "--format", "json").json()["targets"]
    assert [one["unit"] for one in target["holders"]] == ["t1"]
    program.ok("decide", "abolition", "t1", "--on", "2031-03-01", "--reason", "撤乡并镇")
    for then in ((), ("t2",)):
        unit = program.ok("show", "unit", "t1", "--format", "json").json()
        assert unit["flags"] == []
        ((flag,), was) = unit["former_flags"], (None, "2030-12-30")
        assert ((flag["period"], flag["awarded_on"]), [one["unit"] for one in flag["now"]]) == (was, list(then))
        if not then:
            assert program.ok("show", "unit", "t2", "--format", "json").json()["targets"][0]["holders"] == []
            program.ok("close", "main", "2031Q1")


def test_places_of_a_period_stand_in_the_contest_s_order(opened: Opened) -> None:
    areas = ("water", "air", "roads")
    cells = scores("main", "2031Q1", {area: {"t1": 90, "t2": 80} for area in areas})
    program = opened(Competition(series=[live(*areas)], units=towns(2), scores=cells))
    program.ok("close", "main", "2031Q1")
    rows = program.ok("show", "unit", "t1", "--format", "json").json()["rows"]
    assert [row["area"] for row in rows] == [None, *areas]
