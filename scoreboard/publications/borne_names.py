"""Names of units as the main database has them, in the words of boards."""

from scoreboard.publications.board_words import Names
from scoreboard.store.contest import Name


def names_in(name: Name) -> Names:
    """The names that a unit bears on a day."""
    names: Names = {"name": name.name, "short_name": name.short_name, "name_en": name.name_en}
    if name.short_name_en:
        names["short_name_en"] = name.short_name_en
    return names
