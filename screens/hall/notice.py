"""The notice of stars: who is on notice, of which unit and for which star, with what result, and until which day."""

from scoreboard.enums import NomineeStatus
from scoreboard.publications.days import told_day, told_day_of_year
from scoreboard.publications.kinds.stars import StarRow, substitute, unelected
from scoreboard.publications.names import named
from scoreboard.publications.scenes.notice import NoticeScene
from screens.hall.parts import captions
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.hall_words import word
from screens.hall.table import CardPages, rows_of
from screens.looks import Look
from screens.widgets.canvas import Canvas


def duration(scene: NoticeScene) -> float:
    """One person after the other."""
    return _pages(scene).duration(scene)


def pages(scene: NoticeScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the people take at this size."""
    return _pages(scene).pages(scene, size, look)


def draw(canvas: Canvas, scene: NoticeScene, elapsed: float) -> None:
    """A card for each person."""
    _pages(scene).draw(canvas, scene, elapsed)


def _pages(scene: NoticeScene) -> CardPages[StarRow]:
    return CardPages("notice.title", rows_of, lambda row, lang: _card(scene, row, lang), _sums, "notice.nobody")


def _card(scene: NoticeScene, row: StarRow, lang: str) -> Card:
    until = word("notice.until", lang, day=told_day(row.notice_until, lang)) if row.notice_until else ""
    last = told_day_of_year(row.notice_until, lang) if row.notice_until else ""
    result = word("notice.result", lang, result=row.result) if row.result else ""
    return Card(
        Titled(row.person, row.person_called("en")),
        captions.line(row.called(lang), row.post_called(lang)),
        captions.line(row.star_called(lang), substitute(row, lang), unelected(row, lang)),
        captions.line(result, until),
        word(f"notice.{_state(scene, row)}", lang, day=last),
        False if row.status == NomineeStatus.OBJECTED else None,
    )


def _state(scene: NoticeScene, row: StarRow) -> str:
    """Whether somebody objects; else whether the notice still runs on the day of the scene."""
    if row.status == NomineeStatus.OBJECTED:
        return "objected"
    return "ended" if scene.day and row.notice_until and row.notice_until < scene.day else "runs"


def _sums(scene: NoticeScene, lang: str) -> list[str]:
    """The period, and the day on which all of it ends."""
    if scene.board is None:
        return []
    days = {row.notice_until for row in scene.board.rows}
    period = named(scene.board.period_name, scene.board.period_name_en, lang)
    return [period, *(word("notice.until", lang, day=told_day(day, lang)) for day in days if day and len(days) == 1)]


def caption(scene: NoticeScene, lang: str) -> str:
    """Until when, and who."""
    people = [f"{row.person_called(lang)} ({row.star_called(lang)})" for row in rows_of(scene)]
    return captions.line(*_sums(scene, lang), captions.names(people) or word("notice.nobody", lang))
