"""Typing a draft a second time without seeing it, where a series asks for double entry (复录)."""

from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.desk.confirming import CONFIRM, Seen, refuse_entry, refuse_role
from scoreboard.desk.draft_versions import draft_to_answer
from scoreboard.desk.entering import parse_score, place_of, refuse_closed, said
from scoreboard.desk.permissions import PERMITTED
from scoreboard.desk.second_entries import second_entries
from scoreboard.desk.sending_back import send_back
from scoreboard.enums import ConfirmedBy, Role
from scoreboard.errors import Refused
from scoreboard.models import Person, ReenteredScore, Unit
from scoreboard.store.cells import CellRow
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Actor, Writing


@dataclass(frozen=True)
class TypedTwice:
    """Both figures, as the journal keeps them."""

    first: str
    second: str

    @property
    def equal(self) -> bool:
        return self.first == self.second

    @property
    def difference(self) -> str:
        """Both beside each other, in signs that every language reads."""
        return f"{self.first} ≠ {self.second}"


def reenter(
    writing: Writing,
    contest: Contest,
    area: str,
    unit: Unit,
    text: str,
    *,
    judge: str = "",
    version: int | None = None,
) -> TypedTwice:
    """Type a draft a second time, in the `version` whose place was seen: equal, it can be signed.

    Another figure sends it back with both, and that version can be typed no more: it is no secret now. Whoever may not
    confirm the draft may not do this either. Raises Refused for that, a closed period, another version, what is no
    draft, and where the contest does not ask for it; BadInput for what can be no score.
    """
    refuse_closed(contest)
    if not contest.rules.double_entry:
        raise Refused("reenter.not_asked", series=contest.series.id)
    area = contest.area(area).id
    place = place_of(area, unit.id, judge)
    value = parse_score(text, contest.rules.maximum)

    def refuse_stale(_contest: Contest, there: CellRow | None, seen: int) -> None:
        if seen != (0 if there is None else there.version):
            raise Refused("reenter.stale", cell=place, series=contest.series.id)  # and not what it says now

    cell = draft_to_answer(writing.session, contest, (area, unit.id, judge), version, "reenter", refuse_stale)
    _refuse_second(writing.session, contest, cell, writing.by)
    typed = TypedTwice(said(cell.value, cell.state) or "", said(value, cell.state) or "")
    writing.session.add(
        ReenteredScore(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            judge=judge,
            version=cell.version,
            value=value,
            equal=typed.equal,
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )
    told = {"score": typed.second, "version": cell.version}  # no state: the draft stays what it was
    before = {"score": typed.first, "version": cell.version}
    writing.record("reenter", f"{contest.subject}/{place}", before=before, after=told)
    if not typed.equal:
        send_back(writing, contest, area, unit, typed.difference, judge=judge, version=cell.version)
    return typed


def who_is_blind(session: Session, name: str | None, contest: Contest) -> str | None:
    """Somebody to whom drafts of others are to say no figure, as they may be the one who types them a second time."""
    person = None if name is None or not contest.rules.double_entry else session.get(Person, name)
    if person is None or person.role not in PERMITTED["reenter"]:
        return None
    operator = person.role == Role.OPERATOR and contest.rules.confirm != ConfirmedBy.SELF
    return None if operator else person.name


def _refuse_second(session: Session, contest: Contest, cell: CellRow, by: Actor) -> None:
    """Raises Refused where somebody may not be the second person, or there has been one."""
    refuse_role(contest, CONFIRM, by)
    seen = Seen(cell.area, cell.unit, cell.judge, cell.version)
    refuse_entry(session, contest, CONFIRM, seen, cell.entered_by, cell.entered_bound, by)
    known = second_entries(session, contest, [(cell.area, cell.unit)]).get((cell.area, cell.unit, cell.judge))
    if known is not None:
        place = place_of(cell.area, cell.unit, cell.judge)
        raise Refused(f"reenter.{'done' if known.equal else 'differed'}", cell=place, series=contest.series.id)
