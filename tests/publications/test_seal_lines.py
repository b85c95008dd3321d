"""What a bulletin lists of the changes under the seals of its period's ceremonies."""

from scoreboard.publications.commitments import SealAmendment, SealBoard
from scoreboard.publications.seal_lines import changes_in


def sealed(ceremony: str, *reasons: str, again: bool = False) -> SealBoard:
    """A ceremony whose seal was amended for these reasons."""
    rows = (
        SealAmendment(
            commitment=f"{ceremony}{place}", reason=reason, sealed_by="ann", approved_by="zed", again=again, at="noon"
        )
        for place, reason in enumerate(reasons)
    )
    return SealBoard(
        competition="lake", series="main", period="Q1", ceremony=ceremony, commitment="c", sealed_by="ann",
        sealed_at="dawn", rows=tuple(rows),
    )  # fmt: skip


def test_a_change_that_amends_two_ceremonies_is_listed_once() -> None:
    seals = (
        sealed("first", "sum", "sum", "lot"),
        sealed("second", "sum", "lot", "late"),
        sealed("third", "all", again=True),
    )
    assert [one.reason for one in changes_in(seals)] == ["sum", "sum", "lot", "late"]
