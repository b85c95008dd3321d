"""The one reader of public facts: what holds, and what held at any change before."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scoreboard.facts import FactKind
from scoreboard.store.public.asking import Ask, in_portions

Document = dict[str, Any]

_LAST = "\U0010ffff"
"""Sorts after every character, so that it ends the keys that begin with a prefix."""
_BOARD = "SELECT b.number, b.key, t.revision, t.change, c.at, c.reason FROM public_touch t"
_JOINED = " JOIN public_board b ON b.number = t.board JOIN public_change c ON c.number = t.change"


@dataclass(frozen=True)
class Touched:
    """A board and the change that touched it last, of those that count."""

    number: int
    key: str
    revision: int
    change: int
    at: str
    """ISO 8601 in UTC."""
    reason: str


class Facts:
    """Public facts of a main database or a public file.

    `upto` is the last change that counts; None for all that there are.
    """

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.moment: datetime | None = None
        """The moment for which they are asked, where that is said; else each board is as of its change."""

    def head(self) -> int:
        """The number of the newest change; 0 before the first."""
        number: int = self.ask("SELECT COALESCE(MAX(number), 0) FROM public_change")[0][0]
        return number

    def change_by(self, moment: datetime) -> int:
        """The last change that had been made by a moment; 0 before the first."""
        at = moment.astimezone(UTC).isoformat(timespec="microseconds")
        number: int = self.ask("SELECT COALESCE(MAX(number), 0) FROM public_change WHERE at <= :at", at=at)[0][0]
        return number

    def boards(self, prefix: str = "", upto: int | None = None) -> dict[str, Touched]:
        """The boards that are public and whose key begins with `prefix`."""
        if upto is None:
            rows = self.ask(
                "SELECT b.number, b.key, b.revision, b.change, c.at, c.reason FROM public_board b"
                " JOIN public_change c ON c.number = b.change"
                " WHERE b.key >= :prefix AND b.key < :last AND b.revision > 0 ORDER BY b.key",
                prefix=prefix,
                last=prefix + _LAST,
            )
        else:
            rows = self.ask(
                f"{_BOARD}{_JOINED} WHERE b.key >= :prefix AND b.key < :last AND t.revision ="
                " (SELECT MAX(o.revision) FROM public_touch o WHERE o.board = b.number AND o.change <= :upto)"
                " ORDER BY b.key",
                prefix=prefix,
                last=prefix + _LAST,
                upto=upto,
            )
        return {row[1]: Touched(*row) for row in rows}

    def touched_since(self, change: int) -> dict[str, Touched]:
        """The boards that a change after this one has touched."""
        rows = self.ask(
            "SELECT b.number, b.key, b.revision, b.change, c.at, c.reason FROM public_board b"
            " JOIN public_change c ON c.number = b.change WHERE b.change > :change AND b.revision > 0 ORDER BY b.key",
            change=change,
        )
        return {row[1]: Touched(*row) for row in rows}

    def touched(self, key: str, upto: int | None = None, revision: int | None = None) -> Touched | None:
        """When a board was touched last, or what made one revision of it; None where that is not public."""
        if upto is None and revision is None:
            rows = self.ask(
                "SELECT b.number, b.key, b.revision, b.change, c.at, c.reason FROM public_board b"
                " JOIN public_change c ON c.number = b.change WHERE b.key = :key AND b.revision > 0",
                key=key,
            )
        else:
            rows = self.ask(
                f"{_BOARD}{_JOINED} WHERE b.key = :key AND (:upto IS NULL OR t.change <= :upto)"
                " AND (:revision IS NULL OR t.revision = :revision) ORDER BY t.revision DESC LIMIT 1",
                key=key,
                upto=upto,
                revision=revision,
            )
        return Touched(*rows[0]) if rows else None

    def first_touch(self, key: str) -> int | None:
        """The change that made a board public; None of one that is not."""
        rows = self.ask(
            "SELECT MIN(t.change) FROM public_touch t JOIN public_board b ON b.number = t.board WHERE b.key = :key",
            key=key,
        )
        return None if rows[0][0] is None else int(rows[0][0])

    def public_among(self, keys: Iterable[str]) -> set[str]:
        """Which of these boards are public; there are few of them."""
        return {
            row[0] for row in self.ask("SELECT key FROM public_board WHERE key IN :keys AND revision > 0", keys=keys)
        }

    def revisions(self, key: str) -> list[Touched]:
        """Every revision of a board, the oldest first."""
        return [Touched(*row) for row in self.ask(f"{_BOARD}{_JOINED} WHERE b.key = :key ORDER BY t.revision", key=key)]

    def print_of(self, board: Touched) -> Document | None:
        """A revision that is kept as a whole; None where it is not."""
        rows = self.ask(
            "SELECT value FROM public_print WHERE board = :board AND revision = :revision",
            board=board.number,
            revision=board.revision,
        )
        return json.loads(rows[0][0]) if rows else None

    def keys_told(self, kind: FactKind, since: int = 0, prefix: str = "") -> list[str]:
        """The keys of which something of a kind has become public after a change, be it that it holds no more.

        Those alone that begin with `prefix`.
        """
        rows = self.ask(
            "SELECT DISTINCT key FROM public_fact"
            " WHERE kind = :kind AND change > :since AND key >= :prefix AND key < :last",
            kind=str(kind),
            since=since,
            prefix=prefix,
            last=prefix + _LAST,
        )
        return [row[0] for row in rows]

    def changes_of(self, kind: FactKind, key: str) -> list[int]:
        """The changes that said something of a kind and key, be it that it holds no more, the oldest first."""
        rows = self.ask("SELECT change FROM public_fact WHERE kind = :kind AND key = :key", kind=str(kind), key=key)
        return sorted(row[0] for row in rows)

    def document(self, kind: FactKind, key: str = "", upto: int | None = None) -> Document | None:
        """What holds of a kind and key; None where nothing does."""
        rows = self.ask(
            "SELECT value FROM public_fact WHERE kind = :kind AND key = :key"
            " AND (:upto IS NULL OR change <= :upto) ORDER BY change DESC LIMIT 1",
            kind=str(kind),
            key=key,
            upto=upto,
        )
        return json.loads(rows[0][0]) if rows and rows[0][0] is not None else None

    def documents(self, kind: FactKind, prefix: str = "", upto: int | None = None) -> dict[str, Document]:
        """All that holds of a kind, of keys that begin with `prefix`, by key."""
        rows = self.ask(
            "SELECT f.key, f.value FROM public_fact f WHERE f.kind = :kind AND f.key >= :prefix AND f.key < :last"
            " AND f.value IS NOT NULL AND f.change = (SELECT MAX(o.change) FROM public_fact o"
            " WHERE o.kind = f.kind AND o.key = f.key AND (:upto IS NULL OR o.change <= :upto)) ORDER BY f.key",
            kind=str(kind),
            prefix=prefix,
            last=prefix + _LAST,
            upto=upto,
        )
        return _read_documents(rows)

    def documents_of(self, kind: FactKind, keys: Iterable[str], upto: int | None = None) -> dict[str, Document]:
        """What holds of a kind and these keys, by key."""
        found: dict[str, Document] = {}
        for portion in in_portions(dict.fromkeys(keys)):
            rows = self.ask(
                "SELECT f.key, f.value FROM public_fact f WHERE f.kind = :kind AND f.key IN :keys"
                " AND f.change = (SELECT MAX(o.change) FROM public_fact o"
                " WHERE o.kind = f.kind AND o.key = f.key AND (:upto IS NULL OR o.change <= :upto))",
                kind=str(kind),
                keys=portion,
                upto=upto,
            )
            found.update(_read_documents([(key, value) for key, value in rows if value is not None]))
        return found

    def board_numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """The numbers of boards by key, also of those that nothing has touched yet."""
        found: dict[str, int] = {}
        for portion in in_portions(dict.fromkeys(keys)):
            found.update(self.ask("SELECT key, number FROM public_board WHERE key IN :keys", keys=portion))
        return found

    def unit_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of units by id."""
        found: dict[str, int] = {}
        for portion in in_portions(dict.fromkeys(ids)):
            found.update(self.ask("SELECT id, number FROM public_unit WHERE id IN :ids", ids=portion))
        return found

    def unit_ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of units by number."""
        found: dict[int, str] = {}
        for portion in in_portions(dict.fromkeys(numbers)):
            found.update(self.ask("SELECT number, id FROM public_unit WHERE number IN :numbers", numbers=portion))
        return found


def _read_documents(rows: Sequence[Sequence[str]]) -> dict[str, Document]:
    """Facts by their keys, of (key, JSON) each; read as one text, for of many small ones each call costs its own."""
    keys, values = zip(*rows, strict=True) if rows else ((), ())
    return dict(zip(keys, json.loads(f"[{','.join(values)}]"), strict=True))
