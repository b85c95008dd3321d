"""S16: targets met and unmet, and how much of a plan is done."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Row, live, towns
from tests.acceptance.conftest import Opened


def pledge(actual: object, *, comparator: str = ">=", target: object = 140, **more: object) -> Row:
    return {
        **{"unit": "t1", "person": "甲", "post": "乡长", "aspect": "项目", "text": "年内开工不少于140个"},
        **{"comparator": comparator, "target": target, "measure": "个", "due": "2031-12-31", "channel": "公示栏"},
        **{"made_on": "2031-01-10", "actual": actual, "settled_on": "2031-12-30", "outcome": "已交账"},
        **more,
    }


def contest(*pledges: Row) -> Competition:
    return Competition(units=towns(2), records={"pledges": pledges})


@pytest.mark.parametrize(
    ("actual", "met", "words"), [(139, False, "unmet"), (140, True, "met"), ("139.9999", False, "unmet")]
)
def test_s16_targets(opened: Opened, actual: object, met: bool, words: str) -> None:
    program = opened(contest(pledge(actual)))

    (row,) = program.rows("pledges")
    assert row["met"] is met
    assert f" {words} " in program.ok("show", "pledges").out


def test_what_is_said_beside_a_pledge_s_state_is_headed_as_a_remark(opened: Opened) -> None:
    program = opened(contest(pledge(139)))
    header = program.speaking("zh").ok("show", "pledges").out.splitlines()
    assert any("备注" in line for line in header)
    assert not any("结果" in line for line in header)


def test_s16_a_revised_plan_shows_another_percentage_and_the_old_one_as_of_then(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest(pledge(126, target=150)))
    (row,) = program.rows("pledges")
    assert row["percent"] == "84"
    assert "84%" in program.ok("show", "pledges").out

    later = program.at("2031-08-01T09:00:00+08:00")
    later.ok("load", contest(pledge(126, target=160)).write(tmp_path / "revised"))
    assert [row["percent"] for row in later.rows("pledges")] == ["78.75"]
    assert "78.75%" in later.speaking("zh").ok("show", "pledges").out
    assert later.show("pledges")["revision"] == 2
    assert [row["percent"] for row in later.rows("pledges", "--as-of", "2031-07-31")] == ["84"]


def test_s16_every_column_is_shown_by_its_name(opened: Opened) -> None:
    program = opened(contest(pledge(126), pledge("", comparator="", target="", text="常下乡")))

    first, second = program.rows("pledges")
    given = {name: str(value) for name, value in pledge(126).items()}
    assert {name: first[name] for name in given} == given
    assert (first["name"], first["percent"], first["met"]) == ("青槐乡", "90", False)
    assert [second[name] for name in ("target", "actual", "percent", "met")] == [None] * 4
    header, line, _ = program.ok("show", "pledges", "--format", "csv").out.splitlines()
    assert dict(zip(header.split(","), line.split(","), strict=True))["percent"] == "90"


def test_s16_what_else_was_promised_is_public_as_loaded(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live(rectifications="public")],
            units=towns(2),
            records={
                "goals": [
                    {
                        "unit": "t1",
                        "scope": "province",
                        "title": "产量第一",
                        "due": "2031-12-31",
                        "outcome": "",
                        "evidence": "统计局",
                    }
                ],
                "livelihood": [
                    {
                        "field": "供水",
                        "title": "饮水",
                        "planned": 150,
                        "spent": 126,
                        "measure": "万元",
                        "due": "2031-12-31",
                        "status": "在建",
                    }
                ],
                "rectifications": [
                    {
                        "unit": "t2",
                        "series": "main",
                        "area": "roads",
                        "period": "2031Q1",
                        "due": "2031-05-01",
                        "status": "已改",
                        "done_on": "2031-04-20",
                    }
                ],
            },
        )
    )

    (goal,), (item,), (rectification,) = (program.rows(board) for board in ("goals", "livelihood", "rectifications"))
    assert (goal["name"], goal["scope"], goal["evidence"]) == ("青槐乡", "province", "统计局")
    assert (item["planned"], item["spent"], item["percent"]) == ("150", "126", "84")
    assert (rectification["name"], rectification["area_name_en"], rectification["done_on"]) == (
        "白鹭镇",
        "Roads",
        "2031-04-20",
    )
    for board in ("goals", "livelihood", "rectifications"):
        assert program.ok("show", board, "--private", "--format", "json").json()["rows"] == program.rows(board)
        assert program.speaking("zh").ok("show", board).out != program.ok("show", board).out


def test_what_is_not_promised_has_no_rows(opened: Opened) -> None:
    program = opened(Competition(units=towns(2)))

    for board in ("pledges", "goals", "livelihood", "rectifications", "annual", "range"):
        for options in ((), ("--series", "main")):
            shown = program.show(board, *options)
            assert (shown["board"], shown["rows"], shown["revision"]) == (board, [], 0)
        program.refuses(2, "show", board, "--series", "nonesuch")
