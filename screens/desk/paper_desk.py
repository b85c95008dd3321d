"""Printing at the desk what is public. All of it runs in workers and knows no widget."""

from contextlib import closing
from dataclasses import dataclass

from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.desk.lookup import read_unit_keys, units_on
from scoreboard.desk.worksheet import Named
from scoreboard.enums import YEAR
from scoreboard.errors import BadInput
from scoreboard.name_search import UnitKeys
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.store.contest import contest_of
from scoreboard.store.years import year_series
from screens.desk.contest_files import refuse_from_afar
from screens.desk.workplace import Workplace

BULLETIN, YEAR_BULLETIN, CERTIFICATES, STARS, UNIT, PLEDGES = PAPERS = (
    *("bulletin", "year-bulletin", "certificates", "stars", "unit", "pledges"),
)
OF_CONTEST, OF_UNIT = (BULLETIN, CERTIFICATES, STARS), (UNIT, PLEDGES)
"""Papers of a series and a period, and of a unit."""
FORMS = ("pdf", "html", "md", "xlsx")
LONGEST_REVISION = 6
"""Digits of a bulletin's revision."""


@dataclass(frozen=True)
class PaperWish:
    """What is to be printed, and as what."""

    paper: str
    form: str
    series: str = ""
    period: str = ""
    unit: str = ""
    revision: str = ""
    """Which one of a bulletin's, as it is typed; the newest where that is nothing."""
    number: str = ""
    """What a bulletin is numbered by where it is printed."""
    issuer: str = ""
    addressed_to: str = ""
    """By which office a bulletin is issued and to whom, where that is not what its series says."""

    @property
    def file(self) -> str:
        """What its file is called."""
        about = {UNIT: self.unit, PLEDGES: self.unit, YEAR_BULLETIN: ""}.get(self.paper, f"{self.series}-{self.period}")
        return f"{'-'.join(filter(None, (about, self.paper)))}.{self.form}"


@dataclass(frozen=True)
class PaperChoices:
    """What there is to choose from."""

    contests: tuple[ContestChoice, ...]
    units: tuple[Named, ...]
    keys: tuple[UnitKeys, ...]


@dataclass(frozen=True)
class PaperDesk:
    """The desk with a printer."""

    workplace: Workplace

    def choices(self) -> PaperChoices:
        """What there is to choose from. Raises Refused for who comes over SSH: files are those of this machine."""
        workplace = self.workplace
        refuse_from_afar(workplace)
        with workplace.store.read() as session:
            units = units_on(session, contest_of(session, workplace.series, workplace.period).period.end)
            keys = read_unit_keys(session, [unit.id for unit in units])
        return PaperChoices(workplace.choices(), units, keys)

    def draw(self, wish: PaperWish) -> str | bytes:
        """Draw a paper from the public file. Raises Refused where what is wanted is not public, BadInput for a form in
        which it is not printed."""
        from scoreboard.exchange.public_papers import (
            BULLETIN_FORMS,
            SHEET_FORMS,
            Office,
            PublicPapers,
        )  # paper takes a while

        bulletin = wish.paper in (BULLETIN, YEAR_BULLETIN)
        forms = BULLETIN_FORMS if bulletin else SHEET_FORMS
        if wish.form not in forms:
            raise BadInput("paper.form", form=wish.form, allowed=", ".join(sorted(forms)))
        settings = self.workplace.settings
        public = settings.paths.public
        with closing(PublicReader(public, ContestClock(settings, public))) as reader:
            papers = PublicPapers(reader, settings.lang, settings.moment(reader.competition().timezone))
            if bulletin:
                revision = _revision(wish.revision)
                office = Office(wish.number, wish.issuer, wish.addressed_to)
                return papers.bulletin(*self._about(wish), wish.form, office, revision=revision)
            if wish.paper == CERTIFICATES:
                return papers.certificates(wish.series, wish.period, wish.form)
            if wish.paper == STARS:
                return papers.stars(wish.series, wish.period, wish.form)
            return (papers.unit if wish.paper == UNIT else papers.pledges)(wish.unit, wish.form)

    def _about(self, wish: PaperWish) -> tuple[str, str]:
        if wish.paper == BULLETIN:
            return wish.series, wish.period
        with self.workplace.store.read() as session:
            return year_series(session), YEAR


def _revision(typed: str) -> int | None:
    """The revision that is typed. Raises BadInput for what is no number of one."""
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_REVISION):
        raise BadInput("paper.revision", revision=typed)
    return int(typed) if typed else None
