"""Which keys the desk's last line names, the weightiest first, and all keys and signs for its help."""

from collections.abc import Mapping

from scoreboard.desk.worksheet import Worksheet
from scoreboard.enums import ConfirmedBy, Role
from scoreboard.locale import say
from screens.desk.grid_picture import BACK_SIGN, HELD_SIGNS, SIGNS, VETO_SIGN
from screens.desk.rights import may, offered
from screens.desk.workplace import Worker
from screens.widgets.bars import Part

KEYS = (
    ("desk.find", "find"),
    ("desk.confirm", "confirm"),
    ("desk.review", "review"),
    ("desk.filter", "filter"),
    ("desk.close", "close_period"),
    ("desk.import", "import"),
    ("desk.undo", "undo"),
    ("desk.choose", "contest"),
    ("desk.quit", "quit"),
    ("desk.unconfirm", "unconfirm"),
    ("desk.journal", "journal"),
    ("desk.stars", "stars"),
    ("desk.promises", "promises"),
    ("desk.decide", "decisions"),
    ("desk.ceremonies", "ceremonies"),
    ("desk.papers", "papers"),
    ("desk.person", "person"),
    ("desk.people", "people"),
    ("desk.files", "files"),
    ("desk.sent_back", "sent_back"),
    ("desk.missing", "missing"),
    ("desk.help", "help"),
)
"""Bindings that the last line names, the weightiest first; the help comes last and always."""

EDIT_KEYS = (
    ("Enter", "save_down"),
    ("Tab", "save_right"),
    ("Shift+Tab", "save_left"),
    ("F2", "caret"),
    ("Esc", "leave_edit"),
)
ALL_KEYS = (
    ("0-9", "type"),
    ("↑↓←→", "move"),
    ("Home/End", "edges"),
    ("Ctrl+↑↓←→", "jump"),
    ("PgUp/PgDn", "pages"),
    ("Enter", "save_down"),
    ("Tab", "save_right"),
    ("Shift+Tab", "save_left"),
    ("Esc", "leave_edit"),
    ("F2", "edit"),
    ("n", "not_applicable"),
    ("Del", "take_back"),
    ("Shift+↑↓←→", "select"),
    ("Ctrl+C", "copy"),
    ("Ctrl+D", "fill_down"),
    ("Ctrl+V", "paste"),
    ("i", "import"),
    ("/", "find"),
    ("s", "contest"),
    ("g", "judge"),
    ("m", "marks"),
    ("c", "confirm"),
    ("u", "unconfirm"),
    ("v", "review"),
    ("b", "sent_back"),
    ("l", "missing"),
    ("x", "next_missing"),
    ("X", "next_draft"),
    ("M", "next_own"),
    ("o", "next_unsaved"),
    ("F", "filter"),
    ("k", "close_period"),
    ("z / Ctrl+Z", "undo"),
    ("Ctrl+Y", "redo"),
    ("r", "retry"),
    ("j", "journal"),
    ("t", "stars"),
    ("p", "promises"),
    ("d", "decisions"),
    ("y", "ceremonies"),
    ("w", "person"),
    ("a", "people"),
    ("P", "papers"),
    ("f", "files"),
    ("q", "quit"),
)


def keys_for(worker: Worker | None, sheet: Worksheet | None) -> list[tuple[str, str]]:
    """The keys that the last line names: those that one's role may use, as not all of them have room.

    What others must sign or do comes last: a second person's PIN signs what operators confirm where two are wanted, and
    who may not close a period only sees how far it is from that.
    """
    if sheet is None:
        return list(KEYS)
    of_others = set[str]()
    if worker is not None and worker.role == Role.OPERATOR and sheet.confirm != ConfirmedBy.SELF:
        of_others |= {"desk.confirm", "desk.review"}
    if not may(worker, "close"):
        of_others |= {"desk.close"}
    keys = [(key, "close_look" if key == "desk.close" and key in of_others else words) for key, words in KEYS]
    *others, last = offered(keys, worker)
    return [*sorted(others, key=lambda key: key[0] in of_others), last]


def all_keys(lang: str, own: Mapping[str, str]) -> list[Part]:
    """Every key with what it does, for the help; `own` are the keys that somebody has given it instead."""
    return [(own.get(key, key), say(f"desk.help.{name}", lang)) for key, name in ALL_KEYS]


def all_signs(lang: str) -> list[Part]:
    """Every sign of a cell with what it means."""
    states = [(sign, say(f"desk.sign.{state}", lang)) for state, sign in SIGNS.items()]
    helds = [(sign, say(f"desk.sign.{hold.value}", lang)) for hold, sign in HELD_SIGNS.items()]
    back = (BACK_SIGN, say("desk.sign.returned", lang))
    return [
        *states,
        back,
        ("n/a", say("desk.sign.not_applicable", lang)),
        *helds,
        (VETO_SIGN, say("desk.sign.vetoed", lang)),
    ]
