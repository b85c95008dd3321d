"""The fields of the forms about nominees: objections, dismissals, withdrawals, substitutes, and who of those tied."""

from collections.abc import Sequence

from scoreboard.desk.nominating import Nomination
from scoreboard.locale import say
from screens.desk.choice import ChoiceDialog
from screens.desk.decision_fields import DecisionFields
from screens.desk.form import FormField, Typed, in_english
from screens.desk.star_desk import SUBSTITUTE
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow


def fields_about(deed: str, fields: DecisionFields) -> tuple[FormField, ...]:
    """What is asked for such a deed."""
    on = fields.text("on", "on_star", needed=True, value=fields.choices.today.isoformat())
    proof = (fields.text("document", "document_star"), fields.approvers(needed=False))
    if deed == SUBSTITUTE:
        who = (fields.unit("unit_substitute"), fields.text("substitute", needed=True), fields.text("post"))
        return (
            *who,
            on,
            fields.text("reason", "reason_star"),
            *proof,
            *(fields.english(name) for name in ("substitute", "post")),
        )
    return (on, fields.text("reason", "reason_star", needed=True), *proof)


def fields_of_election(fields: DecisionFields) -> tuple[FormField, ...]:
    """On which day nominees are elected, and who else approves that."""
    day = fields.text("on", "on_elected", needed=True, value=fields.choices.today.isoformat())
    return day, fields.approvers(needed=False)


def fields_of_nominee(fields: DecisionFields, *, sealed: bool) -> tuple[FormField, ...]:
    """Who is nominated, and what they are; in English, where there is a word for it, at the end.

    Where a ceremony is committed to its results, who else approves it: that may be wanted then.
    """
    labels = {name: say(f"desk.stars.{name}", fields.lang) for name in ("person", "post")}
    told = {name: say(f"desk.form.help_of.{name}", fields.lang) for name in (*labels, "english")}
    own = tuple(FormField(name, label, needed=name == "person", help=told[name]) for name, label in labels.items())
    english = (FormField(f"{one.name}_en", in_english(one.label, fields.lang), help=told["english"]) for one in own)
    return (*own, *english, *((fields.approvers(needed=False),) if sealed else ()))


def fields_of_tie(tied: Sequence[Nomination], places: int, fields: DecisionFields) -> tuple[FormField, ...]:
    """Who of those who tie has one of so many places."""
    names = {str(one.id): f"{one.person_called(fields.lang)}  {one.unit_called(fields.lang)}" for one in tied}

    def pick(_: Typed) -> ChoiceDialog:
        rows = [ListRow(key, (name,)) for key, name in names.items()]
        return ChoiceDialog(fields.lang, fields.say("stars.who_of_tied", count=places), (ListColumn(),), rows)

    people = FormField(
        "people",
        fields.say("decision.label.people"),
        needed=True,
        hint=fields.say("decision.pick_several"),
        about=fields.say("decision.about.people", count=places),
        pick=pick,
        called=lambda key: names.get(key, key),
        several=True,
    )
    return (people, fields.approvers(needed=False), fields.reason())
