"""Certificates as a page of HTML that prints each on an A4 sheet laid across."""

from collections.abc import Sequence
from html import escape

from scoreboard.exchange.certificates import Certificate
from scoreboard.exchange.sheet_html import DARK, GOLD, RED, ems
from scoreboard.locale import say

_STYLE = f"""
@page {{ size: A4 landscape; margin: 0 }}
* {{ box-sizing: border-box }}
html {{ background: #ddd; -webkit-print-color-adjust: exact; print-color-adjust: exact }}
body {{ margin: 0; color: #222; font-family: "Noto Serif CJK SC", "Noto Serif SC", STZhongsong, SimSun, serif }}
section {{ width: 297mm; height: 209mm; margin: 0 auto; padding: 16mm 30mm; background: #fffdf6; text-align: center;
  border: 5mm double {RED}; outline: .6mm solid {GOLD}; outline-offset: -9mm; display: flex; flex-direction: column;
  justify-content: center; break-after: page; overflow-wrap: anywhere }}
h1 {{ margin: 0 0 7mm; font-size: 40pt; letter-spacing: .3em; text-indent: .3em; color: {RED}; font-weight: 700 }}
.to {{ font-weight: 700; line-height: 1.2 }}
.of, .after {{ font-size: 14pt; color: #555; margin-top: 2mm }}
.before {{ font-size: 18pt; line-height: 1.6; margin: 6mm 0 3mm }}
.award {{ color: {DARK}; font-weight: 700; line-height: 1.25 }}
.signed {{ margin-top: 9mm; align-self: flex-end; font-size: 15pt; line-height: 1.7; min-width: 70mm }}
"""
_POINTS_ACROSS = 237 * 2.83
"""How wide a line is, in points."""


def certificates_html(certificates: Sequence[Certificate], issuer: str, days: Sequence[str], lang: str) -> str:
    """The page; all are signed by who gives them, each with its day as it is written out, empty for none."""
    title = say("bulletin.certificate.title", lang)
    said = "".join(
        f"<section><h1>{escape(title)}</h1>"
        f'<div class="to" style="font-size:{fitting(one.to, 44)}pt">{escape(one.to)}</div>'
        f'<div class="of">{escape(one.of)}</div><div class="before">{escape(one.before)}</div>'
        f'<div class="award" style="font-size:{fitting(one.award, 36)}pt">{escape(one.award)}</div>'
        f'<div class="after">{escape(one.after)}</div>'
        f'<div class="signed">{escape(issuer)}<br>{escape(day)}</div></section>\n'
        for one, day in zip(certificates, days, strict=True)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n{said}</body>\n</html>\n"
    )


def fitting(text: str, most: int) -> int:
    """How large a text may be, in points, to stand on one line, or on two if it is very long."""
    one = _POINTS_ACROSS / max(ems(text), 1)
    return min(most, int(one) if one >= most / 2 else max(12, int(2 * one * 0.9)))
