"""Images that run sheets name: what is read of them, and what is refused before it can do harm."""

import io
import os
import struct
from pathlib import Path
from zlib import compress, crc32

import pytest
from PIL import Image

from scoreboard.exchange import limits
from scoreboard.exchange.images import SIDE, GivenImage, ImageFiles
from scoreboard.exchange.problems import Wrong
from tests.exchange.folders import changed, problems, write
from tests.screens.image_samples import crest, photo


def read(folder: Path, content: bytes, name: str = "a.png") -> GivenImage:
    (folder / name).write_bytes(content)
    return ImageFiles(folder).read(name)


def opened(image: GivenImage) -> Image.Image:
    return Image.open(io.BytesIO(image.content))


def refused(folder: Path, name: str) -> str:
    with pytest.raises(Wrong) as wrong:
        ImageFiles(folder).read(name)
    return wrong.value.what


def png_that_claims(wide: int, tall: int, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of a size that its pixels are not there for."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", wide, tall, 8, 6, 0, 0, 0)), *more, (b"IDAT", b""), (b"IEND", b"")]
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_an_image_is_kept_no_larger_than_a_hall_shows_it(tmp_path: Path) -> None:
    small, large = opened(read(tmp_path, crest(160))), opened(read(tmp_path, photo(1600, 900)))
    assert (small.size, small.format, small.mode) == ((160, 160), "PNG", "RGBA")
    assert (large.size, large.format) == ((SIDE, 360), "JPEG")


def test_an_image_is_told_by_its_file_and_keeps_nothing_else_of_it(tmp_path: Path) -> None:
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"  # lies on its side; by which camera
    Image.open(io.BytesIO(photo(200, 100))).save(written, "JPEG", exif=exif)
    image = read(tmp_path, written.getvalue(), "a.jpg")
    assert opened(image).size == (100, 200)
    assert b"SecretCamera" not in image.content
    assert image.digest == read(tmp_path, written.getvalue(), "b.jpg").digest != read(tmp_path, photo(200, 100)).digest


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_becomes_colours_of_a_screen(mode: str, tmp_path: Path) -> None:
    written = io.BytesIO()
    sixteen = mode == "I;16"
    kept = Image.new(mode, (40, 40), 65_000) if sixteen else Image.new("L", (40, 40), 255).convert(mode)
    kept.save(written, "JPEG" if mode == "CMYK" else "PNG")
    shown = opened(read(tmp_path, written.getvalue())).convert("RGB")
    assert min(shown.getpixel((20, 20)) or ()) > 250  # type: ignore[type-var]


HOSTILE = {
    "nothing": (lambda: b"", "image_kind"),
    "a head alone": (lambda: b"\x89PNG\r\n\x1a\n", "image_kind"),
    "cut off": (lambda: crest()[:-200], "image_kind"),
    "another format": (lambda: b"GIF89a" + b"\0" * 40, "image_kind"),
    "a drawing": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image_svg"),
    "a bomb": (lambda: png_that_claims(30_000, 30_000), "image_pixels"),
    "just too many pixels": (lambda: png_that_claims(6_000, 4_001), "image_pixels"),
    "no pixels": (lambda: png_that_claims(10, 10), "image_kind"),
    "a text that swells": (lambda: png_that_claims(10, 10, (b"zTXt", b"x\0\0" + compress(bytes(9**7)))), "image_kind"),
    "too many bytes": (lambda: bytes(limits.IMAGE_MEGABYTES * limits.MEGABYTE + 1), "image_large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_of_moderate_size_is_refused(name: str, tmp_path: Path) -> None:
    content, what = HOSTILE[name]
    (tmp_path / "a.png").write_bytes(content())
    assert refused(tmp_path, "a.png") == what


def test_an_image_stands_within_the_folder_and_behind_no_link(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "images").mkdir(parents=True)
    (tmp_path / "a.png").write_bytes(crest())
    (folder / "images" / "a.png").write_bytes(crest())
    (folder / "link.png").symlink_to("images/a.png")
    (folder / "away").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.png")
    assert ImageFiles(folder).read("images/a.png").digest
    for name in ("../a.png", str(tmp_path / "a.png"), "images/../../a.png", "link.png", "away/a.png", ".a.png", "a\\b"):
        assert refused(folder, name) == "image_path", name
    for name in ("b.png", "images", "pipe.png", "images/a.png/b.png", "x" * 300):
        assert refused(folder, name) == "image_missing", name


def test_a_run_sheet_is_refused_at_the_cue_whose_image_is_wrong(tmp_path: Path) -> None:
    sheet = "ceremonies/main-2030Q1.toml"
    folder = write(tmp_path, changed(sheet, 'kind = "title"\n', 'kind = "title"\nimage = "a.png"\n'))
    (said,) = problems(folder)
    assert said.startswith(f"{sheet}, line 9, key cue.image: ")
    assert "put it there, or leave the key out" in said
    (folder / "a.png").write_bytes(crest())
    assert problems(folder) == []


def test_no_more_images_are_read_than_a_contest_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "IMAGES", 1)
    (tmp_path / "a.png").write_bytes(crest())
    files = ImageFiles(tmp_path)
    assert files.read("a.png") == files.read("a.png")
    with pytest.raises(Wrong, match="many_images"):
        files.read("b.png")
