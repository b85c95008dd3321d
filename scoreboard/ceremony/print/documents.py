"""What a ceremony has on paper, as documents: the announcer's script and the sealed envelope."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from scoreboard.ceremony.print.envelope import SealedEnvelope, envelope_markdown
from scoreboard.ceremony.print.script import FROM_ZERO, script_markdown, script_title, write_script
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.ceremony.verification_words import subjects_of
from scoreboard.desk.sealed_results import english_names, seals_of
from scoreboard.errors import Refused
from scoreboard.exchange.paper.documents import Letterhead, printed
from scoreboard.publications.boards import flags_board, sealed_picture
from scoreboard.publications.names import named
from scoreboard.store.contest import names_on
from scoreboard.store.writing import Writing

DOCUMENT_FORMS = ("md", "html", "pdf")


@dataclass(frozen=True)
class CeremonyPaper:
    """A document that has been written and is still to be printed, which takes a while and needs no database."""

    title: str
    markdown: str
    lang: str
    head: Letterhead

    def printed(self, form: str) -> str | bytes:
        """The document in one of `DOCUMENT_FORMS`."""
        return printed(self.title, self.markdown, form, self.lang, self.head)


def script_paper(
    writing: Writing, here: Standpoint, lang: str, *, hold_back: bool = False, begins: timedelta = FROM_ZERO
) -> CeremonyPaper:
    """What is said on the stage, cue by cue; with `hold_back` without the results."""
    written = write_script(writing.session, here, writing.now, hold_back=hold_back)
    text = script_markdown(written, lang, begins=begins, head=writing.settle())
    return CeremonyPaper(script_title(written, lang), text, lang, _letterhead(writing, here, lang))


def envelope_paper(writing: Writing, ceremony: str, lang: str) -> CeremonyPaper:
    """The results that a ceremony is sealed with, and what opens the seal; it is journalled that they are printed.

    Raises Refused where there is no seal.
    """
    here = standpoint(writing.session, ceremony)
    seals = seals_of(writing.session, ceremony)
    if not seals:
        raise Refused("seal.none", ceremony=ceremony)
    names = names_on(writing.session, here.contest.naming_day(writing.now))
    subjects = subjects_of(writing.session, ceremony, lang)
    stars = {subject: name for (kind, subject), name in subjects.items() if kind == "star"}
    people = english_names(writing.session, here.contest)
    wall = flags_board(sealed_picture(writing.session, here.contest, writing.now), here.contest.areas)
    writing.record("ceremony.envelope", ceremony, after={"commitment": seals[0].commitment})
    sealed = SealedEnvelope(here.ceremony, here.contest, seals, names, stars, people, writing.settle(), wall.rows)
    return CeremonyPaper(sealed.title(lang), envelope_markdown(sealed, lang), lang, _letterhead(writing, here, lang))


def _letterhead(writing: Writing, here: Standpoint, lang: str) -> Letterhead:
    """Who prints what a ceremony has on paper, dated as the ceremony is, or today."""
    contest = here.contest
    today = writing.now.astimezone(ZoneInfo(contest.competition.timezone))
    series = contest.series
    host = names_on(writing.session, contest.naming_day(writing.now), [series.host])[series.host]
    issuer = series.issuer_en if lang == "en" else series.issuer
    return Letterhead(issuer or named(host.name, host.name_en, lang), here.ceremony.held_on or today.date(), today)
