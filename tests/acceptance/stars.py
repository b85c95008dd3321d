"""Stars worked by commands: what the tests of S15, S17 and F301–F309 share."""

from typing import Any

from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.driver import Program

QUARTERS = (("2010Q3", "第三季度", "2010-07-01", "2010-09-30"), ("2010Q4", "第四季度", "2010-10-01", "2010-12-31"))
SELF = {"confirm": "self"}
NOTICED = "2010-09-28"


def contest(star: dict[str, object] | None = None, *, series: Series | None = None, **more: Any) -> Competition:
    """Six townships, and one star that a series gives; nobody is nominated yet."""
    return Competition(
        periods=QUARTERS,
        series=[series or Series(settings=SELF)],
        units=towns(6),
        stars=[{"id": "service", "name": "服务群众星", "name_en": "Star of service", **(star or {})}],
        **more,
    )


def people(program: Program, results: dict[int, tuple[int, int]], *, out_of: int = 10) -> None:
    """Nominate a person of each unit and count so many votes in favour, of the members and of the masses."""
    for number, (members, masses) in results.items():
        program.ok("star", "nominate", *person(number), "--post", "干部")
        issued = f"{out_of},{out_of},{out_of}"
        program.ok(
            "star", "count", *person(number), "--members", f"{issued},{members}", "--masses", f"{issued},{masses}"
        )


def person(number: int) -> tuple[str, ...]:
    """A nominee as the commands name them."""
    return "main", "2010Q3", "service", f"t{number}", f"人{number}"


def states(program: Program, *star: str) -> dict[str, str]:
    """How the desk says that each nominee stands."""
    told = program.ok("star", "status", "main", "2010Q3", *star, "--format", "json").json()
    return {row["person"]: row["status"] for row in told["rows"]}


def public(program: Program) -> dict[str, tuple[Any, Any, Any]]:
    """Status, result and end of the notice of each nominee whom the public knows."""
    return {row["person"]: (row["status"], row["result"], row["notice_until"]) for row in program.rows("stars")}
