"""A correction as the public reads it: of a score that had been announced."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedReason:
    """Why something was corrected, and who approved that."""

    reason: str
    approved_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldCorrection:
    """From which score to which, why, and who approved it; a score is unrounded, None for none."""

    old: str | None
    new: str | None
    reason: str
    """All of its reasons, for scripts; people are told those of `every_reason`."""
    approved_by: str
    """All who approved it, for scripts."""
    signers: tuple[str, ...] | UnsetType = UNSET
    """Each of them by name, where there are several: of what became public before each reason was kept with its own."""
    at: str
    """ISO 8601 in UTC."""
    reasons: tuple[str, ...] | UnsetType = UNSET
    """Each of its reasons, where several corrections are told as one: likewise."""
    signed: tuple[SignedReason, ...] | UnsetType = UNSET
    """Each of its reasons with those who approved it, where there are several of either."""
    earlier: "tuple[ToldCorrection, ...] | UnsetType" = UNSET
    """Those of the same score before it."""

    @property
    def every_reason(self) -> tuple[SignedReason, ...]:
        """The reasons, each with who approved it; where that is not known any more, with all."""
        if rows := given(self.signed):
            return rows
        names = given(self.signers) or (self.approved_by,)
        return tuple(SignedReason(reason=one, approved_by=names) for one in given(self.reasons) or (self.reason,))


def told_correction(old: str | None, new: str | None, at: str, signed: Sequence[SignedReason]) -> ToldCorrection:
    """A correction for these reasons."""
    signers = list(dict.fromkeys(name for one in signed for name in one.approved_by))
    return ToldCorrection(
        old=old,
        new=new,
        reason="；".join(dict.fromkeys(one.reason for one in signed)),
        approved_by="、".join(signers),
        at=at,
        signed=tuple(signed) if len(signed) > 1 or len(signers) > 1 else UNSET,
    )
