"""Making things public: the one place where a board is written, in the transaction that made it public."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from scoreboard.models import Area, Period, Publication, Reveal, Score, Series, SeriesUnit, Star, Unit
from scoreboard.publications.boards import (
    Payload,
    flags_board,
    flags_key,
    latest,
    latest_payload,
    overall_board,
    public_picture,
    ranking_board,
    ranking_key,
)
from scoreboard.publications.bulletin import bulletin_board, bulletin_key
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.stars import stars_board, stars_key
from scoreboard.store.contest import Contest, competition_of, contest_of, exists_on, names_on, periods_of
from scoreboard.store.writing import Writing


def publish(writing: Writing, key: str, payload: Payload, reason: str = "") -> bool:
    """Write a new revision of a board, unless it would say just what the last one says."""
    last = latest(writing.session, key)
    if last is not None and last.payload == payload:
        return False
    revision = 1 if last is None else last.revision + 1
    writing.session.add(
        Publication(board=key, revision=revision, payload=payload, published_at=writing.now, reason=reason)
    )
    writing.session.flush()
    return True


def publish_competition(writing: Writing, reason: str = "") -> None:
    """What the competition is made of: viewers find names and ids in it."""
    publish(writing, "competition", competition_board(writing), reason)


def publish_derived(writing: Writing, reason: str = "") -> None:
    """The boards that are about no single contest: the year, the range of places, promises.

    They follow from what is public already and from records without a seal, so that they may be built after any deed
    that can have changed those; what says the same as before is not published again.
    """
    for kind in map(kind_of, kind_names()):
        if kind.build is not None:
            for key, board in kind.build(writing.session, writing.now, False).items():
                if board["rows"] or latest_payload(writing.session, key) is not None:
                    publish(writing, key, board, reason)


def competition_board(writing: Writing) -> Payload:
    """Periods, series with areas and pools, star categories, and the units that exist now."""
    session = writing.session
    competition = competition_of(session)
    periods = session.exec(select(Period).order_by(col(Period.start), col(Period.position))).all()
    names = names_on(session, writing.now.date())
    units = session.exec(select(Unit).order_by(col(Unit.position))).all()
    today = writing.now.date()
    return {
        "board": "competition",
        **competition.model_dump(include={"id", "name", "name_en", "host", "timezone"}),
        "periods": [
            {"id": p.id, "name": p.name, "start": p.start.isoformat(), "end": p.end.isoformat()} for p in periods
        ],
        "series": [
            _series_words(session, series) for series in session.exec(select(Series).order_by(col(Series.position)))
        ],
        "stars": [
            {"id": star.id, "name": star.name, "name_en": star.name_en or star.name}
            for star in session.exec(select(Star).order_by(col(Star.position)))
        ],
        "units": [
            {
                "id": unit.id,
                "name": names[unit.id].name,
                "short_name": names[unit.id].short_name,
                "name_en": names[unit.id].name_en,
                "kind": unit.kind,
                "parent": unit.parent_id,
                "pool": unit.pool,
                "active": unit.valid_to is None or today <= unit.valid_to,
            }
            for unit in units
        ],
    }


def _series_words(session: Session, series: Series) -> dict[str, Any]:
    areas = session.exec(select(Area).where(Area.series_id == series.id).order_by(col(Area.position)))
    return {
        "id": series.id,
        "name": series.name,
        "name_en": series.name_en or series.name,
        "host": series.host,
        "ranking": series.ranking,
        "decimals": series.decimals,
        "pools": series.pools,
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                "name_en": area.name_en or area.name,
                "flag": area.flag,
                "weight": str(area.weight),
            }
            for area in areas
        ],
        "periods": periods_of(session, series.id),
    }


def show_cells(session: Session, contest: Contest, area: str, pool: str = "") -> None:
    """Let the public see an area's confirmed scores as they are now; of one pool, where pools rank apart."""
    confirmed = col(Score.state) == "confirmed"
    differs = or_(col(Score.shown) == "", col(Score.shown_value).is_distinct_from(col(Score.value)))
    taking_part = and_(SeriesUnit.series_id == Score.series_id, SeriesUnit.unit_id == Score.unit_id)
    cells = session.exec(
        select(Score, Unit)
        .join(Unit, col(Unit.id) == Score.unit_id)
        .join(SeriesUnit, taking_part)
        .where(
            Score.series_id == contest.series.id,
            Score.period_id == contest.period.id,
            Score.area_id == area,
            or_(and_(confirmed, differs), and_(~confirmed, col(Score.shown) != "")),
        )
    ).all()
    for cell, unit in cells:
        if pool not in ("", unit.pool) or not exists_on(unit, contest.period.end):
            continue
        if cell.state == "confirmed":
            cell.shown, cell.shown_value = "n/a" if cell.value is None else "score", cell.value
        else:
            cell.shown, cell.shown_value = "", None
        session.add(cell)
    session.flush()


def publish_live(writing: Writing, contest: Contest, areas: Iterable[str]) -> None:
    """Show what has just been confirmed in a live contest: the areas' rankings and the overall table."""
    session = writing.session
    changed = set(areas)
    for area in contest.areas:
        if area.id in changed:
            show_cells(session, contest, area.id)
    public = public_picture(session, contest, writing.now)
    for area in contest.areas:
        if area.id in changed:
            publish(writing, ranking_key(contest, area.id), ranking_board(session, public, area))
    publish(writing, ranking_key(contest), overall_board(session, public))


def publish_scores(writing: Writing, contest: Contest, cells: Iterable[tuple[str, str]]) -> None:
    """Show what has just been confirmed, or taken back, in a live contest: cells, each an area and a unit."""
    publish_live(writing, contest, {area for area, _unit in cells})


def reveal(writing: Writing, contest: Contest, kind: str, subject: str = "", pool: str = "") -> bool:
    """Note that a flag, a star or the table has been shown; False where it had been already."""
    session = writing.session
    key = (kind, contest.series.id, contest.period.id, subject, pool)
    if session.get(Reveal, key) is not None:
        return False
    last = session.exec(
        select(func.max(Reveal.position)).where(
            Reveal.series_id == contest.series.id, Reveal.period_id == contest.period.id
        )
    ).one()
    session.add(
        Reveal(
            kind=kind,
            series_id=contest.series.id,
            period_id=contest.period.id,
            subject=subject,
            pool=pool,
            position=(last or 0) + 1,
            revealed_at=writing.now,
        )
    )
    session.flush()
    return True


def unrevealed_flags(session: Session, contest: Contest) -> list[tuple[str, str]]:
    """The flags of a closed period that have not been shown, as (area, pool)."""
    key = (contest.series.id, contest.period.id)
    return [
        (area.id, pool)
        for area in contest.areas
        for pool in contest.flag_pools
        if session.get(Reveal, ("flag", *key, area.id, pool)) is None
    ]


def reveal_flags(writing: Writing, contest: Contest, flags: Sequence[tuple[str, str]], reason: str = "") -> None:
    """Reveal flags by (area, pool): their rows on the wall and their areas' rankings are public then, and no more."""
    for area, pool in flags:
        reveal(writing, contest, "flag", area, pool)
        show_cells(writing.session, contest, area, pool)
    for area in dict.fromkeys(area for area, _pool in flags):
        publish_ranking(writing, contest, area, reason)
    publish_flags(writing, contest, reason)


def publish_ranking(writing: Writing, contest: Contest, area: str, reason: str = "") -> None:
    """A new revision of an area's ranking from what the public may know of it."""
    public = public_picture(writing.session, contest, writing.now)
    board = ranking_board(writing.session, public, contest.area(area))
    publish(writing, ranking_key(contest, area), board, reason)


def publish_flags(writing: Writing, contest: Contest, reason: str = "") -> None:
    """New revisions of the period's flags, and of later periods' where their custody follows from it (S09)."""
    session = writing.session
    board = flags_board(public_picture(session, contest, writing.now), contest.areas)
    if board["rows"]:
        publish(writing, flags_key(contest.series.id, contest.period.id), board, reason)
    _publish_later_flags(writing, contest, reason)
    publish_derived(writing, reason)


def publish_later(writing: Writing, contest: Contest, reason: str = "") -> None:
    """After a period was closed, reopened or became wholly public: what later ones tell of their flags now.

    While it is closed and not public, what follows from it is open in them (CONTRACT, Custody).
    """
    if _publish_later_flags(writing, contest, reason):
        publish_derived(writing, reason)


def _publish_later_flags(writing: Writing, contest: Contest, reason: str) -> bool:
    """New revisions of later periods' flags, tables and bulletins; whether there are any."""
    session = writing.session
    periods = periods_of(session, contest.series.id)
    changed = False
    for period in periods[periods.index(contest.period.id) + 1 :]:
        later = contest_of(session, contest.series.id, period)
        board = flags_board(public_picture(session, later, writing.now), later.areas)
        if board["rows"] and publish(writing, flags_key(contest.series.id, period), board, reason):
            refresh_closed(writing, later, reason)
            changed = True
    return changed


def publish_table(writing: Writing, contest: Contest, reason: str = "") -> None:
    """The overall table and the bulletin of a closed period, from what has been revealed of it."""
    session = writing.session
    reveal(writing, contest, "table")
    public = public_picture(session, contest, writing.now)
    publish(writing, ranking_key(contest), overall_board(session, public), reason)
    publish(writing, bulletin_key(contest), bulletin_board(session, public, reason), reason)


def refresh_closed(writing: Writing, contest: Contest, reason: str) -> None:
    """After a decision: new revisions of the table and the bulletin, if they are public."""
    if writing.session.get(Reveal, ("table", contest.series.id, contest.period.id, "", "")) is not None:
        publish_table(writing, contest, reason)


def publish_everything(writing: Writing, contest: Contest, reason: str = "") -> None:
    """Make a closed period public at once: every flag, the stars of its series, the table, the bulletin."""
    flags = [(area.id, pool) for area in contest.areas for pool in contest.flag_pools]
    reveal_flags(writing, contest, flags, reason)
    publish_stars(writing, contest.period.id, reason)
    publish_table(writing, contest, reason)


def publish_stars(writing: Writing, period: str, reason: str = "") -> None:
    """The stars of a period as far as they may be seen."""
    board = stars_board(writing.session, period, writing.now)
    if board["rows"] or latest_payload(writing.session, stars_key(period)) is not None:
        publish(writing, stars_key(period), board, reason)
