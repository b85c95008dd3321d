"""S17: the weighted vote for a star, and when it does not count."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest

from tests.acceptance.ceremonies import watched
from tests.acceptance.competition import Competition, Row, Series, towns
from tests.acceptance.conftest import Opened

COUNTS = ("issued", "returned", "valid", "for")


def nominee(number: int, members: tuple[int, ...], masses: tuple[int, ...], **more: object) -> Row:
    return {
        **{"period": "2031Q1", "star": "service", "unit": "t1", "person": f"人{number}", "post": "干部"},
        **{f"members_{name}": count for name, count in zip(COUNTS, members, strict=True)},
        **{f"masses_{name}": count for name, count in zip(COUNTS, masses, strict=True)},
        **more,
    }


def contest(*nominees: Row, voters: dict[str, int]) -> Competition:
    return Competition(
        units=towns(2), nominees=nominees, stars=[{"id": "service", "name": "服务群众星", "voters": voters}]
    )


def test_s17_vote(opened: Opened) -> None:
    program = opened(
        contest(
            nominee(1, (10, 10, 10, 8), (12, 12, 12, 6)),
            nominee(2, (10, 10, 10, 8), (12, 13, 12, 6)),
            nominee(3, (10, 10, 10, 8), (12, 12, 0, 0)),
            nominee(4, (10, 10, 10, 8), (12, 12, 12, 6), status="confirmed"),
            voters={"members": 60, "masses": 40},
        )
    )
    rows = program.rows("stars")
    assert {row["person"]: (row["result"], row["status"]) for row in rows} == {
        "人1": ("68.00", "nominated"),
        "人2": (None, "void"),
        "人3": (None, "incomplete"),
        "人4": ("68.00", "confirmed"),
    }
    assert {(row["star"], row["unit"]) for row in rows} == {("service", "t1")}


@pytest.mark.parametrize("voters", [{"members": 60, "masses": 40}, {"members": 1, "masses": 2}])
def test_s17_with_other_numbers(opened: Opened, voters: dict[str, int]) -> None:
    """Exact fractions, rounded once, half up."""
    cases = list(
        product(((10, 10, 10, 8), (9, 7, 7, 3), (30, 29, 13, 0)), ((12, 12, 12, 6), (3, 3, 3, 1), (7, 7, 6, 6)))
    )
    program = opened(contest(*(nominee(n, *case) for n, case in enumerate(cases)), voters=voters))
    rows = {row["person"]: row["result"] for row in program.rows("stars")}
    for number, (members, masses) in enumerate(cases):
        share = Fraction(voters["members"] * members[3], members[2]) + Fraction(voters["masses"] * masses[3], masses[2])
        exact = share * 100 / sum(voters.values())
        cents = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert rows[f"人{number}"] == str(cents)


def test_s17_group_without_weight_is_not_waited_for(opened: Opened) -> None:
    program = opened(contest(nominee(1, (10, 9, 8, 6), (0, 0, 0, 0)), voters={"members": 100, "masses": 0}))
    assert [row["result"] for row in program.rows("stars")] == ["75.00"]


def test_s17_before_any_ballot_there_is_no_vote_to_be_incomplete(opened: Opened) -> None:
    uncounted = ("", "", "", "")
    program = opened(
        contest(
            nominee(1, uncounted, uncounted), nominee(2, (10, 9, 8, 6), uncounted), voters={"members": 1, "masses": 1}
        )
    )
    assert [(row["result"], row["status"]) for row in program.rows("stars")] == [
        (None, "nominated"),
        (None, "incomplete"),
    ]


def test_s17_shown_in_a_ceremony_category_by_category(opened: Opened) -> None:
    """Nominees of a series that waits for a ceremony are public only once their category has been shown."""
    votes = ((10, 10, 10, 8), (12, 12, 12, 6))
    program = opened(
        Competition(
            series=[Series("main", ("roads",), settings={"confirm": "self"})],
            units=towns(2),
            stars=[{"id": star, "name": star} for star in ("service", "wealth")],
            nominees=[
                nominee(1, *votes, series="main", status="confirmed"),
                nominee(2, *votes, series="main", status="confirmed", star="wealth"),
                nominee(3, *votes, series="main", star="wealth"),
            ],
        )
    )
    program.ok("close", "main", "2031Q1", "--empty")
    cues = watched(program, "main-2031Q1", lambda: sorted({row["star"] for row in program.rows("stars")}))
    none: list[str] = []
    one, both = ["service"], ["service", "wealth"]
    assert [cue[-1] for cue in cues] == [none, none, none, one, both, both, both]
    assert program.show("ceremony")["revealed"] == ["roads", "service", "wealth"]
