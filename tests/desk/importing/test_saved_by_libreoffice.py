"""The same sheets after LibreOffice has saved them, as .ods and as .xls: read as they were before."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.store.engine import Store
from tests.desk.importing.test_previews import CASES, check, store
from tests.programs import program

__all__ = ["store"]

ENDINGS = ("ods", "xls")
WORKBOOKS = {name: case for name, case in CASES.items() if case.ending == "xlsx"}
OTHERWISE = frozenset(
    {
        ("formulas that were never reckoned", "ods"),  # LibreOffice reckons them
        ("formulas that were never reckoned", "xls"),
    }
)
"""What another program has made another sheet of, or an old format does not tell."""

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], bytes]:
    """Each workbook as LibreOffice saves it, by its name and the ending."""
    office, folder = program("soffice"), tmp_path_factory.mktemp("libreoffice")
    files = {name: folder / f"{at}.xlsx" for at, name in enumerate(WORKBOOKS)}
    for name, file in files.items():
        file.write_bytes(WORKBOOKS[name].content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in ENDINGS:
        words = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), *files.values()]
        subprocess.run(words, check=True, capture_output=True, timeout=600)
    return {(name, end): file.with_suffix(f".{end}").read_bytes() for name, file in files.items() for end in ENDINGS}


@pytest.mark.parametrize(
    ("name", "ending"), [(name, end) for name in WORKBOOKS for end in ENDINGS if (name, end) not in OTHERWISE]
)
def test_s19_a_sheet_that_libreoffice_has_saved_is_read_as_it_was_meant(
    store: Store, saved: Mapping[tuple[str, str], bytes], tmp_path: Path, name: str, ending: str
) -> None:
    check(store, tmp_path, replace(CASES[name], content=saved[name, ending], ending=ending))
