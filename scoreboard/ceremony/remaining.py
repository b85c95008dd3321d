"""What of a ceremony's results is not public yet."""

from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.ceremony.cues import key_of
from scoreboard.ceremony.naming import flag_name, star_name
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.ceremony.stars_left import sealed_without_a_cue
from scoreboard.desk.overall_flag import overall_flags
from scoreboard.desk.sealed_results import TABLE, announced
from scoreboard.locale import Both, listed, say
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.store.contest import Contest


@dataclass(frozen=True)
class ResultsLeft:
    """What would become public if all that is left did now."""

    flags: tuple[tuple[str, str], ...] = ()
    """The flags of areas, as (area, pool)."""
    overall: tuple[Both, ...] = ()
    """The flags of the overall table, one for each pool that ranks apart."""
    stars: tuple[Both, ...] = ()
    uncued: tuple[Both, ...] = ()
    """Those of the stars that no cue shows: they become public with the closing."""
    table: bool = False
    """Whether the table, and with it the bulletin."""

    def __bool__(self) -> bool:
        return bool(self.flags or self.stars or self.table)

    def said(self, lang: str) -> str:
        """All of it in words: how many flags of areas, and the rest by its names."""
        parts = [say("ceremony.left.flags", lang, count=len(self.flags))] if self.flags else []
        parts += [name.said(lang) for name in (*self.overall, *self.stars)]
        parts += [say("ceremony.left.table", lang)] if self.table else []
        return listed(parts, lang)


def results_left(session: Session, here: Standpoint) -> ResultsLeft:
    """Every flag, star and table of a ceremony that has still to be published."""
    contest = here.contest
    stars = [key for key in map(key_of, here.sheet) if key is not None and key[0] == "star"]
    names = [key[1] for key in stars if not announced(session, contest, key)]
    table = not announced(session, contest, TABLE)
    if contest.is_year:
        return ResultsLeft(stars=tuple(star_name(session, star) for star in dict.fromkeys(names)), table=table)
    uncued = sealed_without_a_cue(session, contest, here.sheet)
    return ResultsLeft(
        tuple(unrevealed_flags(session, contest)),
        _overall_flags(session, contest) if table else (),
        tuple(star_name(session, star) for star in dict.fromkeys((*names, *uncued))),
        tuple(star_name(session, star) for star in uncued),
        table,
    )


def overall_flags_left(session: Session, contest: Contest) -> tuple[Both, ...]:
    """The flags of the overall table that its closing would hand over; a year hands none over."""
    return () if contest.is_year or announced(session, contest, TABLE) else _overall_flags(session, contest)


def _overall_flags(session: Session, contest: Contest) -> tuple[Both, ...]:
    sealed = overall_flags(session, contest, shown=False)
    return tuple(flag_name(contest, contest.series.overall_flag, pool) for _table, pool in sealed)


def anything_left(session: Session, here: Standpoint) -> bool:
    """Whether a flag, a star or the table has still to be published."""
    return bool(results_left(session, here))
