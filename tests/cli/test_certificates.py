"""Certificates: a page for each flag holder and each star that is public, and never one for what is sealed."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, contest, people
from tests.cli.test_paper import words_of
from tests.cli.test_periods import Q1

TIED = {"roads": {"t1": "60", "t2": "60", "t3": "40"}, "woods": {"t1": "10", "t2": "20", "t3": "30"}}


@pytest.fixture
def joint(opened: Opened) -> Program:
    return opened(
        Competition(
            series=[sealed("roads", "woods", tie="joint")],
            units=towns(3),
            custody=held("main", {"woods": "t3"}),
            scores=scores("main", Q1, TIED),
        )
    )


def pages_of(file: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_each_holder_has_a_page_also_where_a_flag_is_held_jointly(joint: Program) -> None:
    joint.ok("close", "main", Q1)
    play(joint, f"main-{Q1}")
    file = joint.database.parent / "all.pdf"
    joint.ok("certificates", "main", Q1, "--output", file)
    pages = pages_of(file)
    assert len(pages) == 3
    for page, said in zip(pages, (("Townt1", "jointly"), ("Townt2", "jointly"), ("Townt3", "defended")), strict=True):
        assert [word for word in (*said, "(seal)", "1July2031") if word not in page] == []
    html = joint.database.parent / "all.html"
    joint.speaking("zh").ok("certificates", "main", Q1, "--output", html)
    text = html.read_text(encoding="utf-8")
    assert text.count("<section>") == 3
    assert all(word in text for word in ("青槐乡", "roads先锋旗", "共同获得", "保旗", "2031年7月1日"))


def test_nothing_sealed_is_on_a_certificate(joint: Program) -> None:
    file = joint.database.parent / "all.pdf"
    joint.ok("close", "main", Q1)
    joint.refuses(1, "certificates", "main", Q1, "--output", file)
    ceremony = f"main-{Q1}"
    sheets = []
    while not file.exists() or "Townt3" not in words_of(file):
        joint.ok("cue", "next", ceremony)
        if joint.rows("flags"):
            joint.ok("certificates", "main", Q1, "--output", file)
            sheets.append(len(pages_of(file)))
    assert sheets[0] == 2
    assert sheets[-1] == 3


def test_a_name_is_text_whatever_is_in_it(opened: Opened) -> None:
    names = {"name": "#panic()[x]$y$", "name_en": '<b>*_`@\\u{41}" & #sys.version'}
    units = [{**town, **(names if town["id"] == "t1" else {})} for town in towns(2)]
    program = opened(
        Competition(series=[sealed("roads")], units=units, scores=scores("main", Q1, {"roads": {"t1": "2", "t2": "1"}}))
    )
    program.ok("close", "main", Q1)
    play(program, f"main-{Q1}")
    folder = program.database.parent
    for lang, said in (("zh", "#panic()[x]$y$"), ("en", "#sys.version")):
        program.speaking(lang).ok("certificates", "main", Q1, "--output", folder / "c.pdf")
        program.speaking(lang).ok("bulletin", "main", Q1, "--output", folder / "b.pdf")
        program.speaking(lang).ok("notice", "unit", "t1", "--output", folder / "n.pdf")
        for name in ("c", "b", "n"):
            assert said in words_of(folder / f"{name}.pdf")


def test_after_an_abolition_only_what_is_true_is_told_on_the_day_of_the_award(joint: Program) -> None:
    joint.ok("close", "main", Q1)
    play(joint, f"main-{Q1}")
    joint = joint.at("2031-08-20T09:00:00+08:00")
    joint.ok("decide", "abolition", "t2", "--on", "2031-08-10", "--reason", "并入一镇")
    file = joint.database.parent / "all.pdf"
    joint.ok("certificates", "main", Q1, "--output", file)
    first, last = pages_of(file)
    assert [word for word in ("Townt1", "wasawardedthisflag", "1July2031") if word not in first] == []
    assert "first" not in first
    assert [word for word in ("Townt3", "defended", "1July2031") if word not in last] == []


def test_a_stars_certificate_bears_the_day_of_its_election(opened: Opened) -> None:
    program = opened(contest(series=live(confirm="self"))).at("2010-10-08T09:00:00+08:00")
    people(program, {1: (9, 9)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at("2010-10-12T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3", "--on", "2010-10-10")
    assert program.rows("stars")[0]["awarded_on"] == "2010-10-10"
    file = program.database.parent / "stars.html"
    program.at("2010-12-01T09:00:00+08:00").ok("certificates", "main", "2010Q3", "--output", file)
    text = file.read_text(encoding="utf-8")
    assert "10 October 2010" in text
    assert '<div class="of">Town t1, 干部</div>' in text, "it ran together"
    assert " elected in " not in text, "no title of a contest is short of an article"
