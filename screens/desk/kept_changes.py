"""A person's changes of a worksheet, kept in a file of this account, so that another start can undo them too."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from scoreboard.desk.kept_scores import KeptSheet, Typist
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.own_folder import lasting_folder
from screens.desk.unsaved_scores import Changes, ScoreChange, Together

FOLDER = "changes"
MOST_KEPT = 2_000
"""Cells: what would be more, and what was changed before it, can be undone by the desk that did it alone."""
MOST_BYTES = 4_000_000


class KeptChanges:
    """The last changes of one person on one worksheet; where they can't be kept, they end with the desk."""

    def __init__(self, typist: Typist, sheet: KeptSheet) -> None:
        about = json.dumps([typist.prefix, *asdict(sheet).values()])
        self._name = hashlib.sha256(about.encode()).hexdigest()[:32]
        self._written: list[tuple[Together, str]] = []
        """What was kept last, each as it was written: a save writes its own change anew, and not all of them."""

    def read(self, sheet: Worksheet) -> Changes:
        """What can still be undone, and done again: of a cell that says something else by now nothing can."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError), lasting_folder(FOLDER) as folder:
            kept = json.loads(folder.read(self._name, MOST_BYTES).decode("utf-8", "surrogateescape"))
            made = [tuple(map(_change, together)) for together in kept["made"]]
            taken_back = [
                tuple(map(_change, one)) if isinstance(one, list) else (_change(one),) for one in kept["taken_back"]
            ]
            return _as_it_stands(Changes(made, taken_back), sheet)
        return Changes()

    def keep(self, changes: Changes) -> None:
        """Keep them as they are now."""
        known = {id(together): text for together, text in self._written}
        made = list[tuple[Together, str]]()
        cells = 0
        for together in reversed(changes.made):
            cells += len(together)
            if cells > MOST_KEPT:
                break
            made.append((together, known.get(id(together)) or _text(together)))
        self._written = made[::-1]
        texts = ",".join(text for _, text in self._written)
        undone = ",".join(map(_text, _last(changes.taken_back)))
        words = f'{{"made": [{texts}], "taken_back": [{undone}]}}'
        with contextlib.suppress(OSError), lasting_folder(FOLDER) as folder:
            folder.write(self._name, words.encode("utf-8", "surrogateescape"))


def _last(deeds: Sequence[Together]) -> Sequence[Together]:
    """The last deeds that have to do with no more cells than are kept."""
    cells = 0
    for number, together in enumerate(reversed(deeds)):
        cells += len(together)
        if cells > MOST_KEPT:
            return deeds[len(deeds) - number :]
    return deeds


def _text(changes: Iterable[ScoreChange]) -> str:
    return json.dumps([asdict(one) for one in changes], ensure_ascii=False)


def _change(words: dict[str, Any]) -> ScoreChange:
    unit, area = words["place"]
    return ScoreChange(**{**words, "place": (unit, area)})


def _as_it_stands(changes: Changes, sheet: Worksheet) -> Changes:
    """Without the changes of cells that something else has happened to, and all deeds that had to do with them."""
    newest: dict[Place, ScoreChange] = {}
    for one in (one for together in (*changes.made, *changes.taken_back) for one in together):
        if one.place not in newest or one.version > newest[one.place].version:
            newest[one.place] = one
    others = {place for place, one in newest.items() if not _says(sheet, one)}

    def left(deeds: Iterable[Together]) -> list[Together]:
        return [together for together in deeds if not any(one.place in others for one in together)]

    return Changes(left(changes.made), left(changes.taken_back))


def _says(sheet: Worksheet, change: ScoreChange) -> bool:
    """Whether a cell is as a change has left it."""
    unit, area = change.place
    if unit not in sheet.row_of or area not in sheet.column_of:
        return False
    return sheet.cell(change.place).version == change.version and sheet.says(change.place, change.after)
