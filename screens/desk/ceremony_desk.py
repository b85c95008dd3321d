"""What is done with ceremonies at the desk, one call of the store each. It runs in workers and knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from scoreboard.ceremony.overview import CeremonyChoice, CueLine, ceremony_choices, overview
from scoreboard.ceremony.planning import plan
from scoreboard.ceremony.print.documents import DOCUMENT_FORMS, CeremonyPaper, envelope_paper, script_paper
from scoreboard.ceremony.seal import verify
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.verification_words import subjects_of, verdict, verification_lines
from scoreboard.desk.levels import reader, refuse_other_ceremony, seen_by
from scoreboard.desk.sealed_results import seals_of
from scoreboard.desk.unit_of_work import acting, known, trying, zone_of
from scoreboard.errors import Refused
from scoreboard.exchange.paper.files import form_by_name, write_document
from scoreboard.store.public.state import strange_to_main
from scoreboard.store.writing import Writing
from screens.desk.workplace import Workplace

PLAN, OPEN = "direct", "open envelope"
"""The rights that planning a ceremony and opening its envelope ask for."""


@dataclass(frozen=True)
class PlanWish:
    """Which ceremony is to be planned: a new one of a contest, or one that is there once more."""

    ceremony: str
    series: str | None = None
    period: str | None = None

    @property
    def anew(self) -> bool:
        """Whether its sheet is to be made again."""
        return self.series is None


@dataclass(frozen=True)
class SealOpened:
    """Whether all that was announced is what was sealed; if so the verdict, and what is said line by line."""

    good: bool
    verdict: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class CeremonyDesk:
    """The desk with the contest's ceremonies on it."""

    workplace: Workplace

    @property
    def lang(self) -> str:
        """The language in which it speaks, and prints."""
        return self.workplace.settings.lang

    def read(self) -> tuple[CeremonyChoice, ...]:
        """The ceremonies that whoever acts may see."""
        with self.workplace.store.read() as session:
            seen = seen_by(session, reader(session, self.workplace.settings.acting))
            return tuple(one for one in ceremony_choices(session) if seen is None or one.series in seen)

    def permit(self, deed: str, ceremony: str | None = None) -> None:
        """Before anything is asked: raises Refused where whoever acts may not do a deed, or there is no envelope."""
        with self.workplace.store.read() as session:
            where = {"anywhere": True} if ceremony is None else {"ceremony": ceremony}
            known(session, self.workplace.settings, deed, **where)
            if deed == OPEN and ceremony is not None and not seals_of(session, ceremony):
                raise Refused("seal.none", ceremony=ceremony)

    def sheet(self, ceremony: str) -> tuple[CueLine, ...]:
        """The run sheet of a ceremony, without a result."""
        with self.workplace.store.read() as session:
            refuse_other_ceremony(session, reader(session, self.workplace.settings.acting), ceremony)
            return overview(session, standpoint(session, ceremony)).lines

    def would_plan(self, wish: PlanWish) -> tuple[CueLine, ...]:
        """The sheet that planning would give a ceremony."""
        with trying(self.workplace.store, self.workplace.settings, PLAN, anywhere=True) as writing:
            return _planned(writing, wish)

    def plan(self, wish: PlanWish) -> None:
        """Plan a ceremony."""
        with acting(self.workplace.store, self.workplace.settings, PLAN, anywhere=True) as writing:
            _planned(writing, wish)

    def print_script(self, ceremony: str, file: Path, *, hold_back: bool) -> None:
        """Print what is said on the stage; with `hold_back` without the results."""

        def write(writing: Writing) -> CeremonyPaper:
            return script_paper(writing, standpoint(writing.session, ceremony), self.lang, hold_back=hold_back)

        self._print(PLAN, ceremony, file, write)

    def print_envelope(self, ceremony: str, file: Path) -> None:
        """Print the sealed results, and what opens the seal."""
        self._print(OPEN, ceremony, file, lambda writing: envelope_paper(writing, ceremony, self.lang))

    def _print(self, deed: str, ceremony: str, file: Path, write: Callable[[Writing], CeremonyPaper]) -> None:
        with acting(self.workplace.store, self.workplace.settings, deed, ceremony=ceremony) as writing:
            paper = write(writing)
        write_document(paper.printed(form_by_name(file, ("pdf", *DOCUMENT_FORMS))), file)

    def verify(self, ceremony: str) -> SealOpened:
        """Open a ceremony's seal. Raises Refused where it has none."""
        workplace = self.workplace
        strange = strange_to_main(workplace.settings.paths)
        with workplace.store.read() as session:
            refuse_other_ceremony(session, reader(session, workplace.settings.acting), ceremony)
            found = verify(session, ceremony, strange)
            names, zone = subjects_of(session, ceremony, self.lang), ZoneInfo(zone_of(session))
            lines = tuple(verification_lines(found, names, zone, self.lang))
        return SealOpened(found.good, verdict(found, self.lang) if found.good else "", lines)


def _planned(writing: Writing, wish: PlanWish) -> tuple[CueLine, ...]:
    here = plan(writing, wish.ceremony, series=wish.series, period=wish.period, anew=wish.anew)
    return overview(writing.session, here).lines
