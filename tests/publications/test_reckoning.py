"""What is kept by the difference is what follows from the facts, after whatever deeds; pages are parts of the whole."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.abolishing import abolish
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.deciding import correct
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.errors import ContestError
from scoreboard.exchange.folder import read_folder
from scoreboard.publications.asking import ask_board, ask_touched
from scoreboard.publications.listing import IndexedGroup
from scoreboard.publications.questions import Window
from scoreboard.publications.ranked_anew import ranked_group
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.public import file
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import contest_boards
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import ContestBoards
from scoreboard.store.public.reckoning import contests, discrepancies, reckon
from scoreboard.wire import to_json
from tests.published import revisions

NOW = "2031-08-01T09:00:00+08:00"
GUESTS = ("t4,", "t9,")
"""Ranked out of competition: one of each pool."""
UNITS = tuple(f"t{number}" for number in range(1, 10))
AREAS = {"apart": ("roads", "water"), "together": ("roads", "trees"), "sealed": ("roads", "water")}
PERIODS = ("2031Q1", "2031Q2")
SCORES = ("0", "60", "60", "75.5", "75.5001", "88.004", "88.0041", "99.9999", "n/a", "")

COMPETITION = (
    """\
[competition]
id = "lake-2031"
name = "湖市竞赛"
host = "lake"
timezone = "Asia/Shanghai"

[[period]]
id = "2031Q1"
name = "第一季度"
start = 2031-01-01
end = 2031-03-31

[[period]]
id = "2031Q2"
name = "第二季度"
start = 2031-04-01
end = 2031-06-30
"""
    + "".join(
        f"""
[[series]]
id = "{series}"
name = "{series}"
host = "lake"
pools = ["town", "office"]
ranking = "{"by-pool" if series == "apart" else "together"}"
order = "{"total" if series == "together" else "flags"}"
countback = {'["place:water"]' if series == "sealed" else '["firsts", "place:trees"]' if series == "together" else "[]"}
publication = "{"ceremony" if series == "sealed" else "live"}"
confirm = "self"
tie = "joint"

"""
        + "".join(
            f'[[series.area]]\nid = "{area}"\nname = "{area}"\nflag = "{area}旗"\nweight = {weight}\n'
            for area, weight in zip(AREAS[series], ("1", "0.375"), strict=True)
        )
        for series in AREAS
    )
    + """
[annual]
series = "apart"
honours = { national = 3 }
vetoes = [{ id = "safety", name = "安全" }]
"""
)


def write(folder: Path, names: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "competition.toml").write_text(COMPETITION, encoding="utf-8")
    rows = [f"{unit},{names[unit]},town,lake,{'town' if n % 3 else 'office'}" for n, unit in enumerate(UNITS)]
    rows += [f"{unit},{name},town,lake,town" for unit, name in names.items() if unit not in UNITS]
    rows = [f"{row},{'guest' if row.startswith(GUESTS) else ''}" for row in rows]
    units = "\n".join(["id,name,kind,parent,pool,standing", "lake,湖市,city,,,", *rows, ""])
    (folder / "units.csv").write_text(units, encoding="utf-8")
    return folder


class Deeds:
    """Random deeds of a contest's people, each carried out or refused."""

    def __init__(self, store: Store, settings: Settings, folder: Path, chance: Random) -> None:
        self.store, self.settings, self.folder, self.chance = store, settings, folder, chance
        self.names = {unit: f"{unit}镇" for unit in UNITS}

    def any(self) -> None:
        name = self.chance.choices(
            ("enter", "take_back", "exclude", "readmit", "end", "rename", "join", "shut", "step", "mend"),
            (30, 6, 3, 2, 1, 2, 1, 2, 8, 3),
        )[0]
        with contextlib.suppress(ContestError):
            getattr(self, name)()

    def _contest(self) -> tuple[str, str]:
        return self.chance.choice(list(AREAS)), self.chance.choice(PERIODS)

    def enter(self) -> None:
        series, period = self._contest()
        with acting(self.store, self.settings, "confirm") as writing:
            contest = contest_of(writing.session, series, period)
            for _ in range(self.chance.randint(1, 8)):
                unit, area = self.chance.choice(UNITS), self.chance.choice(AREAS[series])
                unconfirm(writing, contest, area=area, unit=unit)
                enter(writing, contest, area, find_unit(writing.session, unit), self.chance.choice(SCORES))
            confirm(writing, contest)

    def take_back(self) -> None:
        series, period = self._contest()
        with acting(self.store, self.settings, "unconfirm") as writing:
            unconfirm(writing, contest_of(writing.session, series, period), unit=self.chance.choice(UNITS))

    def exclude(self) -> None:
        with acting(self.store, self.settings, "veto") as writing:
            unit = find_unit(writing.session, self.chance.choice(UNITS))
            veto(writing, unit, "safety", self.chance.choice(PERIODS), "an accident")

    def readmit(self) -> None:
        with acting(self.store, self.settings, "veto") as writing:
            unit = find_unit(writing.session, self.chance.choice(UNITS))
            veto(writing, unit, "safety", self.chance.choice(PERIODS), "none", lift=True)

    def end(self) -> None:
        day = date(2031, self.chance.randint(2, 8), 10)
        with acting(self.store, self.settings, "decide") as writing:
            abolish(writing, find_unit(writing.session, self.chance.choice(UNITS)), day, "merged")

    def rename(self) -> None:
        self.names[self.chance.choice(UNITS)] = f"新{self.chance.randint(1, 99)}镇"
        self._load()

    def join(self) -> None:
        self.names[f"n{len(self.names)}"] = f"又{len(self.names)}镇"
        self._load()

    def _load(self) -> None:
        with acting(self.store, self.settings, "load") as writing:
            load(writing, read_folder(write(self.folder, self.names), cue_formats()))

    def shut(self) -> None:
        series, period = self._contest()
        with acting(self.store, self.settings, "close") as writing:
            close(writing, contest_of(writing.session, series, period))

    def step(self) -> None:
        with acting(self.store, self.settings, "direct") as writing:
            stage_control.step(writing, f"sealed-{self.chance.choice(PERIODS)}", run_sheet.after, yes=True)

    def mend(self) -> None:
        series, period = self._contest()
        with acting(self.store, self.settings, "decide") as writing:
            contest = contest_of(writing.session, series, period)
            unit, area = find_unit(writing.session, self.chance.choice(UNITS)), self.chance.choice(AREAS[series])
            correct(writing, contest, area, unit, self.chance.choice(SCORES[:-1]), "miscounted", "second")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Store, Settings]]:
    settings = Settings(str(tmp_path / "contest.db"), "en", NOW, "chief")
    store = Store(settings.paths, create=True)
    with acting(
        store, Settings(str(tmp_path / "contest.db"), "en", NOW), "load", zone="Asia/Shanghai", with_clock=True
    ) as writing:
        load(writing, read_folder(write(tmp_path / "folder", {unit: f"{unit}镇" for unit in UNITS}), cue_formats()))
        add_person(writing, "chief", "admin")
    yield store, settings
    store.close()


def same_places(facts: Facts, contest: ContestBoards) -> None:
    """The index lists what the rules make of the facts, whatever window is asked for."""
    for area in (None, *contest.areas):
        board = contest.overall if area is None else contest.areas[area].board
        for pool in ("town", "office") if contest.by_pool else ("",):
            indexed, ranked = IndexedGroup(facts, contest, board, pool), ranked_group(facts, contest, area, pool, None)
            whole = ranked.window(0, None)
            assert indexed.window(0, None) == whole, f"{contest.series} {contest.period} {area} {pool}"
            assert indexed.total == len(whole)
            for limit in (1, 2, 5):
                pages = [indexed.window(offset, limit) for offset in range(0, len(whole), limit)]
                assert [one for page in pages for one in page] == whole, f"{limit} a page"
            assert [indexed.place_of(one.unit) for one in whole] == list(range(len(whole)))
            ranks = {one.unit: one.standing.rank for one in whole}
            assert all(indexed.ranks_of([unit]) == {unit: rank} for unit, rank in ranks.items())


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (0, *range(2, 40)))])
def test_places_follow_from_the_facts_after_any_deeds(place: tuple[Store, Settings], tmp_path: Path, seed: int) -> None:
    store, settings = place
    deeds = Deeds(store, settings, tmp_path / "folder", Random(seed))
    for _ in range(25):
        deeds.any()
        with store.read() as session:
            facts = facts_of(session)
            assert discrepancies(session) == []
            for contest in contests(facts):
                same_places(facts, contest)
    assert file.differing(settings.paths.main, settings.paths.public) == []
    with store.read() as session:
        facts = facts_of(session)
        newest = {key: ask_touched(facts, board) for key, board in facts.boards().items()}
        past = {key: ask_touched(facts, board, newest=False) for key, board in facts.boards().items()}
    assert past == newest, "what holds now is what is reckoned as of the last change"


@pytest.mark.parametrize("seed", [40, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(41, 60))])
def test_what_was_public_stays_what_it_was(place: tuple[Store, Settings], tmp_path: Path, seed: int) -> None:
    store, settings = place
    deeds = Deeds(store, settings, tmp_path / "folder", Random(seed))
    seen: dict[tuple[str, int], object] = {}
    for _ in range(25):
        deeds.any()
        with contextlib.closing(PublicReader(settings.paths.public)) as reader:
            for key in dict(reader.keys()):
                board = reader.board(key)
                assert board is not None
                assert seen.setdefault((key, board.revision), to_json(board.words)) == to_json(board.words), key
    again = {(board.key, board.revision): to_json(board.words) for board in revisions(settings.paths.public)}
    assert {place: again[place] for place in seen} == seen


def test_what_follows_is_reckoned_anew_where_it_is_missing(place: tuple[Store, Settings], tmp_path: Path) -> None:
    store, settings = place
    deeds = Deeds(store, settings, tmp_path / "folder", Random(9))
    for _ in range(25):
        deeds.any()
    before = {board.key: to_json(board.words) for board in revisions(settings.paths.public)}
    with store.transaction() as session:
        session.connection().exec_driver_sql("UPDATE public_standing SET value = value + 1 WHERE state = 0")
        assert discrepancies(session)
        reckon(session)
        assert discrepancies(session) == []
        facts = facts_of(session)
        found = {key: ask_board(facts, key) for key in facts.boards()}
    assert {key: to_json(board.words) for key, board in found.items() if board is not None} == before


def test_pages_of_a_board_are_parts_of_it(place: tuple[Store, Settings], tmp_path: Path) -> None:
    store, settings = place
    deeds = Deeds(store, settings, tmp_path / "folder", Random(11))
    for _ in range(25):
        deeds.enter()
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        for key in dict(reader.keys()):
            whole = reader.board(key)
            assert whole is not None
            rows = to_json(whole.words).get("rows", [])
            pages = [reader.board(key, window=Window(offset, 2)) for offset in range(0, len(rows), 2)]
            assert [row for page in pages if page is not None for row in to_json(page.words)["rows"]] == rows
            assert all(page is not None and page.total == len(rows) for page in pages)


def test_a_contest_without_rankings_has_no_boards(place: tuple[Store, Settings]) -> None:
    store, _ = place
    with store.read() as session:
        assert contest_boards(facts_of(session), "apart", "2031Q9") is None
