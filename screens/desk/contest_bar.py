"""The first line of the desk's screens: which contest it is, and who acts."""

from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import say
from screens.desk.workplace import Worker
from screens.widgets.bars import Bar, Part
from screens.widgets.cells import clip, width_of


class ContestBar(Bar):
    """In too little room the series' name is cut and never the period: nobody types into another quarter unawares."""

    def __init__(self) -> None:
        super().__init__(id="contest")
        self._sheet: Worksheet | None = None
        self._worker: Worker | None = None
        self._lang, self._unbound = "", False

    def show_contest(self, sheet: Worksheet, worker: Worker | None, lang: str, *, unbound: bool = False) -> None:
        """Show another contest or person; `unbound`: what they enter counts for nobody."""
        self._sheet, self._worker, self._lang, self._unbound = sheet, worker, lang, unbound
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        if self._sheet is not None:
            right = who_parts(self._worker, self._lang, unbound=self._unbound)
            room = self.size.width - sum(width_of(text) for text, _ in right) - 1
            self.show(contest_parts(self._sheet, self._lang, room), right)


def contest_parts(sheet: Worksheet, lang: str, room: int) -> list[Part]:
    """The series and its period in so many cells, and what is left of them for the contest's name."""
    period = f" · {sheet.period.called(lang)}"
    series = clip(sheet.series.called(lang), max(0, room - width_of(period) - 1)) if room > 0 else ""
    return [(f" {series}{period}", "strong"), (f"  {sheet.competition.called(lang)}", "quiet")]


def who_parts(worker: Worker | None, lang: str, *, unbound: bool = False) -> list[Part]:
    """Who acts, and whether what they enter counts for nobody."""
    if worker is None:
        return [(say("desk.heading.nobody", lang) + " ", "bad")]
    mark = [(f"{say('desk.heading.unbound', lang)} ", "warn")] if unbound else []
    return [*mark, (worker.name, "strong"), (f" {say(f'desk.role.{worker.role}', lang)} ", "quiet")]
