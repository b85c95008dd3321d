"""Viewers follow a ceremony: every step is seen, the cover covers, and who comes late stands at the same step."""

from pathlib import Path

from scoreboard.publications.display_reports import Report, read_reports
from scoreboard.settings import Settings
from screens.looks import Look
from tests.remote.openssh import ssh
from tests.remote.serving import serving
from tests.remote.stepping import Director, directing
from tests.screens.played import draw

CEREMONY = "city-2010Q3"


def until_flag(director: Director) -> dict[str, object]:
    """Step on until a flag has been handed over; what the stage says of it."""
    while director.next():
        scene = director.stage().scene
        if scene.get("moment") == "transfer":
            return scene
    raise AssertionError("no flag")


def of_board(settings: Settings) -> list[Report]:
    """What is reported of those who watch everything."""
    return [report for report in read_reports(settings.paths.public) if report.board == "board"]


def test_every_step_is_followed(handan: Settings, tmp_path: Path) -> None:
    with (
        serving(str(handan.database), tmp_path) as served,
        directing(handan, CEREMONY) as director,
        ssh(*served.as_("board"), size=(120, 40)) as client,
        ssh(*served.as_("flags")) as wall,
    ):
        client.until(lambda screen: screen.drawn)
        wall.until(lambda screen: screen.drawn)
        director.next()
        client.shows("第三季度重点工作授旗仪式")
        scene = until_flag(director)
        holder = scene["row"]["holders"][0]["name"]  # type: ignore[index]
        client.until(lambda screen: f"→ {holder}" in screen.lines[39])
        client.send("s")
        as_in_the_hall = draw(scene, 99.0, (120, 39), Look()).digest
        client.until(lambda _: any(report.frame for report in of_board(handan)))
        (told,) = of_board(handan)
        assert (told.sequence, told.frame, told.look) == (director.stage().sequence, as_in_the_hall, Look().word)
        assert (told.board, told.columns, told.rows, told.viewers) == ("board", 120, 39, 1)
        wall.until(lambda screen: f"→ {holder}" in screen.lines[29])
        director.cover(True)
        client.until(lambda screen: str(holder) not in screen.text)
        director.cover(False)
        client.shows(f"→ {holder}")
        with ssh(*served.as_("yongnian"), size=(90, 28)) as late:
            late.until(lambda screen: f"→ {holder}" in screen.lines[27])
        director.back()
        client.until(lambda screen: f"→ {holder}" not in screen.text)
        steps = 0
        while director.next():
            steps += 1
        assert steps > 20
        client.until(lambda screen: bool(screen.lines[39].strip()))
        assert director.stage().scene["scene"] == "closing"
        client.send("q")
        assert client.ended() == 0
        wall.until(lambda _: not of_board(handan))
