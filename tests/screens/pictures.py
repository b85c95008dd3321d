"""All scenes at all sizes as pictures, for people to look at: ``python -m tests.screens.pictures FOLDER``.

One picture for every scene, language, size, kind of glyphs and turning point; `--only`, `--size`, `--lang`, `--glyphs`
and `--look` choose some of them. With `--hostile` the scenes are those of the hardest data there may be, with
`--image` those whose cues show an image.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from scoreboard.locale import LANGUAGES
from screens.glyphs import Glyphs
from screens.looks import Look
from screens.palettes import PALETTES, SIXTEEN, palette_of
from tests.screens.played import draw

from .hostile_samples import hostile_scenes
from .image_samples import with_image
from .rendering import picture
from .samples import MOMENTS, SIZES, scenes

SETTLED = 99.0
LOOKS = {
    "usual": Look(),
    "still": Look(still=True),
    "plain": Look(colour=False),
    "sixteen": Look(two_levels=True, theme=SIXTEEN),
    "both": Look(second=""),
    **{name: Look(theme=theme) for name, theme in PALETTES.items()},
    "own": Look(theme=palette_of(0x0B5D3B, 0xF4C430)),
}
CELL = {80: 8, 120: 8, 200: 6, 320: 4}
"""Pixels across a cell in the pictures of a width."""


def chosen(given: argparse.Namespace) -> Iterator[tuple[str, str, tuple[int, int], Look, float]]:
    """A label, the scene's name, size, look and moment of every picture that is asked for."""
    looks = {name: LOOKS[name] for name in given.look.split(",")}
    sizes = [size for size in SIZES if not given.size or f"{size[0]}x{size[1]}" in given.size.split(",")]
    for lang in given.lang.split(","):
        for name in hostile_scenes() if given.hostile else scenes():
            if given.only and name not in given.only.split(","):
                continue
            for size in sizes:
                for glyphs in map(Glyphs, given.glyphs.split(",")):
                    for kind, look in looks.items():
                        for moment in (*(MOMENTS.get(name, ()) if kind == "usual" else ()), SETTLED):
                            at = "settled" if moment == SETTLED else f"{moment:.1f}s"
                            label = f"{name}-{lang}-{size[0]}x{size[1]}-{glyphs.value}-{kind}-{at}"
                            second = None if look.second is None else next(one for one in LANGUAGES if one != lang)
                            yield label, name, size, look.but(lang=lang, second=second, glyphs=glyphs), moment


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of scenes, with commas")
    parser.add_argument("--size", default="", help="such as 80x24,200x56")
    parser.add_argument("--lang", default="zh,en")
    parser.add_argument("--glyphs", default="half-blocks,octants")
    parser.add_argument("--look", default="usual", help=",".join(LOOKS))
    parser.add_argument("--hostile", action="store_true", help="names, counts and numbers at their limits")
    parser.add_argument("--image", default="", help="a file that the scenes show as the image of their cues")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    known = hostile_scenes() if given.hostile else scenes()
    if given.image:
        known = {name: with_image(payload, Path(given.image).read_bytes()) for name, payload in known.items()}
    for label, name, size, look, moment in chosen(given):
        frame = draw(known[name], moment, size, look)
        picture(frame, CELL[size[0]]).save(given.folder / f"{label}.png")


if __name__ == "__main__":
    main()
