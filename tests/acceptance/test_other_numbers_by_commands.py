"""The scenarios with other numbers, in contests that are worked by commands alone; S15, S16 and S17 have their own."""

from pathlib import Path

from tests.acceptance import hospital, other_rules
from tests.acceptance.conftest import Opened
from tests.acceptance.hospital import JUNE, MAY


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
    program = opened(other_rules.contest())
    for ward, given in other_rules.MARKS.items():
        for judge, mark in zip(other_rules.JUDGES, given, strict=True):
            program.ok("enter", "wards", MAY, "care", ward, mark, "--judge", judge)
    program.refuses(1, "enter", "wards", MAY, "care", "心血管内科", "75", "--judge", "己")
    stale = ("enter", "wards", MAY, "care", "icu", "87.25", "--judge", "甲", "--version")
    program.ok(*stale, "1")
    assert "87.25" in program.refuses(1, *stale, "1").complaint, "S12"
    for team, score in other_rules.TEAMS.items():
        program.ok("enter", "teams", MAY, "shift", team, score)
    for series in ("wards", "teams"):
        program.ok("confirm", series, MAY)
    program.ok("close", "teams", MAY)
    other_rules.teams_are_told(program)
    program.ok("close", "wards", MAY)
    other_rules.wards_are_told(program)


def test_a_sheet_of_a_hospital_by_commands(opened: Opened, tmp_path: Path) -> None:
    """S19 with other numbers: the same faults in other rows, and nothing saved until they are resolved."""
    program, path = opened(hospital.contest()), tmp_path / "五月.xlsx"
    path.write_bytes(other_rules.sheet(wrong=True))
    told = program("import", path, "main", MAY, "--check", "--format", "json").json()
    assert told["header_row"] == 4
    assert [(row["row"], row["state"]) for row in told["rows"]] == [(8, "duplicate"), (9, "unknown"), (10, "total")]
    assert told["counts"] == {"new": 5, "changed": 0, "same": 0, "blank": 1, "skipped": 1, "problems": 2}
    program.refuses(1, "import", path, "main", MAY)
    assert not [row for row in program.rows("ranking", "--area", "half", "--private", "--period", MAY) if row["score"]]

    path.write_bytes(other_rules.sheet())
    ranks = program.ok("import", path, "main", MAY, "--format", "json").json()["ranks"]
    assert {(one["unit"], one["typed"], one["computed"]) for one in ranks} == {("card", "1", 3), ("ob", "3", 2)}
    other_rules.sheet_is_told(program)
