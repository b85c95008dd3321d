"""What a paper says, whatever it is printed as, without its white space."""

import re
from html import unescape

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.acceptance.driver import Program


def text_of(program: Program, form: str, *words: object) -> str:
    """The text of what a command prints as `form`, which is md, html, xlsx or pdf."""
    file = program.database.parent / f"paper.{form}"
    program.ok(*words, "--format", form, "--output", file)
    if form == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(file).pages)
    elif form == "xlsx":
        cells = (cell for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for cell in row)
        said = "\n".join(str(cell) for cell in cells if cell is not None)
    else:
        said = unescape(re.sub("<[^>]*>", "", file.read_text(encoding="utf-8")))
    return "".join(said.split())
