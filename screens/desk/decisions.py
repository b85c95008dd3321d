"""The door to the forms of decisions: correction, vacancy, veto, honour, abolition, for those who may."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.decision_choices import DecisionChoices
from scoreboard.desk.permissions import wrong_role
from scoreboard.errors import Refused
from screens.desk.abolition import AbolitionForm
from screens.desk.choice import ChoiceDialog
from screens.desk.correction import CorrectionForm
from screens.desk.decision_fields import DecisionFields, Start
from screens.desk.decision_form import DecisionForm
from screens.desk.decision_kind import DecisionKind
from screens.desk.honour import HonourForm
from screens.desk.open_sheet import OpenSheet
from screens.desk.vacancy import VacancyForm
from screens.desk.veto import VetoForm
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

KINDS: tuple[DecisionKind, ...] = (CorrectionForm(), VacancyForm(), VetoForm(), HonourForm(), AbolitionForm())


class Decisions:
    """Who may not decide is told so before anything is asked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "decide", show=False, id="desk.decide")]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._screen, self._opened = screen, opened

    def action_decide(self) -> None:
        """Choose what is to be decided, and fill in its form."""
        opened, worker = self._opened, self._opened.worker
        if opened.sheet is None:
            return
        if worker is None:
            opened.refuse(Refused("desk.no_people"))
            return
        if (refusal := wrong_role(worker.name, worker.role, "decide")) is not None:
            opened.refuse(refusal)
            return
        opened.thread.do(lambda: _permitted(opened.workplace), self._ask, opened.refuse)

    def _ask(self, kinds: tuple[DecisionKind, ...]) -> None:
        opened = self._opened
        rows = [
            ListRow(kind.name, (opened.say(f"decision.title.{kind.name}"), opened.say(f"decision.short.{kind.name}")))
            for kind in kinds
        ]
        columns = (ListColumn("", 18), ListColumn())
        self._screen.app.push_screen(
            ChoiceDialog(opened.lang, opened.say("decision.which"), columns, rows), self._chosen
        )

    def _chosen(self, name: str | None) -> None:
        opened = self._opened
        kind = next((kind for kind in KINDS if kind.name == name), None)
        if kind is not None:
            begin = opened.workplace.begin_decision
            opened.thread.do(
                lambda: begin(kind.deed, whole=kind.whole), lambda found: self._open(kind, found), opened.refuse
            )

    def _open(self, kind: DecisionKind, choices: DecisionChoices) -> None:
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None:
            return
        unit, area = opened.grid.place or ("", "")
        start = Start(sheet.series.id, sheet.period.id, area, unit) if sheet.closed else Start()

        def decided(done: str | None) -> None:
            if done is not None:
                opened.line.tell(opened.say(f"decision.done.{done}"), "good")
                opened.look_for_changes()

        form = DecisionForm(opened.lang, kind, DecisionFields(opened.lang, choices, start), opened.workplace)
        self._screen.app.push_screen(form, decided)


def _permitted(workplace: Workplace) -> tuple[DecisionKind, ...]:
    """What whoever acts may decide here: who is bound to a series decides nothing of the whole contest.

    Raises Refused where that is nothing.
    """
    permitted, refusals = list[DecisionKind](), list[Refused]()
    for kind in KINDS:
        try:
            workplace.may(kind.deed, whole=kind.whole)
        except Refused as refusal:
            refusals.append(refusal)
        else:
            permitted.append(kind)
    if not permitted:
        raise refusals[0]
    return tuple(permitted)
