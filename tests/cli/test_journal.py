"""What the journal tells to whom: everything to those who may read all, no sealed value to who says no name (S13)."""

import json
from pathlib import Path

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened, copied

Q1 = "2031Q1"
SECRETS = ("87.65", "抽签")


def test_sealed_values_are_told_only_to_a_name_that_may_read_them(opened: Opened) -> None:
    cells = {"roads": {"t1": "87.65", "t2": "87.65", "t3": 10}}
    counts = ("issued", "returned", "valid", "for")
    votes = {f"{group}_{count}": 80708765 for group in ("members", "masses") for count in counts}
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", Q1, cells, state="draft"),
            stars=[{"id": "service", "name": "服务星"}],
            nominees=[{"period": Q1, "star": "service", "unit": "t1", "person": "甲", "series": "main", **votes}],
        )
    )
    program.ok("enter", "main", Q1, "roads", "t1", "87.65")
    program.ok("confirm", "main", Q1)
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "抽签")
    program.ok("close", "main", Q1)

    nobody = program.by(None)
    for form in ("table", "json"):
        whole, part = (who.ok("journal", "--format", form).out for who in (program, nobody))
        assert all(secret in whole for secret in (*SECRETS, "80708765"))
        assert not any(secret in part for secret in (*SECRETS, "80708765", '"units"'))
    told, kept = (json.loads(who.ok("journal", "--format", "json").out) for who in (nobody, program))
    same = ("sequence", "at", "who", "action", "subject", "hash")
    decided = {"action": "decide", "subject": f"main/{Q1}"}
    as_told = [{**row, **decided} if row["action"] == "decide.tie" else row for row in kept]
    assert [[row[name] for name in same] for row in told] == [[row[name] for name in same] for row in as_told]
    assert "decide.tie" not in nobody.ok("journal").out, "that a decision was needed tells of the result"
    assert nobody.ok("journal", "--verify").out == program.ok("journal", "--verify").out

    play(program, f"main-{Q1}")
    assert nobody.ok("journal").out == program.ok("journal").out


def test_what_follows_from_a_deed_in_secret_leaves_no_row_of_its_own(opened: Opened, tmp_path: Path) -> None:
    """Else the journal, which everybody may read, would tell whether a unit that is abolished holds a sealed flag."""
    cells = {"roads": {"t1": 90, "t2": 80, "t3": 70}}
    closed = opened(Competition(series=[sealed("roads")], units=towns(3), scores=scores("main", Q1, cells)))
    closed.ok("close", "main", Q1)

    def told(unit: str) -> list[str]:
        (tmp_path / unit).mkdir()
        program = copied(closed, tmp_path / unit)
        program.ok("decide", "abolition", unit, "--on", "2031-12-01", "--reason", "撤并")
        program.ok("journal", "--verify")
        return [row["action"] for row in program.by(None).journal()]

    assert told("t1") == told("t2")
