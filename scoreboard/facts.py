"""The words of public facts: what there are facts about, and how scores are kept; light enough for every viewer."""

from enum import StrEnum

SCALE = 10_000
"""Scores, weights and margins are stored as whole ten-thousandths, so that they sort, sum and tie exactly."""

OVERALL = ""
"""Under which area the flag of the overall table stands."""


class FactKind(StrEnum):
    """What a fact is about. Its key says which one, its value is JSON, or nothing once it no longer holds."""

    COMPETITION = "competition"
    """Key: empty."""
    PERIOD = "period"
    SERIES = "series"
    AREA = "area"
    """Key: ``SERIES/AREA``."""
    STAR = "star"
    UNIT = "unit"
    """Names with the days from which they are borne, pool, parent, and the series that it takes part in."""
    CONTEST = "contest"
    """Key: ``SERIES/PERIOD``: how it is shown and how far it has come."""
    SHOWN = "shown"
    """Key: ``SERIES/PERIOD/AREA/POOL``: a flag of a closed period that has been revealed."""
    CLIMB = "climb"
    """Key: ``SERIES/PERIOD/AREA/POOL``: the rows of a sealed flag's ranking that a climb has shown, from the bottom."""
    FLAG = "flag"
    """Key: ``SERIES/PERIOD/AREA/POOL``: a term of a flag."""
    OVERALL_FLAG = "overall-flag"
    """Key: ``SERIES/PERIOD/POOL``: a term of the flag of the overall table, which counts in none."""
    HELD_BEFORE = "held-before"
    """Key: ``SERIES/AREA/POOL``: who has held a flag since before the first period."""
    VETO = "veto"
    """Key: ``PERIOD/UNIT``, or ``/UNIT`` for vetoes of the year."""
    CORRECTION = "correction"
    """Key: ``SERIES/PERIOD/AREA/UNIT``: the corrections of a score, the oldest first."""
    NOMINEE = "nominee"
    """Key: ``PERIOD/NUMBER``."""
    HONOUR = "honour"
    YEAR = "year"
    """Key: the series that the year is added up of."""
    PLEDGE = "pledge"
    GOAL = "goal"
    LIVELIHOOD = "livelihood"
    RECTIFICATION = "rectification"
    CAMPAIGN = "campaign"
    BENCHMARK = "benchmark"
    VISIT = "visit"
    REPORT = "report"
    """Key: ``pledge/PLEDGE/NUMBER`` or ``livelihood/ITEM/NUMBER``: how far it had come on a day."""
    TARGET = "target"
    """Key: ``UNIT/SERIES/PERIOD/AREA``: a flag that a unit goes for; it says nothing more."""
    SEAL = "seal"
    """Key: the ceremony's id."""
    PROGRAMME = "programme"
    """Key: empty: what a director has changed of what halls play between ceremonies."""
    OPENING = "opening"
    """Key: ``CEREMONY/SEAL/NUMBER``: the salt and the result that open a digest; seals and amendments are counted."""


class Mark(StrEnum):
    """What is public of a cell."""

    NONE = ""
    SCORE = "score"
    NOT_APPLICABLE = "n/a"


def flag_of(key: str) -> tuple[str, str]:
    """The area and the pool of a flag's key, ``SERIES/PERIOD/AREA/POOL``."""
    _series, _period, area, pool = key.split("/")
    return area, pool
