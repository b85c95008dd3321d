"""The bulletin of the year tells of stars and promises, as of the day of closing; what was printed stays."""

from tests.acceptance.competition import PERIODS, Competition, Row, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

PLEDGES: list[Row] = [
    {"unit": "t2", "person": "李明", "text": "开工 140 个", "comparator": ">=", "target": "140", "measure": "个",
     "due": "2031-12-31", "text_en": "140 projects begun"},
    {"unit": "t1", "person": "张红", "text": "积案不超过 20 件", "comparator": "<=", "target": "20", "measure": "件",
     "due": "2031-11-30", "text_en": "At most 20 old cases"},
    {"unit": "t2", "person": "李明", "text": "每月到村接访", "comparator": "", "target": "", "measure": "",
     "due": "2031-12-31", "text_en": "A day a month in a village"},
]  # fmt: skip
GOALS: list[Row] = [
    {"unit": "t1", "scope": "city", "title": "绿化争第一", "due": "2031-12-31", "outcome": ""},
    {"unit": "t2", "scope": "province", "title": "标准件争第一", "due": "2031-12-31", "outcome": "met"},
]
LIVELIHOOD: list[Row] = [
    {"field": "供水", "title": "饮水", "planned": "150", "spent": "126", "measure": "亿元", "due": "2031-12-31"},
]
LATE: Row = {
    "unit": "t3", "series": "main", "area": "roads", "period": "2031Q1", "reason": "路面破损", "due": "2031-11-01",
    "done_on": "",
}  # fmt: skip


STAR: Row = {
    "period": "2031Q1", "star": "service", "unit": "t1", "person": "王芳", "series": "main",
    "members_issued": 10, "members_returned": 10, "members_valid": 10, "members_for": 9,
    "masses_issued": 10, "masses_returned": 10, "masses_valid": 10, "masses_for": 8,
    "notice_from": "2031-02-01", "status": "confirmed",
}  # fmt: skip


def closed(opened: Opened) -> Program:
    """A live year that was closed on the first of December, with a pledge that is settled and one that is overdue."""
    cells = [row for period, *_ in PERIODS for row in scores("main", period, {"roads": {"t1": 90, "t2": 80, "t3": 70}})]
    program = opened(
        Competition(
            series=[live("roads", rectifications="public")],
            units=towns(3),
            scores=cells,
            stars=[{"id": "service", "name": "服务群众星", "name_en": "Service star"}],
            nominees=[STAR],
            annual={"honours": {"national": 3}},
            records={"pledges": PLEDGES, "goals": GOALS, "livelihood": LIVELIHOOD, "rectifications": [LATE]},
        )
    ).at("2031-12-01T09:00:00+08:00")
    for period, *_ in PERIODS:
        program.ok("close", "main", period)
    program.ok("pledge", "settle", "t2-1", "--actual", "150", "--on", "2031-12-01")
    program.ok("year", "close")
    return program


def test_the_bulletin_of_the_year_tells_of_stars_and_promises(opened: Opened) -> None:
    program = closed(opened)
    told = program.ok("bulletin", "main", "year").out
    for line in (
        "| 第一季度 | Service star | 王芳 | Town t1 | 85.00 |",
        "| First in the city | 1 | 0 | 0 | 1 | 0 |",
        "| All | 2 | 1 | 0 | 1 | 0 |",
        "| Town t2 | 李明 | 140 projects begun | ≥140个 | 150 | 107.14% | kept | - |",
        "| Town t2 | 李明 | A day a month in a village | - | - | - | open | - |",
        "| Town t1 | 张红 | At most 20 old cases | ≤20件 | - | - | overdue | - |",
        "3 pledges: 1 kept, 0 broken, 1 open, 1 overdue",
        "| 供水 | 1 | 150亿元 | 126亿元 | 84% |",
        "1 item in 1 field: 126亿元 of 150亿元 spent (84%)",
        "| Town t3 | Roads | 路面破损 | 2031-11-01 | overdue |",
    ):
        assert line in told
    assert told.index("140 projects") < told.index("A day a month") < told.index("At most 20")
    chinese = program.speaking("zh").ok("bulletin", "main", "year", "--format", "html").out
    assert "公开承诺交账" in chinese
    assert "争第一目标" in chinese


def test_what_was_printed_stays_and_a_day_alone_prints_nothing(opened: Opened) -> None:
    program = closed(opened)
    printed = program.ok("bulletin", "main", "year").out
    later = program.at("2032-03-01T09:00:00+08:00")
    later.ok("honour", "t1", "national", "先进", "--document", "国发1号", "--on", "2032-02-01")
    again = later.ok("bulletin", "main", "year").out
    assert "overdue | - |" in again
    assert again.count("| overdue |") == printed.count("| overdue |")
    revisions = again.split("Revision ")[1][0]
    later.ok("goal", "settle", "t1-1", "--outcome", "unmet", "--on", "2032-03-01")
    news = later.ok("bulletin", "main", "year").out
    assert f"Revision {int(revisions) + 1}" in news
    assert "Revised because: goal settled: Town t1 “绿化争第一”" in news
    assert "| First in the city | 1 | 0 | 1 | 0 | 0 |" in news
    assert later.ok("bulletin", "main", "year", "--revision", "1").out == printed


def test_every_deed_of_promises_gives_the_revision_its_reason_in_words(opened: Opened) -> None:
    program = closed(opened).speaking("zh")
    on = ("--on", "2031-12-01")

    def because(*deed: str) -> str:
        program.ok(*deed)
        return program.ok("bulletin", "main", "year").out.split("修订事由：")[1].split("\n")[0].rstrip("*_ ")

    assert because("goal", "settle", "t1-1", "--outcome", "met", *on) == "争第一目标认定：青槐乡《绿化争第一》"
    assert because("goal", "reopen", "t1-1", "--reason", "误认") == "争第一目标撤回认定：青槐乡《绿化争第一》"
    spent = ("livelihood", "report", "供水-1", "--actual", "130", *on)
    assert because(*spent) == "民生实事报进度：《饮水》"
    assert because("pledge", "settle", "t1-1", "--actual", "18", *on).startswith("公开承诺交账：青槐乡《积案不超过")
    assert because("rectification", "settle", "t3-1", *on).startswith("限期整改销号：")
    given = ("pledge", "add", "--unit", "t1", "--text", "修路", "--made-on", "2031-09-30")
    assert because(*given) == "新增公开承诺：青槐乡《修路》"


def test_who_adds_to_a_closed_year_is_told_what_comes_of_it(opened: Opened) -> None:
    program = closed(opened).at("2032-01-05T09:00:00+08:00")
    pledge = ("pledge", "add", "--unit", "t1", "--text")
    printed = program.ok("bulletin", "main", "year").out
    late = program.ok(*pledge, "明年修路", "--made-on", "2032-01-04")
    assert "made after its last day (2031-09-30) and is not in its bulletin" in late.err
    assert program.ok("bulletin", "main", "year").out == printed
    today = program.ok(*pledge, "明年修渠")
    assert "is not in its bulletin" in today.err, "where no day is given, a pledge is made today"
    assert [row["made_on"] for row in program.rows("pledges") if row["text"] == "明年修渠"] == ["2032-01-05"]
    assert program.ok("bulletin", "main", "year").out == printed
    assert "its bulletin has a new revision" in program.ok(*pledge, "修桥", "--made-on", "2031-06-01").err
    assert "修桥" in program.ok("bulletin", "main", "year").out
    honoured = program.ok("honour", "t2", "national", "先进", "--document", "文", "--on", "2031-06-01")
    assert "its bulletin has a new revision" in honoured.err
    assert "the year is closed" in program.ok("honour", "t2", "national", "先进", "--withdraw").err
    nominated = program.ok("star", "nominate", "main", "2031Q2", "service", "t1", "李明")
    assert "once results are public" in nominated.err
    counted = ("--members", "10,10,10,9", "--masses", "10,10,10,8")
    assert "year is closed" in program.ok("star", "count", "main", "2031Q2", "service", "t1", "李明", *counted).err
