"""Draws an SVG in a process of its own, which may neither fill the memory nor draw for ever, nor open another file.

The drawing comes on standard input, a PNG goes out on standard output; nothing where it can't be drawn. Its longer
side is what the only argument says, in pixels.
"""

import sys
from xml.etree import ElementTree as XmlTree

import pylopdf_fonts_zh_cn as fonts
import resvg_py

from scoreboard.exchange.confined import confine

MEMORY_MEGABYTES = 400
CPU_SECONDS = 5
_FETCHING = ("image", "feImage", "use")
"""The elements that may show what stands elsewhere."""


def main() -> None:
    """Draw the SVG of standard input."""
    confine(MEMORY_MEGABYTES, CPU_SECONDS)
    side = int(sys.argv[1])
    given = sys.stdin.buffer.read()
    if (drawn := drawn_as_png(given, side)) is not None:
        sys.stdout.buffer.write(drawn)


def drawn_as_png(given: bytes, side: int) -> bytes | None:
    """A drawing as PNG; None where it can't be drawn, or would show another file."""
    if b"<!ENTITY" in given:
        return None
    tree = XmlTree.fromstring(given)
    if any(_is_of_elsewhere(element) for element in tree.iter()):
        return None
    wide, tall = _size(tree)
    scale = side / max(wide, tall)
    return resvg_py.svg_to_bytes(
        svg_string=given.decode(),
        width=max(1, round(wide * scale)),
        height=max(1, round(tall * scale)),
        skip_system_fonts=True,
        font_files=[str(fonts.sans_path()), str(fonts.serif_path())],
    )


def _is_of_elsewhere(element: XmlTree.Element) -> bool:
    """Whether an element shows what stands in another file."""
    if not isinstance(element.tag, str) or _local(element.tag) not in _FETCHING:
        return False
    links = (value.strip() for name, value in element.attrib.items() if _local(name) == "href")
    return any(
        not link.startswith("#") and not link.startswith(("data:image/png", "data:image/jpeg")) for link in links
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _size(tree: XmlTree.Element) -> tuple[float, float]:
    """Its width and height, in whatever unit; only their proportion counts. Raises ValueError for none."""
    box = tree.get("viewBox", "").replace(",", " ").split()
    told = (box[2], box[3]) if len(box) == 4 else (tree.get("width", ""), tree.get("height", ""))
    wide, tall = (float(one.strip().removesuffix("px").removesuffix("mm").removesuffix("pt")) for one in told)
    if not (0 < wide < 1e6 and 0 < tall < 1e6):
        raise ValueError(told)
    return wide, tall


if __name__ == "__main__":
    main()
