"""What the desk offers is what its commands allow: every role on every screen and tab, held against each command."""

from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from textual.pilot import Pilot

from scoreboard.desk.permissions import PERMITTED
from scoreboard.enums import Role
from screens.desk.contest_files import DEEDS as OF_FILES
from screens.desk.promise_desk import KINDS
from screens.widgets.bars import KeyBar
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.driver import Program
from tests.cli.test_help import every_command
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle
from tests.screens.desk.test_desk_roles import back
from tests.screens.test_verbs_at_both import AT_A_SCREEN, OF_A_LIST

SIGN, CLOSE = "confirm", "close"
SPECIAL: Mapping[str, str] = {
    **dict.fromkeys(("desk.review", "review.accept", "review.page", "review.sign"), SIGN),
    **dict.fromkeys(("closing.close_all_the_same", "closing.award_day"), CLOSE),
    "desk.undo": "enter",
    "desk.sent_back": "review",
    "closing.reopen": "reopen",
    "closing.year": "year close",
    "ceremonies.plan_anew": "ceremony plan",
    "ceremonies.script": "ceremony plan",
    "people.pin": "user list",
    "stars.unconfirm": "star unconfirm",
}
"""Keys of a part of a verb, or of two that ask for one right, with the command that does it."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "the grid": (),
    "review": ("v",),
    "closing": ("k",),
    "stars": ("t",),
    **{f"promises {kind.name}": ("p", *("tab",) * at) for at, kind in enumerate(KINDS)},
    "people": ("a",),
    "ceremonies": ("y",),
}
"""Every screen of the desk that has keys of its own, and what leads there."""
WORKING = [role for role in Role if role is not Role.VIEWER]


@pytest.fixture(scope="module", params=["self", "second-person"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A sealed quarter and one with a draft, with a nominee, something of each promise, and a person of each role."""
    folder: Path = tmp_path_factory.mktemp("offered")
    made = Competition(
        series=[sealed("roads", confirm=request.param, tie="decide")],
        units=towns(3),
        scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 90, "t3": 80}})
        + scores("main", "2031Q2", {"roads": {"t1": 88, "t2": 70, "t3": 60}}),
        stars=[{"id": "service", "name": "服务群众星"}],
    )
    program = Program(folder / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-07-03T09:00:00+08:00")
    program.ok("load", made.write(folder / "made"), "--with-clock")
    program.ok("star", "nominate", "main", "2031Q1", "service", "t1", "人1")
    program.ok("close", "main", "2031Q2")
    for role in WORKING:
        program.ok("user", "add", str(role), "--role", str(role))
    return program


def rights() -> Mapping[str, str]:
    """The right that each command of the program asks for, by its path."""
    return {
        " ".join(path): getattr(command, "deed", "") or OF_FILES.get(" ".join(path), "")
        for path, command in every_command()
        if not isinstance(command, click.Group)
    }


def commands_of(key: str, place: str) -> list[str]:
    """The commands that do what a key of a place does."""
    if key in SPECIAL:
        return [SPECIAL[key]]
    found = [verb for verbs in (AT_A_SCREEN, OF_A_LIST) for verb, name in verbs.items() if name == key]
    kind = place.removeprefix("promises ")
    return [verb for verb in found if kind == place or verb.startswith(f"{kind} ")]


def allowed(key: str, place: str, role: Role) -> bool:
    """Whether any of the commands of a key is for a role; a key that only shows something is for all."""
    asked = [rights()[command] for command in commands_of(key, place)]
    return not asked or any(not deed or role in PERMITTED[deed] for deed in asked)


def keys_here(app: DeskApp) -> set[str]:
    """The bindings that the last line of the screen names."""
    return {key for key, _ in app.screen.query_one(KeyBar).keys if "." in key}


async def walk(pilot: Pilot[None], app: DeskApp) -> list[tuple[str, set[str]]]:
    """Every place and what is offered there; where the role is not let in, nothing is."""
    found: list[tuple[str, set[str]]] = []
    for place, keys in PLACES.items():
        home = app.screen
        await press(pilot, *keys)
        found.append((place, keys_here(app) if app.screen is not home or not keys else set()))
        await back(pilot)
    return found


@pytest.mark.parametrize("period", ["2031Q1", "2031Q2"])
async def test_each_role_is_offered_what_its_commands_allow(program: Program, period: str) -> None:
    offered: dict[Role, dict[str, set[str]]] = {}
    for role in WORKING:
        app = desk_of(program, str(role), period=period)
        async with app.run_test(size=(320, 60)) as pilot:
            await settle(pilot)
            offered[role] = dict(await walk(pilot, app))
    every = offered[Role.ADMIN]
    closed = {place for place, keys in every.items() if not keys}
    assert closed <= {"review"}, "where two people are wanted and nothing proves anybody, there is nothing to review"
    for role in WORKING:
        for place, keys in offered[role].items():
            if keys or allowed("desk.review", place, role):
                assert keys == {key for key in every[place] if allowed(key, place, role)}, f"{role}, {place}"
            else:
                assert place == "review", f"{role} is not let into {place}"
