"""Words of people's own in Markdown: nothing of them is markup, and what would be none anyway is left as it is."""

import pytest
from markdown_it import MarkdownIt

from scoreboard.exchange.printed_pages import literal


@pytest.mark.parametrize("words", ["R&D", "Tom & Jerry", "a&b;c", "&", "&&amp", "研发&推广", "&#x;", "AT&T; more"])
def test_an_ampersand_that_begins_no_entity_is_read_as_it_is(words: str) -> None:
    shown = MarkdownIt("commonmark").renderInline(literal(words))
    assert shown == words.replace("&", "&amp;")


def test_only_what_would_be_an_entity_is_made_literal() -> None:
    assert literal("R&D") == "R&D"
    assert literal("Q&A & more") == "Q&A & more"
    assert literal("&lt; &#35; &#x23;") == "\\&lt; \\&\\#35; \\&\\#x23;"


@pytest.mark.parametrize("words", ["&lt;", "&#35;", "&#x23;", "a*b*", "[x](y)", "`c`", "1 < 2", "a_b_c", "| x |"])
def test_markup_is_literal(words: str) -> None:
    shown = MarkdownIt("commonmark").renderInline(literal(words))
    assert shown == words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
