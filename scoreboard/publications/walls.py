"""The question of a wall of flags: who holds which flag of a period, as far as is public."""

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.words import area_words, envelope, unit_words
from scoreboard.rules.ranking import displayed, exact
from scoreboard.store.public.contests import areas_of
from scoreboard.store.public.facts import Document


def ask_flags(question: Question) -> tuple[Payload, int]:
    """A row for every flag of the period that is public, and a pole for every other."""
    series, period = question.parts
    areas = areas_of(question.facts, series, question.upto)
    terms = question.documents(FactKind.FLAG, f"{series}/{period}/")
    decimals = question.document(FactKind.CONTEST, f"{series}/{period}")["decimals"]
    named = {unit for term in terms.values() for unit in (*term["holders"], *term["previous"])}
    day = question.naming_day(question.document(FactKind.PERIOD, period))
    units = unit_words(question.facts, sorted(named), day, question.upto)
    rows = [
        flag_row(area, words, pool, term, units, decimals)
        for area, words in areas.items()
        for (of, pool), term in sorted((_flag(key), term) for key, term in terms.items())
        if of == area
    ]
    poles = [
        {"id": area, **{name: words[name] for name in ("name", "name_en", "flag")}} for area, words in areas.items()
    ]
    return cut(envelope(question, "flags", series, period, areas=poles, rows=rows), question.window)


def flag_row(
    area: str, words: Document, pool: str, term: Document, units: Mapping[str, Payload], decimals: int
) -> Payload:
    """One flag's custody as `show flags` prints it."""
    margin = None if term["margin"] is None else Decimal(term["margin"])
    return {
        **area_words(area, words),
        "holders": [units[unit] for unit in term["holders"]],
        "previous": [units[unit] for unit in term["previous"]],
        "outcome": term["outcome"],
        "defences": term["defences"],
        "margin": None if margin is None else displayed(margin, decimals),
        "margin_exact": None if margin is None else exact(margin, decimals),
        "pool": pool or None,
        "awarded_on": term["awarded_on"],
        "reason": term["reason"],
    }


def _flag(key: str) -> tuple[str, str]:
    _series, _period, area, pool = key.split("/")
    return area, pool
