"""Steps a ceremony as its director does, and says what its steps reveal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.run_sheet import after, before
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from scoreboard.store.engine import Store


@dataclass
class Director:
    """A director of one ceremony."""

    settings: Settings
    store: Store
    ceremony: str

    def next(self) -> bool:
        """One step on; False at the end."""
        try:
            self._move(after)
        except Refused:
            return False
        return True

    def back(self) -> None:
        self._move(before)

    def _move(self, move: stage_control.Move) -> None:
        with acting(self.store, self.settings, "direct") as writing:
            stage_control.step(writing, self.ceremony, move, yes=True)

    def cover(self, covered: bool) -> None:
        with acting(self.store, self.settings, "direct") as writing:
            stage_control.cover(writing, self.ceremony, covered)

    def stage(self) -> Stage:
        """What the public file says of the stage."""
        reader = PublicReader(self.settings.paths.public)
        found = reader.stage()
        reader.close()
        assert found is not None
        return found


@contextmanager
def directing(settings: Settings, ceremony: str, name: str = "director") -> Iterator[Director]:
    """A director at work."""
    own = replace(settings, acting=name)
    store = Store(own.paths)
    try:
        yield Director(own, store, ceremony)
    finally:
        store.close()
