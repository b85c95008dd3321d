"""Settling at the year's end: with each step one unit's pledges and goals, and how they ended (年底交账)."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind
from scoreboard.ceremony.read_out import CalledUp, ScriptCue, Spoken, joined, pinyin_of, sentence
from scoreboard.ceremony.settled_units import UnitPromises, promises_of
from scoreboard.ceremony.visibility import Sight
from scoreboard.exchange.printed_pages import literal
from scoreboard.locale import listed, say
from scoreboard.publications.scenes.settlement import SettlementScene, endings

SECONDS = 20
"""How long a unit usually takes."""


def _moments(cue: Cue) -> tuple[str, ...]:
    """A step for each unit that the sheet names; one that says so where it names none."""
    return ("unit",) * len(cue.units) or ("nobody",)


def _scene(sight: Sight, cue: Cue, step: int, _number: int) -> SettlementScene:
    wanted = cue.units[step - 1 : step]
    found = promises_of(sight.session, wanted, sight.public.now)
    one = found.get(wanted[0]) if wanted else None
    if one is None:
        return SettlementScene(unit=None, pledges=(), goals=())
    return SettlementScene(unit=one.unit, pledges=one.pledges, goals=one.goals)


def _called(session: Session, cue: Cue, now: datetime) -> tuple[CalledUp, ...]:
    """Every unit, with what became of its promises."""
    found = promises_of(session, cue.units, now)
    return tuple(
        CalledUp(
            Spoken(one.unit.name, one.unit.name_en, pinyin_of(one.unit.name)),
            *(listed(_told(one, lang), lang) for lang in ("zh", "en")),
        )
        for one in found.values()
    )


def _told(promised: UnitPromises, lang: str) -> Iterator[str]:
    for group, state, count in endings(promised.pledges, promised.goals):
        yield say(f"ceremony.settled.{group}_{state}", lang, count=count)


def _says(entry: ScriptCue, lang: str) -> Iterator[str]:
    """A sentence a unit, with how its promises ended."""
    if not entry.called:
        yield sentence("settlement.nobody", lang)
    for one in entry.called:
        yield sentence("settlement.unit", lang, who=joined((one.who,), lang), told=literal(one.said(lang)))


KIND = CueKind(
    _scene,
    lambda cue: SECONDS * len(_moments(cue)),
    uses=("units",),
    moments=_moments,
    says=_says,
    calls=_called,
    names_of_the_day=True,
)
