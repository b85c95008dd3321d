"""Who has held a flag since before the first period, as the year before has handed it over: that is public."""

from scoreboard.facts import FactKind
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.ledger import BEFORE, read_ledger
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_held_before(writing: Writing, series: str, reason: str = "") -> None:
    """Tell it of a series; of a flag whose holder has ended since, that this one had it."""
    changes = changes_of(writing, reason)
    documents: dict[str, Document | None] = dict.fromkeys(changes.facts.documents(FactKind.HELD_BEFORE, f"{series}/"))
    for overall in (False, True):
        ledger = read_ledger(writing.session, series, revealed_only=True, overall=overall)
        for flag in ledger.terms:
            term = ledger.term(flag, BEFORE)
            if term is not None and (term.holders or term.ended):
                documents["/".join((series, *flag))] = {
                    "holders": list(term.holders),
                    **({"ended": list(term.ended)} if term.ended else {}),
                    "defences": dict(term.defences),
                    "awarded_on": None if term.awarded_on is None else term.awarded_on.isoformat(),
                }
    if changes.put(FactKind.HELD_BEFORE, documents):
        changes.touch("competition")
