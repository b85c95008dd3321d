"""Documents to print: Markdown, and the same as a page of HTML on its own, which word processors open as well."""

import re
from collections.abc import Iterable, Sequence

from scoreboard.exchange.sections import TableDocument, TableSection

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
"""An ampersand is one only where it would begin an entity: R&D reads as it is written."""


def literal(value: object) -> str:
    """Words of people's own on one line, with everything that Markdown would take for markup made literal."""
    return _MARKUP.sub(r"\\\1", " ".join(str(value).split()))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table's lines; the cells are taken literally."""
    return [
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(f"| {' | '.join(literal(cell) for cell in row)} |" for row in rows),
    ]


def document_markdown(document: TableDocument) -> str:
    """A document of tables in Markdown."""
    lines = [f"# {literal(document.title)}", "", literal(document.edition), ""]
    for one in document.sections:
        lines += section_lines(one, "## ")
    return "\n".join(lines)


def section_lines(section: TableSection, begins: str) -> list[str]:
    """A section's lines: its title after what it begins with, its table, its notes."""
    lines = [f"{begins}{literal(section.title)}", "", *table([head.text for head in section.heads], section.rows), ""]
    for note in section.notes:
        lines += [literal(note), ""]
    return lines


def letter_page(title: str, head: str, parts: tuple[Sequence[str], str, Sequence[str]], lang: str) -> str:
    """A letter in Markdown as a page of HTML, the office in red on top: what is above its body, that, what is below."""
    above, body, below = (_rendered(part if isinstance(part, str) else "\n\n".join(part)) for part in parts)
    style = (
        "header{color:#d7000f;font-size:2.4rem;text-align:center;padding-bottom:.6rem;border-bottom:3px solid #d7000f}"
        ".above h1{font-size:1.6rem}.above{text-align:center}.above p:nth-last-child(-n+2){text-align:left}"
        ".above p:last-child{text-indent:2em}.below{text-align:right;margin:3rem 2em 0}th{background:#f5f5f5}"
    )
    whole = (
        f'<header>{_escaped(head)}</header>\n<div class="above">{above}</div>\n{body}<div class="below">{below}</div>\n'
    )
    return _page(title, whole, style, lang)


def page(title: str, markdown: str, lang: str) -> str:
    """A Markdown document as a page of HTML."""
    return _page(title, _rendered(markdown), "", lang)


def _rendered(markdown: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _page(title: str, body: str, more_style: str, lang: str) -> str:
    escaped = _escaped(title)
    style = (
        "body{font-family:'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto}"
        "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem}"
        f"code{{overflow-wrap:anywhere}}{more_style}"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escaped}</title>'
        f"<style>{style}</style></head>\n<body>\n{body}</body>\n</html>\n"
    )
