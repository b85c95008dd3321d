"""Recording an honour with the document that proves it, or taking back one that was recorded by mistake."""

from typing import ClassVar

from scoreboard.desk.proposals import ProposedHonour
from scoreboard.settings import parse_day
from screens.desk.decision_fields import DecisionFields
from screens.desk.form import FormField, Typed

ENGLISH = ("title", "document", "person")
"""What may be said in English, too."""
RECORD, TAKE_BACK = "record", "take_back"


def _records(typed: Typed) -> bool:
    """Whether an honour is to be recorded, which must be proved, and not taken back."""
    return typed["honour_way"] == RECORD


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
            fields.text("document", needed_when=_records),
            fields.text("on", "on_honoured", needed_when=_records, value=fields.choices.today.isoformat()),
            fields.text("title", needed=True),
            *(fields.english(name) for name in ENGLISH),
        )

    def propose(self, typed: Typed) -> ProposedHonour:
        back, day = not _records(typed), typed["on"].strip()
        return ProposedHonour(
            unit=typed["unit"],
            level=typed["level"],
            title=typed["title"],
            document=typed["document"],
            on=parse_day(day) if day else None,
            person=typed["person"],
            withdraw=back,
            **{f"{name}_en": typed[f"{name}_en"] for name in ENGLISH},
        )
