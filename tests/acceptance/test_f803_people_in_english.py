"""F803: people, their posts and what was awarded to them have English forms; masked names are masked in both."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.competition import PERIODS, Competition, Series, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.viewers import file_bytes

COUNTED = {
    f"{group}_{count}": number
    for group in ("members", "masses")
    for count, number in (("issued", 10), ("returned", 10), ("valid", 10), ("for", 9))
}
NOMINEE = {
    **{"period": "2031Q1", "star": "service", "unit": "t1", "series": "main"},
    **{"person": "王建国", "person_en": "Wang Jianguo", "post": "书记", "post_en": "Secretary"},
    **COUNTED,
    **{"notice_from": "2031-04-01", "status": "confirmed"},
}
HONOUR = {
    **{"unit": "t1", "level": "national", "awarded_on": "2031-02-03"},
    **{"title": "先进集体", "title_en": "Model collective", "document": "国办一号", "document_en": "State paper 1"},
    **{"person": "李秀英", "person_en": "Li Xiuying"},
}
VETO = {"unit": "t2", "veto": "safety", "period": "2031Q1", "reason": "事故", "reason_en": "An accident"}
CHINESE = ("王建国", "书记", "先进集体", "国办一号", "李秀英", "事故")


def contest(series: Series, *, mask: bool = False) -> Competition:
    return Competition(
        series=[series],
        units=towns(2),
        stars=[{"id": "service", "name": "服务星", "name_en": "Star of service"}],
        annual={"honours": {"national": 2}},
        periods=PERIODS[:1],
        records={"nominees": [NOMINEE], "honours": [HONOUR], "vetoes": [VETO]},
        scores=[
            {"series": "main", "period": "2031Q1", "area": "roads", "unit": unit, "score": 90, "state": "confirmed"}
            for unit in ("t1", "t2")
        ],
        publicity={"mask": mask},
    )


LIVE = Series(settings={"publication": "live", "confirm": "self"})


@pytest.fixture
def public(opened: Opened) -> Program:
    program = opened(contest(LIVE))
    program.ok("close", "main", "2031Q1")
    program.ok("year", "close")
    return program


def test_f803_boards_have_people_and_posts_in_english(public: Program) -> None:
    (row,) = public.rows("stars")
    assert (row["person_en"], row["post_en"]) == ("Wang Jianguo", "Secretary")
    (star,) = public.show("unit", "t1")["stars"]
    assert (star["person_en"], star["post_en"]) == ("Wang Jianguo", "Secretary")
    (honour,) = public.show("annual")["honour_items"]
    assert [honour[f"{name}_en"] for name in ("person", "title", "document")] == [
        *("Li Xiuying", "Model collective", "State paper 1"),
    ]


def test_f803_tables_and_paper_in_english_have_no_chinese_person_or_reason(public: Program, tmp_path: Path) -> None:
    english = public.speaking("en")
    said = [english.ok("show", board).out for board in ("stars", "annual")]
    said += [english.ok("bulletin", "main", period).out for period in ("2031Q1", "year")]
    said += [english.ok("star", "status", "main", "2031Q1").out]
    for words in (("notice", "unit", "t1"), ("notice", "stars")):
        page = tmp_path / "page.html"
        english.ok(*words, "--format", "html", "--output", page)
        said.append(page.read_text(encoding="utf-8"))
    told = "\n".join(said)
    assert [text for text in CHINESE if text in told] == []
    for text in ("Wang Jianguo", "Secretary", "Model collective", "Li Xiuying", "State paper 1", "An accident"):
        assert text in told, text


def test_f803_a_masked_name_is_masked_in_english_too(opened: Opened) -> None:
    program = opened(contest(LIVE, mask=True))
    program.ok("close", "main", "2031Q1")
    (row,) = program.rows("stars")
    assert row["person_en"] == "W*** ******o"
    (honour,) = program.show("annual")["honour_items"]
    assert honour["person_en"] == "L* ******g"
    assert not {b"Wang Jianguo", b"Li Xiuying"} & {
        name for name in (b"Wang Jianguo", b"Li Xiuying") if name in file_bytes(program)
    }


def test_f803_script_and_envelope_name_people_in_english(opened: Opened) -> None:
    program = opened(contest(sealed())).at("2031-07-01T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    english = program.speaking("en")
    english.ok("ceremony", "seal", "main-2031Q1")
    for words in (("plan", "main-2031Q1", "--script"), ("envelope", "main-2031Q1")):
        said = english.ok("ceremony", *words).out
        assert "Wang Jianguo" in said
        told = said.partition("Annex")[0]
        assert [text for text in CHINESE if text in told] == [], words
    assert "Secretary" in english.ok("ceremony", "plan", "main-2031Q1", "--script").out


def test_f803_whoever_speaks_english_finds_people_by_their_english_names(opened: Opened) -> None:
    program = opened(contest(sealed()))
    place = ("main", "2031Q1", "service", "t1")
    refused = program.refuses(1, "star", "object", *place, "Wang Jianguo", "--on", "2031-04-02", "--reason", "no")
    assert "Wang Jianguo" in refused.complaint
    assert "王建国" not in refused.complaint


def test_f803_english_can_be_added_after_a_period_has_been_closed(opened: Opened, tmp_path: Path) -> None:
    spoken = contest(LIVE)
    silent = {
        name: [{key: value for key, value in row.items() if not key.endswith("_en")} for row in rows]
        for name, rows in spoken.records.items()
    }
    program = opened(replace(spoken, records=silent))
    program.ok("close", "main", "2031Q1")
    assert "person_en" not in program.rows("stars")[0]
    opened(spoken)
    assert program.rows("stars")[0]["person_en"] == "Wang Jianguo"
    period = tmp_path / "folder" / "competition.toml"
    period.write_text(
        period.read_text(encoding="utf-8").replace('name = "第一季度"', 'name = "第一季度"\nname_en = "Spring"')
    )
    program.ok("load", tmp_path / "folder")
    renamed = [{**NOMINEE, "post": "主任"}]
    replace(spoken, records={**spoken.records, "nominees": renamed}).write(tmp_path / "folder")
    assert "nominees.csv" in program.refuses(1, "load", tmp_path / "folder").complaint


def test_f803_an_english_name_that_two_bear_means_neither(opened: Opened) -> None:
    fang, other = ({**NOMINEE, "person": name, "person_en": "Wang Fang"} for name in ("王芳", "王方"))
    spoken = contest(sealed())
    program = opened(replace(spoken, records={**spoken.records, "nominees": [fang, other]}))
    about = ("main", "2031Q1", "service", "t1")
    refused = program.refuses(2, "star", "object", *about, "Wang Fang", "--on", "2031-04-02", "--reason", "no")
    assert refused.complaint.endswith("王芳, 王方")
