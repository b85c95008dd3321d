"""How the cell of a score is written where somebody typed another one in the preview: C18 ≠ 865."""

_OTHER_THAN = " ≠ "
_EMPTY = "—"
_MOST = 40
"""Characters of what the sheet says that are kept."""


def with_typed(cell: str, instead_of: str | None) -> str:
    """A cell as the source of a score, marked where the score was typed `instead_of` what stands in it."""
    if instead_of is None:
        return cell
    said = " ".join(instead_of.split()) or _EMPTY
    return f"{cell}{_OTHER_THAN}{said if len(said) <= _MOST else f'{said[:_MOST]}…'}"


def typed_instead(source: str) -> tuple[str, str | None]:
    """The cell of a source, and what stands in it where something else was typed."""
    cell, mark, said = source.partition(_OTHER_THAN)
    return cell, said if mark else None
