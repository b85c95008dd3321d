"""The office that issues a series' bulletins signs whatever else is printed of it; without one its host does."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
OFFICE, OFFICE_EN, HOST = "湖区争先创优活动领导小组办公室", "Office of the Leading Group", "湖区"


def quarter(opened: Opened, paper: str, **issuer: str) -> Program:
    """A quarter as far as a paper needs it: with a star on notice, or its ceremony sealed."""
    program = opened(
        Competition(
            series=[Series(areas=("roads",), settings={"confirm": "self", **issuer})],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": 95, "t2": 80, "t3": 70}}),
            stars=[{"id": "service", "name": "服务星"}],
        )
    ).at("2031-08-01T09:00:00+08:00")
    if paper == "envelope":
        program.ok("close", "main", Q1)
        program.ok("ceremony", "seal", f"main-{Q1}")
        return program.speaking("zh")
    star = ("main", Q1, "service", "t1", "赵甲")
    program.ok("star", "nominate", *star)
    program.ok("star", "count", *star, "--members", "9,9,9,9", "--masses", "9,9,9,9")
    program.ok("star", "notice", "main", Q1, "--from", "2031-07-30")
    return program.speaking("zh")


def text_of(program: Program, *words: object) -> str:
    file = program.database.parent / "paper.pdf"
    program.ok(*words, "--format", "pdf", "--output", file)
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


PAPERS = {
    "notice": ("notice", "stars", "--series", "main", "--period", Q1),
    "envelope": ("ceremony", "envelope", f"main-{Q1}"),
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("issuer", "lang", "signed"),
    [
        ({"issuer": OFFICE, "issuer_en": OFFICE_EN}, "zh", OFFICE),
        ({"issuer": OFFICE, "issuer_en": OFFICE_EN}, "en", OFFICE_EN),
        ({"issuer": OFFICE}, "en", "Lake"),
        ({}, "zh", HOST),
    ],
)
def test_a_paper_is_signed_by_the_office_that_issues_it(
    opened: Opened, paper: str, issuer: dict[str, str], lang: str, signed: str
) -> None:
    program = quarter(opened, paper, **issuer).speaking(lang)
    text = text_of(program, *PAPERS[paper])
    assert "".join(signed.split()) in text
    assert OFFICE not in text or signed == OFFICE


@pytest.mark.parametrize(("issuer", "signed"), [({"issuer": OFFICE}, OFFICE), ({}, HOST)])
def test_certificates_are_given_by_it(opened: Opened, tmp_path: Path, issuer: dict[str, str], signed: str) -> None:
    program = opened(
        Competition(
            series=[Series(areas=("roads",), settings={"publication": "live", "confirm": "self", **issuer})],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 95, "t2": 80}}),
        )
    ).at("2031-08-01T09:00:00+08:00")
    program.ok("close", "main", Q1)
    given = tmp_path / "given.html"
    program.speaking("zh").ok("certificates", "main", Q1, "--format", "html", "--output", given)
    assert f'<div class="signed">{signed}<br>' in given.read_text(encoding="utf-8")


def test_the_notice_of_a_county_is_signed_by_the_county(opened: Opened) -> None:
    units = [
        *towns(2),
        {"id": "v1", "name": "北村", "kind": "village", "parent": "t1", "pool": "village"},
        {"id": "v2", "name": "南村", "kind": "village", "parent": "t1", "pool": "village"},
    ]
    program = opened(
        Competition(
            series=[Series(), Series(id="inner", areas=("order",), host="t1", pools=("village",))],
            units=units,
            stars=[{"id": "service", "name": "服务星"}],
        )
    ).at("2031-08-01T09:00:00+08:00")
    star = ("inner", Q1, "service", "v1", "赵甲")
    program.ok("star", "nominate", *star)
    program.ok("star", "count", *star, "--members", "9,9,9,9", "--masses", "9,9,9,9")
    program.ok("star", "notice", "inner", Q1, "--from", "2031-07-30")
    text = text_of(program.speaking("zh"), "notice", "stars", "--series", "inner", "--period", Q1)
    assert "电话：青槐乡日期：" in text
