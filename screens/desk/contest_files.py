"""The door to what is done with the contest as a whole: its folder, its backups, the next year's folder."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.handing_over import hand_over
from scoreboard.errors import ContestError, Refused
from scoreboard.settings import DatabasePaths
from screens.desk.choice import ChoiceDialog
from screens.desk.contest_forms import ContestForms
from screens.desk.form import FormDialog
from screens.desk.open_sheet import OpenSheet
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

DEEDS = {"load": "load", "backup": "back up", "restore": "restore", "handover": "year"}
"""What can be done, each with the right that it asks for."""
OF_FILES = ("backup", "restore")
"""What is done with a database's files, which one on a server has not got here."""
BECOMES_ANOTHER = ("load", "restore")
"""What may leave another contest on the desk."""


def refuse_from_afar(workplace: Workplace) -> None:
    """Raises Refused for who comes over SSH: the files are those of the database's machine."""
    if workplace.settings.proof is not None:
        raise Refused("desk.files_here")


def permit_handover(workplace: Workplace) -> None:
    """Before anything is typed: raises Refused where whoever acts may not hand the year over, or it is open."""
    refuse_from_afar(workplace)
    workplace.may("year", whole=True)
    with workplace.store.read() as session:
        hand_over(session)


class ContestFiles:
    """Who may not is told so before anything is asked. `opened_anew` opens the desk again, and says a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "files", show=False, id="desk.files")]

    def __init__(self, screen: Screen[Any], opened: OpenSheet, opened_anew: Callable[[str], None]) -> None:
        self._screen, self._opened, self._opened_anew = screen, opened, opened_anew
        self._asking = False
        """Whether it is being learned who may what: a second press must not open a second list."""

    def action_files(self) -> None:
        """Choose what is to be done, and fill in its form."""
        opened = self._opened
        if self._asking or not (opened.sheet is None or opened.settled):
            return
        self._asking = True
        opened.thread.do(lambda: _permitted(opened.workplace), self._ask, self._refuse)

    def _refuse(self, error: ContestError) -> None:
        self._asking = False
        self._opened.refuse(error)

    def _ask(self, names: tuple[str, ...]) -> None:
        self._asking, opened = False, self._opened
        rows = [ListRow(name, (opened.say(f"whole.title.{name}"), opened.say(f"whole.short.{name}"))) for name in names]
        columns = (ListColumn("", 18), ListColumn())
        dialog = ChoiceDialog(opened.lang, opened.say("whole.which"), columns, rows)
        self._screen.app.push_screen(dialog, self._chosen)

    def _chosen(self, name: str | None) -> None:
        opened = self._opened
        if name is None:
            return
        forms = ContestForms(opened.workplace)
        form = {"load": forms.load, "backup": forms.backup, "restore": forms.restore, "handover": forms.handover}[name]
        if name == "handover":
            opened.thread.do(
                lambda: permit_handover(opened.workplace), lambda _: self._open(name, form()), opened.refuse
            )
        else:
            self._open(name, form())

    def _open(self, name: str, form: FormDialog) -> None:
        def done(said: str | None) -> None:
            if said is None:
                return
            if name in BECOMES_ANOTHER:
                self._opened_anew(said)
            else:
                self._opened.line.tell(said, "good")

        self._screen.app.push_screen(form, done)


def _permitted(workplace: Workplace) -> tuple[str, ...]:
    """What whoever acts may do here. Raises Refused where that is nothing."""
    refuse_from_afar(workplace)
    permitted, refusals = list[str](), list[Refused]()
    here = isinstance(workplace.settings.paths, DatabasePaths)
    for name, deed in DEEDS.items():
        if name in OF_FILES and not here:
            continue
        try:
            workplace.may(deed, whole=True)
        except Refused as refusal:
            refusals.append(refusal)
        else:
            permitted.append(name)
    if not permitted:
        raise refusals[0]
    return tuple(permitted)
