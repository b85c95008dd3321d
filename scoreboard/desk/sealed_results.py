"""Sealed results: what they are, and what a seal holds of them.

A seal commits a ceremony to its results.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from sqlmodel import Session, col, select

from scoreboard.facts import OVERALL
from scoreboard.models import Nominee, Reveal, Seal, Star
from scoreboard.publications.boards import flags_board, overall_board, overall_rows, ranking_board, sealed_picture
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.star_boards import stars_with
from scoreboard.publications.told_nominees import public_person
from scoreboard.rules.sealing import SALT_BYTES, digest
from scoreboard.store.contest import Contest
from scoreboard.wire import given

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
        "nominees": [[row.unit, row.person, row.rounded, row.status] for row in found],
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


def announced(session: Session, contest: Contest, key: Key) -> bool:
    """Whether a result is public."""
    kind, subject, pool = key
    return session.get(Reveal, (kind, contest.series.id, contest.period.id, subject, pool)) is not None
