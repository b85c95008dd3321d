"""Giving a vacant flag to somebody, or recording that it stays vacant."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedVacancy
from screens.desk.decision_fields import DecisionFields, contest_in, several
from screens.desk.form import FormField, Typed


class VacancyForm:
    """Whose the flag is to be."""

    name: ClassVar[str] = "vacancy"
    deed: ClassVar[str] = "decide"
    whole: ClassVar[bool] = False

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        pool = [fields.pool()] if fields.choices.pools else []
        return (
            fields.contest(),
            fields.area(with_table=True),
            *pool,
            fields.holders("holders", "holders_given", needed=True),
            fields.approvers(needed=False),
            fields.reason(),
        )

    def propose(self, typed: Typed) -> ProposedVacancy:
        series, period = contest_in(typed)
        return ProposedVacancy(
            series=series,
            period=period,
            area=typed["area"],
            pool=typed.get("pool", ""),
            holders=several(typed["holders"]),
            reason=typed["reason"].strip(),
            approved_by=several(typed["approved_by"]),
        )
