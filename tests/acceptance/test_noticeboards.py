"""A unit's notice board on a display, over ssh and on paper, and the notice of stars, from public facts alone."""

import re
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from scoreboard.cli.board_over_ssh import answer
from scoreboard.publications.reader import PublicReader
from screens.hall import draw
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.remote.boards import viewer_items
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, people
from tests.acceptance.stars import contest as star_contest

STAR = {"id": "service", "name": "服务群众星", "name_en": "Service star", "voters": {"members": 50, "masses": 50}}
PLEDGE = {
    "unit": "t1", "person": "尤壬", "post": "镇长", "aspect": "项目", "text": "修好两条路 <b>&", "comparator": "",
    "target": "", "measure": "", "due": "2031-12-31", "channel": "公示栏", "made_on": "2031-02-01", "actual": "",
    "settled_on": "", "outcome": "",
}  # fmt: skip


def nominee(person: str, status: str, unit: str = "t1", series: str = "main") -> dict[str, object]:
    poll = {"issued": 10, "returned": 10, "valid": 10, "for": 9}
    cast = {f"{group}_{name}": count for group in ("members", "masses") for name, count in poll.items()}
    about = {"period": "2031Q1", "star": "service", "unit": unit, "person": person, "post": "村医", "series": series}
    return {**about, "notice_from": "2031-06-23", "status": status, **cast}


def contest(**changes: object) -> Competition:
    cells = scores("main", "2031Q1", {"roads": {"t1": 95, "t2": 91}, "water": {"t1": 90, "t2": "92.5"}})
    given = Competition(
        series=[live("roads", "water")],
        units=towns(2),
        scores=cells,
        stars=[STAR],
        nominees=[
            nominee("欧阳志远", "confirmed"),
            nominee("王建国", ""),
            {**nominee("张伟", "nominated", "t2"), "notice_from": ""},
        ],
        records={
            "targets": [{"unit": "t1", "series": "main", "area": "water", "period": "2031Q2"}],
            "pledges": [PLEDGE],
        },
        publicity={"mask": True},
    )
    return replace(given, **changes)  # type: ignore[arg-type]


@pytest.fixture
def posting(opened: Opened) -> Program:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    return program


class Tags(HTMLParser):
    """The tags and texts of a page, which must be closed in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "data")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def printed(program: Program, *words: object) -> tuple[str, Tags]:
    file = program.database.parent / "sheet.html"
    assert str(file) in program.ok("notice", *words, "--output", file).out
    page = file.read_text(encoding="utf-8")
    return page, Tags(page)


def test_a_sheet_needs_nothing_from_elsewhere_and_is_of_a4(posting: Program) -> None:
    for words in (("unit", "t1"), ("stars", "--series", "main")):
        page, tags = printed(posting, *words)
        assert tags.addresses == []
        assert not re.search(r"url\(|@import|https?://|<script", page)
        assert "size: A4" in page


def test_a_units_sheet_has_its_flags_targets_stars_and_pledges(posting: Program) -> None:
    for lang, said in (
        (
            "zh",
            (
                "青槐乡",
                "公 示 栏",
                "roads先锋旗",
                "water先锋旗",
                "距第一 2.50 分（第一季度）",
                "服务群众星",
                "2031年12月31日 到期",
            ),
        ),
        (
            "en",
            (
                "Town t1",
                "Notice board",
                "Roads",
                "Water",
                "2.50 behind the first (第一季度)",
                "Service star",
                "due 31 December 2031",
            ),
        ),
    ):
        text = printed(posting.speaking(lang), "unit", "t1")[1].text
        assert [words for words in said if words not in text] == []
    page, tags = printed(posting, "unit", "t1")
    assert "修好两条路 <b>&" in tags.text
    assert "修好两条路 <b>" not in page


def test_people_on_paper_are_masked_where_the_setting_says_so(posting: Program) -> None:
    for words in (("unit", "t1"), ("stars", "--series", "main")):
        text = printed(posting, *words)[1].text
        assert "王*国" in text
        assert "王建国" not in text
        assert "欧阳志远" not in text


def test_only_who_is_elected_or_on_notice_is_posted(posting: Program) -> None:
    text = printed(posting, "stars", "--series", "main")[1].text
    assert "2031-06-30" in text or "2031-06-27" in text
    assert posting.refuses(2, "notice", "stars", "--series", "other", "--output", posting.database.parent / "x.html")
    assert "张*" not in printed(posting, "unit", "t2")[1].text


def test_who_is_elected_is_announced_and_not_put_on_notice(opened: Opened) -> None:
    program = opened(star_contest(series=live())).speaking("zh").at("2010-10-08T09:00:00+08:00")
    people(program, {1: (9, 9), 2: (7, 7)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    on_notice = printed(program, "stars", "--series", "main")[1].text
    assert "模范星公示" in on_notice
    assert "公告" not in on_notice
    program = program.at("2010-10-12T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3")
    elected = printed(program, "stars", "--series", "main")[1].text
    assert "模范星表彰公告" in elected
    assert "现予公告表彰" in elected
    assert "异议" not in elected
    assert "模范星公示" not in elected


def test_pledges_are_printed_to_sign_and_to_follow(posting: Program) -> None:
    for lang, said in (
        ("zh", ("公 开 承 诺 书", "承诺明白纸", "修好两条路 <b>&", "尤*", "签字：", "2031-12-31 到期", "2031-02-01")),
        ("en", ("Public pledges", "Pledges at a glance", "signed:", "due 2031-12-31")),
    ):
        page, tags = printed(posting.speaking(lang), "pledges", "t1")
        assert [words for words in said if words not in tags.text] == []
        assert page.count('class="sheet"') == 2
        assert "尤壬" not in page
    posting.refuses(1, "notice", "pledges", "t2", "--output", posting.database.parent / "x.html")


def test_the_line_to_sign_on_is_not_parted_from_what_asks_for_it(opened: Opened) -> None:
    long = {**PLEDGE, "person": "古丽米热·阿卜杜热西提江", "post": "乡党委书记、乡人大主席"}
    program = opened(contest(records={"pledges": [long]}, publicity={}))
    file = program.database.parent / "pledges.pdf"
    program.speaking("zh").ok("notice", "pledges", "t1", "--output", file)
    lines = [line.strip() for line in PdfReader(file).pages[0].extract_text().splitlines()]
    assert "签字：" in lines, lines


def test_what_is_due_is_posted(opened: Opened) -> None:
    goal = {"unit": "t1", "scope": "city", "title": "绿化第一", "due": "2031-06-30", "outcome": "", "evidence": ""}
    late = {
        "unit": "t1",
        "series": "main",
        "area": "roads",
        "period": "2031Q1",
        "reason": "路面破损",
        "due": "2031-06-01",
    }
    records = {"goals": [goal], "rectifications": [late], "pledges": [PLEDGE]}
    program = opened(contest(series=[live("roads", "water", rectifications="public")], records=records))
    board = program.show("unit", "t1")
    assert [(row["title"], row["state"]) for row in board["goals"]] == [("绿化第一", "overdue")]
    assert [(row["reason"], row["state"]) for row in board["rectifications"]] == [("路面破损", "overdue")]
    text = printed(program.speaking("zh"), "unit", "t1")[1].text
    assert [said for said in ("绿化第一", "逾期未认定", "路面破损", "逾期未改") if said not in text] == []
    assert "路面破损" in program.ok("show", "unit", "t1").out


def test_a_unit_without_flags_has_a_field_that_waits_for_one(posting: Program) -> None:
    assert "争取下一面" in printed(posting.speaking("zh"), "unit", "lake")[1].text


def test_nothing_sealed_is_on_paper(opened: Opened) -> None:
    program = opened(contest(series=[sealed("roads", "water")], records={"pledges": [PLEDGE]}))
    before = printed(program, "unit", "t1")[0]
    program.ok("close", "main", "2031Q1")
    assert printed(program, "unit", "t1")[0] == before
    assert "欧*志远" not in before


def test_what_cannot_be_printed_is_refused(posting: Program, tmp_path: Path) -> None:
    output = ("--output", tmp_path / "sheet.html")
    assert "nobody-there" in posting.refuses(2, "notice", "unit", "nobody-there", *output).complaint
    assert (
        "sheet.html" in posting.refuses(2, "notice", "unit", "t1", "--output", tmp_path / "no" / "sheet.html").complaint
    )
    posting.refuses(2, "notice", "unit", "t1", "--format", "docx", *output)
    posting.refuses(2, "notice", "unit", "t1")
    posting.refuses(1, "notice", "stars", "--series", "main", "--period", "2031Q3", *output)
    assert not (tmp_path / "sheet.html").exists()


def test_ssh_and_the_display_show_the_notice_board_and_then_the_places(posting: Program) -> None:
    with closing(PublicReader(posting.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        items = viewer_items("t1", held)
        assert [item.scene_name for item in items] == ["noticeboard", "unit"]
        assert [item.scene_name for item in viewer_items("t2", held)] == ["noticeboard", "unit"]
        for size in ((80, 24), (120, 34)):
            text = draw(items[0].scene, 99, size, Look("zh", native=True)).text
            assert "青槐乡" in text.replace(" ", "")
            assert [
                said for said in ("roads先锋旗", "water先锋旗", "距第一 2.50 分", "王*国") if said not in text
            ] == []
    told = answer("plain", posting.public, "t1", "en").out
    assert [said for said in ("Town t1", "2.50 behind the first", "Service star") if said not in told] == []


def test_a_display_of_a_unit_that_there_is_not_says_so(posting: Program) -> None:
    result = posting("display", "--unit", "nobody-there")
    assert result.code == 2


def test_before_anything_is_public_nobody_is_said_to_hold_nothing(opened: Opened, tmp_path: Path) -> None:
    rows = scores("main", "2031Q1", {"roads": {"t1": "90", "t2": "80"}})
    program = opened(Competition(series=[sealed("roads")], units=towns(2), scores=rows))
    paper = tmp_path / "t1.html"

    def told() -> tuple[bool, str, str]:
        program.ok("notice", "unit", "t1", "--output", paper)
        return program.show("unit", "t1")["flags_told"], program.ok("show", "unit", "t1").out, paper.read_text("utf-8")

    known, table, sheet = told()
    assert (known, "not public yet" in table, "still to be announced" in sheet) == (False, True, True)
    program.ok("close", "main", "2031Q1")
    play(program, "main-2031Q1")
    assert program.show("unit", "t2")["flags_told"]
    assert "not public yet" not in program.ok("show", "unit", "t2").out


def test_what_the_year_before_has_handed_over_is_held_until_somebody_is_given_it(
    opened: Opened, tmp_path: Path
) -> None:
    rows = scores("main", "2031Q1", {"roads": {"t1": "80", "t2": "90"}, "water": {"t1": "70", "t2": "60"}})
    custody = [
        {"series": "main", "area": area, "unit": "t1", "awarded_on": "2030-12-20", "defences": number}
        for area, number in (("water", 0), ("roads", 2))
    ]
    program = opened(Competition(series=[sealed("roads", "water")], units=towns(3), scores=rows, custody=custody))
    paper = tmp_path / "t1.html"

    def told(unit: str = "t1") -> list[tuple[str, str | None, str, int]]:
        flags = program.show("unit", unit)["flags"]
        return [(one["area"], one["period"], one["awarded_on"], one["defences"]) for one in flags]

    before = [("roads", None, "2030-12-20", 2), ("water", None, "2030-12-20", 0)]
    assert told() == before
    program.ok("notice", "unit", "t1", "--lang", "zh", "--output", paper)
    sheet = Tags(paper.read_text(encoding="utf-8")).text
    assert "持有的先锋旗（2）" in sheet
    assert "2030年12月20日" in sheet
    assert "保旗 2 次" in sheet
    assert told("t2") == []
    assert program.show("unit", "t2")["flags_told"], "that somebody else holds them is public"

    program.ok("close", "main", "2031Q1")
    assert told() == before, "who has won is sealed"
    play(program, "main-2031Q1")
    assert [area for area, *_ in told()] == ["water"]
    (lost,) = program.show("unit", "t1")["former_flags"]
    assert (lost["area"], lost["period"], lost["defences"]) == ("roads", None, 2)
    assert [one["unit"] for one in lost["now"]] == ["t2"]
    assert [(area, period) for area, period, *_ in told("t2")] == [("roads", "2031Q1")]
    program.ok("decide", "abolition", "t1", "--on", "2031-04-20", "--reason", "撤并")
    assert told() == []


def test_an_abolished_holder_of_before_holds_nothing_more(opened: Opened) -> None:
    custody = [{"series": "main", "area": "roads", "unit": "t1", "awarded_on": "2030-12-20"}]
    program = opened(Competition(series=[sealed("roads")], units=towns(2), custody=custody))
    assert [one["area"] for one in program.show("unit", "t1")["flags"]] == ["roads"]
    program.ok("decide", "abolition", "t1", "--on", "2031-01-02", "--reason", "撤并")
    assert program.show("unit", "t1")["flags"] == []
    program.ok("journal", "--verify")


@pytest.mark.parametrize(
    ("lang", "nothing", "word"), [("zh", "还没有公布", "名次"), ("en", "Nothing is public", "Place")]
)
def test_a_unit_with_places_and_nothing_else_is_not_told_that_nothing_is_public(
    opened: Opened, tmp_path: Path, lang: str, nothing: str, word: str
) -> None:
    program = opened(contest(stars=(), nominees=(), records={})).at("2031-03-20T09:00:00+08:00").speaking(lang)
    program.ok("enter", "main", "2031Q2", "roads", "t1", "70")
    sheet = tmp_path / "t2.html"
    program.ok("notice", "unit", "t2", "--output", sheet)
    text = Tags(sheet.read_text(encoding="utf-8")).text
    assert nothing not in text
    assert word in text
    assert "92.50" in text


def test_a_unit_that_is_there_no_more_goes_for_no_flag(posting: Program) -> None:
    posting.ok("decide", "abolition", "t1", "--on", "2031-04-01", "--reason", "merged")
    posting = posting.at("2031-04-02T09:00:00+08:00")
    sheet, table = printed(posting, "unit", "t1")[1].text, posting.ok("show", "unit", "t1").out
    assert [
        told for told in (sheet, table) if "2031" not in told or "No longer there since 1 April 2031" not in told
    ] == []
    assert "ours to win" not in sheet
    assert posting.show("unit", "t1")["targets"] == []
    assert "自2031年4月1日起撤销" in printed(posting.speaking("zh"), "unit", "t1")[1].text
