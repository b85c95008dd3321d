"""`journal --verify` finds and names what is wrong with a journal, and tables that do not follow from it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import JSON, BigInteger, Boolean, Integer
from sqlalchemy import Date as DateType

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.models import metadata
from scoreboard.models.base import Moment
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.row_digests import MARKED, UNMARKED_COLUMNS, marked_table
from scoreboard.store.verification import Verdict, verify
from screens.desk.import_desk import ImportDesk
from screens.desk.workplace import Workplace
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Date, Series, scores, sealed, towns
from tests.acceptance.conftest import copied
from tests.acceptance.driver import Program
from tests.pairs import each_with_some
from tests.screens.image_samples import crest
from tests.store.kept.asking import Kept, tried

Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
FOLLOWING = {
    "loaded_row": "what a folder said: it decides nothing but what the next load looks at",
    "unit_key": "compared with the units' names",
    "score": "the journal tells every value of it",
    "score_source": "the journal's row of the import names the cell of each score; it decides nothing",
    "journal": "its chain proves it",
}
"""Tables whose rows are not marked, and why; beside them what is public, which is compared with what it comes from."""
CONTEST = Competition(
    series=[
        replace(sealed("roads", "water"), overrides={Q3: {"double_entry": True}}),
        Series("other", settings={"publication": "live", "confirm": "self", "countback": ["decide"]}),
        Series("judged", settings={"publication": "live", "judges": "mean"}),
    ],
    units=towns(4),
    custody=[{"series": "main", "area": "roads", "unit": "t3", "awarded_on": "2030-12-20"}],
    scores=[
        *scores("main", Q1, {"roads": {"t1": 90, "t2": 80}, "water": {"t1": "71.5", "t2": "71.5", "t3": "n/a"}}),
        *scores("main", Q3, {"roads": {"t1": 60, "t2": 50}}, state="draft"),
    ],
    stars=[{"id": "service", "name": "服务星", "voters": {"members": 50, "masses": 50}}],
    nominees=[{"period": Q1, "star": "service", "unit": "t1", "person": "张三", "series": "main"}],
    vetoes=[{"unit": "t4", "veto": "safety", "period": Q1, "reason": "事故", "decided_on": "2031-02-01"}],
    annual={"series": "judged", "honours": {"national": 2}},
    campaigns=[{"name": "承诺日", "start": Date("2031-01-01"), "end": Date("2031-01-10")}],
    records={
        "honours": [
            {"unit": "t1", "level": "national", "title": "先进", "document": "文号", "awarded_on": "2031-01-05"}
        ],
        "pledges": [{"unit": "t1", "person": "李四", "text": "修路", "comparator": ">=", "target": 40}],
        "judges": [{"series": "judged", "period": Q1, "judge": "j1", "name": "赵老师"}],
        "goals": [{"unit": "t1", "scope": "province", "title": "绿化第一"}],
        "livelihood": [{"field": "教育", "title": "校舍", "planned": "150", "spent": "126", "measure": "万元"}],
        "targets": [{"unit": "t1", "series": "main", "area": "roads", "period": Q1}],
        "benchmarks": [{"unit": "t1", "title": "产量", "against": "邻区", "theirs": 12, "ours": 9}],
        "visits": [{"title": "第一批", "unit": "t1", "destination": "邻区", "people": 100}],
        "rectifications": [{"unit": "t2", "series": "main", "area": "roads", "period": Q1, "due": "2031-03-01"}],
    },
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A contest with at least one row in every table that the journal answers for."""
    folder = tmp_path_factory.mktemp("full")
    program = Program(folder / "contest.db", now="2031-04-05T09:00:00+08:00")
    program.at(None).by(None).ok("user", "add", "root", "--role", "admin")
    contest = CONTEST.write(folder / "folder")
    (contest / "crest.png").write_bytes(crest(40))
    settings = contest / "competition.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[competition]", '[competition]\nemblem = "crest.png"', 1), "utf-8"
    )
    (contest / "ceremonies").mkdir(exist_ok=True)
    sheet = 'title = "三季度"\nseries = "main"\nperiod = "2031Q3"\n[[cue]]\nkind = "title"\nimage = "crest.png"\n'
    (contest / "ceremonies" / f"main-{Q3}.toml").write_text(sheet, encoding="utf-8")
    program.ok("load", contest, "--with-clock")
    program.ok("user", "add", "ann", "--role", "operator")
    program.typing("24680").ok("user", "pin", "root")
    program.typing("24680\n75319").ok("user", "pin", "ann")
    program.by("ann").ok("enter", "other", Q1, "roads", "t1", "55.25")
    program.ok("enter", "other", Q1, "roads", "t2", "54")
    for unit in ("t1", "t2"):
        nominee = ("other", Q1, "service", unit, "孙丙")
        program.ok("star", "nominate", *nominee)
        program.ok("star", "count", *nominee, "--members", "9,9,9,9", "--masses", "9,9,9,9")
    program.ok("star", "notice", "other", Q1, "--from", "2031-03-03")
    program.ok("decide", "star", "other", Q1, "service", "--person", "t2:孙丙", "--reason", "lot")
    program.ok("reenter", "main", Q3, "roads", "t1", "61")
    program.ok("return", "main", Q3, "roads", "t1", "--note", "看文件")
    program.ok("confirm", "other", Q1)
    program.ok("unconfirm", "other", Q1, "--unit", "t2")
    program.ok("enter", "other", Q1, "roads", "t2", "53")
    (folder / "sheet.csv").write_text("unit,Works\nt3,53\n", encoding="utf-8")
    import_by_form(program.by("ann"), folder / "sheet.csv")
    program.ok("confirm", "other", Q1)
    program.ok("decide", "place", "other", Q1, "roads", "t2", "t3", "--reason", "抽签")
    program.ok("honour", "t2", "national", "卫生", "--document", "文号二", "--on", "2031-03-01")
    program.ok("pledge", "report", "t1-1", "--actual", "39", "--on", "2031-03-31", "--evidence", "台账")
    program.ok("decide", "tie", "main", Q1, "water", "--holder", "t2", "--reason", "抽签")
    program.ok("close", "main", Q1)
    ceremony = f"main-{Q1}"
    program.ok("ceremony", "seal", ceremony)
    program.ok("cue", "hold", ceremony, "--reason", "停电")
    program.ok("cue", "resume", ceremony)
    play(program, ceremony)
    signed = ("--reason", "漏报", "--approved-by", "ann")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "81", *signed)
    program.ok("veto", "t1", "honesty", "--period", Q1, "--reason", "违纪", "--approved-by", "ann")
    program.ok("decide", "abolition", "t3", "--on", "2031-03-20", "--reason", "撤并")
    for period in (Q1, "2031Q2", "2031Q3"):
        program.ok("close", "judged", period, "--empty")
    program.at("2031-12-01T09:00:00+08:00").ok("year", "close")
    return program


def import_by_form(program: Program, path: Path) -> None:
    """Take a sheet in at the desk, where what is said of its heading is remembered."""
    settings = Settings(str(program.database), "en", program.now, program.acting)
    with closing(Store(settings.paths)) as store:
        desk, choices = ImportDesk(Workplace(store, settings, "other", Q1)), SheetChoices(columns={1: "roads"})
        (table,) = desk.tables(path)
        desk.save(table, desk.preview(table, choices), choices)


def store_of(program: Program) -> Store:
    return Store(Settings(str(program.database)).paths)


def verdict_of(program: Program, head: str | None = None) -> Verdict:
    with closing(store_of(program)) as store, store.read() as session:
        return verify(session, head)


def named(verdict: Verdict) -> list[str]:
    """What a verdict names, as a person is told it."""
    return [finding.sentence("en", openly=True) for finding in verdict.findings]


class Tampering:
    """Somebody who has opened the file: no trigger, no check and no key stands in the way."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = copied(program, folder)
        self._unguard()

    def _unguard(self) -> None:
        """Also what an upgrade has made since."""
        with self.opened() as connection:
            for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{trigger}"')

    def opened(self) -> "closing[sqlite3.Connection]":
        connection = sqlite3.connect(self.program.database, isolation_level=None)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        return closing(connection)

    def do(self, statement: str, *values: object) -> None:
        self._unguard()
        with self.opened() as connection:
            assert connection.execute(statement, values).rowcount > 0, statement


@pytest.fixture
def tampering(full: Program, tmp_path: Path) -> Tampering:
    return Tampering(full, tmp_path)


def test_what_nobody_touched_is_whole(full: Program) -> None:
    verdict = verdict_of(full)
    assert named(verdict) == []
    said = full.ok("journal", "--verify").out
    assert verdict.head in said
    assert f"{verdict.count} rows" in said
    assert verdict.count == len(full.journal())


def test_every_table_is_marked_or_excepted() -> None:
    marked = {marked_table(model).name for model in MARKED}
    public = {name for name in metadata.tables if name.startswith("public_")}
    assert marked | FOLLOWING.keys() | public == set(metadata.tables)
    assert not marked & (FOLLOWING.keys() | public)


def others(column: sqlalchemy.Column[object], value: object) -> Iterator[object]:
    """Other values for a column: one that it could have, and one that it could not."""
    kind = column.type
    if isinstance(kind, Boolean):
        yield 1 - int(bool(value))
    elif isinstance(kind, (Integer, BigInteger)) or getattr(kind, "impl_instance", None).__class__ is BigInteger:
        yield 7 if value is None else int(str(value)) + 100_000
    elif isinstance(kind, JSON):
        yield '["x"]'
    elif isinstance(kind, DateType):
        yield "1999-01-01"
    elif isinstance(kind, Moment):
        yield "1999-01-01T00:00:00.000000+00:00"
    else:
        yield f"{value}x"
    if not (column.primary_key and isinstance(kind, Integer)):  # which SQLite itself keeps a number
        yield b"\xff\xfe"
    if value is not None and not column.primary_key:
        yield None


ANSWERED_FOR = [*(marked_table(model).name for model in MARKED), "score"]


@pytest.mark.parametrize("name", ANSWERED_FOR)
def test_f706_every_edited_field_of_every_table_is_named(tampering: Tampering, name: str) -> None:
    edit_every_field(tampering, name, 1)


@pytest.mark.long
@pytest.mark.parametrize("name", ANSWERED_FOR)
def test_f706_a_field_that_is_edited_in_whatever_way_is_named(tampering: Tampering, name: str) -> None:
    edit_every_field(tampering, name, 3)


def edit_every_field(tampering: Tampering, name: str, ways: int) -> None:
    """Edit each column of a row in so many ways, the first of which is another one for the next column."""
    table = metadata.tables[name]
    keys = [column.name for column in table.primary_key]
    with tampering.opened() as connection, closing(store_of(tampering.program)) as store:
        connection.row_factory = sqlite3.Row
        row = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid LIMIT 1').fetchone()
        assert row is not None, f"no row of {name} to edit"
        called = "/".join(str(row[key]) for key in keys if row[key] != "" or name != "score")
        where = " AND ".join(f'"{key}" = ?' for key in keys)
        unseen: list[str] = []
        for place, column in enumerate(table.columns):
            if (name, column.name) in UNMARKED_COLUMNS:
                continue
            possible = [one for one in others(column, row[column.name]) if one is not None or column.nullable]
            for value in (possible[place % len(possible) :] + possible)[: min(ways, len(possible))]:
                edit = f'UPDATE "{name}" SET "{column.name}" = ? WHERE {where}'
                assert connection.execute(edit, (value, *(row[key] for key in keys))).rowcount == 1
                with store.read() as session:
                    found = [sentence for sentence in named(verify(session)) if called in sentence]
                if not found:
                    unseen.append(f"{column.name} = {value!r}")
                put_back = [row[key] for key in keys]
                if column.name in keys:
                    put_back[keys.index(column.name)] = value
                connection.execute(edit, (row[column.name], *put_back))
    assert not unseen
    assert named(verdict_of(tampering.program)) == []


@pytest.mark.parametrize("name", ANSWERED_FOR)
def test_f706_a_row_that_is_gone_or_new_is_named(tampering: Tampering, name: str) -> None:
    columns = [column.name for column in metadata.tables[name].columns]
    keys = [column.name for column in metadata.tables[name].primary_key]
    last = columns.index(keys[-1] if name != "score" else "unit_id")
    with tampering.opened() as connection:
        row = list(connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid LIMIT 1').fetchone())
        connection.execute(f'DELETE FROM "{name}" WHERE rowid = (SELECT min(rowid) FROM "{name}")')
        gone = named(verdict_of(tampering.program))
        assert any(str(row[last]) in sentence for sentence in gone)
        row[last] = 987_654 if isinstance(row[last], int) else f"{row[last]}-forged"
        connection.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
    new = [sentence for sentence in named(verdict_of(tampering.program)) if sentence not in gone]
    assert any(str(row[last]) in sentence and "no record" in sentence for sentence in new)


def test_f706_a_word_that_a_unit_does_not_answer_to_is_named(tampering: Tampering) -> None:
    tampering.do("UPDATE unit_key SET unit_id = 't2' WHERE unit_id = 't1'")
    assert all("unit_key/" in sentence for sentence in named(verdict_of(tampering.program)))
    tampering.program.refuses(1, "journal", "--verify")


def test_f706_a_tail_that_is_cut_off_is_found_by_a_head_that_was_noted(tampering: Tampering) -> None:
    program = tampering.program
    head, earlier = verdict_of(program).head, program.journal()[3]["hash"]
    program.ok("enter", "other", Q2, "roads", "t1", "1")
    later = verdict_of(program).head
    for noted in (head, earlier, later, later[:16], f"{later[:32]} {later[32:].upper()}"):
        program.ok("journal", "--verify", "--head", noted)
    count = len(program.journal())
    tampering.do("DELETE FROM journal WHERE sequence = ?", count)
    tampering.do("DELETE FROM score WHERE period_id = ?", Q2)
    program.ok("journal", "--verify")  # without a head nothing shows
    program.ok("journal", "--verify", "--head", head)
    assert later in program.refuses(1, "journal", "--verify", "--head", later).complaint


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "0" * 65, "新"])
def test_what_is_no_head_is_refused(full: Program, head: str) -> None:
    full.refuses(2, "journal", "--verify", "--head", head)


def test_a_head_alone_is_refused(full: Program) -> None:
    assert "--verify" in full.refuses(2, "journal", "--head", "0" * 64).complaint
    for zeros in (16, 64):  # where every journal begins: it says nothing of this one
        assert "has the head" in full.refuses(1, "journal", "--verify", "--head", "0" * zeros).err


def test_f706_a_journal_without_rows_is_found(tampering: Tampering) -> None:
    tampering.do("DELETE FROM journal")
    assert "no rows" in tampering.program.refuses(1, "journal", "--verify").complaint


@pytest.mark.parametrize(
    ("column", "value"),
    each_with_some(["before", "after", "marks"], ["{", "", "[" * 100_000, b"\xff\xfe", b"{}", 12, "NaN", '"\\ud800"']),
)
def test_f706_a_row_that_is_not_json_is_named(tampering: Tampering, column: str, value: object) -> None:
    tampering.do(f"UPDATE journal SET {column} = ? WHERE sequence = 4", value)
    complaint = tampering.program.refuses(1, "journal", "--verify").complaint
    assert "row 4 " in complaint


@pytest.mark.parametrize(
    ("column", "value"),
    each_with_some(
        ["at", "machine_at", "who", "proof", "action", "subject", "reason", "request", "previous_hash", "hash"],
        [b"\xff\xfe", "", 12, 1.5, b"bytes", "\x00"],
    ),
)
def test_f706_a_row_of_nonsense_is_named(tampering: Tampering, column: str, value: object) -> None:
    tampering.do(
        f"UPDATE journal SET {column} = CAST(? AS {'TEXT' if value != 12 else 'INTEGER'}) WHERE sequence = 4", value
    )
    assert any("row 4 " in sentence for sentence in named(verdict_of(tampering.program)))
    assert "Traceback" not in tampering.program("journal").err


def test_rows_that_are_missing_are_told_by_their_numbers(tampering: Tampering) -> None:
    tampering.do("DELETE FROM journal WHERE sequence BETWEEN 3 AND 5")
    sentences = named(verdict_of(tampering.program))
    assert "rows 3 to 5 of the journal are gone" in sentences
    assert not any("row 6 of the journal is not what was written" in sentence for sentence in sentences)


def test_scores_are_told_openly_only_to_a_name(tampering: Tampering) -> None:
    tampering.do("UPDATE score SET value = 876500 WHERE period_id = ? AND unit_id = 't1'", Q3)
    program = tampering.program
    assert "87.65" in program("journal", "--verify").err
    told = program.by(None)("journal", "--verify")
    assert "87.65" not in told.err + told.out
    assert f"main/{Q3}/roads/t1" in told.err


def test_more_than_a_screen_of_findings_is_counted(tampering: Tampering) -> None:
    tampering.do("UPDATE journal SET who = 'ghost'")
    result = tampering.program("journal", "--verify")
    assert result.code == 1
    assert len(result.err.splitlines()) == 1 + 50
    wrong = int(result.complaint.split()[0])
    assert wrong >= len(tampering.program.journal())
    assert f"and {wrong - 50} more" in result.err


def test_a_backup_is_verified_by_the_head_that_it_printed(full: Program, tmp_path: Path) -> None:
    program = copied(full, tmp_path)
    printed = program.ok("backup", tmp_path / "backup").out
    head = next(word for word in printed.replace("\n", " ").split() if len(word) == 64)
    program.ok("journal", "--verify", "--head", head)
    backup = Program(tmp_path / "backup", now=program.now)
    backup.ok("journal", "--verify", "--head", head)
    program.ok("enter", "other", Q2, "roads", "t1", "1")
    backup.refuses(1, "journal", "--verify", "--head", verdict_of(program).head)


def test_paper_names_the_head(full: Program, tmp_path: Path) -> None:
    program = copied(full, tmp_path)
    for words in (("ceremony", "envelope", f"main-{Q1}"), ("ceremony", "plan", f"main-{Q1}", "--script")):
        printed = program.ok(*words).out
        noted = [word for word in printed.replace("`", " ").split() if len(word) == 64]
        assert verdict_of(program).head in noted
        program.ok("enter", "other", Q2, "roads", "t1", "1")
        program.ok("journal", "--verify", "--head", [word for word in noted if word in str(program.journal())][-1])


@pytest.mark.parametrize("kept", tried())
def test_a_database_of_an_older_program_is_answered_for_after_its_upgrade(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    tampering = Tampering(kept.unpack(tmp_path / "kept"), tmp_path)
    assert named(verdict_of(tampering.program)) == []
    tampering.do("UPDATE score SET value = value + 1 WHERE value IS NOT NULL AND judge = ''")
    tampering.do("UPDATE custody_entry SET reason = 'x' WHERE id = 1")
    tampering.do("UPDATE person SET role = 'admin' WHERE role = 'operator'")
    with closing(Store(Settings(str(tampering.program.database)).paths)) as store, store.read() as session:
        wrong = verify(session, most=100_000).findings
    found = " ".join(finding.sentence("en", openly=True) for finding in wrong)
    assert "score " in found
    assert "custody_entry/1 " in found
    assert "person/" in found
