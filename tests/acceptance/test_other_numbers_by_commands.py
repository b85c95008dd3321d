"""S01, S02, S04 to S09, S11, S16 and S20 in one contest that is worked by commands alone, with other numbers."""

from tests.acceptance import hospital
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
    program.ok("journal", "--verify")
