"""Tables on paper: columns are as wide as what stands in them, also with the longest names there may be."""

import io
import re
from datetime import UTC, date, datetime

from pypdf import PdfReader

from scoreboard.exchange.paper.documents import Letterhead, printed
from scoreboard.exchange.public_papers import paper_title

FLAGS = """\
# Bulletin

| Flag | Holder | Outcome | Margin | Previous holder | Note | Prize |
|---|---|---|---|---|---|---|
| The Sculler's Cup | Eel Pie Island Rowing Association | captured | 0.5 | Kew Meadows Rowing Club | \
Chiswick Pier Rowing Club is first since a correction; it stays until somebody decides otherwise \
| a crate of ginger beer |
| Lady Margaret's Oar | Hammersmith, Fulham & Putney United Rowing Club | first | 1.3 | - | | |
"""
TOO_WIDE = """\
# Bulletin

| Flag | Holder | Previous holder | Note | Prize |
|---|---|---|---|---|
| {0} | {0} | {0} | {0} | {0} |
""".format("Donaudampfschifffahrtsgesellschaftskapitaenskajuete")


def read(markdown: str, lang: str = "en") -> PdfReader:
    head = Letterhead("Tideway Rowing League", date(2026, 9, 30), datetime(2026, 9, 30, tzinfo=UTC))
    paper = printed("Bulletin", markdown, "pdf", lang, head)
    assert isinstance(paper, bytes)
    return PdfReader(io.BytesIO(paper))


def lines_of(markdown: str, lang: str = "en") -> list[str]:
    pages = read(markdown, lang).pages
    return "\n".join(page.extract_text(extraction_mode="layout") for page in pages).splitlines()


def test_no_column_runs_into_the_next_and_none_is_a_word_a_line() -> None:
    lines = lines_of(FLAGS)
    headings = next(line for line in lines if "Holder" in line)
    assert re.search(r"Flag +Holder +Outcome +Margin", headings)
    assert [line for line in lines if re.search(r"captured +0\.5", line)]
    begins = next(at for at, line in enumerate(lines) if "Chiswick" in line)
    ends = next(at for at, line in enumerate(lines) if "otherwise" in line)
    assert len([line for line in lines[begins:ends] if line.strip()]) < 12


def test_what_is_wider_than_the_paper_stands_line_by_line() -> None:
    lines = lines_of(TOO_WIDE)
    for word in ("Flag", "Holder", "Previous holder", "Note", "Prize"):
        assert [line for line in lines if re.search(rf"{word} +Donau\w+$", line.rstrip())]


def test_a_note_of_one_row_takes_no_room_from_headings_of_four_hanzi() -> None:
    heads = "| 名次 | 单位 | 第一季度 | 第二季度 | 第三季度 | 第四季度 | 旗数 | 加分 | 总分 | 备注 |"
    names = ("市人力资源和社会保障局", *["市委办公厅"] * 20)
    rows = [f"| {at} | {name} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |" for at, name in enumerate(names)]
    note = "| - | 市供销社 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 计划生育一票否决，本季度计划生育责任目标未完成，由市委批准 |"
    lines = lines_of("\n".join(["# 通报", "", heads, "|---" * 10 + "|", *rows, note]), "zh")
    headings = next(line for line in lines if "名次" in line)
    assert all(quarter in headings for quarter in ("第一季度", "第二季度", "第三季度", "第四季度"))


def test_what_belongs_together_stands_on_one_page() -> None:
    table = "| Rank | Unit |\n|---|---|\n" + "\n".join(f"| {rank} | Wei County |" for rank in range(1, 6))
    cues = [f"## {n}. Flag\n\n> Please watch the screen.\n> It goes to Wei County.\n\n- Receives {n}" for n in range(9)]
    results = [f"## {n}. Sealed\n\nWinner {n}\n\n{table}" for n in range(9)]
    pages = [page.extract_text() for page in read("\n\n".join(["# Script", *cues, *results])).pages]
    for page in pages:
        assert {n for n in range(9) if f"{n}. Flag" in page} == {n for n in range(9) if f"Receives {n}" in page}
        sealed = [n for n in range(9) if f"{n}. Sealed" in page]
        assert len(sealed) * 5 == page.count("Wei County") - sum(f"{n}. Flag" in page for n in range(9))


def test_an_apostrophe_of_english_is_not_as_wide_as_a_hanzi() -> None:
    (page,) = read("# Bulletin\n\nthe year\u2019s ceremony").pages
    faces = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert any("Libertinus" in face for face in faces)


def test_a_column_in_which_nothing_stands_is_not_printed() -> None:
    text = "\n".join(lines_of(FLAGS.replace("Kew Meadows Rowing Club", "-")))
    assert "Previous" not in text
    assert "Margin" in text


def test_two_pools_of_a_long_table_stand_beside_each_other() -> None:
    pools = (("Rowers", 10), ("Scullers", 20))
    rows = "".join(
        f"| {pool} | {place} | {pool[0]}{place} |\n" for pool, count in pools for place in range(1, count + 1)
    )
    lines = lines_of(f"# Bulletin\n\n| Pool | Place | Unit |\n|---|---|---|\n{rows}")
    assert [line for line in lines if re.search(r"Rowers +1 +R1 +Scullers +1 +S1$", line.rstrip())]


def test_a_bulletin_s_title_is_that_of_a_document() -> None:
    title = "清沅县2031年“争先锋、夺红旗”竞赛 县级 第三季度 通报"
    assert paper_title(title, "zh") == "关于清沅县2031年“争先锋、夺红旗”竞赛县级第三季度情况的通报"
    assert paper_title("Bulletin of the League", "en") == "Bulletin of the League"
