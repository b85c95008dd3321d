"""Sealed results: what they are, and the only way in which they may still change.

A seal commits a ceremony to its results. Whoever changes one of them afterwards (a veto, a correction, a tie's
decision) amends the seal: with a reason, in public, and while the result is not announced with a second signature.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from sqlmodel import Session, col, select

from scoreboard.enums import Ranking
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Ceremony, Nominee, Person, Reveal, Seal, Star, Unit
from scoreboard.publications import publishing
from scoreboard.publications.boards import (
    flags_board,
    latest_board,
    overall_board,
    overall_rows,
    ranking_board,
    sealed_picture,
)
from scoreboard.publications.flag_words import FlagRow
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.nominees import public_person
from scoreboard.publications.sealed import SealAmendment, SealBoard, seal_key
from scoreboard.publications.stars import stars_with
from scoreboard.rules.sealing import SALT_BYTES, agrees, commitment, digest
from scoreboard.spelling import look_alike
from scoreboard.store.contest import Contest, competition_of, periods_of
from scoreboard.store.signing import standing_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremony_contest
from scoreboard.wire import given, to_json

Draw = Callable[[int], bytes]
"""Where salts come from: so many random bytes."""
Key = tuple[str, str, str]
"""The kind of a result ("flag", "star", "table"), its area or star, and its pool."""
SHEET: Key = ("sheet", "", "")
"""The run sheet's place under a seal, which is no result."""
TABLE: Key = ("table", "", "")


class BearsNames(Protocol):
    """Whatever stands on a board with the names of a unit."""

    @property
    def unit(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


@dataclass(frozen=True)
class Sealed:
    """One result under a seal, with what opens it."""

    key: Key
    result: dict[str, Any]
    salt: bytes
    digest: str

    @property
    def sound(self) -> bool:
        """Whether the digest is that of the salt and the result."""
        return digest(self.salt, self.result) == self.digest


def flag_result(area: str, pool: str, row: FlagRow | None, ranking: Iterable[RankingRow]) -> dict[str, Any]:
    """A flag's result from its row and its area's ranking as boards have them: ids, names, and figures as shown."""
    rows = [one for one in ranking if pool in ("", one.pool)]
    return {
        "kind": "flag",
        "area": area,
        "pool": pool,
        "holders": [unit.unit for unit in row.holders] if row else [],
        "margin": row.margin_exact if row else None,
        "ranking": [ranked(one) for one in rows],
        "names": names_of([*rows, *(row.holders if row else ())]),
        "shown": {"margin": row.margin if row else None, "scores": scores_shown(rows)},
        **({"open": True} if row and row.is_open and not row.holders else {}),
    }


def ranked(row: RankingRow) -> list[Any]:
    """What a flag's result keeps of a ranking's row: its place by the score alone, which no later news moves."""
    rank = row.countback.shared_rank if row.countback else row.rank
    return [row.unit, rank, row.score_exact, str(row.status)]


def tabled(row: RankingRow) -> list[Any]:
    """What the table's result keeps of a row."""
    return [row.unit, row.rank, given(row.flags), row.score_exact, str(row.status)]


def names_of(units: Iterable[BearsNames]) -> dict[str, list[str]]:
    """The names that boards give to units, by id."""
    return {unit.unit: [unit.name, unit.short_name, unit.name_en] for unit in units}


def scores_shown(rows: Iterable[RankingRow]) -> dict[str, str | None]:
    """The scores of a board as people read them, by unit."""
    return {row.unit: row.score for row in rows}


def star_result(star: str, rows: Iterable[StarRow], nominees: set[tuple[str, str]]) -> dict[str, Any]:
    """A star category's result: the nominees of one series as (unit, person), from a stars board."""
    found = [row for row in rows if row.star == star and (row.unit, row.person) in nominees]
    return {
        "kind": "star",
        "star": star,
        "nominees": [[row.unit, row.person, row.result, row.status] for row in found],
        "names": names_of(found),
    }


def table_result(rows: Iterable[RankingRow]) -> dict[str, Any]:
    """The overall table's result from its board."""
    rows = list(rows)
    return {
        "kind": "table",
        "rows": [tabled(row) for row in rows],
        "names": names_of(rows),
        "shown": {"scores": scores_shown(rows)},
    }


def sheet_result(cues: list[dict[str, Any]]) -> dict[str, Any]:
    """A run sheet in the form that is sealed beside the results."""
    return {"kind": "sheet", "cues": cues}


def results_of(session: Session, contest: Contest, now: datetime) -> dict[Key, dict[str, Any]]:
    """Every result of a closed period, sealed or not: flags in order, star categories, the overall table.

    As they would be told if they were told now; so nothing is in them that only a sealed period decides.
    """
    picture = sealed_picture(session, contest, now)
    wall = {(row.area or OVERALL, row.pool or ""): row for row in flags_board(picture, contest.areas).rows}
    found: dict[Key, dict[str, Any]] = {}
    for area in contest.areas:
        ranking = ranking_board(session, picture, area).rows
        for pool in contest.flag_pools:
            found["flag", area.id, pool] = flag_result(area.id, pool, wall.get((area.id, pool)), ranking)
    for star, people in nominees_by_star(session, contest).items():
        board = stars_with(session, contest.period.id, now, series=contest.series.id, star=star)
        rows = [row for row in board.rows if row.series == contest.series.id]
        found["star", star, ""] = star_result(star, rows, people)
    for row in overall_rows(picture):
        found["flag", OVERALL, row.pool or ""] = flag_result(OVERALL, row.pool or "", row, ())
    found[TABLE] = table_result(overall_board(session, picture).rows)
    return found


def nominees_by_star(session: Session, contest: Contest) -> dict[str, set[tuple[str, str]]]:
    """The nominees that a series' ceremony reveals, as (unit, person) as it tells them, by star in the stars' order."""
    rows = session.exec(
        select(Nominee)
        .join(Star, col(Star.id) == col(Nominee.star_id))
        .where(Nominee.series_id == contest.series.id, Nominee.period_id == contest.period.id)
        .order_by(col(Star.position))
    )
    people: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        person = public_person(contest.competition, row.person)
        people.setdefault(row.star_id, set()).add((row.unit_id, person))
    return people


def english_names(session: Session, contest: Contest) -> dict[tuple[str, str], str]:
    """What those are called in English who have such a name, by (unit, person) as seals name them."""
    rows = session.exec(
        select(Nominee).where(
            Nominee.series_id == contest.series.id, Nominee.period_id == contest.period.id, Nominee.person_en != ""
        )
    )
    told = partial(public_person, contest.competition)
    return {(row.unit_id, told(row.person)): told(row.person_en) for row in rows}


def seal_results(results: dict[Key, dict[str, Any]], draw: Draw | None) -> list[Sealed]:
    """Results with a fresh salt each."""
    sealed = []
    for key, result in results.items():
        salt = (draw or secrets.token_bytes)(SALT_BYTES)
        sealed.append(Sealed(key, result, salt, digest(salt, result)))
    return sealed


def as_kept(sealed: Iterable[Sealed]) -> list[dict[str, Any]]:
    """Sealed results as a seal keeps them."""
    return [
        {
            "kind": one.key[0],
            "subject": one.key[1],
            "pool": one.key[2],
            "salt": one.salt.hex(),
            "digest": one.digest,
            "result": one.result,
        }
        for one in sealed
    ]


def sealed_in(seal: Seal) -> list[Sealed]:
    """All that a seal or an amendment holds, in its order: results, and of a whole seal the run sheet."""
    return [
        Sealed((one["kind"], one["subject"], one["pool"]), one["result"], bytes.fromhex(one["salt"]), one["digest"])
        for one in seal.results
    ]


def results_in(seal: Seal) -> list[Sealed]:
    """The results that a seal or an amendment holds, in its order."""
    return [one for one in sealed_in(seal) if one.key != SHEET]


def seals_of(session: Session, ceremony: str) -> list[Seal]:
    """The seal in force and its amendments, in order; none where the ceremony has not been sealed."""
    rows = list(session.exec(select(Seal).where(Seal.ceremony_id == ceremony).order_by(col(Seal.id))))
    last = max((at for at, row in enumerate(rows) if row.kind == "seal"), default=len(rows))
    return rows[last:]


def results_about(contest: Contest, unit: Unit) -> set[Key]:
    """Every result of a contest in which a unit may have a part: its pool's flags, and the table."""
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    return {TABLE, *(("flag", area.id, pool) for area in contest.areas)}


def amend(
    writing: Writing,
    contest: Contest,
    touched: Collection[Key],
    reason: str,
    approved_by: str = "",
    *,
    moved: Collection[Key] = (),
    draw: Draw | None = None,
) -> None:
    """After a deed that touches results of a contest: bring the seals of its series level with it.

    An amendment is public, so what it holds follows from the deed alone. Results that are not announced yet are sealed
    anew where the deed touches them, whether that has changed them or not, and no others; `moved` are flags whose
    custody it has changed in public, which later periods' results follow from. Of what is announced, all that has
    changed; but of the contest itself nothing where the deed touches nothing, for what its own ceremony announces must
    agree with the seal. Raises Refused where a result is sealed anew and nobody but who acts has approved that, or no
    reason is given.
    """
    touched = _with_table(contest, touched)
    periods = periods_of(writing.session, contest.series.id)
    later = set(periods[periods.index(contest.period.id) + 1 :])
    for ceremony in sealed_ceremonies(writing.session, contest.series.id):
        if ceremony.about != contest.period.id:
            follows = _with_table(contest, {*moved, TABLE}) if moved and ceremony.about in later else ()
            _amend_one(writing, ceremony, follows, reason, approved_by, draw)
        elif touched:
            _amend_one(writing, ceremony, touched, reason, approved_by, draw)


def _with_table(contest: Contest, keys: Collection[Key]) -> Collection[Key]:
    """The results that a deed touches, with the flag of the table where it touches that."""
    if TABLE not in keys or not contest.series.overall_flag:
        return keys
    return {*keys, *(("flag", OVERALL, pool) for pool in contest.flag_pools)}


def amend_year(writing: Writing, reason: str) -> None:
    """After a deed of which no period's results follow: bring the seal of the year level with its table."""
    series = competition_of(writing.session).annual.get("series")
    for ceremony in sealed_ceremonies(writing.session, series) if series else ():
        if ceremony.of_year:
            _amend_one(writing, ceremony, (), reason, "", None)


def sealed_ceremonies(session: Session, series: str) -> Sequence[Ceremony]:
    """The ceremonies of a series that have been sealed."""
    sealed = col(Ceremony.id).in_(select(Seal.ceremony_id))
    return session.exec(select(Ceremony).where(Ceremony.series_id == series, sealed).order_by(col(Ceremony.id))).all()


def _amend_one(
    writing: Writing,
    ceremony: Ceremony,
    touched: Collection[Key],
    reason: str,
    approved_by: str,
    draw: Draw | None,
) -> None:
    session = writing.session
    contest = ceremony_contest(session, ceremony)
    before = {one.key: one.result for seal in seals_of(session, ceremony.id) for one in results_in(seal)}
    now = results_of(session, contest, writing.now)
    for kind, subject, pool in before.keys() - now.keys():
        now[kind, subject, pool] = star_result(subject, (), set())
    changed, single = {}, True
    for key, result in now.items():
        if announced(session, contest, key) or contest.is_year:  # the year's table is public before it is told
            if key not in before or not agrees(before[key], result):
                changed[key] = result
        elif key in touched:
            changed[key], single = result, False
    if not changed:
        return
    if not single:
        _refuse_single_signature(writing, ceremony, reason, approved_by)
    results = seal_results(changed, draw)
    amendment = Seal(
        ceremony_id=ceremony.id,
        kind="amendment",
        results=as_kept(results),
        commitment=commitment(one.digest for one in results),
        reason=reason,
        sealed_by=writing.by.name,
        approved_by=approved_by.strip(),
        at=writing.now,
    )
    session.add(amendment)
    session.flush()
    writing.record(
        "ceremony.amend",
        ceremony.id,
        after={
            "commitment": amendment.commitment,
            "approved_by": amendment.approved_by,
            "approver": standing_of(session, amendment.approved_by),
        },
        reason=reason or None,
    )
    publish_seal(writing, ceremony)
    publishing.refresh_closed(writing, contest, reason)  # its bulletin tells what was changed after the seal


def announced(session: Session, contest: Contest, key: Key) -> bool:
    """Whether a result is public."""
    kind, subject, pool = key
    return session.get(Reveal, (kind, contest.series.id, contest.period.id, subject, pool)) is not None


def _refuse_single_signature(writing: Writing, ceremony: Ceremony, reason: str, approved_by: str) -> None:
    name = approved_by.strip()
    if not reason.strip() or not name or look_alike(name, writing.by.name):
        raise Refused("seal.second", ceremony=ceremony.id, name=writing.by.name)
    person = writing.session.get(Person, name)
    if person is not None and person.disabled:
        raise Refused("role.disabled", name=name)


def publish_seal(writing: Writing, ceremony: Ceremony) -> None:
    """Make the commitment and its amendments public: hashes, reasons and signatures, no result."""
    contest = ceremony_contest(writing.session, ceremony)
    first, *amendments = seals_of(writing.session, ceremony.id)
    known: SealBoard | None = latest_board(writing.session, seal_key(ceremony.id))
    before = () if known is None or known.commitment != first.commitment else known.rows
    board = SealBoard(
        competition=contest.competition.id,
        series=contest.series.id,
        period=contest.period.id,
        ceremony=ceremony.id,
        commitment=first.commitment,
        sealed_by=first.sealed_by,
        sealed_at=first.at.astimezone(UTC).isoformat(),
        rows=(*before, *(_amendment(writing.session, one) for one in amendments[len(before) :])),
    )
    reason = amendments[-1].reason if amendments else first.reason
    publishing.publish_seal(writing, ceremony.id, to_json(board), reason)


def _amendment(session: Session, seal: Seal) -> SealAmendment:
    """An amendment as the public reads it, once and for all: `approver` says who the second signature was then."""
    return SealAmendment(
        commitment=seal.commitment,
        reason=seal.reason,
        sealed_by=seal.sealed_by,
        approved_by=seal.approved_by,
        approver=standing_of(session, seal.approved_by),
        at=seal.at.astimezone(UTC).isoformat(),
    )
