"""Writes docs/licences.md from what installed packages say of themselves: ``python -m tests.docs.licences``."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.docs.pages import HOUSE

PAGE = HOUSE / "docs" / "licences.md"
HEAD = """# 许可 · Licences

本程序按 MIT 许可发布（`LICENSE`，SPDX：`MIT`），自带的竞赛（`data/`）、画面和文字都在内。安装包里没有别人的文件；
安装时一并装上的软件包及其许可如下。由各软件包自己的说明写成：`python -m tests.docs.licences`。

The program is under the MIT licence (`LICENSE`, SPDX: `MIT`), and so are the contests that come with it (`data/`), its
pictures and its texts. Its package holds no file of anybody else's. These packages are installed with it; the table is
written from what they say of themselves by `python -m tests.docs.licences`.

`xlrd` 告诉我们 .xls 里哪些格是百分比、哪些是错误值；python-calamine 不提供这些，少了它，95% 就会当成 0.95 分导入。
它有一部分按 BSD-4-Clause 发布，随它再发布时须保留这句话：

`xlrd` tells which cells of an .xls are percentages and which are errors. python-calamine tells neither, and without it
95% would be taken in as a score of 0.95. A part of it is under BSD-4-Clause: whoever passes it on keeps this sentence:

> This product includes software developed by David Giffin <david@giffin.org>.

| package | SPDX |
|---|---|
"""
SAID_OTHERWISE = {
    "asyncssh": ("EPL-2.0 OR GPL-2.0-or-later", "EPL-2.0 OR GPL-2.0-or-later"),
    "confusable-homoglyphs": ("MIT", "MIT"),
    "et-xmlfile": ("MIT", "MIT"),
    "h11": ("MIT", "MIT"),
    "linkify-it-py": ("MIT", "MIT"),
    "markdown-it-py": ("MIT License", "MIT"),
    "mdit-py-plugins": ("MIT License", "MIT"),
    "mdurl": ("MIT License", "MIT"),
    "openpyxl": ("MIT", "MIT"),
    "pylopdf-fonts-zh-cn": ("OFL-1.1", "OFL-1.1"),
    "pypinyin": ("MIT", "MIT"),
    "python-dateutil": ("Dual License", "Apache-2.0 OR BSD-3-Clause"),
    "resvg-py": ("Permission is hereby granted, free of charge", "MIT"),
    "rich": ("MIT", "MIT"),
    "segno": ("BSD License", "BSD-3-Clause"),
    "six": ("MIT", "MIT"),
    "textual": ("MIT", "MIT"),
    "tzdata": ("Apache-2.0", "Apache-2.0"),
    "xlrd": ("BSD", "BSD-3-Clause AND BSD-4-Clause"),
}
"""Packages without an SPDX expression: a word of what they or their licence say instead, and what it means."""


def installed_with_us() -> list[str]:
    """Every package that the program needs, and that those need, by name."""
    found: set[str] = set()
    waiting = ["scoreboard"]
    while waiting:
        for text in requires(waiting.pop()) or ():
            wanted = Requirement(text)
            name = canonicalize_name(wanted.name)
            if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
                try:
                    metadata(name)
                except PackageNotFoundError:
                    continue
                found.add(name)
                waiting.append(name)
    return sorted(found)


def licence(name: str) -> str:
    """The SPDX expression of a package's licence. Raises LookupError where it has said something new."""
    said = metadata(name)
    if expression := said.get("License-Expression"):
        return expression
    files = (distribution(name).read_text(f"licenses/{file}") or "" for file in said.get_all("License-File") or [])
    told = " ".join([said.get("License") or "", *(said.get_all("Classifier") or []), *files])
    word, meant = SAID_OTHERWISE.get(name, ("?", ""))
    if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", told):
        raise LookupError(f"{name} says of its licence: {told[:200]}")
    return meant


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_rows())


def _rows() -> Iterator[str]:
    for name in installed_with_us():
        yield f"| {name} | `{licence(name)}` |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
