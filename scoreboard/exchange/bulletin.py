"""What the bulletin of a period says, section by section."""

from collections.abc import Sequence

from scoreboard.exchange.sections import TableDocument, TableSection, headings, pool_head, section
from scoreboard.exchange.year_sections import year_promises, year_stars, year_table
from scoreboard.locale import listed, listed_texts, say
from scoreboard.publications.bulletin_board import BulletinBoard, CorrectionLine
from scoreboard.publications.commitments import SecondSignature, second_signatures
from scoreboard.publications.countback_words import told_set_apart
from scoreboard.publications.flag_row import FlagRow, told_margin, told_note, told_note_or_vacancy, told_open
from scoreboard.publications.freezing import clock_time
from scoreboard.publications.kind import names_in_line
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow, told_flags
from scoreboard.publications.kinds.stars import by_result, substitute, told_decisions, told_results, with_aside
from scoreboard.publications.pools import are_apart, pool_label, with_pool
from scoreboard.publications.promise_rows import told_state
from scoreboard.publications.questions import Edition
from scoreboard.publications.told_digits import beside_margin
from scoreboard.wire import UNSET, given

FEW_NAMES = 20
"""So many units are named in a line."""


def bulletin_document(board: BulletinBoard, edition: Edition, lang: str, *, counted: bool = True) -> TableDocument:
    """What a published bulletin says; not `counted` where there is no other edition of it."""
    return TableDocument(
        title=_title(board, lang),
        edition=_edition(board, edition, lang, counted=counted),
        sections=(
            *_flags(board, lang),
            *(_overall(board, lang) if board.annual is UNSET else year_table(board, board.annual, lang)),
            *_rankings(board, lang),
            *_stars(board, lang),
            *year_stars(board, lang),
            *year_promises(board, lang),
            *_vetoes(board, lang),
            *_rectifications(board, lang),
            *_corrections(board, lang),
            *_amendments(board, lang),
            *_resealed(board, lang),
        ),
    )


def _title(board: BulletinBoard, lang: str) -> str:
    if lang == "zh":
        names = board.competition_name, board.series_name, board.period_name
    elif board.is_early:
        names = board.competition_name_en, board.series_name_en, board.period
    else:
        names = board.competition_name_en, board.series_name_en, board.period_name_en
    return say("bulletin.title", lang, what=(" " if lang == "zh" or board.is_early else ", ").join(names))


def _edition(board: BulletinBoard, edition: Edition, lang: str, *, counted: bool) -> str:
    """Which edition it is and why; an office counts the only one that there is no more."""
    alone = is_letter(board, lang) and not counted
    at = clock_time(edition.published_at or "")
    told = (
        say("bulletin.only_edition", lang, at=at)
        if alone
        else say("bulletin.edition", lang, revision=edition.revision, at=at)
    )
    deed = _cause(board, lang)
    both = bool(board.is_of_the_seventh_wording and deed and board.reason)
    reason = say("bulletin.deed_and_reason", lang, deed=deed, reason=board.reason) if both else board.reason or deed
    revised = ((edition.revision or 0) > 1 or board.is_early) and reason
    return f"{told} {say('bulletin.because', lang, reason=reason)}" if revised else told


def _cause(board: BulletinBoard, lang: str) -> str:
    """The deed that a revision without a reason follows from; empty where that is not known."""
    cause = given(board.cause)
    return say(f"bulletin.cause.{cause.deed}", lang, name=cause.called(lang)) if cause else ""


def is_letter(board: BulletinBoard, lang: str) -> bool:
    """Whether it is set as the letter of an office in China: those of the seventh wording in Chinese are."""
    return board.is_of_the_seventh_wording and lang == "zh"


def addressed_to(board: BulletinBoard, instead: str, lang: str) -> str:
    """The line that says to whom a bulletin goes; `instead` of whom its series names."""
    whom = (instead or board.addressed(lang)).strip().rstrip("：:")
    return say("bulletin.letter.to_some", lang, whom=whom) if whom else say("bulletin.letter.to", lang)


def opening_of(board: BulletinBoard, lang: str) -> str:
    """The sentence that a letter opens with: on what grounds it tells what."""
    competition = board.competition_name_en if lang == "en" else board.competition_name
    series, period = (
        (board.series_name_en, board.period_name_en) if lang == "en" else (board.series_name, board.period_name)
    )
    key = "opening" if board.annual is UNSET else "opening_of_year"
    return say(f"bulletin.letter.{key}", lang, competition=competition, series=series, period=period)


def _in_order(board: BulletinBoard) -> Sequence[FlagRow]:
    """The flags of each area by the order of the pools, as the tables have it; older bulletins go by the pools' ids."""
    if not board.is_of_the_seventh_wording or board.pools is UNSET:
        return board.flags
    pools, areas = [pool.id for pool in board.pools], list(dict.fromkeys(row.area for row in board.flags))
    return sorted(
        board.flags, key=lambda row: (areas.index(row.area), pools.index(row.pool) if row.pool in pools else 0)
    )


def _flags(board: BulletinBoard, lang: str) -> list[TableSection]:
    prizes = any(row.prize_called(lang) for row in board.flags)
    rows = [
        [
            _flag_name(board, row, lang),
            names_in_line(row.holders, lang) or _nobody(board, row, lang),
            say(f"bulletin.{'early_outcome' if board.is_early else 'outcome'}.{row.outcome}", lang),
            (row.margin if board.is_early else told_margin(row)) or "-",
            names_in_line(row.previous, lang) or "-",
            _note(board, row, lang) or _left_open(board, row, lang),
            *([row.prize_called(lang)] if prizes else []),
        ]
        for row in _in_order(board)
    ]
    columns = ["flag", "holder", "outcome", "margin", "previous", "reason", *(["prize"] if prizes else [])]
    return section("flags", lang, columns, rows)


def _nobody(board: BulletinBoard, row: FlagRow, lang: str) -> str:
    """What stands where a holder would."""
    unsaid = row.is_open if board.is_early else row.tells_nobody
    return "-" if unsaid else say("bulletin.vacant", lang)


def _note(board: BulletinBoard, row: FlagRow, lang: str) -> str:
    if board.is_early:
        return row.reason or ""
    formerly = not board.is_of_the_seventh_wording
    return (told_note_or_vacancy if board.tells_vacancies else told_note)(row, lang, formerly=formerly)


def _left_open(board: BulletinBoard, row: FlagRow, lang: str) -> str:
    """What is not known yet of a flag; empty where all is."""
    if not row.is_open:
        return ""
    return told_open(row, lang) if board.is_of_the_fourth_wording else say("bulletin.outcome.settles", lang)


def _flag_name(board: BulletinBoard, row: FlagRow, lang: str) -> str:
    name = row.flag_called(lang)
    if board.pools is UNSET:
        return f"{name} ({row.pool})" if row.pool else name
    return with_pool(name, pool_label(board.pools, row.pool, lang), lang)


def _pool(board: BulletinBoard, row: RankingRow, lang: str) -> list[str]:
    """The cell that says of which pool a row is; none where nothing could be confused."""
    return [pool_label(board.pools, row.pool, lang)] if are_apart(board) else []


def _overall(board: BulletinBoard, lang: str) -> list[TableSection]:
    rows = [
        [*_pool(board, row, lang), _rank(row, lang), row.called(lang), told_flags(row, lang), row.score or "-"]
        for row in board.overall.rows
    ]
    found = section("overall", lang, [*pool_head(board), "rank", "unit", "flags", "total"], rows)
    waiting = given(board.overall.open_flags)
    left = say("cli.table.open_flags", lang, count=waiting) if waiting else ""
    costs = board.is_of_the_eighth_wording and board.overall.has_fewer_scores
    fewer = say("cli.table.fewer_scores", lang) if costs else ""
    return [one.noted(left, fewer, _set_apart(board.overall.rows, lang)) for one in found]


def _rankings(board: BulletinBoard, lang: str) -> list[TableSection]:
    found: list[TableSection] = []
    heads = headings((*pool_head(board), "rank", "unit", "score"), lang)
    for ranking in board.rankings:
        shown = [row for row in ranking.rows if not row.is_empty or not board.is_early]
        if all(row.is_empty for row in shown):
            continue
        lacking = [row for row in shown if is_letter(board, lang) and row.is_empty and not given(row.guest)]
        told = _beside_margins(board, ranking, [row for row in shown if row not in lacking])
        rows = [[*_pool(board, row, lang), _rank(row, lang), row.called(lang), row.score or "-"] for row in told]
        unrounded = say("bulletin.unrounded", lang) if ranking.unrounded else ""
        one = TableSection(ranking.area_called(lang), heads, rows, group=say("bulletin.section.rankings", lang))
        found.append(one.noted(unrounded, _set_apart(shown, lang), _without_score(lacking, lang)))
    return found


def _beside_margins(board: BulletinBoard, ranking: RankingBoard, rows: Sequence[RankingRow]) -> Sequence[RankingRow]:
    """Rows of an area with the digits that the margins of its flags need."""
    for flag in board.flags:
        if flag.area == ranking.area and flag.margin_told is not UNSET:
            its = {row.unit: row for row in beside_margin((row for row in rows if flag.pool in (None, row.pool)), flag)}
            rows = [its.get(row.unit, row) for row in rows]
    return rows


def _without_score(lacking: Sequence[RankingRow], lang: str) -> str:
    """Who has no score in an area, which a letter says in a line instead of rows; of many how many there are."""
    if len(lacking) > FEW_NAMES:
        return say("bulletin.many_without_score", lang, count=len(lacking))
    return say("bulletin.without_score", lang, names=names_in_line(lacking, lang)) if lacking else ""


def _set_apart(rows: Sequence[RankingRow], lang: str) -> str:
    """Why units that have as much as each other stand at different places."""
    return told_set_apart((given(row.countback) for row in rows), lang)


def _stars(board: BulletinBoard, lang: str) -> list[TableSection]:
    results = told_results(board.stars)
    rows = [
        [
            row.star_called(lang),
            row.person_called(lang),
            row.called(lang),
            results.get(row, "-"),
            with_aside(say(f"bulletin.star_status.{row.status}", lang), [substitute(row, lang)], lang),
        ]
        for row in (by_result(board.stars) if board.is_of_the_fourth_wording else board.stars)
    ]
    found = section("stars", lang, ["star", "person", "unit", "result", "status"], rows)
    return [one.noted(told_decisions(board.stars, lang)) for one in found]


def _vetoes(board: BulletinBoard, lang: str) -> list[TableSection]:
    rows = [[row.called(lang), row.veto_called(lang), row.reason_called(lang), row.decided_on] for row in board.vetoes]
    return section("vetoes", lang, ["unit", "veto", "reason", "decided_on"], rows)


def _rectifications(board: BulletinBoard, lang: str) -> list[TableSection]:
    found = given(board.rectifications) or ()
    of_year = board.annual is not UNSET
    rows = [
        [
            row.called(lang),
            row.area_called(lang),
            row.said("reason", lang) or "-",
            row.due or "-",
            *([told_state("rectification_state", row.state, lang)] if of_year else []),
        ]
        for row in found
    ]
    return section("rectifications", lang, ["unit", "area", "reason", "due", *(["status"] if of_year else [])], rows)


def _corrections(board: BulletinBoard, lang: str) -> list[TableSection]:
    rows = [
        [row.area_called(lang), row.called(lang), row.old or "-", _corrected(board, row, lang), *_signed(row, lang)]
        for row in board.corrections
    ]
    return section("corrections", lang, ["area", "unit", "old", "new", "approved_by", "reason"], rows)


def _corrected(board: BulletinBoard, row: CorrectionLine, lang: str) -> str:
    """The score after a correction; that it has stayed, where only a mark of it or the flag was put right."""
    stayed = board.is_of_the_sixth_wording and row.old == row.new
    return say("bulletin.same_score", lang) if stayed else row.new or "-"


def _signed(row: CorrectionLine, lang: str) -> tuple[str, str]:
    """Who approved a correction, and why it was made."""
    if row.signed is UNSET:
        alone = second_signatures(row.approved_by, row.approver, UNSET)
        return _second(alone, lang), row.reason
    signed, unknown = row.every_reason, given(row.named) or ()
    names = dict.fromkeys(name for one in signed for name in one.approved_by)
    shown = (say("bulletin.named", lang, name=name) if name in unknown else name for name in names)
    return listed(shown, lang), listed_texts((one.reason for one in signed), lang)


def _amendments(board: BulletinBoard, lang: str) -> list[TableSection]:
    rows = [
        [
            clock_time(row.at),
            row.sealed_by,
            _second(row.signed_second, lang) or "-",
            row.reason or say("bulletin.follows", lang),
        ]
        for row in board.amendments
    ]
    return section("amendments", lang, ["at", "sealed_by", "approved_by", "reason"], rows)


def _resealed(board: BulletinBoard, lang: str) -> list[TableSection]:
    rows = [
        [clock_time(row.at), row.sealed_by, say(f"bulletin.resealed.{row.outcome}", lang), row.reason]
        for row in given(board.resealed) or ()
    ]
    return section("resealed", lang, ["at", "sealed_by", "results", "reason"], rows)


def _second(signed: Sequence[SecondSignature], lang: str) -> str:
    """Who signed second, each marked where the contest does not know them."""
    return listed(
        (say("bulletin.named", lang, name=one.name) if one.approver == "named" else one.name for one in signed), lang
    )


def _rank(row: RankingRow, lang: str) -> str:
    if row.rank is not None:
        return str(row.rank)
    why = "guest" if given(row.guest) else row.status.replace("/", "")
    return say(f"bulletin.unranked.{why}", lang)
