"""What has just been settled of the year is called out in a scene of its own, once; a ceremony's news after it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes.callout import CalloutScene
from scoreboard.publications.scenes.closing import ClosingScene
from screens.hall import caption
from screens.hall.range import _settled
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.player import AFTER_CEREMONY_SECONDS, CLOSING_SECONDS, Player
from screens.playlist import playlist
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.driver import Program

AREAS = ("roads", "water", "woods")
SIZE, LOOK = (80, 24), Look(native=True)
QUARTERS = {"2031Q1": "t1", "2031Q2": "t1", "2031Q3": "t2"}


class Hall:
    """A hall that looks at what is public when it is told to."""

    def __init__(self, program: Program) -> None:
        self.program, self.held, self.seconds = program, HeldBoards(), 0.0
        self.player = Player(playlist, lambda: self.seconds, 10.0)

    def look(self, later: float = 1.0) -> Scene:
        """Take in what is public now; the scene that is shown then."""
        self.seconds += later
        with closing(PublicReader(self.program.public)) as reader:
            news = self.held.follow(reader)
            self.player.follow(reader.stage())
            self.player.load(self.held, news)
            self.player.turn(1)
            return self.player.shown(None, SIZE, LOOK).scene


def contest(tmp_path: Path, series: Series) -> Program:
    """Three quarters, of which t1 takes all flags of two: it is sure of the year then."""
    cells = [
        row
        for quarter, winner in QUARTERS.items()
        for row in scores(
            "main", quarter, {area: {unit: 90 if unit == winner else 60 for unit in ("t1", "t2")} for area in AREAS}
        )
    ]
    folder = Competition(series=[series], units=towns(4), scores=cells, annual={"honours": {"national": 1}})
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-12-01T09:00:00+08:00")
    program.ok("load", folder.write(tmp_path / "folder"), "--with-clock")
    return program


def test_what_is_settled_is_called_out_when_it_happens_and_not_again(tmp_path: Path) -> None:
    program = contest(tmp_path, live(*AREAS))
    hall = Hall(program)
    hall.look()
    program.ok("close", "main", "2031Q1")
    assert not isinstance(hall.look(), CalloutScene)

    program.ok("close", "main", "2031Q2")
    scene = hall.look()
    assert isinstance(scene, CalloutScene)
    assert caption(scene, "zh").startswith("青槐乡 锁定第一")
    assert "Town t1: certain of first place" in caption(scene, "en")
    assert "Town t2" in caption(scene, "en"), "who is out of the running is told with it"
    assert isinstance(hall.look(), CalloutScene), "it stays for the time of a page"
    scene = hall.look(10.0)
    assert scene.scene == "range", "then comes the board that says more of it"
    assert "青槐乡 锁定第一" in _settled(scene.board, "zh")  # type: ignore[attr-defined]
    hall.player.turn_by_hand(1, SIZE, LOOK)
    program.ok("honour", "t1", "national", "先进", "--document", "文", "--on", "2031-05-01")
    assert not isinstance(hall.look(), CalloutScene)

    program.ok("close", "main", "2031Q3")
    scene = hall.look()
    assert isinstance(scene, CalloutScene)
    assert hall.look(10.0).scene == "annual", "every place is fixed"


def test_what_a_ceremony_settles_is_called_out_after_it_once(tmp_path: Path) -> None:
    program = contest(tmp_path, replace(sealed(*AREAS), overrides={"2031Q1": {"publication": "live"}}))
    program.ok("close", "main", "2031Q1")
    program.ok("close", "main", "2031Q2")
    hall = Hall(program)
    hall.look()
    while program("cue", "next", "main-2031Q2").code == 0:
        shown = hall.look()
        assert hall.player.on_stage, "nothing comes in between"
        assert not isinstance(shown, CalloutScene)
    assert isinstance(hall.look(CLOSING_SECONDS), ClosingScene)
    scene = hall.look(AFTER_CEREMONY_SECONDS)
    assert isinstance(scene, CalloutScene)
    assert caption(scene, "zh").startswith("青槐乡 锁定第一")
    hall.player.turn_by_hand(-1, SIZE, LOOK)
    assert not isinstance(hall.look(), CalloutScene)
    for _ in range(3 * len(hall.player.items)):
        assert not isinstance(hall.look(11.0), CalloutScene)
