"""What somebody is told whose request cannot be answered: a sentence in each language, and never more."""

from collections.abc import Mapping
from html import escape

from starlette.responses import Response

from scoreboard.errors import ContestError
from scoreboard.locale import LANGUAGES, say

NOT_THERE, AWAY = 404, 503
OWN_WORDS = {
    "unknown.not_on_board": "not_on_board",
    "unknown.unit": "unit",
    "show.no_proof": "proof",
    "show.which_unit": "unit",
    **dict.fromkeys(("unknown.series", "unknown.which_series", "unknown.period", "unknown.area"), "board"),
    "unknown.series_period": "board",
}
"""Errors whose sentences speak of a command's options, and what a browser is told instead."""


def refusal(status: int, why: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer with a status whose sentence is the catalogue's ``web.refused.WHY``."""
    said = {lang: say(f"web.refused.{why}", lang) for lang in LANGUAGES}
    return _page(status, said, headers)


def contest_refusal(error: ContestError) -> Response:
    """The answer to whoever asks for what is not there; of a file that cannot be read no more than that is told."""
    if error.exit_code == 3:
        return refusal(AWAY, "away", {"retry-after": "5"})
    if error.key in OWN_WORDS:
        return refusal(NOT_THERE, OWN_WORDS[error.key])
    return _page(NOT_THERE, {lang: error.sentence(lang) for lang in LANGUAGES})


def _page(status: int, said: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Response:
    sentences = "".join(f'<p lang="{lang}">{escape(sentence)}</p>' for lang, sentence in said.items())
    content = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{status}</title><link rel="stylesheet" href="/assets/boards.css"></head>'
        f'<body><main>{sentences}<p><a href="/boards">夺旗榜 Scoreboard</a></p></main></body></html>'
    )
    return Response(content, status, {"cache-control": "no-store", **(headers or {})}, "text/html")
