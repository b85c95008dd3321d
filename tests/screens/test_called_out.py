"""What has just been settled of the year is called out: the hall turns to the possible places, or to the table."""

from contextlib import closing
from pathlib import Path

from scoreboard.publications.reader import PublicReader
from screens.hall.range import _settled
from screens.held_boards import HeldBoards
from screens.player import Player
from screens.playlist import playlist
from screens.themes import Look
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.driver import Program

AREAS = ("roads", "water", "woods")
QUARTERS = {"2031Q1": "t1", "2031Q2": "t1", "2031Q3": "t2"}


class Hall:
    """A hall that looks at what is public when it is told to."""

    def __init__(self, program: Program) -> None:
        self.program, self.held, self.seconds = program, HeldBoards(), 0.0
        self.player = Player(playlist, lambda: self.seconds, 10.0)

    def look(self) -> str:
        """Take in what is public now; the scene that is shown then."""
        self.seconds += 1.0
        with closing(PublicReader(self.program.public)) as reader:
            news = self.held.follow(reader)
            self.player.load(self.held, news)
            return self.player.items[self.player.place].scene_name


def test_what_is_settled_is_called_out_when_it_happens_and_not_again(tmp_path: Path) -> None:
    cells = [
        row
        for quarter, winner in QUARTERS.items()
        for row in scores(
            "main", quarter, {area: {unit: 90 if unit == winner else 60 for unit in ("t1", "t2")} for area in AREAS}
        )
    ]
    folder = Competition(
        series=[live(*AREAS)], units=towns(4), scores=cells, annual={"honours": {"national": 1}}
    ).write(tmp_path / "folder")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-12-01T09:00:00+08:00")
    program.ok("load", folder, "--with-clock")
    hall = Hall(program)
    hall.look()
    program.ok("close", "main", "2031Q1")
    assert hall.look() != "range"

    program.ok("close", "main", "2031Q2")
    assert hall.look() == "range"
    board = hall.player.items[hall.player.place].scene.board  # type: ignore[attr-defined]
    assert "青槐乡 锁定第一" in _settled(board, "zh")
    assert "sure of first" in _settled(board, "en")
    hall.player.turn_by_hand(1, (80, 24), Look(native=True))
    elsewhere = hall.look()
    program.ok("honour", "t1", "national", "先进", "--document", "文", "--on", "2031-05-01")
    assert hall.player.items[hall.player.place].scene_name == elsewhere

    program.ok("close", "main", "2031Q3")
    assert hall.look() == "annual"
