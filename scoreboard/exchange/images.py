"""Images that run sheets name: files of the contest's folder, read and made as small as a hall can show them.

What is not plainly a picture of moderate size is refused before it is unpacked.
"""

import hashlib
import io
import os
import stat
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scoreboard.exchange import limits
from scoreboard.exchange.problems import Wrong, shown
from scoreboard.lacking import AS_IT_IS, NO_LINK, NO_WAIT

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG")
DRAWING_SECONDS = 15
"""How long an SVG may be drawn, with the start of the process that draws it."""
SIDE = 640
"""Pixels of the longer side of an image as it is kept: the widest hall has two a cell."""
JPEG_QUALITY = 88
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class GivenImage:
    """An image as it is kept, by the digest of the file as it was given."""

    digest: str
    content: bytes


class ImageFiles:
    """The images of one folder, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, GivenImage] = {}

    def read(self, name: str) -> GivenImage:
        """The image that a run sheet calls by its path. Raises Wrong for what can't be one."""
        if name not in self._read:
            if len(self._read) >= limits.IMAGES:
                raise Wrong("many_images", limit=limits.IMAGES)
            self._read[name] = _kept(name, _bytes_of(self._folder, name))
        return self._read[name]


def _bytes_of(folder: Path, name: str) -> bytes:
    """What stands in a file of the folder, which no link may lead out of."""
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or not path.parts or any(part.startswith(".") for part in path.parts):
        raise Wrong("image_path", value=shown(name))
    whole, most = folder.joinpath(*path.parts), limits.IMAGE_MEGABYTES * limits.MEGABYTE
    try:
        if whole.parent.resolve() != folder.resolve().joinpath(*path.parts[:-1]) or whole.is_symlink():
            raise Wrong("image_path", value=shown(name))
        descriptor = os.open(whole, os.O_RDONLY | NO_LINK | NO_WAIT | AS_IT_IS)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Wrong("image_missing", value=shown(name))
            content = file.read(most + 1)
    except OSError:
        raise Wrong("image_missing", value=shown(name)) from None
    if len(content) > most:
        raise Wrong("image_large", value=shown(name), limit=limits.IMAGE_MEGABYTES)
    return content


def _kept(name: str, given: bytes) -> GivenImage:
    """An image as it is kept: upright, in colours of a screen, and no larger than `SIDE`."""
    from PIL import Image, ImageOps

    digest = hashlib.sha256(given).hexdigest()
    if _is_vector(given):
        given = _drawn(name, given)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is asked below
            picture = Image.open(io.BytesIO(given), formats=FORMATS)
        if picture.width * picture.height > limits.IMAGE_MEGAPIXELS * _MILLION:
            raise Wrong("image_pixels", value=shown(name), limit=limits.IMAGE_MEGAPIXELS)
        format_ = picture.format or FORMATS[0]
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))
        small = _of_screen(picture)
        small.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        return GivenImage(digest, _written(ImageOps.exif_transpose(small), format_))
    except Wrong:
        raise
    except Image.DecompressionBombError:
        raise Wrong("image_pixels", value=shown(name), limit=limits.IMAGE_MEGAPIXELS) from None
    except Exception:  # whatever a broken or hostile file does to the library, it is no picture
        raise Wrong("image_kind", value=shown(name)) from None


def _is_vector(given: bytes) -> bool:
    return given[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in given[:4096].lower()


def _drawn(name: str, given: bytes) -> bytes:
    """An SVG as PNG. Raises Wrong for one that can't be drawn, takes too long, or shows other files."""
    command = [sys.executable, "-P", "-m", "scoreboard.exchange.svg_child", str(SIDE)]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=DRAWING_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Wrong("image_svg", value=shown(name)) from None
    if done.returncode or not done.stdout:
        raise Wrong("image_svg", value=shown(name))
    return done.stdout


def _of_screen(picture: "Image") -> "Image":
    """A picture in red, green and blue, with what it leaves clear."""
    picture.load()
    if picture.mode.startswith(("I", "F")):  # sixteen bits of grey, which Pillow would cut off at 255
        picture = picture.point(lambda level: level / 256).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _written(picture: "Image", format_: str) -> bytes:
    """A picture as bytes, without anything that the file said besides, such as where it was taken."""
    plain = picture.copy()
    plain.info = {}
    written = io.BytesIO()
    if format_ == "JPEG":
        plain.save(written, "JPEG", quality=JPEG_QUALITY)
    else:
        plain.save(written, "PNG", optimize=True)
    return written.getvalue()
