"""The judges of judges.csv: a database that kept them among a period's settings has rows for them."""

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from scoreboard.desk import identity
from scoreboard.settings import database_paths
from scoreboard.store.engine import Store
from tests.acceptance.driver import Program
from tests.store.kept.asking import Kept
from tests.store.kept.making import LAKE, LAKE_CUSTODY, LAKE_JUDGES, LAKE_NOMINEES, LAKE_UNITS

NAMED = [
    *(("2030Q4", judge, name) for judge, name in (("j3", "周丙"), ("j1", "吴甲"), ("j2", "郑乙"))),
    *(("2031Q2", judge, name) for judge, name in (("j1", "吴甲"), ("j2", "j2"), ("j3", "周丙"), ("j4", "王丁"))),
]
"""The judges of main in the kept database, in the order of the folder."""


@pytest.fixture
def waiting(tmp_path: Path) -> Program:
    return Kept("0006", "waiting").unpack(tmp_path)


def asked(program: Program, query: str) -> list[tuple[Any, ...]]:
    with closing(connect(program.database)) as connection:
        return connection.execute(query).fetchall()


def settings(program: Program) -> dict[tuple[str, str], dict[str, Any]]:
    rows = asked(program, "SELECT series_id, period_id, overrides FROM series_period")
    return {(series, period): json.loads(overrides) for series, period, overrides in rows}


def judges(program: Program) -> list[tuple[Any, ...]]:
    return asked(program, "SELECT period_id, id, name FROM panel_judge ORDER BY period_id, position")


def test_judges_among_settings_have_rows_since(waiting: Program) -> None:
    before = settings(waiting)
    assert sum("panel" in one for one in before.values()) == 2
    waiting.at(None).ok("db", "upgrade")
    assert judges(waiting) == NAMED
    assert settings(waiting) == {
        place: {name: value for name, value in one.items() if name != "panel"} for place, one in before.items()
    }
    waiting.ok("journal", "--verify")
    with closing(Store(database_paths(str(waiting.database)))) as store, store.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "scoreboard.store:migrations")
        config.attributes["connection"] = connection
        command.downgrade(config, "0008")
    assert settings(waiting) == before, "the way back"


def test_the_folder_of_before_changes_nothing_and_another_panel_does(
    waiting: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.at(None).ok("db", "upgrade")
    monkeypatch.setattr(identity, "account", lambda: "admin-1")
    folder, admin = tmp_path / "folder", waiting.by("admin")
    folder.mkdir()
    texts = {"competition.toml": LAKE, "units.csv": LAKE_UNITS, "custody.csv": LAKE_CUSTODY}
    texts |= {"nominees.csv": LAKE_NOMINEES, "judges.csv": LAKE_JUDGES}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    admin.ok("load", folder)
    assert judges(waiting) == NAMED
    open_alone = LAKE_JUDGES.replace("main,2031Q2,j4,王丁\n", "").replace("main,2031Q2,j3,周丙", "main,2031Q2,j3,周三")
    (folder / "judges.csv").write_text(open_alone, encoding="utf-8")
    admin.ok("load", folder)
    assert judges(waiting)[3:] == [("2031Q2", "j1", "吴甲"), ("2031Q2", "j2", "j2"), ("2031Q2", "j3", "周三")]
    waiting.ok("journal", "--verify")
    for text, said in ((open_alone.replace("周丙", "周"), "judges.csv"), (None, "main/2030Q4/j3")):
        (folder / "judges.csv").unlink()
        if text is not None:
            (folder / "judges.csv").write_text(text, encoding="utf-8")
        assert said in admin.refuses(1, "load", folder).complaint, "that of a closed period stays"
