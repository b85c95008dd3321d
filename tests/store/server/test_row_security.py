"""A county's login sees and writes its own series and those below it, and the server itself keeps it from others."""

from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from scoreboard.models import metadata
from scoreboard.store.server.row_security import IN_MAIN, IN_PUBLIC
from tests.acceptance.competition import Competition, Series, live, scores
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

OWN, BELOW, ABOVE, BESIDE = "east", "village", "main", "west"
COMPETITION = Competition(
    series=(
        replace(live("roads"), pools=("county",)),
        replace(live("roads"), id=OWN, host="c1", pools=("town",)),
        replace(live("roads"), id=BESIDE, host="c2", pools=("town",)),
        Series(id=BELOW, host="t1", pools=("village",), settings={"confirm": "self"}),
    ),
    units=[
        {"id": unit, "name": f"{unit}处", "kind": pool, "parent": parent, "pool": pool}
        for parent, pool, units in (
            ("lake", "county", ("c1", "c2")),
            ("c1", "town", ("t1", "t2")),
            ("c2", "town", ("t3", "t4")),
            ("t1", "village", ("v1", "v2")),
        )
        for unit in units
    ],
    scores=[
        *scores(ABOVE, "2031Q1", {"roads": {"c1": "90", "c2": "91"}}),
        *scores(BESIDE, "2031Q1", {"roads": {"t3": "90", "t4": "91"}}),
        *scores(BELOW, "2031Q1", {"roads": {"v1": "90", "v2": "91"}}),
    ],
)
MINE = f"series_id IN ('{OWN}', '{BELOW}')"


@pytest.fixture(scope="module")
def loaded_there(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(server.empty())
    program.by(None).ok("load", COMPETITION.write(tmp_path_factory.mktemp("folder")), "--with-clock")
    program.by(None).ok("user", "add", "root", "--role", "admin")
    program.ok("enter", BESIDE, "2031Q2", "roads", "t3", 77)
    program.ok("close", BESIDE, "2031Q1")
    assert program("db", "roles", "--apply").code == 0
    with closing(server.connect(server.name_of(program.database))) as owner:
        for role in ("desk", "director"):
            owner.execute(f"CREATE ROLE {role}_east LOGIN IN ROLE scoreboard_{role}")
            owner.execute("INSERT INTO main.login_series VALUES (%s, %s)", [f"{role}_east", OWN])
    return program


def logged_in(program: Program, server: PrivateServer, login: str) -> Program:
    return replace(program, database=server.side(server.name_of(program.database), login))


def test_a_countys_desk_works_in_its_own_series_and_those_below(there: Program, server: PrivateServer) -> None:
    desk = logged_in(there, server, "desk_east")
    desk.ok("enter", OWN, "2031Q1", "roads", "t1", 80)
    desk.ok("confirm", OWN, "2031Q1")
    desk.ok("close", OWN, "2031Q1", "--empty")
    desk.ok("close", BELOW, "2031Q1")
    assert [row["score"] for row in desk.rows("ranking", "--series", OWN, "--area", "roads")][:1] == ["80.00"]
    assert desk.rows("ranking", "--series", BESIDE, "--area", "roads"), "what is public is seen by all"
    sheet = desk.rows("ranking", "--series", BESIDE, "--period", "2031Q2", "--private")
    assert [row["cells"] for row in sheet] == [{}, {}], "a draft of others is not"
    assert {row["subject"].partition("/")[0] for row in desk.journal()} == {OWN, BELOW}
    assert "whole" in there.ok("journal", "--verify").out


def test_a_countys_desk_can_do_nothing_in_other_series(there: Program, server: PrivateServer) -> None:
    desk = logged_in(there, server, "desk_east")
    before = there.ok("journal").out
    for words in (
        ("enter", BESIDE, "2031Q2", "roads", "t4", 80),
        ("close", ABOVE, "2031Q1", "--empty"),
        ("veto", "t3", "safety", "--period", "2031Q2", "--reason", "事故"),
        ("journal", "--verify"),
    ):
        assert desk(*words).code != 0, words
    assert there.ok("journal").out == before
    with closing(server.connect(server.name_of(there.database), "desk_east")) as connection:
        for table in ("score", "custody_entry", "ceremony"):
            assert connection.execute(f"SELECT count(*) FROM main.{table} WHERE NOT {MINE}").fetchone() == (0,)
        for statement in (
            f"UPDATE main.score SET value = 0 WHERE series_id = '{BESIDE}'",
            f"DELETE FROM main.score WHERE series_id = '{ABOVE}'",
        ):
            assert connection.execute(statement).rowcount == 0, statement
        for statement in (
            f"UPDATE main.series_period SET state = 'open' WHERE series_id = '{BESIDE}'",
            "UPDATE public_facts.public_score SET value = 0",
            f"INSERT INTO main.score SELECT '{BESIDE}', period_id, area_id, unit_id FROM main.score",
            f"INSERT INTO main.tie_decision (series_id) VALUES ('{ABOVE}')",
            "INSERT INTO main.honour (unit_id) VALUES ('t3')",
            "INSERT INTO public_facts.public_fact VALUES ('contest', 'west/2031Q2', 99, '{}')",
            "INSERT INTO public_facts.public_score SELECT number, 1, 99, 'score', 0 FROM public_facts.public_board",
            "INSERT INTO main.login_series VALUES ('desk_east', 'main')",
            "UPDATE main.login_series SET series_id = 'main'",
            "SELECT main.next_number('score', 'value')",
            "SET ROLE scoreboard_admin",
            "ALTER TABLE main.score DISABLE ROW LEVEL SECURITY",
            "SET row_security = off; SELECT * FROM main.journal",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_countys_director_plays_its_own_ceremonies_alone(there: Program, server: PrivateServer) -> None:
    for series in (BELOW, ABOVE):
        there.ok("close", series, "2031Q1")
    there.ok("ceremony", "plan", f"{BELOW}-2031Q1")
    director = logged_in(there, server, "director_east")
    director.ok("ceremony", "seal", f"{BELOW}-2031Q1")
    director.ok("cue", "next", f"{BELOW}-2031Q1", "--yes")
    with closing(server.connect(server.name_of(there.database), "director_east")) as connection:
        assert connection.execute("SELECT count(*) FROM main.seal").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM main.score WHERE series_id = 'west'").fetchone() == (0,)


def test_rows_are_kept_apart_in_every_table_that_says_whose_they_are() -> None:
    """Not in those that only say what a contest is made of."""
    known = {"series_unit", "area", "panel_judge", "target", "person"}
    told = {name for name, table in metadata.tables.items() if "series_id" in table.columns}
    assert told - known <= set(IN_MAIN)
    assert {*IN_MAIN, *IN_PUBLIC} <= set(metadata.tables)
