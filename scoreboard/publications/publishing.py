"""Making things public: what a deed has changed is appended as public facts, in the transaction of the deed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import select

from scoreboard.enums import PeriodState
from scoreboard.facts import OVERALL, FactKind
from scoreboard.models import Reveal, SeriesPeriod
from scoreboard.publications import recording
from scoreboard.publications.bulletin import cause_of_period, print_bulletin
from scoreboard.publications.bulletin_board import RevisionCause
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.derived_boards import publish_derived, tell_contested
from scoreboard.publications.following_countback import rankings_moved
from scoreboard.publications.kinds.stars import stars_key
from scoreboard.publications.revealing import reveal, unrevealed_flags
from scoreboard.publications.star_boards import nominee_documents
from scoreboard.publications.vetoing import boards_key, changes_of, publish_vetoes, visible_rankings
from scoreboard.publications.year_bulletin import refresh_year
from scoreboard.store.contest import Contest, contest_of, periods_of
from scoreboard.store.ledger import Ledger, read_ledger
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.contests import contest_boards, members_of
from scoreboard.store.public.facts import Document, Facts
from scoreboard.store.public.places import EMPTY, ContestBoards, PublicCell
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, UnsetType, to_json


def flags_key(series: str, period: str) -> str:
    """The key of a wall of flags."""
    return f"flags/{series}/{period}"


def publish_competition(writing: Writing, reason: str = "") -> None:
    """What the competition is made of: its periods, series, areas, stars and units."""
    changes = changes_of(writing, reason)
    news = False
    for kind, documents in recording.definitions(writing.session).items():
        gone = changes.facts.documents(kind).keys() - documents.keys()
        news |= bool(changes.put(kind, {**documents, **dict.fromkeys(gone)}))
    for progress in writing.session.exec(select(SeriesPeriod)):
        publish_contest(changes, contest_of(writing.session, progress.series_id, progress.period_id))
    left = {f"{one.series_id}/{one.period_id}" for one in writing.session.exec(select(SeriesPeriod))}
    news |= bool(changes.put(FactKind.CONTEST, dict.fromkeys(changes.facts.documents(FactKind.CONTEST).keys() - left)))
    if news:
        changes.touch("competition")
    publish_units(writing, None, reason)
    if not changes.made.kinds().isdisjoint((FactKind.AREA, FactKind.CONTEST, FactKind.PERIOD, FactKind.SERIES)):
        for progress in writing.session.exec(select(SeriesPeriod).where(SeriesPeriod.state == PeriodState.OPEN)):
            _resettle(changes, progress)


def _resettle(changes: PublicChanges, progress: SeriesPeriod) -> None:
    """Rank an open contest anew: this change may have altered what it is ranked by, its days, pools or weights."""
    series, period = progress.series_id, progress.period_id
    boards = contest_boards(changes.facts, series, period)
    if boards is None:
        return
    changes.resettle(boards)
    visible = visible_rankings(changes.facts, boards)
    wall = flags_key(series, period)
    if changes.facts.touched(wall) is not None:
        visible.append(wall)
    if visible:
        changes.touch(*visible)


def publish_remaining(writing: Writing, contest: Contest, reason: str = "") -> None:
    """Say who remains in a contest after its members have ended, or who does no more; nothing else of it."""
    changes, key = changes_of(writing, reason), f"{contest.series.id}/{contest.period.id}"
    told = changes.facts.document(FactKind.CONTEST, key) or {}
    told.pop(recording.REMAINING, None)
    remaining = recording.remaining_words(writing.session, contest)
    if told and changes.put(FactKind.CONTEST, {key: {**told, **remaining}}) and not contest.closed:
        boards = contest_boards(changes.facts, contest.series.id, contest.period.id)
        if boards is not None and (visible := visible_rankings(changes.facts, boards)):
            changes.touch(*visible)


def publish_units(writing: Writing, units: Sequence[str] | None, reason: str = "") -> None:
    """The names, pools and days of units, all of them where none are named; in rankings that still change, too."""
    changes = changes_of(writing, reason)
    documents = recording.unit_documents(writing.session, units)
    gone = set() if units is not None else changes.facts.documents(FactKind.UNIT).keys() - documents.keys()
    news = changes.put(FactKind.UNIT, {**documents, **dict.fromkeys(gone)})
    if not news:
        return
    changes.touch("competition")
    series = {one for words in news.values() if words is not None for one in words["series"]}
    for progress in writing.session.exec(select(SeriesPeriod).where(SeriesPeriod.state == PeriodState.OPEN)):
        boards = contest_boards(changes.facts, progress.series_id, progress.period_id)
        if boards is not None and progress.series_id in series and (visible := visible_rankings(changes.facts, boards)):
            changes.touch(*visible)
    publish_derived(writing, reason)


def publish_scores(writing: Writing, contest: Contest, cells: Iterable[tuple[str, str]], reason: str = "") -> None:
    """Show what a deed has just confirmed or taken back in a live contest; `cells` are areas and units.

    What it costs follows the cells.
    """
    units: dict[str, list[str]] = defaultdict(list)
    for area, unit in cells:
        units[area].append(unit)
    changes = changes_of(writing, reason)
    boards = contest_boards(changes.facts, contest.series.id, contest.period.id) or publish_contest(changes, contest)
    cells_now = {area: _cells(writing, contest, area, found) for area, found in units.items()}
    if _show_live(changes, boards, cells_now):
        publish_derived(writing, reason)


def publish_live(writing: Writing, contest: Contest, areas: Iterable[str], reason: str = "") -> None:
    """Show all that is confirmed in areas of a live contest, and who is under a veto in it."""
    changes = changes_of(writing, reason)
    boards = publish_contest(changes, contest)
    publish_vetoes(writing, contest, reason)
    if _show_live(changes, boards, {area: _cells(writing, contest, area) for area in areas}):
        publish_derived(writing, reason)


def _cells(writing: Writing, contest: Contest, area: str, units: Sequence[str] | None = None) -> dict[str, PublicCell]:
    """Confirmed scores by unit, with an empty cell for those that have none now."""
    found = recording.confirmed_cells(writing.session, contest, area, units)
    return {unit: found.get(unit, EMPTY) for unit in (found if units is None else units)}


def _show_live(changes: PublicChanges, boards: ContestBoards, cells: Mapping[str, Mapping[str, PublicCell]]) -> bool:
    """Show cells by area and unit; whether a ranking is public by them that was not, which can begin a period."""
    keys = [boards_key(boards), *(boards_key(boards, area) for area in cells)]
    public = changes.facts.public_among(keys)
    first = [key for key in keys if key not in public]
    if first:
        _settle_vetoed(changes, boards)
    news = changes.show(boards, cells)
    touched = [boards_key(boards, area) for area in news]
    if news and boards.countback:
        numbers = changes.facts.unit_numbers(unit for area in news for unit in cells[area]).values()
        touched += rankings_moved(changes.facts, boards, news, numbers)
    if touched or first:
        changes.touch(*dict.fromkeys([*touched, *first, *([boards_key(boards)] if touched else [])]))
    return bool(first)


def _settle_vetoed(changes: PublicChanges, boards: ContestBoards) -> None:
    """Let a ranking that becomes public list those whose veto is public already."""
    vetoed = changes.facts.documents(FactKind.VETO, f"{boards.period}/")
    numbers = changes.facts.unit_numbers(key.partition("/")[2] for key in vetoed)
    members = members_of(changes.facts, boards.series, numbers.values())
    changes.settle(boards, members)


def reveal_flags(writing: Writing, contest: Contest, flags: Sequence[tuple[str, str]], reason: str = "") -> None:
    """Reveal flags by (area, pool): their rows on the wall and their areas' rankings are public then, and no more.

    `reason` is about this period: why it was revealed so says nothing of the later ones that follow from it.
    """
    for area, pool in flags:
        reveal(writing, contest, "flag", area, pool)
    pools: dict[str, list[str]] = defaultdict(list)
    for area, pool in flags:
        pools[area].append(pool)
    for area, found in pools.items():
        _publish_revealed(writing, contest, area, found, reason)
    publish_flags(writing, contest)


def _publish_revealed(writing: Writing, contest: Contest, area: str, pools: Sequence[str], reason: str) -> None:
    """An area's ranking for pools whose flag has been revealed: scores, vetoes, corrections."""
    changes = changes_of(writing, reason)
    boards = publish_contest(changes, contest)
    place = f"{boards.series}/{boards.period}/{area}"
    shown = changes.put(FactKind.SHOWN, {f"{place}/{pool}": {"pool": pool} for pool in pools})
    changes.put(FactKind.CLIMB, {f"{place}/{pool}": None for pool in pools})
    told = recording.corrections_of(writing.session, contest, area)
    cells = _cells(writing, contest, area)
    if "" not in pools:
        units = recording.unit_documents(writing.session, list({*cells, *told}))
        there = {unit for unit, words in units.items() if words is not None and words["pool"] in pools}
        cells = {unit: cell for unit, cell in cells.items() if unit in there}
        told = {unit: words for unit, words in told.items() if unit in there}
    corrected = changes.put(
        FactKind.CORRECTION, {f"{place}/{unit}": {"told": to_json(one)} for unit, one in told.items()}
    )
    if shown:
        _settle_vetoed(changes, boards)
    vetoed = publish_vetoes(writing, contest, reason, pools)
    news = changes.show(boards, {area: cells})
    if shown or corrected or vetoed or news:
        changes.touch(boards_key(boards, area), *rankings_moved(changes.facts, boards, [area], None))


def publish_ranking(writing: Writing, contest: Contest, area: str, reason: str = "") -> None:
    """An area's ranking as far as the public may know it, after something of it has changed."""
    left = unrevealed_flags(writing.session, contest)
    pools = [pool for pool in contest.flag_pools if (area, pool) not in left]
    if pools:
        _publish_revealed(writing, contest, area, pools, reason)


def publish_flags(writing: Writing, contest: Contest, reason: str = "") -> None:
    """The period's flags, and those of later periods where their custody follows from it (S09)."""
    publish_flags_from(writing, contest, reason)
    publish_derived(writing, reason)


def publish_later(writing: Writing, contest: Contest, reason: str = "") -> None:
    """After a period was closed, reopened or became wholly public: what later ones tell of their flags now.

    While it is closed and not public, what follows from it is open in them
    (docs/contract.md, Who holds a flag).
    """
    news = publish_flags_from(writing, contest, reason, itself=False)
    if tell_contested(writing, changes_of(writing, reason)) or news:
        publish_derived(writing, reason)


def publish_flags_from(writing: Writing, contest: Contest, reason: str, *, itself: bool = True) -> bool:
    """The flags of a period and of later ones, with the tables and bulletins of those; whether any were news."""
    session, series = writing.session, contest.series.id
    ledger = read_ledger(session, series, revealed_only=True)
    overall = read_ledger(session, series, revealed_only=True, overall=True) if contest.series.overall_flag else None
    periods = periods_of(session, series)
    changes = changes_of(writing, reason)
    changed, cause = False, cause_of_period(contest, ledger)
    for period in periods[periods.index(contest.period.id) + (not itself) :]:
        documents: dict[str, Document | None] = dict.fromkeys(
            changes.facts.documents(FactKind.FLAG, f"{series}/{period}/")
        )
        for (area, pool), terms in ledger.terms.items():
            term = next((term for term in terms if term.period == period), None)
            if term is not None:
                documents[f"{series}/{period}/{area}/{pool}"] = recording.term_words(term)
        before = changes.facts.documents_of(FactKind.FLAG, documents)
        news = changes.put(FactKind.FLAG, documents)
        table_news = overall is not None and _put_overall(changes, series, period, overall)
        if table_news and not news:
            changed = True
            changes.touch(flags_key(series, period))
            if period != contest.period.id:
                refresh_closed(writing, contest_of(session, series, period), reason, cause)
        if news:
            changed = True
            later = contest_of(session, series, period)
            changes.touch(flags_key(series, period))
            _follow_flags(changes, publish_contest(changes, later), before, news)
            if period != contest.period.id:
                refresh_closed(writing, later, reason, cause)
    return changed


def _put_overall(changes: PublicChanges, series: str, period: str, ledger: Ledger) -> bool:
    """The terms of a period's flag of the overall table, as far as they are public; whether any was news."""
    documents: dict[str, Document | None] = dict.fromkeys(
        changes.facts.documents(FactKind.OVERALL_FLAG, f"{series}/{period}/")
    )
    for (_table, pool), terms in ledger.terms.items():
        term = next((term for term in terms if term.period == period), None)
        if term is not None:
            documents[f"{series}/{period}/{pool}"] = recording.term_words(term)
    return bool(changes.put(FactKind.OVERALL_FLAG, documents))


def _follow_flags(
    changes: PublicChanges,
    boards: ContestBoards,
    before: Mapping[str, Document],
    news: Mapping[str, Document | None],
) -> None:
    """Let the overall table count the flags anew of all who had or have one that has changed, and what it waits for."""
    units: dict[str, None] = {}
    for key, words in news.items():
        for term in (before.get(key), words):
            if term is not None:
                units.update(dict.fromkeys([*term["holders"], *term["ended"]]))
    waits = any(_is_waited_for(before.get(key)) != _is_waited_for(words) for key, words in news.items())
    if boards.closed and (units or waits):
        changes.settle(boards, changes.facts.unit_numbers(units).values())
        last = changes.facts.touched(boards_key(boards))
        if last is not None and _was_closed(changes.facts, boards, last.change):
            changes.touch(boards_key(boards))


def _is_waited_for(term: Document | None) -> bool:
    """Whether nobody may say yet who holds a flag, be it nobody."""
    return term is not None and not term["settled"]


def publish_table(
    writing: Writing, contest: Contest, reason: str = "", cause: RevisionCause | UnsetType = UNSET
) -> None:
    """The overall table and the bulletin of a closed period, from what has been revealed of it."""
    reveal(writing, contest, "table")
    changes = changes_of(writing, reason)
    boards = publish_contest(changes, contest)
    if _table_is_news(changes, boards):
        _settle_flags(changes, boards)
        changes.touch(boards_key(boards))
    if contest.series.overall_flag:
        _reveal_table_flags(writing, contest)
        overall = read_ledger(writing.session, contest.series.id, revealed_only=True, overall=True)
        if _put_overall(changes, *contest.key, overall):
            changes.touch(flags_key(*contest.key))
    print_bulletin(changes, contest, writing.now, reason, cause)
    publish_derived(writing, reason)


def _table_is_news(changes: PublicChanges, boards: ContestBoards) -> bool:
    """Whether the table has not been public yet, or only while results still came in."""
    last = changes.facts.touched(boards_key(boards))
    if last is None:
        return True
    return not _was_closed(changes.facts, boards, last.change) or changes.made.has_scores_of(boards)


def _was_closed(facts: Facts, boards: ContestBoards, upto: int) -> bool:
    """Whether a contest had been closed at a change, so that its table counts flags."""
    words = facts.document(FactKind.CONTEST, f"{boards.series}/{boards.period}", upto) or {}
    return bool(words.get("closed"))


def _settle_flags(changes: PublicChanges, boards: ContestBoards) -> None:
    """Let the overall table count all flags of its period, which it does once that is closed."""
    terms = changes.facts.documents(FactKind.FLAG, f"{boards.series}/{boards.period}/")
    units = dict.fromkeys(unit for term in terms.values() for unit in (*term["holders"], *term["ended"]))
    changes.settle(boards, changes.facts.unit_numbers(units).values())


def refresh_closed(writing: Writing, contest: Contest, reason: str, cause: RevisionCause | UnsetType = UNSET) -> None:
    """After a decision: new revisions of the table and the bulletin, if they are public.

    `cause` is the deed that it follows from, which is told where there is no reason.
    """
    if contest.is_year:
        refresh_year(writing, contest.series.id, changes_of(writing, reason))
        return
    if writing.session.get(Reveal, ("table", contest.series.id, contest.period.id, "", "")) is not None:
        publish_table(writing, contest, reason, cause)


def _reveal_table_flags(writing: Writing, contest: Contest) -> None:
    """Let the flags of a contest's overall table be seen, where there are any."""
    if contest.series.overall_flag:
        for pool in contest.flag_pools:
            reveal(writing, contest, "flag", OVERALL, pool)


def publish_everything(writing: Writing, contest: Contest, reason: str = "") -> None:
    """Make a closed period public at once: every flag, the stars of its series, the table, the bulletin.

    The flag of the table comes first: later periods that are public follow from it, too.
    """
    flags = [(area.id, pool) for area in contest.areas for pool in contest.flag_pools]
    _reveal_table_flags(writing, contest)
    reveal_flags(writing, contest, flags, reason)
    publish_stars(writing, contest.period.id, reason)
    publish_table(writing, contest, reason)


def publish_stars(writing: Writing, period: str, reason: str = "") -> bool:
    """The stars of a period as far as they may be seen; whether any of it was news."""
    changes = changes_of(writing, reason)
    documents = nominee_documents(writing.session, period, writing.now)
    gone = changes.facts.documents(FactKind.NOMINEE, f"{period}/").keys() - documents.keys()
    news = changes.put(FactKind.NOMINEE, {**documents, **dict.fromkeys(gone)})
    if news or (documents and not changes.made.kinds().isdisjoint((FactKind.UNIT, FactKind.STAR))):
        changes.touch(stars_key(period))
    return bool(news)


def publish_honours(writing: Writing, reason: str = "") -> None:
    """All honours, which have no seal."""
    changes = changes_of(writing, reason)
    documents = recording.honours(writing.session)
    gone = changes.facts.documents(FactKind.HONOUR).keys() - documents.keys()
    changes.put(FactKind.HONOUR, {**documents, **dict.fromkeys(gone)})
    publish_derived(writing, reason)
