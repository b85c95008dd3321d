"""The auditor's room: the whole journal, newest first; found by typing, changed by nobody."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from scoreboard.desk.auditing import Audited, count_journal, read_journal, unseen_by
from scoreboard.desk.deed_words import JournalNames, deed_called, journal_names
from scoreboard.desk.levels import seen_by
from scoreboard.desk.named_errors import named_errors
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.desk.watching import watch_main
from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.verification import Verdict, verify
from screens.desk.sentences import local_time
from screens.widgets.bars import Bar
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow, RowList
from screens.widgets.thread_worker import ThreadWorker

MOST = 2000
"""Rows that are read at a time; a narrower search finds older ones."""
POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Reading:
    """What was read for a search."""

    rows: tuple[Audited, ...]
    count: int
    zone: str
    names: JournalNames
    openly: bool
    """Whether whoever reads may see all of it."""


class JournalScreen(Screen[None]):
    """Who did what, proved how; `/` searches, Enter goes back to the rows. Reads only."""

    CSS_PATH = "journal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False, id="journal.find"),
        Binding("v", "verify", show=False, id="journal.verify"),
        Binding("q,escape", "leave", show=False, id="journal.leave"),
    ]

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__()
        self.thread = ThreadWorker(self, "desk.failed", partial(named_errors, store, settings))
        self._store, self._settings, self._lang = store, settings, settings.lang
        self._watch = watch_main(settings.paths.main)
        self._shown: dict[int, Audited] = {}
        self._zone, self._names = "UTC", JournalNames(settings.lang)
        self._reading: Reading | None = None
        self._verdict: Verdict | None = None

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield Input(placeholder=self._say("placeholder"), id="words")
        columns = (
            ListColumn(self._say("number"), 7, right=True),
            ListColumn(self._say("when"), 14),
            ListColumn(self._say("who"), 14),
            ListColumn(self._say("what"), 18),
            ListColumn(self._say("where"), 0),
        )
        yield RowList(columns, id="deeds", gap=1)
        yield Bar(id="proof")
        yield Bar(id="before")
        yield Bar(id="after")
        yield Bar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#keys", Bar).show([(" " + self._say("keys"), "quiet")])
        self.query_one("#deeds").focus()
        self.set_interval(POLL_SECONDS, self._look_around)
        self._read()

    def on_unmount(self) -> None:
        self._watch.close()

    def _say(self, path: str, **values: Any) -> str:
        return say(f"journal.{path}", self._lang, **values)

    def _look_around(self) -> None:
        if self._watch.moved():
            self._read()

    def _read(self) -> None:
        words, settings = self.query_one("#words", Input).value, self._settings

        def read() -> Reading:
            with self._store.read() as session:
                by = known(session, settings, "read all", anywhere=True)
                unseen = unseen_by(session, seen_by(session, by), by.name)
                zone = zone_of(session)
                names = journal_names(session, settings.lang, settings.moment(zone))
                rows = read_journal(session, words, limit=MOST, unseen=unseen, meant=names.meant)
                return Reading(rows, count_journal(session), zone, names, openly=unseen is None)

        self.thread.do(read, self._show, self._refused)

    def _show(self, reading: Reading) -> None:
        self._zone, self._names = reading.zone, reading.names
        self._shown = {row.sequence: row for row in reading.rows}
        self._reading = reading
        self._show_title()
        rows = [ListRow(row.sequence, self._cells(row), "" if _proved(row) else "warn") for row in reading.rows]
        self.query_one("#deeds", RowList).show(rows)

    def _cells(self, row: Audited) -> tuple[str, ...]:
        action, subject = deed_called(row.action, self._lang), self._names.subject(row.action, row.subject)
        return str(row.sequence), local_time(row.at, self._zone), row.who, action, subject

    def _refused(self, error: ContestError) -> None:
        self.query_one("#title", Bar).show([(" " + error.sentence(self._lang), "bad")])

    @on(RowList.Moved)
    def _row_moved(self) -> None:
        """Say all of the row under the cursor: its proof, the old and the new, its reason and its hash."""
        key = self.query_one("#deeds", RowList).current
        row = self._shown.get(key) if isinstance(key, int) else None
        proof = [] if row is None else [(f" {row.proof}", "good" if _proved(row) else "warn")]
        self.query_one("#proof", Bar).show(proof, [] if row is None else [(f"{row.hash[:16]} ", "quiet")])
        for name in ("before", "after"):
            said = "" if row is None else _written(self._names.said(getattr(row, name)))
            reason = f"  {row.reason}" if row is not None and row.reason and name == "after" else ""
            label = (f" {self._say(name)} ", "quiet")
            self.query_one(f"#{name}", Bar).show([label, (said + reason, "")] if said or reason else [label])

    @on(Input.Changed, "#words")
    def _words_changed(self) -> None:
        self._read()

    @on(Input.Submitted, "#words")
    def _words_done(self) -> None:
        self.query_one("#deeds").focus()

    def action_find(self) -> None:
        self.query_one("#words").focus()

    def action_verify(self) -> None:
        """Recompute the chain of hashes from its first row, and compare the tables with what it tells."""

        def read() -> Verdict:
            with self._store.read() as session:
                return verify(session)

        self.thread.do(read, self._verified, self._refused)

    def _verified(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._show_title()

    def _show_title(self) -> None:
        """What was last found wrong stays said; that all is whole is said till there is another row."""
        reading, verdict = self._reading, self._verdict
        right = []
        if reading is not None:
            right = [(self._say("found", found=len(reading.rows), count=reading.count) + " ", "quiet")]
        if verdict is not None and verdict.wrong:
            first = verdict.findings[0].sentence(self._lang, openly=reading is not None and reading.openly)
            left = (self._say("unsound", count=verdict.wrong, first=first), "bad")
        elif verdict is not None and (reading is None or verdict.count >= reading.count):
            left = (self._say("whole"), "good")
        else:
            left = (self._say("title"), "strong")
        self.query_one("#title", Bar).show([(f" {left[0]}", left[1])], right)

    def action_leave(self) -> None:
        """From the search back to the rows, from the rows out."""
        if self.query_one("#words").has_focus:
            self.query_one("#deeds").focus()
        else:
            self.dismiss(None)


def _proved(row: Audited) -> bool:
    return row.proof not in ("unproved", "-")


def _written(said: Any) -> str:
    return "" if said is None else json.dumps(said, ensure_ascii=False)[:2000]
