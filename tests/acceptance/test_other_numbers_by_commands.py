"""The scenarios with other numbers, in contests that are worked by commands alone; S15, S16 and S17 have their own."""

from pathlib import Path

from tests.acceptance import hospital
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units
from tests.acceptance.hospital import JUNE, MAY
from tests.desk.importing.workbooks import by_openpyxl


def test_two_months_of_a_hospital_by_commands(opened: Opened) -> None:
    program = opened(hospital.contest())

    def decide(*words: str, reason: str, approved_by: str = "", **_: str) -> None:
        program.ok(*words, "--reason", reason, *(("--approved-by", approved_by) if approved_by else ()))

    veto = hospital.VETOED
    decide("veto", veto["unit"], veto["item"], "--period", veto["period"], **veto)
    for month in (MAY, JUNE):
        for area, cells in hospital.TYPED[month].items():
            for ward, score in cells.items():
                program.ok("enter", "main", month, area, ward, score)
        program.ok("confirm", "main", month)
        program.ok("close", "main", month)
    hospital.may_is_told(program)
    hospital.june_is_told(program)

    fix = hospital.CORRECTED
    about = ("decide", "correction", "main", MAY, fix["area"], fix["unit"], fix["score"], "--holder", fix["holders"])
    decide(*about, **fix)
    hospital.correction_is_told(program)

    later = hospital.VETOED_LATER
    decide("veto", later["unit"], later["item"], "--period", later["period"], **later)
    hospital.later_veto_is_told(program)

    for ward, level, title in hospital.HONOURS:
        program.ok("honour", ward, level, title, "--document", "文件", "--on", "2031-06-02")
    hospital.year_is_told(program)

    for number, actual in ((1, "34"), (2, "35")):
        program.ok("pledge", "settle", f"icu-{number}", "--actual", actual, "--on", "2031-06-30")
    hospital.promises_are_told(program)

    ended = hospital.ENDED
    decide("decide", "abolition", ended["unit"], "--on", ended["on"], **ended)
    hospital.end_is_told(program)
    program.ok("year", "close")
    assert "Honours add at most 4 points a year" in program.ok("bulletin", "main", "year").out
    program.ok("journal", "--verify")


def test_the_other_rules_of_a_hospital_by_commands(opened: Opened) -> None:
    """S03, S10, S12, S13, S14 and S18 with other numbers: wards are judged, their teams share flags below them."""
    judged = Series(
        id="wards", areas=("care",), pools=("ward",), settings={"confirm": "self", "judges": "trimmed-mean"}
    )
    teams = Series(id="teams", areas=("shift",), pools=("team",), host="icu", settings=live(tie="joint").settings)
    renamed = {"id": "card", "name": "心血管内科", "kind": "ward", "parent": "lake", "pool": "ward"}
    judges = ("甲", "乙", "丙", "丁", "戊")
    program = opened(
        Competition(
            periods=hospital.PERIODS,
            series=[judged, teams],
            units=[
                {"id": "icu", "name": "重症医学科", "kind": "ward", "parent": "lake", "pool": "ward"},
                {**renamed, "valid_to": "2031-05-15"},
                {**renamed, "name": "心脏中心", "valid_from": "2031-05-16"},
                *(
                    {"id": f"t{n}", "name": f"{n}组", "kind": "team", "parent": "icu", "pool": "team"}
                    for n in (1, 2, 3)
                ),
            ],
            records={"judges": [{"series": "wards", "period": MAY, "judge": one, "name": one} for one in judges]},
        )
    )
    marks = {"icu": ("88", "86.5", "90", "71", "99"), "心脏中心": ("70", "70.5", "71", "60", "80")}
    for ward, given in marks.items():
        for judge, mark in zip(judges, given, strict=True):
            program.ok("enter", "wards", MAY, "care", ward, mark, "--judge", judge)
    program.refuses(1, "enter", "wards", MAY, "care", "心血管内科", "75", "--judge", "己")
    stale = ("enter", "wards", MAY, "care", "icu", "87.25", "--judge", "甲", "--version")
    program.ok(*stale, "1")
    assert "87.25" in program.refuses(1, *stale, "1").complaint, "S12"
    for team, score in (("t1", "77.7"), ("t2", "77.7"), ("t3", "70")):
        program.ok("enter", "teams", MAY, "shift", team, score)
    for series in ("wards", "teams"):
        program.ok("confirm", series, MAY)
    program.ok("close", "teams", MAY)
    ranks = program.ranking("--series", "teams", "--area", "shift")
    assert [ranks[team]["rank"] for team in ("t1", "t2", "t3")] == [1, 1, 3], "S03"
    row = program.flags("--series", "teams")["shift"]
    assert (units(row["holders"]), row["outcome"], row["margin"]) == (["t1", "t2"], "joint", "0.00"), "S03"

    program.ok("close", "wards", MAY)
    nobody = program.by(None)
    for told in (nobody.ok("journal").out, nobody.ok("show", "ranking", "--series", "wards").out):
        assert "87.92" not in told, "S13"
    assert b"87.9166" not in program.public.read_bytes(), "S13"
    play(program, f"wards-{MAY}")
    care = program.ranking("--series", "wards", "--area", "care")
    assert care["icu"]["score"] == "87.92", "S18: 71 and 99 drop, 87.25 and 86.5 and 90 stay"
    assert (care["card"]["score"], care["card"]["name"]) == ("70.50", "心脏中心"), "S10"
    assert program.ranking("--series", "wards")["icu"]["flags"] == 1, "S14: its teams' flags are theirs"


def test_a_sheet_of_a_hospital_by_commands(opened: Opened, tmp_path: Path) -> None:
    """S19 with other numbers: the same faults in other rows, and nothing saved until they are resolved."""
    program, path = opened(hospital.contest()), tmp_path / "五月.xlsx"
    head: list[list[object]] = [["护理质量考核"], ["五月"], ["护理部制"], ["科室", "名次", "half工作", "free工作"]]
    rows: list[list[object]] = [
        ["重症 医学科", 1, "７７．２５", 64.5],
        ["心血管内科", 1, 76, None],
        ["妇　产 科", 3, 70, 66],
    ]
    wrong: list[list[object]] = [["重症医学科", 4, 1, 2], ["药剂科", 5, 60, 61], ["合计", None, 224.25, 130.5]]
    path.write_bytes(by_openpyxl([*head, *rows, *wrong], merge=("A1:D1",)))
    told = program("import", path, "main", MAY, "--check", "--format", "json").json()
    assert told["header_row"] == 4
    assert [(row["row"], row["state"]) for row in told["rows"]] == [(8, "duplicate"), (9, "unknown"), (10, "total")]
    assert told["counts"] == {"new": 5, "changed": 0, "same": 0, "blank": 1, "skipped": 1, "problems": 2}
    program.refuses(1, "import", path, "main", MAY)
    assert not [row for row in program.rows("ranking", "--area", "half", "--private", "--period", MAY) if row["score"]]

    path.write_bytes(by_openpyxl([*head, *rows], merge=("A1:D1",)))
    ranks = program.ok("import", path, "main", MAY, "--format", "json").json()["ranks"]
    assert {(one["unit"], one["typed"], one["computed"]) for one in ranks} == {("card", "1", 3), ("ob", "3", 2)}
    half = {
        row["unit"]: row["score"] for row in program.rows("ranking", "--area", "half", "--private", "--period", MAY)
    }
    assert half == {"icu": "77.25", "card": "76.00", "ob": "70.00", "ped": None}
    free = {
        row["unit"]: row["score"] for row in program.rows("ranking", "--area", "free", "--private", "--period", MAY)
    }
    assert free["card"] is None, "a blank is no 0"
