"""Which drafts of the review are shown, and the list in which that is chosen."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from scoreboard.desk.confirming import Seen
from scoreboard.desk.reviewing import ReviewDraft
from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import say
from scoreboard.name_search import folded
from screens.desk.choice import ChoiceDialog
from screens.desk.sentences import who_entered
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow


@dataclass(frozen=True)
class ReviewFilter:
    """Which drafts are shown: all, those that are `open`, sent `back`, or of one area, unit, person or file."""

    kind: str = "all"
    value: str = ""

    def holds(self, draft: ReviewDraft, accepted: Collection[Seen]) -> bool:
        """Whether a draft is shown."""
        match self.kind:
            case "open":
                return draft.seen not in accepted and draft.back is None
            case "back":
                return draft.back is not None
            case "all":
                return True
        return PARTS[self.kind](draft) == self.value

    def called(self, sheet: Worksheet, lang: str) -> str:
        """What they are called."""
        named = {
            "area": lambda: sheet.areas[sheet.column_of[self.value]].called(lang),
            "unit": lambda: sheet.units[sheet.row_of[self.value]].called(lang),
            "who": lambda: who_entered(self.value, lang),
            "file": lambda: self.value or say("desk.review.pasted", lang),
        }
        return named[self.kind]() if self.kind in named else say(f"desk.review.filter_{self.kind}", lang)


PARTS: Mapping[str, Callable[[ReviewDraft], str | None]] = {
    "area": lambda draft: draft.area,
    "who": lambda draft: draft.entered_by or "",
    "file": lambda draft: None if draft.source is None else draft.source.file,
    "unit": lambda draft: draft.unit,
}
"""What a draft is of, by the kinds of filters; None where it is of none."""


def filters_of(drafts: Sequence[ReviewDraft], accepted: Collection[Seen]) -> Mapping[ReviewFilter, int]:
    """What can be shown alone, with how many drafts that are."""
    found: Counter[ReviewFilter] = Counter()
    for kind in ("all", "open", "back"):
        one = ReviewFilter(kind)
        found[one] = sum(one.holds(draft, accepted) for draft in drafts)
    for kind, part in PARTS.items():
        found.update(ReviewFilter(kind, value) for draft in drafts if (value := part(draft)) is not None)
    return found


def choose_filter(
    lang: str, sheet: Worksheet, filters: Mapping[ReviewFilter, int], shown: ReviewFilter
) -> ChoiceDialog:
    """Choose one, by its number; typing narrows the list."""
    rows = [
        ListRow(str(at), (say(f"desk.review.by_{one.kind}", lang), one.called(sheet, lang), str(count)))
        for at, (one, count) in enumerate(filters.items())
    ]

    def narrowed(typed: str) -> list[str]:
        return [str(row.key) for row in rows if folded(typed) in folded("".join(row.cells))]

    return ChoiceDialog(
        lang,
        say("desk.review.which", lang),
        (ListColumn("", 10), ListColumn(), ListColumn("", 6, right=True)),
        rows,
        matching=narrowed,
        prompt=say("desk.contest.prompt", lang),
        current=next((str(at) for at, one in enumerate(filters) if one == shown), None),
    )
