"""Who is first for a flag, and what closing a period does with it, in words."""

from collections.abc import Iterable

from scoreboard.desk.readiness import FlagOutlook
from scoreboard.desk.worksheet import Named
from scoreboard.locale import say


def first_words(flag: FlagOutlook, lang: str, *, short: bool = False) -> str:
    """Who is first: of those who tie whom a decision put first, as the ranking will say."""
    return names_of(flag.first, lang, short=short) or say("desk.closing.nobody", lang)


def outlook_words(flag: FlagOutlook, lang: str, *, short: bool = False) -> str:
    """What closing would do with a flag, or has done."""
    key, names = _outlook(flag)
    if key is None:
        return say(f"cli.outcome.{flag.outcome}", lang)
    outcome = "" if flag.outcome is None else say(f"cli.outcome.{flag.outcome}", lang)
    named = names_of(names, lang, short=short)
    return say(f"desk.closing.{key}", lang, names=named, count=len(flag.leaders), outcome=outcome)


def _outlook(flag: FlagOutlook) -> tuple[str | None, tuple[Named, ...]]:
    """The key of what is said, none where the outcome alone is, and the units that it names."""
    winners = flag.winners or ()
    if flag.outcome is not None:
        return ("has" if winners else None), winners
    if flag.ties_first:
        return "ties_first", ()
    if flag.waits:
        return "waits", ()
    if flag.winners is None:
        return "tie", ()
    if flag.keepers:
        return "stays", flag.keepers
    if not winners:
        return ("decided_nobody" if flag.tied else "no_winner"), ()
    return _won(flag, winners)


def _won(flag: FlagOutlook, winners: tuple[Named, ...]) -> tuple[str, tuple[Named, ...]]:
    if flag.tied and flag.by_decision:
        return "decided", winners
    if len(winners) > 1:
        return "jointly", winners
    if flag.tied:
        return "by_rule", winners
    if {unit.id for unit in winners} <= {unit.id for unit in flag.holders}:
        return "defends", ()
    if flag.holders:
        return "captures", flag.holders
    return ("takes_again" if flag.held_once else "takes_first"), ()


def names_of(units: Iterable[Named], lang: str, *, short: bool = False) -> str:
    """Units in a line; by their `short` names those that have one."""
    return say("desk.and", lang).join((short and unit.short_in(lang)) or unit.called(lang) for unit in units)
