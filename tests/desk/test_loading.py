"""`load`: a folder and the database are brought level, exactly as far as the files changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.loading.memory import LoadedChange
from scoreboard.errors import BadInput
from scoreboard.models import Unit, Veto
from scoreboard.store.contest import contest_of, names_on, participants
from scoreboard.store.finding import find_unit
from tests.desk.loading import LEVEL, UNVETOED, WANG, Place, edited, refused
from tests.exchange.folders import FILES


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.store.close()


def test_loading_opens_the_competition_to_the_public(place: Place) -> None:
    place.load(LEVEL)
    assert [one["id"] for one in place.board("competition")["series"]] == ["main", "judged"]
    live = place.board("ranking/main/2030Q2/roads")
    assert [(row["unit"], row["score"]) for row in live["rows"]][:2] == [("east", "100.00"), ("west", None)]
    assert place.board("ranking/main/2030Q1/roads") == {}
    assert place.board("stars/2030Q1")["rows"][0]["person"] == "赵甲"


def test_flags_held_when_the_records_begin_are_public(place: Place) -> None:
    place.load(edited(LEVEL, "custody.csv", "main,roads,,east", "main,roads,2030Q1,east"))
    (row,) = place.board("flags/main/2030Q1")["rows"]
    assert (row["area"], row["holders"][0]["unit"], row["outcome"]) == ("roads", "east", "first")


def test_loading_twice_changes_nothing(place: Place) -> None:
    assert not place.load(FILES).unchanged
    before = place.dump()
    report = place.load(FILES, now="2030-05-01T09:00:00")
    assert report.unchanged
    assert report.counts() == {}
    assert place.dump() == before


def test_a_day_that_the_folder_leaves_open_stays_what_it_became(place: Place) -> None:
    """An honour or a veto without a date is of the day it was first loaded, however often it is loaded again."""
    undated = edited(edited(FILES, "honours.csv", "2030-02-01", ""), "vetoes.csv", "2030-05-05", "")
    place.load(undated)
    before = place.dump()
    assert place.load(undated, now="2030-05-01T09:00:00").unchanged
    assert place.dump() == before


def test_a_check_says_what_a_load_would_do_and_does_nothing(place: Place) -> None:
    empty = place.dump()
    checked = place.load(LEVEL, check=True)
    assert place.dump() == empty
    assert place.load(LEVEL).changes == checked.changes
    assert checked.counts()["scores.csv"] == (6, 0, 0)
    assert checked.counts()["units.csv"] == (6, 0, 0)


def test_what_is_new_is_journalled_file_by_file_with_its_values(place: Place) -> None:
    place.load(LEVEL)
    entries = {entry.subject: entry for entry in place.journal()}
    assert entries["scores.csv"].before is None
    assert entries["scores.csv"].after["cells"]["main/2030Q1/roads/east"] == [1, "90.5", "confirmed"]


def test_a_changed_row_changes_just_that_and_is_journalled_with_old_and_new(place: Place) -> None:
    place.load(LEVEL)
    known = len(place.journal())
    report = place.load(edited(LEVEL, "scores.csv", "roads,east,90.5", "roads,east,91"))
    assert report.counts() == {"scores.csv": (0, 1, 0)}
    assert place.score("2030Q1", "roads", "east") == ("91", "confirmed", 2)
    (entry,) = place.journal()[known:]
    assert (entry.action, entry.subject) == ("load", "main/2030Q1/roads/east")
    assert entry.before == {"score": "90.5", "version": 1, "state": "confirmed"}
    assert entry.after == {"score": "91", "version": 2, "state": "confirmed"}


def test_a_number_written_otherwise_is_no_change(place: Place) -> None:
    place.load(LEVEL)
    assert place.load(edited(LEVEL, "scores.csv", "roads,east,90.5", "roads,east,90.50")).unchanged


def test_a_live_score_that_changes_is_public_at_once(place: Place) -> None:
    place.load(UNVETOED)
    before = place.board("ranking/main/2030Q2/roads")["revision"]
    place.load(edited(UNVETOED, "scores.csv", "roads,west,95,draft", "roads,west,101.5,confirmed"))
    board = place.board("ranking/main/2030Q2/roads")
    assert (board["rows"][0]["unit"], board["rows"][0]["score"]) == ("west", "101.50")
    assert board["revision"] == before + 1


def test_after_the_freeze_a_live_score_stays_sealed(place: Place) -> None:
    place.load(UNVETOED)
    before = place.board("ranking/main/2030Q2/roads")
    changed = edited(UNVETOED, "scores.csv", "roads,west,95,draft", "roads,west,101.5,confirmed")
    place.load(changed, now="2030-06-21T00:00:00")
    assert place.board("ranking/main/2030Q2/roads") == before


def test_what_a_person_entered_since_stays_while_its_row_is_unchanged(place: Place) -> None:
    place.load(LEVEL)
    place.enter("2030Q2", "roads", "west", "97.25")
    report = place.load(edited(LEVEL, "scores.csv", "water,east,70", "water,east,71"))
    assert [change.subject for change in report.changes] == ["main/2030Q1/water/east"]
    assert place.score("2030Q2", "roads", "west") == ("97.25", "draft", 2)


def test_a_row_that_changed_wins_over_what_a_person_entered_and_the_journal_keeps_both(place: Place) -> None:
    place.load(LEVEL)
    place.enter("2030Q2", "roads", "west", "97.25")
    place.load(edited(LEVEL, "scores.csv", "roads,west,95", "roads,west,96"))
    assert place.score("2030Q2", "roads", "west") == ("96", "draft", 3)
    assert place.journal()[-1].before["score"] == "97.25"


def test_a_row_that_is_gone_is_taken_back_unless_a_person_entered_the_cell(place: Place) -> None:
    place.load(UNVETOED)
    place.enter("2030Q2", "roads", "west", "97.25")
    gone = edited(UNVETOED, "scores.csv", "main,2030Q2,roads,west,95,draft\n", "")
    place.load(edited(gone, "scores.csv", "main,2030Q2,roads,east,100,confirmed\n", ""))
    assert place.score("2030Q2", "roads", "west") == ("97.25", "draft", 2)
    assert place.score("2030Q2", "roads", "east") == (None, "withdrawn", 2)
    assert place.board("ranking/main/2030Q2/roads")["rows"][0]["status"] == "missing"


def test_another_competition_in_the_same_database_is_refused(place: Place) -> None:
    place.load(LEVEL)
    assert refused(place, edited(LEVEL, "competition.toml", "lake-2030", "lake-2031")) == "loading.other_competition"


def test_next_years_folder_is_refused_as_another_contest_and_not_for_what_it_lacks(place: Place) -> None:
    """A period is closed, and the scores of it are not among those of the next year."""
    place.load(LEVEL)
    place.close()
    following = edited(LEVEL, "competition.toml", "lake-2030", "lake-2031")
    following = {name: text for name, text in following.items() if name != "scores.csv"}
    assert refused(place, following) == "loading.other_competition"


def test_s10_a_rename_in_mid_year_is_one_unit_and_every_name_finds_it(place: Place) -> None:
    files = edited(LEVEL, "units.csv", "east,东区,,district,,,,2030-03-01,\n", "")
    files = edited(files, "units.csv", "东边县;老东县,,2030-02-28", "东边县;老东县,,")
    place.load(files)
    report = place.load(edited(files, "units.csv", "west,", "east,东区,,district,,,,2030-03-01,\nwest,"))
    assert {change.subject for change in report.changes} == {"unit/east"}

    def found(session: Session) -> set[str]:
        return {find_unit(session, name).id for name in ("东", "东县", "东区", "老东县", "东 边　县", "east")}

    def named(session: Session) -> tuple[str, str]:
        first, second = (contest_of(session, "main", period).period.end for period in ("2030Q1", "2030Q2"))
        assert first < second
        return names_on(session, first.replace(month=2, day=28))["east"].name, names_on(session, second)["east"].name

    assert place.read(found) == {"east"}
    assert place.read(named) == ("东县", "东区")
    assert place.score("2030Q1", "roads", "east")[0] == "90.5"


def test_a_definition_that_is_gone_is_deleted_while_nothing_refers_to_it(place: Place) -> None:
    place.load(LEVEL)
    gone = edited(LEVEL, "units.csv", "reed,苇村,,village,east,village,,,\n", "")
    gone = edited(gone, "competition.toml", '\n[[star]]\nid = "service"\nname = "服务星"\n', "")
    gone = edited(gone, "ceremonies/main-2030Q1.toml", '\n[[cue]]\nkind = "star"\nstar = "service"\n', "")
    del gone["nominees.csv"]
    report = place.load(gone)
    removed = {change.subject for change in report.changes if change.kind is LoadedChange.GONE}
    assert {"unit/reed", "star/service"} < removed
    with pytest.raises(BadInput, match="reed"):
        place.read(lambda session: find_unit(session, "reed"))
    assert place.load(gone).unchanged


def test_a_unit_with_its_scores_can_go_while_only_the_folder_knows_them(place: Place) -> None:
    files = edited(LEVEL, "scores.csv", "main,2030Q2,roads,west,95,draft", "main,2030Q2,roads,roads-bureau,95,draft")
    place.load(files)
    gone = edited(files, "scores.csv", "main,2030Q2,roads,roads-bureau,95,draft\n", "")
    gone = edited(gone, "units.csv", "roads-bureau,交通局,,bureau,,bureau,,,\n", "")
    gone = edited(gone, "competition.toml", '["county", "bureau"]', '["county"]')
    place.load(gone)
    assert place.units() == ["lake", "east", "west", "stone", "reed"]


def test_a_definition_that_a_persons_entry_refers_to_cannot_go(place: Place) -> None:
    place.load(LEVEL)
    place.enter("2030Q2", "roads", "roads-bureau", "50")
    gone = edited(LEVEL, "units.csv", "roads-bureau,交通局,,bureau,,bureau,,,\n", "")
    gone = edited(gone, "competition.toml", '["county", "bureau"]', '["county"]')
    assert refused(place, gone) == "loading.referred"


def test_a_whole_series_that_is_gone_goes_with_its_areas(place: Place) -> None:
    place.load(LEVEL)
    toml = LEVEL["competition.toml"]
    start, end = toml.index('[[series]]\nid = "judged"'), toml.index("[[star]]")
    place.load({**LEVEL, "competition.toml": toml[:start] + toml[end:]})
    assert [one["id"] for one in place.board("competition")["series"]] == ["main"]


def test_a_veto_that_is_gone_from_the_file_is_lifted_and_one_that_comes_back_counts_again(place: Place) -> None:
    place.load(LEVEL)
    without = {name: text for name, text in LEVEL.items() if name != "vetoes.csv"}
    seen = []
    for files in (LEVEL, without, LEVEL):
        place.load(edited(files, "scores.csv", "roads,west,95,draft", "roads,west,95,confirmed"))
        rows = place.board("ranking/main/2030Q2/roads")["rows"]
        seen.append(next(row["status"] for row in rows if row["unit"] == "west"))
    assert seen == ["vetoed", "ranked", "vetoed"]


def test_an_opening_that_changes_is_a_newer_row_of_the_ledger(place: Place) -> None:
    files = edited(LEVEL, "custody.csv", "main,roads,,east", "main,roads,2030Q1,east")
    place.load(files)
    report = place.load(edited(files, "custody.csv", "main,roads,2030Q1,east", "main,roads,2030Q1,west"))
    assert report.counts() == {"custody.csv": (0, 1, 0)}
    (row,) = place.board("flags/main/2030Q1")["rows"]
    assert (row["holders"][0]["unit"], row["outcome"]) == ("west", "first")


def test_joint_holders_when_the_records_begin(place: Place) -> None:
    place.load({**LEVEL, "custody.csv": "series,area,period,unit\nmain,roads,2030Q1,east\nmain,roads,2030Q1,west\n"})
    (row,) = place.board("flags/main/2030Q1")["rows"]
    assert ([holder["unit"] for holder in row["holders"]], row["outcome"]) == (["east", "west"], "joint")


def test_s14_who_takes_part_follows_a_unit_that_gets_another_pool(place: Place) -> None:
    place.load(LEVEL)
    place.load(edited(LEVEL, "units.csv", "reed,苇村,,village,east,village", "reed,苇村,,village,east,county"))

    def members(session: Session) -> dict[str, list[str]]:
        return {
            series: [unit.id for unit in participants(session, contest_of(session, series, "2030Q1"))]
            for series in ("main", "judged")
        }

    assert place.read(members) == {"main": ["east", "west", "roads-bureau", "reed"], "judged": ["stone"]}


def test_a_new_order_in_the_file_is_a_change(place: Place) -> None:
    place.load(LEVEL)
    lines = LEVEL["units.csv"].splitlines(keepends=True)
    report = place.load({**LEVEL, "units.csv": "".join([*lines[:-2], lines[-1], lines[-2]])})
    assert [change.subject for change in report.changes] == ["units"]
    assert place.units()[-2:] == ["reed", "stone"]


def test_confirmed_and_drafted_again_by_people_is_left_alone(place: Place) -> None:
    place.load(LEVEL)
    place.do(lambda writing: confirm(writing, contest_of(writing.session, "main", "2030Q2")), WANG)
    place.do(lambda writing: unconfirm(writing, contest_of(writing.session, "main", "2030Q2"), unit="east"), WANG)
    assert place.load(LEVEL).unchanged
    assert place.score("2030Q2", "roads", "west")[1] == "confirmed"
    assert place.score("2030Q2", "roads", "east")[1] == "draft"


def test_s11_an_abolition_stays_when_the_file_gives_the_unit_another_name(place: Place) -> None:
    place.load(LEVEL)

    def abolish(session: Session) -> None:
        session.get_one(Unit, "west").valid_to = date(2030, 5, 31)

    place.do(lambda writing: abolish(writing.session))
    place.load(edited(LEVEL, "units.csv", "west,西县,西,county,lake,county,", "west,西县,西,county,lake,county,西边县"))
    assert place.read(lambda session: session.get_one(Unit, "west").valid_to) == date(2030, 5, 31)
    assert place.read(lambda session: find_unit(session, "西边县").id) == "west"


def test_what_the_ledger_names_in_a_list_cannot_go(place: Place) -> None:
    files = edited(LEVEL, "custody.csv", "main,water,,west", "main,water,,roads-bureau")
    place.load(files)
    gone = edited(files, "custody.csv", "main,water,,roads-bureau,\n", "")
    gone = edited(gone, "units.csv", "roads-bureau,交通局,,bureau,,bureau,,,\n", "")
    gone = edited(gone, "competition.toml", '["county", "bureau"]', '["county"]')
    assert refused(place, gone) == "loading.referred"


def test_a_veto_item_of_an_active_veto_cannot_go(place: Place) -> None:
    place.load(LEVEL)
    item = '    { id = "safety", name = "安全生产" },\n'
    veto = "west,safety,2030Q2,事故,2030-05-05\n"

    def decide(session: Session) -> None:
        session.add(Veto(unit_id="east", veto="safety", period_id="2030Q2", reason="x", decided_on=date(2030, 5, 1)))

    place.do(lambda writing: decide(writing.session))
    gone = edited(edited(LEVEL, "competition.toml", item, ""), "vetoes.csv", veto, "")
    assert refused(place, gone) == "loading.referred"
