"""Asking for a board by its key: as it stands, as it stood at a change, or every revision of it."""

from collections.abc import Callable
from typing import Any

from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.commitments import SealBoard, ask_seal
from scoreboard.publications.competition import CompetitionBoard, ask_competition, with_host
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.questions import ALL, Board, Question, Window, cut
from scoreboard.store.public.facts import Facts, Touched
from scoreboard.wire import from_json


def ask_board(
    facts: Facts, key: str, *, upto: int | None = None, revision: int | None = None, window: Window = ALL
) -> Board[Any] | None:
    """The newest revision of a board up to a change, or one by number; None where that is not public."""
    board = facts.touched(key, upto, revision)
    if board is None:
        return None
    last = board if upto is None and revision is None else facts.touched(key)
    return ask_touched(facts, board, window, newest=last is not None and last.change == board.change)


def ask_touched(facts: Facts, board: Touched, window: Window = ALL, *, newest: bool = True) -> Board[Any] | None:
    """A board as of the change that touched it; `newest` where none has since."""
    words: Any
    printed = facts.print_of(board)
    if printed is not None:
        printed, total = cut(printed, window)
        words = from_json(_type_of(board), with_host(printed) if board.key == "competition" else printed)
    else:
        words, total = _asker(board.key)(Question(facts, board, newest, window))
        if words is None:
            return None
    return Board(board.key, board.revision, board.at, board.reason, words, board.change, total)


def _type_of(board: Touched) -> type[Any]:
    """What a printed board is."""
    name = board.key.partition("/")[0]
    others: dict[str, type] = {"bulletin": BulletinBoard, "seal": SealBoard, "competition": CompetitionBoard}
    return others.get(name) or kind_of(name).board


def ask_revisions(facts: Facts, key: str, since: int = 0) -> list[Board[Any]]:
    """Every revision of a board, the oldest first, each as the facts of its time have it.

    With `since` they begin with the one that stood when that change came.
    """
    revisions = facts.revisions(key)
    past = sum(board.change < since for board in revisions)
    found = (ask_touched(facts, board, newest=False) for board in revisions[max(past - 1, 0) :])
    return [board for board in found if board is not None]


def _asker(key: str) -> Callable[[Question], tuple[Any, int]]:
    """What answers for a board; a seal's is no kind, for nobody asks `show` for it."""
    name = key.partition("/")[0]
    if name in kind_names():
        return kind_of(name).ask
    if name == "competition":
        return ask_competition
    return ask_seal
