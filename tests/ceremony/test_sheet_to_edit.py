"""The sheet that `ceremony plan` prints: what is there to be edited is what counts."""

import tomllib
from pathlib import Path

from scoreboard.ceremony.stage_control import standpoint
from scoreboard.cli.ceremonies import run_sheet_of
from scoreboard.models import Ceremony
from tests.ceremony.stepping import CEREMONY, ready
from tests.ceremony.test_steps import TWO
from tests.contests import opened


def test_a_contest_in_english_alone_has_one_title_to_edit(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, store.transaction() as session:
        sheet = tomllib.loads(run_sheet_of(standpoint(session, CEREMONY), "zh"))
        assert sheet["title_en"]
        assert sheet["venue"] == ""
        ceremony = session.get_one(Ceremony, CEREMONY)
        ceremony.title, ceremony.title_en = "League Regattas September", "League: Regattas, September"
        session.add(ceremony)
        session.flush()
        sheet = tomllib.loads(run_sheet_of(standpoint(session, CEREMONY), "en"))
        assert sheet["title"] == "League: Regattas, September"
        assert "title_en" not in sheet
