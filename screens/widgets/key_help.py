"""What the keys of a screen do, told from its bindings, so that no key is forgotten."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.binding import BindingsMap
from textual.screen import Screen

from screens.widgets.bars import Part
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow


def keys_told(screen: Screen[Any], meaning: Callable[[str], str]) -> list[Part]:
    """The keys of a screen in the order of its bindings, those of one action together, each with its meaning.

    `meaning` says it by a binding's id. Bindings without one, such as digits, are not told. Raises KeyError where a
    meaning is lacking.
    """
    keys: dict[str, list[str]] = {}
    ids: dict[str, str] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.node is screen and binding.id is not None:
            action = binding.action.partition("(")[0]
            ids.setdefault(action, binding.id)
            shown = screen.app.get_key_display(binding)
            keys.setdefault(action, []).append(shown.capitalize() if len(shown) > 1 else shown)
    return [(" ".join(dict.fromkeys(pressed)), meaning(ids[action])) for action, pressed in keys.items()]


def given_keys(screen: Screen[Any]) -> dict[str, str]:
    """By the first key of a binding as a bar shows it the one that somebody has given it instead."""
    first: dict[str, str] = {}
    for node in (screen, *screen.query("*")):
        for keys in (node._merged_bindings or BindingsMap()).key_to_bindings.values():
            for binding in keys:
                if binding.id is not None:
                    first.setdefault(binding.id, screen.app.get_key_display(binding))
    now = {one.binding.id: screen.app.get_key_display(one.binding) for one in screen.active_bindings.values()}
    return {key: now[name] for name, key in first.items() if now.get(name, key) != key}


def beside_each_other(keys: Sequence[Part], room: int) -> tuple[tuple[ListColumn, ...], list[ListRow]]:
    """Keys as rows of a list in so many lines: below each other, and where there are more, in two columns."""
    many = len(keys) > room
    half = -(-len(keys) // 2) if many else len(keys)
    parts = [keys[:half], [*keys[half:], *([("", "")] * (2 * half - len(keys)))]] if many else [keys]
    columns = [column for part in parts for column in (ListColumn("", max(width_of(key) for key, _ in part)), _WHAT)]
    rows = [ListRow(at, tuple(cell for part in parts for cell in part[at])) for at in range(half)]
    return tuple(columns), rows


_WHAT = ListColumn()
