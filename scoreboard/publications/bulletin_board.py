"""What a bulletin says, whichever program printed it: flags, tables, stars, and the decisions of its period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from scoreboard.publications.board_words import ContestBoard, NamedUnit
from scoreboard.publications.commitments import Resealed, SealAmendment
from scoreboard.publications.corrections import ToldCorrection
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.annual import AnnualBoard
from scoreboard.publications.kinds.goals import GoalTally
from scoreboard.publications.kinds.livelihood import LivelihoodField, LivelihoodTotal
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.rectifications import RectificationRow
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.names import InBothLanguages, named
from scoreboard.wire import UNSET, UnsetType, given

Deed = Literal["closed", "reopened", "announced", "moved"]
"""What happened to a period or to stars: `moved` is whatever changes how nominees stand."""
DeedOnUnit = Literal["vetoed", "veto_lifted", "corrected", "flag_moved"]
"""What was done about units or their flags, for a reason of its own."""


class OfficeWords(TypedDict, total=False):
    """Who issues a bulletin and to whom it goes, as far as its series says so."""

    issuer: str
    issuer_en: str
    addressed_to: str
    addressed_to_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VetoLine(NamedUnit):
    """A veto of the period on a unit."""

    veto: str
    veto_name: str
    veto_name_en: str | UnsetType = UNSET
    """What the item is called in English, where it has such a name."""
    reason: str
    reason_en: str | UnsetType = UNSET
    decided_on: str

    def reason_called(self, lang: str) -> str:
        """Why it was decided, in a language."""
        return named(self.reason, given(self.reason_en), lang)

    def veto_called(self, lang: str) -> str:
        """What the item is called in a language."""
        return named(self.veto_name, given(self.veto_name_en), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionLine(ToldCorrection, InBothLanguages):
    """A correction of a unit's score in an area."""

    area: str
    area_name: str
    area_name_en: str
    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str
    approver: str | UnsetType = UNSET
    """How the only one stands who approved: "person", or "named" for one whom the contest does not know."""
    named: tuple[str, ...] | UnsetType = UNSET
    """Of several those whom the contest does not know."""

    def area_called(self, lang: str) -> str:
        """What the area is called in a language."""
        return named(self.area_name, self.area_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodStars:
    """Whoever was elected in a period of the year."""

    period: str
    period_name: str
    period_name_en: str
    rows: tuple[StarRow, ...]

    def called(self, lang: str) -> str:
        """What the period is called in a language."""
        return named(self.period_name, self.period_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class YearPromises:
    """What was promised for the year, and what became of it."""

    pledges: tuple[PledgeRow, ...]
    """Those of a unit together."""
    goals: Mapping[str, GoalTally]
    """By scope, and of all."""
    livelihood: tuple[LivelihoodTotal, ...]
    """One for each measure."""
    livelihood_fields: tuple[LivelihoodField, ...] | UnsetType = UNSET
    """One for each field, and each measure in it; older programs did not say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RevisionCause(InBothLanguages):
    """The deed that a revision follows from: what it was about, and what it did."""

    deed: str
    """A `Deed`, a `DeedOnUnit`, or of promises their kind and what was done: "goal.settled"."""
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletinBoard(ContestBoard):
    """The bulletin of a period, as it was printed; it has no rows of its own."""

    board: Literal["bulletin"] = "bulletin"
    wording: int | UnsetType = UNSET
    """In which words it is printed; not set of those of before they were counted."""
    competition_name: str
    competition_name_en: str
    flags: tuple[FlagRow, ...]
    overall: RankingBoard
    rankings: tuple[RankingBoard, ...]
    """Of every area that has been revealed."""
    stars: tuple[StarRow, ...]
    vetoes: tuple[VetoLine, ...]
    corrections: tuple[CorrectionLine, ...]
    rectifications: tuple[RectificationRow, ...] | UnsetType = UNSET
    """What units have to put right because of the period, or in the year, where everybody learns of it."""
    amendments: tuple[SealAmendment, ...] = ()
    """What was changed under the seals of the period's ceremonies."""
    resealed: tuple[Resealed, ...] | UnsetType = UNSET
    """When all of it was sealed again, where it was."""
    reason: str
    cause: RevisionCause | UnsetType = UNSET
    """What it was revised after: where there is no reason to say, or beside it where that was about units."""
    issuer: str | UnsetType = UNSET
    """The office that issues it, where that is not the host of its series."""
    issuer_en: str | UnsetType = UNSET
    addressed_to: str | UnsetType = UNSET
    """Whom it is addressed to, in words; not set where that is all who take part."""
    addressed_to_en: str | UnsetType = UNSET
    annual: AnnualBoard | UnsetType = UNSET
    """The year's table with its parts, in a bulletin of the year."""
    closed_on: str | UnsetType = UNSET
    """The day on which the year was closed; not set of one that is open again."""
    promised: YearPromises | UnsetType = UNSET
    """In a bulletin of the year, where anything was promised."""
    year_stars: tuple[PeriodStars, ...] | UnsetType = UNSET
    """In a bulletin of the year, period by period, where anybody was elected."""
    rows: tuple[FlagRow, ...] = ()

    @property
    def is_early(self) -> bool:
        """Whether it was printed before the words of bulletins were counted: what has been printed stays as it was."""
        return self.wording is UNSET

    @property
    def tells_vacancies(self) -> bool:
        """Whether it says why a flag is vacant where nobody was good enough, as those of the third wording do."""
        return (given(self.wording) or 0) >= 3

    @property
    def is_of_the_fourth_wording(self) -> bool:
        """Whether stars stand in it by their results, and of an open flag that is held it says what is open."""
        return (given(self.wording) or 0) >= 4

    @property
    def calls_levels_by_name(self) -> bool:
        """Whether it calls levels of honours by what people call them, as those of the fifth wording do."""
        return (given(self.wording) or 0) >= 5

    @property
    def is_of_the_sixth_wording(self) -> bool:
        """Whether it says of a correction that the score has stayed, and how much honours may add to a year."""
        return (given(self.wording) or 0) >= 6

    @property
    def is_of_the_seventh_wording(self) -> bool:
        """Whether it is worded as the letter of an office: to whom, on what grounds, its sections counted."""
        return (given(self.wording) or 0) >= 7

    @property
    def is_of_the_eighth_wording(self) -> bool:
        """Whether it says what fewer scores cost in the total, and of a year's stars why ties were decided."""
        return (given(self.wording) or 0) >= 8

    def issued_by(self, lang: str) -> str:
        """The office that issues it, in a language; empty where that is its host, or it has no name in English."""
        return (given(self.issuer_en) if lang == "en" else given(self.issuer)) or ""

    def addressed(self, lang: str) -> str:
        """Whom it is addressed to, in a language; empty where the series does not say."""
        return named(given(self.addressed_to) or "", given(self.addressed_to_en), lang)

    def printed_like(self, before: "BulletinBoard") -> "BulletinBoard":
        """The same as it would have been printed when that one was: in its wording, by its office, and for its reason.

        What differs then is news; that an office is called otherwise, or bulletins are worded anew, is none.
        """
        return replace(
            self,
            wording=before.wording,
            reason=before.reason,
            cause=before.cause,
            issuer=before.issuer,
            issuer_en=before.issuer_en,
            addressed_to=before.addressed_to,
            addressed_to_en=before.addressed_to_en,
        )
