"""A desk that asks nothing anew says and leaves what any entry would, on both engines, whatever others do meanwhile."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlmodel import col

from scoreboard.desk import entering_on
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.people import add_person, disable_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, Refused
from scoreboard.models import JournalEntry, Score
from scoreboard.settings import ServerSides, Settings
from scoreboard.store.chain import first_broken
from scoreboard.store.contest import contest_of
from scoreboard.store.copying import copy_database
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from screens.desk.unsaved_scores import Held
from screens.desk.workplace import Workplace
from tests.contests import Shape, prepare_files
from tests.private_server import PrivateServer

SHAPE = Shape(counties=4, areas=2, freeze="2030-05-01T12:00:00+08:00", second_live=True)
Contest = Callable[[], Settings]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Contest:
    """Makes a contest, of another name each time."""
    on_server = request.param == "postgresql"
    return partial(made, tmp_path, request.getfixturevalue("server") if on_server else None)


def made(place: Path, server: PrivateServer | None) -> Settings:
    """A contest in files, or on a server."""
    folder = place / str(len(list(place.iterdir())))
    folder.mkdir()
    settings = prepare_files(folder, SHAPE)
    if server is None:
        return settings
    there = replace(settings, database=server.empty().url)
    copy_database(settings.paths, there.paths)
    return there


@contextmanager
def desk(settings: Settings, period: str = "2030Q1") -> Iterator[Workplace]:
    with closing(Store(settings.paths)) as store:
        yield Workplace(store, settings, "main", period)


def left(store: Store) -> tuple[list[Any], list[Any]]:
    """The scores, and what the journal says, without moments and what follows from them."""
    with store.read() as session:
        assert first_broken(session) is None
        scores = session.connection().execute(select(Score.__table__).order_by(*Score.__table__.primary_key)).all()
        words = (JournalEntry.action, JournalEntry.who, JournalEntry.proof, JournalEntry.subject)
        told = (*words, JournalEntry.before, JournalEntry.after, JournalEntry.request, JournalEntry.marks)
        deeds = session.connection().execute(select(*told).order_by(col(JournalEntry.sequence))).all()
    return scores, deeds


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of a database meanwhile, over connections of the store's own."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_it_leaves_what_any_entry_leaves(fresh: Contest) -> None:
    chance = random.Random(14)
    deeds = [
        (
            chance.choice(SHAPE.area_ids),
            chance.choice((*SHAPE.units, "县01", "nobody")),
            chance.choice(("80", "87.125", "n/a", "", " ", "many", "101", "90")),
            chance.choice((0, 1, 1, 2, 3)),
            f"request-{chance.randrange(70)}",
        )
        for _ in range(80)
    ]
    one, other = fresh(), fresh()
    with desk(one) as there, desk(other) as here:
        for area, unit, text, version, request in deeds:
            answers: list[object] = []
            for do in (by_desk(there), by_any(here)):
                try:
                    answers.append(do(area, unit, text, version, request))
                except (BadInput, Refused) as error:
                    answers.append((error.key, {**error.values, "at": ""}))
            assert answers[0] == answers[1], (area, unit, text, version)
        assert left(there.store) == left(here.store)
        assert sum(1 for deed in left(here.store)[1] if deed.action == "enter") > 10


Do = Callable[[str, str, str, int, str], int]


def by_desk(workplace: Workplace) -> Do:
    return lambda area, unit, text, version, request: workplace.enter(
        (unit, area), Held(text, version, "", request=request)
    )


def by_any(workplace: Workplace) -> Do:
    def do(area: str, unit: str, text: str, version: int, request: str) -> int:
        with acting(workplace.store, workplace.settings, "enter", series="main") as writing:
            contest = contest_of(writing.session, "main", workplace.period)
            return enter(
                writing, contest, area, find_unit(writing.session, unit), text, version=version, request=request
            )

    return do


def test_the_next_score_asks_nothing_of_people_and_contests(fresh: Contest) -> None:
    with desk(fresh()) as workplace:
        workplace.enter(("c01", "a1"), Held("80", 0, ""))
        workplace.enter(("c02", "a1"), Held("81", 0, ""))
        with statements() as asked:
            assert workplace.enter(("c02", "a1"), Held("82", 1, "")) == 2
        on_server = isinstance(workplace.store.paths, ServerSides)
        assert len(asked) == (0 if on_server else 3), asked


def test_what_others_do_meanwhile_is_known(fresh: Contest) -> None:
    settings = fresh()
    with desk(settings) as workplace, closing(Store(settings.paths)) as other:
        for person, role in (("ann", "operator"), ("bob", "admin")):
            with acting(other, settings, "add people") as writing:
                add_person(writing, person, role)
        theirs = replace(workplace, settings=replace(settings, acting="ann"))
        assert theirs.enter(("c01", "a1"), Held("80", 0, "")) == 1
        assert theirs.enter(("c02", "a1"), Held("80", 0, "")) == 1
        with desk(settings) as second:
            assert second.enter(("c02", "a1"), Held("81", 1, "")) == 2
        with pytest.raises(Refused, match="chief"):
            theirs.enter(("c02", "a1"), Held("82", 1, ""))
        assert theirs.enter(("c02", "a1"), Held("82", 2, "")) == 3
        with acting(other, settings, "confirm") as writing:
            confirm(writing, contest_of(writing.session, "main", "2030Q1"), unit="c02")
        with pytest.raises(Refused, match="confirmed"):
            theirs.enter(("c02", "a1"), Held("83", 3, ""))
        with acting(other, settings, "add people") as writing:
            disable_person(writing, "ann")
        with pytest.raises(Refused, match="ann"):
            theirs.enter(("c01", "a1"), Held("83", 1, ""))
        assert workplace.enter(("c01", "a1"), Held("84", 1, "")) == 2
        with acting(other, settings, "close") as writing:
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
            close(writing, contest_of(writing.session, "main", "2030Q1"), empty=True)
        with pytest.raises(Refused, match="closed"):
            workplace.enter(("c03", "a1"), Held("84", 0, ""))


def test_a_freeze_begins_with_the_first_entry_after_it(fresh: Contest) -> None:
    settings = fresh()
    with desk(settings, "2030Q2") as workplace:
        for unit in SHAPE.units[:3]:
            workplace.enter((unit, "a1"), Held("80", 0, ""))
        later = replace(workplace, settings=replace(settings, now="2030-05-01T12:00:01+08:00"))
        later.enter(("c01", "a1"), Held("81", 1, ""))
        later.enter(("c02", "a1"), Held("82", 1, ""))
        assert [deed.action for deed in left(workplace.store)[1]][-5:] == ["enter"] * 2 + ["enter", "freeze", "enter"]


def test_a_lost_connection_loses_and_doubles_nothing(
    server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = made(tmp_path, server)
    assert isinstance(settings.paths, ServerSides)
    name = server.name_of(settings.paths.main)
    with desk(settings) as workplace, closing(server.connect()) as owner:
        workplace.enter(("c01", "a1"), Held("80", 0, ""))
        workplace.enter(("c02", "a1"), Held("80", 0, ""))
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert workplace.enter(("c02", "a1"), Held("81", 1, "")) == 2
        assert workplace.enter(("c02", "a1"), Held("82", 2, "")) == 3
        monkeypatch.setattr(entering_on, "machine_time", lambda: lost(workplace.store))
        held = Held("83", 3, "")
        assert workplace.enter(("c02", "a1"), held) == 4
        assert workplace.enter(("c02", "a1"), held) == 4
        deeds = [deed for deed in left(workplace.store)[1] if deed.request == held.request]
        assert len(deeds) == 1


def lost(store: Store) -> datetime:
    """The next answer of the server doesn't come, though the score is kept."""
    base: Any = store._base
    send, entries = base._entries._send, base._entries

    def sent(*words: Any) -> None:
        entries._send = send
        send(*words)
        raise_lost()

    entries._send = sent
    return datetime.now().astimezone()


def raise_lost() -> None:
    import psycopg

    raise psycopg.OperationalError("server closed the connection unexpectedly")
