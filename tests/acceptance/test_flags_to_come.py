"""How many flags of the year can still be won: one that is vacant, or was taken back, is settled as others are."""

from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened

Q1 = "2031Q1"


def test_vacant_and_revoked_flags_are_no_more_to_come(opened: Opened) -> None:
    cells = scores("main", Q1, {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 10, "t2": 20}})
    program = opened(Competition(series=[sealed("roads", "water", minimum=50)], units=towns(3), scores=cells))
    program.ok("close", "main", Q1)
    open_after = {}
    for _ in steps(program, f"main-{Q1}"):
        outcomes = tuple(row["outcome"] for row in program.rows("flags", "--period", Q1))
        if outcomes:
            open_after[outcomes] = program.show("range")["open"]
    assert open_after == {("first",): 5, ("first", "vacant"): 4}
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "fire", "--approved-by", "Li")
    assert [row["outcome"] for row in program.rows("flags", "--period", Q1)] == ["revoked", "vacant"]
    assert program.show("range")["open"] == 4
