"""How the desk's screens come by the names of what a refusal is about: the desk below them knows them."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from scoreboard.errors import ContestError


@runtime_checkable
class KnowsNames(Protocol):
    """A screen with a store."""

    def with_names(self, error: ContestError) -> ContestError:
        """An error with names in place of ids; to be called in a thread."""


def named_by_desk(screen: Screen[Any]) -> Callable[[ContestError], ContestError]:
    """Names what errors are about, on behalf of a screen over the desk; elsewhere they stay as they are."""

    def named(error: ContestError) -> ContestError:
        desk = next((one for one in screen.app.screen_stack if isinstance(one, KnowsNames)), None)
        return error if desk is None else desk.with_names(error)

    return named
