"""Putting a unit under a veto (一票否决), or lifting one."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedVeto
from screens.desk.decision_fields import DecisionFields, several
from screens.desk.form import FormField, Typed

IMPOSE, LIFT = "impose", "lift"


class VetoForm:
    """Who, for what, of which period or of the year."""

    name: ClassVar[str] = "veto"
    deed: ClassVar[str] = "veto"
    whole: ClassVar[bool] = True

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        return (
            fields.one_of("way", IMPOSE, LIFT),
            fields.unit(),
            fields.veto(),
            fields.period(),
            fields.approvers(needed=False),
            fields.reason(),
        )

    def propose(self, typed: Typed) -> ProposedVeto:
        return ProposedVeto(
            unit=typed["unit"],
            item=typed["item"],
            period=typed["period"] or None,
            lift=typed["way"] == LIFT,
            reason=typed["reason"].strip(),
            approved_by=several(typed["approved_by"]),
        )
