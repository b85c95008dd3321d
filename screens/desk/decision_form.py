"""The form of a decision: what is typed, what it would change, and then it is done as it was seen."""

from typing import ClassVar

from scoreboard.desk.foreseeing import Foreseen, carry_out, foresee
from scoreboard.locale import in_both
from screens.desk.asking_form import AskingForm, Question
from screens.desk.decision_fields import DecisionFields
from screens.desk.decision_kind import DecisionKind
from screens.desk.foreseen import ForeseenDialog
from screens.desk.form import Typed, with_note
from screens.desk.workplace import Workplace


class DecisionForm(AskingForm):
    """Ends with the kind of the decision, once it has been made."""

    DOOR: ClassVar[str] = "decisions"

    def __init__(self, lang: str, kind: DecisionKind, fields: DecisionFields, workplace: Workplace) -> None:
        self.kind, self.workplace = kind, workplace
        heading = in_both(f"desk.decision.title.{kind.name}")
        fact = with_note(fields.say(f"decision.fact.{kind.name}"), fields.choices.closed_year, lang)
        done = fields.say("key.foresee")
        super().__init__(lang, heading, fact, kind.fields(fields), self._foresee, done=done)

    def _foresee(self, typed: Typed) -> Question:
        store, settings, proposal = self.workplace.store, self.workplace.settings, self.kind.propose(typed)
        seen = foresee(store, settings, proposal)

        def decide(shown: Foreseen) -> str:
            carry_out(store, settings, proposal, shown)
            return self.kind.name

        heading = self.say("decision.foreseen", what=self.heading)
        return lambda: ForeseenDialog(
            self.lang, heading, seen, look=lambda: foresee(store, settings, proposal), do=decide
        )
