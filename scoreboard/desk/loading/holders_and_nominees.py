"""Loading results besides scores: who holds what when the records begin, nominees, vetoes."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from scoreboard.desk.loading.closed import Closed, beyond_english
from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.enums import NomineeStatus, Ranking
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.custody import Custody
from scoreboard.exchange.formats.nominees import DeclaredBallots, DeclaredNominee
from scoreboard.facts import OVERALL
from scoreboard.models import CustodyEntry, Nominee, NomineeEvent, Veto
from scoreboard.publications.told_nominees import FIELDS, entered_counts
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.rules.workdays import notice_ends
from scoreboard.store.contest import competition_of, day_here
from scoreboard.store.ledger import BEFORE

CUSTODY, NOMINEES, VETOES = "custody.csv", "nominees.csv", "vetoes.csv"
COUNTS = ("issued", "returned", "valid", "in_favour")


def load_custody(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """Openings of the ledger. It is only ever appended to: a changed opening is a newer one, a lost one empty."""
    openings: dict[tuple[str, str, str, str], list[Custody]] = {}
    pools = {unit.id: unit.latest.pool for unit in folder.units}
    series = {one.id: one for one in folder.series}
    for given in folder.custody:
        rules = series[given.series].settings_in(given.period or "")
        pool = pools[given.unit] if rules.ranking == Ranking.BY_POOL else ""
        openings.setdefault((given.series, given.area or OVERALL, given.period or BEFORE, pool), []).append(given)
    for flag, holders in openings.items():
        units = [holder.unit for holder in holders]
        awarded_on = max((holder.awarded_on for holder in holders if holder.awarded_on), default=None)
        defences = {holder.unit: holder.defences for holder in holders if holder.defences}
        _open(memory, closed, flag, units, awarded_on, holders[0].line, defences)
    for key in memory.gone(CUSTODY):
        series_id, period, area, pool = key.split("/", 3)
        _open(memory, closed, (series_id, area, period, pool), [], None, 0)
        memory.forget(CUSTODY, key)
    memory.writing.session.flush()


def _open(
    memory: Memory,
    closed: Closed,
    flag: tuple[str, str, str, str],
    units: list[str],
    awarded_on: date | None,
    line: int,
    defences: Mapping[str, int] = MappingProxyType({}),
) -> None:
    session, writing = memory.writing.session, memory.writing
    series, area, period, pool = flag
    columns = {"units": units, "awarded_on": awarded_on, **({"defences": dict(defences)} if defences else {})}
    item = LoadedItem(CUSTODY, f"{series}/{period}/{area}/{pool}", columns, line)
    if not memory.news(item):
        return
    last = session.exec(
        select(CustodyEntry)
        .where(
            CustodyEntry.series_id == series,
            CustodyEntry.area_id == area,
            CustodyEntry.period_id == period,
            CustodyEntry.pool == pool,
            CustodyEntry.kind == CustodyKind.OPENING.value,
        )
        .order_by(col(CustodyEntry.id).desc())
    ).first()
    if last is not None and (last.units, last.awarded_on, last.defences or {}) == (units, awarded_on, defences):
        return
    closed.refuse_from(session, item, series, period)
    session.add(
        CustodyEntry(
            series_id=series,
            area_id=area,
            pool=pool,
            period_id=period,
            kind=CustodyKind.OPENING.value,
            units=units,
            awarded_on=awarded_on,
            defences=dict(defences) or None,
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )
    session.flush()
    if last is None:
        memory.added(CUSTODY, item.key, columns)
    else:
        before = {"units": last.units, "awarded_on": last.awarded_on, "defences": last.defences or {}}
        memory.changed(CUSTODY, item.key, {name: before[name] for name in columns}, columns)


def load_nominees(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """Nominees for stars; those of a closed contest stay as they are."""
    session = memory.writing.session
    known = {_nominee_key(row): row for row in session.exec(select(Nominee))}
    for given in folder.nominees:
        columns: dict[str, Any] = {
            "person_en": given.person_en,
            "post": given.post,
            "post_en": given.post_en,
            "series_id": given.series,
            "notice_from": given.notice_from,
            "status": given.status,
            **_counts("members", given.members),
            **_counts("masses", given.masses),
        }
        identity = {
            "period_id": given.period,
            "star_id": given.star,
            "unit_id": given.unit,
            "person": given.person,
        }
        key = "/".join((given.series or "", *identity.values()))
        row = known.get(key)
        item = LoadedItem(NOMINEES, key, columns, given.line)
        if differing := memory.differing(item, row):
            if beyond_english(differing):
                closed.refuse_row(item, given.series, given.period)
                closed.refuse_row(item, row.series_id if row else None, given.period)
            _refuse_early(memory, folder, given)
            if row is not None:
                row.version += 1
            put = memory.put(item, differing, row, Nominee, **identity)
            if not differing.isdisjoint(FIELDS):
                _trust_counts(put)
    for key in memory.gone(NOMINEES):
        memory.forget(NOMINEES, key)
        gone = known.get(key)
        if gone is not None:
            closed.refuse_gone(NOMINEES, key, gone.series_id, gone.period_id)
            _refuse_referred(memory, key, gone)
            memory.removed(NOMINEES, key, gone.model_dump(exclude={"id"}))
            session.delete(gone)
    session.flush()


def _refuse_early(memory: Memory, folder: CompetitionFolder, given: DeclaredNominee) -> None:
    """Raises BadInput where somebody would be elected while their notice runs.

    Where the clock can be set, as of a demo or a rehearsal, a record is loaded before its own days.
    """
    if given.status != NomineeStatus.CONFIRMED or given.notice_from is None:
        return
    session = memory.writing.session
    if competition_of(session).settable_clock:
        return
    until = notice_ends(given.notice_from, folder.publicity.working_days, folder.publicity.calendar)
    today = day_here(session, memory.writing.now)
    if today <= until:
        about = {"person": given.person, "until": until.isoformat()}
        raise BadInput("loading.elected_early", file=NOMINEES, line=given.line, **about)


def _nominee_key(row: Nominee) -> str:
    return f"{row.series_id or ''}/{row.period_id}/{row.star_id}/{row.unit_id}/{row.person}"


def _trust_counts(row: Nominee) -> None:
    """What a folder counts is confirmed with that, and nobody has entered it."""
    counts = entered_counts(row)
    row.confirmed_counts = counts if any(count is not None for count in counts.values()) else None
    row.counted_by, row.counted_bound = None, False


def _refuse_referred(memory: Memory, key: str, row: Nominee) -> None:
    """Raises Refused where people have done something about a nominee whom the file no longer has."""
    session = memory.writing.session
    deeds = select(NomineeEvent.id).where(NomineeEvent.nominee_id == row.id).limit(1)
    others = select(Nominee.id).where(Nominee.substitute_for == row.id).limit(1)
    if session.exec(deeds).first() is not None or session.exec(others).first() is not None:
        raise Refused("loading.referred", file=NOMINEES, row=key)


def _counts(group: str, ballots: DeclaredBallots | None) -> dict[str, int | None]:
    names = ("issued", "returned", "valid", "for")
    counts = [None] * len(names) if ballots is None else [getattr(ballots, count) for count in COUNTS]
    return {f"{group}_{name}": count for name, count in zip(names, counts, strict=True)}


def load_vetoes(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """Vetoes of open periods; one that the file no longer has is lifted, for a veto is never removed."""
    session, writing = memory.writing.session, memory.writing
    today = writing.now.astimezone(ZoneInfo(folder.competition.timezone)).date()
    active = {
        _veto_key(row): row
        for row in session.exec(select(Veto).where(col(Veto.lifted_at).is_(None)).order_by(col(Veto.id)))
    }
    series_of: dict[str, list[str]] = {}
    for series, units in folder.participants:
        for unit in units:
            series_of.setdefault(unit, []).append(series)
    for given in folder.vetoes:
        columns = {"reason": given.reason, "reason_en": given.reason_en, "decided_on": given.decided_on}
        fresh = Veto(
            unit_id=given.unit,
            veto=given.veto,
            period_id=given.period,
            reason=given.reason,
            reason_en=given.reason_en,
            decided_on=given.decided_on or today,
        )
        row = active.get(_veto_key(fresh))
        item = LoadedItem(VETOES, _veto_key(fresh), columns, given.line)
        if not memory.news(item) or (row is not None and _veto_words(row) == _veto_words(fresh)):
            continue
        if row is None:
            for series in series_of.get(given.unit, ()):
                closed.refuse_row(item, series, given.period)
            session.add(fresh)
            memory.added(VETOES, item.key, columns)
        else:
            memory.changed(VETOES, item.key, _veto_words(row), _veto_words(fresh))
            row.reason, row.reason_en, row.decided_on = fresh.reason, fresh.reason_en, fresh.decided_on
            session.add(row)
    for key in memory.gone(VETOES):
        memory.forget(VETOES, key)
        lifted = active.get(key)
        if lifted is not None:
            for series in series_of.get(lifted.unit_id, ()):
                closed.refuse_gone(VETOES, key, series, lifted.period_id)
            lifted.lifted_at, lifted.lifted_reason = writing.now, VETOES
            session.add(lifted)
            memory.removed(VETOES, key, _veto_words(lifted))
    session.flush()


def _veto_words(row: Veto) -> dict[str, Any]:
    """What a file may change of a veto."""
    return {"reason": row.reason, "reason_en": row.reason_en, "decided_on": row.decided_on}


def _veto_key(row: Veto) -> str:
    return f"{row.unit_id}/{row.period_id}/{row.veto}"
