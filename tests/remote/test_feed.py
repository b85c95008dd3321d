"""Who comes, and who was behind, gets the newest picture and never what was shown before it."""

from dataclasses import dataclass, field

from screens.remote.feed import NOTHING, Feed
from screens.remote.modes import BEGIN, END
from screens.remote.picture_key import TRUECOLOR, StageKey
from screens.remote.shared_bytes import SharedBytes

KEY = StageKey("board", 120, 40, TRUECOLOR, "zh")
WHOLE = b"W" * 80_000


@dataclass(eq=False)
class Watcher:
    """Keeps what it is sent."""

    offset: tuple[int, int] = (0, 0)
    version: int = NOTHING
    place: int = 0
    busy: bool = False
    sent: list[bytes] = field(default_factory=list)

    def send(self, frame: SharedBytes) -> None:
        self.sent.append(frame.data)


def feed_after(*changes: bytes) -> Feed:
    """A feed that had its picture whole, and then these changes."""
    feed = Feed(KEY, 1)
    feed.take_whole(WHOLE)
    for change in changes:
        feed.take_change(change)
    return feed


def test_a_newcomer_is_not_shown_what_a_cover_has_hidden() -> None:
    feed = feed_after(b"C" * 30_000)
    late = Watcher()
    feed.add(late)
    assert not feed.serve_one(late)
    feed.take_whole(b"N" * 50_000)
    assert feed.serve_one(late)
    assert late.sent == [b"N" * 50_000]


def test_newcomers_share_a_picture_in_which_only_clocks_have_changed() -> None:
    feed = feed_after(*[b"c" * 90] * 20)
    late = Watcher()
    feed.add(late)
    assert feed.serve_one(late)
    assert late.sent == [WHOLE + b"c" * 1800]


def test_who_was_behind_gets_no_more_bytes_than_the_picture_has() -> None:
    feed = feed_after()
    slow = Watcher(version=0)
    for _ in range(4):
        feed.take_change(b"f" * 50_000)
    assert not feed.serve_one(slow)
    assert slow.sent == []
    feed.take_whole(WHOLE)
    assert feed.serve_one(slow)
    assert slow.sent == [WHOLE]


def test_several_frames_are_shown_as_one() -> None:
    feed = feed_after()
    late = Watcher(version=0)
    for number in (b"1", b"2", b"3"):
        feed.take_change(BEGIN + number + END)
    assert feed.serve_one(late)
    assert late.sent == [BEGIN + b"123" + END]
