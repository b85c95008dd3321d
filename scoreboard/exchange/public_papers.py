"""What is printed of what is public: bulletins, certificates, notices, each from the public file alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from scoreboard.enums import YEAR
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.bulletin import addressed_to, bulletin_document, is_letter, opening_of
from scoreboard.exchange.certificates import certificates_of
from scoreboard.exchange.office_letters import Letter, printed_letter
from scoreboard.exchange.paper.documents import Letterhead, printed
from scoreboard.exchange.paper.sheets import printed_certificates, printed_sheets
from scoreboard.exchange.pledges_sheet import pledges_sheet
from scoreboard.exchange.printed_pages import document_markdown
from scoreboard.exchange.sheet_parts import Sheets
from scoreboard.exchange.stars_sheet import stars_sheet
from scoreboard.exchange.table_workbook import document_workbook
from scoreboard.exchange.unit_sheet import unit_sheet
from scoreboard.locale import say
from scoreboard.publications.board_pages import BoardWish
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.chosen_board import UNIT, choose_period, choose_series, edition_of, public_board
from scoreboard.publications.competition import CompetitionBoard, ContestSeries
from scoreboard.publications.kinds.stars import StarsBoard, elected, of_series, stars_key
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.unit_board import UnitBoard

_GAP = re.compile(r"(?<=[㐀-鿿”》）])\s+(?=[㐀-鿿“《（])")
SHEET_FORMS = ("pdf", "html")
BULLETIN_FORMS = ("md", "html", "pdf", "xlsx")
UnitSheet = Callable[[UnitBoard, CompetitionBoard, date, str], Sheets]


def paper_title(title: str, lang: str) -> str:
    """A bulletin's title as an office writes it above a document: 关于…情况的通报, without gaps between its words."""
    return "".join(title_parts(title)) if lang == "zh" else title


def title_parts(title: str) -> list[str]:
    """A Chinese bulletin's title as an office writes it, in the parts between which a line of it may end."""
    what = title.removesuffix(say("bulletin.title", "zh", what=""))
    before, _, after = say("bulletin.paper.title", "zh", what="\n").partition("\n")
    first, *more = _GAP.split(what)
    parts = [f"{before}{first}", *more]
    return [*parts[:-1], f"{parts[-1]}{after}"]


@dataclass(frozen=True)
class Office:
    """What whoever prints a bulletin says of it, instead of what its series does."""

    number: str = ""
    issuer: str = ""
    addressed_to: str = ""


NO_OFFICE = Office()


@dataclass(frozen=True)
class PublicPapers:
    """Draws each paper in a form, as text or as bytes. Raises BadInput for ids that there are not, Refused where what
    is to be printed is not public."""

    reader: PublicReader
    lang: str
    now: datetime
    """In the contest's zone."""

    def bulletin(
        self, series: str, period: str, form: str, office: Office = NO_OFFICE, *, revision: int | None = None
    ) -> str | bytes:
        """The bulletin of a period or of the year, in its newest revision or an older one."""
        competition = self.reader.competition()
        found = choose_series(competition, series)
        periods = {one.id for one in competition.periods}
        about = YEAR if period == YEAR and YEAR not in periods else choose_period(competition, period)
        key = f"bulletin/{found.id}/{about}"
        board = self.reader.board(key, revision=revision)
        if board is None and revision is not None:
            raise BadInput("unknown.revision", series=found.id, period=about, revision=revision)
        if board is None:
            raise Refused("bulletin.none", series=found.id, period=about)
        edition = edition_of(board, competition.timezone)
        newest = board if revision is None else self.reader.board(key)
        counted = max(edition.revision or 0, newest.revision if newest else 0) > 1
        document = bulletin_document(board.words, edition, self.lang, counted=counted)
        if form == "xlsx":
            return document_workbook(document, self.lang)
        at = datetime.fromisoformat(edition.published_at or "")
        words: BulletinBoard = board.words
        named = office.issuer or words.issued_by(self.lang)
        issuer = named or self._host_of(found)
        if is_letter(words, self.lang):
            red = say("bulletin.letter.head", self.lang, issuer=named) if named else issuer
            to, opening = addressed_to(words, office.addressed_to, self.lang), opening_of(words, self.lang)
            edited = document.edition if counted else ""
            letter = Letter(issuer, red, office.number, to, opening, edited, at)
            return printed_letter(title_parts(document.title), document, letter, form)
        title = paper_title(document.title, self.lang) if form == "pdf" else document.title
        head = Letterhead(issuer, at.date(), at, office.number)
        return printed(title, document_markdown(document), form, self.lang, head)

    def certificates(self, series: str, period: str, form: str) -> str | bytes:
        """A page for each holder of a flag and each star of a period."""
        competition = self.reader.competition()
        found, about = choose_series(competition, series), choose_period(competition, period)
        flags = self.reader.board(f"flags/{found.id}/{about}")
        stars = self.reader.board(stars_key(about))
        people = None if stars is None else of_series(elected(stars.words), found.id)
        given = certificates_of(None if flags is None else flags.words, people, competition, self.lang)
        if not given:
            raise Refused("notice.no_certificates", series=found.id, period=about)
        return printed_certificates(given, self._issuer_of(found), form, self.lang, self.now)

    def stars(self, series: str | None, period: str | None, form: str) -> str | bytes:
        """The notice of a series' stars in a period, the latest that is public where none is named."""
        competition = self.reader.competition()
        chosen = choose_series(competition, series)
        board = public_board(self.reader, BoardWish("stars", chosen.id, period)).words
        if not isinstance(board, StarsBoard):
            raise Refused("notice.no_stars_yet", series=chosen.id)
        issuer, day = self._issuer_of(chosen), self.now.date()
        return self._sheets(stars_sheet(board, chosen, competition, issuer, day, self.lang), form)

    def unit(self, unit: str, form: str) -> str | bytes:
        """The notice board of a unit."""
        return self._of_unit(unit, form, unit_sheet)

    def pledges(self, unit: str, form: str) -> str | bytes:
        """The pledges of a unit, to sign and to follow."""
        return self._of_unit(unit, form, pledges_sheet)

    def _of_unit(self, unit: str, form: str, sheet_of: UnitSheet) -> str | bytes:
        board = public_board(self.reader, BoardWish(UNIT, unit=unit)).at(self.now).words
        return self._sheets(sheet_of(board, self.reader.competition(), self.now.date(), self.lang), form)

    def _sheets(self, sheets: Sheets, form: str) -> str | bytes:
        return printed_sheets(sheets, form, self.lang, self.now)

    def _issuer_of(self, series: ContestSeries) -> str:
        """Who signs what is printed of a series: its office, else its host."""
        return series.issued_by(self.lang) or self._host_of(series)

    def _host_of(self, series: ContestSeries) -> str:
        """What the host of a series is called, who publishes what is printed of it."""
        (host,) = self.reader.units([series.host])
        return host.called(self.lang)
