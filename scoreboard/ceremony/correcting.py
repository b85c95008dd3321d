"""A flag that was announced and has been corrected since: the hall is told so in a step of its own.

What the public was told when is in the publications; that a correction has been shown, in the ceremony's events.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.direction import Standpoint, append, refuse_surprise, standpoint
from scoreboard.ceremony.events import claim, note
from scoreboard.ceremony.run_sheet import Cue
from scoreboard.errors import Refused
from scoreboard.models import CeremonyEvent, Publication, Seal
from scoreboard.publications.boards import Payload, area_words, flags_key, latest_payload, ranking_key
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


@dataclass(frozen=True)
class LateCorrection:
    """A flag whose announced row or ranking is no longer what is public."""

    area: str
    pool: str
    before: Payload
    """The flag's row as the hall was told it last."""
    row: Payload
    """The flag's row as it is public now."""
    corrections: list[Payload]
    """The corrected scores of its ranking, with the units' names."""
    reason: str
    approved_by: tuple[str, ...]

    @property
    def state(self) -> Payload:
        """What the hall knows once it has been shown."""
        return {"row": self.row, "corrections": self.corrections}


def late_corrections(session: Session, here: Standpoint) -> tuple[LateCorrection, ...]:
    """The corrections of announced flags that the hall has not been shown, in the order of the sheet."""
    if here.last is None:
        return ()
    found = (_late(session, here, cue) for cue in here.sheet if cue.kind == "flag")
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

    The next move goes on from where the sheet stands. Raises Refused where the hall knows all there is to know.
    """
    here = standpoint(writing.session, ceremony)
    refuse_surprise(here, expect)
    area = here.contest.area(area).id
    late = next((one for one in late_corrections(writing.session, here) if (one.area, one.pool) == (area, pool)), None)
    if late is None or here.position is None:
        raise Refused("cue.no_correction", area=area, period=here.contest.period.id)
    claim(writing, ceremony, session)
    note(writing, ceremony, "correction", reason=late.reason, area=area, pool=pool, state=late.state)
    return append(writing, here, here.position, shown=_scene(here, late))


def _scene(here: Standpoint, late: LateCorrection) -> Payload:
    return {
        "scene": "flag",
        "moment": "correction",
        "kind": "correction",
        **area_words(here.contest.area(late.area)),
        "pool": late.pool or None,
        "before": late.before,
        "row": late.row,
        "corrections": late.corrections,
        "reason": late.reason,
        "approved_by": list(late.approved_by),
        "decimals": here.contest.rules.decimals,
    }


def _late(session: Session, here: Standpoint, cue: Cue) -> LateCorrection | None:
    rows = _told(session, here.contest, cue)
    if not rows:
        return None
    shown = _shown(session, here.ceremony.id, cue)
    before = shown["row"] if shown else rows[0][0]
    known: list[Payload] = shown["corrections"] if shown else _corrections(_announced(session, here.contest, cue), cue)
    row, reason = rows[-1]
    corrections = _corrections(latest_payload(session, ranking_key(here.contest, cue.area)), cue)
    news = [one for one in corrections if one not in known]
    if row == before and not news:
        return None
    reason = news[-1]["reason"] if news else reason or row["reason"] or ""
    approved_by = [one["approved_by"] for one in news] + _signatures(session, here.ceremony.id, reason)
    return LateCorrection(
        cue.area, cue.pool, before, row, corrections, reason, tuple(dict.fromkeys(name for name in approved_by if name))
    )


def _told(session: Session, contest: Contest, cue: Cue) -> list[tuple[Payload, str]]:
    """What was published of a flag, one after the other, each with its publication's reason."""
    revisions = session.exec(
        select(Publication)
        .where(Publication.board == flags_key(contest.series.id, contest.period.id))
        .order_by(col(Publication.revision))
    )
    told: list[tuple[Payload, str]] = []
    for revision in revisions:
        for row in revision.payload["rows"]:
            if (row["area"], row["pool"] or "") == (cue.area, cue.pool) and (not told or told[-1][0] != row):
                told.append((row, revision.reason))
    return told


def _shown(session: Session, ceremony: str, cue: Cue) -> dict[str, Any] | None:
    """What the hall was shown as a correction of a flag last."""
    events = session.exec(
        select(CeremonyEvent)
        .where(CeremonyEvent.ceremony_id == ceremony, CeremonyEvent.kind == "correction")
        .order_by(col(CeremonyEvent.id).desc())
    )
    states = (event.detail for event in events)
    return next((one["state"] for one in states if (one["area"], one["pool"]) == (cue.area, cue.pool)), None)


def _announced(session: Session, contest: Contest, cue: Cue) -> Payload | None:
    """The ranking as it was announced with its flag."""
    revisions = session.exec(
        select(Publication)
        .where(Publication.board == ranking_key(contest, cue.area))
        .order_by(col(Publication.revision))
    )
    for revision in revisions:
        payload = revision.payload
        if not payload["live"] and any(cue.pool in ("", row["pool"]) for row in payload["rows"]):
            return payload
    return None


def _corrections(ranking: Payload | None, cue: Cue) -> list[Payload]:
    """The corrected scores that a ranking states."""
    return [
        {**{name: row[name] for name in ("unit", "name", "short_name", "name_en")}, **row["correction"]}
        for row in (ranking or {"rows": []})["rows"]
        if "correction" in row and cue.pool in ("", row["pool"])
    ]


def _signatures(session: Session, ceremony: str, reason: str) -> list[str]:
    """Who signed the amendment that was made for this reason."""
    seals = session.exec(
        select(Seal).where(Seal.ceremony_id == ceremony, Seal.kind == "amendment", Seal.reason == reason)
    ).all()
    return [name for seal in seals for name in (seal.sealed_by, seal.approved_by)]
