"""The seal: a ceremony committed to its results before it begins, and the proof afterwards that it kept to them."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.blocking import blockers
from scoreboard.ceremony.direction import Standpoint, fix_sheet, standpoint
from scoreboard.ceremony.run_sheet import cue_words
from scoreboard.desk.sealed import (
    Draw,
    Key,
    Sealed,
    announced,
    as_kept,
    flag_result,
    publish_seal,
    results_of,
    seal_results,
    sealed_in,
    seals_of,
    star_result,
    table_result,
)
from scoreboard.errors import Refused
from scoreboard.models import Publication, Seal, StageStep
from scoreboard.publications.boards import Payload, flags_key, ranking_key
from scoreboard.publications.stars import stars_key
from scoreboard.rules.sealing import commitment
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


def seal(writing: Writing, ceremony_id: str, *, reason: str = "", draw: Draw | None = None) -> Seal:
    """Commit a ceremony to its results and fix its sheet; the commitment is public at once.

    `draw` gives the salts. Raises Refused while the period is open or something stands in the way of showing it,
    once the ceremony has begun, and, without a reason, where it has been sealed before.
    """
    session = writing.session
    here = standpoint(session, ceremony_id)
    _refuse_unready(session, here)
    before = seals_of(session, ceremony_id)
    if before and not reason.strip():
        raise Refused("seal.again", ceremony=ceremony_id)
    results = seal_results(results_of(session, here.contest, writing.now), draw)
    fix_sheet(writing, here.ceremony, here.sheet)
    made = Seal(
        ceremony_id=ceremony_id,
        kind="seal",
        results=as_kept(results),
        commitment=commitment(one.digest for one in results),
        sheet=[cue_words(cue) for cue in here.sheet],
        reason=reason,
        sealed_by=writing.by.name,
        at=writing.now,
    )
    session.add(made)
    session.flush()
    writing.record(
        "ceremony.seal",
        ceremony_id,
        before={"commitment": before[0].commitment} if before else None,
        after={"commitment": made.commitment, "results": len(results)},
        reason=reason or None,
    )
    publish_seal(writing, here.ceremony)
    return made


def _refuse_unready(session: Session, here: Standpoint) -> None:
    contest, ceremony = here.contest, here.ceremony.id
    if not contest.closed:
        raise Refused("cue.open", series=contest.series.id, period=contest.period.id)
    if here.last is not None:
        raise Refused("seal.begun", ceremony=ceremony)
    found = blockers(session, contest)
    if found:
        raise Refused("seal.blocked", ceremony=ceremony, what=", ".join(one.key for one in found))


@dataclass(frozen=True)
class Opened:
    """One result under the seal and what became of it.

    `state` is "kept" (announced as sealed), "sealed" (not announced yet), "differs" (announced otherwise) or
    "broken" (the seal itself does not hold).
    """

    sealed: Sealed
    state: str
    amended: bool
    """Whether it was changed after the seal, by an amendment."""

    @property
    def public(self) -> bool:
        """Whether its salt and result give nothing sealed away."""
        return self.state != "sealed"

    @property
    def good(self) -> bool:
        return self.state in ("kept", "sealed")


@dataclass(frozen=True)
class Verification:
    """A seal opened: each commitment recomputed, and each result compared with what was announced."""

    ceremony: str
    seals: tuple[Seal, ...]
    commitments_hold: bool
    """Whether every commitment follows from its digests."""
    stage_holds: bool
    """Whether the stage showed this commitment and no other."""
    results: tuple[Opened, ...]

    @property
    def commitment(self) -> str:
        return self.seals[0].commitment

    @property
    def good(self) -> bool:
        return self.commitments_hold and self.stage_holds and all(one.good for one in self.results)


def verify(session: Session, ceremony_id: str) -> Verification:
    """Open a ceremony's seal. Raises Refused where it has none."""
    here = standpoint(session, ceremony_id)
    seals = seals_of(session, ceremony_id)
    if not seals:
        raise Refused("seal.none", ceremony=ceremony_id)
    versions: dict[Key, list[Sealed]] = {}
    for one in seals:
        for sealed in sealed_in(one):
            versions.setdefault(sealed.key, []).append(sealed)
    return Verification(
        ceremony_id,
        tuple(seals),
        all(one.commitment == commitment(sealed.digest for sealed in sealed_in(one)) for one in seals),
        _shown_commitments(session, seals[0]) <= {seals[0].commitment},
        tuple(_open(session, here.contest, found) for found in versions.values()),
    )


def _shown_commitments(session: Session, seal: Seal) -> set[str | None]:
    """The commitments that title pages of the ceremony have shown."""
    steps = session.exec(
        select(StageStep).where(StageStep.ceremony_id == seal.ceremony_id, col(StageStep.rehearsal).is_(False))
    )
    return {step.scene["commitment"] for step in steps if step.scene["scene"] == "title"}


def _open(session: Session, contest: Contest, versions: list[Sealed]) -> Opened:
    last, amended = versions[-1], len(versions) > 1
    if not all(one.sound for one in versions):
        return Opened(last, "broken", amended)
    if not announced(session, contest, last.key):
        return Opened(last, "sealed", amended)
    told = announcements(session, contest, last)
    kept = bool(told) and told[0] in [one.result for one in versions] and told[-1] == last.result
    return Opened(last, "kept" if kept else "differs", amended)


def announcements(session: Session, contest: Contest, sealed: Sealed) -> list[dict[str, Any]]:
    """What the public has been told of a result, one version after the other, in the form that is sealed."""
    kind, subject, pool = sealed.key
    if kind == "table":
        boards = _published(session, ranking_key(contest))
        return [table_result(board["rows"]) for board in boards if not board["live"]]
    if kind == "star":
        people = {(unit, person) for unit, person, *_ in sealed.result["nominees"]}
        told = [
            star_result(subject, board["rows"], people) for board in _published(session, stars_key(contest.period.id))
        ]
        return [one for one in told if one["nominees"] or not people]
    rankings = [board["rows"] for board in _published(session, ranking_key(contest, subject)) if not board["live"]]
    rankings = [rows for rows in rankings if any(pool in ("", row["pool"]) for row in rows)]
    walls = _published(session, flags_key(contest.series.id, contest.period.id))
    rows = [row for wall in walls for row in wall["rows"] if (row["area"], row["pool"] or "") == (subject, pool)]
    if not rankings:
        return []
    first = flag_result(subject, pool, rows[0] if rows else None, rankings[0])
    return [first, flag_result(subject, pool, rows[-1] if rows else None, rankings[-1])]


def _published(session: Session, key: str) -> list[Payload]:
    """Every revision of a board, the oldest first."""
    revisions = session.exec(select(Publication).where(Publication.board == key).order_by(col(Publication.revision)))
    return [revision.payload for revision in revisions]
