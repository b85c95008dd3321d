"""What a stranger who directed found: results told beforehand, and no sentence that is not so, or so no longer."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.enums import NomineeStatus
from scoreboard.models import Nominee
from scoreboard.publications.display_reports import Reporter
from scoreboard.settings import Settings
from screens.director.drawing import word
from tests.ceremony import pooled
from tests.screens.director.console import CLOSING, Console, console
from tests.screens.director.test_interventions import written
from tests.screens.director.test_said_truly import POSTPONE, REASON, WIDE, again

CLIMB = {"kind": "flag", "area": "重点项目建设", "reveal": "climb", "places": 6, "by": 2, "singly_from": 1}


def turn_star(desk: Console, before: NomineeStatus, after: NomineeStatus) -> None:
    """Give one person of a standing another one."""
    with desk.store.transaction() as session:
        nominee = session.exec(
            select(Nominee).where(Nominee.period_id == "2010Q3", Nominee.status == before).limit(1)
        ).one()
        nominee.status = after
        session.add(nominee)


async def test_the_closing_says_that_it_reveals_the_overall_flags_and_asks_of_several(tmp_path: Path) -> None:
    settings = replace(pooled.settings_of(pooled.closed_contest(tmp_path)), lang="zh")
    async with console(settings, pooled.CEREMONY, acting="root", size=WIDE) as desk:
        closing = str(len(desk.view.lines))
        for lang, told in (("zh", "将揭晓：总旗"), ("en", "Reveals who wins 总旗")):
            words = word("step.closing.overall", lang, overall=desk.view.starts[-1].overall[0].said(lang))
            assert words.startswith(told)
        await desk.press("space", *closing)
        assert "将揭晓：总旗" in desk.part("notice")
        await desk.press("enter")
        assert (desk.view.cue, desk.view.step) == (1, 1)
        assert "一次揭晓几面总旗的得主：总旗" in desk.part("notice")
        await desk.press("y")
        assert "仍然密封" in desk.part("notice"), "the flags and stars that are left are asked about as well"
        await desk.press("y")
        assert desk.view.has_ended


async def test_a_start_that_cannot_be_is_refused_at_once_and_the_refusal_goes_with_its_cause(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        turn_star(desk, NomineeStatus.CONFIRMED, NomineeStatus.OBJECTED)
        await again(desk)
        assert "有人有异议" in desk.part("next")
        await desk.press("space")
        assert desk.screen.stage.asking is None
        assert "有人有异议" in desk.part("notice")
        turn_star(desk, NomineeStatus.OBJECTED, NomineeStatus.CONFIRMED)
        await again(desk)
        assert desk.part("notice").strip() == ""
        await desk.press("space")
        assert desk.place == (1, 1)


async def test_a_hall_that_is_back_at_its_boards_is_not_said_to_be_covered(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", *POSTPONE, *REASON, "f8")
        assert "遮盖之下" not in desk.part("now")
        assert "流程单停在 1" in desk.part("now")
        assert "同时揭去遮盖" not in desk.part("next")


async def test_who_takes_a_ceremony_over_that_is_postponed_is_told_the_key_that_leads_on(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", *POSTPONE, *REASON)
    async with console(handan) as desk:
        await desk.press("space", "y")
        assert "按 x 选“继续”" in desk.part("notice")
        assert "按空格走" not in desk.part("notice")


async def test_displays_that_are_lost_are_told_with_the_key_that_frees_them(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        await desk.press("w")
        assert "w 不再等" in desk.part("keys")
        hall.close()
        desk.screen.displays.read()
        assert "失联" in desk.part("notice")
        await desk.press("space")
        assert "按 a" in desk.part("notice")
        await desk.press("a", "w")
        assert "w 等大屏" in desk.part("keys")
        assert "大屏 0" in desk.part("displays"), "there is none left, and that is seen"


async def test_the_line_of_a_late_display_goes_when_it_has_come(handan: Settings) -> None:
    async with console(handan) as desk:
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        hall.close()
        desk.screen.displays.read()
        assert "失联" in desk.part("notice")
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        await desk.settle()
        assert desk.part("notice").strip() == ""
        hall.close()


async def test_flags_that_a_jump_leaves_out_are_said_to_be_jumped_over(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", *CLOSING)
        assert "环节被跳过" in desk.part("notice")
        await desk.press("enter")
        assert "不公布，当选人仍然密封" in desk.part("notice")


async def test_going_back_in_a_climb_promises_no_new_rows(handan: Settings) -> None:
    written(handan, [{"kind": "title"}, CLIMB, {"kind": "closing"}])
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "space")
        assert "只公布这几行" in desk.part("next")
        await desk.press("space", "space", "pageup")
        assert "再显示" in desk.part("next")
        assert "已经公布过" in desk.part("next")
        await desk.press("pageup", "pageup", "space")
        assert "只公布这几行" not in desk.part("next")


async def test_the_key_of_corrections_answers_where_there_is_none(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "o")
        assert "没有可说明的更正" in desk.part("notice")


async def test_how_long_ago_it_was_saved_is_said_as_people_say_it(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space")
        assert "秒前已存" in desk.part("head")
    async with console(replace(handan, lang="en"), size=WIDE) as desk:
        assert " s ago" in desk.part("head")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_long_question_stands_there_to_its_end_in_a_small_window(handan: Settings, lang: str) -> None:
    async with console(replace(handan, lang=lang), size=(80, 24)) as desk:
        await desk.press("space", "x", "down", "down", "enter", *"late", "enter")
        assert "Esc" in desk.part("notice")
        assert "…" not in desk.part("notice")
        await desk.press("escape", *CLOSING, "enter")
        assert "Esc" in desk.part("notice")
        assert "…" not in desk.part("notice")
        await desk.press("escape")
        assert len(desk.part("notice").splitlines()) == 2


async def test_the_closing_names_the_stars_that_become_public_with_it(handan: Settings) -> None:
    written(handan, [{"kind": "title"}, {"kind": "closing"}])
    async with console(handan, size=WIDE) as desk:
        await desk.press("space")
        assert "没有单独的环节，会一并公布" in desk.part("next")
        assert [star.zh for star in desk.view.left.stars] == [star.zh for star in desk.view.starts[1].stars] != []
        assert "服务群众星" in desk.part("next")
