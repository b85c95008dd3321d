"""What docs/web.md says is what the program does."""

from screens.web import connections, headers, running, server, streams
from tests.docs.pages import page, rows, section

TEXT = page("docs/web.md")
SAID = {
    "connections in all": running.MOST_CONNECTIONS,
    "connections of one address": running.MOST_PER_ADDRESS,
    "bytes of an address": headers.LONGEST_TARGET,
    "headers of a request": headers.MOST_HEADERS,
    "bytes of them": headers.LONGEST_HEADERS,
    "bytes that may be sent without asking for anything": connections.LONGEST_REQUEST,
    "seconds in which a request has to be made": connections.ASKING_SECONDS,
    "pages that are written side by side": server.PAGES_AT_ONCE,
    "seconds after which a stream says that it still stands": streams.BEAT_SECONDS,
}


def test_every_limit_is_told_as_it_is() -> None:
    told = {what.partition(" (`")[0]: int(number) for what, number in rows(section(TEXT, "What is let in"))}
    assert told == SAID


def test_every_size_is_told() -> None:
    assert [size for size in streams.SIZES if f"{size[0]}x{size[1]}" not in TEXT] == []
