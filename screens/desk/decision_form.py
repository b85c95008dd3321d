"""The form of a decision: what is typed, what it would change, and then it is done as it was seen."""

from scoreboard.desk.foreseeing import Foreseen, carry_out, foresee
from scoreboard.desk.proposals import Proposal
from scoreboard.errors import ContestError
from screens.desk.decision_fields import DecisionFields
from screens.desk.decision_kind import DecisionKind
from screens.desk.foreseen import ForeseenDialog
from screens.desk.form import FormDialog, Typed
from screens.desk.workplace import Workplace


class DecisionForm(FormDialog):
    """Leads to what it would change; left there, the form is as it was."""

    def __init__(self, lang: str, kind: DecisionKind, fields: DecisionFields, workplace: Workplace) -> None:
        self.kind, self.names, self.workplace = kind, fields, workplace
        self.proposal: Proposal | None = None
        self.seen: Foreseen | None = None
        heading = fields.say(f"decision.title.{kind.name}")
        fact = fields.say(f"decision.fact.{kind.name}")
        super().__init__(lang, heading, fact, kind.fields(fields), self._foresee, done=fields.say("key.foresee"))

    def _foresee(self, typed: Typed) -> str:
        self.proposal = self.kind.propose(typed)
        self.seen = foresee(self.workplace.store, self.workplace.settings, self.proposal)
        return ""

    def _sent(self, _answer: str) -> None:
        proposal, seen, store, settings = self.proposal, self.seen, self.workplace.store, self.workplace.settings
        assert proposal is not None
        assert seen is not None

        def left(done: bool | None) -> None:
            self.sending = False
            if done:
                self.dismiss(self.kind.name)

        dialog = ForeseenDialog(
            self.lang,
            self.say("decision.foreseen", what=self.heading),
            seen,
            look=lambda: foresee(store, settings, proposal),
            do=lambda shown: carry_out(store, settings, proposal, shown),
        )
        self.app.push_screen(dialog, left)

    def refuse(self, error: ContestError) -> None:
        super().refuse(type(error)(error.key, **self.names.with_names(error.values)))
