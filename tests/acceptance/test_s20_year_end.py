"""S20: the year's end, 9+1-1."""

from itertools import pairwise

from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import PERIODS, Competition, Row, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

QUARTERS = (*PERIODS, ("2031Q4", "第四季度", "2031-10-01", "2031-12-31"))
AREAS = ("roads", "water", "woods")
ANNUAL = {"honours": {"national": 3, "provincial": 2}, "honour_cap": 5}


def won(period: str, by_t1: int) -> list[Row]:
    """Scores by which t1 wins so many of the three areas, and t2 the others."""
    return scores(
        "main",
        period,
        {area: {"t1": 90 if place < by_t1 else 70, "t2": 80, "t3": 60} for place, area in enumerate(AREAS)},
    )


def year(*wins: int, **more: object) -> Competition:
    """A year whose first quarter was not contested."""
    periods = [quarter[0] for quarter in QUARTERS[1:]]
    given = {"series": [live(*AREAS)], "annual": ANNUAL, "periods": QUARTERS, "units": towns(3), **more}
    return Competition(
        scores=[row for period, count in zip(periods, wins, strict=False) for row in won(period, count)],
        **given,  # type: ignore[arg-type]
    )


def close(program: Program, *periods: str) -> None:
    for period in periods:
        program.ok("close", "main", period)


def honour(program: Program, level: str, title: str, unit: str = "t1") -> None:
    program.ok("honour", unit, level, title, "--document", "国发〔2031〕1号", "--on", "2031-11-02")


def annual(program: Program, *options: object) -> dict[str, Row]:
    return {row["unit"]: row for row in program.rows("annual", *options)}


def test_s20_year_end(opened: Opened) -> None:
    program = opened(year(3, 2, 1))
    close(program, "2031Q2", "2031Q3", "2031Q4")
    honour(program, "national", "先进县")
    honour(program, "provincial", "项目先进")
    honour(program, "provincial", "民生先进")

    row = annual(program)["t1"]
    assert row["flags"] == {"2031Q1": None, "2031Q2": 3, "2031Q3": 2, "2031Q4": 1}
    assert (row["flags_total"], row["honours"], row["rank"]) == (6, "5", 1)
    assert (row["vetoed_by"], row["status"], row["name"]) == ([], "ranked", "青槐乡")
    assert annual(program)["t2"]["flags"] == {"2031Q1": None, "2031Q2": 0, "2031Q3": 1, "2031Q4": 2}
    table = program.speaking("zh").ok("show", "annual").out
    assert "未开展" in next(line for line in table.splitlines() if "青槐乡" in line)


def test_s20_one_honour_at_two_levels_counts_once_at_the_higher(opened: Opened) -> None:
    program = opened(year(3))
    close(program, "2031Q2")
    honour(program, "provincial", "先进县")
    honour(program, "national", "先进县")

    assert annual(program)["t1"]["honours"] == "3"
    items = program.show("annual")["honour_items"]
    assert [(item["level"], item["points"], item["counted"]) for item in items] == [
        ("provincial", "2", False),
        ("national", "3", True),
    ]


def test_s20_an_active_veto_takes_the_place_and_leaves_the_parts(opened: Opened) -> None:
    program = opened(year(3, 2, 1))
    close(program, "2031Q2", "2031Q3", "2031Q4")
    honour(program, "national", "先进县")
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "事故")
    program.ok("veto", "t1", "safety", "--period", "2031Q4", "--reason", "事故")

    rows = annual(program)
    assert (rows["t1"]["rank"], rows["t1"]["status"], rows["t1"]["vetoed_by"]) == (None, "vetoed", ["safety"])
    assert (rows["t1"]["flags_total"], rows["t1"]["honours"]) == (5, "3")
    assert (rows["t2"]["rank"], rows["t2"]["status"]) == (None, "vetoed")
    assert rows["t3"]["rank"] == 1
    line = next(line for line in program.speaking("zh").ok("show", "annual").out.splitlines() if "青槐乡" in line)
    assert "否决：安全生产" in line

    program.ok("veto", "t1", "safety", "--period", "2031Q4", "--reason", "复查", "--lift")
    assert (annual(program)["t1"]["status"], annual(program)["t1"]["flags_total"]) == ("ranked", 6)


def test_s20_without_a_cap_all_honours_count(opened: Opened) -> None:
    program = opened(year(3, annual={"honours": {"national": 3}}))
    close(program, "2031Q2")
    for title in ("甲", "乙", "丙"):
        honour(program, "national", title)

    assert annual(program)["t1"]["honours"] == "9"


def test_s20_flags_of_a_sealed_quarter_join_the_year_one_by_one(opened: Opened) -> None:
    """Nothing of a sealed quarter is in the year, nor a veto on it; each reveal adds its flag."""
    program = opened(year(3, 2, series=[sealed(*AREAS)]))
    close(program, "2031Q2")
    before = program.show("annual")
    program.ok("veto", "t3", "safety", "--period", "2031Q2", "--reason", "事故")
    assert program.show("annual") == before
    assert annual(program, "--private")["t1"]["flags"]["2031Q2"] == 3
    assert annual(program, "--private")["t3"]["vetoed_by"] == ["safety"]

    told = []
    for _ in steps(program, "main-2031Q2"):
        rows = annual(program)
        told.append((rows["t1"]["flags"]["2031Q2"], rows["t3"]["vetoed_by"]) if rows else None)
    assert [seen for place, seen in enumerate(told) if place == 0 or seen != told[place - 1]] == [
        None,
        (1, ["safety"]),
        (2, ["safety"]),
        (3, ["safety"]),
    ]
    assert annual(program)["t1"]["flags"] == {"2031Q1": None, "2031Q2": 3, "2031Q3": None, "2031Q4": None}


def test_f409_only_honours_of_the_year_count_and_the_others_say_why_not(opened: Opened) -> None:
    program = opened(year(3, 2, 1))
    close(program, "2031Q2", "2031Q3", "2031Q4")
    for title, day in (("前年", "2030-12-31"), ("首日", "2031-01-01"), ("末日", "2031-12-31"), ("来年", "2032-01-01")):
        said = program.speaking("zh").ok("honour", "t1", "provincial", title, "--document", "文", "--on", day).out
        assert ("不计入本年度" in said) is (title in ("前年", "来年"))

    assert annual(program)["t1"]["honours"] == "4"
    items = {item["title"]: (item["counted"], item["state"]) for item in program.show("annual")["honour_items"]}
    assert items == {
        "前年": (False, "early"),
        "首日": (True, "counted"),
        "末日": (True, "counted"),
        "来年": (False, "late"),
    }
    told = program.speaking("zh").ok("show", "annual").out
    assert "不计分：青槐乡 省级《来年》（2032-01-01）：晚于本年度，结转下一年度" in told
    assert "《前年》（2030-12-31）：早于本年度" in told


def test_f409_an_honour_that_has_rolled_over_counts_though_it_is_dated_before_the_year(opened: Opened) -> None:
    honours = [
        {"unit": "t1", "level": "national", "title": "结转的", "awarded_on": "2030-12-20", "rolled_from": "lake-2030"},
        {"unit": "t1", "level": "national", "title": "没有结转的", "awarded_on": "2030-12-20", "rolled_from": ""},
    ]
    program = opened(year(3, records={"honours": honours}))
    close(program, "2031Q2")

    assert annual(program)["t1"]["honours"] == "3"
    states = {item["title"]: item["state"] for item in program.show("annual")["honour_items"]}
    assert states == {"结转的": "counted", "没有结转的": "early"}


def test_an_honour_of_two_people_counts_for_each_and_of_one_at_two_levels_once(opened: Opened) -> None:
    program = opened(year(3, annual={**ANNUAL, "honour_cap": 0}))
    close(program, "2031Q2")
    for person, level in (("王五", "provincial"), ("王五", "national"), ("赵六", "provincial")):
        program.ok("honour", "t1", level, "劳动模范", "--document", "文", "--on", "2031-05-01", "--person", person)

    assert annual(program)["t1"]["honours"] == "5"
    items = [(item["person"], item["state"]) for item in program.show("annual")["honour_items"]]
    assert items == [("王五", "lower"), ("王五", "counted"), ("赵六", "counted")]
    program.ok("honour", "t1", "national", "劳动模范", "--withdraw", "--person", "王五")
    assert annual(program)["t1"]["honours"] == "4"


def test_people_of_honours_are_masked_where_the_contest_masks_them(opened: Opened) -> None:
    honours = [{"unit": "t1", "person": "王小五", "level": "national", "title": "劳模", "awarded_on": "2031-05-01"}]
    program = opened(year(3, records={"honours": honours}, publicity={"mask": True}))

    assert [item["person"] for item in program.show("annual")["honour_items"]] == ["王*五"]


def test_what_is_settled_stands_in_the_rows_and_stays(opened: Opened) -> None:
    """Three areas a quarter: after two quarters t1 has all six, and of the four units t4 cannot be first any more."""
    program = opened(year(3, 3, 0, units=towns(4)))
    close(program, "2031Q2", "2031Q3")

    rows = annual(program)
    assert [rows[unit]["flags_total"] for unit in ("t1", "t2", "t3", "t4")] == [6, 0, 0, 0]
    assert [rows[unit]["clinched"] for unit in ("t1", "t2", "t3", "t4")] == [1, None, None, None]
    assert [rows[unit]["eliminated"] for unit in ("t1", "t2", "t3", "t4")] == [False, True, True, True]
    line = next(line for line in program.speaking("zh").ok("show", "annual").out.splitlines() if "白鹭镇" in line)
    assert "无缘第一" in line
    close(program, "2031Q4")
    rows = annual(program)
    assert [rows[unit]["clinched"] for unit in ("t1", "t2", "t3", "t4")] == [1, 2, 3, 3]
    assert [rows[unit]["rank"] for unit in ("t1", "t2", "t3", "t4")] == [1, 2, 3, 3]


def test_a_unit_under_a_veto_clinches_nothing_and_is_out_of_first_place(opened: Opened) -> None:
    program = opened(year(3, 2, 1))
    close(program, "2031Q2", "2031Q3", "2031Q4")
    program.ok("veto", "t1", "safety", "--reason", "事故")

    rows = annual(program)
    assert (rows["t1"]["clinched"], rows["t1"]["eliminated"]) == (None, True)
    assert (rows["t2"]["rank"], rows["t2"]["clinched"], rows["t2"]["eliminated"]) == (1, 1, False)
    assert (rows["t3"]["rank"], rows["t3"]["clinched"], rows["t3"]["eliminated"]) == (2, None, True)


def test_bounds_of_the_range_tighten_with_each_reveal_and_hold_to_the_end(opened: Opened) -> None:
    program = opened(year(3, 2, 1, series=[sealed(*AREAS)], units=towns(4)))
    honour(program, "provincial", "先进县", unit="t4")
    history = [_range(program)]
    for quarter in ("2031Q2", "2031Q3", "2031Q4"):
        close(program, quarter)
        assert _range(program) == history[-1]
        history += [_range(program) for _ in steps(program, f"main-{quarter}")]

    end = {unit: row["rank"] for unit, row in annual(program).items()}
    assert end == {"t1": 1, "t2": 2, "t4": 3, "t3": 4}
    assert history[-1] == {unit: (rank, rank) for unit, rank in end.items()}
    for earlier, later in pairwise(history):
        for unit, (best, worst) in later.items():
            assert earlier[unit][0] <= best <= end[unit] <= worst <= earlier[unit][1]
    assert len({tuple(sorted(bounds.items())) for bounds in history}) > 3


def _range(program: Program) -> dict[str, tuple[int, int]]:
    return {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}
