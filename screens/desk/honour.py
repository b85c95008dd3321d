"""Recording an honour with the document that proves it, or taking back one that was recorded by mistake."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedHonour
from scoreboard.errors import BadInput
from scoreboard.settings import parse_day
from screens.desk.decision_fields import DecisionFields
from screens.desk.form import FormField, Typed

RECORD, TAKE_BACK = "record", "take_back"


class HonourForm:
    """Whose it is, at which level, and what proves it."""

    name: ClassVar[str] = "honour"
    deed: ClassVar[str] = "honour"
    whole: ClassVar[bool] = True

    def fields(self, fields: DecisionFields) -> tuple[FormField, ...]:
        return (
            fields.one_of("honour_way", RECORD, TAKE_BACK),
            fields.unit("unit_honoured"),
            fields.level(),
            fields.text("person"),
            fields.text("document"),
            fields.text("on", "on_honoured", hint=fields.choices.today.isoformat()),
            fields.text("title", needed=True),
        )

    def propose(self, typed: Typed) -> ProposedHonour:
        back, day = typed["honour_way"] == TAKE_BACK, typed["on"].strip()
        if not back and not (day and typed["document"].strip()):
            raise BadInput("honour.proof")
        return ProposedHonour(
            unit=typed["unit"],
            level=typed["level"],
            title=typed["title"],
            document=typed["document"],
            on=parse_day(day) if day else None,
            person=typed["person"],
            withdraw=back,
        )
