"""The notice of stars in the hall, over ssh and in a ceremony: who, for what and until when, of what is public."""

from contextlib import closing
from datetime import datetime

import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes.notice import NoticeScene
from screens.hall import caption, draw
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.playlist import as_it_stands, playlist
from screens.remote.boards import viewer_items
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, contest, people, person

DAY, LAST, AFTER = (f"2010-{day}T09:00:00+08:00" for day in ("09-28", "10-09", "10-10"))


def shown(program: Program, board: str | None = None) -> NoticeScene | None:
    """The scene that the hall shows in its turn, or a viewer of a board far away."""
    held = HeldBoards()
    with closing(PublicReader(program.public)) as reader:
        held.follow(reader)
        items = playlist(held) if board is None else viewer_items(board, held)
        scenes = [as_it_stands(item.scene, datetime.fromisoformat(str(program.now))) for item in items]
    return next((scene for scene in scenes if isinstance(scene, NoticeScene)), None)


def text(scene: NoticeScene, lang: str = "en") -> str:
    strips = draw(scene, 99, (80, 24), Look(lang=lang, native=True)).strips
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("sealed", ["winners", "results", "nominees"])
def test_the_hall_shows_who_is_on_notice_as_far_as_the_setting_says(opened: Opened, sealed: str) -> None:
    program = opened(contest({"sealed": sealed}, publicity={"mask": True})).at(DAY)
    people(program, {1: (9, 9), 2: (7, 7)})
    assert shown(program) is None, "nobody is on notice yet"
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    scene = shown(program)
    if sealed == "nominees":
        assert (scene, shown(program, "stars")) == (None, None)
        return
    assert scene is not None
    told = text(scene)
    assert "Star of service" in told
    assert "until 9 October 2010" in told
    assert ("90.00%" in told) is (sealed == "winners")
    assert "人1" not in told + caption(scene, "en"), "names are masked in the middle"
    assert "公示至 2010年10月9日" in text(scene, "zh")
    far = shown(program, "main")
    assert far is not None
    assert text(far) == told
    assert shown(program, "stars") == scene
    program.ok("star", "object", *person(2), "--on", NOTICED, "--reason", "x")
    scene = shown(program)
    assert scene is not None
    assert "objected to" in text(scene)
    scene = shown(program.at(LAST))
    assert scene is not None
    assert "ended" not in text(scene)
    scene = shown(program.at(AFTER))
    assert scene is not None
    assert "ended" in text(scene)


def test_a_ceremony_shows_it_as_a_cue(opened: Opened) -> None:
    sheet = 'title = "仪式"\ntitle_en = "Ceremony"\nseries = "main"\nperiod = "2010Q3"\n' + "".join(
        f'[[cue]]\nkind = "{kind}"\n' for kind in ("title", "notice", "closing")
    )
    program = opened(contest(ceremonies={"main-2010Q3": sheet})).at(DAY)
    people(program, {1: (9, 9)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("cue", "next", "main-2010Q3")
    program.ok("cue", "next", "main-2010Q3")
    with closing(PublicReader(program.public)) as reader:
        stage = reader.stage()
    assert stage is not None
    assert stage.scene["scene"] == "notice"
    assert [(row["person"], row["status"]) for row in stage.scene["board"]["rows"]] == [("人1", "on-notice")]
