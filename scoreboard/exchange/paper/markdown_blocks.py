"""A Markdown document as blocks of runs, in the order in which they are typeset."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Block = dict[str, Any]
"""`kind`, and for each kind what the template sets of it."""

_FIGURE = re.compile(r"[-+−]?[\d.,]+%?|-|", re.ASCII)


def blocks_of(markdown: str) -> list[Block]:
    """The blocks of a document; its title is its first heading."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return list(_blocks(tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token, begin = tokens[at], at
        if token.type in ("heading_open", "paragraph_open"):
            kind = "heading" if token.type == "heading_open" else "paragraph"
            yield {"kind": kind, "level": int(token.tag[1:]) if kind == "heading" else 0, "runs": _runs(tokens[at + 1])}
            at += 3
            continue
        if token.type == "table_open":
            at = _end(tokens, at, "table_close")
            yield _table(tokens[begin:at])
        elif token.type in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            kind = token.type.removesuffix("_open")
            at = _end(tokens, at, f"{kind}_close")
            yield _nested(kind, tokens[begin + 1 : at], token)
        elif token.type in ("fence", "code_block"):
            yield {"kind": "code", "text": token.content.rstrip("\n")}
        elif token.type == "hr":
            yield {"kind": "rule"}
        at += 1


def _nested(kind: str, tokens: Sequence[Token], opened: Token) -> Block:
    if kind == "blockquote":
        return {"kind": "quote", "blocks": list(_blocks(tokens))}
    items = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at, "list_item_close")
        items.append(list(_blocks(tokens[at + 1 : end])))
        at = end + 1
    begin = int(opened.attrGet("start") or 1) if kind == "ordered_list" else 0
    return {"kind": "list", "begin": begin, "items": items}


def _end(tokens: Sequence[Token], begin: int, closing: str) -> int:
    level = tokens[begin].level
    return next(at for at in range(begin + 1, len(tokens)) if tokens[at].type == closing and tokens[at].level == level)


def _table(tokens: Sequence[Token]) -> Block:
    """A table; a column in which nothing but figures stands is set to the right."""
    rows: list[list[list[Block]]] = []
    texts: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
            texts.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_runs(tokens[at + 1]))
            texts[-1].append("".join(run["text"] for run in rows[-1][-1]))
    columns = zip(*texts[1:], strict=True)
    figures = [any(column) and all(_FIGURE.fullmatch(text) for text in column) for column in columns]
    return {"kind": "table", "heads": rows[0], "rows": rows[1:], "figures": figures or [False] * len(rows[0])}


def _runs(inline: Token) -> list[Block]:
    runs: list[Block] = []
    bold = False
    for token in inline.children or ():
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type in ("softbreak", "hardbreak"):
            runs.append({"text": "\n", "bold": False, "code": False})
        elif token.content:
            runs.append({"text": token.content, "bold": bold, "code": token.type == "code_inline"})
    return runs
