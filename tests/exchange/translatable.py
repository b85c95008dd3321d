"""Which fields of a folder's formats hold words for people, as the formats themselves say."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import AfterValidator

from scoreboard.exchange import values
from scoreboard.exchange.folder import CSV_FORMATS
from scoreboard.exchange.formats.competition import DeclaredCompetition, Definitions
from scoreboard.exchange.formats.honours import DeclaredHonour
from scoreboard.exchange.formats.judges import Judge
from scoreboard.exchange.formats.named_images import DeclaredPortrait
from scoreboard.exchange.formats.run_sheets import DeclaredCue, DeclaredRunSheet
from scoreboard.exchange.formats.scores import WrittenScore
from scoreboard.exchange.formats.series import DeclaredArea, DeclaredSeries, DeclaredSettings, Override, Pool
from scoreboard.exchange.formats.units import UnitRow
from scoreboard.exchange.validation import Format, inner_format

ENGLISH = "_en"
WORDS = (values.word, values.lines, values.name)
"""What every type for words goes through."""
NO_WORDS: Mapping[tuple[type[Format], str], str] = {
    (DeclaredCompetition, "host"): "a unit's id",
    (DeclaredCompetition, "colours"): "two colours",
    (DeclaredSeries, "host"): "a unit's id",
    (DeclaredSeries, "periods"): "ids of periods",
    (Override, "not_held"): "ids of areas",
    (DeclaredSettings, "countback"): "words of a setting",
    (Pool, "id"): "an id",
    (UnitRow, "parent"): "a unit's id or name",
    (UnitRow, "pool"): "a pool's id",
    (Judge, "judge"): "a judge's id",
    (WrittenScore, "judge"): "a judge's id",
    (DeclaredHonour, "rolled_from"): "a competition's id",
    (DeclaredCue, "image"): "a file's name",
    (DeclaredCompetition, "emblem"): "a file's name",
    (DeclaredArea, "emblem"): "a file's name",
    (DeclaredPortrait, "person"): "whose portrait it is, as nominees.csv calls them",
    (DeclaredPortrait, "image"): "a file's name",
}
"""Fields whose type is that of words, and which nobody reads as such."""


def formats() -> list[type[Format]]:
    """Every table and row that a folder may have."""
    found: dict[type[Format], None] = {}
    for model in (Definitions, *CSV_FORMATS, DeclaredRunSheet):
        found.update(dict.fromkeys(_with_inner(model)))
    return list(found)


def _with_inner(model: type[Format]) -> Iterator[type[Format]]:
    yield model
    for name in model.model_fields:
        if (inner := inner_format(model, name)) is not None:
            yield from _with_inner(inner)


def texts_of(model: type[Format]) -> list[str]:
    """The fields of a format that hold words, without those in English."""
    found = [name for name in model.model_fields if _holds_words(model, name) and (model, name) not in NO_WORDS]
    return [name for name in found if not name.endswith(ENGLISH)]


def _holds_words(model: type[Format], name: str) -> bool:
    field = model.model_fields[name]
    inner = [part for one in get_args(field.annotation) for part in getattr(one, "__metadata__", ())]
    checks = [part.func for part in (*field.metadata, *inner) if isinstance(part, AfterValidator)]
    return any(check in WORDS for check in checks)


def said(model: type[Format], mark: str, **plain: Any) -> dict[str, Any]:
    """All words of a format in both languages, each another one, and what else it says."""
    words: dict[str, Any] = {}
    for name in texts_of(model):
        several = get_origin(model.model_fields[name].annotation) is tuple
        for key, text in ((name, f"汉{mark}{name}"), (name + ENGLISH, f"Said {mark} {name}")):
            words[key] = [text] if several else text
    return {**words, **plain}
