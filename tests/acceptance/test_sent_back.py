"""A reviewer sends a draft back; whoever enters reads why; the others are signed meanwhile, and the period waits."""

from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened

Q1, NOTE = "2031Q1", "请核对原始文件"


def test_a_draft_goes_back_and_comes_again(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": 90, "t2": 80}}, state="draft"),
        )
    )
    program.ok("user", "add", "li", "--role", "reviewer")
    program.ok("user", "add", "wang", "--role", "operator")
    program.by("wang").ok("enter", "main", Q1, "roads", "t3", "7")
    reviewer, there = program.by("li"), ("main", Q1, "roads", "t3")
    program.by("wang").refuses(1, "return", *there, "--note", NOTE)
    reviewer.refuses(1, "return", *there, "--version", "2", "--note", NOTE)
    reviewer.refuses(2, "return", *there, "--note", "")
    told = reviewer.ok("return", *there, "--version", "1", "--note", NOTE).out
    assert told == "Town t3 · Roads (roads/t3) sent back\n"
    listed = reviewer.ok("review", "main", Q1, "--format", "json").json()
    assert [(one["unit"], one["score"], one["proved"]) for one in listed["drafts"]] == [
        ("t1", "90.00", True),
        ("t2", "80.00", True),
        ("t3", "7.00", False),
    ]
    assert [one["sent_back"] and one["sent_back"]["note"] for one in listed["drafts"]] == [None, None, NOTE]
    assert listed["missing"] == []
    assert f"roads/t3=1\tTown t3 · Roads\t7.00\t-\twang\t-\t{NOTE}" in reviewer.ok("review", "main", Q1).out
    confirmed = reviewer("confirm", "main", Q1)
    assert (confirmed.code, "roads/t3" in confirmed.complaint) == (1, True), confirmed
    assert "scores confirmed: 2" in confirmed.out
    assert "roads/t3" in reviewer.refuses(1, "close", "main", Q1).complaint
    program.by("wang").ok("enter", *there, "70")
    reviewer.ok("confirm", "main", Q1)
    reviewer.refuses(1, "return", *there, "--note", NOTE)
    (returned,) = [row for row in program.journal() if row["action"] == "return"]
    assert (returned["who"], returned["subject"], returned["reason"]) == ("li", f"main/{Q1}/roads/t3", NOTE)
    assert program.ok("journal", "--verify").code == 0
    reviewer.ok("close", "main", Q1)


def test_one_that_was_sent_back_is_signed_where_it_is_named(opened: Opened) -> None:
    program = opened(Competition(series=[sealed("roads")], units=towns(2)))
    program.ok("enter", "main", Q1, "roads", "t1", "90")
    program.ok("return", "main", Q1, "roads", "t1", "--note", NOTE)
    program.ok("confirm", "main", Q1, "--expect", "roads:t1=1")
    assert "missing in Roads: 1 (Town t2)" in program.ok("review", "main", Q1).out
    program.ok("unconfirm", "main", Q1)
    program.ok("confirm", "main", Q1)
