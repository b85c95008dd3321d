"""The proof: all that the hall and the public were told is held against the seal, whatever somebody edits."""

import contextlib
import json
import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from scoreboard.ceremony.seal import verify
from scoreboard.desk.opening_seals import publish_seal
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Ceremony, Seal
from scoreboard.rules.sealing import commitment, digest
from scoreboard.settings import Settings
from scoreboard.store.public.file import differing, rebuild
from tests.ceremony.stepping import CEREMONY, SECOND, play, ready
from tests.ceremony.test_seal import correction, do, proof, seal_it
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import CHIEF, NOW, Shape, opened


def without_guards(settings: Settings) -> None:
    with opened(settings) as store, store.transaction() as session:
        for name in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            session.execute(text(f'DROP TRIGGER "{name}"'))


CAPTION = json.dumps("县01")[1:-1]
OTHER = json.dumps("县02")[1:-1]
NAMES = "UPDATE public_fact SET value = replace(value, '县01', '县02') WHERE kind = 'unit'"
EDITS = {
    "names on boards": NAMES,
    "names in the bulletin": "UPDATE public_print SET value = replace(value, '县01', '县02')",
    "shown scores": "UPDATE public_score SET value = 999900 WHERE value = 915000",
    "who holds a flag": """UPDATE public_fact SET value = replace(value, '"holders":["c01"]', '"holders":["c02"]')""",
    "shown margins": """UPDATE public_fact SET value = replace(value, '"margin":"1', '"margin":"7')""",
    "the bulletin": "UPDATE public_print SET value = replace(value, '91.50', '91.60')",
    "winners on the stage": """UPDATE stage SET scene = replace(scene, '"c01"', '"c02"')
        WHERE scene LIKE '%transfer%'""",
    "scores on the stage": "UPDATE stage SET scene = replace(scene, '91.50', '91.60')",
    "third place": "UPDATE stage SET scene = replace(scene, '\"rank\": 3', '\"rank\": 2')",
    "a star's winner": 'UPDATE stage SET scene = replace(scene, \'"result": "\', \'"result": "1\')',
    "names on the stage": f"UPDATE stage SET scene = replace(scene, '{CAPTION}', '{OTHER}')",
    "the table at the end": """UPDATE stage SET scene = replace(scene, '"flags": 1', '"flags": 2')""",
    "the commitment at the end": 'UPDATE stage SET scene = replace(scene, \'"commitment": "\', \'"commitment": "a\')'
    " WHERE scene LIKE '%closing%'",
    "the sealed sheet": "UPDATE seal SET sheet = '[]'",
    "the sheet": """UPDATE ceremony SET cues = '[{"kind":"title"}]'""",
    "both sheets": """UPDATE ceremony SET cues = '[{"kind":"title"}]'; UPDATE seal SET sheet = '[{"kind":"title"}]'""",
}


@cache
def _finished() -> dict[str, bytes]:
    """The files of a sealed ceremony that has been held, without what keeps its tables from being edited."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ready(Path(folder), TWO, Shape(nominees=NOMINEES))
        seal_it(settings)
        play(settings)
        without_guards(settings)
        return {path.name: path.read_bytes() for path in Path(folder).glob("*.db")}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    place = tmp_path_factory.mktemp("finished")
    for name, content in _finished().items():
        (place / name).write_bytes(content)
    return Settings(str(place / "contest.db"), "en", NOW, CHIEF)


@pytest.mark.files
@pytest.mark.parametrize("what", EDITS)
def test_whatever_the_hall_was_told_is_compared(finished: Settings, what: str) -> None:
    with opened(finished) as store, store.read() as session:
        assert verify(session, CEREMONY).good
        before = rows_of(session)
        for statement in EDITS[what].split(";"):
            session.execute(text(statement))
        session.expire_all()
        assert rows_of(session) != before, "the edit hits something"
        assert not verify(session, CEREMONY).good
        session.rollback()


def rows_of(session: Session) -> list[Any]:
    return [
        session.execute(text(f"SELECT * FROM {table}")).all()
        for table in ("public_fact", "public_score", "public_print", "stage", "seal", "ceremony")
    ]


@pytest.mark.files
@pytest.mark.parametrize(
    ("table", "edit", "place"),
    [
        ("public_fact", """value = replace(value, '"c01"', '"c02"')""", "flags/main/2030Q1"),
        ("public_score", "value = value + 1", "ranking/main/2030Q1/a2"),
        ("public_standing", "value = value + 1", "ranking/main/2030Q1/a2"),
        ("public_level", "units = units + 1", "ranking/main/2030Q1/a2"),
        ("public_print", "value = replace(value, '县01', '县02')", "bulletin/main/2030Q1"),
        ("stage", f"scene = replace(scene, '{CAPTION}', '{OTHER}')", ""),
    ],
)
def test_every_row_of_the_public_file_is_compared(tmp_path: Path, table: str, edit: str, place: str) -> None:
    settings = ready(tmp_path, TWO)
    seal_it(settings)
    play(settings)
    with contextlib.closing(sqlite3.connect(settings.paths.public)) as public:
        public.execute(f"UPDATE {table} SET {edit}")
        public.commit()
    strange = differing(settings.paths.main, settings.paths.public)
    assert any(board == place for board, _ in strange)
    with opened(settings) as store, store.read() as session:
        assert not verify(session, CEREMONY, strange).good
    rebuild(settings.paths.main, settings.paths.public)
    assert differing(settings.paths.main, settings.paths.public) == []


@pytest.mark.files
def test_a_seal_of_an_earlier_version_holds_as_far_as_it_goes(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    made = seal_it(settings)
    old = []
    for one in made.results[:-1]:
        result = {name: value for name, value in one["result"].items() if name not in ("names", "shown")}
        old.append({**one, "result": result, "digest": digest(bytes.fromhex(one["salt"]), result)})
    without_guards(settings)
    with opened(settings) as store, store.transaction() as session:
        seal_row = session.get_one(Seal, made.id)
        seal_row.results, seal_row.commitment = old, commitment(one["digest"] for one in old)
        session.add(seal_row)
        session.execute(text("DELETE FROM public_fact WHERE kind = 'seal'"))
        seals = "SELECT number FROM public_board WHERE key LIKE 'seal/%'"
        session.execute(text(f"DELETE FROM public_touch WHERE board IN ({seals})"))
        session.execute(text("UPDATE public_board SET revision = 0, change = 0 WHERE key LIKE 'seal/%'"))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        publish_seal(writing, writing.session.get_one(Ceremony, CEREMONY))
    play(settings, until=6)
    assert proof(settings).good
    do(settings, correction("c03", "89", SECOND))
    amended = proof(settings)
    assert amended.good
    assert [one.amended for one in amended.results] == [True, False, False, True], (
        "what did not change is not sealed again"
    )
    play(settings)
    assert proof(settings).good
