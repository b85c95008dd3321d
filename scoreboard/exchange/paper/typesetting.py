"""Typesetting by Typst: a template of ours, and what it is to say as data, never as markup made of names."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

TEMPLATES = Path(__file__).parent
Template = Literal["document", "letter", "sheet", "certificate"]


def typeset(template: Template, data: Mapping[str, Any], printed_at: datetime) -> bytes:
    """A PDF of a template with this data, which is written as JSON; `printed_at` stands in the file's own words."""
    import pylopdf_fonts_zh_cn as fonts
    import typst

    drawn: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(Path(fonts.__file__).parent)],
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(printed_at.timestamp()),
    )
    return drawn
