"""The pages: the hall with all boards below it, each board, a unit, and what proves a ceremony."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.publications.board_pages import PROOF, BoardWish
from scoreboard.publications.board_tables import Tabled, TabledHeading, TabledLine, TabledRows, tabled
from scoreboard.publications.chosen_board import UNIT, public_board
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.shown import ShownBoard
from scoreboard.publications.told_proof import proof_lines
from scoreboard.settings import DatabaseSide
from scoreboard.wire import given
from screens.colours import as_hex
from screens.palettes import CHOICES, palette_of_contest, theme_called
from screens.plain.telling import told
from screens.web import markup
from screens.web.board_addresses import (
    CEREMONY,
    BoardNames,
    NoSuchBoard,
    board_wish,
    is_watched,
    public_boards,
    sealed_ceremonies,
)
from screens.web.languages import language
from screens.web.markup import PageAddress
from screens.web.refusals import contest_refusal, refusal
from screens.web.remembered import RememberedPages
from screens.web.streams import SIZES

NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True)
class PublicPages:
    """Answers requests from a public file, in the language that the browser prefers; `lang` where it prefers none."""

    public: DatabaseSide
    lang: str
    usual_theme: str
    now: Callable[[], datetime]
    remembered: RememberedPages

    def language(self, request: Request) -> str:
        """The language of an answer."""
        return language(request.query_params.get("lang"), request.headers.get("accept-language", ""), self.lang)

    def theme(self, request: Request) -> str:
        """The colours of an answer, by name: what its address says, else the server's own; empty for the usual ones."""
        asked = request.query_params.get("theme", "")
        return asked if asked in CHOICES else self.usual_theme

    def hall(self, request: Request) -> Response:
        """The hall's picture, and below it a link to every public board."""

        def written(reader: PublicReader, here: PageAddress) -> str:
            shown = request.query_params.get("board", "board")
            if not is_watched(reader, shown):
                raise NoSuchBoard(shown)
            palette = theme_called(here.theme) or palette_of_contest(given(reader.competition().colours) or ())
            sizes = " ".join(f"{columns}x{rows}" for columns, rows in SIZES)
            painted = (
                f'<main hidden><canvas id="hall" role="img" tabindex="0" aria-label="{say("web.canvas", here.lang)}" '
                f'data-sizes="{sizes}" data-lang="{here.lang}" data-board="{markup.text(shown)}" '
                f'data-theme="{here.theme}" '
                f'data-ink="{as_hex(palette.text)}" data-ground="{as_hex(palette.ground)}"></canvas>'
                f'<p id="pages"><button id="earlier">{say("web.earlier", here.lang)}</button> '
                f'<button id="live" hidden>{say("web.live", here.lang)}</button> '
                f'<button id="later">{say("web.later", here.lang)}</button></p>'
                f'<p id="told" class="unseen" aria-live="polite"></p>'
                f'<p id="broken" role="status" hidden>{say("web.broken", here.lang)}</p></main>'
            )
            title = reader.competition().called(here.lang)
            body = f"{painted}\n{_contents(reader, here)}"
            return markup.page(here, title, body, script="/assets/hall.js", kind="hall")

        return self._answer(request, written)

    def boards(self, request: Request) -> Response:
        """A link to every public board."""
        return self._answer(
            request,
            lambda reader, here: markup.page(here, reader.competition().called(here.lang), _contents(reader, here)),
        )

    def board(self, request: Request) -> Response:
        """A board as a table, a page at a time, or the page on which a unit stands."""
        key = request.path_params["key"]
        asked = request.query_params

        def written(reader: PublicReader, here: PageAddress) -> str:
            shown = self._shown(reader, board_wish(key, asked.get("offset"), asked.get("around") or None))
            pages = ""
            if shown.page is not None:
                pages = markup.turning(here, shown.page.offset, shown.page.limit, shown.page.total)
                if shown.page.total > shown.page.limit:
                    pages += markup.find_form(here, here.path, "around", say("web.find_on", here.lang))
            called = BoardNames(reader.competition(), here.lang).said(key)
            if key == CEREMONY:
                return _ceremony_page(reader, here, called)
            return _board_page(here, shown, called, pages)

        return self._answer(request, written)

    def unit(self, request: Request) -> Response:
        """All that is public of one unit, by its id or a name."""
        wanted = request.path_params.get("unit") or request.query_params.get("name") or ""

        def written(reader: PublicReader, here: PageAddress) -> str:
            shown = self._shown(reader, BoardWish(UNIT, unit=wanted))
            return _board_page(here, shown, shown.words.called(here.lang))

        return self._answer(request, written)

    def proofs(self, request: Request) -> Response:
        """A link to the proof of every ceremony that has been sealed."""

        def written(reader: PublicReader, here: PageAddress) -> str:
            found = [(f"/proof/{ceremony}", ceremony) for ceremony in sealed_ceremonies(reader)]
            title = say("web.proof", here.lang)
            listed = markup.links(here, found) if found else f"<p>{say('web.no_proof', here.lang)}</p>"
            said = f"<p>{say('web.proof_help', here.lang)}</p>"
            return markup.page(here, title, f"{markup.heading_bar(here)}<main><h1>{title}</h1>{said}{listed}</main>")

        return self._answer(request, written)

    def proof(self, request: Request) -> Response:
        """What proves that a ceremony kept to its seal, in words or as JSON."""
        ceremony = request.path_params["ceremony"]
        if request.query_params.get("format") == "json":
            return self._json(BoardWish(PROOF, ceremony=ceremony))

        def written(reader: PublicReader, here: PageAddress) -> str:
            words = self._shown(reader, BoardWish(PROOF, ceremony=ceremony)).words
            lines = "\n".join(map(markup.text, proof_lines(words, here.lang)))
            title = f"{say('web.proof', here.lang)} · {markup.text(ceremony)}"
            raw = f'<p><a href="{here.to(here.path, format="json")}">JSON</a></p>'
            body = f"<main><h1>{title}</h1><pre>{lines}</pre>{raw}</main>"
            return markup.page(here, title, markup.heading_bar(here) + body)

        return self._answer(request, written)

    def health(self, request: Request) -> Response:
        """Whether the public file can be read, and its last change: for whatever watches over the server."""
        try:
            with closing(PublicReader(self.public)) as reader:
                told = {"status": "ok", "change": reader.head(), "age": round(reader.age())}
                return JSONResponse(told, headers=NO_STORE)
        except (ContestError, OSError):
            return JSONResponse({"status": "away", "change": None}, 503, headers=NO_STORE)

    def _shown(self, reader: PublicReader, wish: BoardWish) -> ShownBoard:
        return public_board(reader, wish).at(self.now())

    def _json(self, wish: BoardWish) -> Response:
        try:
            with closing(PublicReader(self.public, self.now)) as reader:
                return JSONResponse(self._shown(reader, wish).json(), headers=NO_STORE)
        except ContestError as error:
            return contest_refusal(error)

    def _answer(self, request: Request, written: Callable[[PublicReader, PageAddress], str]) -> Response:
        """A page, or why there is none: in one sentence."""
        here = PageAddress(request.url.path, self.language(request), self.theme(request))

        def write() -> str:
            with closing(PublicReader(self.public, self.now)) as reader, reader.moment():
                return markup.aged(written(reader, here), here, reader.age())

        try:
            page = self.remembered.page((here, request.url.query), write)
            return HTMLResponse(page, headers=NO_STORE)
        except ContestError as error:
            return contest_refusal(error)
        except NoSuchBoard:
            return refusal(404, "board")
        except OSError:
            return refusal(503, "away", {"retry-after": "5"})


def _contents(reader: PublicReader, here: PageAddress) -> str:
    """The competition's name, a form to find a unit, and a link to every public board."""
    competition = reader.competition()
    groups = BoardNames(competition, here.lang).groups(public_boards(reader))
    return (
        f"{markup.heading_bar(here)}<section><h1>{markup.text(competition.called(here.lang))}</h1>"
        f"{markup.find_form(here, '/unit', 'name', say('web.unit', here.lang))}"
        f"{markup.grouped_links(here, groups)}{_colours(here)}</section>"
    )


def _ceremony_page(reader: PublicReader, here: PageAddress, called: str) -> str:
    """What the hall sees of a ceremony, in words."""
    stage = reader.stage()
    parts: list[Tabled] = []
    if stage is None:
        parts.append(TabledLine(say("web.no_ceremony", here.lang)))
    else:
        names = BoardNames(reader.competition(), here.lang)
        parts.append(TabledHeading(names.contest(stage.series, stage.period)))
        parts += [TabledLine(say("web.rehearsal", here.lang))] * stage.rehearsal
        lines = [say("web.covered", here.lang)] if stage.covered else told(scene_of(stage.scene), here.lang)
        parts.append(TabledRows((say("web.on_stage", here.lang),), ("left",), tuple((line,) for line in lines)))
    table = markup.board(here, called, parts)
    return markup.page(here, called, f"{markup.heading_bar(here)}<main>{table}</main>")


def _colours(here: PageAddress) -> str:
    """The same page in each of the colours."""
    found = ((name, say(f"web.theme.{name}", here.lang)) for name in CHOICES)
    links = " ".join(f'<a href="{here.to(here.path, theme=name)}">{markup.text(words)}</a>' for name, words in found)
    return f'<p class="colours">{say("web.colours", here.lang)}: {links}</p>'


def _board_page(here: PageAddress, shown: ShownBoard, called: str, pages: str = "") -> str:
    table = markup.board(here, called, tabled(shown, here.lang))
    return markup.page(here, called, f"{markup.heading_bar(here)}<main>{table}{pages}</main>")
