"""The end: the overall table and the bulletin become public, with every flag that no cue has handed over (闭幕)."""

from collections.abc import Iterable, Iterator

from scoreboard.ceremony.award_words import award_sentence
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, Revealing, usually
from scoreboard.ceremony.read_out import ScriptCue, sentence
from scoreboard.ceremony.title_page import title_page
from scoreboard.ceremony.told_results import Piece, ToldAt, flag_pieces, table_piece
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.amending import amend
from scoreboard.desk.overall_flag import follow_table, refuse_table_undecided
from scoreboard.desk.sealed_results import TABLE
from scoreboard.enums import PeriodState
from scoreboard.errors import Refused
from scoreboard.exchange.printed_pages import literal
from scoreboard.publications.boards import overall_board, overall_rows
from scoreboard.publications.names import named
from scoreboard.publications.publishing import publish_later, publish_table, reveal_flags
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.publications.scenes.closing import ClosingScene
from scoreboard.publications.year_bulletin import publish_year
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, given


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> ClosingScene:
    page = title_page(sight)
    return ClosingScene(
        title=page.title,
        title_en=page.title_en,
        host=page.host,
        host_en=page.host_en,
        venue=page.venue,
        venue_en=page.venue_en,
        date=page.date,
        slogans=page.slogans,
        slogans_en=page.slogans_en,
        commitment=page.commitment,
        amended=page.amended,
        board=overall_board(sight.session, sight.public),
        overall=overall_rows(sight.public) or UNSET,
    )


def publish_whole(writing: Writing, contest: Contest, reason: str = "", *, yes: bool) -> None:
    """Make the period's table and bulletin public, with any flag that had no step; several of those want `yes`."""
    if contest.is_year:
        publish_year(writing, contest, reason)
        return
    left = unrevealed_flags(writing.session, contest)
    if left and not yes:
        raise Refused("cue.several", count=len(left))
    for area, pool in left:
        refuse_undecided(writing.session, contest, area, pool)
    refuse_table_undecided(writing.session, contest)
    if contest.progress.state != PeriodState.PUBLISHED:
        contest.progress.state = PeriodState.PUBLISHED
        writing.session.add(contest.progress)
        writing.session.flush()
    follow_table(writing, contest)
    if left:
        reveal_flags(writing, contest, left, reason)
    publish_table(writing, contest, reason)
    publish_later(writing, contest)
    amend(writing, contest, (), reason)


def _publish(writing: Writing, contest: Contest, _cue: Cue, yes: bool) -> None:
    publish_whole(writing, contest, yes=yes)


def _says(entry: ScriptCue, lang: str) -> Iterator[str]:
    """Who has the flag of the overall table, where it has one; then the end."""
    for flag in entry.table_flags:
        name, told = literal(named(flag.name, flag.name_en, lang)), flag.announced
        if told is None:
            yield sentence("table_flag.transfer", lang, name=name, who=sentence("blank", lang))
        else:
            yield award_sentence("table_flag", name, told, lang, waits=entry.waits)
    yield sentence("closing.closing", lang)


def _pieces(scene: ClosingScene, place: ToldAt, _contest: Contest) -> Iterable[Piece]:
    return (table_piece(scene.board.rows, place), *flag_pieces(given(scene.overall) or (), place))


KIND = CueKind(
    _scene,
    usually(120),
    says=_says,
    reveals=Revealing(lambda _cue: TABLE, _publish),
    pieces=_pieces,
    stands="last",
)
