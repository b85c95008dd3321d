"""What a role may not do, the desk says at its key, before anything is typed; and what is typed is there again."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from scoreboard.desk.permissions import PERMITTED
from scoreboard.enums import Role
from screens.desk import DeskScreen
from screens.desk.form import PREFIX
from screens.widgets.picked import Picked
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle

VERBS: Mapping[str, str] = {
    "e": "enter",
    "5": "enter",
    "i": "import",
    "c": "confirm",
    "u": "unconfirm",
    "k k": "close",
    "k d": "decide",
    "k o": "reopen",
    "d": "decide",
    "t a": "nominate",
    "t e": "nominate",
    "t n": "notice",
    "t w": "elect",
    "t c": "elect",
    "t u": "elect",
    "t o": "object",
    "t i": "object",
    "t x": "withdraw",
    "t s": "withdraw",
    "t d": "decide",
    "p a": "promise",
    "p r": "report",
    "p e": "promise",
    "p o": "promise",
    "p w": "promise",
    "a a": "add people",
    "a x": "add people",
    "f": "load",
    "y a": "direct",
    "y e": "open envelope",
}
"""The keys of each verb at the desk, and the right that it asks for."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A quarter with a draft and a confirmed score, a nominee, a pledge, and a person of each role."""
    folder: Path = tmp_path_factory.mktemp("roles")
    made = Competition(
        series=[sealed("roads", confirm="second-person")],
        units=towns(2),
        scores=scores("main", "2031Q1", {"roads": {"t1": 90}}),
        stars=[{"id": "service", "name": "服务群众星"}],
    )
    program = Program(folder / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-03-01T09:00:00+08:00")
    program.ok("load", made.write(folder / "made"), "--with-clock")
    program.ok("enter", "main", "2031Q1", "roads", "t2", "80")
    program.ok("star", "nominate", "main", "2031Q1", "service", "t1", "人1")
    program.ok("pledge", "add", "--unit", "t1", "--text", "修路", "--due", "2031-12-31", "--target", "3")
    for role in Role:
        if role not in (Role.ADMIN, Role.VIEWER):
            program.ok("user", "add", str(role), "--role", str(role))
    return program


def typing(app: DeskApp) -> bool:
    """Whether something is there to be typed into."""
    return any(field.display for kind in (Input, TextArea, Picked) for field in app.screen.query(kind))


def told(app: DeskApp) -> str:
    """All that the screen and what lies over it say."""
    return "\n".join(str(getattr(one, "text", "") or one.render()) for one in app.screen.query("*"))


async def back(pilot: Pilot[None]) -> None:
    """Leave whatever is open over the grid."""
    for _ in range(4):
        if isinstance(pilot.app.screen, DeskScreen):
            return
        await press(pilot, "escape")
    raise AssertionError("something stays open")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMIN, Role.VIEWER)])
async def test_no_role_is_let_type_what_it_may_not_do(program: Program, role: Role) -> None:
    app = desk_of(program, str(role))
    refused = {keys: deed for keys, deed in VERBS.items() if role not in PERMITTED[deed]}
    assert refused
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        for keys, deed in refused.items():
            await press(pilot, *keys.split())
            assert not typing(app), f"{role} may type at {keys} ({deed})"
            await back(pilot)
    assert f"\t{role} (" not in program.ok("journal").out, "nothing is done in their name"


async def test_who_may_do_it_all_has_each_form(program: Program) -> None:
    """The same keys lead somewhere: else the test above would find nothing to refuse."""
    app = desk_of(program, "root")
    opened = set()
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        for keys in VERBS:
            if keys in ("5", "u", "c"):
                continue
            await press(pilot, *keys.split())
            opened |= {keys} if typing(app) else set()
            await back(pilot)
    assert {"i", "t a", "t e", "t o", "t x", "t s", "p a", "p r", "a a", "y a"} <= opened


FORMS = ("t o", "t x", "t s", "p r", "p e", "a a", "y a")
"""Keys that lead to a form with a field."""


@pytest.mark.parametrize("way", ["escape", "kill"])
async def test_what_is_typed_into_any_form_is_there_when_it_is_opened_again(program: Program, way: str) -> None:
    for keys in FORMS:
        app = desk_of(program, "root")
        async with app.run_test(size=(120, 34)) as pilot:
            await settle(pilot)
            await press(pilot, *keys.split())
            assert typing(app), keys
            fields = [
                field for field in app.screen.query(Input) if str(field.id).startswith(PREFIX) and not field.value
            ]
            assert fields, keys
            name = fields[0].id
            field = app.screen.query_one(f"#{name}", Input)
            field.focus()
            await press(pilot, *("1", "2"))
            text = field.value
            assert "12" in text, keys
            if way == "escape":
                await press(pilot, "escape")
                again = app
                if typing(app):
                    assert app.screen.query_one(f"#{name}", Input).value == text
                    continue
                await back(pilot)
                await press(pilot, *keys.split())
                assert app.screen.query_one(f"#{name}", Input).value == text, keys
        if way == "kill":
            again = desk_of(program, "root")
            async with again.run_test(size=(120, 34)) as pilot:
                await settle(pilot)
                await back(pilot)
                await press(pilot, *keys.split())
                found = again.screen.query_one(f"#{name}", Input)
                assert found.value == text, keys
