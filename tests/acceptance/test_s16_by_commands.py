"""S16, F4: promises worked by commands: added, reported day by day, settled, reopened; what of it is computed."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Row, live, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

JULY, AUGUST, OCTOBER = (f"2031-{month}-01T09:00:00+08:00" for month in ("07", "08", "10"))
NEXT_YEAR = "2032-01-05T09:00:00+08:00"


def pledge(**more: object) -> Row:
    return {
        **{"id": "", "unit": "t1", "person": "甲", "post": "乡长", "aspect": "项目", "text": "年内开工不少于140个"},
        **{"comparator": ">=", "target": 140, "measure": "个", "due": "2031-12-31", "made_on": "2031-01-10"},
        **{"actual": "", "settled_on": "", "outcome": ""},
        **more,
    }


def goal(**more: object) -> Row:
    return {
        "id": "",
        "unit": "t1",
        "scope": "province",
        "title": "产量第一",
        "due": "2031-12-31",
        "outcome": "",
        **more,
    }


def item(**more: object) -> Row:
    return {"id": "", "field": "供水", "title": "饮水", "planned": 150, "spent": "", "measure": "亿元", **more}


def contest(
    pledges: tuple[Row, ...] = (), goals: tuple[Row, ...] = (), livelihood: tuple[Row, ...] = (), **more: object
) -> Competition:
    given = {"pledges": pledges, "goals": goals, "livelihood": livelihood}
    records = {name: rows for name, rows in given.items() if rows}
    return Competition(series=[live()], units=towns(3), records=records, **more)  # type: ignore[arg-type]


def by_id(program: Program, board: str, *words: str) -> Mapping[str, Mapping[str, object]]:
    return {row["id"]: row for row in program.rows(board, *words)}


def test_s16_every_row_has_an_id(opened: Opened, tmp_path: Path) -> None:
    first = (pledge(), pledge(text="修路"), pledge(id="water", unit="t2"), pledge(unit="t2"))
    program = opened(contest(first, (goal(), goal(unit="t2")), (item(), item(title="管网"), item(field="", title="x"))))

    assert list(by_id(program, "pledges")) == ["t1-1", "t1-2", "water", "t2-1"]
    assert list(by_id(program, "goals")) == ["t1-1", "t2-1"]
    assert list(by_id(program, "livelihood")) == ["供水-1", "供水-2", "item-1"]
    assert [row["id"] for row in program.ok("pledge", "list", "--format", "json").json()["rows"]] == [
        *("t1-1", "t1-2", "water", "t2-1")
    ]
    header, line, *_ = program.ok("show", "goals", "--format", "csv").out.splitlines()
    assert (header.split(",")[0], line.split(",")[0]) == ("id", "t1-1")
    assert program.ok("pledge", "add", "--unit", "t1", "--text", "治水").out == "t1-3\n"
    program.refuses(1, "pledge", "add", "--unit", "t1", "--text", "治水")
    program.refuses(1, "pledge", "add", "--unit", "t1", "--text", "治山", "--id", "water")

    again = contest((pledge(target=150), *first[1:]), (goal(), goal(unit="t2")))
    program.ok("load", again.write(tmp_path / "again"))
    found = by_id(program, "pledges")
    assert (list(found), found["t1-1"]["target"]) == (["t1-1", "t1-2", "water", "t2-1", "t1-3"], "150")
    renamed = contest((pledge(id="projects", target=150), *first[1:]))
    program.ok("load", renamed.write(tmp_path / "renamed"))
    assert list(by_id(program, "pledges")) == ["projects", "t1-2", "water", "t2-1", "t1-3"]
    program.ok("journal", "--verify")


def test_an_id_is_given_once(opened: Opened, program: Program, tmp_path: Path) -> None:
    folder = contest((pledge(id="a"), pledge(id="a", text="修路"))).write(tmp_path / "twice")
    assert "pledges.csv, line 3, column id" in program.refuses(2, "load", folder).complaint
    folder = contest((pledge(id="a/b"),)).write(tmp_path / "none")
    assert "column id" in program.refuses(2, "load", folder).complaint


def test_s16_reports_are_kept_with_their_days(opened: Opened) -> None:
    program = opened(contest(livelihood=(item(),)))
    august, october = program.at(AUGUST), program.at(OCTOBER)
    august.ok("livelihood", "report", "供水-1", "--actual", "60", "--on", "2031-07-31", "--evidence", "台账一")
    october.ok("livelihood", "report", "供水-1", "--actual", "126", "--on", "2031-09-10")
    october.ok("livelihood", "report", "供水-1", "--actual", "126", "--on", "2031-09-30", "--planned", "160")

    def figures(*words: str) -> tuple[object, ...]:
        (row,) = october.rows("livelihood", *words)
        return row["spent"], row["planned"], row["percent"]

    assert figures() == ("126", "160", "78.75")
    assert figures("--as-of", "2031-09-30") == ("126", "160", "78.75")
    assert figures("--as-of", "2031-09-29") == ("126", "150", "84")
    assert figures("--as-of", "2031-08-15") == ("60", "150", "40")
    assert figures("--as-of", "2031-07-30") == (None, "150", None)
    reports = october.ok("livelihood", "list", "--format", "json").json()["rows"][0]["reports"]
    assert [(one["on"], one["actual"], one["planned"], one["evidence"]) for one in reports] == [
        ("2031-07-31", "60", None, "台账一"),
        ("2031-09-10", "126", None, ""),
        ("2031-09-30", "126", "160", ""),
    ]
    # one that comes late does not undo a newer one, and of a day the last one counts
    october.ok("livelihood", "report", "供水-1", "--actual", "90", "--on", "2031-08-31")
    october.ok("livelihood", "report", "供水-1", "--actual", "130", "--on", "2031-09-30")
    assert figures() == ("130", "160", "81.25")
    assert figures("--as-of", "2031-09-01")[0] == "90"
    october.ok("journal", "--verify")


def test_s16_totals_of_livelihood_come_by_measure(opened: Opened) -> None:
    items = (
        item(spent=120),
        item(field="道路", title="桥", planned="0", measure="亿元", spent=6),
        item(field="教育", title="校舍", planned="3.335", measure="万元", spent="3.3349"),
    )
    program = opened(contest(livelihood=items))
    assert program.show("livelihood")["totals"] == [
        {
            **{"measure": "亿元", "measure_en": "亿元", "fields": 2, "items": 2},
            **{"planned": "150", "spent": "126", "percent": "84"},
        },
        {
            **{"measure": "万元", "measure_en": "万元", "fields": 1, "items": 1},
            **{"planned": "3.335", "spent": "3.3349", "percent": "99.99"},
        },
    ]
    assert program.show("livelihood", "--limit", "1")["totals"][0]["items"] == 2
    assert "2 items in 2 fields: 126亿元 of 150亿元 spent (84%)" in program.ok("show", "livelihood").out


@pytest.mark.parametrize(
    ("comparator", "target", "actual", "percent", "state"),
    [
        (">=", "40", "39", "97.50", "broken"),  # F401, whatever the folder's word says
        (">=", "3.335", "3.3349", "99.99", "broken"),  # F404
        (">=", "100000", "100001", "100.01", "kept"),
        (">", "40", "40", "100", "broken"),
        ("<=", "20", "15", None, "kept"),  # F403
        ("<=", "20", "30", None, "broken"),
        ("<", "20", "20", None, "broken"),
        ("=", "20", "20", None, "kept"),
        ("", "20", "19", "95", "broken"),
    ],
)
def test_f401_what_can_be_computed_is_computed(
    opened: Opened, comparator: str, target: str, actual: str, percent: str | None, state: str
) -> None:
    program = opened(contest((pledge(comparator=comparator, target=target, outcome="已完成"),))).at(OCTOBER)
    assert by_id(program, "pledges")["t1-1"]["state"] == "open"
    program.ok("pledge", "settle", "t1-1", "--actual", actual, "--on", "2031-09-30", "--evidence", "文号")
    row = by_id(program, "pledges")["t1-1"]
    assert (row["percent"], row["state"], row["remark"], row["actual"]) == (percent, state, "已完成", actual)
    assert (row["settled_on"], row["evidence"]) == ("2031-09-30", "文号")
    assert f" {state} " in program.ok("show", "pledges").out


def test_f402_a_pledge_is_open_until_it_is_due_or_settled(opened: Opened) -> None:
    program = opened(contest((pledge(), pledge(text="常下乡", comparator="", target=""), pledge(text="x", due=""))))

    def states(program: Program, *words: str) -> list[object]:
        return [row["state"] for row in program.rows("pledges", *words)]

    assert states(program.at("2031-12-31T23:00:00+08:00")) == ["open"] * 3
    late = program.at("2032-01-01T00:30:00+08:00")
    assert states(late) == ["overdue", "overdue", "open"]
    assert states(late, "--as-of", "2031-12-31") == ["open"] * 3
    assert late.show("pledges")["totals"] == {"all": 3, "kept": 0, "broken": 0, "open": 1, "overdue": 2}
    late.ok("pledge", "settle", "t1-2", "--outcome", "kept", "--on", "2031-12-30")
    late.ok("pledge", "settle", "t1-1", "--actual", "139", "--on", "2031-12-31")
    assert states(late) == ["broken", "kept", "open"]
    assert late.show("pledges")["totals"] == {"all": 3, "kept": 1, "broken": 1, "open": 1, "overdue": 0}
    late.ok("pledge", "reopen", "t1-2", "--reason", "记错")
    late.ok("pledge", "reopen", "t1-1", "--reason", "漏报两个")
    assert states(late) == ["overdue", "overdue", "open"]
    late.ok("pledge", "report", "t1-1", "--actual", "141", "--on", "2031-12-31")
    late.ok("pledge", "settle", "t1-1", "--on", "2031-12-31")
    assert states(late)[0] == "kept"
    kept = late.ok("journal", "--format", "json").json()
    assert {"pledge.settle", "pledge.reopen", "pledge.report"} <= {row["action"] for row in kept}
    assert "漏报两个" in {row["reason"] for row in kept}
    late.ok("journal", "--verify")


def test_f406_goals_are_counted_by_scope(opened: Opened) -> None:
    goals = tuple(goal(scope=scope, title=f"第{n}") for n, scope in enumerate(["city", "city", "province", "nation"]))
    program = opened(contest(goals=goals)).at(NEXT_YEAR)
    program.ok("goal", "settle", "t1-1", "--outcome", "met", "--on", "2032-01-04", "--evidence", "通报")
    program.ok("goal", "settle", "t1-3", "--outcome", "unmet", "--on", "2032-01-04")
    shown = program.show("goals")
    none = {"met": 0, "unmet": 0, "open": 0}
    assert shown["totals"] == {
        "city": {**none, "set": 2, "met": 1, "overdue": 1},
        "province": {**none, "set": 1, "unmet": 1, "overdue": 0},
        "nation": {**none, "set": 1, "overdue": 1},
        "all": {**none, "set": 4, "met": 1, "unmet": 1, "overdue": 2},
    }
    assert [(row["id"], row["state"]) for row in shown["rows"]] == [
        *(("t1-1", "met"), ("t1-2", "overdue"), ("t1-3", "unmet"), ("t1-4", "overdue"))
    ]
    assert "First in the city: 2 set, 1 met" in program.ok("show", "goals").out
    program.refuses(1, "goal", "settle", "t1-1", "--outcome", "met", "--on", "2032-01-04")
    program.ok("goal", "reopen", "t1-1", "--reason", "通报有误")
    program.refuses(1, "goal", "reopen", "t1-1", "--reason", "再来")
    assert program.rows("goals")[0]["state"] == "overdue"


def test_promises_are_added_by_their_columns(opened: Opened) -> None:
    program = opened(contest()).at(AUGUST)
    assert program.ok("pledge", "list", "--format", "json").json()["rows"] == []
    columns = {"person": "乙", "post": "镇长", "aspect": "民生", "text": "修路", "comparator": "≥", "target": "４０"}
    columns |= {"measure": "公里", "due": "2031-12-31", "channel": "电视", "made_on": "2031-07-27", "text_en": "Roads"}
    words = [word for name, text in columns.items() for word in (f"--{name.replace('_', '-')}", text)]
    words[words.index("４０")] = "40"
    assert program.ok("pledge", "add", "--unit", "白鹭镇", *words).out == "t2-1\n"
    assert program.ok("pledge", "add", "--unit", "t3", "--text", "x", "--made_on", "2031-07-27").out == "t3-1\n"
    first, second = program.rows("pledges")
    told = {**columns, "comparator": ">=", "target": "40"}
    assert {name: first[name] for name in told} == told
    assert (first["unit"], first["state"], second["made_on"]) == ("t2", "open", "2031-07-27")
    assert program.ok("goal", "add", "--unit", "t1", "--scope", "city", "--title", "第一").out == "t1-1\n"
    assert program.ok("livelihood", "add", "--field", "道路", "--title", "桥", "--planned", "3").out == "道路-1\n"
    program.ok("livelihood", "settle", "道路-1", "--actual", "2.5", "--on", "2031-07-31")
    assert program.rows("livelihood")[0]["percent"] == "83.33"
    program.refuses(1, "livelihood", "report", "道路-1", "--actual", "3", "--on", "2031-07-31")
    program.ok("livelihood", "reopen", "道路-1", "--reason", "补记")
    program.ok("livelihood", "report", "道路-1", "--actual", "3", "--on", "2031-07-31")
    assert program.rows("livelihood")[0]["percent"] == "100"


BAD = [
    (2, ("pledge", "report", "nonesuch", "--actual", "1", "--on", "2031-07-01")),
    (2, ("pledge", "report", "t1-1", "--actual", "many", "--on", "2031-07-01")),
    (2, ("pledge", "report", "t1-1", "--actual", "1.23456", "--on", "2031-07-01")),
    (2, ("pledge", "report", "t1-1", "--actual", "1", "--on", "2031-08-02")),
    (2, ("pledge", "report", "t1-1", "--actual", "1", "--on", "2031-01-09")),
    (2, ("pledge", "report", "t1-1", "--actual", "1", "--on", "tomorrow")),
    (2, ("pledge", "report", "t1-1", "--on", "2031-07-01")),
    (2, ("pledge", "report", "t1-2", "--actual", "1", "--planned", "3", "--on", "2031-07-01")),
    (2, ("pledge", "settle", "t1-1", "--on", "2031-07-01")),
    (2, ("pledge", "settle", "t1-1", "--actual", "1", "--on", "2031-08-02")),
    (2, ("pledge", "settle", "t1-1", "--actual", "1", "--outcome", "kept", "--on", "2031-07-01")),
    (2, ("pledge", "settle", "t1-2", "--on", "2031-07-01")),
    (2, ("pledge", "settle", "t1-2", "--outcome", "maybe", "--on", "2031-07-01")),
    (1, ("pledge", "settle", "done", "--actual", "1", "--on", "2031-07-01")),
    (1, ("pledge", "report", "done", "--actual", "1", "--on", "2031-07-01")),
    (1, ("pledge", "reopen", "t1-1", "--reason", "x")),
    (2, ("pledge", "reopen", "done", "--reason", " ")),
    (2, ("pledge", "add", "--unit", "nonesuch", "--text", "x")),
    (2, ("pledge", "add", "--unit", "t1", "--text", " ")),
    (2, ("pledge", "add", "--unit", "t1", "--text", "x", "--comparator", "~", "--target", "1")),
    (2, ("pledge", "add", "--unit", "t1", "--text", "x", "--comparator", ">=")),
    (2, ("pledge", "add", "--unit", "t1", "--text", "x", "--due", "soon")),
    (2, ("pledge", "add", "--unit", "t1", "--text", "x", "--id", "a b")),
    (2, ("goal", "add", "--unit", "t1", "--title", "x", "--scope", "world")),
    (2, ("goal", "settle", "t1-1", "--outcome", "met", "--on", "2031-08-02")),
    (2, ("livelihood", "report", "供水-1", "--actual", "-1", "--on", "2031-07-01")),
    (2, ("livelihood", "add", "--field", "x")),
    (2, ("livelihood", "settle", "nonesuch", "--on", "2031-07-01")),
]


def test_bad_input_is_refused_in_a_sentence_and_changes_nothing(opened: Opened) -> None:
    rows = (
        pledge(),
        pledge(text="常下乡", comparator="", target=""),
        pledge(id="done", settled_on="2031-07-01", actual=1),
    )
    program = opened(contest(rows, (goal(),), (item(),))).at(AUGUST)
    before = [program.show(board) for board in ("pledges", "goals", "livelihood")]
    count = len(program.ok("journal", "--format", "json").json())
    for code, words in BAD:
        assert program.refuses(code, *words).complaint
    assert [program.show(board) for board in ("pledges", "goals", "livelihood")] == before
    assert len(program.ok("journal", "--format", "json").json()) == count


def test_a_settlement_comes_after_the_last_report(opened: Opened) -> None:
    program = opened(contest((pledge(),))).at(AUGUST)
    program.ok("pledge", "report", "t1-1", "--actual", "90", "--on", "2031-07-31")
    program.refuses(2, "pledge", "settle", "t1-1", "--actual", "140", "--on", "2031-07-30")
    program.ok("pledge", "settle", "t1-1", "--actual", "140", "--on", "2031-07-31")


def test_wrong_roles_are_refused_before_anything_else(opened: Opened) -> None:
    program = opened(contest((pledge(),), (goal(),), (item(),))).at(AUGUST)
    roles = ("viewer", "operator", "reviewer", "director", "auditor")
    for role in roles:
        program.ok("user", "add", role, "--role", role)
    words = {
        "add": {
            "pledge": ("--unit", "nonesuch", "--text", "x"),
            "goal": ("--unit", "nonesuch", "--title", "x", "--scope", "wrong"),
            "livelihood": ("--title", "x", "--planned", "wrong"),
        },
        "report": dict.fromkeys(("pledge", "livelihood"), ("nonesuch", "--actual", "wrong", "--on", "wrong")),
        "settle": {
            "pledge": ("nonesuch", "--on", "wrong"),
            "goal": ("nonesuch", "--on", "wrong", "--outcome", "met"),
            "livelihood": ("nonesuch", "--on", "wrong"),
        },
        "reopen": dict.fromkeys(("pledge", "goal", "livelihood"), ("nonesuch", "--reason", "x")),
    }
    for verb, role in product(words, roles):
        for kind, given in words[verb].items():
            if (verb, role) != ("report", "operator"):
                assert "does not allow this" in program.by(role).refuses(1, kind, verb, *given).complaint
            assert program(kind, verb, *given).code == 2
    program.by("operator").ok("pledge", "report", "t1-1", "--actual", "1", "--on", "2031-07-01")
    for kind in ("pledge", "goal", "livelihood"):
        program.by("viewer").refuses(1, kind, "list")
        program.by("auditor").ok(kind, "list")


def test_names_are_masked_in_public_and_whole_inside(opened: Opened) -> None:
    program = opened(contest((pledge(person="王建国"),), publicity={"mask": True}))
    assert program.rows("pledges")[0]["person"] == "王*国"
    assert program.ok("pledge", "list", "--format", "json").json()["rows"][0]["person"] == "王建国"
    outside = program.by(None).ok("pledge", "list", "--format", "json").json()
    assert outside["rows"][0]["person"] == "王*国"


def test_what_a_folder_changes_comes_after_what_was_reported(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest((pledge(actual=10),)))
    program.at(AUGUST).ok("pledge", "report", "t1-1", "--actual", "60", "--on", "2031-07-31")
    later = program.at(OCTOBER)
    later.ok("load", contest((pledge(actual=10),)).write(tmp_path / "same"))
    assert later.rows("pledges")[0]["actual"] == "60"
    later.ok("load", contest((pledge(actual=99, target=150),)).write(tmp_path / "changed"))
    row = later.rows("pledges")[0]
    assert (row["actual"], row["target"], row["percent"], row["reported_on"]) == ("99", "150", "66", "2031-10-01")
    assert later.rows("pledges", "--as-of", "2031-09-30")[0]["actual"] == "60"
    later.ok("load", contest(goals=(goal(),)).write(tmp_path / "gone"))
    assert later.rows("pledges") == []
    later.ok("journal", "--verify")


def test_texts_are_told_in_english_where_they_are_written(opened: Opened) -> None:
    pledged = pledge(text_en="At least 140 projects", post_en="Head", measure_en="projects", aspect_en="Projects")
    program = opened(
        contest(
            (pledged,),
            (goal(title_en="First in output"),),
            (item(title_en="Drinking water", field_en="Water", measure_en="bn yuan"),),
        )
    )
    told = {name: program.ok("show", name).out for name in ("pledges", "goals", "livelihood")}
    assert "At least 140 projects" in told["pledges"]
    assert ">=140 projects" in told["pledges"]
    assert "First in output" in told["goals"]
    assert "Drinking water" in told["livelihood"]
    assert "bn yuan" in told["livelihood"]
    assert "饮水" in program.speaking("zh").ok("show", "livelihood").out
