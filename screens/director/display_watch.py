"""What goes wrong with displays: kept under the display's name until the director has said that it is known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scoreboard.ceremony.overview import Overview
from scoreboard.publications.display_reports import Report
from scoreboard.publications.odd_displays import unlike

LATE_SECONDS = 1.5
"""A display that does not show a step by then is late."""


class TroubleKind(StrEnum):
    """What can go wrong with a display."""

    LOST = "lost"
    """It is not heard any more."""
    LATE = "late"
    """It does not show the step that is on the stage."""
    UNLIKE = "unlike"
    """It draws the step otherwise than others of its size and look."""
    RESIZED = "resized"
    """It has another size than before."""


def is_idle(view: Overview) -> bool:
    """Whether displays play the boards by themselves: nothing is on the stage yet, or it has come to its end."""
    return view.to_boards is not None or (not view.covered and (view.cue is None or view.next is None))


@dataclass(frozen=True)
class Trouble:
    """What has gone wrong with one display, and whether it is over."""

    kind: TroubleKind
    report: Report
    """The last one before, which names the display."""
    over: bool = False


class DisplayWatch:
    """Compares what displays report with what they should. Pictures that viewers over SSH share are not its concern."""

    def __init__(self) -> None:
        self._known: dict[str, Report] = {}
        self._heard_since: dict[str, float] = {}
        self._found: dict[tuple[str, TroubleKind], Trouble] = {}
        self._accepted: set[tuple[str, TroubleKind]] = set()
        """What still lasts and has been acknowledged."""
        self._sequence, self._since = 0, 0.0
        self.heard = False
        """Whether there has been a display."""

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """All that nobody has acknowledged yet, the gravest first."""
        kinds = list(TroubleKind)
        return tuple(sorted(self._found.values(), key=lambda one: (one.over, kinds.index(one.kind))))

    @property
    def lost(self) -> tuple[Report, ...]:
        """The last reports of displays that are not heard any more, and of which nobody has said that it is known."""
        return tuple(one.report for one in self._found.values() if one.kind is TroubleKind.LOST and not one.over)

    def look(
        self, view: Overview | None, reports: Sequence[Report], now: float, *, silent: Sequence[Report] = ()
    ) -> tuple[Trouble, ...]:
        """Take in what displays report at a moment, in seconds that only go forward; returns what has just begun.

        Of those that are `silent` the last report is still there.
        """
        before = set(self._found)
        self._known = {one.display: one for one in silent if not one.board} | self._known
        hall = {one.display: one for one in reports if not one.board}
        if view is not None and view.sequence != self._sequence:
            self._sequence, self._since = view.sequence, now
        for name, report in self._known.items():
            self._note((name, TroubleKind.LOST), report, lasts=name not in hall)
            if name in hall and (report.columns, report.rows) != (hall[name].columns, hall[name].rows):
                self._found[name, TroubleKind.RESIZED] = Trouble(TroubleKind.RESIZED, report, over=True)
        odd = unlike(reports)
        for name, report in hall.items():
            since = max(self._since, self._heard_since.setdefault(name, now))
            late = view is not None and now - since >= LATE_SECONDS and not _is_right(view, report)
            self._note((name, TroubleKind.LATE), report, lasts=late)
            self._note((name, TroubleKind.UNLIKE), report, lasts=report in odd)
        self._known |= hall
        self.heard = self.heard or bool(self._known)
        return tuple(self._found[one] for one in self._found if one not in before)

    def leave(self, names: Collection[str]) -> tuple[Report, ...]:
        """Displays that somebody has closed: they are not missed. Returns the last reports of those known till now."""
        for key in [key for key in self._found if key[0] in names]:
            del self._found[key]
        self._accepted = {key for key in self._accepted if key[0] not in names}
        return tuple(self._known.pop(name) for name in sorted(names) if name in self._known)

    def acknowledge(self) -> bool:
        """Keep nothing of it any longer; returns whether there was anything."""
        had = bool(self._found)
        self._accepted |= {key for key, one in self._found.items() if not one.over}
        self._found = {}
        return had

    def _note(self, key: tuple[str, TroubleKind], report: Report, *, lasts: bool) -> None:
        """Keep what begins, and say of what has been kept whether it lasts."""
        if not lasts:
            self._accepted.discard(key)
        if key in self._found:
            self._found[key] = replace(self._found[key], over=not lasts)
        elif lasts and key not in self._accepted:
            self._found[key] = Trouble(key[1], report)


def _is_right(view: Overview, report: Report) -> bool:
    """Whether a display shows what it should; one that waits for its contest does not."""
    idle = is_idle(view) and report.sequence == 0
    return not report.waits and (report.sequence >= view.sequence or idle)
