"""Which keys the desk's last line names, the weightiest first, and all keys and signs for its help."""

from collections.abc import Mapping

from scoreboard.desk.identity import PERMITTED
from scoreboard.desk.worksheet import Worksheet
from scoreboard.enums import ConfirmedBy, Role
from scoreboard.locale import say
from screens.desk.grid_picture import BACK_SIGN, HELD_SIGNS, SIGNS, VETO_SIGN
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

DEEDS = {
    "desk.confirm": "confirm",
    "desk.review": "confirm",
    "desk.close": "close",
    "desk.import": "import",
    "desk.undo": "enter",
    "desk.unconfirm": "unconfirm",
    "desk.decide": "decide",
    "desk.people": "add people",
    "desk.files": "load",
}
"""What bindings are for that some roles may not do."""

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
    """The keys that the last line names: first those that one's role may use, as not all of them have room."""
    if worker is None or sheet is None:
        return list(KEYS)

    def idle(key: tuple[str, str]) -> bool:
        deed = DEEDS.get(key[0])
        if deed == "confirm" and worker.role == Role.OPERATOR:
            return sheet.confirm != ConfirmedBy.SELF
        return deed is not None and worker.role not in PERMITTED[deed]

    *others, last = KEYS
    return [*sorted(others, key=idle), last]


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
