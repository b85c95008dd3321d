"""A bulletin as a letter of an office in China (GB/T 9704): what stands around its sections, which are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from scoreboard.exchange.paper.markdown_blocks import blocks_of
from scoreboard.exchange.paper.typesetting import typeset
from scoreboard.exchange.printed_pages import letter_page, literal, section_lines
from scoreboard.exchange.sections import TableDocument
from scoreboard.locale import say
from scoreboard.publications.days import told_day

_LANG = "zh"
_LINE = 20
"""Hanzi of a line of a title."""
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True)
class Letter:
    """What an office says around what it announces."""

    issuer: str
    """The office below it."""
    head: str
    """What stands in red on top."""
    number: str
    to: str
    opening: str
    edition: str
    """Which edition it is and why; empty where there is only one."""
    at: datetime


def printed_letter(parts: Sequence[str], document: TableDocument, letter: Letter, form: str) -> str | bytes:
    """The letter as "md", "html" or "pdf"; the last as bytes. Lines of its title end between the `parts` of that."""
    title = "".join(parts)
    day = told_day(letter.at.date(), _LANG)
    body = "\n".join(_body(document))
    if form == "pdf":
        data = {
            "title": [phrase for part in parts for phrase in _title_phrases(part)],
            "head": _phrases(letter.head),
            "issuer": letter.issuer,
            "number": letter.number,
            "edition": letter.edition,
            "to": letter.to,
            "opening": letter.opening,
            "day": day,
            "seal": say("bulletin.paper.seal", _LANG),
            "printed": say("bulletin.letter.printed", _LANG, day=day),
            "blocks": blocks_of(body),
        }
        return typeset("letter", data, letter.at)
    said = [f"# {literal(title)}", letter.number, letter.edition, letter.to, letter.opening]
    above = [one if number == 0 else literal(one) for number, one in enumerate(said) if one]
    below = [literal(letter.issuer), literal(day)]
    if form == "md":
        return "\n\n".join([*above, body.rstrip("\n"), *below, ""])
    return letter_page(title, letter.head, (above, body, below), _LANG)


def _phrases(text: str) -> list[str]:
    """A large line in parts between which it may end."""
    from budoux import load_default_simplified_chinese_parser

    return [str(phrase) for phrase in load_default_simplified_chinese_parser().parse(text)]


def _title_phrases(part: str) -> list[str]:
    """A part of a title, which a line can hold, or its phrases."""
    return [part] if len(part) <= _LINE else _phrases(part)


def _body(document: TableDocument) -> Iterator[str]:
    """The sections, counted as an office counts them: 一、 and within a group （一）."""
    at = 0
    for group, found in groupby(document.sections, key=lambda one: one.group):
        sections = list(found)
        if group:
            at += 1
            yield from (f"## {numeral(at)}、{literal(group)}", "")
        for number, one in enumerate(sections, 1):
            at += not group
            yield from section_lines(one, f"### （{numeral(number)}）" if group else f"## {numeral(at)}、")


def numeral(number: int) -> str:
    """A number below a hundred as it is counted in Chinese: 三, 十, 二十一."""
    tens, ones = divmod(number, 10)
    words = ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "")
    return words + (_NUMERALS[ones - 1] if ones else "")
