"""A correction as the public reads it: of a score that had been announced."""

from dataclasses import dataclass

from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldCorrection:
    """From which score to which, why, and who approved it; a score is unrounded, None for none."""

    old: str | None
    new: str | None
    reason: str
    """All of its reasons to read."""
    approved_by: str
    """All who approved it, to read."""
    signers: tuple[str, ...] | UnsetType = UNSET
    """Each of them by name, where there are several."""
    at: str
    """ISO 8601 in UTC."""
    reasons: tuple[str, ...] | UnsetType = UNSET
    """Each of its reasons, where several corrections are told as one."""
    earlier: "tuple[ToldCorrection, ...] | UnsetType" = UNSET
    """Those of the same score before it."""

    @property
    def every_reason(self) -> tuple[str, ...]:
        """The reasons, each as it was given."""
        return given(self.reasons) or (self.reason,)

    @property
    def every_signer(self) -> tuple[str, ...]:
        """Who approved, each name as it was given."""
        return given(self.signers) or (self.approved_by,)
