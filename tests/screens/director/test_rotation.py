"""What the hall plays between ceremonies, on a console: it opens with the first part and reads the others by and by."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.director import rotation as module
from screens.director.rotation import Rotation
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.playlist import playlist


@pytest.fixture
def reader(handan: Settings) -> Iterator[PublicReader]:
    with closing(PublicReader(handan.paths.public, ContestClock(handan, handan.paths.public))) as found:
        yield found


@pytest.fixture
def rotation(handan: Settings, reader: PublicReader) -> Rotation:
    found = Rotation(lambda: 1000.0, ContestClock(handan, handan.paths.public))
    found.take_in(reader)
    return found


def whole(reader: PublicReader) -> list[tuple[str, str, str | None]]:
    held = HeldBoards()
    held.follow(reader)
    return [item.name for item in playlist(held)]


async def test_the_first_part_is_shown_before_the_others_are_read(
    rotation: Rotation, reader: PublicReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = rotation.scene((80, 24), Look())
    assert scene is not None
    assert scene.scene == "title"
    assert not rotation._boards._held, "no board was waited for"
    monkeypatch.setattr(module, "READING_SECONDS", 0.0)
    await rotation.read_on()
    assert [item.name for item in rotation._player.items] == whole(reader)
    assert rotation.scene((80, 24), Look()) == scene, "it stays where it is"


def test_who_arranges_the_programme_sees_all_of_it_at_once(rotation: Rotation, reader: PublicReader) -> None:
    assert [item.name for item in rotation.items] == whole(reader)


async def test_what_is_made_public_meanwhile_is_in_it(
    rotation: Rotation, reader: PublicReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rotation._to_read
    rotation.take_in(reader)
    assert rotation._to_read is not before, "it begins anew"
    monkeypatch.setattr(module, "READING_SECONDS", 0.0)
    await rotation.read_on()
    assert [item.name for item in rotation._player.items] == whole(reader)
