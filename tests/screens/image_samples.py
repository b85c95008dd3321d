"""Images for scenes: a crest of four fields and a gradient like a photo, small enough to be drawn in a test."""

import io
from base64 import b64encode
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

PICTURED = (
    *("title", "speech", "interlude", "message", "photo", "countdown"),
    *("flag-contest", "star-category", "closing", "cover", "star-one"),
)
"""The scenes of the samples that show an image at every size: their cue's, an emblem, or a portrait."""


@cache
def crest(side: int = 160) -> bytes:
    """A round sign of four colours on nothing, as PNG."""
    page = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(page)
    fields = ((180, 30, 40), (30, 90, 170), (30, 130, 80), (230, 190, 70))
    for quarter, colour in enumerate(fields):
        pen.pieslice((0, 0, side - 1, side - 1), 90 * quarter, 90 * quarter + 90, fill=colour)
    return _bytes(page, "PNG")


@cache
def photo(wide: int = 320, tall: int = 180) -> bytes:
    """A gradient, as JPEG."""
    light = Image.linear_gradient("L").resize((wide, tall))
    across = Image.linear_gradient("L").rotate(90).resize((wide, tall))
    return _bytes(Image.merge("RGB", (light, across, Image.new("L", (wide, tall), 90))), "JPEG")


def _bytes(picture: Image.Image, format_: str) -> bytes:
    written = io.BytesIO()
    picture.save(written, format_)
    return written.getvalue()


def with_image(payload: dict[str, Any], content: bytes) -> dict[str, Any]:
    """A scene's payload with an image, its own and of all whom it names, as whoever reads the public file gets it."""
    image = {"digest": "0" * 64, "content": b64encode(content).decode()}
    rows = payload.get("rows") or (payload.get("board") or {}).get("rows") or []
    named = {f"{row['unit']}/{row['person']}" for row in rows if row.get("person")}
    named |= {row["area"] for row in rows if row.get("flag") and row.get("area")}
    return {**payload, "image": image, **({"images": dict.fromkeys(sorted(named), image)} if named else {})}
