"""What the second line of the desk says."""

from datetime import datetime

from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import say
from screens.desk.grid_picture import BACK_SIGN, HELD_SIGNS, SIGNS
from screens.desk.row_filter import RowFilter
from screens.desk.unsaved_scores import HeldScores, Hold
from screens.widgets.bars import Part

STATE_TONES = {"open": "good", "sealed": "bad", "published": "warn"}


def state_parts(
    sheet: Worksheet, held: HeldScores, now: datetime, lang: str, others: str = "", shown: RowFilter | None = None
) -> tuple[list[Part], list[Part]]:
    """The second line: how far the period has come, which `others` are at a desk, and which rows are `shown` alone.

    The signs beside the numbers are those of the cells.
    """
    drafts, missing = sheet.drafts, sheet.missing
    left: list[Part] = [(f" {say(f'desk.state.{sheet.state}', lang)} ", STATE_TONES[sheet.state])]
    left.append(
        (f"  {SIGNS[CellState.DRAFT]} {say('desk.heading.drafts', lang, count=drafts)}", "warn" if drafts else "quiet")
    )
    if sheet.sent_back:
        left.append((f"  {BACK_SIGN} {say('desk.heading.sent_back', lang, count=sheet.sent_back)}", "bad"))
    left.append((f"  {SIGNS[CellState.MISSING]} {say('desk.heading.missing', lang, count=missing)}", "quiet"))
    confirmed = sheet.count(CellState.CONFIRMED)
    left.append((f"  {SIGNS[CellState.CONFIRMED]} {say('desk.heading.confirmed', lang, count=confirmed)}", "quiet"))
    unsaved = held.count(Hold.UNSAVED, Hold.CONFLICT)
    if unsaved:
        left.append((f"  {HELD_SIGNS[Hold.UNSAVED]} {say('desk.heading.unsaved', lang, count=unsaved)}", "bad"))
    right: list[Part] = [(f"{say('desk.together.here', lang, who=others)} ", "warn")] if others else []
    if shown is not None:
        gaps = {"kind": say(f"desk.filter.{shown.kind}", lang), "rows": len(shown.units), "all": len(sheet.units)}
        right.append((f" {say('desk.heading.filter', lang, **gaps)} ", "bad"))
    if sheet.judged:
        judge = sheet.judge or say("desk.heading.no_judge", lang)
        right.append((f"{say('desk.heading.judge', lang, judge=judge)} ", "" if sheet.judge else "bad"))
    if sheet.double_entry:
        right.append((say("desk.heading.double_entry", lang) + " ", "quiet"))
    if sheet.live(now):
        right.append((say("desk.heading.live", lang) + " ", "good"))
    return left, right
