"""Which displays draw a step otherwise than most of their size and look."""

from collections import Counter
from collections.abc import Sequence

from scoreboard.publications.display_reports import Report


def unlike(reports: Sequence[Report]) -> frozenset[Report]:
    """Those that draw a step otherwise than most displays of their size and look."""
    counts: dict[tuple[int, int, int, str], Counter[str]] = {}
    for report in reports:
        if report.frame:
            counts.setdefault(report.like, Counter())[report.frame] += 1
    usual = {like: frames.most_common(1)[0][0] for like, frames in counts.items()}
    return frozenset(report for report in reports if report.frame and report.frame != usual[report.like])
