"""What the journal tells to whom: everything to those who may read all, no sealed value to who says no name (S13)."""

import json
from dataclasses import replace
from pathlib import Path

from tests.acceptance import stars
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
    decided = {"action": "decide", "subject": Q1}
    as_told = [{**row, **decided} if row["action"] == "decide.tie" else row for row in kept]
    assert [[row[name] for name in same] for row in told] == [[row[name] for name in same] for row in as_told]
    for told in (nobody.ok("journal").out, nobody.ok("journal", "--format", "json").out):
        assert "decide.tie" not in told, "that a decision was needed tells of the result"
    assert "\ttie\t" not in nobody.ok("journal").out
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


def test_who_is_elected_and_who_is_nominated_is_told_by_no_row_before_it_is_public(
    opened: Opened, tmp_path: Path
) -> None:
    def told(first: int, waits: int) -> list[tuple[str, str, str]]:
        (tmp_path / str(first)).mkdir()
        program = copied(begun, tmp_path / str(first))
        stars.people(program, {number: (9, 9) if number == first else (6, 6) for number in (1, 2, 3)})
        program.ok("star", "notice", "main", "2010Q3", "--from", stars.NOTICED)
        program.ok("star", "object", *stars.person(waits), "--on", "2010-09-30", "--reason", "有异议")
        program.ok("star", "elect", "main", "2010Q3")
        rows = json.loads(program.by(None).ok("journal", "--format", "json").out)
        whole = program.ok("journal", "--format", "json").out
        assert '"stars/2010Q3/service": ' not in whole
        assert f"人{first}" in whole
        return [
            (row["action"], row["subject"], json.dumps([row["before"], row["after"], row["reason"]]))
            for row in rows
            if row["action"].startswith("stars.")
        ]

    begun = opened(stars.contest({"places": 2}, series=sealed("roads")))
    one, other = told(1, waits=3), told(2, waits=3)
    assert one == other
    assert [action for action, *_ in one].count("stars.elect") == 1
    assert {subject for _action, subject, _ in one} == {"stars/2010Q3/service"}


def test_names_that_the_public_reads_masked_are_masked_in_what_it_reads_of_the_journal(opened: Opened) -> None:
    program = opened(stars.contest(publicity={"mask": True}))
    program.ok("star", "nominate", "main", "2010Q3", "service", "t1", "欧阳修远")
    program.ok("pledge", "add", "--unit", "t1", "--person", "王大明", "--text", "修路", "--due", "2010-12-31")
    program.ok("honour", "t1", "national", "先进个人", "--document", "文件", "--on", "2010-08-01", "--person", "李小红")
    nobody = program.by(None).ok("journal").out
    for name in ("欧阳修远", "王大明", "李小红"):
        assert name not in nobody
        assert name in program.ok("journal").out
    assert "王*明" in nobody
    assert "李*红" in nobody


def test_a_veto_on_a_period_that_is_not_public_is_told_with_that_period(opened: Opened) -> None:
    cells = {"roads": {"t1": 90, "t2": 80, "t3": 70}}
    program = opened(Competition(series=[sealed("roads")], units=towns(3), scores=scores("main", Q1, cells)))
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故甲")
    program.ok("close", "main", Q1)
    program.ok("veto", "t2", "honesty", "--period", Q1, "--reason", "事故乙")
    nobody = program.by(None)
    told = nobody.ok("journal").out + nobody.ok("journal", "--format", "json").out
    assert not any(secret in told for secret in ("事故", f"t1/{Q1}", f"t2/{Q1}"))
    assert [row["subject"] for row in nobody.journal() if row["action"] == "decide"] == [Q1] * 2
    program.ok("veto", "t3", "safety", "--reason", "全年")
    assert "全年" in nobody.ok("journal").out, "a veto of the year has no seal"
    play(program, f"main-{Q1}")
    assert "事故甲" in nobody.ok("journal").out
    assert "事故乙" in nobody.ok("journal").out


def test_a_sealed_veto_is_laid_to_no_series(opened: Opened) -> None:
    """It may be on a unit of none of them, or of another one."""
    cells = {"roads": {"t1": 90, "t2": 80}}
    program = opened(
        Competition(
            series=[sealed("roads"), replace(sealed("water"), id="wide", pools=("wide",))],
            units=[*towns(2), *towns(2, pool="wide", prefix="w", start=2), *towns(1, pool="", prefix="o", start=4)],
            scores=scores("main", Q1, cells),
        )
    )
    for unit in ("o1", "w1", "t1"):
        program.ok("veto", unit, "safety", "--period", Q1, "--reason", "事故")
    assert [row["subject"] for row in program.by(None).journal() if row["action"] == "decide"] == [Q1] * 3


def test_who_decides_a_tie_of_a_star_is_told_to_have_elected(opened: Opened, tmp_path: Path) -> None:
    def told(name: str, first: int, *deed: str) -> list[tuple[str, str]]:
        (tmp_path / name).mkdir()
        program = copied(begun, tmp_path / name)
        stars.people(program, {1: (first, first), 2: (8, 8)})
        program.ok("star", "notice", "main", "2010Q3", "--from", stars.NOTICED)
        program.ok(*deed)
        assert stars.states(program) == {"人1": "confirmed", "人2": "not-elected"}
        program.ok("journal", "--verify")
        return [(row["action"], row["subject"]) for row in program.by(None).journal()]

    begun = opened(stars.contest(series=sealed("roads")))
    place = ("decide", "star", "main", "2010Q3", "service", "--person", "t1:人1", "--reason", "年限更长")
    assert told("tie", 8, *place) == told("won", 9, "star", "elect", "main", "2010Q3")


def test_a_table_of_the_journal_calls_things_by_their_names(opened: Opened) -> None:
    program = opened(Competition(series=[sealed("roads")], units=towns(2)))
    program.ok("enter", "main", Q1, "roads", "t1", "80")
    last = program.speaking("zh").ok("journal", "--number", "1").out.splitlines()[0].split("\t")
    assert last[3] == "录入"
    assert "t1" not in last[4].split(" · ")
    assert "/" not in last[4]
    assert program.journal()[-1]["subject"] == f"main/{Q1}/roads/t1"
