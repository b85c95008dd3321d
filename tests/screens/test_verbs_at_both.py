"""Every verb exists at the desk or the console and on the command line: the one's menus held against the other's."""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping

import click
from textual.binding import Binding

from scoreboard.desk.permissions import PERMITTED
from screens.desk.contest_files import DEEDS
from screens.desk.decisions import KINDS as DECISIONS
from screens.desk.paper_desk import PAPERS
from screens.desk.promise_desk import KINDS as PROMISES
from screens.director.interventions import OFFERED
from screens.director.stage_wishes import INTERVENTIONS
from tests.cli.test_help import every_command

AT_A_SCREEN: Mapping[str, str] = {
    "enter": "desk.edit",
    "import": "desk.import",
    "confirm": "desk.confirm",
    "unconfirm": "desk.unconfirm",
    "review": "desk.review",
    "return": "review.return",
    "reenter": "desk.sent_back",
    "close": "closing.close",
    "reopen": "closing.reopen",
    "decide tie": "closing.decide",
    "decide place": "closing.place",
    "decide star": "stars.decide",
    **{f"star {verb}": f"stars.{verb}" for verb in ("nominate", "count", "confirm", "unconfirm", "notice", "elect")},
    **{f"star {verb}": f"stars.{verb}" for verb in ("object", "dismiss", "withdraw", "substitute")},
    "star unelect": "stars.unconfirm",
    "star status": "desk.stars",
    "rectification last": "promises.last",
    "year status": "closing.year",
    "year close": "closing.close_all_the_same",
    "year reopen": "closing.reopen",
    "ceremony plan": "ceremonies.plan",
    "ceremony check": "director.check",
    "ceremony seal": "director.check.seal",
    "ceremony verify": "ceremonies.verify",
    "ceremony envelope": "ceremonies.envelope",
    "ceremony rehearse": "director.rehearse",
    "cue status": "director.help",
    "cue goto": "director.jump",
    "cue resume": "director.hold",
    **{f"cue {verb}": f"director.{verb}" for verb in ("next", "back", "cover", "uncover", "hold", "message")},
    "cue correction": "director.correction",
    "user add": "people.add",
    "user list": "desk.people",
    "user disable": "people.disable",
    "user pin": "people.pin",
    "journal": "desk.journal",
}
"""Each verb that has a key, and that key's name."""
OF_A_LIST: Mapping[str, str] = {
    **{f"decide {kind.name}": "desk.decide" for kind in DECISIONS if kind.name not in ("veto", "honour")},
    **{kind.name: "desk.decide" for kind in DECISIONS if kind.name in ("veto", "honour")},
    **{
        f"{kind.name} {verb}": f"promises.{verb}"
        for kind in PROMISES
        for verb in ("add", "settle", "reopen")
        if kind.ends
    },
    **{f"{kind.name} {verb}": f"promises.{verb}" for kind in PROMISES for verb in ("add", "withdraw") if not kind.ends},
    **{f"{kind.name} report": "promises.report" for kind in PROMISES if kind.figures is not None},
    **{f"{kind.name} list": "desk.promises" for kind in PROMISES},
    **{name: "desk.files" for name in DEEDS if name != "handover"},
    "year handover": "closing.hand_over",
    **{
        f"ceremony {move.replace('_', '-')}": "director.menu"
        for moves in OFFERED.values()
        for move in moves
        if move != "resume"
    },
    **{f"notice {paper}": "desk.papers" for paper in PAPERS if paper in ("unit", "stars", "pledges")},
    **{paper: "desk.papers" for paper in PAPERS if paper in ("bulletin", "certificates")},
}
"""Each verb that is chosen from a list behind a key; the lists say which."""
COMMANDS_ALONE = frozenset(
    {
        *("demo", "display", "operate", "direct", "serve", "web"),  # what opens a screen
        "show",  # what screens show
        *("doctor", "kiosk install", "kiosk check", "kiosk remove"),  # a machine, not the contest
        *("db upgrade", "db status", "db roles", "db copy"),
    }
)
"""Those of no screen, by their nature."""


def commands() -> set[str]:
    """All commands that are no groups, by their paths."""
    return {" ".join(path) for path, command in every_command() if not isinstance(command, click.Group)}


def keys() -> set[str | None]:
    """The names of all keys at the desk and the console."""
    found = set()
    for room in ("screens.desk", "screens.director"):
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__):
            for made in vars(importlib.import_module(f"{room}.{module.name}")).values():
                if inspect.isclass(made):
                    found |= {one.id for one in vars(made).get("BINDINGS", ()) if isinstance(one, Binding)}
    return found


def test_every_verb_of_the_command_line_has_its_key_or_is_in_a_list() -> None:
    there = commands()
    known = AT_A_SCREEN.keys() | OF_A_LIST.keys()
    assert there - known - COMMANDS_ALONE == set(), "a verb that no screen has"
    assert known - there == set(), "a verb of a screen that no command has"
    assert not AT_A_SCREEN.keys() & OF_A_LIST.keys()
    assert {*AT_A_SCREEN.values(), *OF_A_LIST.values()} - keys() == set(), "a key that there is not"


def test_what_a_director_breaks_off_or_takes_back_has_its_command() -> None:
    at_the_console = {move.replace("_", "-") for move in INTERVENTIONS}
    typed = {path.split()[1] for path in commands() if path.startswith(("ceremony ", "cue "))}
    assert at_the_console <= typed


def test_every_right_is_asked_for_by_a_command() -> None:
    """Who asks for a right alone in a screen would have a verb that no command has."""
    asked = {command.deed for _, command in every_command() if hasattr(command, "deed")}
    by_other_ways = {"load", "set their PIN", "back up", "restore", "read all"}
    assert PERMITTED.keys() - asked == by_other_ways
