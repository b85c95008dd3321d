"""A console in English on a contest that says everything in English, too: cues, cards and what steps will do."""

from dataclasses import replace
from pathlib import Path

from scoreboard.ceremony.overview import Overview, read_overview
from scoreboard.locale import FIRST_OF_EAST_ASIA
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director.banners import card_of
from screens.director.drawing import kind_of, title_of
from screens.director.next_step_words import told
from tests.acceptance.bilingual import CEREMONY, QUARTER, Bilingual
from tests.acceptance.driver import Program


def said(view: Overview, lang: str) -> list[str]:
    """All that the console says of a sheet, cue by cue."""
    found = [view.title_en if lang == "en" else view.title]
    for line in view.lines:
        found += [kind_of(line, lang), title_of(line, lang)]
        found += [text for part in card_of(replace(view, cue=line.number), lang) for text in part]
    for start in view.starts:
        for step in range(1, start.line.steps + 1):
            found += [text for text, _tone in told(replace(start, step=step), lang)]
    return found


def test_no_word_of_an_english_console_is_chinese(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now="2031-07-01T09:00:00+08:00")
    program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
    program.ok("load", Bilingual().write(tmp_path / "folder"), "--with-clock")
    program.ok("close", "main", QUARTER)
    program.ok("ceremony", "seal", CEREMONY)
    with Store(Settings(str(program.database), "en", program.now, "root").paths).read() as session:
        view = read_overview(session, CEREMONY)
        english, chinese = said(view, "en"), said(view, "zh")
    assert [text for text in english if any(sign >= FIRST_OF_EAST_ASIA for sign in text)] == []
    assert [text for text in chinese if "Said" in text] == []
    assert len(english) > 100
