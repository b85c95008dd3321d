"""Sheets for a notice board as a page of HTML that needs nothing from anywhere else and prints on A4."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from scoreboard.exchange.sheet_parts import (
    PostedSheet,
    SheetFlags,
    SheetLetter,
    SheetList,
    SheetNothing,
    SheetPart,
    SheetPeople,
    Sheets,
    SheetSignature,
    SheetTable,
    SheetTitle,
    WordedCell,
)

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


def _words(text: str) -> str:
    """Words as HTML, their days kept on one line."""
    return _DAY.sub(r'<span class="day">\g<0></span>', escape(text))


def sheets_html(printed: Sheets, lang: str) -> str:
    """Sheets as a page of HTML."""
    said = "".join(map(_sheet, printed.sheets))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escape(printed.title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n{said}</body>\n</html>\n"
    )


def _sheet(one: PostedSheet) -> str:
    feet = "".join(f"<span>{_words(foot)}</span>" for foot in one.feet)
    return (
        f'<section class="sheet"><header><h1 style="font-size:{points(one.name)}pt">{_words(one.name)}</h1>'
        f"<p>{_words(one.under)}</p></header>\n<main>\n{''.join(map(_part, one.parts))}</main>\n"
        f"<footer>{feet}</footer></section>\n"
    )


def _part(part: SheetPart) -> str:
    match part:
        case SheetTitle():
            small = f"<small>{_words(part.aside)}</small>" if part.aside else ""
            return f"<h2>{small}{_words(part.text)}</h2>\n"
        case SheetLetter():
            return f'<p class="letter{" plain" if part.plain else ""}">{_words(part.text)}</p>\n'
        case SheetTable():
            return _table(part)
        case SheetFlags():
            return _flags(part.flags)
        case SheetPeople():
            return _people(part.people)
        case SheetList():
            said = "".join(f"<li>{_words(main)}<small>{_words(under)}</small></li>\n" for main, under in part.entries)
            return f'<ol class="pledges">\n{said}</ol>\n'
        case SheetSignature():
            lines = (f"{_words(before)}{_words(after) if after else _BLANK}<br>" for before, after in part.lines)
            return f'<div class="signed">{"".join(lines)}</div>\n'
        case SheetNothing():
            return f'<div class="none">{_words(part.text)}</div>\n'


def points(name: str) -> int:
    """How large a name can be that has a line of the sheet, or two if it is very long."""
    return next((size for most, size in _NAME_POINTS if ems(name) <= most), 18)


def ems(text: str) -> float:
    """How wide a text is, in hanzi."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.58 for character in text)


def _table(part: SheetTable) -> str:
    def row(tag: str, drawn: Iterable[str]) -> str:
        kinds = (' class="number"' if at in part.numbers else "" for at in range(len(part.heads)))
        return "".join(f"<{tag}{kind}>{one}</{tag}>" for kind, one in zip(kinds, drawn, strict=True))

    body = "".join(f"<tr>{row('td', map(_cell, cells))}</tr>\n" for cells in part.rows)
    return f"<table><thead><tr>{row('th', map(_words, part.heads))}</tr></thead><tbody>\n{body}</tbody></table>\n"


def _cell(cell: WordedCell) -> str:
    said = f'<span class="day">{escape(cell.text)}</span>' if cell.whole else _words(cell.text)
    if cell.mark and cell.text:
        kind = "" if cell.mark == "plain" else cell.mark
        return f'<span class="mark {kind}">{said}</span>'
    return f"<b>{said}</b>" if cell.bold else said


def _flags(names: Sequence[tuple[str, str]]) -> str:
    """Flags side by side as they would hang, each with what there is to say of it under it."""
    across, width, tall = flag_room(len(names))
    drawn = "".join(
        f'<div class="flag" style="width:{width}mm"><div class="pole"></div><div class="pennant" '
        f'style="height:{tall}mm;font-size:{flag_points(name, width, tall)}pt">{_words(name)}</div>'
        f"<p>{_words(said)}</p></div>\n"
        for name, said in names
    )
    return f'<div class="flags" style="grid-template-columns:repeat({across},{width}mm)">\n{drawn}</div>\n'


def flag_room(count: int) -> tuple[int, int, int]:
    """How many flags hang side by side, and how wide and tall each is, in millimetres."""
    across = 1 if count == 1 else 2 if count in (2, 4) else 3
    width, tall = {1: (96, 58), 2: (78, 50), 3: (54, 38)}[across]
    return across, width, tall


def flag_points(name: str, width: int, tall: int) -> int:
    """How large a flag's name is on cloth of so many millimetres, in one to three lines, its longest word on one."""
    lines = 1 if ems(name) <= 4 else 2 if ems(name) <= 10 else 3
    word = max((ems(word) for word in name.split() if word.isascii()), default=0.0)
    across = (width - 10) * _POINTS_A_MM / max(3.0, ems(name) / lines * 1.12, word)
    down = (tall - 12) * _POINTS_A_MM / (1.2 * lines)
    return max(9, int(min(across, down, 34)))


def _people(found: Sequence[tuple[str, str, str]]) -> str:
    star = _STAR.format(red=RED, gold=GOLD)
    drawn = "".join(
        f'<div class="person">{star}<div><b>{_words(name)}</b><span>{_words(what)}</span>'
        f"<span>{_words(more)}</span></div></div>\n"
        for name, what, more in found
    )
    return f'<div class="people">\n{drawn}</div>\n'


_BLANK = '<span class="blank">&nbsp;</span>'
