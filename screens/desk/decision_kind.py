"""What each decision that has a form says of itself."""

from typing import ClassVar, Protocol

from scoreboard.desk.proposals import Proposal
from screens.desk.decision_fields import DecisionFields
from screens.desk.form import FormField, Typed


class DecisionKind(Protocol):
    """A decision: whom it is permitted to, its fields, and what is proposed by what is typed in them."""

    name: ClassVar[str]
    deed: ClassVar[str]
    whole: ClassVar[bool]
    """Whether it is about the whole contest, so that nobody decides it who is bound to a series."""

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        """Its fields, in their order."""

    def propose(self, typed: Typed) -> Proposal:
        """What is meant by what is typed. Raises BadInput for a day that is none."""
