"""The page of pictures: every scene of the hall, made from its own frames: ``python -m tests.screens.gallery docs``.

It writes a picture of each scene into `pictures/` and `pictures.md`, which shows them.
"""

import sys
from pathlib import Path

from screens.looks import Look
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.image_samples import crest, photo, with_image
from tests.screens.played import draw
from tests.screens.rendering import picture
from tests.screens.samples import scenes

SIZE, CELL = (120, 34), 5
COLOURS = 48
"""Of a picture; one that shows an image has as many as there may be."""
LANGUAGE = {"zh": "中文", "en": "English"}
HARD = ("flag-long", "flag-joint-four", "star-long", "wall-twenty-five", "ranking-sixty")
"""Scenes that are shown with the longest names and the largest numbers as well."""
IMAGES = {
    "title": photo,
    "photo": photo,
    "flag-contest": crest,
    "star-one": photo,
    "star-category": photo,
    "closing": crest,
    "cover": crest,
}
"""Scenes that are shown with an image as well: a photo, a portrait or an emblem."""
MOMENTS = {"flag-captured": 4.0, "flag-rolled": 2.6, "flag-roll": 1.0, "countdown": 0.0}
"""Seconds at which a scene is shown that says most before it is settled."""


def page() -> str:
    """The page's text."""
    lines = [
        "# 大屏画面 · What the hall shows",
        "",
        "每个画面按 120x34 画出，由 `python -m tests.screens.gallery docs` 生成。 Every scene at 120x34, made by",
        "`python -m tests.screens.gallery docs`; `python -m tests.screens.pictures FOLDER` makes them at every",
        "size, in every look, and with `--hostile` of the hardest data.",
        "",
    ]
    for name in scenes():
        lines += [f"## {name}", "", _shown(name), ""]
    lines += ["## 图徽、照片 · Emblems, portraits and photos", ""]
    for name in IMAGES:
        lines += [_shown(f"{name}-image"), ""]
    lines += ["## 最长的名称、最多的行 · The longest names and most rows", ""]
    for name in HARD:
        lines += [_shown(name), ""]
    return "\n".join(lines).rstrip() + "\n"


def _shown(name: str) -> str:
    return " ".join(f"![{name}, {LANGUAGE[lang]}](pictures/{name}-{lang}.png)" for lang in LANGUAGE)


def main(folder: Path) -> None:
    """Write the page and its pictures."""
    place = folder / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    usual, hard = scenes(), hostile_scenes()
    pictured = {f"{name}-image": with_image(usual[name], image()) for name, image in IMAGES.items()}
    for name, scene in {**usual, **pictured, **{name: hard[name] for name in HARD}}.items():
        for lang in LANGUAGE:
            drawn = picture(draw(scene, MOMENTS.get(name, 99.0), SIZE, Look(lang)), CELL)
            drawn.quantize(256 if name in pictured else COLOURS).save(place / f"{name}-{lang}.png", optimize=True)
    (folder / "pictures.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
