"""A Markdown document as it is wanted: as it is, as a page of HTML, or on A4 as an office prints it."""

from dataclasses import dataclass
from datetime import date, datetime

from scoreboard.exchange.paper.markdown_blocks import blocks_of
from scoreboard.exchange.paper.typesetting import typeset
from scoreboard.exchange.printed_pages import page
from scoreboard.locale import say
from scoreboard.publications.days import told_day


@dataclass(frozen=True)
class Letterhead:
    """What an office puts on what it prints."""

    issuer: str
    """Who publishes it: it stands on top, and under it with the day and room for a seal."""
    day: date
    printed_at: datetime
    number: str = ""
    """The document's number, where it has one."""


def printed(title: str, markdown: str, form: str, lang: str, head: Letterhead) -> str | bytes:
    """A document whose Markdown begins with its title, as "md", "html" or "pdf"; the last as bytes."""
    if form == "md":
        return markdown
    if form == "html":
        return page(title, markdown, lang)
    data = {
        "lang": lang,
        "title": title,
        "issuer": head.issuer,
        "number": head.number,
        "day": told_day(head.day, lang),
        "seal": say("bulletin.paper.seal", lang),
        "blocks": blocks_of(markdown)[1:],
    }
    return typeset("document", data, head.printed_at)
