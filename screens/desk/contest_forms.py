"""The forms about the contest as a whole: its folder, its backups, and what it hands over to the next year."""

from pathlib import Path
from zoneinfo import ZoneInfo

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.backups import back_up
from scoreboard.desk.deed_words import deed_called
from scoreboard.desk.handing_over import hand_over, write_handover
from scoreboard.desk.loading import LoadReport, check_folder, load_in_portions
from scoreboard.desk.portions import Progress
from scoreboard.desk.restoring import RestorePreview, preview_restore, restore
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.errors import Refused
from scoreboard.exchange.folder import CompetitionFolder, read_folder
from scoreboard.exchange.problems import FolderInvalid
from scoreboard.locale import in_both, say
from scoreboard.settings import stem_of
from scoreboard.store.backup import is_database
from screens.desk.asking_form import AskingForm, Look, Question
from screens.desk.file_dialog import FileDialog, FileWish
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.outlook import Outlook, OutlookDialog
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

FOLDERS = FileWish("whole.browse", lambda _: False, lambda path: (path / "competition.toml").is_file())
BACKUPS = FileWish(
    "whole.browse_backup", lambda path: path.suffix.casefold() == ".db" and not path.stem.endswith("-public")
)
NEXT_YEAR = "next-year"
"""The folder that the next year's files go to, unless another is typed."""
HEAD_DIGITS = 16
"""Digits of the journal's head that are told; `journal --verify --head` asks for no more."""


class ContestForms:
    """Makes the forms for a workplace."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._lang = workplace.settings.lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.whole.{key}", self._lang, **gaps)

    def _path(self, name: str, value: str = "", wish: FileWish | None = None) -> FormField:
        def browse(typed: str) -> FileDialog:
            assert wish is not None
            begun = Path(typed).expanduser() if typed.strip() else Path.cwd()
            return FileDialog(self._lang, begun if begun.is_dir() else Path.cwd(), self._zone(), wish)

        return FormField(
            name,
            self._say(f"label.{name}"),
            value,
            needed=True,
            about=self._say(f"about.{name}"),
            browse=None if wish is None else browse,
            suggested=bool(value),
        )

    def _zone(self) -> str:
        with self._workplace.store.read() as session:
            return zone_of(session)

    def _form(self, name: str, field: FormField, look: Look, done: str = "") -> AskingForm:
        heading, fact = in_both(f"desk.whole.title.{name}"), self._say(f"fact.{name}")
        return AskingForm(self._lang, heading, fact, (field,), look, done=done or say("desk.key.foresee", self._lang))

    # A folder

    def load(self) -> AskingForm:
        """Load a folder, once it has been seen what that changes."""
        return self._form("load", self._path("folder", wish=FOLDERS), self._look_at_folder)

    def _look_at_folder(self, typed: Typed) -> Question:
        settings = self._workplace.settings
        try:
            folder = read_folder(path_in(typed["folder"]), cue_formats())
        except FolderInvalid as invalid:
            outlook = self._problems(invalid)
            return lambda: OutlookDialog(self._lang, outlook, lambda _: "")
        report = check_folder(settings, folder)
        outlook = self._changes(folder, report)
        return lambda: OutlookDialog(self._lang, outlook, lambda progress: self._load(folder, progress))

    def _load(self, folder: CompetitionFolder, progress: Progress) -> str:
        report = load_in_portions(self._workplace.store, self._workplace.settings, folder, progress=progress)
        return self._say("done.load", name=self._called(folder), count=report.total)

    def _called(self, folder: CompetitionFolder) -> str:
        told = folder.competition
        return (self._lang == "en" and told.name_en) or told.name

    def _problems(self, invalid: FolderInvalid) -> Outlook:
        rows = [ListRow(line, (line,), "bad") for line in invalid.lines(self._lang)]
        fact = self._say("problems", count=len(invalid.problems))
        return Outlook(self._say("title.load"), fact, (ListColumn(),), rows)

    def _changes(self, folder: CompetitionFolder, report: LoadReport | None) -> Outlook:
        heading = self._say("loading", name=self._called(folder))
        counts = {} if report is None else report.counts()
        numbers = [ListColumn(self._say(f"column.{name}"), 8, right=True) for name in ("new", "changed", "gone")]
        rows = [ListRow(file, (file, *map(str, changes))) for file, changes in counts.items()]
        rows += [ListRow(line, (line,), "warn") for line in (doubt.sentence(self._lang) for doubt in folder.doubts)]
        total = 0 if report is None else report.total
        return Outlook(
            heading,
            self._say("changes" if total else "unchanged", count=total),
            (ListColumn(self._say("column.file")), *numbers),
            rows,
            self._say("key.load") if total else "",
        )

    # Backups

    def backup(self) -> AskingForm:
        """Back the database up to a file; one that is a backup already is only replaced once that is agreed to."""
        field = self._path("target", str(Path.cwd() / self._dated()))
        return self._form("backup", field, self._look_at_target, self._say("title.backup"))

    def _dated(self) -> str:
        """What a backup of today is called."""
        workplace, zone = self._workplace, self._zone()
        now = workplace.settings.moment(zone).astimezone(ZoneInfo(zone))
        return f"{stem_of(workplace.settings.paths.main)}-{now:%Y%m%d-%H%M}.db"

    def _look_at_target(self, typed: Typed) -> Question | str:
        target = path_in(typed["target"])
        if not is_database(target):
            return self._back_up(target)
        outlook = Outlook(self._say("title.backup"), self._say("replaces", file=target), key=self._say("key.replace"))
        return lambda: OutlookDialog(self._lang, outlook, lambda _: self._back_up(target))

    def _back_up(self, target: Path) -> str:
        kept = back_up(self._workplace.settings, target)
        return self._say("done.backup", file=target, count=kept.count, head=kept.head[:HEAD_DIGITS])

    def restore(self) -> AskingForm:
        """Put a backup in the database's place, once it has been seen what is lost by that."""
        return self._form("restore", self._path("backup", wish=BACKUPS), self._look_at_backup)

    def _look_at_backup(self, typed: Typed) -> Question:
        source = path_in(typed["backup"])
        seen = preview_restore(self._workplace.settings, source)
        outlook = self._losses(source, seen)
        return lambda: OutlookDialog(self._lang, outlook, lambda _: self._restore(source, seen))

    def _losses(self, source: Path, seen: RestorePreview) -> Outlook:
        last = "-" if seen.last_deed is None else f"{seen.last_deed.astimezone(ZoneInfo(seen.zone)):%Y-%m-%d %H:%M}"
        held = self._say("held", file=source.name, name=seen.called.said(self._lang), count=seen.held.count, last=last)
        lost = self._say("lost" if seen.count else "nothing_lost", count=seen.count)
        rows = [ListRow(deed, (deed_called(deed, self._lang), str(count)), "bad") for deed, count in seen.lost.items()]
        columns = (ListColumn(self._say("column.deed")), ListColumn(self._say("column.count"), 10, right=True))
        key = self._say("key.restore")
        return Outlook(self._say("title.restore"), f"{held}\n{lost}", columns if rows else (), rows, key)

    def _restore(self, source: Path, seen: RestorePreview) -> str:
        settings = self._workplace.settings
        if preview_restore(settings, source) != seen:
            raise Refused("foresee.moved")
        kept = restore(settings, source, force=bool(seen.count))
        aside = "" if kept.set_aside is None else self._say("set_aside", file=kept.set_aside.name)
        return self._say("done.restore", file=source.name, count=kept.count, aside=aside)

    # The next year

    def handover(self) -> FormDialog:
        """Write what the next year's folder begins with."""
        heading, fact = in_both("desk.whole.title.handover"), self._say("fact.handover")
        field = self._path("next", str(Path.cwd() / NEXT_YEAR))
        done = say("desk.key.write", self._lang)
        return FormDialog(self._lang, heading, fact, (field,), self._hand_over, done=done)

    def _hand_over(self, typed: Typed) -> str:
        folder = path_in(typed["next"])
        with self._workplace.store.read() as session:
            known(session, self._workplace.settings, "year")
            found = hand_over(session)
        kept = write_handover(found, folder)
        before = self._say("kept_before", files=", ".join(path.name for path in kept)) if kept else ""
        gaps = {"folder": folder, "flags": found.flags, "honours": len(found.honours), "before": before}
        return self._say("done.handover", **gaps)


def path_in(typed: str) -> Path:
    """The path that is typed."""
    return Path(typed.strip()).expanduser()
