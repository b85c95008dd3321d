"""What an .ods says of its cells besides their values, with rows and cells that stand there several times."""

import io
import zipfile

from scoreboard.exchange.workbooks.opendocument import look_at
from scoreboard.exchange.workbooks.raw_sheet import Flaw

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)


def archive_of(rows: str) -> zipfile.ZipFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        table = f'<table:table table:name="成绩">{rows}</table:table>'
        archive.writestr("content.xml", f"<office:document-content {NAMES}>{table}</office:document-content>")
    return zipfile.ZipFile(io.BytesIO(file.getvalue()))


def cell(words: str, text: str = "") -> str:
    return f"<table:table-cell {words}><text:p>{text}</text:p></table:table-cell>"


def test_percentages_logical_values_errors_and_merged_cells_are_seen_where_they_stand() -> None:
    rows = "".join(
        (
            f'<table:table-row table:number-rows-repeated="3">{cell("")}</table:table-row><table:table-row>',
            cell('table:number-columns-repeated="2"'),
            cell('office:value-type="percentage" office:value="0.955"'),
            cell('table:formula="of:=TRUE()"', "TRUE"),
            cell("", "#N/A"),
            "</table:table-row><table:table-row>",
            cell('table:number-columns-spanned="3"'),
            "</table:table-row>",
        )
    )
    look = look_at(archive_of(rows))["成绩"]
    assert look.flaws == {(3, 2): (Flaw.PERCENT, "95.5%"), (3, 3): (Flaw.LOGICAL, "TRUE"), (3, 4): (Flaw.ERROR, "#N/A")}
    assert look.merged == [((4, 0), (4, 2))]


def test_a_plain_sheet_is_not_looked_through() -> None:
    assert look_at(archive_of(f"<table:table-row>{cell('', '88.5')}</table:table-row>")) == {}
