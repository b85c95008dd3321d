"""What the check says of a sheet's images: those that cannot be shown, and those too small for a hall."""

import io
from collections.abc import Iterator

from sqlmodel import Session

from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.models import CueImage

COARSE = 100
"""Pixels of its longer side that an image should have: a hall of 80 columns and 24 rows draws it with forty or more."""


def image_findings(session: Session, here: Standpoint) -> Iterator[Finding]:
    """A finding for each sort of trouble, with the cues and the files that they name."""
    lost: list[str] = []
    coarse: list[str] = []
    for number, cue in enumerate(here.sheet, 1):
        if not cue.image:
            continue
        side = _longer_side(session.get(CueImage, cue.image_digest))
        if side < COARSE:
            (coarse if side else lost).append(f"{number} ({cue.image})")
    if lost:
        yield Finding("images", "warning", {"cues": ", ".join(lost)})
    if coarse:
        yield Finding("coarse", "warning", {"cues": ", ".join(coarse), "limit": COARSE})


def _longer_side(kept: CueImage | None) -> int:
    """In pixels; 0 for an image that is not there, or cannot be read."""
    from PIL import Image

    if kept is None:
        return 0
    try:
        picture = Image.open(io.BytesIO(kept.content), formats=("PNG", "JPEG"))
        picture.load()
    except Exception:  # whatever is wrong with it, the hall could not show it either
        return 0
    return int(max(picture.size))
