"""What a step may be drawn from: public facts, and of what is sealed only the places that the step itself shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from sqlmodel import Session

from scoreboard.models import Ceremony
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.boards import Picture, public_picture, sealed_picture
from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.star_boards import exact_votes, stars_board, stars_with
from scoreboard.publications.vetoes import publicly_vetoed
from scoreboard.store.contest import Contest


@dataclass(frozen=True)
class Sight:
    """The pictures of a contest that a step is drawn from.

    `sealed` is asked for by the steps that show one place of a result before its flag or star is public, and by no
    other. A rehearsal fills both with drawn results instead.
    """

    session: Session
    ceremony: Ceremony
    public: Picture
    sealed: Callable[[], Picture]
    stars: Callable[[], StarsBoard]
    """The stars board that the public may see."""
    sealed_stars: Callable[[str], StarsBoard]
    """The same with one category more, sealed or not."""
    sealed_votes: Callable[[str], Sequence[Fraction | None]]
    """The unrounded results of that category's winners, in the order in which that board has them."""
    rehearses: bool = False
    """Whether its results are drawn, so that every scene has to be marked as a rehearsal's."""

    @property
    def contest(self) -> Contest:
        return self.public.contest

    @cached_property
    def vetoed(self) -> frozenset[str]:
        """The units that a published ranking of this period marks as vetoed; no other veto is known here."""
        return publicly_vetoed(self.session, self.contest.period.id)

    def candidates(self, pool: str) -> tuple[NamedUnit, ...]:
        """The units that contest a pool's flag in the order of units.csv: neither guests nor vetoed in public."""
        units = self.public.scores.pool(pool)
        able = (unit for unit in units if unit.id not in self.vetoed and not unit.guest)
        return tuple(self.public.unit(unit.id) for unit in able)


def real_sight(session: Session, ceremony: Ceremony, contest: Contest, now: datetime) -> Sight:
    """The sight of the ceremony itself."""
    return Sight(
        session,
        ceremony,
        public_picture(session, contest, now),
        lambda: sealed_picture(session, contest, now),
        lambda: stars_board(session, contest.period.id, now),
        lambda star: stars_with(session, contest.period.id, now, series=contest.series.id, star=star),
        lambda star: exact_votes(session, contest.period.id, series=contest.series.id, star=star),
    )


def without_sealed_vetoes(picture: Picture, vetoed: frozenset[str]) -> Picture:
    """A picture in which only these units are vetoed."""
    return replace(picture, scores=replace(picture.scores, vetoed=vetoed))
