"""The only way in which viewers read: the public file, and never anything else."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scoreboard.errors import Unreachable
from scoreboard.publications.public_file import LAYOUT, roll_back
from scoreboard.store.replacing import bearer


@dataclass(frozen=True)
class Board:
    """A published revision of a board; revision 0 has no rows and means that nothing is public yet."""

    key: str
    revision: int
    published_at: str | None
    """ISO 8601 in UTC."""
    reason: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """Where a ceremony stands, and the scene that the hall sees."""

    sequence: int
    ceremony: str
    series: str
    period: str
    cue: int
    step: int
    covered: bool
    rehearsal: bool
    scene: dict[str, Any]
    at: str


class PublicReader:
    """Reads boards and the stage from one public file. Raises Unreachable where there is none to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise Unreachable("database.no_public", path=path)
        self.file = bearer(path)
        """Which file this reads; another one that takes its name is not read."""
        try:
            self._connection = sqlite3.connect(
                f"file:{path}?mode=ro", uri=True, timeout=10, isolation_level=None, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise Unreachable("database.unreadable", path=path, detail=error) from None
        try:
            self._refuse_other_layout()
        except Unreachable:
            self.close()
            raise

    def _refuse_other_layout(self) -> None:
        layout = self._ask("PRAGMA user_version")[0][0]
        if layout > LAYOUT:
            raise Unreachable("database.newer", path=self.path)
        if layout == 0:
            raise Unreachable("database.no_public", path=self.path)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, question: str, **values: object) -> list[Any]:
        """The rows of an answer. Raises Unreachable where the file cannot be read now."""
        try:
            try:
                return self._connection.execute(question, values).fetchall()
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_READONLY_ROLLBACK:
                    raise
                roll_back(self.path)
                return self._connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise Unreachable("database.unreadable", path=self.path, detail=error) from None

    def change_mark(self) -> int:
        """A number that differs after another process has changed the file (SQLite's data_version)."""
        mark: int = self._ask("PRAGMA data_version")[0][0]
        return mark

    def board(self, key: str, *, as_of: datetime | None = None, revision: int | None = None) -> Board | None:
        """The newest revision of a board, or the newest published by `as_of`, or one by number; None if none."""
        rows = self._ask(
            "SELECT board, revision, published_at, reason, payload FROM publication"
            " WHERE board = :key AND (:revision IS NULL OR revision = :revision)"
            " AND (:as_of IS NULL OR published_at <= :as_of) ORDER BY revision DESC LIMIT 1",
            key=key,
            revision=revision,
            as_of=_stored(as_of),
        )
        return _board(rows[0]) if rows else None

    def boards(self, prefix: str, *, as_of: datetime | None = None) -> list[Board]:
        """The newest revision (by `as_of`) of every board whose key begins with `prefix`, by key."""
        rows = self._ask(
            "SELECT board, max(revision), published_at, reason, payload FROM publication"
            " WHERE substr(board, 1, length(:prefix)) = :prefix AND (:as_of IS NULL OR published_at <= :as_of)"
            " GROUP BY board ORDER BY board",
            prefix=prefix,
            as_of=_stored(as_of),
        )
        return [_board(row) for row in rows]

    def keys(self, prefix: str = "", *, as_of: datetime | None = None) -> dict[str, int]:
        """Board keys that begin with `prefix` and the id of each one's newest publication (by `as_of`)."""
        rows = self._ask(
            "SELECT board, max(id) FROM publication WHERE substr(board, 1, length(:prefix)) = :prefix"
            " AND (:as_of IS NULL OR published_at <= :as_of) GROUP BY board",
            prefix=prefix,
            as_of=_stored(as_of),
        )
        return dict(rows)

    def competition(self, *, as_of: datetime | None = None) -> dict[str, Any]:
        """The public description of the competition. Raises Unreachable where none has been loaded."""
        board = self.board("competition", as_of=as_of) or self.board("competition")
        if board is None:
            raise Unreachable("database.empty", path=self.path)
        return board.payload

    def stage(
        self, *, series: str | None = None, period: str | None = None, as_of: datetime | None = None
    ) -> Stage | None:
        """The last step on the stage, of any ceremony or of those of a series or period; None before the first.

        A rehearsal is on the stage until the row that ends it, and the cover that lies over the hall before the first
        step until it is taken away; the cue of both rows is 0.
        """
        rows = self._ask(
            "SELECT sequence, ceremony, series, period, cue, step, covered, rehearsal, scene, at FROM stage"
            " WHERE (:series IS NULL OR series = :series) AND (:period IS NULL OR period = :period)"
            " AND (:as_of IS NULL OR at <= :as_of) AND NOT EXISTS (SELECT 1 FROM stage AS ended"
            " WHERE ended.ceremony = stage.ceremony AND ended.rehearsal = stage.rehearsal"
            " AND ended.cue = 0 AND NOT ended.covered"
            " AND ended.sequence >= stage.sequence AND (:as_of IS NULL OR ended.at <= :as_of))"
            " ORDER BY sequence DESC LIMIT 1",
            series=series,
            period=period,
            as_of=_stored(as_of),
        )
        if not rows:
            return None
        sequence, name, series, period, cue, step, covered, rehearsal, scene, at = rows[0]
        return Stage(sequence, name, series, period, cue, step, bool(covered), bool(rehearsal), json.loads(scene), at)


def _stored(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def _board(row: tuple[str, int, str, str, str]) -> Board:
    key, revision, published_at, reason, payload = row
    return Board(key, revision, published_at, reason, json.loads(payload))
