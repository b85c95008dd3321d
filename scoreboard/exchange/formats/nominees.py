"""`nominees.csv`: people put up for a star, with the ballots as far as they are counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from scoreboard.enums import NomineeStatus
from scoreboard.exchange.csv_rows import CsvRow, RowFormat, each_row
from scoreboard.exchange.field_types import Count, Day, Name, Reference, Text
from scoreboard.exchange.formats.competition import DeclaredStar
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import FilePlace, Problem, Problems
from scoreboard.rules.ranking import displayed
from scoreboard.rules.star_votes import RESULT_DECIMALS, Ballots, CountStatus, tally
from scoreboard.spelling import told_apart_by

Group = Literal["members", "masses"]
UNFIT = {CountStatus.INCOMPLETE: "star_incomplete", CountStatus.VOID: "star_void"}
"""Votes by which nobody is elected, and what is said of them."""


@dataclass(frozen=True, slots=True)
class DeclaredBallots:
    """One group's ballots for one nominee."""

    issued: int
    returned: int
    valid: int
    in_favour: int


class DeclaredNominee(RowFormat):
    """A person put up for a star; a group's ballots are None until they are counted."""

    file: ClassVar[str] = "nominees.csv"

    period: Reference
    star: Reference
    unit: Reference
    person: Name
    person_en: Name = ""
    post: Text = ""
    post_en: Text = ""
    series: Reference | None = None
    members_issued: Count | None = None
    members_returned: Count | None = None
    members_valid: Count | None = None
    members_for: Count | None = None
    masses_issued: Count | None = None
    masses_returned: Count | None = None
    masses_valid: Count | None = None
    masses_for: Count | None = None
    notice_from: Day | None = None
    status: NomineeStatus = NomineeStatus.NOMINATED

    @property
    def members(self) -> DeclaredBallots | None:
        """The ballots of the members."""
        return _ballots(self.members_issued, self.members_returned, self.members_valid, self.members_for)

    @property
    def masses(self) -> DeclaredBallots | None:
        """The ballots of the masses."""
        return _ballots(self.masses_issued, self.masses_returned, self.masses_valid, self.masses_for)


def _ballots(
    issued: int | None, returned: int | None, valid: int | None, in_favour: int | None
) -> DeclaredBallots | None:
    if issued is None or returned is None or valid is None or in_favour is None:
        return None
    return DeclaredBallots(issued, returned, valid, in_favour)


def read_nominees(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredNominee, ...]:
    """The nominees, their units by id; a person is put up once for a star of a period."""
    nominees, once = [], Once()
    for row in each_row(folder, DeclaredNominee, problems):
        nominee = row.written
        period, star, unit = known.period(row), known.star(row), known.unit(row)
        known.series_of(row)
        _check_ballots(row, "members")
        _check_ballots(row, "masses")
        _check_status(row, known, nominee)
        if (
            period
            and star
            and unit
            and once.is_new(row, period, star, unit, told_apart_by(nominee.person), nominee.series)
        ):
            nominees.append(nominee.model_copy(update={"unit": unit}))
    return tuple(nominees)


def crowded_stars(nominees: Iterable[DeclaredNominee], stars: Iterable[DeclaredStar]) -> Iterator[Problem]:
    """Each star that more are confirmed for, in a series and period, than it has places.

    A folder may say so, for it tells what was: who was elected is not ours to choose.
    """
    places = {star.id: star.places for star in stars}
    confirmed = Counter(
        (one.star, one.series or "", one.period) for one in nominees if one.status == NomineeStatus.CONFIRMED
    )
    for (star, _, period), count in confirmed.items():
        if count > places.get(star, count):
            gaps = (("star", star), ("period", period), ("count", count), ("places", places[star]))
            yield Problem(FilePlace(DeclaredNominee.file, column="status"), "crowded_star", gaps)


def _check_status(row: CsvRow[DeclaredNominee], known: Known, nominee: DeclaredNominee) -> None:
    """A folder elects nobody whom the desk could not: it takes a vote that counts, and reaches the threshold."""
    star = next((one for one in known.definitions.stars if one.id == nominee.star), None)
    if star is None or nominee.status != NomineeStatus.CONFIRMED:
        return
    ballots = {"members": nominee.members, "masses": nominee.masses}
    counted = {
        group: Ballots(given.issued, given.returned, given.valid, given.in_favour)
        for group, given in ballots.items()
        if given is not None
    }
    result = tally(dict(star.voters), counted, star.quorum, threshold=star.threshold)
    if result.value is None or result.exact is None:
        row.wrong("status", UNFIT[result.status])
    elif result.exact < star.threshold:
        shown_result = displayed(result.value, RESULT_DECIMALS)
        row.wrong("status", "star_threshold", result=shown_result, least=f"{star.threshold.normalize():f}")


def _check_ballots(row: CsvRow[DeclaredNominee], group: Group) -> None:
    """A group's ballots are counted all or not; counts that can't be are let pass, for they void the vote (S17)."""
    columns = [f"{group}_{count}" for count in ("issued", "returned", "valid", "for")]
    if any(row.raw(column) for column in columns):
        for column in columns:
            if not row.raw(column):
                row.wrong(column, "empty")
