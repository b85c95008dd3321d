"""A sheet of paper for a notice board: an A4 page of HTML that needs nothing from anywhere else, and its parts."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

RED, DARK, GOLD, PALE = "#b3121d", "#7c0a12", "#f4c64e", "#fdf3d8"

_STYLE = f"""
@page {{ size: A4; margin: 10mm 0 }}
@page :first {{ margin-top: 0 }}
* {{ box-sizing: border-box }}
html {{ background: #ddd; -webkit-print-color-adjust: exact; print-color-adjust: exact }}
body {{ margin: 0; color: #222; font: 12pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
  "Microsoft YaHei", "PingFang SC", SimHei, sans-serif }}
.sheet {{ width: 210mm; min-height: 297mm; margin: 0 auto; background: #fff; display: flex; flex-direction: column }}
.sheet + .sheet {{ break-before: page; margin-top: 8mm }}
h1, h2, .pennant, .mark {{ font-family: "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", STZhongsong,
  SimSun, serif; font-weight: 700 }}
header {{ background: linear-gradient({RED}, {DARK}); color: {GOLD}; padding: 11mm 14mm 9mm; text-align: center;
  border-bottom: 2mm solid {GOLD} }}
h1 {{ margin: 0; line-height: 1.15; overflow-wrap: anywhere; text-wrap: balance }}
header p {{ margin: 2mm 0 0; color: #fff; font-size: 13pt; letter-spacing: .15em }}
main {{ flex: 1; padding: 6mm 14mm 2mm }}
h2 {{ margin: 5mm 0 2.5mm; font-size: 17pt; color: {RED}; border-bottom: .7mm solid {RED}; break-after: avoid }}
h2:first-child {{ margin-top: 0 }}
h2 small {{ float: right; font-size: 12pt; line-height: 26pt; color: #666; font-weight: 400 }}
footer {{ padding: 3mm 14mm 8mm; color: #666; font-size: 9pt; display: flex; justify-content: space-between; gap: 6mm }}
table {{ width: 100%; border-collapse: collapse }}
th {{ text-align: left; color: #fff; background: {RED}; font-weight: 600; padding: 1.3mm 2mm }}
td {{ padding: 1.5mm 2mm; border-bottom: .2mm solid #d9b9a8; vertical-align: top; overflow-wrap: break-word }}
tr {{ break-inside: avoid }}
thead {{ display: table-header-group }}
tbody tr:nth-child(even) td {{ background: {PALE} }}
td.number, th.number {{ text-align: right; white-space: nowrap }}
.flags {{ display: grid; gap: 5mm 6mm; justify-content: center }}
.flag {{ text-align: center; break-inside: avoid }}
.pole {{ height: 2.2mm; margin: 0 -2mm; border-radius: 1.1mm; background: linear-gradient(#fbe3a0, #a9781c) }}
.pennant {{ display: flex; align-items: center; justify-content: center; color: {GOLD}; overflow-wrap: anywhere;
  background: linear-gradient(90deg, {DARK}, {RED} 18%, #d01d29 50%, {RED} 82%, {DARK}); padding: 2mm 3mm 7mm;
  clip-path: polygon(0 0, 100% 0, 100% 86%, 50% 100%, 0 86%); line-height: 1.2; text-wrap: balance }}
.flag p {{ margin: 1.2mm 0 0; font-size: 10pt; line-height: 1.35; color: #555 }}
.none {{ border: .6mm dashed {RED}; color: {RED}; text-align: center; padding: 7mm; font-size: 15pt }}
.people {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(54mm, 1fr)); gap: 3mm }}
.person {{ display: flex; align-items: center; gap: 3mm; border: .3mm solid #e2c27a; background: {PALE}; padding: 2mm;
  break-inside: avoid }}
.person svg {{ flex: none; width: 13mm; height: 13mm }}
.person b {{ display: block; font-size: 15pt; line-height: 1.2; overflow-wrap: anywhere }}
.person span {{ font-size: 10pt; color: #555; line-height: 1.3; display: block }}
.mark {{ display: inline-block; font-weight: 700 }}
.mark.good {{ padding: 0 2mm; color: #fff; background: {RED} }}
.mark.late {{ padding: 0 2mm; color: #fff; background: #333 }}
.letter {{ font-size: 14pt; line-height: 1.9; text-indent: 2em; margin: 0 0 3mm }}
.letter.plain {{ text-indent: 0 }}
.signed {{ margin-top: 9mm; text-align: right; font-size: 13pt; line-height: 2.1; break-inside: avoid }}
.day {{ white-space: nowrap }}
.blank {{ display: inline-block; min-width: 42mm; border-bottom: .3mm solid #222 }}
ol.pledges {{ padding-left: 1.6em; font-size: 13.5pt; line-height: 1.7 }}
ol.pledges li {{ break-inside: avoid; margin-bottom: 2mm }}
ol.pledges small {{ display: block; color: #555; font-size: 10.5pt; line-height: 1.5 }}
@media print {{ html {{ background: #fff }} .sheet {{ min-height: 286mm }} .sheet + .sheet {{ margin-top: 0 }} }}
"""

_POINTS_A_MM = 2.83
_NAME_POINTS = ((6, 56), (9, 46), (13, 36), (20, 28), (32, 22))
_STAR = (
    '<svg viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="48" fill="{red}"/>'
    '<path d="M50 12 59 39 88 39 65 56 74 84 50 67 26 84 35 56 12 39 41 39Z" fill="{gold}"/></svg>'
)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def words(text: str) -> str:
    """Words as HTML, their days kept on one line."""
    return _DAY.sub(r'<span class="day">\g<0></span>', escape(text))


def page(title: str, sheets: Iterable[str], lang: str) -> str:
    """A page of HTML of one or more sheets, each with its head, body and foot."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n{''.join(sheets)}</body>\n</html>\n"
    )


def sheet(name: str, under: str, body: Iterable[str], feet: Sequence[str]) -> str:
    """A sheet: what it is of in a red head, large; a line under that; what it says; words at its foot."""
    said = "".join(f"<span>{words(foot)}</span>" for foot in feet)
    return (
        f'<section class="sheet"><header><h1 style="font-size:{points(name)}pt">{words(name)}</h1>'
        f"<p>{words(under)}</p></header>\n<main>\n{''.join(body)}</main>\n<footer>{said}</footer></section>\n"
    )


def points(name: str) -> int:
    """How large a name can be that has a line of the sheet, or two if it is very long."""
    return next((size for most, size in _NAME_POINTS if _ems(name) <= most), 18)


def _ems(text: str) -> float:
    """How wide a text is, in hanzi."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.58 for character in text)


def section(title: str, body: str, aside: str = "") -> str:
    """A part of a sheet under a title."""
    small = f"<small>{words(aside)}</small>" if aside else ""
    return f"<h2>{small}{words(title)}</h2>\n{body}\n"


def paragraph(text: str, kind: str = "letter") -> str:
    """A paragraph of a letter."""
    return f'<p class="{kind}">{words(text)}</p>\n'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table; cells are HTML, of `numbers` stand at the right."""

    def cells(tag: str, row: Sequence[str]) -> str:
        kinds = (' class="number"' if at in numbers else "" for at in range(len(row)))
        return "".join(f"<{tag}{kind}>{cell}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    head = cells("th", [words(one) for one in heads])
    body = "".join(f"<tr>{cells('td', row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def mark(text: str, kind: Literal["", "good", "late"] = "") -> str:
    """A word on a field of its own: how something stands."""
    return f'<span class="mark {kind}">{words(text)}</span>' if text else ""


def flags(names: Sequence[tuple[str, str]]) -> str:
    """Flags side by side as they would hang, each with what there is to say of it under it."""
    across = 1 if len(names) == 1 else 2 if len(names) in (2, 4) else 3
    width, tall = {1: (96, 58), 2: (78, 50), 3: (54, 38)}[across]
    drawn = "".join(
        f'<div class="flag" style="width:{width}mm"><div class="pole"></div><div class="pennant" '
        f'style="height:{tall}mm;font-size:{_flag_points(name, width, tall)}pt">{words(name)}</div>'
        f"<p>{words(said)}</p></div>\n"
        for name, said in names
    )
    return f'<div class="flags" style="grid-template-columns:repeat({across},{width}mm)">\n{drawn}</div>'


def _flag_points(name: str, width: int, tall: int) -> int:
    """How large a flag's name is on cloth of so many millimetres, in one to three lines, its longest word on one."""
    lines = 1 if _ems(name) <= 4 else 2 if _ems(name) <= 10 else 3
    word = max((_ems(word) for word in name.split() if word.isascii()), default=0.0)
    across = (width - 10) * _POINTS_A_MM / max(3.0, _ems(name) / lines * 1.12, word)
    down = (tall - 12) * _POINTS_A_MM / (1.2 * lines)
    return max(9, int(min(across, down, 34)))


def people(found: Sequence[tuple[str, str, str]]) -> str:
    """People under a star each: name, what they are, and what else there is to say."""
    star = _STAR.format(red=RED, gold=GOLD)
    drawn = "".join(
        f'<div class="person">{star}<div><b>{words(name)}</b><span>{words(what)}</span>'
        f"<span>{words(more)}</span></div></div>\n"
        for name, what, more in found
    )
    return f'<div class="people">\n{drawn}</div>'


def unbroken(text: str) -> str:
    """Words as HTML that stay on one line."""
    return f'<span class="day">{escape(text)}</span>'


def numbered(lines: Iterable[tuple[str, str]]) -> str:
    """A list with numbers, each with less important words under it."""
    said = "".join(f"<li>{words(main)}<small>{words(under)}</small></li>\n" for main, under in lines)
    return f'<ol class="pledges">\n{said}</ol>\n'


def nothing(text: str) -> str:
    """A field that waits for something."""
    return f'<div class="none">{words(text)}</div>'


def signature(lines: Iterable[tuple[str, str]]) -> str:
    """Lines at the end of a letter, each with words before it; a blank to write on where there is nothing to print."""
    said = (f"{words(before)}{words(after) if after else _BLANK}<br>" for before, after in lines)
    return f'<div class="signed">{"".join(said)}</div>\n'


_BLANK = '<span class="blank">&nbsp;</span>'
