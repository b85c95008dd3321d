"""A flag that was announced and has been corrected since: the hall is told so in a step of its own.

What the public was told when is in the publications; that a correction has been shown, in the ceremony's events.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import reveals_flag
from scoreboard.ceremony.events import claim, note
from scoreboard.ceremony.stage_control import Standpoint, append, refuse_stopped, refuse_surprise, standpoint
from scoreboard.desk.approvals import from_text
from scoreboard.errors import Refused
from scoreboard.facts import FactKind
from scoreboard.models import CeremonyEvent, Seal
from scoreboard.publications.asking import ask_revisions, ask_touched
from scoreboard.publications.boards import area_words
from scoreboard.publications.corrections import SignedReason
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.pools import contest_pool
from scoreboard.publications.publishing import flags_key
from scoreboard.publications.scenes.flag import CorrectedScore, FlagCorrection
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, Json, from_json, to_json


@dataclass(frozen=True)
class LateCorrection:
    """A flag whose announced row or ranking is no longer what is public."""

    area: str
    pool: str
    before: FlagRow
    """The flag's row as the hall was told it last."""
    row: FlagRow
    """The flag's row as it is public now."""
    corrections: tuple[CorrectedScore, ...]
    """The corrected scores of its ranking that are news, with the units' names, each from what the hall knew to what
    holds now."""
    latest: tuple[CorrectedScore, ...]
    """All corrections that its ranking states now."""
    signed: tuple[SignedReason, ...]
    """Why, each reason with those who signed it."""

    @property
    def state(self) -> Json:
        """What the hall knows once it has been shown, as the ceremony's events keep it."""
        return {"row": to_json(self.row), "corrections": [to_json(one) for one in self.latest]}


def late_corrections(session: Session, here: Standpoint) -> tuple[LateCorrection, ...]:
    """The corrections of announced flags that the hall has not been shown, in the order of the sheet."""
    if here.last is None:
        return ()
    whole = _kept_as_a_whole(session, here.contest)
    flags = (cue for cue in here.sheet if reveals_flag(cue))
    found = (_late(session, here, cue) for cue in flags if whole or not _as_announced(session, here.contest, cue))
    return tuple(one for one in found if one is not None)


def show_correction(
    writing: Writing,
    ceremony: str,
    area: str,
    pool: str = "",
    *,
    expect: int | None = None,
    session: str | None = None,
) -> Standpoint:
    """Show on the stage that an announced flag has been corrected: before, after, why, and who approved.

    The next move goes on from where the sheet stands. Raises Refused where the hall knows all there is to know, and
    where it would see nothing of it: while the stage is covered, held or broken off.
    """
    here = standpoint(writing.session, ceremony)
    refuse_surprise(here, expect)
    area = here.contest.area(area).id
    late = next((one for one in late_corrections(writing.session, here) if (one.area, one.pool) == (area, pool)), None)
    if late is None or here.position is None:
        raise Refused("cue.no_correction", area=area, period=here.contest.period.id)
    claim(writing, ceremony, session)
    refuse_stopped(writing.session, ceremony)
    if here.hidden:
        raise Refused("cue.correction_covered", ceremony=ceremony)
    why = [to_json(one) for one in late.signed]
    note(writing, ceremony, "correction", area=area, pool=pool, signed=why, state=late.state)
    return append(writing, here, here.position, shown=_scene(here, late))


def _scene(here: Standpoint, late: LateCorrection) -> FlagCorrection:
    area, pool = area_words(here.contest.area(late.area)), contest_pool(here.contest, late.pool)
    return FlagCorrection(
        kind="correction",
        area=area.area,
        area_name=area.area_name,
        area_name_en=area.area_name_en,
        flag=area.flag,
        flag_en=area.flag_en,
        pool=late.pool or None,
        pool_name=pool.name if pool else UNSET,
        pool_name_en=pool.name_en if pool else UNSET,
        before=late.before,
        row=late.row,
        corrections=late.corrections,
        signed=late.signed,
        decimals=here.contest.rules.decimals,
    )


def _late(session: Session, here: Standpoint, cue: Cue) -> LateCorrection | None:
    rows = _told(session, here.contest, cue)
    if not rows:
        return None
    shown = _shown(session, here.ceremony.id, cue)
    announced, *later = _rankings(session, here.contest, cue) or [()]
    before = from_json(FlagRow, shown["row"]) if shown else rows[0][0]
    known = _known(shown) if shown else _corrections(announced, cue)
    told = {_mark(one) for one in known}
    seen = [number for number, one in enumerate(later, 1) if {_mark(row) for row in _corrections(one, cue)} == told]
    unseen = later[seen[-1] :] if seen else later
    made = [one for ranking in unseen for one in _corrections(ranking, cue) if _mark(one) not in told]
    news = list({_mark(one): one for one in made}.values())
    row, reason = rows[-1]
    if row == before and not news:
        return None
    signed = [part for one in news for part in one.correction.every_reason]
    signed = signed or [SignedReason(reason=reason or row.written_reason, approved_by=())]
    scores = {one.unit: one.score_exact for one in announced} | {one.unit: one.new for one in known}
    latest = _corrections(later[-1] if later else announced, cue)
    return LateCorrection(
        cue.area,
        cue.pool,
        before,
        row,
        tuple(replace(one, old=scores.get(one.unit, one.old)) for one in latest if _mark(one) not in told),
        latest,
        tuple(_with_seals(session, here.ceremony.id, signed)),
    )


def _with_seals(session: Session, ceremony: str, signed: Iterable[SignedReason]) -> Iterator[SignedReason]:
    """Each reason once, with all who signed it, those of an amendment that was made for it too."""
    names: dict[str, dict[str, None]] = {}
    for one in signed:
        if one.reason:
            names.setdefault(one.reason, {}).update(dict.fromkeys(one.approved_by))
    for reason, signers in names.items():
        signers.update(dict.fromkeys(_signatures(session, ceremony, reason)))
        yield SignedReason(reason=reason, approved_by=tuple(name for name in signers if name))


def _mark(one: CorrectedScore) -> tuple[str, datetime, str | None, tuple[str, ...]]:
    """What tells one correction of a flag from another: its unit, when it was made, to what and why."""
    why = tuple(part.reason for part in one.correction.every_reason)
    return one.unit, datetime.fromisoformat(one.at), one.new, why


def _kept_as_a_whole(session: Session, contest: Contest) -> bool:
    """Whether an earlier program kept the wall as a whole: the facts are no older than the upgrade then, and cannot say
    what has been said since a flag was announced."""
    facts = facts_of(session)
    first = facts.touched(flags_key(*contest.key), revision=1)
    return first is not None and facts.print_of(first) is not None


def _as_announced(session: Session, contest: Contest, cue: Cue) -> bool:
    """Whether nothing has been said of a flag and its ranking since it was announced.

    It is asked at every step, of every flag of the sheet, and rankings are long.
    """
    facts, flag = facts_of(session), f"{contest.series.id}/{contest.period.id}/{cue.area}/{cue.pool}"
    announced = next(iter(facts.changes_of(FactKind.SHOWN, flag)), None)
    if announced is None:
        return False
    ranking = facts.touched(ranking_key(contest.series.id, contest.period.id, cue.area))
    said = [*facts.changes_of(FactKind.FLAG, flag), ranking.change if ranking else 0]
    return max(said) <= announced


def _told(session: Session, contest: Contest, cue: Cue) -> list[tuple[FlagRow, str]]:
    """What was published of a flag's result, one after the other, each with its publication's reason.

    Who held it when the records began is told before it is announced, and is no result. Of walls that an earlier
    program kept as a whole it is not known any more when each flag was shown.
    """
    facts, place = facts_of(session), f"{contest.series.id}/{contest.period.id}"
    told: list[tuple[FlagRow, str]] = []
    key = flags_key(*contest.key)
    for touched in facts.revisions(key):
        shown = facts.document(FactKind.SHOWN, f"{place}/{cue.area}/{cue.pool}", touched.change)
        if shown is None and facts.print_of(touched) is None:
            continue
        revision = ask_touched(facts, touched, newest=False)
        wall: FlagsBoard | None = revision.words if revision else None
        for row in wall.rows if wall else ():
            if (row.area, row.pool or "") == (cue.area, cue.pool) and (not told or told[-1][0] != row):
                told.append((row, touched.reason))
    return told


def _shown(session: Session, ceremony: str, cue: Cue) -> Json | None:
    """What the hall was shown as a correction of a flag last."""
    events = session.exec(
        select(CeremonyEvent)
        .where(CeremonyEvent.ceremony_id == ceremony, CeremonyEvent.kind == "correction")
        .order_by(col(CeremonyEvent.id).desc())
    )
    states = (event.detail for event in events)
    return next((one["state"] for one in states if (one["area"], one["pool"]) == (cue.area, cue.pool)), None)


def _known(state: Json) -> tuple[CorrectedScore, ...]:
    """The corrections that the hall was shown."""
    return tuple(from_json(CorrectedScore, one) for one in state["corrections"])


def _rankings(session: Session, contest: Contest, cue: Cue) -> list[tuple[RankingRow, ...]]:
    """The rows of a flag's ranking as it was announced, and of every revision since."""
    revisions = ask_revisions(facts_of(session), ranking_key(contest.series.id, contest.period.id, cue.area))
    boards: list[RankingBoard] = [revision.words for revision in revisions]
    return [board.rows for board in boards if board.announces(cue.pool)]


def _corrections(ranking: Sequence[RankingRow], cue: Cue) -> tuple[CorrectedScore, ...]:
    """The corrected scores that a ranking states."""
    return tuple(
        CorrectedScore.of(row, row.correction)
        for row in ranking
        if row.correction is not UNSET and cue.pool in ("", row.pool)
    )


def _signatures(session: Session, ceremony: str, reason: str) -> list[str]:
    """Who approved the amendment that was made for this reason; whoever carried it out did not."""
    seals = session.exec(
        select(Seal).where(Seal.ceremony_id == ceremony, Seal.kind == "amendment", Seal.reason == reason)
    ).all()
    return [name for seal in seals for name in from_text(seal.approved_by)]
