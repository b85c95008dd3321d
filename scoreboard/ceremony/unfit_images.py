"""What the check says of a contest's images: those that cannot be shown, and those too small for a hall.

Of portraits all are looked at, never those of winners alone.
"""

import io
from collections.abc import Iterator

from sqlmodel import Session, select

from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.models import CueImage, NamedImage
from scoreboard.publications.scene import SceneImage
from scoreboard.wire import given

COARSE = 100
"""Pixels of its longer side that an image should have: a hall of 80 columns and 24 rows draws it with forty or more."""


def image_findings(session: Session, here: Standpoint) -> Iterator[Finding]:
    """A finding for each sort of trouble, with the cues and the files that they name, or with the files alone."""
    named = [(f"{number} ({cue.image})", cue.image_digest) for number, cue in enumerate(here.sheet, 1) if cue.image]
    own = session.exec(select(NamedImage).order_by(NamedImage.kind, NamedImage.subject))
    for names, lost_as, coarse_as in (
        (named, "images", "coarse"),
        ([(row.file, row.digest) for row in own], "lost_images", "coarse_images"),
    ):
        sides = [(name, _longer_side(session.get(CueImage, digest))) for name, digest in names]
        if lost := [name for name, side in sides if not side]:
            yield Finding(lost_as, "warning", {"cues": ", ".join(dict.fromkeys(lost))})
        if coarse := [name for name, side in sides if 0 < side < COARSE]:
            yield Finding(coarse_as, "warning", {"cues": ", ".join(dict.fromkeys(coarse)), "limit": COARSE})


def can_be_shown(image: SceneImage) -> bool:
    """Whether an image is at hand and a picture."""
    content = given(image.content)
    return content is not None and _side_of(content) > 0


def _longer_side(kept: CueImage | None) -> int:
    """In pixels; 0 for an image that is not there, or cannot be read."""
    return 0 if kept is None else _side_of(kept.content)


def _side_of(content: bytes) -> int:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        picture.load()
    except Exception:  # whatever is wrong with it, the hall could not show it either
        return 0
    return int(max(picture.size))
