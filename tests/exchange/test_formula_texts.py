"""F711 where a file goes both ways: a spreadsheet runs nothing of it, and `load` reads what was meant."""

from pathlib import Path

import pytest

from scoreboard.exchange.csv_rows import each_row
from scoreboard.exchange.csv_writing import rows_text, write_rows
from scoreboard.exchange.formats.honours import DeclaredHonour
from scoreboard.exchange.problems import Problems

TITLES = ("=1+1", "+国家级", "-省级", "@全国", "'引号", "全国先进", "-5.25")


@pytest.mark.parametrize("title", TITLES)
def test_f711_a_text_that_is_handed_over_is_harmless_and_read_back_as_it_was(title: str, tmp_path: Path) -> None:
    honour = DeclaredHonour(unit="t1", level="national", title=title, document="=A1")
    write_rows(tmp_path, DeclaredHonour, [honour])
    runs = title[0] in "=+-@" and title != "-5.25"
    assert (f",'{title}," if runs else f",{title},") in rows_text(DeclaredHonour, [honour])
    problems = Problems()
    (row,) = each_row(tmp_path, DeclaredHonour, problems)
    assert not len(problems)
    assert (row.written.title, row.written.document) == (title, "=A1")
