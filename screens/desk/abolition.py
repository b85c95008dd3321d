"""Ending a unit: its flags are vacant, its history stays its own (S11)."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedAbolition
from scoreboard.settings import parse_day
from screens.desk.decision_fields import DecisionFields, several
from screens.desk.form import FormField, Typed


class AbolitionForm:
    """Who ends, and from which day on."""

    name: ClassVar[str] = "abolition"
    deed: ClassVar[str] = "decide"
    whole: ClassVar[bool] = True

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        return (
            fields.unit("unit_ended"),
            fields.day("on", "on_ended"),
            fields.approvers(needed=False),
            fields.reason(),
        )

    def propose(self, typed: Typed) -> ProposedAbolition:
        return ProposedAbolition(
            unit=typed["unit"],
            on=parse_day(typed["on"]),
            reason=typed["reason"].strip(),
            approved_by=several(typed["approved_by"]),
        )
