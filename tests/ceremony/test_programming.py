"""A director arranges what halls play between ceremonies; displays read that from the public file."""

from contextlib import closing
from datetime import date
from pathlib import Path

from sqlmodel import select

from scoreboard.ceremony.arranging_programme import Arrangement, arrange, tell_of
from scoreboard.ceremony.interventions import postpone
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Ceremony, JournalEntry
from scoreboard.publications.programme import Programme, programme_of
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from tests.ceremony.stepping import CEREMONY, ready
from tests.ceremony.test_interventions import do, refusal
from tests.ceremony.test_steps import TWO
from tests.contests import opened


def public(settings: Settings) -> Programme:
    with closing(PublicReader(settings.paths.public)) as reader, reader.moment() as facts:
        return programme_of(facts)


def arranged(settings: Settings, what: Arrangement, slot: str = "", order: tuple[str, ...] = ()) -> Programme:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        told = arrange(writing, CEREMONY, what, slot, order)
    assert public(settings) == told
    return told


def test_parts_are_held_left_out_and_moved(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert public(settings) == Programme()
    assert arranged(settings, "hold", "table main").held == "table main"
    assert arranged(settings, "hold", "table main").held == ""
    assert arranged(settings, "leave_out", "title").left_out == ("title",)
    order = ("title", "table main", "wall main")
    assert arranged(settings, "later", "title", order).first == ("table main", "title", "wall main")
    assert arranged(settings, "sooner", "table main", order).first == order[1::-1] + order[2:]
    assert arranged(settings, "sooner", "title", order).first == order, "the first one stays there"
    assert arranged(settings, "usual") == Programme()
    with opened(settings) as store, store.read() as session:
        assert session.exec(select(JournalEntry).where(JournalEntry.action == "programme")).first() is not None


def test_a_ceremony_is_told_of_with_its_day_and_its_new_day(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert arranged(settings, "tell").ceremonies == (), "one without a day is not told of"
    with opened(settings) as store, store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).held_on = date(2030, 5, 2)
    assert [one.day for one in arranged(settings, "tell").ceremonies] == ["2030-05-02"]
    do(settings, lambda writing: postpone(writing, CEREMONY, "下雨", to=date(2030, 5, 9)))
    assert [one.day for one in public(settings).ceremonies] == ["2030-05-09"]
    assert arranged(settings, "tell").ceremonies == ()


def test_a_ceremony_with_a_day_is_told_of_or_not_as_a_command_says(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert refusal(settings, lambda writing: tell_of(writing, CEREMONY, True)) == "ceremony.no_day"
    with opened(settings) as store, store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).held_on = date(2030, 5, 2)
    for _ in range(2):
        do(settings, lambda writing: tell_of(writing, CEREMONY, True))
        assert [one.day for one in public(settings).ceremonies] == ["2030-05-02"]
    for _ in range(2):
        do(settings, lambda writing: tell_of(writing, CEREMONY, False))
        assert public(settings).ceremonies == ()
