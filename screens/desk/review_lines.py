"""Drafts as lines of the review: which of them are shown, in which order, and what each says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoreboard.desk.confirming import Seen
from scoreboard.desk.expectations import Expectations, Oddity
from scoreboard.desk.importing.typed_instead import typed_instead
from scoreboard.desk.reviewing import ReviewDraft
from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import say
from scoreboard.rules.ranking import exact
from screens.desk.grid_picture import BACK_SIGN, SIGNS
from screens.desk.sentences import back_words, local_time, odd_words, place_words, who_entered
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

SIGN, SCORE, WHO = 1, 9, 10
WIDE = 110
"""Cells of a screen from which on the source has a column, too."""


class ReviewOrder(StrEnum):
    """In which order drafts are read."""

    AREA = "area"
    UNIT = "unit"
    DIFFERENCE = "difference"
    """Those first that differ most from the last period."""

    @property
    def following(self) -> "ReviewOrder":
        orders = list(ReviewOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True)
class ReviewLines:
    """The lines of a review, on a screen so many cells wide."""

    sheet: Worksheet
    lang: str
    width: int
    accepted: Collection[Seen]
    expectations: Expectations | None = None
    """What scores are held against; None until it is known."""

    def columns(self, before: str) -> tuple[ListColumn, ...]:
        """The columns; `before` is what the last period is called, where that is short enough."""
        fits = before and width_of(before) <= SCORE + 1
        return (
            ListColumn("", SIGN),
            ListColumn(self._say("unit")),
            ListColumn(self._say("area")),
            ListColumn(self._say("score"), SCORE, right=True),
            ListColumn(before if fits else self._say("before"), SCORE + 1, right=True),
            ListColumn(self._say("difference"), SCORE, right=True),
            ListColumn(self._say("who"), WHO),
            *((ListColumn(self._say("source")),) if self.width >= WIDE else ()),
        )

    def rows(self, drafts: Sequence[ReviewDraft], order: ReviewOrder) -> list[ListRow]:
        """A line for each draft, in an order."""
        return [self.row(draft) for draft in self._ordered(drafts, order)]

    def _ordered(self, drafts: Sequence[ReviewDraft], order: ReviewOrder) -> Sequence[ReviewDraft]:
        if order is ReviewOrder.UNIT:
            return sorted(drafts, key=lambda one: (self.sheet.row_of[one.unit], self.sheet.column_of[one.area]))
        if order is ReviewOrder.DIFFERENCE:
            return sorted(drafts, key=lambda one: -1 if one.difference is None else abs(one.difference), reverse=True)
        return drafts

    def row(self, draft: ReviewDraft) -> ListRow:
        """The line of one."""
        sheet = self.sheet
        accepted = draft.seen in self.accepted
        sign = SIGNS[CellState.CONFIRMED] if accepted else BACK_SIGN if draft.back else SIGNS[CellState.DRAFT]
        judge = f" {draft.judge}" if draft.judge else ""
        cells = (
            sign,
            sheet.units[sheet.row_of[draft.unit]].called(self.lang),
            sheet.areas[sheet.column_of[draft.area]].called(self.lang) + judge,
            draft.text,
            draft.before or "-",
            difference_words(draft, sheet.decimals),
            who_entered(draft.entered_by, self.lang) + ("?" if draft.unproved else ""),
            *((source_words(draft, self.lang),) if self.width >= WIDE else ()),
        )
        tone = "good" if accepted else "warn" if draft.back else "bad" if self._oddity(draft) else ""
        return ListRow(draft.seen, cells, tone)

    def at_once(self, page: Sequence[ReviewDraft]) -> tuple[set[Seen], Sequence[Seen]]:
        """The drafts of a page that may be accepted together, and those that must be looked at first: why they are odd
        is told of one at a time."""
        wanted = [one for one in page if one.back is None and not one.hidden]
        odd = [one.seen for one in wanted if one.seen not in self.accepted and self._oddity(one) is not None]
        return {one.seen for one in wanted} - set(odd), odd

    def _oddity(self, draft: ReviewDraft) -> Oddity | None:
        if self.expectations is None or draft.hidden:
            return None
        return self.expectations.oddity((draft.unit, draft.area), draft.text)

    def told(self, draft: ReviewDraft, before: str) -> Sequence[str]:
        """All that is known of one, in full; `before` is what the last period is called."""
        sheet, lang = self.sheet, self.lang
        last = self._say("nothing_before")
        if draft.before:
            difference = difference_words(draft, sheet.decimals)
            last = f"{before} {draft.before}{f'  ({difference})' if difference else ''}"
        by = f"{who_entered(draft.entered_by, lang)} {local_time(draft.entered_at, sheet.zone)}"
        version = say("desk.cell.version", lang, version=draft.version)
        unproved = f"  {self._say('unproved')}" if draft.unproved else ""
        lines = [
            f"{place_of_draft(draft, sheet, lang)}  {draft.text}  {version}",
            last,
            f"{by}{unproved}  {source_words(draft, lang)}",
        ]
        if (oddity := self._oddity(draft)) is not None:
            lines[1] = f"{last}  {odd_words(oddity, sheet.decimals, lang)}"
        if draft.hidden:
            lines.append(self._say("typed_once"))
        if draft.back is not None:
            lines.append(back_words(draft.back, sheet.zone, lang))
        return lines

    def _say(self, key: str) -> str:
        return say(f"desk.review.{key}", self.lang)


def difference_words(draft: ReviewDraft, decimals: int) -> str:
    """How much more or less a score is than that of the last period; empty where that can't be said."""
    if draft.difference is None:
        return ""
    return f"{'+' if draft.difference > 0 else ''}{exact(draft.difference, decimals)}"


def source_words(draft: ReviewDraft, lang: str) -> str:
    """Where a score came from: 二季度.xlsx · 得分 C7; nothing of one that a folder brought."""
    if draft.source is None:
        return "" if draft.entered_by is None else say("desk.review.typed", lang)
    file = draft.source.file or say("desk.review.pasted", lang)
    cell, said = typed_instead(draft.source.cell)
    place = f"{file}{f' · {draft.source.sheet}' if draft.source.sheet else ''} {cell}"
    return place if said is None else say("desk.review.typed_instead", lang, place=place, said=said)


def place_of_draft(draft: ReviewDraft, sheet: Worksheet, lang: str) -> str:
    """A draft by its names."""
    judge = f" · {draft.judge}" if draft.judge else ""
    return place_words((draft.unit, draft.area), sheet, lang) + judge
