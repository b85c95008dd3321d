"""The check before a ceremony: what locks its start, what is only said, and how it is signed off."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.interventions import publish_rest
from scoreboard.ceremony.planning import plan
from scoreboard.ceremony.preflight import Surroundings, font_draws, green, halls_of, preflight, sign
from scoreboard.desk.deciding import correct, decide_tie
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.enums import Better, NomineeStatus
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import LANGUAGES, Both, catalogue, say
from scoreboard.models import Benchmark, Ceremony, CustodyEntry, JournalEntry, Nominee, Star
from scoreboard.publications.display_reports import Report
from scoreboard.publications.scene import Scene
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of, contest_of
from scoreboard.store.finding import find_unit
from tests.ceremony.stepping import CEREMONY, SECOND, move, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import NOW, Shape, opened, prepare

MORNING = datetime.fromisoformat(NOW)


def around(place: Path) -> Surroundings:
    return Surroundings(MORNING, place, draws=lambda _character: True, free=2**40)


def looked(settings: Settings, surroundings: Surroundings, *, inside: bool = True) -> dict[str, Finding]:
    with opened(settings) as store, store.read() as session:
        return {one.name: one for one in preflight(session, CEREMONY, surroundings, inside=inside)}


def before_english(place: Path) -> Surroundings:
    """With a display of the hall that is set to English."""
    return replace(around(place), reports=(Report("hall", 0, "", 0, 80, 24, MORNING.timestamp(), "en_red-gold"),))


def tie(settings: Settings) -> None:
    """Correct a sealed score so that first place in the first area is tied."""
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        correct(writing, contest, "a1", find_unit(writing.session, "c02"), "91.5", "漏计", SECOND)


def test_a_closed_period_without_ties_is_ready(tmp_path: Path) -> None:
    found = looked(ready(tmp_path, TWO), before_english(tmp_path))
    assert green(found.values())
    assert {one.state for one in found.values()} <= {"good", "note", "warning"}
    assert found["english"].state == "warning", "these counties have no English names"
    assert not green(found.values(), strict=True)
    move(ready(tmp_path, TWO))


def test_an_open_period_cannot_be_shown_nor_signed_off(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        plan(writing, CEREMONY)
        with pytest.raises(Refused):
            sign(writing, CEREMONY, "试试")
    found = looked(settings, around(tmp_path))
    assert found["open"].state == "blocker"
    assert not green(found.values())
    with pytest.raises(Refused) as refused:
        move(settings)
    assert refused.value.key == "cue.open"


def test_a_tie_locks_the_start_until_it_is_decided(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    tie(settings)
    found = looked(settings, around(tmp_path))
    assert (found["tie"].state, found["tie"].values["where"]) == (
        "blocker",
        Both("（工作1：县01、县02）", " (工作1: 县01, 县02)"),
    )
    outside = looked(settings, around(tmp_path), inside=False)
    assert outside["sealed"].state == "blocker"
    assert outside["sealed"].values["where"] == Both("", "")
    assert "tie" not in outside
    with pytest.raises(Refused) as refused:
        move(settings)
    assert refused.value.key == "cue.locked_tie"
    assert "decide tie main 2030Q1 a1" in refused.value.sentence("en")
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        decide_tie(writing, contest, "a1", [find_unit(writing.session, "c01")], "抽签")
    assert green(looked(settings, around(tmp_path)).values())
    move(settings)


def test_who_signs_off_gives_a_reason_that_the_journal_keeps(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    tie(settings)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        with pytest.raises(BadInput):
            sign(writing, CEREMONY, " ")
        assert [one.key for one in sign(writing, CEREMONY, "现场抽签")] == ["tie/a1"]
    assert looked(settings, around(tmp_path))["tie"].state == "signed"
    move(settings)
    with opened(settings) as store, store.read() as session:
        signed = session.exec(select(JournalEntry).where(JournalEntry.action == "ceremony.sign")).one()
        assert (signed.reason, signed.after) == ("现场抽签", {"blockers": ["tie/a1"]})


def test_a_signature_does_not_cover_what_comes_later(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        sign(writing, CEREMONY, "都好")
    tie(settings)
    with pytest.raises(Refused):
        move(settings)


def corrected(settings: Settings, unit: str, score: str) -> None:
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        correct(writing, contest, "a1", find_unit(writing.session, unit), score, "漏计", SECOND)


def test_a_signature_is_for_the_tie_that_it_was_given_for(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    tie(settings)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        sign(writing, CEREMONY, "现场抽签")
    corrected(settings, "c01", "80")
    corrected(settings, "c03", "91.5")
    assert looked(settings, around(tmp_path))["tie"].state == "blocker", "c02 and c03 now"
    with pytest.raises(Refused) as refused:
        move(settings)
    assert refused.value.key == "cue.locked_tie"
    corrected(settings, "c03", "80")
    corrected(settings, "c01", "91.5")
    assert looked(settings, around(tmp_path))["tie"].state == "signed", "the same tie again"


def test_a_decision_is_for_the_tie_that_it_was_taken_about(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    tie(settings)
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        decide_tie(writing, contest, "a1", [find_unit(writing.session, "c02")], "抽签")
    corrected(settings, "c01", "80")
    corrected(settings, "c03", "91.5")
    assert looked(settings, around(tmp_path))["tie"].state == "blocker", "decided between c01 and c02, not c02 and c03"
    corrected(settings, "c03", "80")
    corrected(settings, "c01", "91.5")
    assert looked(settings, around(tmp_path))["tie"].state == "good"


def test_a_winner_under_a_veto_locks_the_start(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, acting(store, settings, "veto") as writing:
        session = writing.session
        veto(writing, find_unit(session, "c03"), "safety", "2030Q1", "矿难")
        session.add(
            CustodyEntry(
                series_id="main", area_id="a2", period_id="2030Q1", kind="assigned", units=["c03"], entered_at=MORNING
            )
        )
    found = looked(settings, around(tmp_path))
    assert (found["vetoed"].state, found["vetoed"].values["where"]) == (
        "blocker",
        Both("（工作2：县03）", " (工作2: 县03)"),
    )
    with pytest.raises(Refused) as refused:
        move(settings)
    assert refused.value.key == "cue.locked_vetoed"
    with opened(settings) as store, pytest.raises(Refused) as refused, acting(store, settings, "direct") as writing:
        publish_rest(writing, CEREMONY, "停电")
    assert refused.value.key == "cue.unsettled_vetoed", "nor is all published at once"


@pytest.mark.parametrize("late", [[], [{"kind": "flag", "area": "a2"}]])
def test_flags_in_no_cue_before_the_closing_are_said(tmp_path: Path, late: list[dict[str, Any]]) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "flag", "area": "a1"}, {"kind": "closing"}, *late])
    assert looked(settings, around(tmp_path))["sheet"] == Finding("sheet", "warning", {"count": 1})


def test_names_that_the_hall_cannot_show_are_said(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    undrawn = looked(settings, replace(around(tmp_path), draws=lambda character: character != "县"))["glyphs"]
    assert (undrawn.state, undrawn.values["count"]) == ("warning", 5), "three counties, the title in both"
    halls = ((80, 24), (200, 56))
    small = replace(around(tmp_path), halls=halls, reads=lambda name, hall: "Unit" not in name or hall[0] > 80)
    narrow = looked(settings, small)["width"]
    assert narrow.state == "good", "no unit is called that"
    small = replace(around(tmp_path), halls=halls, reads=lambda name, hall: "县" not in name or hall[0] > 80)
    narrow = looked(settings, small)["width"]
    assert (narrow.state, narrow.values["halls"], narrow.values["count"]) == ("warning", "80x24", 3)
    assert "(80x24): 3: " in narrow.text("en")
    assert looked(settings, around(tmp_path))["width"].state == "good"


CLIMB = {"kind": "flag", "area": "a1", "reveal": "climb", "places": 3, "by": 2, "singly_from": 1}


def test_names_that_are_small_on_any_page_of_the_sheet_are_said_whoever_wins(tmp_path: Path) -> None:
    """All of them, by the page and the display; nominees, who may be sealed, only to who may see that."""
    sheet: list[dict[str, Any]] = [
        {"kind": "title"}, CLIMB, {"kind": "flag", "area": "a2"}, {"kind": "star", "star": "service"},
        {"kind": "closing"},
    ]  # fmt: skip
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), sheet)
    asked = set[tuple[str, str, str, tuple[int, int], bool]]()

    def reads_on(shown: Scene, name: str, lang: str, hall: tuple[int, int], first: bool) -> bool:
        asked.add((shown.scene, name, lang, hall, first))
        return hall[0] > 80

    halls = ((80, 24), (200, 56))
    for inside in (True, False):
        found = looked(settings, replace(around(tmp_path), halls=halls, reads_on=reads_on), inside=inside)["pages"]
        said = found.text("zh")
        assert found.state == "warning"
        assert all(f"{page}（80x24）——县01、县02、县03" in said for page in ("第三、第二名", "逐名揭晓")), said
        assert "工作1、工作2" in said
        assert ("星的当选人（80x24）——甲、乙、丙" in said) is inside
        assert "服务星" in said
        assert "holder" not in found.text("en"), "nobody has held one yet"
    assert {(lang, hall) for shown, _, lang, hall, first in asked if shown == "title" and not first} == {
        (lang, hall) for lang in LANGUAGES for hall in halls
    }
    read = looked(settings, replace(around(tmp_path), reads_on=lambda *_: True))["pages"]
    assert (read.state, read.values["halls"]) == ("good", "80x24")
    assert "pages" not in looked(settings, around(tmp_path)), "where nobody can tell"


def test_nominees_are_named_only_to_who_may_see_what_is_sealed(tmp_path: Path) -> None:
    """A star may keep its nominees back until it is announced."""
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    small = replace(around(tmp_path), reads=lambda name, _hall: name != "甲", draws=lambda character: character != "乙")
    inside, outside = (looked(settings, small, inside=inside) for inside in (True, False))
    assert (inside["width"].values["names"], inside["glyphs"].values["names"]) == (("甲",), ("乙",))
    assert (outside["width"].state, outside["glyphs"].state) == ("good", "good")


def test_a_display_that_reports_is_a_hall_and_pictures_of_viewers_are_none() -> None:
    seen = Report("hall", 0, "", 0, 120, 34, 0.0)
    assert halls_of([seen, replace(seen, display="other"), replace(seen, board="flags", columns=40)]) == ((120, 34),)
    assert halls_of([]) == ((80, 24),)


def test_english_names_and_the_words_of_the_sheet_are_looked_at_too(tmp_path: Path) -> None:
    cues = [{"kind": "title"}, {"kind": "message", "title": "稍候", "text": "卍"}, FLAG, {"kind": "closing"}]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES.replace("甲,,", "甲,卐,")), cues)
    with opened(settings) as store, acting(store, settings, "load") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        contest.areas[0].name_en = "Ž" * 41
        writing.session.add(contest.areas[0])
    found = looked(settings, replace(around(tmp_path), draws=lambda character: character not in "卍卐Ž"))
    assert found["glyphs"].values["count"] == 3


def test_a_contest_in_chinese_alone_is_reminded_of_english_only_where_a_display_shows_it(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, acting(store, settings, "load") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        competition = competition_of(writing.session)
        stars = writing.session.exec(select(Star)).all()
        for one in (competition, contest.series, *contest.areas, *stars):
            one.name_en = ""
            writing.session.add(one)
        for area in contest.areas:
            area.flag_en = area.prize_en = ""
        contest.series.overall_flag_en = ""
    assert "english" not in looked(settings, around(tmp_path))
    for look, reminded in (("zh_red-gold", False), ("en_red-gold", True), ("zh_red-gold_colour_both", True)):
        reports = (Report("hall", 0, "", 0, 120, 34, MORNING.timestamp(), look),)
        found = looked(settings, replace(around(tmp_path), reports=reports))
        assert ("english" in found) is reminded
        assert not reminded or found["english"].state == "warning"


def test_what_a_careful_director_would_want_to_know_is_named(tmp_path: Path) -> None:
    """Names of the sheet without English, more elected than places, benchmarks that are reached by default."""
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), [{"kind": "title"}, FLAG, {"kind": "closing"}])
    before = looked(settings, before_english(tmp_path))
    assert "reached" not in before
    with opened(settings) as store, acting(store, settings, "load") as writing:
        session = writing.session
        contest = contest_of(session, "main", "2030Q1")
        contest.areas[0].prize, contest.series.overall_flag = "奖金五千元", "全能锦旗"
        session.add_all([contest.areas[0], contest.series])
        ceremony = session.get_one(Ceremony, CEREMONY)
        ceremony.cues = [{"kind": "title", "presents": "李处长"}, FLAG, {"kind": "benchmarks"}, {"kind": "closing"}]
        session.add(ceremony)
        for nominee in session.exec(select(Nominee)):
            nominee.status, nominee.star_id = NomineeStatus.CONFIRMED, "service"
            session.add(nominee)
        for better in Better:
            row = {"code": f"b-{better}", "unit_id": "c01", "title": f"办证{better}", "against": "乙", "better": better}
            session.add(Benchmark(**row, theirs=Decimal(75), ours=Decimal(92)))
    after = looked(settings, before_english(tmp_path))
    assert after["english"].values["count"] == before["english"].values["count"] + 3
    assert "/1" in after["crowded"].text("en")
    assert "办证higher" in after["reached"].text("zh")
    assert "办证lower" not in after["reached"].text("zh"), "that less is better has been said"


def test_the_font_of_the_hall_is_asked_for_its_characters() -> None:
    assert font_draws("县")
    assert not font_draws("\U0001f3f4")


def report(display: str, sequence: int, frame: str = "0123456789abcdef", lag: int = 5) -> Report:
    return Report(display, sequence, frame, lag, 80, 24, 0.0)


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ((), "note"),
        ((report("left", 1), report("right", 1)), "good"),
        ((report("left", 1), report("right", 0)), "warning"),
        ((report("left", 1), report("right", 1, "fedcba9876543210")), "warning"),
        ((report("left", 1), report("right", 1, lag=5000)), "warning"),
    ],
)
def test_displays_are_compared(tmp_path: Path, reports: tuple[Report, ...], state: str) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    assert looked(settings, replace(around(tmp_path), reports=reports))["displays"].state == state


def test_f701_displays_that_cannot_be_heard_are_said(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    assert "unheard" not in looked(settings, around(tmp_path))
    found = looked(settings, replace(around(tmp_path), unheard="/run/x belongs to another account"))["unheard"]
    assert found.state == "warning"
    assert "/run/x belongs" in say("ceremony.check.unheard.warning", "en", **found.values)


def test_clock_disk_and_backup_are_looked_at(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    move(settings)
    early = replace(around(tmp_path), now=MORNING - timedelta(hours=1), free=2**20)
    found = looked(settings, early)
    assert [found[name].state for name in ("clock", "disk", "backup")] == ["warning", "warning", "note"]
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        writing.record("backup", "contest.bak")
    fresh = looked(settings, around(tmp_path))
    assert "backup" not in fresh
    assert fresh["fresh_backup"].text("zh") == "上次备份距今不到 1 小时"
    hour = replace(around(tmp_path), now=MORNING + timedelta(hours=1))
    assert looked(settings, hour)["backup"] == Finding("backup", "good", {"hours": 1})
    later = replace(around(tmp_path), now=MORNING + timedelta(hours=30))
    assert looked(settings, later)["backup"] == Finding("backup", "warning", {"hours": 30})


def test_every_finding_has_its_sentence_in_both_languages(tmp_path: Path) -> None:
    found = looked(ready(tmp_path, TWO, Shape()), around(tmp_path))
    for lang in LANGUAGES:
        for one in found.values():
            assert say(f"ceremony.check.{one.name}.{one.state}", lang, **one.values)
    assert catalogue("ceremony", "zh").keys() == catalogue("ceremony", "en").keys()


def test_a_ranking_that_comes_before_its_flag_is_named(tmp_path: Path) -> None:
    ranking, flag = {"kind": "ranking", "area": "a1"}, {"kind": "flag", "area": "a1"}
    settings = ready(tmp_path, TWO, cues=[{"kind": "title"}, ranking, flag, ranking, {"kind": "closing"}])
    assert looked(settings, around(tmp_path))["early"] == Finding("early", "warning", {"cues": "2"})


FLAG, STAR = {"kind": "flag", "area": "a1"}, {"kind": "star", "star": "service"}


@pytest.mark.parametrize(
    ("cues", "found"),
    [
        ([{"kind": "closing"}, FLAG, {"kind": "title"}], {"order": {"cues": "1, 3"}}),
        ([{"kind": "title"}, {"kind": "closing"}, {"kind": "closing"}], {"order": {"cues": "2"}}),
        ([{"kind": "title"}, {"kind": "title"}, {"kind": "closing"}], {"order": {"cues": "2"}}),
        (
            [
                {"kind": "message", "text": "a"},
                {"kind": "countdown"},
                {"kind": "title"},
                FLAG,
                STAR,
                {"kind": "closing"},
            ],
            {},
        ),
        ([FLAG], {"parts": {"what": ("title", "closing", Both("服务星", "服务星"))}}),
        ([{"kind": "title"}, FLAG, FLAG, {"kind": "closing"}], {"twice": {"cues": "3"}}),
        ([{"kind": "title"}, {"kind": "speech"}, {"kind": "message", "text": "a"}], {"empty": {"cues": "2"}}),
        (
            [{"kind": "title"}, {**FLAG, "call": "A"}, {"kind": "photo"}, {"kind": "flag", "area": "a2", "call": "A"}],
            {"split": {"cues": "4"}},
        ),
        (
            [{"kind": "title", "seconds": "5"}, {**FLAG, "places": "2", "star": "service"}, {"kind": "closing"}],
            {"useless": {"cues": "1 (seconds), 2 (star, places)"}},
        ),
        ([{"kind": "title"}, FLAG, STAR, {"kind": "closing"}], {}),
    ],
)
def test_a_sheet_that_nobody_can_have_meant_is_named(tmp_path: Path, cues: list[Any], found: dict[str, Any]) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), cues)
    names = ("parts", "order", "twice", "empty", "split", "useless")
    odd = {name: one for name, one in looked(settings, around(tmp_path)).items() if name in names}
    assert {name: odd[name].values for name in found} == found
    assert {one.state for one in odd.values()} <= {"warning"}
    assert found or not odd
    for lang in LANGUAGES:
        assert all(say(f"ceremony.check.{one.name}.{one.state}", lang, **one.values) for one in odd.values())
