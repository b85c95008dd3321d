"""A Chinese bulletin is a letter of an office: who issues it, to whom, on what grounds; English stays plain."""

import io

import pytest
from pypdf import PdfReader

from tests.acceptance.competition import Competition, Series, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
OFFICE, WHOM = "湖区夺旗竞赛领导小组办公室", "各乡镇党委、政府"


def closed(opened: Opened, series: Series) -> Program:
    program = opened(
        Competition(
            series=[series],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": 95, "t2": 80}}),
        )
    ).at("2031-08-01T09:00:00+08:00")
    program.ok("close", "main", Q1)
    return program.speaking("zh")


@pytest.fixture
def issued(opened: Opened) -> Program:
    return closed(opened, live("roads", issuer=OFFICE, addressed_to=WHOM))


def text_of(program: Program, *words: object) -> str:
    file = program.database.parent / "b.pdf"
    program.ok("bulletin", "main", Q1, *words, "--output", file)
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


def test_it_says_who_issues_it_to_whom_and_on_what_grounds(issued: Program) -> None:
    said = issued.ok("bulletin", "main", Q1, "--number", "湖夺旗办〔2031〕3号").out
    lines = [line for line in said.splitlines() if line]
    assert lines[0].startswith("# 关于")
    assert lines[0].endswith("情况的通报")
    assert lines[1:3] == ["湖夺旗办〔2031〕3号", f"{WHOM}："]
    assert lines[3].startswith("根据")
    assert lines[3].endswith("现将有关情况通报如下。")
    assert lines[4] == "## 一、授旗"
    assert lines[-2:] == [OFFICE, "2031年8月1日"]
    assert "### （一）" in said
    assert "第 1 版" not in said, "there is no other"


def test_on_paper_it_has_a_red_head_and_a_line_that_says_who_printed_it_when(issued: Program) -> None:
    text = text_of(issued, "--number", "湖夺旗办〔2031〕3号")
    order = [f"{OFFICE}文件", "湖夺旗办〔2031〕3号", f"{WHOM}：", "一、授旗", "（印章）", "2031年8月1日印发", "—1—"]
    assert [word for word in order if word not in text] == []


def test_a_unit_without_a_score_is_named_below_the_table(issued: Program) -> None:
    said = issued.ok("bulletin", "main", Q1).out
    assert "本项缺分：" in said
    assert "| 缺 |" not in said


def test_whoever_prints_it_may_name_another_office(opened: Opened) -> None:
    program = closed(opened, live("roads"))
    plain = program.ok("bulletin", "main", Q1).out
    assert "各参赛单位：" in plain
    assert "文件" not in text_of(program)
    said = program.ok("bulletin", "main", Q1, "--issuer", OFFICE, "--to", WHOM).out
    assert f"{WHOM}：" in said
    assert OFFICE in said
    assert f"{OFFICE}文件" in text_of(program, "--issuer", OFFICE)


def test_english_stays_plain(issued: Program) -> None:
    said = issued.speaking("en").ok("bulletin", "main", Q1).out
    assert said.startswith("# Bulletin: ")
    assert "Revision 1" in said
    assert "一、" not in said
    assert OFFICE not in text_of(issued.speaking("en")), "it has no name in English"


def test_a_page_has_its_head_in_red(issued: Program) -> None:
    said = issued.ok("bulletin", "main", Q1, "--format", "html").out
    assert f"<header>{OFFICE}文件</header>" in said


def test_editions_are_counted_once_there_are_two_and_a_veto_is_named(issued: Program) -> None:
    issued.ok("veto", "t1", "safety", "--period", Q1, "--reason", "发生重大事故", "--approved-by", "李书记")
    said = issued.ok("bulletin", "main", Q1).out
    assert "第 2 版" in said
    (edition,) = (line for line in said.splitlines() if "修订事由" in line)
    assert "青槐乡（安全生产）" in edition
    assert "被一票否决：发生重大事故" in edition
    assert "第 1 版" in issued.ok("bulletin", "main", Q1, "--revision", "1").out


def test_a_correction_names_unit_and_area(issued: Program) -> None:
    issued.ok("decide", "correction", "main", Q1, "roads", "t2", "81", "--reason", "漏计", "--approved-by", "李书记")
    (edition,) = (line for line in issued.ok("bulletin", "main", Q1).out.splitlines() if "修订事由" in line)
    assert "得分更正：漏计" in edition
    assert "白鹭镇（roads工作）" in edition


def test_another_office_alone_is_no_revision_and_what_was_printed_keeps_its_own(opened: Opened) -> None:
    first = live("roads", issuer=OFFICE)
    program = closed(opened, first)
    folder = program.database.parent / "another"
    scored = scores("main", Q1, {"roads": {"t1": 95, "t2": 80}})
    Competition(series=[live("roads", issuer="湖区委组织部")], units=towns(3), scores=scored).write(folder)
    program.ok("load", folder)
    program.ok("reopen", "main", Q1, "--reason", "核对")
    program.ok("close", "main", Q1)
    said = program.ok("bulletin", "main", Q1, "--revision", "1").out
    assert said.rstrip().splitlines()[-3] == OFFICE
