"""What is typed in a dialog and saved nowhere yet: it is dropped only once somebody has been warned."""

from collections.abc import Callable

Values = tuple[str, ...]


class TypedText:
    """`values` says what stands in the fields of a dialog now."""

    def __init__(self, values: Callable[[], Values]) -> None:
        self._values = values
        self._first: Values = ()
        self._warned_of: Values | None = None

    def begin(self) -> None:
        """What stands there now has not been typed."""
        self._first = self._values()

    def warns(self) -> bool:
        """Whether somebody is to be warned before it is dropped: once for each text."""
        values = self._values()
        if values in (self._first, self._warned_of):
            return False
        self._warned_of = values
        return True
