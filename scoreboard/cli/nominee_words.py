"""What commands about nominees share: how they are named, and what is told of them."""

from collections.abc import Sequence
from datetime import date

from scoreboard.cli.command import argument
from scoreboard.cli.wording import LANGUAGE, Option
from scoreboard.desk.nominees import find_nominee, star_of
from scoreboard.locale import listed
from scoreboard.models import Nominee, Star
from scoreboard.publications.told_nominees import person_called
from scoreboard.settings import parse_day
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing

STAR = argument("star_id", metavar="STAR")
ANY_STAR = argument("star_id", metavar="[STAR]", required=False)
CONTEST = (argument("series"), argument("period"))
NOMINEE = (*CONTEST, STAR, argument("unit"), argument("person"))
ON = Option(["--on"], required=True, metavar="DATE")
DOCUMENT = Option(["--document"], default="", metavar="TEXT")
POST_AND_ENGLISH = (
    Option(["--post"], default="", metavar="TEXT"),
    Option(["--person-en"], default="", metavar="TEXT"),
    Option(["--post-en"], default="", metavar="TEXT"),
)
SECOND = Option(["--approved-by", "approved_by"], multiple=True, metavar="NAME…")


def found_nominee(
    writing: Writing, series: str, period: str, star_id: str, unit: str, person: str
) -> tuple[Contest, Nominee]:
    session = writing.session
    contest = contest_of(session, series, period)
    star = star_of(session, star_id)
    return contest, find_nominee(session, contest, star, find_unit(session, unit), person)


def day_given(given: str | None) -> date | None:
    return None if given is None else parse_day(given)


def star_called(star: Star) -> str:
    return (star.name_en if LANGUAGE.get() == "en" else "") or star.name


def people_named(people: Sequence[Nominee]) -> str:
    lang = LANGUAGE.get()
    return listed((person_called(one).said(lang) for one in people), lang) or "-"
