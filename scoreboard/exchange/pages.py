"""Documents to print: Markdown, and the same as a page of HTML on its own, which word processors open as well."""

import re
from collections.abc import Iterable, Sequence

from scoreboard.exchange.sections import TableDocument

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")


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
        lines += [f"## {literal(one.title)}", "", *table([head.text for head in one.heads], one.rows), ""]
        for note in one.notes:
            lines += [literal(note), ""]
    return "\n".join(lines)


def page(title: str, markdown: str, lang: str) -> str:
    """A Markdown document as a page of HTML."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    style = (
        "body{font-family:'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto}"
        "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem}"
        "code{overflow-wrap:anywhere}"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escaped}</title>'
        f"<style>{style}</style></head>\n<body>\n{body}</body>\n</html>\n"
    )
