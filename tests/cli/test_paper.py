"""Bulletins, scripts and envelopes into files: PDF with what an office expects, workbooks with figures that count."""

import io
import os
import pty
import re
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.cli.test_periods import Q1, ceremonial, play


def words_of(paper: Path | bytes) -> str:
    """All that a PDF says, without breaks."""
    source = io.BytesIO(paper) if isinstance(paper, bytes) else paper
    return "".join("".join(page.extract_text().split()) for page in PdfReader(source).pages)


def workbook_of(program: Program, *words: object) -> Workbook:
    file = program.database.parent / "out.xlsx"
    program.ok("bulletin", "main", Q1, *words, "--output", file)
    return load_workbook(file)


@pytest.fixture
def published(opened: Opened) -> Program:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    play(program, f"main-{Q1}")
    return program


def test_a_bulletin_as_pdf_has_its_number_who_publishes_it_its_day_and_room_for_a_seal(published: Program) -> None:
    file = published.database.parent / "bulletin.pdf"
    for lang, said in (
        ("zh", ("湖区夺旗〔2031〕3号", "青槐乡", "roads先锋旗", "60.00", "（印章）", "2031年7月1日")),
        ("en", ("湖区夺旗〔2031〕3号", "Townt1", "Roads", "60.00", "(seal)", "1July2031")),
    ):
        published.speaking(lang).ok("bulletin", "main", Q1, "--number", "湖区夺旗〔2031〕3号", "--output", file)
        text = words_of(file)
        assert [word for word in said if word not in text] == []
        assert "—1—" in text


def test_the_ending_of_a_file_says_its_form_and_format_overrules_it(published: Program) -> None:
    folder = published.database.parent
    for name, begins in (
        ("b.md", b"# "),
        ("b.html", b"<!DOCTYPE"),
        ("b.PDF", b"%PDF"),
        ("b.xlsx", b"PK"),
        ("b", b"# "),
    ):
        published.ok("bulletin", "main", Q1, "--output", folder / name)
        assert (folder / name).read_bytes().startswith(begins)
    published.ok("bulletin", "main", Q1, "--format", "html", "--output", folder / "b.pdf")
    assert (folder / "b.pdf").read_bytes().startswith(b"<!DOCTYPE")
    published.refuses(2, "bulletin", "main", Q1, "--output", folder / "none" / "b.pdf")


def test_a_workbook_has_a_sheet_a_table_and_its_figures_are_numbers(published: Program) -> None:
    book = workbook_of(published)
    ranking = book["Roads"]
    assert ranking.freeze_panes == "A2"
    assert [cell.value for cell in ranking[1]] == ["Rank", "Unit", "Score"]
    first = ranking[2]
    assert (first[0].value, first[1].value, Decimal(str(first[2].value))) == (1, "Town t1", Decimal(60))
    assert (first[2].data_type, first[2].number_format) == ("n", "0.00")
    assert (ranking.page_setup.paperSize, ranking.page_setup.orientation) == (9, "portrait"), "A4, upright"
    assert ranking.sheet_properties.pageSetUpPr.fitToPage
    assert "Roads" in ranking.oddHeader.center.text
    assert first[0].border.left.style == "thin"
    assert book.sheetnames[0] == "Bulletin"
    assert "Bulletin" in book["Bulletin"]["A1"].value


def test_nothing_in_a_workbook_is_a_formula(opened: Opened) -> None:
    risky_names = ("=1+1", "=cmd|'/c calc'!A0"), ("@cmd", "+1")
    units = [{**town, "name": zh, "name_en": en} for town, (zh, en) in zip(towns(2), risky_names, strict=True)]
    program = opened(
        Competition(series=[sealed("roads")], units=units, scores=scores("main", Q1, {"roads": {"t1": "1", "t2": "2"}}))
    )
    program.ok("close", "main", Q1)
    play(program, f"main-{Q1}")
    for lang in ("zh", "en"):
        book = workbook_of(program.speaking(lang))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        risky = [cell for cell in cells if str(cell.value)[:1] in ("=", "@", "+")]
        assert risky
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_a_script_and_an_envelope_are_pdf_too(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    ceremony, folder = f"main-{Q1}", program.database.parent
    program.ok("ceremony", "seal", ceremony)
    program.ok("ceremony", "plan", ceremony, "--hold-back", "--output", folder / "script.pdf")
    program.ok("ceremony", "envelope", ceremony, "--output", folder / "envelope.pdf")
    assert "Townt1" not in words_of(folder / "script.pdf")
    assert "Winner:Townt1" in words_of(folder / "envelope.pdf")


def test_a_commitment_that_is_copied_out_of_an_envelope_is_taken(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    ceremony, file = f"main-{Q1}", program.database.parent / "envelope.pdf"
    (commitment,) = re.findall(r"[0-9a-f]{64}", program.ok("ceremony", "seal", ceremony).out)
    program.ok("ceremony", "envelope", ceremony, "--output", file)
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert not [one for one in text if unicodedata.category(one) == "Cf"]
    assert commitment in "".join(text.split())
    groups = " ".join(commitment[at : at + 8] for at in range(0, 64, 8))
    for copied in (commitment, "\u200b".join(commitment), groups, commitment[:40] + "\n" + commitment[40:].upper()):
        program.ok("ceremony", "verify", ceremony, "--commitment", copied)
    program.refuses(1, "ceremony", "verify", ceremony, "--commitment", commitment[:-1])


def test_a_pdf_goes_to_a_pipe_and_never_to_a_terminal(published: Program) -> None:
    command = [sys.executable, "-m", "scoreboard", *published.words(("bulletin", "main", Q1, "--format", "pdf"))]
    surroundings = {**os.environ, "SCOREBOARD_DATABASE": str(published.database)}
    piped = subprocess.run(command, capture_output=True, check=True, env=surroundings)
    assert "青槐乡" in words_of(piped.stdout)
    parent, child = pty.openpty()
    shown = subprocess.run(command, stdout=child, stderr=subprocess.PIPE, check=False, env=surroundings)
    os.close(child)
    os.close(parent)
    assert shown.returncode == 2
    assert b"--output" in shown.stderr
