"""One flag in a ceremony, a type for each moment: a step holds what it shows and nothing of later ones."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.corrections import SignedReason, ToldCorrection
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.names import CarriesFlag, named
from scoreboard.publications.pools import with_pool
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagScene(Scene, CarriesFlag):
    """The area in which a flag is won, and the pool where pools have flags of their own."""

    scene: Literal["flag"] = "flag"
    moment: str
    area: str
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET
    pool: str | None
    pool_name: str | UnsetType = UNSET
    pool_name_en: str | UnsetType = UNSET

    def flag_of_pool(self, lang: str) -> str:
        """What the flag is called, with its pool behind it where pools have flags of their own."""
        pool = named(given(self.pool_name) or "", given(self.pool_name_en), lang)
        return with_pool(self.flag_called(lang), pool, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagOnStage(FlagScene):
    """Whose the flag has been, and the how manieth of the ceremony it is."""

    previous: tuple[NamedUnit, ...]
    number: int | UnsetType = UNSET
    """Not set where it is shown again between ceremonies."""
    open: bool | UnsetType = UNSET
    """Whether an earlier period, of which not everything is public, keeps secret whose it has been."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagContest(FlagOnStage):
    """Which flag it is, and who holds it."""

    moment: Literal["contest"] = "contest"


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagRoll(FlagOnStage):
    """The names of all who can win it, one after the other."""

    moment: Literal["roll"] = "roll"
    candidates: tuple[NamedUnit, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagPlace(FlagOnStage):
    """Who is third, or second, or at another place of a climb: several in a tie."""

    moment: Literal["place"] = "place"
    place: int
    rows: tuple[RankingRow, ...]
    decimals: int

    @property
    def is_out_of_the_ranking(self) -> bool:
        """Whether those who are shown have no place: the first step of a climb brings them."""
        return bool(self.rows) and not any(row.rank for row in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagClimb(FlagOnStage):
    """Who stands at some places of the area's ranking, from the first of them to the last."""

    moment: Literal["climb"] = "climb"
    board: RankingBoard
    from_: int
    to: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagTransfer(FlagOnStage):
    """Who has won it, and the first places of the area."""

    moment: Literal["transfer"] = "transfer"
    row: FlagRow
    top: tuple[RankingRow, ...]
    more: int = 0
    """How many more share the last of these places; older programs did not say."""
    decimals: int
    candidates: tuple[NamedUnit, ...] | UnsetType = UNSET
    """Whose names roll until the winner's stops; not set where it is shown again between ceremonies."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectedScore(NamedUnit):
    """Whose score of the area was corrected, and how: the words of a `ToldCorrection`."""

    old: str | None
    new: str | None
    reason: str
    approved_by: str
    signers: tuple[str, ...] | UnsetType = UNSET
    at: str
    reasons: tuple[str, ...] | UnsetType = UNSET
    signed: tuple[SignedReason, ...] | UnsetType = UNSET
    earlier: tuple[ToldCorrection, ...] | UnsetType = UNSET

    @property
    def correction(self) -> ToldCorrection:
        """The correction alone."""
        return ToldCorrection(
            old=self.old,
            new=self.new,
            reason=self.reason,
            approved_by=self.approved_by,
            signers=self.signers,
            at=self.at,
            reasons=self.reasons,
            signed=self.signed,
            earlier=self.earlier,
        )

    @staticmethod
    def of(row: RankingRow, told: ToldCorrection) -> "CorrectedScore":
        """That of a ranking's row."""
        return CorrectedScore(
            unit=row.unit,
            name=row.name,
            short_name=row.short_name,
            short_name_en=row.short_name_en,
            name_en=row.name_en,
            old=told.old,
            new=told.new,
            reason=told.reason,
            approved_by=told.approved_by,
            signers=told.signers,
            at=told.at,
            reasons=told.reasons,
            signed=told.signed,
            earlier=told.earlier,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagCorrection(FlagScene):
    """What was announced of it, what holds now, why, and who approved that."""

    moment: Literal["correction"] = "correction"
    before: FlagRow
    row: FlagRow
    corrections: tuple[CorrectedScore, ...]
    signed: tuple[SignedReason, ...] | UnsetType = UNSET
    """Each reason with who approved it."""
    reasons: tuple[str, ...] | UnsetType = UNSET
    """Of older programs: each reason."""
    approved_by: tuple[str, ...] | UnsetType = UNSET
    """Of older programs: all who approved any of them."""
    decimals: int

    @property
    def every_reason(self) -> tuple[SignedReason, ...]:
        """The reasons, each with who approved it; in a row of before with all who approved any."""
        if rows := given(self.signed):
            return rows
        return tuple(
            SignedReason(reason=one, approved_by=given(self.approved_by) or ()) for one in given(self.reasons) or ()
        )


SCENES = (FlagContest, FlagRoll, FlagPlace, FlagClimb, FlagTransfer, FlagCorrection)
