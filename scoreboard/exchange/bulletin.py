"""The bulletin of a period as a document to print or to put on the web."""

from typing import Any

from scoreboard.enums import Status
from scoreboard.exchange.pages import literal, page, table
from scoreboard.locale import listed, listed_texts, say
from scoreboard.publications.corrections import ToldCorrection
from scoreboard.publications.flag_words import FlagRow, told_margin, told_note
from scoreboard.publications.pools import are_apart, pool_label, with_pool
from scoreboard.publications.set_apart import SetApart, told_set_apart
from scoreboard.wire import from_json


def bulletin_markdown(board: dict[str, Any], lang: str) -> str:
    """A published bulletin, as `scoreboard.publications.choosing.as_json` gives it, in Markdown."""
    return "\n".join(
        [
            f"# {literal(_title(board, lang))}",
            "",
            literal(_edition(board, lang)),
            "",
            *_flags(board, lang),
            *_overall(board, lang),
            *_rankings(board, lang),
            *_stars(board, lang),
            *_vetoes(board, lang),
            *_corrections(board, lang),
            *_amendments(board, lang),
        ]
    )


def bulletin_html(board: dict[str, Any], lang: str) -> str:
    """The same document as a page of HTML on its own."""
    return page(_title(board, lang), bulletin_markdown(board, lang), lang)


def _is_early(board: dict[str, Any]) -> bool:
    """Whether it was printed before the words of bulletins were counted: what has been printed stays as it was."""
    return "wording" not in board


def _title(board: dict[str, Any], lang: str) -> str:
    if _is_early(board):
        names = ("competition_name", "series_name", "period_name")
        names = names if lang == "zh" else ("competition_name_en", "series_name_en", "period")
        return say("bulletin.title", lang, what=" ".join(str(board[name]) for name in names))
    names = ("competition_name_en", "series_name_en", "period_name_en")
    if lang == "zh":
        names = ("competition_name", "series_name", "period_name")
    return say("bulletin.title", lang, what=(" " if lang == "zh" else ", ").join(str(board[name]) for name in names))


def _edition(board: dict[str, Any], lang: str) -> str:
    edition = say("bulletin.edition", lang, revision=board["revision"], at=board["published_at"][:16].replace("T", " "))
    revised = (board["revision"] > 1 or _is_early(board)) and board["reason"]
    return f"{edition} {say('bulletin.because', lang, reason=board['reason'])}" if revised else edition


def _section(name: str, lang: str, columns: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    heads = [say(f"bulletin.column.{column}", lang) for column in columns]
    return [
        f"## {say(f'bulletin.section.{name}', lang)}",
        "",
        *table(heads, rows),
        "",
    ]


def _flags(board: dict[str, Any], lang: str) -> list[str]:
    rows = [
        [
            _flag_name(board, row, lang),
            _names(row["holders"], lang) or _nobody(board, row, lang),
            say(f"bulletin.{'early_outcome' if _is_early(board) else 'outcome'}.{row['outcome']}", lang),
            (row["margin"] if _is_early(board) else told_margin(row)) or "-",
            _names(row["previous"], lang) or "-",
            _note(board, row, lang) or (say("bulletin.outcome.settles", lang) if _typed(row).is_open else ""),
        ]
        for row in board["flags"]
    ]
    return _section("flags", lang, ["flag", "holder", "outcome", "margin", "previous", "reason"], rows)


def _typed(row: dict[str, Any]) -> FlagRow:
    return from_json(FlagRow, row)


def _nobody(board: dict[str, Any], row: dict[str, Any], lang: str) -> str:
    """What stands where a holder would."""
    unsaid = _typed(row).is_open if _is_early(board) else _typed(row).tells_nobody
    return "-" if unsaid else say("bulletin.vacant", lang)


def _note(board: dict[str, Any], row: dict[str, Any], lang: str) -> str:
    return str(row["reason"] or "") if _is_early(board) else told_note(row, lang)


def _flag_name(board: dict[str, Any], row: dict[str, Any], lang: str) -> str:
    name = row["flag"] if lang == "zh" else row["area_name_en"]
    if "pools" not in board:
        return f"{name} ({row['pool']})" if row["pool"] else str(name)
    return with_pool(str(name), pool_label(board.get("pools", ()), row["pool"], lang), lang)


def _pool(board: dict[str, Any], row: dict[str, Any], lang: str) -> list[str]:
    """The cell that says of which pool a row is; none where nothing could be confused."""
    return [pool_label(board["pools"], row["pool"], lang)] if are_apart(board) else []


def _overall(board: dict[str, Any], lang: str) -> list[str]:
    rows = [
        [*_pool(board, row, lang), _rank(row, lang), _name(row, lang), str(row["flags"]), row["score"] or "-"]
        for row in board["overall"]["rows"]
    ]
    lines = _section("overall", lang, [*_pool_head(board), "rank", "unit", "flags", "total"], rows)
    return [*lines, *_set_apart(board["overall"]["rows"], lang)]


def _pool_head(board: dict[str, Any]) -> list[str]:
    return ["pool"] if are_apart(board) else []


def _rankings(board: dict[str, Any], lang: str) -> list[str]:
    lines: list[str] = []
    for ranking in board["rankings"]:
        shown = [row for row in ranking["rows"] if row["status"] != Status.MISSING or not _is_early(board)]
        if all(row["status"] == Status.MISSING for row in shown):
            continue
        heads = [say(f"bulletin.column.{column}", lang) for column in (*_pool_head(board), "rank", "unit", "score")]
        area = ranking["area_name"] if lang == "zh" else ranking["area_name_en"]
        rows = [[*_pool(board, row, lang), _rank(row, lang), _name(row, lang), row["score"] or "-"] for row in shown]
        lines += [f"## {literal(area)}", "", *table(heads, rows), ""]
        if ranking["unrounded"]:
            lines += [say("bulletin.unrounded", lang), ""]
        lines += _set_apart(shown, lang)
    return lines


def _set_apart(rows: list[dict[str, Any]], lang: str) -> list[str]:
    """Why units that have as much as each other stand at different places."""
    note = told_set_apart((from_json(SetApart, row["countback"]) for row in rows if row.get("countback")), lang)
    return [note, ""] if note else []


def _stars(board: dict[str, Any], lang: str) -> list[str]:
    rows = [
        [
            row["star_name"] if lang == "zh" else row["star_name_en"],
            row["person"],
            _name(row, lang),
            row["result"] or "-",
            say(f"bulletin.star_status.{row['status']}", lang),
        ]
        for row in board["stars"]
    ]
    return _section("stars", lang, ["star", "person", "unit", "result", "status"], rows)


def _vetoes(board: dict[str, Any], lang: str) -> list[str]:
    rows = [[_name(row, lang), row["veto_name"], row["reason"], row["decided_on"]] for row in board["vetoes"]]
    return _section("vetoes", lang, ["unit", "veto", "reason", "decided_on"], rows)


def _corrections(board: dict[str, Any], lang: str) -> list[str]:
    rows = [
        [
            row["area_name"] if lang == "zh" else row["area_name_en"],
            _name(row, lang),
            row["old"] or "-",
            row["new"] or "-",
            *_signed(row, lang),
        ]
        for row in board["corrections"]
    ]
    return _section("corrections", lang, ["area", "unit", "old", "new", "approved_by", "reason"], rows)


def _signed(row: dict[str, Any], lang: str) -> tuple[str, str]:
    """Who approved a correction, and why it was made."""
    if "signed" not in row:
        return _approver(row, lang), row["reason"]
    signed = from_json(ToldCorrection, row).every_reason
    names = dict.fromkeys(name for one in signed for name in one.approved_by)
    shown = (say("bulletin.named", lang, name=name) if name in row["named"] else name for name in names)
    return listed(shown, lang), listed_texts((one.reason for one in signed), lang)


def _amendments(board: dict[str, Any], lang: str) -> list[str]:
    rows = [
        [
            row["at"][:16].replace("T", " "),
            row["sealed_by"],
            _approver(row, lang) or "-",
            row["reason"] or say("bulletin.follows", lang),
        ]
        for row in board.get("amendments", [])
    ]
    return _section("amendments", lang, ["at", "sealed_by", "approved_by", "reason"], rows)


def _approver(row: dict[str, Any], lang: str) -> str:
    """Who signed second, marked where the contest does not know them."""
    named = row.get("approver") == "named"
    return say("bulletin.named", lang, name=row["approved_by"]) if named else str(row["approved_by"])


def _rank(row: dict[str, Any], lang: str) -> str:
    return (
        str(row["rank"])
        if row["rank"] is not None
        else say(f"bulletin.unranked.{row['status'].replace('/', '')}", lang)
    )


def _name(row: dict[str, Any], lang: str) -> str:
    return str(row["name"] if lang == "zh" else row["name_en"])


def _names(units: list[dict[str, Any]], lang: str) -> str:
    return listed((_name(unit, lang) for unit in units), lang)
