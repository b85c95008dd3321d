"""Typesetting by Typst: a template of ours, and what it is to say as data, never as markup made of names."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

TEMPLATES = Path(__file__).parent
Template = Literal["document", "sheet", "certificate"]
_RESOLUTION = 110
"""Pixels an inch of a page's picture."""


def typeset(template: Template, data: Mapping[str, Any], printed_at: datetime) -> bytes:
    """A PDF of a template with this data, which is written as JSON; `printed_at` stands in the file's own words."""
    return _pages(template, data, printed_at, "pdf")[0]


def pictures(template: Template, data: Mapping[str, Any], printed_at: datetime) -> list[bytes]:
    """The pages as PNG, to be looked at."""
    return _pages(template, data, printed_at, "png")


def _pages(
    template: Template, data: Mapping[str, Any], printed_at: datetime, form: Literal["pdf", "png"]
) -> list[bytes]:
    import pylopdf_fonts_zh_cn as fonts
    import typst

    drawn = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(Path(fonts.__file__).parent)],
        format=form,
        ppi=_RESOLUTION,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(printed_at.timestamp()),
    )
    return drawn if isinstance(drawn, list) else [drawn]
