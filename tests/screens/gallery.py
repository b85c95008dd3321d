"""The page of pictures: every scene of the hall, made from its own frames: ``python -m tests.screens.gallery docs``.

It writes a picture of each scene into `pictures/` and `pictures.md`, which shows them.
"""

import sys
from pathlib import Path

from screens.themes import Look
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.played import draw
from tests.screens.rendering import picture
from tests.screens.samples import scenes

SIZE, CELL, COLOURS = (120, 34), 5, 48
LANGUAGE = {"zh": "中文", "en": "English"}
HARD = ("flag-long", "flag-joint-four", "star-long", "wall-twenty-five", "ranking-sixty")
"""Scenes that are shown with the longest names and the largest numbers as well."""
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
        lines += [
            f"## {name}",
            "",
            " ".join(f"![{name}, {LANGUAGE[lang]}](pictures/{name}-{lang}.png)" for lang in LANGUAGE),
            "",
        ]
    lines += ["## 最长的名称、最多的行 · The longest names and most rows", ""]
    for name in HARD:
        lines += [" ".join(f"![{name}, {LANGUAGE[lang]}](pictures/{name}-{lang}.png)" for lang in LANGUAGE), ""]
    return "\n".join(lines).rstrip() + "\n"


def main(folder: Path) -> None:
    """Write the page and its pictures."""
    place = folder / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    hard = hostile_scenes()
    for name, scene in {**scenes(), **{name: hard[name] for name in HARD}}.items():
        for lang in LANGUAGE:
            drawn = picture(draw(scene, MOMENTS.get(name, 99.0), SIZE, Look(lang)), CELL)
            drawn.quantize(COLOURS).save(place / f"{name}-{lang}.png", optimize=True)
    (folder / "pictures.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
