"""Correcting a score of a closed period (S08)."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedCorrection
from screens.desk.decision_fields import DecisionFields, contest_in, several
from screens.desk.form import FormField, Typed


class CorrectionForm:
    """The score, and where it has been shown, perhaps who holds the flag now."""

    name: ClassVar[str] = "correction"
    deed: ClassVar[str] = "decide"
    whole: ClassVar[bool] = False

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        judged = [fields.text("judge")] if fields.choices.judged else []
        table = [fields.holders("table_holders", "table_holders", needed=False)] if fields.choices.table_flags else []
        return (
            fields.contest(),
            fields.area(),
            fields.unit(value=fields.start.unit),
            *judged,
            fields.text("score", needed=True),
            fields.holders("holders", "holders_moved", needed=False),
            *table,
            fields.approvers(needed=True),
            fields.reason(),
        )

    def propose(self, typed: Typed) -> ProposedCorrection:
        series, period = contest_in(typed)
        table = typed.get("table_holders", "")
        return ProposedCorrection(
            series=series,
            period=period,
            area=typed["area"],
            unit=typed["unit"],
            score=typed["score"],
            judge=typed.get("judge", "").strip(),
            holders=several(typed["holders"]) if typed["holders"] else None,
            table_holders=several(table) if table else None,
            reason=typed["reason"].strip(),
            approved_by=several(typed["approved_by"]),
        )
