"""Under a seal nominating, counting, notice and confirming ask at the desk who else approves; nothing typed is lost."""

from textual.pilot import Pilot
from textual.widgets import Input

from scoreboard.publications.told_nominees import FIELDS
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.ballots import BallotsDialog
from screens.desk.desk import DeskScreen
from screens.desk.form import PREFIX, FormDialog
from screens.desk.notice import NoticeDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import Bar
from screens.widgets.picked import Picked
from screens.widgets.rows import RowList
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program
from tests.acceptance.stars import contest, people
from tests.screens.desk.conftest import DeskApp, press, settle

__all__ = ["database_with_root", "loaded", "opened", "program"]


async def approve(pilot: Pilot[None], name: str) -> None:
    """Name who approves in the form that is open, and send it."""
    pilot.app.screen.query_one(f"#{PREFIX}approved_by", Picked).value = name
    await press(pilot, "f9")


def sealed(opened: Opened) -> Program:
    """A star with a nominee whose votes are counted, under the seal of a ceremony."""
    program = opened(contest()).at("2010-10-08T09:00:00+08:00")
    people(program, {1: (9, 9)})
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("ceremony", "seal", "main-2010Q3")
    return program


async def test_what_a_seal_wants_a_second_signature_for_is_approved_at_the_desk(opened: Opened) -> None:
    program = sealed(opened)
    settings = Settings(str(program.database), "zh", program.now, "root")
    app = DeskApp(DeskScreen(Store(settings.paths), settings, series="main", period="2010Q3"))

    def said() -> str:
        return app.screen.query_one("#message", Bar).text

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "n")
        assert isinstance(app.screen, NoticeDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        await approve(pilot, "root")
        assert isinstance(app.screen, FormDialog), "nobody approves what they do themselves"
        await approve(pilot, "bo")
        assert isinstance(app.screen, StarsScreen)
        assert "1 人自 2010-10-08 起公示" in said()
        await press(pilot, "a", "enter", *"t2", "enter", *"钱乙", "f9")
        assert isinstance(app.screen, FormDialog), "what is typed stays"
        assert app.screen.query_one(f"#{PREFIX}person", Input).value == "钱乙"
        await approve(pilot, "bo")
        assert isinstance(app.screen, StarsScreen)
        assert [row.cells[0] for row in app.screen.query_one(RowList).rows[1:]] == ["人1", "钱乙"]
        await press(pilot, "enter")
        assert isinstance(app.screen, BallotsDialog)
        for field in FIELDS:
            app.screen.query_one(f"#{field}", Input).value = "8"
        await press(pilot, "f9")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape")
        assert isinstance(app.screen, BallotsDialog)
        assert app.screen.query_one(f"#{FIELDS[0]}", Input).value == "8", "left, it is as it was"
        await press(pilot, "f9")
        await approve(pilot, "bo")
        assert isinstance(app.screen, StarsScreen)
        await press(pilot, "u")
        await approve(pilot, "bo")
        await press(pilot, "c")
        await approve(pilot, "bo")
        assert isinstance(app.screen, StarsScreen)
        assert "已确认" in said()
    signed = [row["after"]["approved_by"] for row in program.journal() if row["action"] == "ceremony.amend"]
    assert signed == [["bo"]] * len(signed)
    assert len(signed) >= 4
