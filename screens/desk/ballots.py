"""The ballots of one nominee: four counts of each group, and what they come to while they are typed (S17)."""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from scoreboard.desk.counting import misfit
from scoreboard.desk.kept_ballots import KeptCounts, KeptSlips
from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.desk.slips import SlipTally
from scoreboard.errors import BadInput, ContestError
from scoreboard.locale import Both, in_both, say
from scoreboard.publications.told_nominees import COUNTS, FIELDS, GROUPS, Counts, fields_of
from scoreboard.rules.ranking import displayed
from scoreboard.rules.scores import plain_figures
from scoreboard.rules.star_votes import RESULT_DECIMALS, Ballots, CountStatus, StarResult, tally
from screens.desk.approving import do_with_approval
from screens.desk.dialog import TypedDialog
from screens.desk.form import with_note
from screens.desk.slips import SlipsDialog
from screens.desk.star_desk import StarDesk
from screens.widgets.dialog import Foot, Heading
from screens.widgets.plain_text import PlainText


class BallotsDialog(TypedDialog[int]):
    """Saves by itself, so that a refusal leaves the counts on the screen; the result is the new version.

    Counts that void the vote are recorded as any others once somebody has said that they mean them.
    """

    ABOUT: ClassVar[str] = "ballots"
    CSS_PATH: ClassVar[list[str | PurePath] | None] = [*(TypedDialog.CSS_PATH or ()), "ballots.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False, id="ballots.next"),
        Binding("up", "app.focus_previous", show=False, id="ballots.previous"),
        Binding("f2", "slips", show=False, id="ballots.slips"),
        Binding("f9", "send", show=False, id="ballots.send"),
    ]

    def __init__(
        self, lang: str, desk: StarDesk, star: StarCategory, nominee: Nomination, closed_year: Both | None = None
    ) -> None:
        self.desk, self.star, self.nominee = desk, star, nominee
        self._kept = KeptCounts(self._about("counts"))
        self._found = self._kept.read(nominee.version)
        """What was typed and not saved when the desk ended last, by field."""
        about = {"person": nominee.person_called, "unit": nominee.unit_called, "star": star.called}
        super().__init__(lang, in_both("desk.ballots.title", **about), typed_already=bool(self._found))
        self.note = with_note(self.say("ballots.going_on") if self._found else "", closed_year, lang)
        self.sent: tuple[dict[str, int | None], str] | None = None
        self._asked = False
        """Whether it has been asked whether these counts are meant, though they void the vote."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            if self.note:
                yield PlainText(self.note, classes="fact")
            with Horizontal(classes="field"):
                yield Label("", classes="group", markup=False)
                for count in COUNTS:
                    yield Label(self.say(f"ballots.{count}"), classes="count", markup=False)
            for group in GROUPS:
                with Horizontal(classes="field"):
                    weight = self.star.weights.get(group)
                    words = self.say(f"ballots.{group}", weight="0" if weight is None else f"{weight.normalize():f}")
                    yield Label(words, classes="group", markup=False)
                    for count in COUNTS:
                        field = f"{group}_{count}"
                        text = self._found.get(field, self._known(field))
                        yield Input(text, id=field, classes="count")
            yield PlainText("", id="result", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.query_one(f"#{FIELDS[0]}").focus()
        self._kept_fields.announce(self.titled, waits=bool(self._found))
        self._show_result()
        self.show_keys(
            ("ballots.send", self.say("key.save")),
            ("ballots.slips", self.say("key.slips")),
            ("Enter", self.say("key.next")),
            ("dialog.leave", self.say("key.leave")),
        )

    def typed(self) -> dict[str, int | None]:
        """The counts as they are typed. Raises BadInput for what is no count."""
        counts: dict[str, int | None] = {}
        for field in FIELDS:
            text = plain_figures(self.query_one(f"#{field}", Input).value).strip()
            if text and not (text.isascii() and text.isdigit() and len(text) < 10):
                raise BadInput("nominating.count", field=self._field_words(field), count=text)
            counts[field] = int(text) if text else None
        return counts

    def _field_words(self, field: str) -> str:
        group, _, count = field.partition("_")
        return f"{self.say(f'ballots.group.{group}')} {self.say(f'ballots.{count}')}"

    def refuse(self, error: ContestError) -> None:
        words = {name: self._field_words(value) if value in FIELDS else value for name, value in error.values.items()}
        super().refuse(type(error)(error.key, **words))

    def on_input_changed(self, _: Input.Changed) -> None:
        self._asked = False
        self._show_result()
        self._keep()

    def _known(self, field: str) -> str:
        """A count as it has been saved."""
        known = self.nominee.counts[field]
        return "" if known is None else str(known)

    def _keep(self) -> None:
        """Keep what is typed at every key, as long as it is not what has been saved."""
        typed = {field: self.query_one(f"#{field}", Input).value for field in FIELDS}
        if all(typed[field] == self._known(field) for field in FIELDS):
            self._kept.forget()
            self._kept_fields.announce(self.titled, waits=False)
            return
        self._kept_fields.announce(self.titled, waits=True)
        try:
            self._kept.keep(self.nominee.version, typed)
        except OSError as error:
            self.tell(self.say("ballots.not_kept", detail=error.strerror or error))

    def action_leave(self) -> None:
        """Leave it; what has been typed is dropped, also where it was kept, only once that is plainly meant."""
        if not self._warns("form.typed"):
            self._kept.forget()
            self.dismiss(None)

    def _show_result(self) -> None:
        try:
            counts = self.typed()
        except ContestError as error:
            self.query_one("#result", Static).update("")
            self.refuse(error)
            return
        self.tell("")
        self.query_one("#result", Static).update(self._told(counts))

    def _told(self, counts: Counts) -> str:
        """What the counts come to, or why they come to nothing."""
        wrong = _misfit_of_whole_groups(counts)
        if wrong is not None:
            less, more = ((self._field_words(field), self._count_words(counts[field])) for field in wrong)
            return self.say("ballots.void", less=less[0], low=less[1], more=more[0], high=more[1])
        missing = self._missing(counts)
        if missing:
            return self.say("ballots.missing", fields=self.say("and").join(missing))
        ballots, result = self._tallied(counts)
        if result.value is not None:
            return self.say("ballots.result", result=displayed(result.value, RESULT_DECIMALS))
        return self._lacking(ballots)

    def _tallied(self, counts: Counts) -> tuple[Mapping[str, Ballots], StarResult]:
        ballots = {group: Ballots(*(counts[field] or 0 for field in fields_of(group))) for group in GROUPS}
        return ballots, tally(self.star.weights, ballots, self.star.quorum, threshold=self.star.threshold)

    def _missing(self, counts: Counts) -> list[str]:
        """What is still to be typed, once anything has been."""
        found: list[str] = []
        for group in GROUPS:
            if not _is_empty(counts, group):
                found += map(self._field_words, _empty_fields(counts, group))
            elif self.star.weights.get(group):
                found.append(self.say("ballots.whole_group", group=self.say(f"ballots.group.{group}")))
        return [] if all(_is_empty(counts, group) for group in GROUPS) else found

    def _lacking(self, ballots: Mapping[str, Ballots]) -> str:
        """What is lacking for a result: valid ballots, or enough of them returned."""
        voting = [ballots[group] for group, weight in self.star.weights.items() if weight > 0 and group in ballots]
        if voting and all(group.valid for group in voting):
            return self.say("ballots.quorum", quorum=f"{self.star.quorum.normalize():f}")
        return self.say("ballots.incomplete")

    def _count_words(self, count: int | None) -> str:
        return self.say("cell.none") if count is None else str(count)

    def action_slips(self) -> None:
        """Type the ballots of a group in one by one, of the group in whose line one is."""
        field = self.focused.id if self.focused is not None else None
        group = next((group for group in GROUPS if field and field.startswith(f"{group}_")), GROUPS[0])

        def counted(tally: SlipTally | None) -> None:
            if tally is None:
                return
            told = {"returned": tally.returned, "valid": tally.valid, "for": tally.in_favour}
            for count, number in told.items():
                self.query_one(f"#{group}_{count}", Input).value = str(number)
            self.query_one(f"#{group}_{COUNTS[0]}", Input).focus()

        called = partial(say, f"desk.ballots.group.{group}")
        heading = in_both("desk.slips.title", ballots=self.titled.said, group=called)
        self.app.push_screen(SlipsDialog(self.lang, heading, self._kept_slips(group)), counted)

    def _kept_slips(self, group: str) -> KeptSlips:
        return KeptSlips(self._about(group))

    def _about(self, what: str) -> str:
        """What is kept of the nominee, for the name of its file."""
        workplace, nominee = self.desk.workplace, self.nominee
        contest = (workplace.settings.paths.main, workplace.series, workplace.period)
        return "/".join(map(str, (*contest, self.star.id, nominee.unit, nominee.person, what)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, from the last one save, as in every form."""
        if event.input.id == FIELDS[-1]:
            self.action_send()
        else:
            self.focus_next()

    def action_send(self) -> None:
        """Save the counts; of such as void the vote only once somebody has said that they are meant."""
        try:
            counts = self.typed()
        except ContestError as error:
            self.refuse(error)
            return
        begun = [field for group in GROUPS if not _is_empty(counts, group) for field in _empty_fields(counts, group)]
        if begun and self._tallied(counts)[1].status is not CountStatus.INCOMPLETE:
            self.tell(self.say("ballots.fill_in", fields=self.say("and").join(map(self._field_words, begun))))
            self.query_one(f"#{begun[0]}").focus()
            return
        if _misfit_of_whole_groups(counts) is not None and not self._asked:
            self._asked = True
            self.tell(self.say("ballots.meant"))
            return
        if self.sent is None or self.sent[0] != counts:
            self.sent = (counts, str(uuid4()))
        request = self.sent[1]
        nominee = self.nominee

        def count(approved_by: tuple[str, ...]) -> int:
            return self.desk.count_ballots(nominee.id, counts, nominee.version, request, approved_by)

        do_with_approval(self, self.thread, self.desk, count, self._counted, self.refuse)

    def _counted(self, version: int) -> None:
        for group in GROUPS:
            self._kept_slips(group).forget()
        self._kept.forget()
        self.dismiss(version)


def _empty_fields(counts: Counts, group: str) -> list[str]:
    return [field for field in fields_of(group) if counts[field] is None]


def _is_empty(counts: Counts, group: str) -> bool:
    """Whether nothing has been typed of a group."""
    return _empty_fields(counts, group) == list(fields_of(group))


def _misfit_of_whole_groups(counts: Counts) -> tuple[str, str] | None:
    """What does not fit in the groups of which nothing is missing: an empty field is no 0."""
    whole = [group for group in GROUPS if not _empty_fields(counts, group)]
    return misfit({field: counts[field] for group in whole for field in fields_of(group)})
