"""The year is closed like a period: what stands in its way, its ceremony, seal and bulletin, and what it hands over."""

import csv
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.publications.reader import PublicReader
from screens.hall import draw
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.playlist import playlist
from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import PERIODS, Competition, Row, live, scores, sealed, towns, write_csv
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.pairs import each_with_some

AREAS = ("roads", "water")
ANNUAL = {"honours": {"national": 3, "provincial": 2}, "honour_cap": 5}
WINNERS = {"2031Q1": ("t1", "t2"), "2031Q2": ("t1", "t1"), "2031Q3": ("t1", "t3")}
DOCUMENT = ("--document", "国发〔2031〕1号")


def won(period: str, winners: tuple[str, ...]) -> list[Row]:
    table = {
        area: {unit: 90 if unit == winner else 70 + place for place, unit in enumerate(("t1", "t2", "t3"))}
        for area, winner in zip(AREAS, winners, strict=True)
    }
    return scores("main", period, table)


def contest(**more: object) -> Competition:
    given = {
        "series": [live(*AREAS)],
        "annual": ANNUAL,
        "units": towns(3),
        "scores": [row for period, winners in WINNERS.items() for row in won(period, winners)],
        **more,
    }
    return Competition(**given)  # type: ignore[arg-type]


@pytest.fixture
def year(opened: Opened) -> Program:
    """A live year of which nothing is closed."""
    return opened(contest()).at("2031-12-01T09:00:00+08:00")


def close_periods(program: Program, *periods: str) -> None:
    for period in periods or WINNERS:
        program.ok("close", "main", period)


def status(program: Program) -> dict[str, object]:
    found: dict[str, object] = program.ok("year", "status", "--format", "json").json()
    return found


def _hall(program: Program) -> str:
    """The words of the annual board in the hall, once all has been added up."""
    held = HeldBoards()
    with closing(PublicReader(program.public)) as reader:
        held.follow(reader)
        scene = next(item.scene for item in playlist(held) if item.scene_name == "annual")
    strips = draw(scene, 99, (80, 24), Look(native=True)).strips
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def test_what_stands_in_the_way_is_listed_and_nothing_else_keeps_the_year_open(year: Program) -> None:
    close_periods(year, "2031Q1", "2031Q2")
    told = status(year)
    assert (told["state"], told["series"], told["start"], told["end"]) == ("open", "main", "2031-01-01", "2031-09-30")
    assert [(one["what"], one["period"]) for one in told["in_the_way"]] == [("open", "2031Q3")]  # type: ignore[attr-defined]
    assert "2031Q3" in year.refuses(1, "year", "close").complaint
    assert year.show("annual")["state"] == "open"

    close_periods(year, "2031Q3")
    assert status(year)["in_the_way"] == []
    year.ok("year", "close")
    told = status(year)
    assert (told["state"], told["closed_on"], told["ceremony"], told["published"]) == (
        "closed", "2031-12-01", "main-year", True,
    )  # fmt: skip
    assert year.show("annual")["state"] == "closed"
    assert "only a decision can change this table now" in year.ok("show", "annual").out
    assert "已结账" in _hall(year)
    year.refuses(1, "year", "close")


def test_a_period_that_waits_for_its_ceremony_stands_in_the_way(opened: Opened) -> None:
    program = opened(contest(series=[sealed(*AREAS)])).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    ways = status(program)["in_the_way"]
    assert [(one["what"], one["ceremony"]) for one in ways] == [  # type: ignore[attr-defined]
        ("sealed", f"main-{period}") for period in WINNERS
    ]
    program.refuses(1, "year", "close")


def test_a_quarter_that_was_never_contested_is_in_nobodys_way(opened: Opened) -> None:
    given = [row for period, winners in list(WINNERS.items())[1:] for row in won(period, winners)]
    program = opened(contest(scores=given)).at("2031-12-01T09:00:00+08:00")
    close_periods(program, "2031Q2", "2031Q3")

    program.ok("year", "close")
    assert program.show("annual")["periods"][0]["state"] == "none"


def test_the_day_of_closing(year: Program) -> None:
    close_periods(year)
    year.refuses(2, "year", "close", "--on", "2030-12-31")
    year.refuses(2, "year", "close", "--on", "2031-12-02")
    year.ok("year", "close", "--on", "2031-11-30")
    assert status(year)["closed_on"] == "2031-11-30"


def test_a_year_that_still_runs_is_closed_with_a_warning(year: Program) -> None:
    close_periods(year)
    early = year.at("2031-09-30T09:00:00+08:00")("year", "close")
    assert (early.code, "2031-09-30" in early.err) == (0, True)


@pytest.mark.parametrize(
    ("role", "deed"),
    each_with_some(
        ["operator", "reviewer", "director", "auditor", "viewer"],
        [("close",), ("reopen", "--reason", "x"), ("handover", "folder")],
    ),
)
def test_only_an_admin_closes_opens_and_hands_over(year: Program, role: str, deed: tuple[str, ...]) -> None:
    close_periods(year)
    year.ok("user", "add", "somebody", "--role", role)
    year.by("somebody").refuses(1, "year", *deed)


def test_a_contest_without_annual_has_no_year(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest())
    folder = tmp_path / "folder"
    toml = folder / "competition.toml"
    toml.write_text(toml.read_text(encoding="utf-8").partition("[annual]")[0], encoding="utf-8")
    program.ok("load", folder)
    program.refuses(2, "year", "close")
    program.refuses(2, "year", "status")


def test_the_ceremony_of_the_year_is_sealed_played_and_verified(opened: Opened) -> None:
    program = opened(contest(series=[sealed(*AREAS)])).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    for period in WINNERS:
        for _ in steps(program, f"main-{period}"):
            pass
    said = program.ok("year", "close").out
    assert "main-year" in said
    assert status(program)["published"] is False
    program.refuses(1, "bulletin", "main", "year")
    planned = program.ok("ceremony", "plan", "main-year").out
    assert [line for line in planned.splitlines() if line.startswith("kind")] == [
        'kind = "title"', 'kind = "annual"', 'kind = "closing"',
    ]  # fmt: skip
    assert 'period = "year"' in planned
    assert program("ceremony", "check", "main-year").code == 0
    program.ok("ceremony", "seal", "main-year")
    assert "so the year cannot be reopened" in program.refuses(1, "year", "reopen").complaint
    program.refuses(1, "year", "reopen")
    for _ in steps(program, "main-year"):
        pass
    assert status(program)["published"] is True
    bulletin = program.speaking("zh").ok("bulletin", "main", "year").out
    assert "年度" in bulletin.splitlines()[0]
    assert "| 1 | 青槐乡 | 1 | 2 | 1 | 4 | 0 | 4 |" in bulletin
    assert program.ok("ceremony", "verify", "main-year")
    program.refuses(1, "year", "reopen", "--reason", "再来")


def test_a_bulletin_that_was_printed_before_the_ceremony_says_why_that_revises_it(year: Program) -> None:
    close_periods(year)
    year.ok("year", "close")
    for _ in steps(year, "main-year"):
        pass
    assert "Revised because: the year’s ceremony came to its end" in year.ok("bulletin", "main", "year").out


def test_what_is_decided_later_makes_a_revision_of_the_bulletin_and_amends_the_seal(opened: Opened) -> None:
    program = opened(contest(series=[sealed(*AREAS)])).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    for period in WINNERS:
        for _ in steps(program, f"main-{period}"):
            pass
    program.ok("year", "close")
    program.ok("ceremony", "seal", "main-year")
    program.ok("veto", "t2", "safety", "--reason", "事故")
    for _ in steps(program, "main-year"):
        pass
    program.ok("ceremony", "verify", "main-year")
    first = program.ok("bulletin", "main", "year").out
    assert "事故" in first
    program.ok("honour", "t3", "national", "先进", *DOCUMENT, "--on", "2031-05-01")
    program.ok("honour", "t3", "provincial", "以后的", *DOCUMENT, "--on", "2031-11-01")
    third = program.ok("bulletin", "main", "year").out
    assert "Revision 3" in third
    assert "先进" in third
    assert program.ok("bulletin", "main", "year", "--revision", "1").out == first
    program.ok("ceremony", "verify", "main-year")
    assert program.rows("annual")[0]["clinched"] == 1


CLOSED_YEARS = pytest.mark.parametrize("publication", ["live", "ceremony"])
SIGNED = ("--approved-by", "王局长")
LATER = {
    "correction": (
        *("decide", "correction", "main", "2031Q3", "water", "t2", "95", "--holder", "t2", "--reason", "补计一分"),
        *SIGNED,
    ),
    "veto of a period": ("veto", "t3", "safety", "--period", "2031Q3", "--reason", "事后查实"),
    "veto of the year": ("veto", "t1", "safety", "--reason", "全年否决"),
    "late honour": ("honour", "t3", "national", "迟到的先进", *DOCUMENT, "--on", "2031-05-01"),
}
"""What may come to light after the year was closed, and what everybody reads of it."""


def _told(deed: tuple[str, ...]) -> str:
    return deed[deed.index("--reason") + 1] if "--reason" in deed else deed[3]


def _closed(opened: Opened, publication: str) -> Program:
    """A year that is closed and public: at once, or by its ceremony under a seal."""
    series = live(*AREAS) if publication == "live" else sealed(*AREAS)
    program = opened(contest(series=[series])).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    for period in WINNERS if publication == "ceremony" else ():
        for _ in steps(program, f"main-{period}"):
            pass
    program.ok("year", "close")
    if publication == "ceremony":
        program.ok("ceremony", "seal", "main-year")
        for _ in steps(program, "main-year"):
            pass
    return program.at("2031-12-05T09:00:00+08:00")


def _handed_over(program: Program, folder: Path) -> dict[str, dict[str, str]]:
    """Who holds each flag with how many defences, as the next year's folder has it."""
    program.ok("year", "handover", folder)
    found: dict[str, dict[str, str]] = {}
    with (folder / "custody.csv").open(encoding="utf-8") as text:
        for row in csv.DictReader(text):
            found.setdefault(row["area"], {})[row["unit"]] = row["defences"]
    return found


@CLOSED_YEARS
def test_what_comes_to_light_after_the_year_is_told_proved_and_handed_over(
    opened: Opened, publication: str, tmp_path: Path
) -> None:
    program = _closed(opened, publication)
    first = program.ok("bulletin", "main", "year").out
    assert _handed_over(program, tmp_path / "first") == {"roads": {"t1": "2"}, "water": {"t3": "0"}}
    for revision, (name, deed) in enumerate(LATER.items(), 2):
        program.ok(*deed)
        told = program.ok("bulletin", "main", "year").out
        assert f"Revision {revision}" in told, name
        assert _told(deed) in told, name
        _is_proved(program, publication, _told(deed))
    assert program.ok("bulletin", "main", "year", "--revision", "1").out == first
    told = program.ok("bulletin", "main", "year").out
    program.ok("decide", "abolition", "t2", "--on", "2031-12-02", "--reason", "撤乡并镇")
    assert program.ok("bulletin", "main", "year").out == told, "what it won in the year stays its own"
    assert "撤乡并镇" in program.ok("bulletin", "main", "2031Q3").out
    _is_proved(program, publication, "")
    year = {row["unit"]: row for row in program.rows("annual")}
    assert {unit: (row["rank"], row["flags_total"], row["honours"]) for unit, row in year.items()} == {
        "t1": (None, 4, "0"),
        "t2": (1, 2, "0"),
        "t3": (None, 0, "3"),
    }
    assert _handed_over(program, tmp_path / "second") == {"roads": {"t1": "2"}}, "the abolished unit hands nothing over"


def _is_proved(program: Program, publication: str, reason: str) -> None:
    """The year is closed still, the journal whole, and its seal amended for the reason, where it has one."""
    assert program.show("annual")["state"] == "closed"
    program.ok("journal", "--verify")
    if publication == "ceremony":
        assert reason in program.ok("ceremony", "verify", "main-year").out


def test_honours_of_a_folder_amend_the_seal_too(opened: Opened) -> None:
    program = opened(contest(series=[sealed(*AREAS)])).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    for period in WINNERS:
        for _ in steps(program, f"main-{period}"):
            pass
    program.ok("year", "close")
    program.ok("ceremony", "seal", "main-year")
    honours = [{"unit": "t3", "level": "national", "title": "先进", "awarded_on": "2031-05-01"}]
    opened(contest(series=[sealed(*AREAS)], records={"honours": honours}))
    for _ in steps(program, "main-year"):
        pass
    program.ok("ceremony", "verify", "main-year")
    assert "honours.csv" in program.ok("bulletin", "main", "year").out


def test_a_live_year_is_opened_again_with_a_reason_and_closed_anew(year: Program) -> None:
    close_periods(year)
    year.ok("year", "close")
    year.refuses(1, "reopen", "main", "2031Q3", "--reason", "漏计")
    year.refuses(2, "year", "reopen")
    year.ok("year", "reopen", "--reason", "漏计")
    assert year.show("annual")["state"] == "open"
    year.refuses(1, "year", "reopen", "--reason", "漏计")
    year.ok("reopen", "main", "2031Q3", "--reason", "漏计")
    year.ok("close", "main", "2031Q3")
    year.ok("year", "close")
    assert "漏计" in year.ok("bulletin", "main", "year").out
    year.ok("journal", "--verify")


def test_the_next_year_begins_with_holders_defences_and_honours_that_roll_over(
    year: Program, opened: Opened, tmp_path: Path
) -> None:
    folder = tmp_path / "next"
    close_periods(year)
    year.ok("honour", "t2", "national", "先进", *DOCUMENT, "--on", "2031-11-02", "--person", "王五")
    year.ok("honour", "t2", "national", "当年的", *DOCUMENT, "--on", "2031-05-02")
    year.refuses(1, "year", "handover", folder)
    year.ok("year", "close")
    year.ok("year", "handover", folder)

    with (folder / "custody.csv").open(encoding="utf-8") as text:
        custody = [(row["series"], row["area"], row["unit"], row["defences"]) for row in csv.DictReader(text)]
    assert custody == [("main", "roads", "t1", "2"), ("main", "water", "t3", "0")]
    with (folder / "honours.csv").open(encoding="utf-8") as text:
        honours = [(row["unit"], row["person"], row["title"], row["rolled_from"]) for row in csv.DictReader(text)]
    assert honours == [("t2", "王五", "先进", "lake-2031")]

    begins = [(one.replace("2031", "2032"), name, *days) for one, name, *days in PERIODS]
    periods = [
        (one, name, start.replace("2031", "2032"), end.replace("2031", "2032")) for one, name, start, end in begins
    ]
    following = contest(
        id="lake-2032", periods=periods, scores=scores("main", "2032Q1", {"roads": {"t1": 90, "t2": 80}})
    )
    kept = {name: (folder / name).read_text(encoding="utf-8") for name in ("custody.csv", "honours.csv")}
    following.write(folder)
    assert {name: (folder / name).read_text(encoding="utf-8") for name in kept} == kept
    fresh = Program(tmp_path / "next.db", now=None, acting=None)
    fresh.ok("user", "add", "root", "--role", "admin")
    fresh = fresh.by("root").at("2032-04-10T09:00:00+08:00")
    fresh.ok("load", folder, "--with-clock")
    held = {one["area"]: one["defences"] for one in fresh.show("unit", "t1")["flags"]}
    assert held == {"roads": 2}, "who holds what is public from the first day on"
    fresh.ok("close", "main", "2032Q1")
    row = fresh.flags("--period", "2032Q1")["roads"]
    assert (row["outcome"], row["defences"]) == ("defended", {"t1": 3})
    year = {row["unit"]: row for row in fresh.rows("annual")}
    assert (year["t2"]["honours"], year["t1"]["honours"]) == ("3", "0")


def test_handing_over_keeps_what_was_there_beside(year: Program, tmp_path: Path) -> None:
    folder = tmp_path / "next"
    folder.mkdir()
    write_csv(folder / "custody.csv", ("series", "area", "period", "unit"), [{"series": "main", "unit": "t2"}])
    close_periods(year)
    year.ok("year", "close")
    said = year.ok("year", "handover", folder).out

    assert ".custody.csv.before" in said
    assert "main,,,t2" in (folder / ".custody.csv.before").read_text(encoding="utf-8")
    assert year.ok("year", "handover", folder).out.count("before") == 0
    (tmp_path / "file").write_text("")
    year.refuses(2, "year", "handover", tmp_path / "file")


def test_no_period_is_called_as_the_year_is(year: Program, opened: Opened, tmp_path: Path) -> None:
    contest(periods=[("year", "全年", "2031-01-01", "2031-12-31")], scores=()).write(tmp_path / "other")
    assert "year" in year.refuses(2, "load", tmp_path / "other").complaint


def test_proof_envelope_and_script_of_the_year_are_about_its_table_and_promise_nothing(opened: Opened) -> None:
    pledge = {"id": "p1", "unit": "t1", "person": "王", "text": "修路", "due": "2031-12-31", "made_on": "2031-01-05"}
    program = opened(contest(records={"pledges": [pledge]})).at("2031-12-01T09:00:00+08:00")
    close_periods(program)
    program.ok("year", "close")
    script = program.ok("ceremony", "plan", "main-year", "--script").out
    assert "Here is what was pledged, and how it ended." in script
    assert "settled today" not in script, "it is still to be settled"
    program.ok("ceremony", "seal", "main-year")
    assert "The year's table" in program.ok("ceremony", "envelope", "main-year").out
    for _ in steps(program, "main-year"):
        pass
    proof = {lang: program.speaking(lang).ok("ceremony", "verify", "main-year").out for lang in ("zh", "en")}
    assert "the year's table: announced as sealed" in proof["en"]
    assert "overall table" not in proof["en"]
    assert "年度考核总表" in proof["zh"]
    fix = ("decide", "correction", "main", "2031Q3", "water", "t1", "95", "--reason", "r", "--approved-by", "Lin")
    program.ok(*fix, "--holder", "t1")
    assert "1 of the results differs from what the first page" in program.ok("ceremony", "verify", "main-year").out
