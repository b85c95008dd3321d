"""S15: notices to the public by the Chinese calendar, a withdrawal, a substitute, an objection."""

from pathlib import Path
from typing import Any

from tests.acceptance.competition import Competition, Row, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

PERIODS = (("2010Q3", "第三季度", "2010-07-01", "2010-09-30"), ("2010Q4", "第四季度", "2010-10-01", "2010-12-31"))
TUESDAY = "2010-09-28"
COUNTED = {
    f"{group}_{count}": 10 for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
}


def nominee(number: int, status: str = "on-notice", begins: str = TUESDAY) -> Row:
    return {
        **{"period": "2010Q3", "star": "service", "unit": f"t{number}", "person": f"人{number}"},
        **{**COUNTED, "notice_from": begins, "status": status},
    }


def contest(*nominees: Row, **publicity: object) -> Competition:
    return Competition(
        periods=PERIODS,
        units=towns(6),
        nominees=nominees,
        stars=[{"id": "service", "name": "服务群众星"}],
        publicity=publicity,
    )


def stars(program: Program) -> dict[str, tuple[Any, Any]]:
    return {row["person"]: (row["status"], row["notice_until"]) for row in program.rows("stars")}


def test_s15_publicity(opened: Opened, tmp_path: Path) -> None:
    """Five are on notice; one withdraws and is replaced; an objection blocks only its nominee."""
    program = opened(contest(*map(nominee, range(1, 6)))).at("2010-09-28T09:00:00+08:00")
    assert stars(program) == {f"人{number}": ("on-notice", "2010-10-09") for number in range(1, 6)}

    changed = contest(
        nominee(1, "confirmed"),
        nominee(2, "objected"),
        nominee(3, "confirmed"),
        nominee(4, "confirmed"),
        nominee(5, "withdrawn"),
        nominee(6, begins="2010-09-30"),
    )
    program.ok("load", changed.write(tmp_path / "changed"))

    assert stars(program) == {
        "人1": ("confirmed", "2010-10-09"),
        "人2": ("objected", "2010-10-09"),
        "人3": ("confirmed", "2010-10-09"),
        "人4": ("confirmed", "2010-10-09"),
        "人5": ("withdrawn", "2010-10-09"),
        "人6": ("on-notice", "2010-10-12"),
    }
    assert "2010-10-12" in program.ok("show", "stars").out


def test_s15_working_days_and_calendar_are_settings(opened: Opened) -> None:
    program = opened(contest(nominee(1), working_days=7, calendar="US"))

    assert stars(program) == {"人1": ("on-notice", "2010-10-06")}


def test_s15_nobody_is_on_notice_before_it_begins(opened: Opened) -> None:
    program = opened(contest(nominee(1, "nominated", begins="")))

    assert stars(program) == {"人1": ("nominated", None)}
