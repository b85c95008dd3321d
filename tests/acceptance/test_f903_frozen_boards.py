"""F903: a board that takes no more results says since when, and is not called live."""

from screens.themes import Look
from tests.acceptance.competition import Competition, Date, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.screens.played import draw

SINCE = "2031-07-15T00:00:00"
BEFORE, AFTER = "2031-07-14T23:59:00+08:00", "2031-07-15T00:00:00+08:00"


def test_f903_a_frozen_board_says_since_when(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[
                Series(
                    settings={"publication": "live", "confirm": "self"}, overrides={"2031Q3": {"freeze": Date(SINCE)}}
                )
            ],
            units=towns(2),
            scores=scores("main", "2031Q3", {"roads": {"t1": 90}}),
        )
    )
    asked = ("ranking", "--area", "roads")
    before, after = program.at(BEFORE), program.at(AFTER)
    assert before.show(*asked)["live"] is True
    assert "frozen" not in before.ok("show", *asked).out
    for words in (asked, ("ranking",), (*asked, "--private")):
        board = after.show(*words)
        assert (board["live"], board["frozen_since"]) == (False, f"{SINCE}+08:00")
        assert "frozen since 2031-07-15 00:00" in after.ok("show", *words).out
        assert "2031-07-15 00:00 起冻结" in after.speaking("zh").ok("show", *words).out
    assert after.show(*asked, "--as-of", BEFORE)["live"] is True, "then it was"
    scene = {"scene": "ranking", "board": before.show(*asked), "row": None}
    assert "Live until 2031-07-15 00:00" in draw(scene, 99, (120, 30), Look(lang="en")).text
    scene = {"scene": "ranking", "board": after.show(*asked), "row": None}
    assert "Frozen since 2031-07-15 00:00" in draw(scene, 99, (120, 30), Look(lang="en")).text
    program.at(AFTER).ok("close", "main", "2031Q3", "--on", "2031-07-15")
    assert program.at(AFTER).show("ranking")["frozen_since"], "sealed: what the public has is still the frozen board"
