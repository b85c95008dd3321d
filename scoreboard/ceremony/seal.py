"""The seal: a ceremony committed to its results before it begins, and the proof afterwards that it kept to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from scoreboard.ceremony.blocker_words import called, in_one, way_out
from scoreboard.ceremony.blocking import blockers
from scoreboard.ceremony.cue import cue_from, cue_words
from scoreboard.ceremony.cues import kinds_by_scene
from scoreboard.ceremony.stage_control import Standpoint, fix_sheet, standpoint
from scoreboard.ceremony.told_results import ToldAt
from scoreboard.ceremony.told_since_seal import (
    boards_told,
    sealed_at,
    stage_steps,
    told_of,
    told_rows,
    units_in,
)
from scoreboard.desk.amending import seal_anew
from scoreboard.desk.opening_seals import opened_digests, proof_holds, publish_seal, signatures_now
from scoreboard.desk.sealed_results import (
    SHEET,
    Draw,
    Key,
    Sealed,
    announced,
    as_kept,
    flag_result,
    names_of,
    results_of,
    seal_results,
    sealed_in,
    seals_of,
    sheet_result,
    star_result,
    table_result,
)
from scoreboard.desk.taking_back import taken_back
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Seal
from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.boards import latest_board
from scoreboard.publications.bulletin import bulletin_key
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.commitments import SealBoard, SecondSignature, seal_key
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.stars import StarsBoard, stars_key
from scoreboard.publications.publishing import flags_key
from scoreboard.rules.sealing import agrees, commitment
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import read_ledger
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, Json, given, to_json

FOR_STAFF = ("notes", "words", "presents", "receives", "proxy", "no_show", "duration", "call")
"""What a cue says to director and announcer only."""


def seal(writing: Writing, ceremony_id: str, *, reason: str = "", draw: Draw | None = None) -> Seal:
    """Commit a ceremony to its results and fix its sheet; the commitment is public at once.

    `draw` gives the salts. What has been sealed before is sealed anew by an amendment: the first seal stays. Raises
    Refused while the period is open, an earlier one is closed and not wholly public (its
    reveal may change who holds these flags) or something stands in the way of showing it, once the ceremony has begun,
    and, without a reason, where it has been sealed before.
    """
    session = writing.session
    here = standpoint(session, ceremony_id)
    _refuse_unready(writing, here)
    before = seals_of(session, ceremony_id)
    if before and not reason.strip():
        raise Refused("seal.again", ceremony=ceremony_id)
    if before:
        return seal_anew(writing, here.ceremony, reason, draw)
    fix_sheet(writing, here.ceremony, here.sheet)
    results = results_of(session, here.contest, writing.now)
    sheet = [cue_words(cue) for cue in here.sheet]
    kept = seal_results({**results, SHEET: sheet_result(cues_for_the_hall(sheet))}, draw)
    made = Seal(
        ceremony_id=ceremony_id,
        kind="seal",
        results=as_kept(kept),
        commitment=commitment(one.digest for one in kept),
        sheet=sheet,
        reason=reason,
        sealed_by=writing.by.name,
        at=writing.now,
    )
    session.add(made)
    session.flush()
    writing.record(
        "ceremony.seal",
        ceremony_id,
        after={"commitment": made.commitment, "results": len(results)},
        reason=reason or None,
    )
    publish_seal(writing, here.ceremony)
    return made


def _refuse_unready(writing: Writing, here: Standpoint) -> None:
    session = writing.session
    contest, ceremony = here.contest, here.ceremony.id
    if not contest.closed:
        raise Refused("cue.open", series=contest.series.id, period=contest.period.id)
    if here.last is not None:
        raise Refused("seal.begun", ceremony=ceremony)
    earlier = read_ledger(session, contest.series.id).waits_for(contest.period.id)
    if earlier:
        raise Refused(
            "seal.waits", ceremony=ceremony, series=contest.series.id, period=tuple(earlier), count=len(earlier)
        )
    found = blockers(session, contest, here.sheet, writing.now)
    if found:
        what = in_one([called(session, contest, one, writing.now) for one in found])
        raise Refused("seal.blocked", ceremony=ceremony, what=what, how=way_out(found))


@dataclass(frozen=True)
class Opened:
    """One thing under the seal, a result or the run sheet, and what became of it.

    `state` is "kept" (as sealed), "sealed" (not announced yet), "differs" (announced otherwise, or the sheet is
    another one) or "broken" (the seal itself does not hold). `anew` is what sealing it again by an amendment has made
    of it: "changed", "unchanged" or "changed_back", to what was sealed first; "anew" while neither all has been
    announced nor its own seals are open, for the difference might tell what is sealed; empty where it never happened.
    """

    sealed: Sealed
    state: str
    anew: str
    public: bool
    """Whether its salt and result give nothing sealed away."""

    @property
    def amended(self) -> bool:
        """Whether an amendment has sealed it again."""
        return bool(self.anew)

    @property
    def good(self) -> bool:
        return self.state in ("kept", "sealed")


@dataclass(frozen=True)
class Verification:
    """A seal opened: each commitment recomputed, and each result compared with all that was announced of it."""

    ceremony: str
    seals: tuple[Seal, ...]
    approvers: tuple[tuple[SecondSignature, ...], ...]
    """The second signatures of each amendment."""
    commitments_hold: bool
    """Whether every commitment follows from its digests."""
    stage_holds: bool
    """Whether the stage showed this commitment, its amendments and no other."""
    sheet_holds: bool
    """Whether the run sheet is the one that was sealed."""
    proof_holds: bool
    """Whether the digests, salts and results that are public are the seal's."""
    results: tuple[Opened, ...]
    deviations: tuple[ToldAt, ...]
    """Boards and steps of the stage that told something else than what was sealed, results or names."""
    unlike: tuple[ToldAt, ...]
    """Rows of the public file that are not those of the main database."""

    @property
    def commitment(self) -> str:
        return self.seals[0].commitment

    @property
    def good(self) -> bool:
        return (
            self.commitments_hold
            and self.stage_holds
            and self.sheet_holds
            and self.proof_holds
            and not self.deviations
            and not self.unlike
            and all(one.good for one in self.results)
        )


def verify(session: Session, ceremony_id: str, unlike: Sequence[tuple[str, int]] = ()) -> Verification:
    """Open a ceremony's seal. Raises Refused where it has none.

    `unlike` are the rows of the public file that are not those of the main database (`store.public.file.differing`).
    """
    here = standpoint(session, ceremony_id)
    seals = seals_of(session, ceremony_id)
    if not seals:
        raise Refused("seal.none", ceremony=ceremony_id)
    versions: dict[Key, list[Sealed]] = {}
    for one in seals:
        for sealed in sealed_in(one):
            versions.setdefault(sealed.key, []).append(sealed)
    sheet = versions.pop(SHEET, None)
    since = sealed_at(session, seals[0])
    told = [one for one in told_of(session, here.contest, ceremony_id, since) if one.key in versions]
    wrong = [one for one in told if not any(one.agrees(version.result) for version in versions[one.key])]
    unkept = {one.key for one in wrong}
    public = {key: announced(session, here.contest, key) for key in versions}
    complete = all(public.values())
    opened = opened_digests(session, ceremony_id)
    results = [
        Opened(
            found[-1],
            _state_of(session, here.contest, found, since, public=public[key], told_as_sealed=key not in unkept),
            _sealed_anew(found, found if complete else [one for one in found if one.digest in opened]),
            public[key],
        )
        for key, found in versions.items()
    ]
    sheet_holds = _sheet_holds(here, seals[0], sheet)
    if sheet:
        results.append(Opened(sheet[0], _state_of_sheet(sheet[0], complete, holds=sheet_holds), "", complete))
    elsewhere = [
        _newest_of(session, here.contest, one.sealed.key)
        for one in results
        if one.state == "differs" and one.sealed.key not in {*unkept, SHEET}
    ]
    strange = _strange_names(session, here.contest, ceremony_id, versions, since)
    return Verification(
        ceremony_id,
        tuple(seals),
        _approvers(session, seals),
        all(one.commitment == commitment(sealed.digest for sealed in sealed_in(one)) for one in seals),
        _commitments_shown(session, seals),
        sheet_holds,
        proof_holds(session, ceremony_id),
        tuple(results),
        tuple(dict.fromkeys([*(one.place for one in wrong), *elsewhere, *strange])),
        tuple(ToldAt(board, number) for board, number in unlike),
    )


def _approvers(session: Session, seals: Sequence[Seal]) -> tuple[tuple[SecondSignature, ...], ...]:
    """As they were published; of amendments by an earlier version as they are now."""
    board: SealBoard | None = latest_board(session, seal_key(seals[0].ceremony_id))
    told = {row.commitment: row.signed_second for row in board.rows if row.approver is not UNSET} if board else {}
    return tuple(told.get(one.commitment) or signatures_now(session, one) for one in seals[1:])


def _commitments_shown(session: Session, seals: Sequence[Seal]) -> bool:
    """Whether all pages of the stage that showed a commitment showed this one, amended as it was."""
    amended: list[str | None] = [None, *(seal.commitment for seal in seals[1:])]
    since = taken_back(session, seals[0].ceremony_id)
    for step in stage_steps(session, seals[0].ceremony_id):
        if step.sequence is not None and step.sequence <= since:
            continue
        first = step.scene["scene"] in ("title", "closing") and step.scene.get("commitment") != seals[0].commitment
        if first or (step.scene.get("amended") or {}).get("commitment") not in amended:
            return False
    return True


def _sheet_holds(here: Standpoint, seal: Seal, sealed: list[Sealed] | None) -> bool:
    """Whether the ceremony's sheet is the seal's, and that the one which the commitment covers."""
    same = [cue_words(cue) for cue in here.sheet] == [cue_words(cue_from(cue)) for cue in seal.sheet]
    return same and (sealed is None or sealed[0].result == sheet_result(cues_for_the_hall(seal.sheet)))


def _state_of_sheet(sheet: Sealed, public: bool, *, holds: bool) -> str:
    """What became of the sheet, which is announced last."""
    if not sheet.sound:
        return "broken"
    return "differs" if not holds else "kept" if public else "sealed"


def cues_for_the_hall(cues: Sequence[Json]) -> list[Json]:
    """A sheet without what never reaches the hall, so that it can be opened to everybody afterwards."""
    return [{name: value for name, value in cue.items() if name not in FOR_STAFF} for cue in cues]


def _strange_names(
    session: Session, contest: Contest, ceremony: str, versions: dict[Key, list[Sealed]], since: int
) -> Iterator[ToldAt]:
    """Where a unit was called by a name that the seal does not know for it."""
    known: dict[str, list[list[str]]] = {}
    for sealed in (one for found in versions.values() for one in found):
        for unit, words in sealed.result.get("names", {}).items():
            known.setdefault(unit, []).append(words)
    boards = [(place, to_json(board.words)) for place, board in boards_told(session, contest, since)]
    scenes = [(ToldAt("", row.sequence or 0), row.scene) for row in stage_steps(session, ceremony)]
    for place, payload in [*boards, *scenes]:
        kind = kinds_by_scene().get(payload.get("scene", ""))
        if kind is not None and kind.names_of_the_day:
            continue
        for unit, words in (item for row in units_in(payload) for item in names_of([row]).items()):
            if unit in known and words not in known[unit]:
                yield place


def _state_of(
    session: Session, contest: Contest, versions: list[Sealed], since: int, *, public: bool, told_as_sealed: bool
) -> str:
    """What became of a result, of which all versions are given that were sealed."""
    if not all(one.sound for one in versions):
        return "broken"
    if not told_as_sealed:
        return "differs"
    if not public:
        return "sealed"
    told = announcements(session, contest, versions[-1], since)
    kept = bool(told) and any(agrees(one.result, told[0]) for one in versions) and agrees(versions[-1].result, told[-1])
    return "kept" if kept else "differs"


def _newest_of(session: Session, contest: Contest, key: Key) -> ToldAt:
    """The newest revision of the board that announces a result."""
    kind, *_ = key
    series, period = contest.key
    boards = {"flag": flags_key(series, period), "star": stars_key(period)}
    table = bulletin_key(contest) if contest.is_year else ranking_key(series, period)
    board = boards.get(kind, table)
    newest = max((one.revision for one in facts_of(session).revisions(board)), default=0)
    return ToldAt(board, newest)


def _sealed_anew(versions: list[Sealed], known: list[Sealed]) -> str:
    """What sealing a result again has made of it, as far as its first seal goes and its versions may be `known`."""
    first, *later = versions
    if not later:
        return ""
    if len(known) < len(versions):
        return "changed" if any(not agrees(known[0].result, one.result) for one in known) else "anew"
    same = [agrees(first.result, one.result) for one in later]
    return "unchanged" if all(same) else "changed_back" if same[-1] else "changed"


def announcements(session: Session, contest: Contest, sealed: Sealed, since: int) -> list[dict[str, Any]]:
    """What the public has been told of a result since it was sealed, one version after the other, in the form that is
    sealed."""
    kind, subject, pool = sealed.key
    if kind == "table" and contest.is_year:
        printed: list[BulletinBoard] = _published(session, bulletin_key(contest), since)
        return [table_result(bulletin.overall.rows) for bulletin in printed]
    if kind == "table":
        tables: list[RankingBoard] = _published(session, ranking_key(contest.series.id, contest.period.id), since)
        return [table_result(board.rows) for board in tables if not board.live]
    if kind == "star":
        people = {(unit, person) for unit, person, *_ in sealed.result["nominees"]}
        stars: list[StarsBoard] = _published(session, stars_key(contest.period.id), since)
        told = [star_result(subject, told_rows(board, contest.series.id), people) for board in stars]
        return [one for one in told if one["nominees"] or not people]
    walls: list[FlagsBoard] = _published(session, flags_key(contest.series.id, contest.period.id), since)
    flags = [
        row
        for wall in walls
        for row in wall.rows
        if (row.area or OVERALL, row.pool or "") == (subject, pool) and not given(row.opening)
    ]
    if subject == OVERALL:
        return [flag_result(subject, pool, row, ()) for row in (*flags[:1], *flags[-1:])]
    boards: list[RankingBoard] = _published(session, ranking_key(contest.series.id, contest.period.id, subject), since)
    rankings = [board.rows for board in boards if board.announces(pool)]
    if not rankings:
        return []
    first = flag_result(subject, pool, flags[0] if flags else None, rankings[0])
    return [first, flag_result(subject, pool, flags[-1] if flags else None, rankings[-1])]


def _published(session: Session, key: str, since: int) -> list[Any]:
    """What every revision of a board that counts says, the oldest first."""
    return [revision.words for revision in ask_revisions(facts_of(session), key, since)]
