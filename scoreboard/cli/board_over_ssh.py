"""A board on a pipe: `ssh board@host show ranking --format json` is parsed, never given to a shell."""

import logging
import shlex
from collections.abc import Iterator
from contextlib import closing
from copy import copy
from datetime import UTC, datetime
from typing import Any

import click

from scoreboard.cli.showing import asked_board, board_text, show
from scoreboard.cli.tables import table_text
from scoreboard.cli.wording import LANGUAGE, usage_error
from scoreboard.errors import ContestError, Unreachable
from scoreboard.locale import say
from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.chosen_board import edition_of
from scoreboard.publications.freezing import clock_time
from scoreboard.publications.names import named
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import BoardScene
from scoreboard.publications.scenes.noticeboard import NoticeboardScene
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.publications.shown import NothingPublic, ShownBoard
from scoreboard.settings import DatabaseSide
from scoreboard.wire import given
from screens.held_boards import HeldBoards
from screens.playlist import as_it_stands
from screens.remote.boards import viewer_items
from screens.remote.private import Answer
from screens.widgets.cells import clip, width_of

LOG = logging.getLogger(__name__)
FORBIDDEN = ("--database", "--private", "--as", "--now", "--lang")
"""Options of `show` that mean something only on the machine itself."""


def answer(command: str, public: DatabaseSide, board: str, lang: str) -> Answer:
    """Answer a viewer who came in by the name of `board`: `show …`, or `plain` for that board as text."""
    LANGUAGE.set(lang)
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    refused = Answer("", say("remote.refused", lang) + "\n", 2)
    try:
        if words == ["plain"]:
            return Answer("\n".join(boards_as_text(public, board, lang, datetime.now(UTC))), "", 0)
        if words[:1] != ["show"] or any(_is_forbidden(word) for word in words):
            return refused
        if "--help" in words:
            return Answer(_help(), "", 0)
        asked = _remote_show().make_context("show", words[1:], parent=_parent()).params
        return Answer(board_text(asked_board(public, asked), asked["form"], lang), "", 0)
    except Unreachable as error:
        return Answer("", say("remote.no_answer", lang) + "\n", error.exit_code)
    except ContestError as error:
        return Answer("", error.sentence(lang) + "\n", error.exit_code)
    except click.exceptions.Exit:
        return refused
    except click.UsageError as error:
        return Answer("", usage_error(error) + "\n", 2)
    except Exception:
        LOG.exception("a viewer's command could not be answered")
        return Answer("", say("remote.mistake", lang) + "\n", 1)


def _remote_show() -> click.Command:
    """`show` without what means something only on the machine itself."""
    found = copy(show)
    found.params = [each for each in show.params if not set(each.opts) & set(FORBIDDEN)]
    return found


def _parent() -> click.Context:
    return click.Context(click.Group("scoreboard"), info_name="scoreboard")


def _help() -> str:
    command = _remote_show()
    return command.get_help(command.make_context("show", [], parent=_parent(), resilient_parsing=True)) + "\n"


def _is_forbidden(word: str) -> bool:
    """Whether a word is such an option, also where it is cut short as the parser allows."""
    name = word.split("=")[0]
    return len(name) > 2 and any(option.startswith(name) for option in FORBIDDEN)


def boards_as_text(public: DatabaseSide, board: str, lang: str, now: datetime) -> Iterator[str]:
    """Every board that a viewer of this name sees in turn, as it stands at a moment, as text."""
    with closing(PublicReader(public, lambda: now)) as reader:
        held = HeldBoards()
        held.follow(reader)
        zone = held.competition.timezone
        items = viewer_items(board, held)
        for item in items:
            scene = as_it_stands(item.scene, now)
            if isinstance(scene, NoticeboardScene):
                yield noticeboard_text(scene, lang)
            elif isinstance(scene, UnitScene):
                yield unit_text(scene, lang)
            elif isinstance(scene, BoardScene):
                yield table_text(_shown(item.key, scene, held, zone), lang)


def _shown(key: str, scene: BoardScene[Any], held: HeldBoards, zone: str) -> ShownBoard:
    """A scene's board with the edition that it is of."""
    known = held.board(key)
    nothing = NothingPublic(board="ranking", competition=held.competition.id, series=None, period=None)
    return ShownBoard(scene.board or nothing, None if known is None else edition_of(known, zone))


def noticeboard_text(scene: NoticeboardScene, lang: str) -> str:
    """What a unit has posted, a line each, under its name."""
    lines = [scene.called(lang)]
    for section in scene.posted(lang):
        lines += ["", section.title]
        lines += [
            "  " + "  ".join(part for part in (line.main, line.aside, line.note) if part) for line in section.lines
        ]
    return "\n".join(lines) + "\n"


def unit_text(scene: UnitScene, lang: str) -> str:
    """A unit's places in all boards, a line each, under its name."""
    lines = [scene.unit.called(lang)]
    for row in scene.rows:
        cells = (
            (named(row.series_name, row.series_name_en, lang), 24),
            (row.period_called(lang), 14),
            (row.area_called(lang) or say("remote.overall", lang), 34),
            (("-" if row.rank is None else str(row.rank)).rjust(4), 4),
            ((row.score or "-").rjust(10), 10),
            ("★" if row.holds else "", 2),
            *_frozen(row, lang),
        )
        lines.append(" ".join(_padded(text, width) for text, width in cells).rstrip())
    return "\n".join(lines) + "\n"


def _frozen(row: UnitPlace, lang: str) -> list[tuple[str, int]]:
    """Since when a place's ranking takes no more results, and its width; nothing while it does."""
    frozen = given(row.frozen_since)
    said = say("cli.table.frozen", lang, at=clock_time(frozen)) if frozen else ""
    return [(said, width_of(said))] if said else []


def _padded(text: object, width: int) -> str:
    shown = clip(str(text), width)
    return shown + " " * (width - width_of(shown))
