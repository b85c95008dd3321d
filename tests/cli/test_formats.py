"""What `show` prints: the keys of docs/contract.md in JSON (more are allowed), CSV that a reader reads, tables."""

import csv
import io
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.conftest import copied
from tests.acceptance.driver import Program

Q1, Q2 = "2031Q1", "2031Q2"
HOSTILE = "[/x]青[bold]槐“é”乡"
BOARD = {"board", "competition", "series", "period", "revision", "published_at", "rows"}
RANKING = {"rank", "pool", "unit", "name", "score", "score_exact", "tied", "status", "change"}
FLAGS = {
    *("area", "flag", "holders", "previous", "outcome", "defences", "margin", "margin_exact", "pool"),
    *("awarded_on", "reason"),
}
STARS = {"star", "unit", "person", "result", "status", "notice_until"}
CEREMONY = {"ceremony", "sequence", "cue", "step", "covered", "rehearsal", "revealed"}
OUTCOMES = {"captured", "defended", "joint", "retained", "vacant", "revoked", "first"}
STATUSES = {"ranked", "vetoed", "missing", "n/a"}
STAR_STATES = {"nominated", "incomplete", "void", "on-notice", "objected", "withdrawn", "confirmed", "vacant"}


@pytest.fixture(scope="module")
def shown(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A contest that has been awarded, with everything that a row can say."""
    folder = tmp_path_factory.mktemp("shown")
    program = Program(folder / "contest.db")
    program.database.write_bytes(database_with_root.read_bytes())
    units = towns(6)
    units[1] = {**units[1], "name": HOSTILE, "short_name": "a|b,c;d", "name_en": "[red]Town[/red] \\[x]"}
    cells = {
        "roads": {"t1": "90.005", "t2": "90.004", "t3": "n/a", "t4": "12", "t5": "95"},
        "water": {"t1": "80", "t2": "80"},
        "schools": {"t1": "1"},
    }
    votes = {
        f"{group}_{count}": 5 for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
    }
    competition = Competition(
        series=[Series("main", tuple(cells), settings={"confirm": "self", "tie": "joint", "minimum": 50})],
        units=units,
        custody=held("main", dict.fromkeys(cells, "t1")),
        scores=[*scores("main", Q1, cells), *scores("main", Q2, {"roads": {"t1": 60}})],
        stars=[{"id": "service", "name": "服务星"}],
        nominees=[
            {"period": Q1, "star": "service", "unit": "t2", "person": "张=三", "status": "confirmed", **votes},
            {"period": Q1, "star": "service", "unit": "t1", "person": "李四"},
        ],
        vetoes=[{"unit": "t5", "veto": "safety", "period": Q1, "reason": "事故", "decided_on": "2031-03-01"}],
    )
    program.ok("load", competition.write(folder / "folder"), "--with-clock")
    program.ok("close", "main", Q1)
    play(program, f"main-{Q1}")
    return program


def test_boards(shown: Program) -> None:
    for board in ("ranking", "flags", "stars", "ceremony"):
        payload = shown.show(board)
        assert payload.keys() >= BOARD, board
        assert payload["board"] == board
        assert (payload["competition"], payload["period"]) == ("lake-2031", Q1)
        assert payload["series"] == (None if board == "stars" else "main")
        assert payload["revision"] >= 1
        moment = datetime.fromisoformat(payload["published_at"])
        assert moment.utcoffset() is not None
        assert payload["published_at"].endswith("+08:00")


def test_ranking_rows(shown: Program) -> None:
    rows = shown.rows("ranking", "--area", "roads")
    assert len(rows) == 6
    for row in rows:
        assert row.keys() >= RANKING
        assert row["status"] in STATUSES
        assert (row["rank"] is None) == (row["status"] != "ranked")
        assert row["pool"] == "town"
        assert isinstance(row["tied"], bool)
        assert row["score"] is None or re.fullmatch(r"\d+\.\d\d", row["score"])
        assert row["score_exact"] is None or re.fullmatch(r"\d+\.\d{2,4}", row["score_exact"])
    states = {row["unit"]: (row["rank"], row["status"], row["score"]) for row in rows}
    assert states == {
        "t1": (1, "ranked", "90.01"),
        "t2": (2, "ranked", "90.00"),
        "t4": (3, "ranked", "12.00"),
        "t5": (None, "vetoed", "95.00"),
        "t6": (None, "missing", None),
        "t3": (None, "n/a", None),
    }
    assert [row["unit"] for row in rows] == ["t1", "t2", "t4", "t5", "t6", "t3"]
    assert rows[1]["name"] == HOSTILE


def test_overall_rows(shown: Program) -> None:
    for row in shown.rows("ranking"):
        assert row.keys() >= {"rank", "unit", "name", "flags", "score"}
        assert isinstance(row["flags"], int)
    assert shown.show("ranking")["area"] is None


def test_flags_rows(shown: Program) -> None:
    rows = shown.flags()
    assert set(rows) == {"roads", "water", "schools"}
    for row in rows.values():
        assert row.keys() >= FLAGS
        assert row["outcome"] in OUTCOMES
        assert row["pool"] is None
        for holder in (*row["holders"], *row["previous"]):
            assert holder.keys() >= {"unit", "name"}
        assert row["defences"].keys() == {holder["unit"] for holder in row["holders"]}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["awarded_on"])
    assert {area: row["outcome"] for area, row in rows.items()} == {
        "roads": "defended",
        "water": "joint",
        "schools": "vacant",
    }
    assert (rows["roads"]["margin"], rows["roads"]["margin_exact"]) == ("0.00", "0.001")
    assert (rows["schools"]["margin"], rows["schools"]["margin_exact"]) == (None, None)


def test_stars_rows(shown: Program) -> None:
    rows = shown.rows("stars")
    assert [row["status"] for row in rows] == ["confirmed", "nominated"]
    assert [row["result"] for row in rows] == ["100.00", None]
    for row in rows:
        assert row.keys() >= STARS
        assert row["status"] in STAR_STATES


def test_ceremony(shown: Program) -> None:
    payload = shown.show("ceremony")
    assert payload.keys() >= CEREMONY
    assert payload["ceremony"] == f"main-{Q1}"
    assert payload["revealed"] == ["roads", "water", "schools"]
    assert (payload["covered"], payload["rehearsal"]) == (False, False)
    told = str(shown.show("ceremony"))
    assert not re.search(r"'(steps|of|total|count|sheet|remaining)'", told), "never how many steps follow"


NOTHING: Mapping[str, dict[str, Any]] = {
    "ranking": {"series": "main", "period": "2031Q3", "area": None},
    "flags": {"series": "main", "period": "2031Q3"},
    "stars": {"series": None, "period": "2031Q3"},
    "ceremony": {"series": "main", "period": "2031Q3", "ceremony": None, "sequence": 0, "revealed": []},
}


@pytest.mark.parametrize("board", NOTHING)
def test_nothing_public_yet(shown: Program, board: str) -> None:
    payload = shown.show(board, "--period", "2031Q3")
    assert payload.keys() >= BOARD
    assert (payload["rows"], payload["revision"], payload["published_at"]) == ([], 0, None)
    assert {key: payload[key] for key in NOTHING[board]} == NOTHING[board]
    for form in ("csv", "table"):
        assert shown.ok("show", board, "--period", "2031Q3", "--format", form).out


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv(shown: Program) -> None:
    """A header line with the names of the JSON's keys; the same values; any name survives."""
    for board, keys, options in (
        ("ranking", RANKING, ("--area", "roads")),
        ("ranking", {*RANKING, "flags"}, ()),
        ("flags", FLAGS, ()),
        ("stars", STARS, ()),
        ("ceremony", CEREMONY, ()),
    ):
        rows = read_csv(shown.ok("show", board, *options, "--format", "csv").out)
        assert rows
        assert set(rows[0]) >= keys, board
        if board != "ceremony":
            assert len(rows) == len(shown.rows(board, *options))
    ranking = {
        row["unit"]: row for row in read_csv(shown.ok("show", "ranking", "--area", "roads", "--format", "csv").out)
    }
    assert ranking["t2"]["name"] == HOSTILE
    assert (ranking["t6"]["rank"], ranking["t6"]["score"], ranking["t1"]["tied"]) == ("", "", "false")
    flags = {row["area"]: row for row in read_csv(shown.ok("show", "flags", "--format", "csv").out)}
    assert flags["water"]["holders"] == "t1;t2"
    assert flags["water"]["defences"] == "t1=1;t2=0"
    assert (flags["schools"]["holders"], flags["schools"]["margin"]) == ("", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables(shown: Program, lang: str) -> None:
    """Names are drawn literally and the columns stand under each other, counted in cells."""
    speaking = shown.speaking(lang)
    name = HOSTILE if lang == "zh" else "[red]Town[/red] \\[x]"
    for board in ("ranking", "flags", "stars"):
        text = speaking.ok("show", board, *(("--area", "roads") if board == "ranking" else ())).out
        assert name in text, text
        assert "\x1b" not in text
    lines = speaking.ok("show", "ranking", "--area", "roads").out.splitlines()
    places = {
        cell_len(line[: line.index(score)]) for score in ("90.01", "90.00", "12.00") for line in lines if score in line
    }
    assert len(places) == 1, lines


def test_private_boards_have_the_same_keys(shown: Program) -> None:
    for board, keys in (("ranking", RANKING), ("flags", FLAGS), ("stars", STARS)):
        payload = shown.ok("show", board, "--private", "--period", Q1, "--format", "json").json()
        assert payload.keys() >= BOARD
        assert payload["rows"]
        assert all(row.keys() >= keys for row in payload["rows"]), board
    area = shown.ok("show", "ranking", "--private", "--area", "roads", "--period", Q1, "--format", "json").json()
    assert all({"version", "state"} <= row.keys() for row in area["rows"])


def test_journal(shown: Program, tmp_path: Path) -> None:
    """Who did what and when, old and new; a chain that breaks where somebody has been at it."""
    program = copied(shown, tmp_path)
    program.ok("enter", "main", Q2, "roads", "t2", "50")
    last = program.journal()[-1]
    assert {key: last[key] for key in ("who", "action", "subject", "before", "after")} == {
        **{"who": "root", "action": "enter", "subject": f"main/{Q2}/roads/t2", "before": None},
        **{"after": {"score": "50", "version": 1, "state": "draft"}},
    }
    assert len(program.ok("journal", "--number", "3", "--format", "json").json()) == 3
    verified = program.ok("journal", "--verify").out
    assert re.search(r"\b[0-9a-f]{64}\b", verified)
    assert last["hash"] in verified
    assert last["hash"] in program.ok("journal").out


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET who = 'ghost' WHERE sequence = 3",
        "DELETE FROM journal WHERE sequence = 3",
        "UPDATE journal SET at = '2031-01-01T00:00:00.000000+00:00' WHERE sequence = 2",
    ],
)
def test_a_journal_that_somebody_has_been_at(shown: Program, tmp_path: Path, tampering: str) -> None:
    """The database itself refuses it first; somebody who takes that guard away is found out."""
    program = copied(shown, tmp_path)
    with closing(sqlite3.connect(program.database)) as main:
        with pytest.raises(sqlite3.IntegrityError):
            main.execute(tampering)
        for (guard,) in main.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            main.execute(f'DROP TRIGGER "{guard}"')
        main.execute(tampering)
        main.commit()
    program.refuses(1, "journal", "--verify")


def test_doctor(shown: Program) -> None:
    findings = shown("doctor", "--json")
    assert findings.code in (0, 1)
    names = {finding["name"] for finding in findings.json()}
    assert {"own_folder", "encoding", "clock", "database", "public", "disk", "sqlite", "version"} <= names
    for lang in ("zh", "en"):
        assert shown.speaking(lang)("doctor").out


def test_f701_the_doctor_says_why_there_is_no_folder_for_displays(
    shown: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scoreboard").write_text("in the way")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (found,) = [one for one in shown("doctor", "--json").json() if one["name"] == "own_folder"]
    assert found["state"] == "note"
    assert str(tmp_path / "scoreboard") in found["value"]
    assert found["advice"]
