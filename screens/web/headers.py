"""What every answer says to the browser, and what no request may be."""

from collections.abc import Iterable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scoreboard.log_lines import tell
from screens.remote.counters import answered
from screens.web.refusals import refusal

SAFE: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""No script and no style but our own files, nothing of other hosts, no frame around us, no address told to others."""

METHODS = ("GET", "HEAD")
LONGEST_TARGET = 2048
"""Bytes of a path with what is asked behind it."""
MOST_HEADERS, LONGEST_HEADERS = 64, 8192


class Guarded:
    """The application behind what keeps strangers out and browsers safe."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered(message["status"])
                address = (scope.get("client") or ("?",))[0]
                tell("request", address=address, method=scope["method"], path=scope["path"], status=message["status"])
                message = {**message, "headers": [*_others(message["headers"]), *SAFE]}
            await send(message)

        await (refused(scope) or self._app)(scope, receive, answer)


def refused(scope: Scope) -> Response | None:
    """What a request is told that may not be; None for one that may."""
    if scope["method"] not in METHODS:
        return refusal(405, "method", {"allow": ", ".join(METHODS)})
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_TARGET:
        return refusal(414, "target")
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS:
        return refusal(431, "headers", {"connection": "close"})
    if any(name in (b"content-length", b"transfer-encoding") and value != b"0" for name, value in headers):
        return refusal(413, "body", {"connection": "close"})
    return None


def _others(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    """The headers of an answer but for those that every answer has."""
    always = {name for name, _ in SAFE}
    return (header for header in headers if header[0].lower() not in always)
