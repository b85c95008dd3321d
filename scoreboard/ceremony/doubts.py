"""What may not be meant in the results that a ceremony is to show, by names: the check says it; it locks nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.naming import flag_name, star_name, unit_name, units_named
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.desk.awards import Award, decide_award
from scoreboard.desk.electing import election_of
from scoreboard.desk.nominees import stars_of
from scoreboard.desk.panels import judged_in, panel_of
from scoreboard.desk.placing import places_left
from scoreboard.enums import Better, NomineeStatus, Panel
from scoreboard.locale import Both, say, some_of
from scoreboard.models import Benchmark, Nominee, Reveal, Unit
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.publications.told_nominees import confirmed_counts, person_called, result_of
from scoreboard.rules.star_votes import CountStatus
from scoreboard.spelling import told_apart_by
from scoreboard.store.contest import Contest, Name, exists_on
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.scores_awaited import has_score
from scoreboard.store.standings import View

NAMED = 5
"""How many examples a finding names."""


def doubts(session: Session, here: Standpoint, now: datetime) -> Iterator[Finding]:
    """A finding for each sort of doubt that there is about what has not been announced; it names what is sealed."""
    contest = here.contest
    if not contest.closed:
        return
    awards = _awards(session, contest)
    winners = {unit for award in awards for unit in award.winners or award.leaders}
    names = units_named(session, contest, now, winners)
    day = max(contest.day_of(now), here.ceremony.held_on or date.min)
    for name, found in (
        ("unscored", _unscored(session, contest, awards)),
        ("panel", list(_half_judged(session, contest, awards, names))),
        ("places", _equal_places(session, contest)),
        ("gone", list(_gone(session, contest, awards, names, day))),
        ("nominated", _still_nominated(session, contest, now)),
        ("uncounted", _uncounted(session, contest, now)),
        ("several", _in_several_stars(session, contest, now)),
        ("crowded", _crowded(session, contest)),
        ("reached", _reached(session, here, now)),
    ):
        if found:
            yield Finding(name, "warning", _examples(found))


def _examples(found: list[Both]) -> dict[str, Any]:
    return {"count": len(found), "names": some_of(found, NAMED)}


def _awards(session: Session, contest: Contest) -> list[Award]:
    """Who is to get each flag that has not been announced."""
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id, revealed_only=True, but=contest.period.id)
    return [
        decide_award(session, contest, scores, ledger, area, pool) for area, pool in unrevealed_flags(session, contest)
    ]


def _unscored(session: Session, contest: Contest, awards: Iterable[Award]) -> list[Both]:
    """Flags for which nobody has a score: nobody has been judged, rather than nobody has reached the minimum."""
    some = {(award.area, award.pool) for award in awards if award.leaders}
    rest = [(award.area, award.pool) for award in awards if (award.area, award.pool) not in some]
    return [flag_name(contest, area, pool) for area, pool in rest if not has_score(session, contest, area, pool)]


def _half_judged(
    session: Session, contest: Contest, awards: Iterable[Award], names: Mapping[str, Name]
) -> Iterator[Both]:
    """Winners whom not all of the panel have judged: of how many."""
    if contest.rules.judges == Panel.SINGLE:
        return
    named = set(panel_of(session, contest))
    for award in awards:
        judged = judged_in(session, contest, award.area)
        panel = named or {judge for judges in judged.values() for judge in judges}
        flag = flag_name(contest, award.area, award.pool)
        for unit in award.winners or award.leaders:
            given = judged.get(unit, set()) & panel
            if len(given) < len(panel):
                called = unit_name(names[unit])
                yield Both(
                    f"{called.zh} · {flag.zh}（{len(given)}/{len(panel)} 位评委）",
                    f"{called.en}, {flag.en} ({len(given)} of {len(panel)} judges)",
                )


def _equal_places(session: Session, contest: Contest) -> list[Both]:
    """Places that are shared, and that somebody has not decided as the series asks."""
    both = []
    for one in places_left(session, contest):
        area = next(((each.name, each.name_en or each.name) for each in contest.areas if each.id == one.area), None)
        zh, en = area or (say("hall.table.of_nobody", "zh"), say("hall.table.of_nobody", "en"))
        both.append(Both(f"{zh} 第 {one.rank} 名（{len(one.units)} 个）", f"{en}, place {one.rank} ({len(one.units)})"))
    return both


def _gone(
    session: Session, contest: Contest, awards: Iterable[Award], names: Mapping[str, Name], day: date
) -> Iterator[Both]:
    """Winners who are not there any more on the day of the ceremony."""
    for award in awards:
        flag = flag_name(contest, award.area, award.pool)
        for unit in award.winners or award.leaders:
            row = session.get_one(Unit, unit)
            if row.valid_to is not None and not exists_on(row, day):
                called, last = unit_name(names[unit]), row.valid_to.isoformat()
                yield Both(f"{called.zh} · {flag.zh}（{last} 止）", f"{called.en}, {flag.en} (until {last})")


def _nominees(session: Session, contest: Contest) -> list[Nominee]:
    """Whoever has been put up for a star of the contest, and has not withdrawn."""
    return list(
        session.exec(
            select(Nominee)
            .where(
                Nominee.series_id == contest.series.id,
                Nominee.period_id == contest.period.id,
                Nominee.status != NomineeStatus.WITHDRAWN,
            )
            .order_by(col(Nominee.id))
        )
    )


def _in_several_stars(session: Session, contest: Contest, now: datetime) -> list[Both]:
    """People of one unit who stand, by the same name, for several stars: two may have been taken for one."""
    stars: dict[tuple[str, str], list[Nominee]] = {}
    for one in _nominees(session, contest):
        stars.setdefault((one.unit_id, told_apart_by(one.person)), []).append(one)
    twice = [found[0] for found in stars.values() if len({one.star_id for one in found}) > 1]
    names = units_named(session, contest, now, {one.unit_id for one in twice})
    called = ((person_called(one), unit_name(names[one.unit_id])) for one in twice)
    return [Both(f"{person.zh}（{unit.zh}）", f"{person.en} ({unit.en})") for person, unit in called]


def _crowded(session: Session, contest: Contest) -> list[Both]:
    """Stars with more elected than they have places, as a folder can say: none of them is left out."""
    elected = Counter(one.star_id for one in _nominees(session, contest) if one.status == NomineeStatus.CONFIRMED)
    found = []
    for star in stars_of(session, None):
        if elected[star.id] > star.places:
            name = star_name(session, star.id)
            counts = f"{elected[star.id]}/{star.places}"
            found.append(Both(f"{name.zh}（{counts}）", f"{name.en} ({counts})"))
    return found


def _reached(session: Session, here: Standpoint, now: datetime) -> list[Both]:
    """Benchmarks that a cue would praise as reached where nobody has said that less is better: perhaps it is."""
    if all(cue.kind != "benchmarks" for cue in here.sheet):
        return []
    found = [
        one
        for one in session.exec(select(Benchmark).order_by(col(Benchmark.id)))
        if one.better == Better.HIGHER and None not in (one.ours, one.theirs) and (one.ours or 0) >= (one.theirs or 0)
    ]
    names = units_named(session, here.contest, now, {one.unit_id for one in found})
    called = ((unit_name(names[one.unit_id]), one.title, one.english.get("title") or one.title) for one in found)
    return [Both(f"{unit.zh}“{zh}”", f"{unit.en}, {en}") for unit, zh, en in called]


def _still_nominated(session: Session, contest: Contest, now: datetime) -> list[Both]:
    """Nominees of the ceremony's stars about whom nothing has been decided: they would be left out without a word.

    Of a vote that is void something has been: it can't be elected.
    """
    stars = {star.id: star for star in stars_of(session, None)}
    nominees = [
        one
        for one in _nominees(session, contest)
        if one.status == NomineeStatus.NOMINATED
        and result_of(stars[one.star_id], confirmed_counts(one)).status is not CountStatus.VOID
    ]
    return _standing_for_stars(session, contest, nominees, now)


def _uncounted(session: Session, contest: Contest, now: datetime) -> list[Both]:
    """Those on notice who have no vote that counts, where others have all places; else they lock the start."""
    found: list[Nominee] = []
    for star in stars_of(session, None):
        if session.get(Reveal, ("star", *contest.key, star.id, "")) is None:
            election = election_of(session, contest, star, contest.day_of(now))
            found += () if election.outcome.vacant else election.uncounted
    return _standing_for_stars(session, contest, found, now)


def _standing_for_stars(session: Session, contest: Contest, nominees: list[Nominee], now: datetime) -> list[Both]:
    """Nominees with their unit and their star."""
    names = units_named(session, contest, now, {one.unit_id for one in nominees})
    found = []
    for one in nominees:
        unit, star = unit_name(names[one.unit_id]), star_name(session, one.star_id)
        person = person_called(one)
        found.append(Both(f"{person.zh}（{unit.zh}，{star.zh}）", f"{person.en} ({unit.en}, {star.en})"))
    return found
