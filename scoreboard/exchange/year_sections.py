"""What the bulletin of the year has and no other: its table, honours, stars by period, and what became of promises."""

from decimal import Decimal

from scoreboard.exchange.sections import ColumnHead, TableSection, headings, pool_head, section
from scoreboard.locale import listed, say
from scoreboard.publications.bulletin_board import BulletinBoard, YearPromises
from scoreboard.publications.honour_levels import level_called
from scoreboard.publications.kinds.annual import AnnualBoard, flags_in
from scoreboard.publications.kinds.goals import ALL
from scoreboard.publications.kinds.livelihood import LivelihoodTotal, told_amount, told_sums
from scoreboard.publications.kinds.pledges import percent_cell, pledge_totals, told_totals
from scoreboard.publications.kinds.stars import by_result, told_decisions, told_results
from scoreboard.publications.pools import are_apart, pool_label
from scoreboard.publications.promise_rows import told_state
from scoreboard.wire import given


def year_table(board: BulletinBoard, annual: AnnualBoard, lang: str) -> list[TableSection]:
    """The year's table with its parts, and all honours with what they count, or why they do not."""
    items = {item.id: item.called(lang) for item in annual.veto_items}
    heads = headings((*pool_head(board), "rank", "unit"), lang)
    heads += [ColumnHead(period.called(lang), figures=True) for period in annual.periods]
    heads += headings(("flags", "honours", "total", "note"), lang)
    rows = [
        [
            *([pool_label(annual.pools, row.pool, lang)] if are_apart(annual) else []),
            "-" if row.rank is None else str(row.rank),
            row.called(lang),
            *(flags_in(period, row, lang) for period in annual.periods),
            *(str(row.flags_total), row.honours, row.total),
            say("year.vetoed_by", lang, items=listed((items.get(one, one) for one in row.vetoed_by), lang))
            if row.vetoed_by
            else "",
        ]
        for row in annual.rows
    ]
    return [TableSection(say("bulletin.section.annual", lang), heads, rows), *_honours(board, annual, lang)]


def _honours(board: BulletinBoard, annual: AnnualBoard, lang: str) -> list[TableSection]:
    rows = [
        [
            item.called(lang),
            item.person_called(lang) or "-",
            level_called(item.level, lang) if board.calls_levels_by_name else item.level,
            item.title_called(lang),
            item.document_called(lang) or "-",
            item.awarded_on,
            item.points if item.counted else say(f"year.uncounted.{item.state}", lang),
        ]
        for item in annual.honour_items
    ]
    found = section("honours", lang, ["unit", "person", "level", "title", "document", "awarded_on", "points"], rows)
    cap = Decimal(annual.honour_cap)
    capped = board.is_of_the_sixth_wording and cap and any(points > cap for points in _points(annual).values())
    return (
        [one.noted(say("year.honour.less.capped", lang, cap=f"{cap.normalize():f}")) for one in found]
        if capped
        else found
    )


def _points(annual: AnnualBoard) -> dict[str, Decimal]:
    """What each unit's honours are worth together, whatever may be added."""
    found: dict[str, Decimal] = {}
    for item in annual.honour_items:
        if item.counted:
            found[item.unit] = found.get(item.unit, Decimal(0)) + Decimal(item.points)
    return found


def year_stars(board: BulletinBoard, lang: str) -> list[TableSection]:
    """Whoever was elected, period by period."""
    rows = [
        [of.called(lang), row.star_called(lang), row.person_called(lang), row.called(lang), results.get(row, "-")]
        for of in given(board.year_stars) or ()
        for results in (told_results(of.rows),)
        for row in (by_result(of.rows) if board.is_of_the_fourth_wording else of.rows)
    ]
    elected = [row for of in given(board.year_stars) or () for row in of.rows]
    decided = told_decisions(elected, lang) if board.is_of_the_eighth_wording else ""
    return [one.noted(decided) for one in section("stars", lang, ["period", "star", "person", "unit", "result"], rows)]


def year_promises(board: BulletinBoard, lang: str) -> list[TableSection]:
    """Goals by scope, every pledge unit by unit, and what livelihood items came to."""
    promised = given(board.promised)
    if promised is None:
        return []
    return [*_goals(promised, lang), *_pledges(promised, lang), *_livelihood(promised, lang)]


def _goals(promised: YearPromises, lang: str) -> list[TableSection]:
    """A row for each scope in which goals were set, and one for all where there are several."""
    tallies = {scope: tally for scope, tally in promised.goals.items() if tally.set}
    if len(tallies) == 2:
        tallies.pop(ALL)
    rows = [
        [say(f"year.goals_in.{scope}", lang), *map(str, (one.set, one.met, one.unmet, one.open, one.overdue))]
        for scope, one in tallies.items()
    ]
    return section("goals", lang, ["scope", "set", "met", "unmet", "open", "overdue"], rows)


def _pledges(promised: YearPromises, lang: str) -> list[TableSection]:
    rows = [
        [
            row.called(lang),
            " ".join(part for part in (row.said("post", lang), row.said("person", lang)) if part) or "-",
            row.said("text", lang),
            row.aim(lang) if row.target is not None else "-",
            row.actual or "-",
            percent_cell(row.percent) or "-",
            told_state("pledge_state", row.state, lang),
            row.said("remark", lang) or "-",
        ]
        for row in promised.pledges
    ]
    columns = ["unit", "by", "pledge", "target", "actual", "percent", "state", "remark"]
    totals = told_totals(pledge_totals(promised.pledges), lang)
    return [one.noted(totals) for one in section("pledges", lang, columns, rows)]


def _livelihood(promised: YearPromises, lang: str) -> list[TableSection]:
    """A row for each field and what all come to; in bulletins of older programs one for each measure."""
    fields = given(promised.livelihood_fields)
    columns = ["items", "planned", "spent", "percent"]
    if fields is None:
        rows = [[str(one.fields), *_amounts(one, lang)] for one in promised.livelihood]
        return section("livelihood", lang, ["fields", *columns], rows)
    rows = [[one.called(lang) or "-", *_amounts(one, lang)] for one in fields]
    found, sums = section("livelihood", lang, ["field", *columns], rows), told_sums(promised.livelihood, lang)
    return [one.noted(*sums) for one in found]


def _amounts(one: LivelihoodTotal, lang: str) -> list[str]:
    amounts = told_amount(one.planned, one, lang), told_amount(one.spent, one, lang)
    return [str(one.items), *amounts, percent_cell(one.percent) or "-"]
