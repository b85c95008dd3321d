"""The hospital's other rules with their numbers: judged wards, teams below them that share flags, a sheet with faults.

They are worked by commands and at the desk, and both must say the same.
"""

from tests.acceptance import hospital
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, live
from tests.acceptance.driver import Program, units
from tests.acceptance.hospital import MAY
from tests.desk.importing.workbooks import by_openpyxl

JUDGES = ("甲", "乙", "丙", "丁", "戊")
MARKS = {"icu": ("88", "86.5", "90", "71", "99"), "card": ("70", "70.5", "71", "60", "80")}
"""With 87.25 of the first judge, which takes the place of 88, icu has 87.9166…"""
TEAMS = {"t1": "77.7", "t2": "77.7", "t3": "70"}


def contest() -> Competition:
    """Nothing is entered yet; a ward gets another name in the middle of May."""
    judged = Series(
        id="wards", areas=("care",), pools=("ward",), settings={"confirm": "self", "judges": "trimmed-mean"}
    )
    teams = Series(id="teams", areas=("shift",), pools=("team",), host="icu", settings=live(tie="joint").settings)
    renamed = {"id": "card", "name": "心血管内科", "kind": "ward", "parent": "lake", "pool": "ward"}
    return Competition(
        periods=hospital.PERIODS,
        series=[judged, teams],
        units=[
            {"id": "icu", "name": "重症医学科", "kind": "ward", "parent": "lake", "pool": "ward"},
            {**renamed, "valid_to": "2031-05-15"},
            {**renamed, "name": "心脏中心", "valid_from": "2031-05-16"},
            *({"id": f"t{n}", "name": f"{n}组", "kind": "team", "parent": "icu", "pool": "team"} for n in (1, 2, 3)),
        ],
        records={"judges": [{"series": "wards", "period": MAY, "judge": one, "name": one} for one in JUDGES]},
    )


def teams_are_told(program: Program) -> None:
    """S03 after the teams' May has been closed."""
    ranks = program.ranking("--series", "teams", "--area", "shift")
    assert [ranks[team]["rank"] for team in TEAMS] == [1, 1, 3], "S03"
    row = program.flags("--series", "teams")["shift"]
    assert (units(row["holders"]), row["outcome"], row["margin"]) == (["t1", "t2"], "joint", "0.00"), "S03"


def wards_are_told(program: Program) -> None:
    """S10, S13, S14 and S18 after the wards' May has been closed: before its ceremony, and after."""
    nobody = program.by(None)
    for told in (nobody.ok("journal").out, nobody.ok("show", "ranking", "--series", "wards").out):
        assert "87.92" not in told, "S13"
    assert b"87.9166" not in program.public.read_bytes(), "S13"
    play(program, f"wards-{MAY}")
    care = program.ranking("--series", "wards", "--area", "care")
    assert care["icu"]["score"] == "87.92", "S18: 71 and 99 drop, 87.25 and 86.5 and 90 stay"
    assert (care["card"]["score"], care["card"]["name"]) == ("70.50", "心脏中心"), "S10"
    assert program.ranking("--series", "wards")["icu"]["flags"] == 1, "S14: its teams' flags are theirs"


def sheet(*, wrong: bool = False) -> bytes:
    """May's scores of the hospital's contest in two areas; `wrong`, with a unit twice, an unknown one and a total."""
    head: list[list[object]] = [["护理质量考核"], ["五月"], ["护理部制"], ["科室", "名次", "half工作", "free工作"]]
    rows: list[list[object]] = [
        ["重症 医学科", 1, "７７．２５", 64.5],
        ["心血管内科", 1, 76, None],
        ["妇　产 科", 3, 70, 66],
    ]
    faults: list[list[object]] = [["重症医学科", 4, 1, 2], ["药剂科", 5, 60, 61], ["合计", None, 224.25, 130.5]]
    return by_openpyxl([*head, *rows, *(faults if wrong else [])], merge=("A1:D1",))


def sheet_is_told(program: Program) -> None:
    """S19 after the sheet has been saved."""
    half = {
        row["unit"]: row["score"] for row in program.rows("ranking", "--area", "half", "--private", "--period", MAY)
    }
    assert half == {"icu": "77.25", "card": "76.00", "ob": "70.00", "ped": None}, "S19"
    free = {
        row["unit"]: row["score"] for row in program.rows("ranking", "--area", "free", "--private", "--period", MAY)
    }
    assert free["card"] is None, "S19: a blank is no 0"
