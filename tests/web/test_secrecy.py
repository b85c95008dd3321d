"""Nothing sealed reaches a browser before its step: streams are recorded and all pages read through whole ceremonies.

The same walk goes over two contests that differ only in the sealed results of their last flag: until that one is
shown, all pages are the same byte for byte, and no stream has sent any of its scores.
"""

from pathlib import Path
from typing import Any

from scoreboard.settings import Settings
from screens.remote.looks import look_of
from screens.remote.picture_key import BROWSER, StageKey
from tests.remote.stepping import directing
from tests.remote.test_secrecy import LAST, PERIOD, SHAPE, assert_tells_no_score, sealed_contest
from tests.screens.played import draw
from tests.web.serving import Page, Stream, WebServed, web_serving

ONE = ("91.11", "82.22", "73.33", "64.44", "55.55")
OTHER = ("50.05", "94.94", "94.93", "12.51", "70.75")
WATCHED = (("board", "120x34"), ("main", "80x24"), ("c01", "48x40"))
"""What is watched standing still; one more browser watches all that moves."""


def read_all(served: WebServed) -> dict[str, bytes]:
    """Every page that a link leads to, and what lies beside them."""
    found: dict[str, bytes] = {}
    waiting = ["/?lang=en", "/health", f"/proof/main-{PERIOD}?format=json"]
    while waiting:
        target = waiting.pop()
        found[target] = served.get(target).body
        if target.startswith(("/?", "/boards", "/unit", "/proof")):
            links = Page.of(found[target].decode()).links
            waiting += [link for link in links if "lang=en" in link and link not in found and link not in waiting]
    return found


def still_lines(board: str, size: str, scene: dict[str, Any]) -> list[str]:
    """What a picture of a scene that stands still says, without its last row."""
    columns, rows = map(int, size.split("x"))
    key = StageKey(board, columns, rows, BROWSER, "en", still=True)
    return [row.text for row in draw(scene, 0.0, key.size, look_of(key, native=False)).strips]


def walk(settings: Settings, folder: Path) -> tuple[list[dict[str, bytes]], list[Stream], dict[str, bytes]]:
    """All pages step by step before the last flag's result is shown, the streams until then, and all pages after."""
    pages: list[dict[str, bytes]] = []
    with (
        web_serving(str(settings.database), folder, "--log", str(settings.paths.main.with_suffix(".log"))) as served,
        directing(settings, f"main-{PERIOD}", "chief") as director,
    ):
        streams = [Stream(served, board=board, size=size, lang="en", still="1") for board, size in WATCHED]
        streams.append(Stream(served, board="board", size="200x56", lang="zh"))
        for stream in streams:
            stream.until(lambda one: one.lines)
        number = 0
        while director.next():
            number += 1
            scene = director.stage().scene
            if scene.get("area") == LAST and scene.get("moment") in ("place", "transfer"):
                break
            for (board, size), stream in zip(WATCHED, streams, strict=False):
                settled = still_lines(board, size, scene)
                stream.until(lambda one, settled=settled: one.lines[:-1] == settled)
            if number % 5 == 0:
                pages.append(read_all(served))
        streams[-1].take()
        recorded = [stream.raw for stream in streams]
        while director.next():
            pass
        after = read_all(served)
        for stream in streams:
            stream.close()
            stream.raw = recorded.pop(0)
    return pages, streams, after


def test_two_outcomes_look_alike_in_a_browser_until_they_are_shown(tmp_path: Path) -> None:
    walks = []
    for name, scores in (("one", ONE), ("other", OTHER)):
        settings = sealed_contest(tmp_path / name, dict(zip(SHAPE.units, scores, strict=True)))
        walks.append((scores, walk(settings, tmp_path)))
        assert_tells_no_score(settings.paths.main.with_suffix(".log"))
    (_, (first, _, first_after)), (_, (second, _, second_after)) = walks
    assert len(first) == len(second) > 1
    for number, (one, other) in enumerate(zip(first, second, strict=True)):
        assert one == other, (number, [target for target in one if one[target] != other.get(target)])
    assert len(first[-1]) > 8
    assert first_after != second_after
    for scores, (pages, streams, after) in walks:
        everything = b"".join(b"".join(read.values()) for read in pages) + b"".join(stream.raw for stream in streams)
        assert [score for score in scores if score.encode() in everything] == []
        assert all(score.encode() in b"".join(after.values()) for score in scores)
        assert all(len(stream.raw) > 1000 for stream in streams)
