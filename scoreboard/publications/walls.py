"""The question of a wall of flags: who holds which flag of a period, as far as is public."""

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.facts import FactKind
from scoreboard.publications.flag_words import EARLIER_PLACE
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
    named = {unit for term in terms.values() for unit in (*term["holders"], *term["previous"], *lost_in(term))}
    day = question.naming_day(question.document(FactKind.PERIOD, period))
    units = unit_words(question.facts, sorted(named), day, question.upto)
    rows = [
        flag_row(area, areas, pool, term, units, decimals)
        for area, words in areas.items()
        for (of, pool), term in sorted((_flag(key), term) for key, term in terms.items())
        if of == area
    ]
    poles = [
        {"id": area, **{name: words[name] for name in ("name", "name_en", "flag")}} for area, words in areas.items()
    ]
    return cut(envelope(question, "flags", series, period, areas=poles, rows=rows), question.window)


def flag_row(
    area: str, areas: Mapping[str, Document], pool: str, term: Document, units: Mapping[str, Payload], decimals: int
) -> Payload:
    """One flag's custody as `show flags` prints it; `areas` are those of its series."""
    margin = None if term["margin"] is None else Decimal(term["margin"])
    return {
        **area_words(area, areas[area]),
        "holders": [units[unit] for unit in term["holders"]],
        "previous": [units[unit] for unit in term["previous"]],
        "outcome": term["outcome"],
        "defences": term["defences"],
        "margin": None if margin is None else displayed(margin, decimals),
        "margin_exact": None if margin is None else exact(margin, decimals),
        "pool": pool or None,
        "awarded_on": term["awarded_on"],
        "reason": term["reason"],
        **_area_of_reason(term["reason"], areas),
        "approved_by": list(term.get("approved_by", ())),
        "lost": [
            {**units[one["unit"]], "outcome": one["kind"], "reason": one["reason"]} for one in term.get("lost", ())
        ],
    }


def lost_in(term: Document) -> list[str]:
    """The units that have lost the flag in a term."""
    return [one["unit"] for one in term.get("lost", ())]


def _area_of_reason(reason: str | None, areas: Mapping[str, Document]) -> Payload:
    """The area by whose places a tie was decided, as the reason's words name it."""
    words = areas.get((reason or "").removeprefix(EARLIER_PLACE)) if (reason or "").startswith(EARLIER_PLACE) else None
    return {} if words is None else {"reason_area_name": words["name"], "reason_area_name_en": words["name_en"]}


def _flag(key: str) -> tuple[str, str]:
    _series, _period, area, pool = key.split("/")
    return area, pool
