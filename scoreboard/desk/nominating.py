"""Nominees for the stars: nominated, and listed for whoever works on them (S17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from scoreboard.desk import given_texts
from scoreboard.desk.approvals import Given
from scoreboard.desk.nominees import refuse_revealed, star_of, subject_of, tell
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both
from scoreboard.models import Nominee, Star, Unit
from scoreboard.publications.names import named
from scoreboard.publications.star_boards import category_of, nominees_of, settled_in
from scoreboard.publications.told_nominees import awaits_confirmation, entered_counts, notice_until, told_inside
from scoreboard.spelling import told_apart_by
from scoreboard.store.contest import competition_of, contest_of, exists_on, names_on, period_of
from scoreboard.store.writing import Writing


@dataclass(frozen=True)
class Nomination:
    """A nominee as the desk shows them; `result` in percent, empty unless the vote was counted."""

    id: int
    star: str
    unit: str
    unit_name: str
    unit_short_name: str
    unit_name_en: str
    person: str
    person_en: str
    post: str
    post_en: str
    counts: Mapping[str, int | None]
    unconfirmed: bool
    """Whether counts wait for somebody to confirm them."""
    counted_by: str | None
    result: str
    status: str
    notice_from: date | None
    notice_until: date | None
    version: int

    def unit_called(self, lang: str) -> str:
        """What the unit is called in a language."""
        return self.unit_name_en if lang == "en" else self.unit_name

    def person_called(self, lang: str) -> str:
        """What they are called in a language."""
        return named(self.person, self.person_en, lang)

    def post_called(self, lang: str) -> str:
        """Their post in a language."""
        return named(self.post, self.post_en, lang)


@dataclass(frozen=True)
class StarCategory:
    """A star with how it is given, and its nominees in the order in which they came."""

    id: str
    name: str
    name_en: str
    weights: Mapping[str, Decimal]
    places: int
    threshold: Decimal
    quorum: Decimal
    nominations: tuple[Nomination, ...]

    def called(self, lang: str) -> str:
        """What it is called in a language."""
        return self.name_en if lang == "en" else self.name


def read_stars(
    session: Session, period_id: str, now: datetime, *, series: str | None = None
) -> tuple[StarCategory, ...]:
    """Every star with the nominees of a period; with `series` those of other series are left out.

    For those who may see what is sealed.
    """
    competition, period = competition_of(session), period_of(session, period_id)
    nominees = [one for one in nominees_of(session, period.id) if series is None or one.series_id in (None, series)]
    names = names_on(session, min(period.end, now.date()), {nominee.unit_id for nominee in nominees})
    settled, categories = settled_in(session, period.id, now), []
    for star in session.exec(select(Star).order_by(col(Star.position))):
        nominations = []
        for nominee in nominees:
            if nominee.star_id != star.id or nominee.id is None:
                continue
            told = told_inside(competition, star, nominee, settled=category_of(nominee) in settled)
            name = names[nominee.unit_id]
            nominations.append(
                Nomination(
                    nominee.id,
                    star.id,
                    nominee.unit_id,
                    name.name,
                    name.short_name,
                    name.name_en,
                    nominee.person,
                    nominee.person_en,
                    nominee.post,
                    nominee.post_en,
                    entered_counts(nominee),
                    awaits_confirmation(nominee),
                    nominee.counted_by,
                    told["result"] or "",
                    told["status"],
                    nominee.notice_from,
                    notice_until(competition, nominee),
                    nominee.version,
                )
            )
        weights = {group: Decimal(weight) for group, weight in star.voters.items()}
        name_en = star.name_en or star.name
        rules = (star.places, star.threshold, star.quorum)
        categories.append(StarCategory(star.id, star.name, name_en, weights, *rules, tuple(nominations)))
    return tuple(categories)


def nominate(
    writing: Writing,
    period_id: str,
    star_id: str,
    unit: Unit,
    person: str,
    post: str = "",
    *,
    person_en: str = "",
    post_en: str = "",
    series: str | None = None,
    request: str | None = None,
    approved_by: Given = "",
) -> int:
    """Nominate a person of a unit for a star; returns the nominee's id.

    `series` is the one whose star it is; a nominee without one is public at once. `approved_by` are the second
    signatures, of which a sealed ceremony wants one. Raises BadInput for an unknown star
    or an empty name, Refused where they are nominated already or the star has been revealed.
    """
    kept = writing.answered(request)
    if kept is not None:
        answer: int = kept["nominee"]
        return answer
    nominee = put_up(writing, period_id, star_id, unit, person, post, series=series)
    name_in_english(writing, nominee, person_en, post_en)
    after = {"nominee": nominee.id, "post": nominee.post, "series": nominee.series_id, "version": nominee.version}
    writing.record("stars.nominate", subject_of(nominee), after=after, request=request)
    tell(writing, nominee.period_id, nominee.series_id, [star_of(writing.session, nominee.star_id)], approved_by)
    assert nominee.id is not None
    return nominee.id


def name_in_english(writing: Writing, nominee: Nominee, person: str, post: str) -> None:
    """Say what a new nominee is called in English, as far as there is a word for it."""
    nominee.person_en, nominee.post_en = given_texts.text(person), given_texts.text(post)
    writing.session.add(nominee)
    writing.session.flush()


def put_up(
    writing: Writing, period_id: str, star_id: str, unit: Unit, person: str, post: str, *, series: str | None
) -> Nominee:
    """A new nominee, of whom nothing is told yet; raises as `nominate` does."""
    session = writing.session
    period, star = period_of(session, period_id), star_of(session, star_id)
    person, post = given_texts.person(person), given_texts.text(post)
    if not exists_on(unit, period.end):
        raise BadInput("nominating.unit", unit=unit.id, period=period.id)
    if series is not None:
        series = contest_of(session, series, period.id).series.id
        refuse_revealed(session, series, period.id, star.id)
    same = select(Nominee).where(
        Nominee.period_id == period.id,
        Nominee.star_id == star.id,
        Nominee.unit_id == unit.id,
    )
    here = [one for one in session.exec(same) if one.series_id in (None, series)]
    if any(told_apart_by(one.person) == told_apart_by(person) for one in here):
        raise Refused("nominating.twice", person=person, star=Both(star.name, star.name_en or star.name))
    nominee = Nominee(period_id=period.id, star_id=star.id, unit_id=unit.id, person=person, post=post, series_id=series)
    session.add(nominee)
    session.flush()
    return nominee
