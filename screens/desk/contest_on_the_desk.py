"""Which contest lies on the desk, whose judge's scores, and who acts: at the opening, and when another is chosen."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.desk.judged_marks import AreaMarks
from scoreboard.desk.kept_forms import FormAbout, left_forms
from scoreboard.desk.kept_places import KeptPlace, last_place
from scoreboard.desk.kept_scores import KeptSheet
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError
from scoreboard.name_search import UnitKeys, folded
from screens.desk.choosing import choose_contest, choose_judge, choose_person, choose_sure, choose_unit, contest_key
from screens.desk.entering import Entering
from screens.desk.marks import MarksDialog
from screens.desk.messages import SheetNews
from screens.desk.open_sheet import OpenSheet
from screens.desk.pin import PinDialog
from screens.desk.rights import may
from screens.desk.unsaved_scores import Hold
from screens.desk.workplace import Opening, Worker, Workplace


class DeskOpening:
    """Another contest or person comes to the desk only when nothing unsaved is on it; `leave` leaves the desk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False, id="desk.find"),
        Binding("s", "choose", show=False, id="desk.choose"),
        Binding("g", "judge", show=False, id="desk.judge"),
        Binding("m", "marks", show=False, id="desk.marks"),
        Binding("w", "person", show=False, id="desk.person"),
    ]

    def __init__(
        self,
        screen: Screen[Any],
        opened: OpenSheet,
        entering: Entering,
        *,
        leave: Callable[[], None],
        ready: Callable[[], None],
    ) -> None:
        self._screen, self._opened, self._entering = screen, opened, entering
        self._leave, self._ready = leave, ready
        self._opening: Opening | None = None
        self._unit_keys: tuple[UnitKeys, ...] = ()
        self._wanted: Place | None = None
        """The cell at which the sheet that is being opened begins."""
        self._news = ""
        """What is to be said once it is open."""
        self._place = KeptPlace()

    def open(self) -> None:
        """Learn who acts and what there is, ask for what is left open, and open the worksheet."""
        opened = self._opened
        opened.thread.do(opened.workplace.open, self._learned, opened.refuse, opens=True)

    def open_anew(self, news: str) -> None:
        """Open the desk again, as the contest may have become another; `news` is said once it is open."""
        opened = self._opened
        self._news = news
        self._entering.forget()
        opened.sheet = None

        def learned(opening: Opening) -> None:
            opened.workplace = opened.workplace.among(opening.choices)
            self._learned(opening)

        def refused(error: ContestError) -> None:
            opened.grid.locked = error
            opened.refuse(error)

        opened.thread.do(opened.workplace.open, learned, refused, opens=True)

    def _learned(self, opening: Opening) -> None:
        self._opening, self._opened.worker = opening, opening.worker
        if opening.worker is None and opening.people_known:
            self._ask_who(opening, otherwise=self._leave)
        elif opening.worker is not None and opening.worker.asks_pin:
            self._ask_pin(opening, opening.worker, otherwise=self._leave_or_ask(opening))
        else:
            self._begin(opening.choices_of(self._opened.workplace.settings.acting))

    def _leave_or_ask(self, opening: Opening) -> Callable[[], None]:
        """What comes of a PIN that is not given: the desk is left, or where it was open before, somebody else asked."""
        return (lambda: self._ask_who(opening, otherwise=self._leave)) if self._news else self._leave

    def _ask_who(self, opening: Opening, *, otherwise: Callable[[], None]) -> None:
        opened = self._opened

        def chosen(name: str | None) -> None:
            worker = next((worker for worker in opening.candidates if worker.name == name), None)
            if worker is None:
                otherwise()
            elif worker.asks_pin:
                self._ask_pin(opening, worker, otherwise=otherwise)
            else:
                self._take_over(opening, worker, self._unproved(worker))

        self._screen.app.push_screen(choose_person(opened.lang, opening.candidates), chosen)

    def _unproved(self, worker: Worker) -> Workplace:
        """The desk for somebody who has typed no PIN."""
        workplace = self._opened.workplace
        return replace(workplace, settings=replace(workplace.settings, acting=worker.name, by_pin=False))

    def _ask_pin(self, opening: Opening, worker: Worker, *, otherwise: Callable[[], None]) -> None:
        """Let somebody prove by their PIN who they are, so that what they enter counts."""
        opened, workplace = self._opened, self._opened.workplace

        def answered(proved: Workplace | None) -> None:
            if proved is None:
                otherwise()
            else:
                self._take_over(opening, worker, proved)

        dialog = PinDialog(
            opened.lang,
            worker.name,
            self._with_news(opened.say(f"pin.{_why_proved(worker)}")),
            opened.say("key.go_on"),
            lambda pin: workplace.proved(worker.name, pin),
            None if worker.must_prove else self._unproved(worker),
        )
        self._screen.app.push_screen(dialog, answered)

    def _with_news(self, fact: str) -> str:
        """What a question says, below why it is asked where the contest has become another."""
        return f"{self._news}\n{self._opened.say('pin.anew')}{fact}" if self._news else fact

    def _take_over(self, opening: Opening, worker: Worker, workplace: Workplace) -> None:
        opened, choices = self._opened, opening.choices_of(worker.name)
        opened.worker, opened.workplace = worker, workplace.among(choices)
        self._entering.forget()
        self._begin(choices)

    def _begin(self, choices: tuple[ContestChoice, ...]) -> None:
        opened = self._opened
        try:
            opened.workplace = opened.workplace.begin_at(choices, self._where_it_ended(choices))
        except ContestError as error:
            opened.refuse(error)
            return
        opened.read(self._read)

    def _where_it_ended(self, choices: tuple[ContestChoice, ...]) -> KeptSheet | None:
        """Where this person's desk was when something ended it; None where it was left, or may not be opened again."""
        typist = self._opened.typist
        found = last_place(typist) if typist is not None else None
        known = {(one.series.id, one.period.id) for one in choices}
        return found if found is not None and (found.series, found.period) in known else None

    def left(self) -> None:
        """The desk is left on purpose: the next one opens as usual."""
        self._place.leave(wanted=False)

    def ended(self) -> None:
        """The desk ends: the next one opens here, unless it has been left."""
        self._place.leave(wanted=True)

    def _open_contest(self, series: str, period: str, judge: str = "") -> None:
        self._opened.workplace = self._opened.workplace.at(series, period, judge)
        self._entering.forget()
        self._opened.read(self._read)

    def _read(self) -> None:
        """The worksheet is there: learn its units' names, and ask for a judge where scores are a judge's."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None:
            return
        self._ready()
        if self._news:
            opened.line.tell(self._news, "good")
            self._news = ""
        self._put_back(sheet)
        opened.expect()
        units = tuple(unit.id for unit in sheet.units)
        opened.thread.do(lambda: opened.workplace.unit_keys(units), self._take_unit_keys, opened.refuse, aside=True)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            opened.go_to(wanted)
        if sheet.judged and not sheet.judge and opened.grid.locked is not None:
            self.action_judge()

    def _put_back(self, sheet: Worksheet) -> None:
        """What this person typed and could not save before the desk ended is in its cells again, and waits."""
        opened, typist = self._opened, self._opened.typist
        if typist is None:
            return
        self._place.keep(typist, KeptSheet(sheet.series.id, sheet.period.id, sheet.judge))
        self._entering.begin(typist, sheet)
        back, elsewhere = opened.kept.begin(typist, sheet, opened.say("kept.reason"))
        if back:
            opened.go_to(next(iter(opened.held.by_place)))
            opened.grid.post_message(SheetNews(opened.say("kept.back", count=back)))
        elif elsewhere:
            opened.grid.post_message(SheetNews(opened.say("kept.elsewhere", contest=self._called(elsewhere[0]))))
        elif forms := left_forms(typist):
            opened.grid.post_message(SheetNews(self._waiting(forms[0], len(forms) - 1)))
        opened.shown()

    def _waiting(self, form: FormAbout, more: int) -> str:
        """That a form waits which was not sent, and what leads to it."""
        opened = self._opened
        door = opened.say("kept.door", what=opened.say(f"kept.doors.{form.door}")) if form.door else ""
        others = opened.say("kept.more_forms", count=more) if more else ""
        return opened.say("kept.form", form=form.heading.said(opened.lang), door=door, more=others)

    def _called(self, sheet: KeptSheet) -> str:
        """A worksheet by the names of its contest."""
        choices = self._opening.choices if self._opening is not None else ()
        for one in choices:
            if (one.series.id, one.period.id) == (sheet.series, sheet.period):
                return f"{one.series.called(self._opened.lang)} · {one.period.called(self._opened.lang)}"
        return f"{sheet.series} · {sheet.period}"

    def _take_unit_keys(self, keys: tuple[UnitKeys, ...]) -> None:
        self._unit_keys = keys

    def unit_keys(self) -> tuple[UnitKeys, ...]:
        """What the units of the sheet answer to; until that is read, their names."""
        sheet = self._opened.sheet
        units = sheet.units if sheet is not None else ()
        return self._unit_keys or tuple(
            UnitKeys(one.id, tuple(map(folded, (one.id, one.name, one.short_name, one.name_en, one.short_name_en))))
            for one in units
        )

    def action_find(self) -> None:
        """Find a unit by a few letters of its name."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None:
            return

        def found(unit: str | None) -> None:
            place = opened.grid.place
            if unit is not None and place is not None:
                opened.go_to((unit, place[1]))

        self._screen.app.push_screen(choose_unit(opened.lang, sheet.units, self.unit_keys()), found)

    def action_choose(self) -> None:
        """Choose another series or period. What is not saved here may wait, but is asked about first: an Enter that was
        meant for the list saves none of it."""
        opened = self._opened
        waiting = sum(one.hold is not Hold.SAVING for one in opened.held.by_place.values())
        if waiting and waiting == len(opened.held.by_place):

            def answered(answer: str | None) -> None:
                if answer == "sure":
                    self._choose()

            question = opened.say("kept.goes_on", count=waiting)
            self._screen.app.push_screen(choose_sure(opened.lang, question, "kept"), answered)
        elif opened.settled:
            self._choose()

    def _choose(self) -> None:
        opened = self._opened

        def chosen(key: str | None) -> None:
            if key is not None:
                series, _, period = key.partition("/")
                self._open_contest(series, period)

        def show(choices: tuple[ContestChoice, ...]) -> None:
            current = contest_key(opened.sheet.series.id, opened.sheet.period.id) if opened.sheet else ""
            self._screen.app.push_screen(choose_contest(opened.lang, choices, current), chosen)

        opened.thread.do(opened.workplace.choices, show, opened.refuse)

    def action_judge(self) -> None:
        """Choose whose scores are entered, where judges score."""
        opened = self._opened
        if not opened.settled or opened.sheet is None or not opened.sheet.judged:
            return

        def chosen(judge: str | None) -> None:
            if judge is not None and opened.sheet is not None:
                self._open_contest(opened.sheet.series.id, opened.sheet.period.id, judge)

        self._screen.app.push_screen(choose_judge(opened.lang, opened.sheet), chosen)

    def action_marks(self) -> None:
        """Look at all judges' marks of the current area side by side, and go on to the sheet of one of them."""
        opened, place = self._opened, self._opened.grid.place
        if not opened.settled or opened.sheet is None or place is None:
            return
        unit, area = place

        def chosen(wanted: tuple[str, str] | None) -> None:
            if wanted is not None and opened.sheet is not None:
                self._wanted = wanted[0], area
                self._open_contest(opened.sheet.series.id, opened.sheet.period.id, wanted[1])

        def show(marks: AreaMarks) -> None:
            self._screen.app.push_screen(MarksDialog(opened.lang, marks, unit), chosen)

        opened.thread.do(lambda: opened.workplace.marks(area), show, opened.refuse)

    def action_person(self) -> None:
        """Let somebody else act; who a server has proved stays who they are. PINs may have been set meanwhile."""
        opened = self._opened
        if self._opening is None or opened.workplace.settings.proof is not None or not opened.settled:
            return

        def ask(opening: Opening) -> None:
            self._opening = opening
            self._ask_who(opening, otherwise=lambda: None)

        opened.thread.do(opened.workplace.open, ask, opened.refuse)


def _why_proved(worker: Worker) -> str:
    """What somebody's PIN is for at the desk, as the catalogue calls it."""
    if worker.must_prove:
        return "must"
    return "entering" if may(worker, "enter") else "reviewing" if may(worker, "confirm") else "reading"
