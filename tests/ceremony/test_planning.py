"""Run sheets that are planned, printed, edited and read back, and what the announcer reads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from scoreboard.ceremony.cue import Cue, cue_from, cue_words
from scoreboard.ceremony.cues import cue_formats
from scoreboard.ceremony.planning import plan
from scoreboard.ceremony.print.script import script_markdown, script_title, write_script
from scoreboard.ceremony.read_out import pinyin_of
from scoreboard.ceremony.seal import seal
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.printed_pages import page
from scoreboard.exchange.run_sheet_writing import run_sheet_toml
from scoreboard.models import Ceremony
from scoreboard.settings import Settings
from scoreboard.spelling import spelled, text_fault
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened, write_folder


def planned(settings: Settings, ceremony: str = CEREMONY, **options: Any) -> Standpoint:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        return plan(writing, ceremony, **options)


def kinds(here: Standpoint) -> list[str]:
    return [cue.kind for cue in here.sheet]


def test_a_planned_sheet_is_written_down(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    assert kinds(planned(settings)) == ["title", "flag", "flag", "flags", "star", "stars", "closing"]
    with opened(settings) as store, store.read() as session:
        assert [cue["kind"] for cue in session.get_one(Ceremony, CEREMONY).cues][1:3] == ["flag", "flag"]


def test_another_ceremony_can_be_planned(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    made = planned(settings, "evening", series="main", period="2030Q1")
    assert (made.ceremony.series_id, made.ceremony.period_id) == ("main", "2030Q1")
    by_its_id = planned(settings, "main-2030Q2")
    assert by_its_id.ceremony.period_id == "2030Q2"
    by_default = planned(settings, "matinee")
    assert by_default.ceremony.period_id == "2030Q1", "the last closed one"


def test_what_a_person_wrote_stays_unless_it_is_to_be_made_anew(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, cues=[{"kind": "title", "words": "请肃静"}])
    assert kinds(planned(settings)) == ["title"]
    assert len(planned(settings, anew=True).sheet) == 5


def test_a_sheet_that_is_fixed_is_printed_and_never_changed(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        seal(writing, CEREMONY)
    before = planned(settings).sheet
    with pytest.raises(Refused) as refused:
        planned(settings, anew=True)
    assert refused.value.key == "seal.fixed"
    move(settings)
    assert planned(settings).sheet == before


@pytest.mark.parametrize("name", ["", "a b", "../x", "x/y"])
def test_an_id_is_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        planned(ready(tmp_path, TWO), name, series="main", period="2030Q1")
    assert refused.value.key == "ceremony.id"


LINE = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=12)
    .map(str.strip)
    .map(spelled)
    .filter(lambda text: text_fault(text) is None)
)
OF_A_STAR: dict[str, st.SearchStrategy[Any]] = {
    "star": st.just("service"),
    "proxy": LINE,
    "no_show": st.booleans(),
    "reveal": st.sampled_from(["", "all", "one-by-one", "from-bottom"]),
    "places": st.integers(1, 20),
}
OWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "star": OF_A_STAR,
    "countdown": {"seconds": st.integers(1, 86400)},
}
"""Keys that are for some kinds of cue alone."""


def cues_of(kind: str) -> st.SearchStrategy[Cue]:
    return st.builds(
        Cue,
        st.just(kind),
        title=LINE,
        text=LINE,
        notes=LINE,
        words=st.lists(LINE.filter(bool), max_size=2).map("\n".join),
        presents=LINE,
        receives=LINE,
        call=LINE,
        duration=st.none() | st.integers(0, 86400),
        **OWN.get(kind, {}),
    )


CUES = st.lists(
    st.sampled_from(["title", "speech", "countdown", "photo", "star", "closing"]).flatmap(cues_of),
    min_size=1,
    max_size=4,
)


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CUES, LINE)
def test_a_printed_sheet_is_read_back_as_it_was(tmp_path: Path, cues: list[Cue], venue: str) -> None:
    heading = {"title": "授旗", "venue": venue, "slogans": ["一", '二"'], "series": "main", "period": "2030Q1"}
    place = write_folder(tmp_path, Shape()) / "ceremonies"
    place.mkdir(exist_ok=True)
    for lang in ("zh", "en"):
        text = run_sheet_toml(heading, [cue_words(cue) for cue in cues], (), lang)
        (place / "evening.toml").write_text(text, encoding="utf-8")
        (read,) = read_folder(tmp_path, cue_formats()).ceremonies
        assert [cue_from(cue.model_dump()) for cue in read.sheet.cues] == cues
        assert (read.sheet.title, read.sheet.venue, tuple(read.sheet.slogans)) == ("授旗", venue, ("一", '二"'))


def script(settings: Settings, lang: str, *, hold_back: bool = False) -> str:
    with opened(settings) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        written = write_script(session, here, settings.moment("UTC"), hold_back=hold_back)
        return script_markdown(written, lang, begins=timedelta(hours=9))


def test_the_script_names_the_winners_or_holds_them_back(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES))
    told = script(settings, "zh")
    assert "工作1先锋旗，由 **县01** 持有，领先 1.50 分" in told
    assert "第三名：**县03**" in told
    assert "**甲**" in told
    for lang in ("zh", "en"):
        held_back = script(settings, lang, hold_back=True)
        assert not any(name in held_back for name in ("县01", "县02", "县03", "甲", "乙", "1.50"))
        assert ("＿＿" if lang == "zh" else "____ ") in held_back


def test_f916_a_script_that_passes_midnight_says_the_next_days_time(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, store.read() as session:
        written = write_script(session, standpoint(session, CEREMONY), settings.moment("UTC"), hold_back=True)

        def times(lang: str, begins: timedelta) -> list[str]:
            lines = script_markdown(written, lang, begins=begins).splitlines()
            return [line.split(". ", 1)[1].split("  ")[0] for line in lines if line.startswith("### ")]

        late = timedelta(hours=23, minutes=59)
        today, tomorrow = times("zh", late)[0], times("zh", late)[-1]
        assert (today, tomorrow[:5]) == ("23:59:00", "次日 0:")
        assert times("en", late)[-1].endswith(" the next day")
        assert all("次日" not in time for time in times("zh", timedelta()))


def test_before_the_results_are_final_the_script_has_no_names(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    planned(settings, "main-2030Q2")
    with opened(settings) as store, store.read() as session:
        here = standpoint(session, "main-2030Q2")
        written = write_script(session, here, settings.moment("UTC"), hold_back=False)
    assert {cue.announced for cue in written.cues} == {None}


def test_the_script_has_times_people_and_calls(tmp_path: Path) -> None:
    cues: list[dict[str, Any]] = [
        {"kind": "title", "duration": 90},
        {"kind": "flag", "area": "a1", "call": "甲组", "presents": "张书记", "proxy": "李副县长"},
        {"kind": "flag", "area": "a2", "call": "甲组", "no_show": True, "words": "第一句\n第二句 <b>"},
        {"kind": "closing"},
    ]
    text = script(ready(tmp_path, TWO, cues=cues), "zh")
    assert "### 2. 9:01:30  授旗 · 工作1先锋旗" in text
    assert text.count("登台：甲组") == 1
    assert "- 颁授：张书记\n- 领受：**县01**，由 李副县长 代领" in text
    assert "缺席：**县02**" in text
    assert "> 第一句\n> 第二句 \\<b\\>" in text, "a person's own words are taken literally"


def test_a_name_that_not_everybody_can_read_comes_with_its_pinyin() -> None:
    assert pinyin_of("永年县") == ""
    assert pinyin_of("Lake") == ""
    assert pinyin_of("洺关镇") == "míng guān zhèn"
    assert pinyin_of("喆") == "zhé"


def test_the_script_is_a_page_too(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    with opened(settings) as store, store.read() as session:
        written = write_script(session, standpoint(session, CEREMONY), settings.moment("UTC"), hold_back=True)
    html = page(script_title(written, "en"), script_markdown(written, "en"), "en")
    assert html.startswith("<!DOCTYPE html>")
    assert "<h3>" in html
