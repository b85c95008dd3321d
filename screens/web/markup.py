"""Boards and lists as HTML that needs no script: tables with captions and scopes, links, and a form to find a unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from scoreboard.locale import LANGUAGES, say
from scoreboard.publications.board_tables import Tabled, TabledHeading, TabledLine, TabledRows
from scoreboard.publications.reader import OLD_SECONDS
from screens.widgets.cells import clean


@dataclass(frozen=True)
class PageAddress:
    """Where a page stands, and in which language; links from it keep to that."""

    path: str
    lang: str
    theme: str = ""

    def to(self, path: str, **asked: object) -> str:
        """The address of another page in the same language, as it stands in an attribute."""
        asked = {"theme": self.theme, **asked} if self.theme and "theme" not in asked else asked
        words = "".join(f"&{name}={quote(str(value), safe='')}" for name, value in asked.items())
        return escape(f"{quote(path)}?lang={self.lang}{words}")


def text(words: str) -> str:
    """Words of people or of the catalogue, as a page may show them, whatever they hold."""
    return escape(clean(words))


def page(here: PageAddress, title: str, body: str, *, script: str = "", kind: str = "boards") -> str:
    """A whole page."""
    scripts = f'<script src="{script}" defer></script>' if script else ""
    return (
        f'<!doctype html>\n<html lang="{_tag(here.lang)}" data-theme="{here.theme}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{text(title)}</title><link rel="icon" href="/assets/flag.svg">'
        f'<link rel="stylesheet" href="/assets/boards.css">{scripts}</head>\n'
        f'<body class="{kind}">\n{body}\n</body></html>\n'
    )


def aged(written: str, here: PageAddress, seconds: float) -> str:
    """A page that says how old what it shows is, once it is."""
    if seconds < OLD_SECONDS:
        return written
    said = f'<p role="status">{say("web.old", here.lang, seconds=round(seconds))}</p>'
    return written.replace("</body>", f"{said}\n</body>")


def _tag(lang: str) -> str:
    return "zh-Hans" if lang == "zh" else lang


def heading_bar(here: PageAddress) -> str:
    """The links that every page begins with: to the hall, to the boards, and to the page in the other language."""
    other = next(lang for lang in LANGUAGES if lang != here.lang)
    rooms = (("/", "web.hall"), ("/boards", "web.boards"), ("/proof", "web.proof"))
    found = " ".join(f'<a href="{here.to(path)}">{text(say(words, here.lang))}</a>' for path, words in rooms)
    there, tag = PageAddress(here.path, other, here.theme).to(here.path), _tag(other)
    turned = f'<a href="{there}" hreflang="{tag}" lang="{tag}">{text(say("web.language", other))}</a>'
    return f'<nav aria-label="{text(say("web.nav", here.lang))}">{found} {turned}</nav>'


def find_form(here: PageAddress, path: str, name: str, label: str) -> str:
    """A field in which a unit's name is typed."""
    return (
        f'<form action="{escape(quote(path))}"><input type="hidden" name="lang" value="{here.lang}">{_kept(here)}'
        f'<label>{text(label)} <input name="{name}" maxlength="100" required></label> '
        f"<button>{text(say('web.find', here.lang))}</button></form>"
    )


def _kept(here: PageAddress) -> str:
    """The colours that were asked for, in a form."""
    return f'<input type="hidden" name="theme" value="{here.theme}">' if here.theme else ""


def grouped_links(here: PageAddress, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Lists of links, each under its title."""
    return "".join(f"<h2>{text(title)}</h2>{links(here, found)}" for title, found in groups)


def links(here: PageAddress, found: Iterable[tuple[str, str]]) -> str:
    """A list of links, by path and words."""
    items = "".join(f'<li><a href="{here.to(path)}">{text(words)}</a></li>' for path, words in found)
    return f"<ul>{items}</ul>"


def turning(here: PageAddress, offset: int, limit: int, total: int) -> str:
    """The links to the page before and the one after; nothing where all stands on one."""
    turned = [(offset - limit, "prev", "web.earlier")] if offset else []
    turned += [(offset + limit, "next", "web.later")] if offset + limit < total else []
    found = (
        f'<a rel="{way}" href="{here.to(here.path, offset=max(0, place))}">{text(say(words, here.lang))}</a>'
        for place, way, words in turned
    )
    return f'<p class="turning">{" ".join(found)}</p>' if turned else ""


def board(here: PageAddress, title: str, parts: Iterable[Tabled]) -> str:
    """A board under its title; what stands over a table is its caption."""
    written = [f"<h1>{text(title)}</h1>"]
    caption = title
    for part in parts:
        match part:
            case TabledHeading(words):
                caption = words
            case TabledLine(words):
                written.append(f"<p>{text(words)}</p>")
            case TabledRows():
                written.append(_table(here, part, caption))
    return "\n".join(written)


def _table(here: PageAddress, part: TabledRows, caption: str) -> str:
    heads = "".join(
        f'<th scope="col"{_side(side)}>{text(heading)}</th>'
        for heading, side in zip(part.headings, part.sides, strict=True)
    )
    units = part.units or (None,) * len(part.rows)
    rows = "".join(_row(here, part, row, unit) for row, unit in zip(part.rows, units, strict=True))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{text(caption)}"><table>'
        f"<caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
    )


def _row(here: PageAddress, part: TabledRows, row: Sequence[str], unit: str | None) -> str:
    cells = []
    for at, (cell, side) in enumerate(zip(row, part.sides, strict=True)):
        if at != part.subject:
            cells.append(f"<td{_side(side)}>{text(cell)}</td>")
        elif unit is None:
            cells.append(f'<th scope="row"{_side(side)}>{text(cell)}</th>')
        else:
            cells.append(f'<th scope="row"{_side(side)}><a href="{here.to(f"/unit/{unit}")}">{text(cell)}</a></th>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _side(side: str) -> str:
    return ' class="right"' if side == "right" else ""
